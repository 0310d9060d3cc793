"""The example tracker in docs/examples reads without being asked anything, and shows what real trackers are like."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.tracker.intake.files import TODAY, parts_of
from tracker.intake.date_columns import Settled
from tracker.intake.heading_words import Field, field_of
from tracker.intake.preview import preview
from tracker.intake.problem import Effect
from tracker.intake.reading import FileReading, read_file
from tracker.intake.reasons import reason

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "unit-tracker.xlsx"
MUST_HAVE = {
    "Crime Ref",
    "OIC",
    "Date Rptd",
    "VRI done",
    "Medical",
    "Phone to DFU",
    "DFU back",
    "Bail TBD",
    "CPS sub",
    "CPS dec",
    "Outcome",
}


@pytest.fixture(scope="module")
def reading() -> FileReading:
    return read_file(EXAMPLE.read_bytes(), EXAMPLE.name, today=TODAY)


def test_the_example_is_made_by_its_script(tmp_path: Path) -> None:
    made = tmp_path / "unit-tracker.xlsx"
    subprocess.run([sys.executable, str(EXAMPLE.with_name("make_unit_tracker.py")), str(made)], check=True)
    assert parts_of(made.read_bytes()) == parts_of(EXAMPLE.read_bytes())


def test_its_counts(reading: FileReading) -> None:
    assert set(reading.headings) >= MUST_HAVE
    assert preview(reading, {}).counts() == {
        "read": 315,
        "added": 295,
        "updated": 0,
        "unchanged": 0,
        "conflict": 0,
        "rejected": 5,
        "skipped": 15,
    }
    codes = Counter(problem.code for row in reading.rejected for problem in row.problems)
    assert codes == {
        "reference_missing": 1,
        "reference_unreadable": 1,
        "date_impossible": 1,
        "not_a_date": 1,
        "reference_repeated": 1,
    }


def test_the_guide_shows_the_same_counts_and_every_field(reading: FileReading) -> None:
    guide = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
    counts = " | ".join(str(count) for count in preview(reading, {}).counts().values())
    assert f"| {counts} |" in guide
    rows = [line.split(" | ") for line in guide.splitlines() if line.startswith("| ") and " | `" in line]
    assert {row[1].strip("`") for row in rows} == {field.value for field in Field}
    for row in rows:
        for heading in row[2].rstrip(" |").split(", "):
            found = field_of(heading)
            assert found, heading
            assert found[0] == row[1].strip("`"), heading


def test_every_date_column_proves_its_order(reading: FileReading) -> None:
    assert {column.settled for column in reading.date_columns} == {Settled.PROVEN}
    assert len(reading.date_columns) == 10


def test_it_has_open_cases_and_closed_ones(reading: FileReading) -> None:
    closed = [case for case in reading.proposed if case.outcome_code]
    assert 100 < len(closed) < 200
    assert all(case.closed_on and case.closed_on >= case.reported_on for case in closed)
    unallocated = [case for case in reading.proposed if not case.oic]
    assert 20 < len(unallocated) < 80


def test_everything_it_says_of_a_cell_is_said_in_english(reading: FileReading) -> None:
    problems = [problem for case in reading.proposed for problem in case.problems]
    empty = Counter(problem.code for problem in problems if problem.effect is Effect.CELL_LEFT_EMPTY)
    assert empty["says_waiting"] > 20
    assert empty["says_no_bail"] > 5
    assert empty["cell_error"] == 1
    assert empty["before_reported"] == 0
    assert all(reason(problem) for problem in problems)
