"""ChangeBus: one signal carrying Changes in the GUI thread, whichever thread they came from."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from tracker.changes import Changes


class TellsChanges(Protocol):
    """What the bus needs of the tracker."""

    def on_changes(self, callback: Callable[[Changes], None], /) -> None:
        """Call back after each commit, in whatever thread."""


class ChangeBus(QObject):
    """Brings what the tracker committed into the GUI thread."""

    #: something was committed, here or on another machine; carries Changes, in the GUI thread
    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, tracker: TellsChanges, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._arrived.connect(self._tell, Qt.ConnectionType.AutoConnection)
        tracker.on_changes(self._arrive)

    def shut_down(self) -> None:
        """Say nothing any more."""
        self._open = False

    def _arrive(self, changes: Changes) -> None:
        if self._open:
            self._arrived.emit(changes)

    def _tell(self, changes: Changes) -> None:
        if self._open:
            self.changed.emit(changes)
