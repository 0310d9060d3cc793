"""Which column is which: headings in units' words, the heading row, ambiguity, and mappings as files."""

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tests.tracker.intake.files import a_workbook
from tracker.errors import FileRejected
from tracker.intake.column_mapping import ColumnMapping, find_table, propose, usable
from tracker.intake.date_text import DateOrder
from tracker.intake.heading_words import HEADINGS, Field, field_of, plain
from tracker.intake.mapping_file import load_mapping, mapping_as_json, mapping_as_toml
from tracker.intake.sheet import Cell, Sheet
from tracker.intake.workbook_reader import Workbook

SIMPLE = ColumnMapping({Field.REFERENCE: "Crime Ref", Field.REPORTED_ON: "Date Rptd"})


def a_sheet(*rows: list[Cell]) -> Sheet:
    width = max(map(len, rows))
    return Sheet("", [row + [""] * (width - len(row)) for row in rows], range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Crime Ref", Field.REFERENCE),
        ("CRIME  REF. No", Field.REFERENCE),
        ("URN", Field.REFERENCE),
        ("Occurrence", Field.REFERENCE),
        ("OIC", Field.OIC),
        ("O.I.C.", Field.OIC),
        ("Date Rptd", Field.REPORTED_ON),
        ("reported\u00a0date ", Field.REPORTED_ON),
        ("D.O.R.", Field.REPORTED_ON),
        ("Type", Field.KIND_OF_CASE),
        ("Risk", Field.RISK),
        ("Child's age", Field.CHILD_AGE),
        ("Suspect", Field.SUSPECT_LABEL),
        ("Strat. Disc.", Field.STRATEGY_DISCUSSION),
        ("S.47", Field.STRATEGY_DISCUSSION),
        ("VRI done", Field.ABE_INTERVIEW),
        ("Date of ABE", Field.ABE_INTERVIEW),
        ("ABE (dd/mm/yy)", Field.ABE_INTERVIEW),
        ("Medical", Field.MEDICAL),
        ("Medical Report Rec'd", Field.MEDICAL_REPORT),
        ("Phone to DFU", Field.DEVICE_SUBMITTED),
        ("DFU back", Field.DEVICE_RETURNED),
        ("Bail TBD", Field.BAIL_UNTIL),
        ("Bail date", Field.BAIL_UNTIL),
        ("RTB", Field.BAIL_UNTIL),
        ("Arrest date", Field.ARRESTED_ON),
        ("C+3", Field.SUSPECT_INTERVIEWED),
        ("CPS sub", Field.FILE_TO_CPS),
        ("CPS – dec", Field.CHARGING_DECISION),
        ("Outcome", Field.OUTCOME),
        ("Outcome date", Field.OUTCOME_ON),
        ("Date closed", Field.CLOSED_ON),
        ("Last update", Field.LAST_UPDATE),
        ("DS review", Field.LAST_REVIEW),
        ("Notes", Field.NOTES),
        ("Team", Field.TEAM),
        ("Allocated", Field.ALLOCATED_ON),
        ("Allocated to", Field.OIC),
        ("Date", None),
        ("No.", None),
        ("Next review", None),
        ("Days open", None),
        ("", None),
        ("the date", None),
    ],
)
def test_headings_units_use(heading: str, field: Field | None) -> None:
    found = field_of(heading)
    assert (found[0] if found else None) is field


def test_no_heading_stands_for_two_fields() -> None:
    seen: dict[str, Field] = {}
    for field, headings in HEADINGS.items():
        for heading in headings.replace("also:", "").split(","):
            words = plain(heading)
            if words:
                assert seen.setdefault(words, field) is field, words
    assert set(HEADINGS) == set(Field)


def test_the_heading_row_is_found_below_titles() -> None:
    sheet = a_sheet(["CAIU tracker", "", ""], ["", "", ""], ["Crime Ref", "OIC", "Date Rptd"], ["1", "", ""])
    table = find_table(sheet)
    assert table.heading_line == 3
    assert propose(table).mapping.columns == {
        Field.REFERENCE: "Crime Ref",
        Field.OIC: "OIC",
        Field.REPORTED_ON: "Date Rptd",
    }


def test_without_a_known_heading_the_first_row_of_texts_is_taken() -> None:
    table = find_table(a_sheet(["Tracker 2026"], ["", ""], ["Zahl", "Tag"], ["44", "2"]))
    assert [column.heading for column in table.columns] == ["Zahl", "Tag"]
    with pytest.raises(FileRejected) as refused:
        find_table(a_sheet(["only this"], ["1", "2"]))
    assert refused.value.code == "headings_not_found"


def test_two_columns_with_one_claim_are_reported_and_neither_is_chosen() -> None:
    table = find_table(a_sheet(["Crime Ref", "Date Rptd", "Notes", "NOTES", "Medical", "Colour"]))
    proposal = propose(table)
    assert proposal.ambiguous == {Field.NOTES: ("Notes", "NOTES (D)")}
    assert Field.NOTES not in proposal.mapping.columns
    assert proposal.unused == ("Colour",)


