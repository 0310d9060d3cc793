"""Devices of a case: where each is and for how long; under the list the chosen one, with what the laboratory said."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.device_register import DeviceRow
from ui import device_wording as device_words
from ui.page_context import PageContext
from ui.pages.case_file.halves_panel import HalvesPanel
from ui.tables.device_columns import device_key, of_one_case
from ui.widgets.blocks_view import BlocksView

HALVES = (150, 300)


class DevicesPanel(HalvesPanel):
    """The devices above; under them what is known of the chosen one."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, of_one_case(), device_key, "devices_of_case", parent)
        self.setAccessibleName(self.tr("Devices"))
        self.view.setAccessibleName(self.tr("Devices of the case"))
        self.account = BlocksView(self.tr("The chosen device"))
        self._words.setText(self.tr("No device is on record for this case."))
        words = {
            "move_device": self.tr("Next stage"),
            "record_estimate": self.tr("Record estimate"),
            "check_safeguarding": self.tr("Re-check safety"),
            "edit_device": self.tr("Edit facts"),
        }
        self._lower = self.lay_out(words, self.account, HALVES)
        self.view.row_selected.connect(self._choose)

    def show_file(self, file: CaseFile) -> int:
        """Show the devices of a case; the chosen one stays chosen. Gives their number."""
        self.show_rows(file.devices)
        self._words.setVisible(not file.devices)
        self._lower.setVisible(bool(file.devices))
        self._choose(self.chosen_device())
        return len(file.devices)

    def chosen_device(self) -> DeviceRow | None:
        """Give the device under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, DeviceRow) else None

    def _choose(self, row: DeviceRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a device to see where it stands."))
        else:
            title = device_words.title(row, with_case=False)
            blocks = device_words.blocks(row, self.context.time.today())
            self.account.show_blocks(title, blocks, device_words.stage_mark(row))
        self.chosen.emit()
