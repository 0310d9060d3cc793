"""Draws the steps of an import with what can go wrong in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import SIZES, draw, dress, settle
from tests.import_files import EXAMPLE, a_file, import_answers
from tests.ui.held import hold
from tests.ui.shown import the_unit, the_window
from tracker.actions.import_cases import ImportCases
from tracker.errors import StorageProblem
from tracker.intake.heading_words import Field
from ui.dialogs.import_cases.import_lines import ALL
from ui.main_window.main_window import MainWindow
from ui.pages.import_cases.import_cases_page import ImportCasesPage
from ui.theme import THEMES


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again afterwards."""
    dress(qapp, request.param)
    yield request.param
    dress(qapp, "light")


def begun(window: MainWindow, path: Path) -> ImportCasesPage:
    window.commands.action("import_cases").trigger()
    page = window.pages.page("import_cases")
    assert isinstance(page, ImportCasesPage)
    page.wizard.choose_file.path_field.setText(str(path))
    page.wizard.choose_file.next_button.click()
    settle()
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_step(qtbot: QtBot, theme: str, size: tuple[int, int], tmp_path: Path) -> None:
    tracker = the_unit()
    tracker.answers |= import_answers()
    window = the_window(size, tracker)
    hold(qtbot, window)
    tail = f"{theme}-{size[0]}"
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    page = begun(window, empty)
    draw(window, f"import-1-refused-{tail}")
    page = begun(window, a_file(tmp_path))
    wizard = page.wizard
    draw(window, f"import-2-columns-{tail}")
    wizard.match_columns.fields[Field.OIC].column.set_choice("Date Rptd")
    wizard.match_columns.next_button.click()
    draw(window, f"import-2-problem-{tail}")
    wizard.match_columns.fields[Field.OIC].column.set_choice("OIC")
    wizard.match_columns.next_button.click()
    settle()
    draw(window, f"import-3-preview-{tail}")
    wizard.preview.parts.choose(ALL)
    wizard.preview.view.select_key("row 4")
    draw(window, f"import-3-update-{tail}")
    wizard.preview.view.select_key("row 5")
    draw(window, f"import-3-conflict-{tail}")
    tracker.answers[ImportCases] = StorageProblem("locked")
    wizard.preview.next_button.click()
    draw(window, f"import-3-problem-{tail}")
    wizard.preview.set_at_work("Copying the database, then importing. Stopped, nothing of it is kept.")
    draw(window, f"import-3-at-work-{tail}")
    wizard.preview.set_at_work("")
    tracker.answers |= import_answers()
    wizard.preview.next_button.click()
    settle()
    draw(window, f"import-4-result-{tail}")
    window.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_example_and_dates_that_fit_both_orders(
    qtbot: QtBot, theme: str, size: tuple[int, int], tmp_path: Path
) -> None:
    tracker = the_unit()
    tracker.answers |= import_answers()
    window = the_window(size, tracker)
    hold(qtbot, window)
    page = begun(window, EXAMPLE)
    draw(window, f"import-example-columns-{theme}-{size[0]}")
    page.wizard.match_columns.next_button.click()
    settle()
    draw(window, f"import-example-preview-{theme}-{size[0]}")
    page.wizard.preview.back_button.click()
    page.wizard.match_columns.back_button.click()
    rows = (("Number", "Date Rptd"), ("44NI/00901/26", "03/04/2026"), ("44NI/00902/26", "05/06/2026"))
    page = begun(window, a_file(tmp_path, *rows))
    page.wizard.match_columns.next_button.click()
    draw(window, f"import-orders-{theme}-{size[0]}")
    window.close()