def test_a_heading_that_says_it_outright_goes_before_one_that_may_mean_it() -> None:
    table = find_table(a_sheet(["URN", "Crime Ref", "Date received", "Date Rptd"]))
    assert propose(table).mapping.columns == {Field.REFERENCE: "Crime Ref", Field.REPORTED_ON: "Date Rptd"}
    assert propose(find_table(a_sheet(["URN", "Received"]))).mapping.columns == {
        Field.REFERENCE: "URN",
        Field.REPORTED_ON: "Received",
    }


@pytest.mark.parametrize(
    ("headings", "code", "field"),
    [
        (["Crime Ref", "Crime No", "Date Rptd"], "column_ambiguous", Field.REFERENCE),
        (["Crime Ref", "OIC"], "column_missing", Field.REPORTED_ON),
        (["OIC", "Date Rptd"], "column_missing", Field.REFERENCE),
    ],
)
def test_what_no_case_can_do_without(headings: list[Cell], code: str, field: Field) -> None:
    table = find_table(a_sheet(headings))
    with pytest.raises(FileRejected) as refused:
        usable(propose(table), table)
    assert refused.value.code == code
    assert refused.value.values["field"] is field


def test_headings_under_a_merged_heading_are_read_with_it() -> None:
    def merge(book: Book, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 5, "Tracker")
        sheet.merge_range(1, 2, 1, 3, "DFU")
        sheet.merge_range(1, 4, 1, 5, "CPS")
        sheet.merge_range(1, 0, 2, 0, "Crime Ref")
        sheet.merge_range(1, 1, 2, 1, "Date Rptd")

    content = a_workbook([[], [], [None, None, "In", "Out", "Sub", "Dec"]], also=merge)
    proposal = propose(find_table(Workbook(content).sheet("Tracker")))
    assert proposal.mapping.columns == {
        Field.REFERENCE: "Crime Ref",
        Field.REPORTED_ON: "Date Rptd",
        Field.DEVICE_SUBMITTED: "In",
        Field.DEVICE_RETURNED: "Out",
        Field.FILE_TO_CPS: "Sub",
        Field.CHARGING_DECISION: "Dec",
    }


def test_files_from_one_source_share_a_key() -> None:
    first = find_table(a_sheet(["Crime Ref", "OIC ", "Date Rptd"], ["1", "", ""]))
    again = find_table(a_sheet(["title"], ["date rptd", "Crime  Ref", "oic"]))
    other = find_table(a_sheet(["Crime Ref", "OIC", "Reported"]))
    assert first.source_key == again.source_key != other.source_key


def test_a_mapping_is_applied_without_regard_to_case_and_spaces() -> None:
    table = find_table(a_sheet(["date  rptd", "", "CRIME REF"], ["x", "y", "z"]), SIMPLE)
    assert SIMPLE.indexes(table) == {Field.REFERENCE: 2, Field.REPORTED_ON: 0}
    by_letter = replace(SIMPLE, columns={**SIMPLE.columns, Field.NOTES: "Column B"})
    assert by_letter.indexes(table)[Field.NOTES] == 1


def test_a_mapping_that_does_not_fit_is_refused() -> None:
    table = find_table(a_sheet(["Crime Ref", "Date Rptd", "Notes"]))
    with pytest.raises(FileRejected) as refused:
        replace(SIMPLE, columns={**SIMPLE.columns, Field.OIC: "Wer"}).indexes(table)
    assert refused.value.code == "mapping_column_missing"
    assert refused.value.values["column"] == "Wer"
    with pytest.raises(FileRejected) as refused:
        ColumnMapping({Field.REFERENCE: "Crime Ref"}).indexes(table)
    assert refused.value.code == "column_missing"


headings = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
mappings = st.builds(
    ColumnMapping,
    st.dictionaries(st.sampled_from(Field), headings, min_size=1),
    st.dictionaries(headings, st.sampled_from(DateOrder), max_size=3),
    headings,
    headings,
)


@given(mappings)
def test_a_mapping_written_is_the_mapping_read(mapping: ColumnMapping) -> None:
    assert load_mapping(mapping_as_toml(mapping).encode()) == mapping
    assert load_mapping(mapping_as_json(mapping).encode()) == mapping


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "columns"),
        (b"[columns]\n", "columns"),
        (b"[columns]\nreferenze = 'x'\n", "columns.referenze"),
        (b"[columns]\nreference = 3\n", "columns.reference"),
        (b"[columns]\nreference = 'x'\n[date_orders]\nx = 'dym'\n", "date_orders.x"),
        (b"colour = 1\n[columns]\nreference = 'x'\n", "colour"),
    ],
)
def test_a_wrong_mapping_says_where(content: bytes, place: str) -> None:
    with pytest.raises(FileRejected) as refused:
        load_mapping(content)
    assert refused.value.code == "mapping_file_wrong"
    assert str(refused.value.values["place"]).startswith(place)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[columns\n", "mapping_file_not_read"),
        (b"{", "mapping_file_not_read"),
        (b"\xff\xfe\x00", "mapping_file_not_read"),
        (b'{"columns": ' + b"[" * 100_000, "mapping_file_not_read"),
        (b"#" * 300_000, "mapping_file_too_long"),
    ],
)
def test_what_is_no_mapping_at_all(content: bytes, code: str) -> None:
    with pytest.raises(FileRejected) as refused:
        load_mapping(content)
    assert refused.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mapping_or_refused(content: bytes) -> None:
    with contextlib.suppress(FileRejected):
        assert load_mapping(content).columns
