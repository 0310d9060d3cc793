"""A unit's spreadsheet comes in: file, columns, preview, result."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.changes import Changes
from ui.dialogs.import_cases.import_wizard import ImportWizard
from ui.page_context import Page, PageContext
from ui.widgets.mark_line import MarkLine


class ImportCasesPage(Page):
    """What was begun stays on the page while the person looks at others; nothing of it is in the records yet."""

    page_name = "import_cases"
    title = str(QT_TR_NOOP("Import a spreadsheet"))
    sub_line = str(QT_TR_NOOP("Every row is accounted for before anything is taken in"))
    in_navigation = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wizard = ImportWizard(context)
        self.wizard.step_changed.connect(self._tell_step)
        self.wizard.can_changed.connect(self._enable)
        self._way = MarkLine()
        self.add_to_heading(self._way)
        self.set_content(self.wizard)
        self._tell_step()

    def begin(self) -> None:
        """Go on where the person was; after an import, with another file."""
        if self.wizard.currentWidget() is self.wizard.result:
            self.wizard.begin_again()

    def refresh(self) -> None:
        self.show_content()

    def concerns(self, changes: Changes) -> bool:
        return False

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "leave_out_row": self.wizard.preview.leave_out,
            "save_copy": self.wizard.save_rejected,
            "find": self.wizard.preview.find_field.begin,
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def _tell_step(self) -> None:
        names = (self.tr("1 File"), self.tr("2 Columns"), self.tr("3 Preview"), self.tr("4 Imported"))
        here = self.wizard.step()
        last = len(names) - 1
        marks = (
            "done" if place < here or here == last else "running" if place == here else "not_started"
            for place in range(len(names))
        )
        self._way.show_said(list(zip(marks, names, strict=True)))

    def _enable(self) -> None:
        if not self.isVisible():
            return
        enable = self.context.commands.enable
        enable("leave_out_row", self.wizard.can_leave_out())
        enable("save_copy", self.wizard.can_save_rejected())
        enable("find", self.wizard.currentWidget() is self.wizard.preview)
