"""A unit's spreadsheet comes in through the window: file, columns, preview, import; by keyboard alone."""

import getpass
import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from tests.fakes import A_FRIDAY, StoppedTime
from tests.import_files import EXAMPLE, a_file
from tests.journeys.desk import Desk, labels_of, row_of, rows_of
from tests.journeys.the_unit import FILE, LATE
from tests.tracker.cli.bad_files import a_workbook_with_a_password
from tests.tracker.intake.files import a_workbook
from tests.ui.keyboard import focused, press
from tracker.bootstrap import Tracker
from tracker.cli.main import main
from tracker.storage.tables import case_record
from tracker.time_source import SystemTime
from ui.pages.import_cases.import_cases_page import ImportCasesPage
from ui.widgets.choice_field import ChoiceField

HEAD = "unit-head"
#: what an import of the whole example may take on a machine with other work
PATIENCE_MS = 120_000
A_SATURDAY = A_FRIDAY + timedelta(days=1)
NUMBERS = ("read", "added", "updated", "unchanged", "conflict", "rejected", "skipped")


@pytest.fixture(scope="module")
def empty_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a unit that has no case yet."""
    folder = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setenv("UNDRIFT_HOME", str(folder / "home"))
        patch.setattr(getpass, "getuser", lambda: HEAD)
        patch.setattr(SystemTime, "now", lambda _self: A_SATURDAY)
        assert main(["init", "--db", str(folder / FILE), "--unit", "Unit North"]) == 0
    return folder


@pytest.fixture
def new_unit(empty_unit: Path, tmp_path: Path, time: StoppedTime) -> Path:
    """That unit, copied, on a Saturday."""
    time.move_to(A_SATURDAY)
    return Path(shutil.copytree(empty_unit, tmp_path / "new")) / FILE


@pytest.fixture
def desk_of_new_unit(
    new_unit: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_ticks: None
) -> Iterator[Desk]:
    """The head of that unit at a desk."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(getpass, "getuser", lambda: HEAD)
    desk = Desk(qtbot, new_unit)
    yield desk.sit_down()
    desk.leave()


def by_the_command_line(place: Path, file: Path, *more: str) -> dict[str, Any]:
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["import", str(file), "--db", str(place), "--json", *more]) == 0
    answer: dict[str, Any] = json.loads(said.getvalue())
    return answer


def page_of(desk: Desk) -> ImportCasesPage:
    page = desk.page()
    assert isinstance(page, ImportCasesPage)
    return page


def read(desk: Desk, file: Path) -> None:
    desk.press("Ctrl+I")
    desk.retype(str(file))
    desk.press("Return")


def choose(desk: Desk, name: str, words: str) -> None:
    """Go to a choice and press the arrow keys until it says so."""
    desk.tab_to(name)
    field = focused()
    assert isinstance(field, ChoiceField)
    desk.press("Home")
    while field.currentText() != words:
        before = field.currentIndex()
        desk.press("Down")
        assert field.currentIndex() > before, f"{words} is not among the choices"


def cases_in(core: Tracker) -> int:
    with core.database.read() as connection:
        return connection.execute(select(func.count()).select_from(case_record)).scalar_one()


