"""What opens forms about records from a page, and reads a record again where somebody has changed it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from tracker.changes import Changes
from ui.dialogs.open_form import open_form
from ui.dialogs.record_form import RecordForm
from ui.page_context import Page


class RecordForms(QObject):
    """The base of the forms about one kind of record, in the drawer of their page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id
        self._reloading = ""

    def _open(self, form: RecordForm, done: Callable[[Changes], None]) -> None:
        form.reload_wanted.connect(lambda: self._reload(form))
        open_form(self._page, form, done)

    def _reload(self, form: RecordForm) -> None:
        self._reloading = form.record_id()
        self._page.refresh()

    def _asked_again(self) -> RecordForm | None:
        """Give the form that asked to see its record as it is now, once, unless it has been closed meanwhile."""
        wanted, self._reloading = self._reloading, ""
        form = self._page.drawer()
        return form if wanted and isinstance(form, RecordForm) and form.record_id() == wanted else None

    def _hand_over(self, records: Mapping[str, Any]) -> None:
        """Hand a form that asked for it its record, by its id, as it is now."""
        form = self._asked_again()
        if form is not None and form.record_id() in records:
            form.take(records[form.record_id()])

    def _still(self, form: RecordForm, then: Callable[[], None]) -> None:
        """Do something with a form unless it has been closed meanwhile."""
        if self._page.drawer() is form:
            then()

    def _do(self, request: Any, said: str) -> None:
        """Do what needs no form, such as an undo, and say it."""
        self._context.background.do(
            request, lambda _changes: self._context.report(said, None), self._context.problems.show
        )
