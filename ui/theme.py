"""Colours, fonts and sheets of the light, dark and high-contrast themes, read from resources/themes."""

import re
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from PySide6.QtCore import QDir, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from tracker import resource_files

THEMES = ("light", "dark", "high_contrast")
BODY, SECOND, TITLE, FIGURE = 10, 9, 13, 18
FAMILY = "Noto Sans"
# per cent of the size that everything is designed at
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
FULL_SIZE, THICKEST_LINE = 100, 2
QWIDGETSIZE_MAX = (1 << 24) - 1
_PROPERTY = "undrift_theme"
_ZOOM = "undrift_zoom"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. `colours` are by token, `states` by the keys of wording's SHAPES, `holders` by holder."""

    name: str
    dark: bool
    colours: dict[str, str]
    states: dict[str, str]
    holders: dict[str, str]
    arrows: str
    ticks: str

    def colour(self, token: str) -> QColor:
        """Give the colour of a token."""
        return QColor(self.colours[token])

    def state(self, key: str) -> QColor:
        """Give the colour of a state."""
        return QColor(self.states.get(key, self.colours["text"]))

    def holder(self, key: str) -> QColor:
        """Give the colour of a holder."""
        return QColor(self.holders.get(key, self.colours["panel"]))

    def ink_on(self, ground: str) -> str:
        """Give what can be seen better on a ground: the theme's panel or its text."""
        return max(self.colours["panel"], self.colours["text"], key=lambda ink: contrast(ink, ground))

    @property
    def selection_text(self) -> QColor | None:
        """The one colour of everything on a selected row, where the theme has one."""
        value = self.colours.get("selection_text")
        return QColor(value) if value else None


def read_theme(name: str) -> Theme:
    """Read a theme's tokens."""
    if name not in THEMES:
        raise ValueError(name)
    data = resource_files.toml(f"themes/{name}.toml")
    return Theme(
        data["name"], data["dark"], data["colours"], data["states"], data["holders"], data["arrows"], data["ticks"]
    )


def palette(theme: Theme) -> QPalette:
    """Build the palette for Fusion; nothing is left to the system's own colours."""
    roles = QPalette.ColorRole
    by_role = {
        roles.Window: "page",
        roles.Base: "panel",
        roles.AlternateBase: "page",
        roles.ToolTipBase: "panel",
        roles.Button: "panel",
        roles.WindowText: "text",
        roles.Text: "text",
        roles.ButtonText: "text",
        roles.ToolTipText: "text",
        roles.BrightText: "text",
        roles.PlaceholderText: "muted",
        roles.Link: "accent",
        roles.LinkVisited: "accent",
        roles.Highlight: "accent",
        roles.HighlightedText: "accent_text",
        roles.Accent: "accent",
        roles.Light: "rule",
        roles.Midlight: "rule",
        roles.Mid: "border",
        roles.Dark: "border",
        roles.Shadow: "border",
    }
    made = QPalette()
    for role, token in by_role.items():
        made.setColor(role, theme.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return made


def stylesheet(theme: Theme) -> str:
    """Give the style sheet with the theme's colours in it, its lengths at the size in use.

    Lines of one or two pixels stay as they are. `8px-1` is a length less the line that is thicker there.
    """
    sheet = resource_files.data("qss/undrift.qss").decode("utf-8")
    sheet = re.sub(r"(\d+)px(-1)?", _length, sheet)
    return Template(sheet).substitute(
        theme.colours,
        selection_text=theme.colours.get("selection_text", theme.colours["text"]),
        overdue=theme.states["overdue"],
        critical=theme.states["critical"],
        due_soon=theme.states["due_soon"],
        done=theme.states["done"],
        second=f"{points(SECOND):g}pt",
        title=f"{points(TITLE):g}pt",
        figure=f"{points(FIGURE):g}pt",
        arrows=theme.arrows,
        ticks=theme.ticks,
    )


def load_fonts() -> QFont:
    """Register the bundled family and give the body font; figures are of one width."""
    for name in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"):
        QFontDatabase.addApplicationFontFromData(resource_files.data(f"fonts/{name}"))
    font = QFont(FAMILY)
    font.setPointSizeF(points(BODY))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole program a theme."""
    app.setProperty(_PROPERTY, theme)
    QDir.setSearchPaths("icons", [str(files("resources") / "icons")])
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def set_zoom(app: QApplication, percent: int) -> None:
    """Give the whole program a size, in per cent: fonts, rows, edges, and the widths that were set by hand."""
    if percent not in ZOOMS:
        raise ValueError(percent)
    before = zoom()
    if percent == before:
        return
    app.setProperty(_ZOOM, percent)
    font = QFont(app.font())
    font.setPointSizeF(points(BODY))
    app.setFont(font)
    apply_theme(app, applied_theme())
    for widget in app.allWidgets():
        _resize(widget, percent / before)


def zoom() -> int:
    """Give the size that everything is drawn at, in per cent."""
    app = QApplication.instance()
    kept = app.property(_ZOOM) if app else None
    return kept if isinstance(kept, int) else FULL_SIZE


def scaled(pixels: float) -> int:
    """Give a length of the design at the size in use."""
    return round(pixels * zoom() / FULL_SIZE)


def points(size: float) -> float:
    """Give a size of letters at the size in use."""
    return size * zoom() / FULL_SIZE


def _length(found: re.Match[str]) -> str:
    pixels, less = int(found[1]), found[2]
    return f"{pixels if pixels <= THICKEST_LINE else scaled(pixels) - bool(less)}px"


def _resize(widget: QWidget, times: float) -> None:
    """Keep the least and the largest width of a widget in step with its letters."""
    least, most = widget.minimumWidth(), widget.maximumWidth()
    if most < QWIDGETSIZE_MAX:
        widget.setMaximumWidth(round(most * times))
    if least > 0:
        widget.setMinimumWidth(round(least * times))


def applied_theme() -> Theme:
    """Give the theme in use, light where none was given."""
    app = QApplication.instance()
    theme = app.property(_PROPERTY) if app else None
    if isinstance(theme, Theme):
        return theme
    theme = read_theme("light")
    if app:
        app.setProperty(_PROPERTY, theme)
    return theme


def app_icon() -> QIcon:
    """Draw the program's icon: a due tick with a bar that runs past it."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(_icon_of(side))
    return icon


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2 computes it, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _icon_of(side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 64, side / 64)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0B4F8A"))
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 12, 12)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRect(QRectF(10, 26, 22, 12))
    painter.drawRect(QRectF(31, 14, 4, 36))
    painter.setBrush(QColor("#FFB454"))
    painter.drawRect(QRectF(35, 26, 19, 12))
    painter.end()
    return picture


def _luminance(value: str) -> float:
    colour = QColor(value)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
