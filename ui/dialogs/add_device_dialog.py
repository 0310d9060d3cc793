"""Add a device to a case by its exhibit reference; builds AddDevice."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.add_device import AddDevice
from tracker.actions.open_case import NewDevice
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import Submit

HELD_FROM = ("suspect", "victim", "witness")


class AddDeviceDialog(RecordForm):
    """The exhibit, what it is, and from whom it is held."""

    def __init__(self, by: str, case_id: str, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add a device"), submit, self.tr("Add device"), parent)
        self._by = by
        self._case_id = case_id
        self._exhibit = QLineEdit()
        self.add_field("exhibit", self.tr("&Exhibit reference"), self._exhibit)
        self._kind = QLineEdit()
        self.add_field("kind", self.tr("&What it is"), self._kind, self.tr("Phone, laptop, tablet, drive..."))
        words = {"suspect": self.tr("The suspect"), "victim": self.tr("The child"), "witness": self.tr("A witness")}
        self._held_from = ChoiceField(HELD_FROM, words.__getitem__, empty=None)
        self.add_field("held_from", self.tr("Held &from"), self._held_from)

    def record_id(self) -> str:
        return ""

    def build(self) -> AddDevice:
        exhibit = self.required("exhibit", self._exhibit.text(), self.tr("Give the exhibit reference."))
        kind = self.required("kind", self._kind.text(), self.tr("Say what kind of device it is."))
        return AddDevice(self._by, self._case_id, NewDevice(exhibit, kind, self._held_from.choice()))
