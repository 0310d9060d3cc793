"""Devices of a case: where each is and for how long; under the list the chosen one, with what the laboratory said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.device_register import DeviceRow
from ui import device_wording as device_words
from ui.page_context import PageContext
from ui.tables.device_columns import device_key, of_one_case
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.blocks_view import BlocksView

HALVES = (150, 300)


class DevicesPanel(QWidget):
    """The devices above; under them what is known of the chosen one."""

    #: another device was chosen, or the chosen one changed
    chosen = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Devices"))
        self._context = context
        self._wanted = ""
        self.model = RowTableModel(of_one_case(), device_key, self)
        self.view = RowTableView(self.model, "devices_of_case")
        self.view.setAccessibleName(self.tr("Devices of the case"))
        self.account = BlocksView(self.tr("The chosen device"))
        self._words = QLabel(self.tr("No device is on record for this case."))
        self._words.setObjectName("field_hint")
        words = {
            "move_device": self.tr("Next stage"),
            "record_estimate": self.tr("Record estimate"),
            "check_safeguarding": self.tr("Re-check safety"),
            "edit_device": self.tr("Edit facts"),
        }
        self.actions_bar = ActionBar([(context.commands.action(name), text) for name, text in words.items()])
        self._lay_out()
        self.view.row_selected.connect(self._choose)

    def show_file(self, file: CaseFile) -> int:
        """Show the devices of a case; the chosen one stays chosen. Gives their number."""
        self.model.set_rows(file.devices)
        wanted, self._wanted = self._wanted, ""
        if not (wanted and self.view.select_key(wanted)):
            self.view.select_first()
        self._words.setVisible(not file.devices)
        self._lower.setVisible(bool(file.devices))
        self._choose(self.chosen_device())
        return len(file.devices)

    def lead_to(self, key: str) -> None:
        """Choose a device by key when the case has come."""
        self._wanted = key

    def chosen_device(self) -> DeviceRow | None:
        """Give the device under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, DeviceRow) else None

    def _choose(self, row: DeviceRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a device to see where it stands."))
        else:
            title = device_words.title(row, with_case=False)
            blocks = device_words.blocks(row, self._context.time.today())
            self.account.show_blocks(title, blocks, device_words.stage_mark(row))
        self.chosen.emit()

    def _lay_out(self) -> None:
        self._lower = QWidget()
        below = QVBoxLayout(self._lower)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.actions_bar)
        below.addWidget(self.account, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(self._lower)
        halves.setStretchFactor(1, 1)
        halves.setSizes(list(HALVES))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._words)
        whole.addWidget(halves, 1)
