"""A unit goes on with its spreadsheet: what is filled in or corrected there is brought over, column by column."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import StoppedTime
from tests.tracker.cli.command import Command, core_of
from tests.tracker.intake.files import a_csv
from tracker.domain.access import SCHEDULER_SCOPE
from tracker.intake.preview import same
from tracker.storage.standing_cases import standing_cases

HEADS = ("Crime Ref", "Date Rptd")
REPORTED = "14/09/2026"
COLUMNS: dict[str, tuple[str, str]] = {
    "OIC": ("DC 3312 Patel", "DC 77 Novak"),
    "Team": ("Blue", "Red"),
    "Type": ("Rape", "Neglect"),
    "Risk": ("Low", "High"),
    "Child": ("AB", "CD"),
    "Child age": ("7", "9"),
    "Suspect": ("XY", "ZW"),
    "Allocated": ("15/09/2026", "16/09/2026"),
    "Strat disc": ("15/09/2026", "16/09/2026"),
    "VRI done": ("21/09/2026", "22/09/2026"),
    "Medical": ("15/09/2026", "16/09/2026"),
    "Medical report": ("25/09/2026", "26/09/2026"),
    "Arrested": ("17/09/2026", "18/09/2026"),
    "Suspect interviewed": ("17/09/2026", "18/09/2026"),
    "Phone to DFU": ("17/09/2026", "18/09/2026"),
    "DFU back": ("17/10/2026", "18/10/2026"),
    "Bail TBD": ("16/12/2026", "18/12/2026"),
    "CPS sub": ("17/10/2026", "18/10/2026"),
    "CPS dec": ("17/11/2026", "18/11/2026"),
    "Last update": ("17/10/2026", "18/11/2026"),
    "Last review": ("17/10/2026", "18/11/2026"),
    "Outcome": ("15", "16"),
    "Closed": ("17/11/2026", "18/11/2026"),
    "Notes": ("a first note", "a second note"),
}
CORRECTED_HERE_ONLY = {"Arrested": "corrected here", "Closed": "closed here"}


def reference(column: str) -> str:
    return f"44NI/{tuple(COLUMNS).index(column) + 1:05}/26"


def a_sheet(folder: Path, turn: int | None) -> Path:
    """One row a column: a case in which only that column is filled, with its first or second value, or with none."""
    said = {column: "" if turn is None else values[turn] for column, values in COLUMNS.items()}
    rows = [
        [reference(column), REPORTED, *(said[column] if other == column else "" for other in COLUMNS)]
        for column in COLUMNS
    ]
    path = folder / "tracker.csv"
    path.write_bytes(a_csv([[*HEADS, *COLUMNS], *rows]))
    return path


def what_is_missing(place: Path, time: StoppedTime) -> dict[str, Any]:
    """Give what was said of a case by the file and does not stand in it, by reference."""
    with core_of(place, time) as core, core.database.read() as connection:
        standing = standing_cases(connection, SCHEDULER_SCOPE, [reference(column) for column in COLUMNS])
    missing: dict[str, Any] = {}
    for number, one in standing.items():
        assert one.imported is not None
        for field, said in one.imported.items():
            if said is not None and not same(field, said, one.current[field]):
                missing[number] = (field, said, one.current[field])
    return missing


def test_every_column_is_brought_over_when_it_is_filled_in_and_when_it_is_corrected(
    undrift: Command, empty: Path, tmp_path: Path, time: StoppedTime
) -> None:
    def take(turn: int | None) -> Mapping[str, Any]:
        sheet = a_sheet(tmp_path, turn)
        answer: Mapping[str, Any] = undrift(
            "import", sheet, "--db", empty, "--date-order", "dmy", "--json"
        ).document()  # fmt: skip
        assert what_is_missing(empty, time) == {}
        again = undrift("import", sheet, "--db", empty, "--date-order", "dmy", "--json").document()
        assert (again["added"], again["updated"], again["conflict"]) == (0, 0, answer["conflict"])
        return answer

    assert take(None)["added"] == len(COLUMNS)
    filled = take(0)
    assert (filled["updated"], filled["conflict"]) == (len(COLUMNS), 0)
    corrected = take(1)
    conflicts = [problem for problem in corrected["problems"] if problem["effect"] == "row_conflict"]
    assert {problem["column"] for problem in conflicts} == CORRECTED_HERE_ONLY.keys()
    for problem in conflicts:
        assert CORRECTED_HERE_ONLY[problem["column"]] in problem["reason"]
    assert corrected["updated"] == len(COLUMNS) - len(CORRECTED_HERE_ONLY)


@pytest.mark.parametrize("column", ["Last review", "Last update"])
def test_a_later_day_of_something_that_recurs_is_another_turn_and_an_earlier_one_is_left(
    undrift: Command, empty: Path, tmp_path: Path, time: StoppedTime, column: str
) -> None:
    def take(on: str) -> Mapping[str, Any]:
        sheet = tmp_path / "tracker.csv"
        sheet.write_bytes(a_csv([[*HEADS, "OIC", column], ["44NI/00001/26", REPORTED, "DC 3312 Patel", on]]))
        words = ("import", sheet, "--db", empty, "--date-order", "dmy", "--json")
        answer: Mapping[str, Any] = undrift(*words).document()
        return answer

    assert take("17/10/2026")["added"] == 1
    assert take("18/11/2026")["updated"] == 1
    earlier = take("01/10/2026")
    assert earlier["conflict"] == 1
    reasons = [problem["reason"] for problem in earlier["problems"] if problem["effect"] == "row_conflict"]
    assert reasons == ["Earlier than the last one on record. Here: 2026-11-18. In the file: 2026-10-01"]
    clocks = undrift("explain", "44NI/00001/26", "--db", empty, "--json").document()
    recurring = ("Sergeant's review", "Update to the child and family")
    assert "Wed 18 Nov 2026" in {clock["started"] for clock in clocks if clock["milestone"] in recurring}


def test_a_case_closed_here_does_not_keep_the_others_from_coming_in(
    undrift: Command, empty: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "tracker.csv"
    heads = [*HEADS, "Outcome", "Closed", "Notes"]
    sheet.write_bytes(a_csv([heads, ["44NI/00001/26", REPORTED, "15", "17/11/2026", ""]]))
    undrift("import", sheet, "--db", empty, "--date-order", "dmy")
    rows = [["44NI/00001/26", REPORTED, "15", "17/11/2026", "typed later"], ["44NI/00002/26", REPORTED, "", "", ""]]
    sheet.write_bytes(a_csv([heads, *rows]))
    answer = undrift("import", sheet, "--db", empty, "--date-order", "dmy", "--json").document()
    assert (answer["added"], answer["conflict"]) == (1, 1)
