"""Give the filter of the case list a name; builds SaveFilter."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.save_filter import SaveFilter
from ui.dialogs.record_form import RecordForm
from ui.widgets.form import Submit


class SaveFilterDialog(RecordForm):
    """A name; the same name again replaces what it stood for."""

    def __init__(
        self, by: str, values: Mapping[str, str], name: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Save filter"), submit, self.tr("Save filter"), parent)
        self._by = by
        self._values = values
        self._name = QLineEdit(name)
        self._name.selectAll()
        hint = self.tr("A name you have used already is given this filter instead.")
        self.add_field("name", self.tr("&Name"), self._name, hint)

    def record_id(self) -> str:
        return ""

    def build(self) -> SaveFilter:
        name = self.required("name", self._name.text(), self.tr("Give the filter a name."))
        return SaveFilter(self._by, name, self._values)
