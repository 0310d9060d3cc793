"""The parts of a window as what they are: a page by its class, and the form that is open beside its list."""

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.main_window.main_window import MainWindow
from ui.page_context import Page

OfPage = TypeVar("OfPage", bound=Page)
OfForm = TypeVar("OfForm", bound=QWidget)


def page_of(window: MainWindow, kind: type[OfPage]) -> OfPage:
    """Give a page of the window, which must be of this class."""
    page = window.pages.page(kind.page_name)
    assert isinstance(page, kind), page
    return page


def form_of(page: Page, kind: type[OfForm]) -> OfForm:
    """Give the form that is open beside the list of a page, which must be of this class."""
    form = page.drawer()
    assert isinstance(form, kind), form
    return form


def words_on(form: QWidget) -> list[str]:
    """Give the texts that are seen on a form, in order."""
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]


def reload_of(form: QWidget) -> QPushButton:
    """Give the button of an open form that reads its record again; it is seen where the record has been changed."""
    assert form.isVisible()
    (button,) = (one for one in form.findChildren(QPushButton) if one.text() == "&Reload, keep what I typed")
    return button
