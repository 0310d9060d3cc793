"""AgencyChoice: a button for each agency with its open waits, and under it how long and how often escalated."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.rows.awaited import AgencyTotal
from tracker.terms import Holder
from ui import wording
from ui.widgets.wrapping_row import WrappingRow

EVERY, BROKEN = "every", "broken"


class AgencyChoice(QWidget):
    """One choice at a time; a group of buttons would keep the tab key from all but one of them."""

    #: another list was chosen
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which agency"))
        self._row = WrappingRow(self)
        self._cells: dict[str, QWidget] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._words: dict[str, QLabel] = {}
        self._shown = EVERY
        for name in (EVERY, *Holder, BROKEN):
            self._add(str(name))

    def choice(self) -> str:
        """Give what is shown: every wait, those of an agency, or those with a broken promise."""
        return self._shown

    def show_totals(self, totals: Sequence[AgencyTotal]) -> None:
        """Offer the agencies that are waited for; a choice that is gone gives way to every wait."""
        by_name = {str(total.agency): total for total in totals}
        broken = sum(total.broken for total in totals)
        self._show(EVERY, self.tr("&All"), sum(total.waits for total in totals), "")
        self._show(BROKEN, self.tr("&Promise broken"), broken, "", shown=broken > 0)
        for agency in Holder:
            total = by_name.get(str(agency))
            said = _long(total) if total is not None else ""
            self._show(str(agency), wording.term(agency), total.waits if total else 0, said, shown=total is not None)
        if self._buttons[self._shown].isHidden():
            self._choose(EVERY)

    def words(self, name: str) -> str:
        """Give what stands under a button."""
        return self._words[name].text()

    def button(self, name: str) -> QPushButton:
        """Give the button of a list."""
        return self._buttons[name]

    def _add(self, name: str) -> None:
        button, words, cell = QPushButton(), QLabel(), QWidget()
        button.setObjectName(name)
        button.setCheckable(True)
        button.setChecked(name == EVERY)
        button.clicked.connect(partial(self._choose, name))
        words.setObjectName("field_hint")
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(button)
        lines.addWidget(words)
        lines.addStretch(1)
        self._row.addWidget(cell)
        self._buttons[name], self._words[name], self._cells[name] = button, words, cell

    def _show(self, name: str, words: str, count: int, said: str, *, shown: bool = True) -> None:
        button = self._buttons[name]
        button.setText(f"{words} {count:,}")
        spoken = ", ".join(part for part in (words.replace("&", ""), f"{count:,}", said) if part)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        self._words[name].setText(said)
        for part in (button, self._cells[name]):
            part.setVisible(shown)

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._shown = name
        for other, button in self._buttons.items():
            button.setChecked(other == name)
        self.chosen.emit()


def _long(total: AgencyTotal) -> str:
    days = wording.count_of(total.median_days, "day")
    words = QCoreApplication.translate("AgencyChoice", "half over {days}").format(days=days)
    if not total.escalations:
        return words
    return QCoreApplication.translate("AgencyChoice", "{words}, {count} escalated").format(
        words=words, count=total.escalations
    )
