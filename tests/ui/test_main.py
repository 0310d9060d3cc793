"""The command: with words no Qt, without words the window, without a display a line."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ui import __main__ as command


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, str | None]]:
    """With what the window was started."""
    calls: list[tuple[str | None, str | None]] = []

    def start_window(database: str | None, theme: str | None) -> int:
        calls.append((database, theme))
        return 7

    monkeypatch.setattr("ui.start.start_window", start_window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return calls


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], (None, None)),
        (["--db", "demo.db"], ("demo.db", None)),
        (["--db=demo.db", "--theme", "dark"], ("demo.db", "dark")),
    ],
)
def test_without_a_command_the_window_is_started(
    started: list[tuple[str | None, str | None]], words: list[str], expected: tuple[str | None, str | None]
) -> None:
    assert command.main(words) == 7
    assert started == [expected]


@pytest.mark.parametrize("words", [["--help"], ["alerts"], ["--db", "demo.db", "alerts"], ["--version"]])
def test_with_a_command_the_command_line_is_run(
    started: list[tuple[str | None, str | None]], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    given: list[list[str]] = []

    def main(words: list[str]) -> int:
        given.append(words)
        return 3

    command_line = ModuleType("tracker.cli.main")
    monkeypatch.setattr(command_line, "main", main, raising=False)
    monkeypatch.setitem(sys.modules, "tracker.cli.main", command_line)
    assert command.main(words) == 3
    assert given == [words]
    assert started == []


def test_an_unknown_theme_is_refused_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--theme", "sepia"])
    assert ended.value.code == 2
    assert "sepia" in capsys.readouterr().err


def test_without_a_display_it_says_so_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert command.main([]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_there_is_a_display(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert command.has_display(environment, platform) is expected


def test_words_import_no_qt() -> None:
    script = (
        "import sys; from ui.__main__ import main\n"
        "try:\n code = main(['due', '--help'])\nexcept SystemExit as end:\n code = end.code\n"
        "print(code, [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ran.stderr.strip() == "0 []"
