"""One start in a process of its own: says, in seconds since the parent began it, when what was first painted."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from time import CLOCK_MONOTONIC, clock_gettime_ns
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

BEGAN = "UNDRIFT_BENCH_BEGAN"


class FirstPaint(QObject):
    """Calls back once a widget has been painted for the first time since it was watched."""

    def __init__(self, watched: QWidget, painted: Callable[[], None]) -> None:
        super().__init__(watched)
        self._painted = painted
        self._seen = False
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._painted)
        return False


def since_begin() -> float:
    return (clock_gettime_ns(CLOCK_MONOTONIC) - int(os.environ[BEGAN])) / 1e9


def bare() -> dict[str, float]:
    """A window with nothing in it."""
    found: dict[str, float] = {}
    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 720)

    def painted() -> None:
        found["frame"] = since_begin()
        app.exit()

    FirstPaint(window, painted)
    window.show()
    app.exec()
    return found


def program(database: str) -> dict[str, float]:
    """The program itself, from its command to the first page with rows; nothing of it is left out."""
    from ui import start
    from ui.__main__ import main

    found: dict[str, float] = {}

    class Watched(start.Opening):
        def begin(self) -> None:
            FirstPaint(self.window, lambda: found.setdefault("frame", since_begin()))
            super().begin()

        def _take(self, pages: Sequence[type[Any]]) -> None:
            super()._take(pages)
            self._rows(self.window.findChild(QTableView, "today"))

        def _rows(self, view: QTableView) -> None:
            view.model().modelReset.connect(lambda: FirstPaint(view.viewport(), self._rows_painted))

        def _rows_painted(self) -> None:
            found["rows"] = since_begin()
            self.window.close()

    start.Opening = Watched
    code = main(["--db", database])
    if code:
        sys.exit(code)
    return found


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(bare() if sys.argv[1] == "bare" else program(sys.argv[2])))
