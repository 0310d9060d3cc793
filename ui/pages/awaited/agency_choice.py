"""AgencyChoice: a button for each agency with its open waits, and under it how long and how often escalated."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.rows.awaited import AgencyTotal
from tracker.terms import Holder
from ui import wording
from ui.widgets.part_buttons import PartButtons
from ui.widgets.wrapping_row import WrappingRow

EVERY, BROKEN = "every", "broken"


class AgencyChoice(QWidget):
    """The buttons of the agencies that are waited for; the others are hidden."""

    #: another list was chosen
    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which agency"))
        self._row = WrappingRow(self)
        self._cells: dict[str, QWidget] = {}
        self._words: dict[str, QLabel] = {}
        self._parts = PartButtons((EVERY, *Holder, BROKEN), self)
        self._parts.chosen.connect(self.chosen)
        for name, button in self._parts.buttons.items():
            self._add(name, button)

    def choice(self) -> str:
        """Give what is shown: every wait, those of an agency, or those with a broken promise."""
        return self._parts.choice()

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
        if self.button(self.choice()).isHidden():
            self._parts.choose(EVERY)

    def words(self, name: str) -> str:
        """Give what stands under a button."""
        return self._words[name].text()

    def button(self, name: str) -> QPushButton:
        """Give the button of a list."""
        return self._parts.buttons[name]

    def _add(self, name: str, button: QPushButton) -> None:
        words, cell = QLabel(), QWidget()
        words.setObjectName("field_hint")
        lines = QVBoxLayout(cell)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(button)
        lines.addWidget(words)
        lines.addStretch(1)
        self._row.addWidget(cell)
        self._words[name], self._cells[name] = words, cell

    def _show(self, name: str, words: str, count: int, said: str, *, shown: bool = True) -> None:
        button = self.button(name)
        button.setText(f"{words} {count:,}")
        spoken = ", ".join(part for part in (words.replace("&", ""), f"{count:,}", said) if part)
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        self._words[name].setText(said)
        for part in (button, self._cells[name]):
            part.setVisible(shown)


def _long(total: AgencyTotal) -> str:
    days = wording.count_of(total.median_days, "day")
    words = QCoreApplication.translate("AgencyChoice", "half over {days}").format(days=days)
    if not total.escalations:
        return words
    return QCoreApplication.translate("AgencyChoice", "{words}, {count} escalated").format(
        words=words, count=total.escalations
    )
