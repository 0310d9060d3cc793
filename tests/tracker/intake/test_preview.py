"""What an import would do: add, update, leave, and never overwrite what was changed here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.intake.files import TODAY, a_csv
from tracker.intake.preview import ExistingCase, FieldChange, ImportPreview, Verdict, leaving_out, preview
from tracker.intake.problem import Effect
from tracker.intake.proposed_case import VALUE_FIELDS
from tracker.intake.reading import FileReading, read_file
from tracker.intake.reasons import reason

HEADINGS = ["Crime Ref", "Date Rptd", "OIC", "Risk", "Medical", "Notes"]
ROW = ["44NI/1/26", date(2026, 3, 2), "DC 3312 Patel", "H", date(2026, 3, 9), "first note"]
VALUES = {
    "reported_on": "2026-03-02",
    "oic": "3312 Patel",
    "risk": "high",
    "medical_examined": "2026-03-09",
    "notes": "first note",
}


def reading_of(*rows: list[Any]) -> FileReading:
    return read_file(a_csv([HEADINGS, *rows]), "t.csv", today=TODAY)


def known(
    current: Mapping[str, str | None] = VALUES, imported: Mapping[str, str | None] | None = VALUES
) -> dict[str, ExistingCase]:
    blank: dict[str, str | None] = dict.fromkeys(VALUE_FIELDS)
    last = None if imported is None else blank | dict(imported)
    return {"44NI/1/26": ExistingCase("case-1", 7, blank | dict(current), last)}


def with_cell(**cells: Any) -> list[Any]:
    return [cells.get(heading.split()[0], cell) for heading, cell in zip(HEADINGS, ROW, strict=True)]


def verdict(result: ImportPreview) -> Verdict:
    (row,) = result.rows
    return row.verdict


def test_a_new_reference_is_added() -> None:
    result = preview(reading_of(ROW), {})
    assert verdict(result) is Verdict.ADD
    assert result.rows[0].case is not None
    assert result.rows[0].case.reference == "44NI/1/26"


def test_the_same_file_again_changes_nothing() -> None:
    assert verdict(preview(reading_of(ROW), known())) is Verdict.UNCHANGED


def test_what_was_changed_here_and_not_in_the_file_stays() -> None:
    here = VALUES | {"risk": "low", "notes": "ours"}
    assert verdict(preview(reading_of(ROW), known(current=here))) is Verdict.UNCHANGED


def test_what_was_changed_in_the_file_only_is_an_update() -> None:
    result = preview(reading_of(with_cell(Risk="L", Medical="10 Mar 2026")), known())
    (row,) = result.rows
    assert (row.verdict, row.case_id, row.version) == (Verdict.UPDATE, "case-1", 7)
    assert row.changes == (
        FieldChange("risk", "high", "low"),
        FieldChange("medical_examined", "2026-03-09", "2026-03-10"),
    )


def test_what_was_filled_in_later_is_an_update() -> None:
    before: dict[str, str | None] = {**VALUES, "medical_examined": None}
    result = preview(reading_of(ROW), known(before, before))
    assert result.rows[0].changes == (FieldChange("medical_examined", None, "2026-03-09"),)
    assert verdict(result) is Verdict.UPDATE


def test_what_was_changed_in_both_is_a_conflict_and_holds_back_the_row() -> None:
    here = VALUES | {"risk": "very_high"}
    result = preview(reading_of(with_cell(Risk="L", Notes="second note")), known(current=here))
    assert verdict(result) is Verdict.CONFLICT
    assert [(problem.column, reason(problem), problem.effect) for problem in result.rows[0].problems] == [
        ("Risk", "Changed here since the last import. Here: very_high. In the file: low", Effect.ROW_CONFLICT),
        (
            "Notes",
            "Held back because another field of this row conflicts. Here: first note. In the file: second note",
            Effect.ROW_CONFLICT,
        ),
    ]


def test_both_changed_alike_is_no_conflict() -> None:
    assert verdict(preview(reading_of(with_cell(Risk="L")), known(VALUES | {"risk": "low"}))) is Verdict.UNCHANGED


def test_a_case_that_was_never_imported_is_not_overwritten() -> None:
    assert verdict(preview(reading_of(ROW), known(imported=None))) is Verdict.UNCHANGED
    result = preview(reading_of(with_cell(Risk="L")), known(imported=None))
    assert verdict(result) is Verdict.CONFLICT
    assert reason(result.rows[0].problems[0]) == "Entered here, never imported. Here: high. In the file: low"


@pytest.mark.parametrize("empty", [None, "", "tbc", "-"])
def test_an_empty_or_unreadable_cell_never_erases(empty: str | None) -> None:
    result = preview(reading_of(with_cell(Medical=empty, OIC="", Risk="")), known())
    assert verdict(result) is Verdict.UNCHANGED
    assert result.rows[0].changes == ()


@pytest.mark.parametrize("here", ["3312 Patel", "Patel", "3312", "3312 PATEL"])
def test_an_officer_is_the_same_by_number_or_by_surname(here: str) -> None:
    assert verdict(preview(reading_of(ROW), known(VALUES | {"oic": here}, imported=None))) is Verdict.UNCHANGED


def test_of_a_case_that_is_not_theirs_to_see_nothing_is_told() -> None:
    (row,) = preview(reading_of(ROW), {"44NI/1/26": ExistingCase("", 0, {}, in_scope=False)}).rows
    assert (row.verdict, row.case_id, row.changes) == (Verdict.CONFLICT, None, ())
    assert [problem.code for problem in row.problems] == ["out_of_scope"]


def test_a_row_left_out_by_the_user_is_skipped() -> None:
    result = preview(reading_of(ROW, ["44NI/2/26", date(2026, 3, 2), "", "", "", ""]), {}, left_out={3})
    assert [row.verdict for row in result.rows] == [Verdict.ADD, Verdict.SKIPPED]
    assert [(problem.line, reason(problem)) for problem in result.problems()] == [(3, "Left out by you")]


def test_the_counts_are_those_of_the_contract() -> None:
    rows = [
        ROW,
        ["44NI/2/26", date(2026, 3, 2), "", "M", "", ""],
        ["", date(2026, 3, 2), "x", "", "", ""],
        ["", "", "", "", "", ""],
        ["Total", "", "", "", "", "2"],
    ]
    result = preview(reading_of(*rows), known(VALUES | {"risk": "low"}, VALUES | {"risk": "low"}))
    assert result.counts() == {
        "read": 5,
        "added": 1,
        "updated": 1,
        "unchanged": 0,
        "conflict": 0,
        "rejected": 1,
        "skipped": 2,
    }
    assert [row.line for row in result.rows] == [2, 3, 4, 5, 6]


values = st.dictionaries(
    st.sampled_from(["risk", "notes", "medical_examined", "oic", "reported_on"]),
    st.sampled_from([None, "high", "low", "2026-03-09", "2026-03-10", "3312 Patel", "44 Wren"]),
)
rows_drawn = st.lists(
    st.tuples(
        st.sampled_from(["44NI/1/26", "44NI/2/26", "44NI/3/26", "tba", "", "Total"]),
        st.sampled_from(["2026-03-02", "2026-03-03", "Easter", ""]),
        st.sampled_from(["DC 3312 Patel", "DC 44 Wren", ""]),
        st.sampled_from(["H", "L", "Red", ""]),
        st.sampled_from(["2026-03-09", "2026-03-10", "N/A", "tbc", ""]),
        st.sampled_from(["first note", "x", ""]),
    ).map(list),
    min_size=1,
    max_size=10,
)
cases = st.dictionaries(
    st.sampled_from(["44NI/1/26", "44NI/2/26", "44NI/3/26", "44NI/9/26"]),
    st.builds(ExistingCase, st.just("case"), st.integers(1, 9), values, st.none() | values),
)


@given(rows_drawn, cases, st.sets(st.integers(2, 6)))
def test_the_counts_always_add_up_and_nothing_is_lost(
    rows: list[list[str]], existing: dict[str, ExistingCase], left_out: set[int]
) -> None:
    reading = reading_of(*rows)
    result = preview(reading, existing, left_out=left_out)
    assert result == leaving_out(preview(reading, existing), left_out)
    counts = result.counts()
    assert counts.pop("read") == sum(counts.values()) == len(result.rows)
    for row in result.rows:
        silent = row.verdict in {Verdict.ADD, Verdict.UPDATE, Verdict.UNCHANGED}
        assert silent or any(problem.line == row.line and reason(problem) for problem in row.problems)
        assert all(change.new is not None and change.new != change.old for change in row.changes)
        if row.verdict is Verdict.UPDATE:
            assert not any(change.conflicting for change in row.changes)


@given(rows_drawn, cases)
def test_an_import_carried_out_leaves_nothing_to_do(rows: list[list[str]], existing: dict[str, ExistingCase]) -> None:
    reading = reading_of(*rows)
    after = dict(existing)
    for row in preview(reading, existing).rows:
        if row.case is None or row.verdict is Verdict.CONFLICT:
            continue
        proposed = row.case.values()
        before = existing.get(row.reference)
        current = dict(before.current if before else proposed)
        current |= {change.field: change.new for change in row.changes}
        after[row.reference] = ExistingCase("case", 1, current, proposed)
    again = preview(reading, after).counts()
    assert (again["added"], again["updated"]) == (0, 0)
