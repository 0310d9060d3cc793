"""Opens a form in a page's drawer; a form that is at work is not pushed aside."""

from collections.abc import Callable
from typing import Any

from ui.dialogs.form_draft import FormDraft
from ui.dialogs.record_form import RecordForm
from ui.page_context import Page
from ui.widgets.form import FormDrawer


def may_open(page: Page) -> bool:
    """Say whether the drawer is free: no form in it waits to hear how its request went."""
    drawer = page.drawer()
    return not (isinstance(drawer, FormDrawer) and drawer.at_work())


def open_form(page: Page, form: RecordForm, done: Callable[[Any], None]) -> None:
    """Open a form beside the page's list; `done` hears the Changes of its request."""
    form.succeeded.connect(done)
    form.closed.connect(page.close_drawer)
    page.open_drawer(form)
    FormDraft(form, page.context.drafts)
