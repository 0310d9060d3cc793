"""One instance for each database, exceptions nobody caught, themes chosen meanwhile, an orderly end."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.application import EndSignals, ExceptionHook, SingleInstance, ThemeChooser, at_quit, system_scheme, use_theme
from ui.theme import applied_theme, apply_theme, read_theme
from ui.window_state import remembered_theme


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    """The light theme afterwards."""
    yield
    apply_theme(qapp, read_theme("light"))


@pytest.fixture
def hook(qtbot: QtBot) -> Iterator[ExceptionHook]:
    """An installed hook, removed after the test."""
    before = sys.excepthook, threading.excepthook
    made = ExceptionHook()
    made.install()
    yield made
    made.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_second_start_calls_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance("demo.db", tmp_path), SingleInstance("demo.db", tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert not second.claim()
    first.release()


def test_another_database_is_another_instance(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance("demo.db", tmp_path), SingleInstance("other.db", tmp_path)
    assert first.claim()
    assert second.claim()
    first.release()
    second.release()


def test_when_the_first_has_ended_another_may_start(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance("demo.db", tmp_path)
    assert first.claim()
    first.release()
    again = SingleInstance("demo.db", tmp_path)
    assert again.claim()
    again.release()


def test_names_say_nothing_of_the_database(qtbot: QtBot, tmp_path: Path) -> None:
    instance = SingleInstance("postgresql://ade@unit/undrift", tmp_path)
    assert instance.claim()
    instance.listen()
    assert not any("ade" in path.name or "unit" in path.name.removeprefix("undrift") for path in tmp_path.iterdir())
    instance.release()


def test_what_nobody_caught_is_logged_and_told(
    qtbot: QtBot, hook: ExceptionHook, caplog: pytest.LogCaptureFixture
) -> None:
    fault = ValueError("a made-up fault")
    with qtbot.waitSignal(hook.caught) as told:
        sys.excepthook(ValueError, fault, None)
    assert told.args == [fault]
    assert "a made-up fault" in caplog.text


def test_what_nobody_caught_in_a_thread_is_told_here(
    qtbot: QtBot, hook: ExceptionHook, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("in a thread")

    told: list[tuple[str, bool]] = []
    hook.caught.connect(
        lambda problem: told.append((str(problem), threading.current_thread() is threading.main_thread()))
    )
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("in a thread", True)]
    assert caplog.records[0].levelno == logging.ERROR


def test_an_interrupt_ends_the_program_without_a_word(
    qtbot: QtBot, hook: ExceptionHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(1))
    with qtbot.assertNotEmitted(hook.caught):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_system_may_ask_the_program_to_end(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    signals = EndSignals()
    signals.install()
    try:
        with qtbot.waitSignal(signals.asked):
            os.kill(os.getpid(), number)
        qtbot.wait(5)
    finally:
        signals.remove()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_theme_is_chosen_and_remembered(qapp: QApplication, light_again: None) -> None:
    chooser = ThemeChooser(qapp, "system", qapp)
    chooser.choose("dark")
    assert applied_theme().name == "dark"
    assert remembered_theme() == "dark"
    chooser.deleteLater()


def test_the_systems_choice_is_followed_only_where_it_is_wanted(qapp: QApplication, light_again: None) -> None:
    system = ["light"]
    chooser = ThemeChooser(qapp, "system", qapp, scheme=lambda: system[0])
    for scheme in ("dark", "high_contrast", "light", "dark"):
        system[0] = scheme
        chooser.follow()
        assert applied_theme().name == scheme
    chooser.choose("light")
    chooser.follow()
    assert applied_theme().name == "light"
    chooser.choose("system")
    assert applied_theme().name == "dark"
    chooser.deleteLater()


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
def test_the_systems_scheme_can_be_injected(qapp: QApplication, light_again: None, scheme: str) -> None:
    use_theme(qapp, "system", lambda: scheme)
    assert applied_theme().name == scheme


class Hints:
    """What a system would say of itself."""

    def __init__(self, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        self._scheme = scheme
        self._contrast = contrast

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's own name
        return self._scheme

    def accessibility(self) -> "Hints":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - Qt's own name
        return self._contrast


@pytest.mark.parametrize(
    ("scheme", "contrast", "wanted"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "high_contrast"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "high_contrast"),
    ],
)
def test_high_contrast_comes_before_light_and_dark(
    monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, wanted: str
) -> None:
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: Hints(scheme, contrast))
    assert system_scheme() == wanted


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_a_theme_is_used_by_its_name(qapp: QApplication, light_again: None, name: str) -> None:
    use_theme(qapp, name)
    assert applied_theme().name == name


def test_every_step_of_the_end_is_taken(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    taken: list[str] = []

    def fail() -> None:
        raise ValueError("the first step")

    end = at_quit(qapp, fail, lambda: taken.append("second"), lambda: taken.append("third"))
    try:
        qapp.aboutToQuit.emit()
    finally:
        qapp.aboutToQuit.disconnect(end)
    assert taken == ["second", "third"]
    assert "the first step" in caplog.text
