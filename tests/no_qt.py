"""A pytest plugin for the core's tests: here there is no Qt, whether or not it is installed."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Literal

import pytest

QT = ("PySide6", "shiboken6")
OPTIONS_OF_PYTEST_QT: dict[str, Literal["string", "linelist"]] = {
    "qt_api": "string",
    "qt_log_level_fail": "string",
    "qt_log_ignore": "linelist",
}


class QtIsAbsent:
    """Finds no Qt, and says so as Python does where it is not installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in QT:
            message = f"No module named {name!r}"
            raise ModuleNotFoundError(message, name=name)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings of pytest-qt stay known while the plugin itself is off."""
    for name, kind in OPTIONS_OF_PYTEST_QT.items():
        parser.addini(name, "a setting of pytest-qt, which is off", type=kind)


def pytest_configure(config: pytest.Config) -> None:
    """From here on an import of Qt fails."""
    if any(name in sys.modules for name in QT):
        message = "Qt was imported before the tests began: run with -p no:pytest-qt"
        raise pytest.UsageError(message)
    sys.meta_path.insert(0, QtIsAbsent())
