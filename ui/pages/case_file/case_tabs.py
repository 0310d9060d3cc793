"""The tabs of a case: each a panel under its title, with the number of its rows as far as it is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from tracker.rows.case_file import CaseFile
from ui.pages.case_file.asked_panel import AskedPanel
from ui.pages.case_file.bail_panel import BailPanel
from ui.pages.case_file.contact_panel import ContactPanel
from ui.pages.case_file.devices_panel import DevicesPanel
from ui.pages.case_file.halves_panel import HalvesPanel
from ui.pages.case_file.list_panel import ListPanel
from ui.pages.case_file.milestones_panel import MilestonesPanel
from ui.pages.case_file.protection_panel import ProtectionPanel
from ui.tables.row_table_view import RowTableView

CasePanel = MilestonesPanel | BailPanel | DevicesPanel | ProtectionPanel | ContactPanel | ListPanel


@dataclass(frozen=True, slots=True)
class CasePart:
    """A panel under the title of its tab; `tooltip` says it in full where the title is short for it.

    `part` is the name by which a record leads to it.
    """

    panel: CasePanel
    title: str
    tooltip: str = ""
    part: str = ""


class CaseTabs(QTabWidget):
    """The parts of a case, one at a time."""

    #: on a part that is asked for, another row was chosen, or there are other rows
    chosen = Signal()

    def __init__(self, parts: Iterable[CasePart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setAccessibleName(self.tr("Parts of the case"))
        self.setDocumentMode(True)
        for place, part in enumerate(self._parts):
            self.addTab(part.panel, part.title)
            self.setTabToolTip(place, part.tooltip)
            if isinstance(part.panel, AskedPanel):
                part.panel.counted.connect(self._count_asked)
                part.panel.chosen.connect(self.chosen)

    def show_file(self, file: CaseFile) -> None:
        """Show a case in every part, and say in the titles how much there is."""
        for place, part in enumerate(self._parts):
            self._count(place, part.panel.show_file(file))

    def lead_to(self, part: str, key: str) -> None:
        """Open a part, where one has that name, and choose a row of it by key when the case has come."""
        for one in self._parts:
            if part and one.part == part and isinstance(one.panel, (MilestonesPanel, HalvesPanel)):
                one.panel.lead_to(key)
                self.setCurrentWidget(one.panel)

    def view(self) -> RowTableView:
        """Give the list of the part that is open."""
        return self._parts[self.currentIndex()].panel.view

    def _count_asked(self) -> None:
        for place, part in enumerate(self._parts):
            if isinstance(part.panel, AskedPanel):
                self._count(place, part.panel.count())

    def _count(self, place: int, count: int) -> None:
        title = self._parts[place].title
        self.setTabText(place, f"{title} {count}" if count else title)
