"""Options: settings are shown, saved and refused beside their field; health is a list; the trail is checked."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import focused, nameless, not_reached_by_tab, press
from tracker.errors import RuleBroken, StorageProblem
from tracker.rows.unit_health import AuditCheck, AuditCheckQuestion, UnitHealthQuestion
from tracker.settings import NoticeSound, Settings, load_settings, save_settings
from ui.main_window.main_window import MainWindow
from ui.pages.options.options_page import OptionsPage


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The account's own places are the test's."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))
    return tmp_path


def opened(qtbot: QtBot, tracker: FakeTracker | None = None) -> tuple[MainWindow, OptionsPage]:
    window = a_window(tracker or a_unit(), [OptionsPage])
    hold(qtbot, window)
    page = window.pages.page("options")
    assert isinstance(page, OptionsPage)
    return window, page


def rows(page: OptionsPage) -> list[list[str]]:
    model = page.view.row_model()
    return [[str(model.index(row, place).data()) for place in range(2)] for row in range(model.rowCount())]


def test_what_is_wrong_stands_first_and_is_counted(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    assert rows(page) == [
        ["wrong", "Alerts, each minute"],
        ["look at", "A machine's clock"],
        ["look at", "A copy of the database, each night"],
        ["look at", "Limits"],
        ["well", "Records"],
        ["well", "Audit trail"],
    ]
    assert page._footer.text() == "6 things looked at: 1 wrong, 3 to look at"
    assert window.navigation.count_of("options") == 1
    assert focused() is page.view
    window.close()


def test_settings_are_saved_and_shown_again(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    form = page.form
    assert form is not None
    form._lines_of["force"].setText("Northshire Police")
    form._idle.setText("5")
    form.submit()
    assert window.status.said.text() == "Settings saved."
    kept = load_settings()
    assert (kept.force, kept.idle_minutes) == ("Northshire Police", 5)
    assert page.form is not form
    assert page.form is not None
    assert page.form._idle.text() == "5"
    window.close()


def test_notices_are_silent_at_first_and_quiet_hours_are_chosen(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    form = page.form
    assert form is not None
    assert form._sound.choice() is NoticeSound.OFF
    form._sound.set_choice(NoticeSound.ON)
    form._lines_of["quiet_hours"].setText("late")
    form.submit()
    assert "two different times of day" in form.problem_of("quiet_hours")
    form._lines_of["quiet_hours"].setText("19:00 - 7:00")
    form.submit()
    kept = load_settings()
    assert (kept.notice_sound, kept.quiet_hours) == (NoticeSound.ON, "19:00-07:00")
    window.close()


@pytest.mark.parametrize(
    ("field", "text"), [("idle_minutes", "soon"), ("idle_minutes", "0"), ("marking", ""), ("limits_file", "not/full")]
)
def test_a_refused_setting_says_so_beside_its_field(qtbot: QtBot, field: str, text: str) -> None:
    window, page = opened(qtbot)
    form = page.form
    assert form is not None
    line = form._idle if field == "idle_minutes" else form._lines_of[field]
    line.setText(text)
    form.submit()
    assert form.problem_of(field)
    assert load_settings() == Settings()
    line.setText("7" if field == "idle_minutes" else "")
    window.close()


def test_cancel_shows_the_settings_as_they_are(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    form = page.form
    assert form is not None
    form._lines_of["force"].setText("Another")
    form._idle.setText("x")
    form.cancel()
    assert (form._lines_of["force"].text(), form._idle.text()) == ("", "10")
    form._lines_of["force"].setText("Northshire")
    form.submit()
    assert load_settings().force == "Northshire"
    window.close()


def test_what_the_policy_has_set_cannot_be_changed(qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = home / "policy.toml"
    policy.write_text('marking = "OFFICIAL"\n')
    from ui.pages.options import options_page

    monkeypatch.setattr(options_page, "load_settings", lambda: load_settings(policy=policy))
    window, page = opened(qtbot)
    form = page.form
    assert form is not None
    assert not form._lines_of["marking"].isEnabled()
    assert form._lines_of["marking"].accessibleDescription() == "Set by this machine's policy."
    form._lines_of["force"].setText("Northshire")
    form.submit()
    assert load_settings().marking == "OFFICIAL-SENSITIVE"
    assert load_settings().force == "Northshire"
    window.close()


def test_settings_that_cannot_be_read_are_told_and_health_is_shown_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.pages.options import options_page

    def unreadable() -> Settings:
        raise RuleBroken("setting_line_wrong", file="settings.toml", line=3, what="not_toml")

    monkeypatch.setattr(options_page, "load_settings", unreadable)
    window, page = opened(qtbot)
    assert page.form is None
    assert window.problem_banner.isVisible()
    assert rows(page)
    window.close()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (AuditCheck(True, 1204, None, ""), "The audit trail is whole: 1,204 entries read."),
        (
            AuditCheck(False, 1204, 77, "an entry is gone"),
            "The audit trail is not whole from entry 77 on: an entry is gone.",
        ),
    ],
)
def test_the_trail_is_checked_on_request(qtbot: QtBot, answer: AuditCheck, words: str) -> None:
    tracker = a_unit()
    tracker.answers[AuditCheckQuestion] = answer
    window, page = opened(qtbot, tracker)
    page.check.setFocus()
    press("Space")
    assert page.checked.text() == words
    assert page.check.isEnabled()
    window.close()


@pytest.mark.expects_log_warning
def test_a_trail_that_cannot_be_read_is_said(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[AuditCheckQuestion] = StorageProblem("locked")
    window, page = opened(qtbot, tracker)
    page.check.click()
    assert not page.checked.isVisible()
    assert window.problem_banner.isVisible()
    window.close()


def test_health_that_cannot_be_read_is_said(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[UnitHealthQuestion] = StorageProblem("locked")
    window, page = opened(qtbot, tracker)
    assert page._plain_heading.text() == "This page cannot be shown"
    window.close()


def test_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot) -> None:
    window, page = opened(qtbot)
    assert nameless(page) == []
    assert not_reached_by_tab(page) == []
    window.close()


def test_settings_of_the_file_alone_are_written(home: Path) -> None:
    save_settings(Settings(force="Northshire"))
    assert "idle_minutes" not in (home / "home" / "settings.toml").read_text()
