"""Bail dates of the unit's spreadsheet: an event of the bail where the arrest is known, else a date of its own."""

from datetime import date

from tests.bail_cases import arrest, bail_clocks, extend, row_of
from tests.cores import SUPERVISOR, case_file
from tests.tracker.intake.files import a_csv
from tracker.actions.import_cases import ImportCases, Imported
from tracker.bootstrap import Tracker
from tracker.intake.reading import read_file
from tracker.rows.bail_register import BailRegisterQuestion, BailRow
from tracker.rows.caseload import CaseloadQuestion
from tracker.terms import BailEventKind, BailState, ClockState

Kind = BailEventKind
ARRESTED, BAIL = date(2026, 9, 1), date(2026, 12, 15)
LEGAL_END = date(2026, 12, 1)
HEADINGS = ("Crime ref", "OIC", "Date reported", "Suspect", "Arrested on", "Bail date")


def sheet(core: Tracker, arrested: date | None, bail: date | None) -> dict[str, int]:
    """Import a file of one case; give how many rows were added, changed or left."""
    cells = ("44NI/00305/26", "DC 3312 Patel", date(2026, 8, 20), "S1", arrested, bail)
    rows = [HEADINGS, cells]
    reading = read_file(a_csv(rows), "tracker.csv", today=core.time.today())
    result = core.do(ImportCases(SUPERVISOR, reading)).result
    assert isinstance(result, Imported)
    return dict(result.preview.counts())


def only_case(core: Tracker) -> str:
    (row,) = core.ask(CaseloadQuestion(SUPERVISOR)).rows
    case_id: str = row.case_id
    return case_id


def bail(core: Tracker) -> tuple[BailRow, ...]:
    return case_file(core, only_case(core)).bail


def test_the_date_is_an_event_of_the_bail_where_the_arrest_is_known(core: Tracker) -> None:
    sheet(core, ARRESTED, BAIL)
    (row,) = bail(core)
    assert [event.kind for event in row.events] == [Kind.RELEASED_ON_BAIL, Kind.TAKEN_FROM_SHEET]
    assert (row.ends, row.state, row.returns) == (BAIL, BailState.RUNNING, BAIL)
    (clock,) = bail_clocks(core, only_case(core))
    assert (clock.first_due, clock.due, clock.state) == (LEGAL_END, BAIL, ClockState.RUNNING)


def test_the_same_file_again_changes_nothing(core: Tracker) -> None:
    sheet(core, ARRESTED, BAIL)
    before = case_file(core, only_case(core))
    counts = sheet(core, ARRESTED, BAIL)
    assert (counts["added"], counts["updated"]) == (0, 0)
    assert case_file(core, only_case(core)).milestones == before.milestones


def test_the_end_the_law_gives_is_no_event(core: Tracker) -> None:
    sheet(core, ARRESTED, LEGAL_END)
    assert [event.kind for event in bail(core)[0].events] == [Kind.RELEASED_ON_BAIL]


def test_a_later_date_of_the_sheet_is_taken_and_what_is_recorded_here_is_reckoned_from_it(core: Tracker) -> None:
    sheet(core, ARRESTED, None)
    (row,) = bail(core)
    assert (row.events, bail_clocks(core, only_case(core))) == ((), [])
    sheet(core, ARRESTED, LEGAL_END)
    assert bail(core)[0].ends == LEGAL_END
    sheet(core, ARRESTED, date(2027, 2, 28))
    assert bail(core)[0].ends == date(2027, 2, 28)
    extend(core, only_case(core), bail(core)[0].arrest_id, core.time.today(), "superintendent")
    assert bail(core)[0].ends == date(2027, 6, 1)


def test_without_an_arrest_the_date_stands_alone_and_is_in_the_register(core: Tracker) -> None:
    sheet(core, None, BAIL)
    (row,) = core.ask(BailRegisterQuestion(SUPERVISOR)).ending
    assert (row.arrest_id, row.suspect, row.ends, row.days_left) == ("", "S1", BAIL, 25)
    assert (row.following[0].what, row.following[0].by) == ("Record the arrest, and who authorised what", BAIL)
    assert row.to_be_confirmed


def test_an_arrest_recorded_afterwards_takes_the_date_over(core: Tracker) -> None:
    sheet(core, None, BAIL)
    case_id = only_case(core)
    of = arrest(core, case_id, ARRESTED, Kind.RELEASED_ON_BAIL)
    (row,) = bail(core)
    assert (row.arrest_id, row.ends) == (of, BAIL)
    assert [event.kind for event in row.events] == [Kind.RELEASED_ON_BAIL, Kind.TAKEN_FROM_SHEET]
    assert [clock.state for clock in bail_clocks(core, case_id)] == [ClockState.RUNNING, ClockState.STOPPED]
    sheet(core, None, BAIL)
    assert bail(core) == (row,)


def test_a_file_does_not_change_an_arrest_on_record(core: Tracker) -> None:
    sheet(core, ARRESTED, LEGAL_END)
    extend(core, only_case(core), bail(core)[0].arrest_id, core.time.today(), "inspector")
    assert sheet(core, date(2026, 9, 3), LEGAL_END)["conflict"] == 1
    assert sheet(core, ARRESTED, date(2026, 12, 24))["conflict"] == 1
    (row,) = bail(core)
    assert (row.arrested_on, row.ends) == (ARRESTED, date(2027, 3, 1))


def test_a_date_that_the_law_cannot_take_stands_beside_the_bail(core: Tracker) -> None:
    sheet(core, ARRESTED, date(2026, 8, 25))
    ends = [(row.arrest_id != "", row.ends) for row in bail(core)]
    assert ends == [(True, LEGAL_END), (False, date(2026, 8, 25))]
    assert row_of(core, only_case(core), bail(core)[0].arrest_id).state is BailState.RUNNING
