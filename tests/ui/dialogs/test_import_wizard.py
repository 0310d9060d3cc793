"""The steps of an import, on a unit that answers by heart: what fails is said in its step, and nothing is lost."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window, settle
from tests.import_files import EXAMPLE, a_file, here_already, import_answers
from tests.rows_to_show import a_unit
from tests.ui.held import hold
from tests.ui.keyboard import nameless, not_reached_by_tab, press
from tracker.actions.import_cases import ImportCases, Imported
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.intake.heading_words import Field
from tracker.intake.preview import preview
from tracker.rows.column_choice import ColumnChoice, ColumnChoiceQuestion
from ui.dialogs.import_cases.import_lines import ALL
from ui.dialogs.import_cases.import_wizard import ImportWizard
from ui.main_window.main_window import MainWindow
from ui.pages.import_cases.import_cases_page import ImportCasesPage
from ui.pages.options.options_page import OptionsPage

IMPORT = "&Import: add 1 case and update 1 case"


@pytest.fixture
def tracker() -> FakeTracker:
    """A unit that has three of the cases of the file."""
    made = a_unit()
    made.answers |= import_answers()
    return made


@pytest.fixture
def window(qtbot: QtBot, tracker: FakeTracker) -> Any:
    """The window at the first step."""
    made = a_window(tracker, [OptionsPage, ImportCasesPage])
    hold(qtbot, made)
    made.commands.action("import_cases").trigger()
    settle()
    yield made
    made.close()


@pytest.fixture
def wizard(window: MainWindow) -> ImportWizard:
    """Its wizard."""
    page = window.pages.page("import_cases")
    assert isinstance(page, ImportCasesPage)
    return page.wizard


def read(wizard: ImportWizard, path: Path) -> None:
    wizard.choose_file.path_field.setText(str(path))
    wizard.choose_file.next_button.click()
    settle()


def previewed(wizard: ImportWizard, path: Path) -> None:
    read(wizard, path)
    wizard.match_columns.next_button.click()
    settle()


def lines(wizard: ImportWizard) -> list[tuple[int, str]]:
    return [(row.line, row.kind) for row in wizard.preview.view.row_model().shown]


def test_each_step_is_reached_by_tab_and_named(window: MainWindow, wizard: ImportWizard) -> None:
    for step in range(4):
        assert wizard.step() == step
        assert nameless(window) == []
        assert not_reached_by_tab(window) == []
        if step == 0:
            read(wizard, EXAMPLE)
        elif step < 3:
            wizard.steps()[step].next_button.click()
            settle()


def test_a_file_must_be_named(wizard: ImportWizard) -> None:
    wizard.choose_file.next_button.click()
    assert wizard.choose_file.problem.text() == "Enter the file, or browse for it."
    assert wizard.step() == 0


def test_a_file_is_browsed_for_and_quotes_of_a_pasted_path_are_left_out(wizard: ImportWizard, tmp_path: Path) -> None:
    wizard.choose_file.choose_file = lambda: tmp_path / "a.csv"
    wizard.choose_file._browse()
    assert wizard.choose_file.path() == tmp_path / "a.csv"
    wizard.choose_file.choose_file = lambda: None
    wizard.choose_file._browse()
    assert wizard.choose_file.path() == tmp_path / "a.csv"
    wizard.choose_file.path_field.setText('"C:/a b.xlsx"')
    assert wizard.choose_file.path() == Path("C:/a b.xlsx")


def test_what_was_chosen_before_is_filled_in_where_the_column_is_there(
    tracker: FakeTracker, wizard: ImportWizard, tmp_path: Path
) -> None:
    columns = {"reference": "Crime Ref", "reported_on": "Date Rptd", "oic": "gone", "medical": "Med"}
    tracker.answers[ColumnChoiceQuestion] = ColumnChoice(columns, {"Date Rptd": "mdy"})
    rows = (("Crime Ref", "Date Rptd", "OIC", "Med", "Medical"), ("44NI/00901/26", "03/04/2026", "", "", ""))
    read(wizard, a_file(tmp_path, *rows))
    fields = wizard.match_columns.fields
    assert fields[Field.OIC].label() == "OIC"
    assert (fields[Field.MEDICAL].label(), fields[Field.MEDICAL].state.text()) == ("Med", "As last time")
    assert str(fields[Field.REPORTED_ON].stated()) == "mdy"
    assert wizard.match_columns.unused() == ["Medical"]
    fields[Field.REPORTED_ON].column.set_choice("Med")
    fields[Field.REPORTED_ON].column.set_choice("Date Rptd")
    assert fields[Field.REPORTED_ON].stated() is None, "an answer holds for the column it was given for"


def test_the_list_holds_what_must_be_looked_at_first_and_can_be_narrowed(wizard: ImportWizard, tmp_path: Path) -> None:
    previewed(wizard, a_file(tmp_path))
    assert lines(wizard) == [(2, "add"), (5, "conflict"), (6, "rejected")]
    wizard.preview.parts.choose("update")
    assert wizard.preview.account.lines()[1:3] == ["What changes", "Risk grade · High → Very high"]
    wizard.preview.parts.choose("note")
    assert "Colour" in wizard.preview.account.lines()[2]
    wizard.preview.parts.choose("skipped")
    assert wizard.preview.account.lines() == ["There is no such row."]
    wizard.preview.parts.choose(ALL)
    wizard.preview.find_field.setText("hughes")
    assert lines(wizard) == [(5, "conflict")]
    assert wizard.preview.shown.text() == "1 of 6 lines"


def test_what_cannot_be_left_out_is_not(window: MainWindow, wizard: ImportWizard, tmp_path: Path) -> None:
    previewed(wizard, a_file(tmp_path))
    action = window.commands.action("leave_out_row")
    assert action.isEnabled()
    wizard.preview.view.select_key("row 6")
    assert not action.isEnabled()
    wizard.preview.leave_out()
    assert wizard.preview.next_button.text() == IMPORT
    wizard.preview.view.selectAll()
    wizard.preview.leave_out()
    assert wizard.preview.next_button.text() == "&Import: update 1 case"


def test_a_database_that_is_locked_is_said_and_the_preview_stays(
    tracker: FakeTracker, wizard: ImportWizard, tmp_path: Path
) -> None:
    previewed(wizard, a_file(tmp_path))
    tracker.answers[ImportCases] = StorageProblem("locked")
    wizard.preview.next_button.click()
    assert wizard.preview.problem.text() == "Somebody else is writing to the database. Nothing was changed. Try again."
    assert (wizard.step(), wizard.preview.next_button.text()) == (2, IMPORT)
    assert wizard.preview.next_button.isEnabled()
    tracker.answers |= import_answers()
    wizard.preview.next_button.click()
    assert wizard.step() == 3
    assert wizard.result.heading.text() == "Imported: 1 case added, 1 updated."
    assert "lies in · /copies/before-import.db" in wizard.result.account.lines()
    assert "DC 77 Novak" in wizard.result.account.lines()


def test_what_came_out_otherwise_than_shown_is_said(tracker: FakeTracker, wizard: ImportWizard, tmp_path: Path) -> None:
    previewed(wizard, a_file(tmp_path))
    there = here_already() | {"44NI/00901/26": here_already()["44NI/00904/26"]}
    tracker.answers[ImportCases] = lambda asked: Changes.of(
        case=None, result=Imported(preview(asked.reading, there), ())
    )
    wizard.preview.next_button.click()
    assert wizard.result.account.lines()[0].startswith("Cases were changed here after the preview")
    assert "None had to be added." in wizard.result.account.lines()


@pytest.mark.expects_log_warning
def test_a_fault_of_ours_is_said_in_the_step_and_told(
    window: MainWindow, tracker: FakeTracker, wizard: ImportWizard, tmp_path: Path
) -> None:
    assert window._context is not None
    crashed: list[Exception] = []
    window._context.problems.crashed.connect(crashed.append)
    previewed(wizard, a_file(tmp_path))
    tracker.answers[ImportCases] = ZeroDivisionError("ours")
    wizard.preview.next_button.click()
    assert "What you entered is still here." in wizard.preview.problem.text()
    assert [type(one) for one in crashed] == [ZeroDivisionError]


def test_rejected_rows_that_cannot_be_written_are_said(
    window: MainWindow, wizard: ImportWizard, tmp_path: Path
) -> None:
    assert not window.commands.action("save_copy").isEnabled()
    previewed(wizard, a_file(tmp_path))
    named: list[str] = []

    def nowhere(name: str) -> Path:
        named.append(name)
        return tmp_path / "nowhere" / name

    wizard.choose_target = nowhere
    window.commands.action("save_copy").trigger()
    assert named == ["tracker - rejected rows.csv"]
    assert wizard.preview.problem.text().startswith("tracker - rejected rows.csv: No such file or directory.")
    wizard.choose_target = lambda name: tmp_path / name
    window.commands.action("save_copy").trigger()
    assert (tmp_path / "tracker - rejected rows.csv").exists()


def test_after_an_import_another_file_is_asked_for(window: MainWindow, wizard: ImportWizard, tmp_path: Path) -> None:
    previewed(wizard, a_file(tmp_path))
    window.go_to("options")
    window.commands.action("import_cases").trigger()
    assert wizard.step() == 2, "what was begun is still there"
    wizard.preview.next_button.click()
    press("Tab", "Return")
    assert wizard.step() == 0
    previewed(wizard, a_file(tmp_path))
    wizard.preview.next_button.click()
    window.go_to("options")
    window.commands.action("import_cases").trigger()
    assert wizard.step() == 0
