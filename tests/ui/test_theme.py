"""Every colour can be read on every ground it stands on; nothing is left to the system."""

import re

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from tracker import resource_files
from tracker.terms import Holder
from tracker.wording import SHAPES
from ui.holder_fill import PATTERNS
from ui.theme import (
    FAMILY,
    THEMES,
    app_icon,
    applied_theme,
    apply_theme,
    contrast,
    load_fonts,
    palette,
    read_theme,
    stylesheet,
)

GROUNDS = ("page", "panel", "selection", "hover", "alert")
# each token of a theme is one of these: what is read, what it stands on, what is seen, what only groups
INKS = ("text", "muted", "accent", "accent_text", "selection_text")
EDGES = ("border", "focus")
HAIR_LINES = ("rule",)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SAID = re.compile(r"(?:^|;)\s*(color|background|selection-color|selection-background-color)\s*:\s*\$(\w+)")


@pytest.mark.parametrize("name", THEMES)
def test_words_and_states_are_read_at_four_and_a_half_to_one(name: str) -> None:
    theme = read_theme(name)
    inks = {token: theme.colours[token] for token in ("text", "muted", "accent")} | theme.states
    weak = []
    for ground in GROUNDS:
        one_ink = theme.colours.get("selection_text") if ground == "selection" else None
        for token, ink in inks.items():
            measured = contrast(one_ink or ink, theme.colours[ground])
            if measured < 4.5:
                weak.append(f"{token} on {ground}: {measured:.2f}")
    assert weak == []
    assert contrast(theme.colours["accent_text"], theme.colours["accent"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_edges_and_focus_are_seen_at_three_to_one(name: str) -> None:
    theme = read_theme(name)
    for edge in ("border", "focus"):
        for ground in ("page", "panel"):
            assert contrast(theme.colours[edge], theme.colours[ground]) >= 3, (edge, ground)
    assert contrast(theme.colours["focus"], theme.colours["hover"]) >= 3
    ring_on_selection = theme.colours.get("selection_text", theme.colours["focus"])
    assert contrast(ring_on_selection, theme.colours["selection"]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_token_is_measured_as_ink_ground_or_edge(name: str) -> None:
    known = {*INKS, *GROUNDS, *EDGES, *HAIR_LINES}
    assert set(read_theme(name).colours) <= known
    assert known - {"selection_text"} <= set(read_theme(name).colours)


def grounds_and_inks() -> list[tuple[str, str, str]]:
    """Give the colour and the ground of each rule of the sheet; one without a ground stands on page and on panel."""
    sheet = resource_files.data("qss/undrift.qss").decode("utf-8")
    pairs = []
    for selector, body in RULE.findall(sheet):
        said = dict(SAID.findall(body))
        if "color" in said:
            grounds = [said["background"]] if "background" in said else ["page", "panel"]
            pairs.extend((selector.strip(), said["color"], ground) for ground in grounds)
        if "selection-color" in said:
            pairs.append((selector.strip(), said["selection-color"], said["selection-background-color"]))
    return pairs


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_of_the_sheet_is_read_on_the_ground_it_stands_on(name: str) -> None:
    theme = read_theme(name)
    colours = {"selection_text": theme.colours["text"]} | theme.states | theme.colours
    pairs = grounds_and_inks()
    assert len(pairs) > 40
    weak = [
        f"{selector}: {ink} on {ground}, {contrast(colours[ink], colours[ground]):.2f}"
        for selector, ink, ground in pairs
        if contrast(colours[ink], colours[ground]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("name", THEMES)
def test_marks_and_bars_are_seen_and_bars_of_the_timeline_too(name: str) -> None:
    theme = read_theme(name)
    for key, ink in theme.states.items():
        assert contrast(ink, theme.colours["panel"]) >= 3, key
    assert contrast(theme.colours["accent"], theme.colours["panel"]) >= 3
    assert contrast(theme.colours["accent"], theme.colours["page"]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_every_holder_has_a_colour_within_an_edge_that_is_seen(name: str) -> None:
    theme = read_theme(name)
    assert set(theme.holders) == {holder.value for holder in Holder} == set(PATTERNS)
    for key, colour in theme.holders.items():
        seen = max(contrast(colour, theme.colours["panel"]), contrast(theme.colours["border"], theme.colours["panel"]))
        assert seen >= 3, key
        assert contrast(theme.ink_on(colour), colour) >= 3, key


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#777777", "#FFFFFF") == contrast("#FFFFFF", "#777777")


@pytest.mark.parametrize("name", THEMES)
def test_every_state_has_a_colour(name: str) -> None:
    assert set(read_theme(name).states) == set(SHAPES)


def test_high_contrast_is_black_white_and_yellow() -> None:
    theme = read_theme("high_contrast")
    used = {*theme.colours.values(), *theme.states.values(), *theme.holders.values()}
    assert used == {"#000000", "#FFFFFF", "#FFFF00"}


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="sepia"):
        read_theme("sepia")


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_has_all_its_colours_and_no_stranger(name: str) -> None:
    theme = read_theme(name)
    sheet = stylesheet(theme)
    assert "$" not in sheet
    allowed = {*theme.colours.values(), *theme.states.values()}
    assert set(re.findall(r"#[0-9A-F]{6}\b", sheet)) <= allowed
    for picture in re.findall(r"url\(icons:([^)]+)\)", sheet):
        assert resource_files.data(f"icons/{picture}").startswith(b"<svg"), picture


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_reaches_the_whole_program(qapp: QApplication, name: str) -> None:
    try:
        apply_theme(qapp, read_theme(name))
        assert applied_theme().name == name
        theme = read_theme(name)
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("page")
        assert qapp.palette().color(QPalette.ColorRole.Text) == theme.colour("text")
    finally:
        apply_theme(qapp, read_theme("light"))


def test_words_that_cannot_be_used_are_muted_and_still_read() -> None:
    theme = read_theme("light")
    dim = palette(theme).color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert dim == theme.colour("muted")


def test_the_bundled_family_has_welsh_letters_and_figures_of_one_width(qapp: QApplication) -> None:
    font = load_fonts()
    assert FAMILY in QFontDatabase.families()
    raw = QRawFont.fromFont(font)
    assert raw.familyName() == FAMILY
    assert all(raw.supportsCharacter(ord(letter)) for letter in "ŵŷŴŶ’–")
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_fonts_licence_stands_beside_them() -> None:
    assert b"SIL OPEN FONT LICENSE" in resource_files.data("fonts/OFL.txt")


def test_the_icon_is_drawn_at_every_size(qapp: QApplication) -> None:
    icon = app_icon()
    for side in (16, 32, 256):
        picture = icon.pixmap(side, side).toImage()
        colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
        assert "#0b4f8a" in colours, side
