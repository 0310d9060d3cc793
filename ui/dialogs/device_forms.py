"""What can be done about a device, from any page: opens the form, says the result, offers the undo."""

from collections.abc import Callable, Iterable

from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.move_device import MoveDevice
from tracker.changes import Changes
from tracker.rows.device_register import DeviceRow
from ui import wording
from ui.dialogs.completion_undo import CompletionUndo
from ui.dialogs.device_dialogs import (
    DeviceForm,
    EditDeviceDialog,
    MoveDeviceDialog,
    RecordEstimateDialog,
    SafeguardingCheckDialog,
)
from ui.dialogs.open_form import may_open
from ui.dialogs.record_forms import RecordForms
from ui.page_context import Page


class DeviceForms(RecordForms):
    """The forms about devices, one at a time in the drawer of their page."""

    def __init__(self, page: Page, chosen: Callable[[], DeviceRow | None]) -> None:
        super().__init__(page)
        self._chosen = chosen
        self._undo = CompletionUndo(page.context, page)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about a device."""
        return {
            "move_device": self.move,
            "record_estimate": self.record_estimate,
            "check_safeguarding": self.check,
            "edit_device": self.edit,
        }

    def may(self, row: DeviceRow | None) -> dict[str, bool]:
        """Say which commands about a device may be used."""
        is_open = row is not None and not row.closed
        return {
            "move_device": row is not None and bool(row.may_move_to),
            "record_estimate": is_open and row is not None and bool(row.to_come),
            "check_safeguarding": is_open and row is not None and bool(row.check_milestone_id),
            "edit_device": is_open,
        }

    def move(self) -> None:
        """Ask which stage the chosen device reached."""
        row = self._free("move_device")
        if row is not None:
            form = MoveDeviceDialog(self._by, row, self._context.time.today(), self._context.background.do)
            self._open(form, lambda changes: self._moved(form, changes))

    def record_estimate(self) -> None:
        """Ask what the laboratory says of the chosen device."""
        row = self._free("record_estimate")
        if row is not None:
            form = RecordEstimateDialog(self._by, row, self._context.time.today(), self._context.background.do)
            self._open(form, lambda _changes: self._estimated(form))

    def check(self) -> None:
        """Ask when the child's safety was looked at again."""
        row = self._free("check_safeguarding")
        if row is not None:
            form = SafeguardingCheckDialog(self._by, row, self._context.time.today(), self._context.background.do)
            self._open(form, lambda _changes: self._checked(form.build(), row))

    def edit(self) -> None:
        """Ask what is known of the chosen device."""
        row = self._free("edit_device")
        if row is not None:
            form = EditDeviceDialog(self._by, row, self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Saved: {exhibit}."), row))

    def retake(self, rows: Iterable[DeviceRow]) -> None:
        """Hand a form that asked for it the record as it is now."""
        form = self._asked_again()
        if isinstance(form, DeviceForm):
            for row in rows:
                if row.device_id == form.record_id():
                    form.take(row)

    def _free(self, command: str) -> DeviceRow | None:
        row = self._chosen()
        return row if self.may(row)[command] and may_open(self._page) else None

    def _moved(self, form: MoveDeviceDialog, changes: Changes) -> None:
        request: MoveDevice = form.build()
        stage = form.stage_name()
        words = self.tr("{exhibit}: {stage}.").format(exhibit=form.row.exhibit, stage=stage[:1].lower() + stage[1:])
        self._undo.offer(words, request.case_id, str(changes.result), request.on)

    def _estimated(self, form: RecordEstimateDialog) -> None:
        words = self.tr("{exhibit}: expected {day}.")
        self._context.report(words.format(exhibit=form.row.exhibit, day=wording.day(form.build().day)), None)

    def _checked(self, request: CompleteMilestone, row: DeviceRow) -> None:
        words = self.tr("{exhibit}: re-check recorded.").format(exhibit=row.exhibit)
        self._undo.offer(words, request.case_id, request.milestone_id, request.on)

    def _say(self, words: str, row: DeviceRow) -> None:
        self._context.report(words.format(exhibit=row.exhibit), None)
