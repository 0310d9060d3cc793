"""OfficerPicker: choose an officer by typing any part of the title."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget


class Pickable(Protocol):
    """What the field needs of an officer, whichever list it comes from."""

    @property
    def officer_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def team(self) -> str: ...


class OfficerPicker(QComboBox):
    """An officer, found by number, rank or name; free text chooses nobody."""

    #: another officer was chosen; carries the officer's id, or None
    chosen = Signal(object)

    def __init__(self, officers: Iterable[Pickable] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit()
        line.setPlaceholderText(self.tr("Number or name"))
        self.setLineEdit(line)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.set_officers(officers)
        self.currentIndexChanged.connect(self._tell)
        line.editingFinished.connect(self._take_typed)

    def set_officers(self, officers: Iterable[Pickable]) -> None:
        """Offer these officers; the choice, and who is meant by what is typed, stays where still among them."""
        chosen = self.meant()
        self.blockSignals(True)
        self.clear()
        for officer in officers:
            team = f" · {officer.team}" if officer.team else ""
            self.addItem(f"{officer.title}{team}", officer.officer_id)
        self.setCurrentIndex(self.findData(chosen) if chosen else -1)
        self.blockSignals(False)

    def officer_id(self) -> str | None:
        """Give the id of the officer chosen, or None."""
        if self.currentIndex() < 0 or self.currentText() != self.itemText(self.currentIndex()):
            return None
        return str(self.currentData())

    def meant(self) -> str | None:
        """Give the id of the officer chosen, or of the only one whom what is typed so far fits."""
        typed = self.currentText().strip().casefold()
        found = [place for place in range(self.count()) if typed and typed in self.itemText(place).casefold()]
        return self.officer_id() or (str(self.itemData(found[0])) if len(found) == 1 else None)

    def set_officer(self, officer_id: str | None) -> None:
        """Choose an officer by id."""
        self.setCurrentIndex(self.findData(officer_id) if officer_id else -1)

    def _take_typed(self) -> None:
        typed = self.currentText().strip()
        if not typed:
            self.setCurrentIndex(-1)
            return
        found = [place for place in range(self.count()) if typed.casefold() in self.itemText(place).casefold()]
        if len(found) == 1:
            self.setCurrentIndex(found[0])

    def _tell(self) -> None:
        self.chosen.emit(self.officer_id())
