"""The command `undrift`: with words the command line, without them the window; no Qt until then."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

THEMES = ("system", "light", "dark", "high_contrast")
NO_DISPLAY = "Undrift's window needs a display, and there is none here. `undrift --help` lists what works without one."


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line where there are words, else the window; give the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    options, others = _window_options().parse_known_args(words)
    if others:
        from tracker.cli.main import main as command_line

        return int(command_line(words) or 0)
    if not has_display(os.environ, sys.platform):
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 2
    from ui.start import start_window

    return start_window(options.db, options.theme)


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether a window can be shown; without this Qt would abort the program."""
    if platform in {"win32", "darwin"}:
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("undrift", add_help=False, allow_abbrev=False, exit_on_error=True)
    parser.add_argument("--db")
    parser.add_argument("--theme", choices=THEMES)
    return parser


if __name__ == "__main__":
    sys.exit(main())