def test_a_spreadsheet_comes_in_with_the_figures_of_the_command_line(
    desk_of_new_unit: Desk, new_unit: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = desk_of_new_unit
    said = by_the_command_line(new_unit, EXAMPLE, "--dry-run")
    read(desk, EXAMPLE)
    assert "unit-tracker.xlsx: 18 columns, headings in line 4. 16 of 27 fields have a column." in labels_of(desk.page())
    desk.press("Return")
    step = page_of(desk).wizard.preview
    assert step.totals.text() == (
        "315 rows read = 295 to add + 0 to update + 0 unchanged + 0 in conflict + 5 rejected + 15 skipped"
    )
    assert [said[name] for name in NUMBERS] == [315, 295, 0, 0, 0, 5, 15]
    desk.tab_to("Rejected 5")
    desk.press("Space")
    desk.tab_to("Rows of the file")
    assert [row["What becomes of it"] for row in rows_of(desk.list())] == ["rejected"] * 5
    told = {(row["Line"], row["Column"], row["Why"]) for row in rows_of(desk.list())}
    problems = [one for one in said["problems"] if one["effect"] == "row_rejected"]
    assert told == {(str(one["line"]), one["column"], one["reason"]) for one in problems}
    target = tmp_path / "rejected.csv"
    page_of(desk).wizard.choose_target = lambda _name: target
    desk.press("Ctrl+S")
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 6
    assert desk.said() == "Rejected rows saved: rejected.csv"
    desk.tab_to("Import: add 295 cases")
    press("Return")
    qtbot.waitUntil(lambda: page_of(desk).wizard.step() == 3, timeout=PATIENCE_MS)
    desk.settle()
    assert desk.said() == "Imported: 295 cases added, 0 updated."
    (copy,) = new_unit.parent.rglob("*-import.db")
    assert str(copy) in labels_of(desk.page())
    desk.press("Return")
    assert desk.page().page_name == "caseload"
    assert cases_in(desk.opening._tracker) == 295
    shown = {row["Case"] for row in rows_of(desk.list())}
    assert len(shown) > 100
    assert shown <= {row.reference for row in step.view.row_model().rows}


def test_the_same_file_again_changes_nothing(desk_of_new_unit: Desk, new_unit: Path, tmp_path: Path) -> None:
    desk = desk_of_new_unit
    rows = (("Crime Ref", "Date Rptd"), ("44NI/00901/26", "13/09/2026"), ("44NI/00902/26", "14/09/2026"))
    file = a_file(tmp_path, *rows)
    by_the_command_line(new_unit, file)
    read(desk, file)
    assert "Filled in as for the last file with these headings." in labels_of(desk.page())
    desk.press("Return")
    step = page_of(desk).wizard.preview
    assert step.totals.text().startswith("2 rows read = 0 to add + 0 to update + 2 unchanged")
    assert step.next_button.text() == "Nothing to import"
    assert not step.next_button.isEnabled()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.csv", "The file is empty."),
        (
            b"PK\x03\x04 no container",
            "bad.xlsx",
            "The workbook is damaged: open it in the spreadsheet and save it again.",
        ),
        (
            a_workbook_with_a_password(),
            "locked.xlsx",
            "The workbook has a password: save a copy without one.",
        ),
        (
            b"one,two\r\n",
            "tracker.xlsx",
            "This is not an Excel workbook: open it in the spreadsheet and save it as .xlsx.",
        ),
        (None, "missing.xlsx", "missing.xlsx: No such file or directory. Try again, or choose another."),
    ],
    ids=["empty", "damaged", "password", "no workbook", "missing"],
)
def test_a_file_that_cannot_be_read_is_said_where_it_was_named(
    supervisor: Desk, tmp_path: Path, content: bytes | None, name: str, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    read(supervisor, path)
    step = page_of(supervisor).wizard.choose_file
    assert step.problem.text() == words
    assert step.path_field.text() == str(path)
    assert focused() is step.path_field
    good = a_file(tmp_path)
    supervisor.retype(str(good))
    supervisor.press("Return")
    assert page_of(supervisor).wizard.step() == 1


def test_a_row_that_was_entered_here_is_a_conflict_and_stays(supervisor: Desk, tmp_path: Path) -> None:
    rows = (("Crime Ref", "Date Rptd", "Risk"), (LATE, "02/11/2026", "Low"), ("44NI/00999/26", "16/11/2026", "High"))
    supervisor.go_to("caseload")
    before = row_of(supervisor.list(), Case=LATE)
    read(supervisor, a_file(tmp_path, *rows))
    supervisor.press("Return")
    found = row_of(supervisor.list(), Reference=LATE)
    assert found["What becomes of it"] == "conflict: kept as it is"
    assert found["Column"] == "Risk"
    assert "Entered here, never imported." in found["Why"]
    supervisor.tab_to("Import: add 1 case")
    supervisor.press("Return")
    assert supervisor.said() == "Imported: 1 case added, 0 updated."
    supervisor.press("Return")
    assert row_of(supervisor.list(), Case=LATE) == before
    assert row_of(supervisor.list(), Case="44NI/00999/26")


def test_columns_are_matched_by_hand_and_remembered(supervisor: Desk, tmp_path: Path) -> None:
    heads = ("Thing", "When", "Medical", "Med")
    rows = (heads, ("44NI/00901/26", "03/04/2026", "", "05/04/2026"), ("44NI/00902/26", "02/11/2026", "", ""))
    read(supervisor, a_file(tmp_path, *rows))
    supervisor.press("Return")
    step = page_of(supervisor).wizard.match_columns
    assert step.problem.text() == "Crime reference: Needed: choose its column"
    assert "Claimed alike by Medical, Med: choose one" in labels_of(supervisor.page())
    choose(supervisor, "Column for: Crime reference", "Thing")
    choose(supervisor, "Column for: Reported on", "When")
    supervisor.press("Return")
    assert step.problem.text() == "Reported on: Fits both: say which comes first"
    assert focused().accessibleName() == "Order of day and month: Reported on"
    choose(supervisor, "Order of day and month: Reported on", "02/11/2026 is Mon 2 Nov 2026")
    choose(supervisor, "Column for: Medical examination held", "Med")
    supervisor.press("Return")
    assert step.problem.text().startswith("Medical examination held: ")
    choose(supervisor, "Order of day and month: Medical examination held", "05/04/2026 is Sun 5 Apr 2026")
    supervisor.press("Return")
    assert page_of(supervisor).wizard.preview.totals.text().startswith("2 rows read = 2 to add")
    supervisor.tab_to("Import: add 2 cases")
    supervisor.press("Return")
    supervisor.press("Return")
    core: Tracker = supervisor.opening._tracker
    with core.database.read() as connection:
        reported = connection.execute(select(case_record.c.reference, case_record.c.reported_on)).all()
    assert ("44NI/00901/26", date(2026, 4, 3)) in [tuple(row) for row in reported]
    read(supervisor, a_file(tmp_path, *rows))
    assert "As last time" in labels_of(supervisor.page())
    supervisor.press("Return")
    assert page_of(supervisor).wizard.preview.totals.text().startswith("2 rows read = 0 to add + 0 to update + 2 unch")


def test_a_row_that_is_left_out_is_not_taken(supervisor: Desk, tmp_path: Path) -> None:
    rows = (("Crime Ref", "Date Rptd"), ("44NI/00901/26", "13/09/2026"), ("44NI/00902/26", "14/09/2026"))
    read(supervisor, a_file(tmp_path, *rows))
    supervisor.press("Return", "Delete")
    step = page_of(supervisor).wizard.preview
    assert step.totals.text().endswith("0 rejected + 1 skipped")
    supervisor.press("Delete")
    assert step.next_button.text() == "&Import: add 2 cases"
    supervisor.press("Delete")
    supervisor.go_to("people")
    supervisor.press("Ctrl+I")
    assert page_of(supervisor).wizard.preview is page_of(supervisor).wizard.currentWidget()
    supervisor.tab_to("Import: add 1 case")
    supervisor.press("Return", "Return")
    shown = {row["Case"] for row in rows_of(supervisor.list())}
    assert "44NI/00902/26" in shown
    assert "44NI/00901/26" not in shown


def test_another_sheet_of_a_workbook_is_chosen(supervisor: Desk, tmp_path: Path) -> None:
    def second(book: Any, _sheet: Any) -> None:
        other = book.add_worksheet("Old")
        for place, row in enumerate((("Crime Ref", "Date Rptd"), ("44NI/00802/25", "14/09/2025"))):
            other.write_row(place, 0, row)

    path = tmp_path / "two.xlsx"
    rows = (("Crime Ref", "Date Rptd", "OIC"), ("44NI/00901/26", "14/09/2026", ""), ("44NI/00902/26", "15/09/2026", ""))
    path.write_bytes(a_workbook(rows, name="Live", also=second))
    read(supervisor, path)
    choose(supervisor, "Sheet", "Old")
    assert "two.xlsx: 2 columns" in labels_of(supervisor.page())
    supervisor.press("Return")
    assert page_of(supervisor).wizard.preview.totals.text().startswith("1 row")


def test_a_detective_is_not_offered_the_import(detective: Desk) -> None:
    assert not detective.window.commands.action("import_cases").isEnabled()
    detective.press("Ctrl+I")
    assert detective.page().page_name == "caseload"


def test_stopped_before_it_is_over_nothing_is_taken(
    supervisor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core: Tracker = supervisor.opening._tracker
    before = cases_in(core)
    rows = (("Crime Ref", "Date Rptd"), ("44NI/00901/26", "13/09/2026"), ("44NI/00902/26", "14/09/2026"))
    read(supervisor, a_file(tmp_path, *rows))
    supervisor.press("Return")
    copied: Callable[[str], str] = core.copy_before

    def stopped_meanwhile(what: str) -> str:
        supervisor.opening._background.stop()
        return copied(what)

    monkeypatch.setattr(core, "copy_before", stopped_meanwhile)
    supervisor.tab_to("Import: add 2 cases")
    supervisor.press("Return")
    step = page_of(supervisor).wizard.preview
    assert step.problem.text() == "Stopped. Nothing was changed."
    assert cases_in(core) == before
    monkeypatch.undo()
    supervisor.press("Return")
    assert supervisor.said() == "Imported: 2 cases added, 0 updated."
    assert cases_in(core) == before + 2
