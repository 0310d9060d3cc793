"""Files to proposed cases: rows taken, rejected and skipped, each with its reason; the same from CSV and workbook."""

import contextlib
import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tests.tracker.intake.files import TODAY, a_csv, a_workbook, fill
from tracker.errors import FileRejected, Stopped
from tracker.intake.column_mapping import ColumnMapping
from tracker.intake.date_columns import Settled
from tracker.intake.date_text import DateOrder
from tracker.intake.heading_words import Field
from tracker.intake.officer_text import OfficerText
from tracker.intake.preview import preview
from tracker.intake.problem import Effect
from tracker.intake.proposed_case import VALUE_FIELDS, NotRequired, ProposedCase
from tracker.intake.reading import FileReading, look_at, read_file
from tracker.intake.reasons import REASONS, reason
from tracker.intake.rejected_rows import rejected_rows_as_csv
from tracker.terms import CaseKind, Rank, RiskGrade
from tracker.watch import Watch, watched_by

HEADINGS = ["Crime Ref", "OIC", "Date Rptd", "Type", "Risk", "VRI done", "Medical", "Phone to DFU", "DFU back"]
HEADINGS += ["Bail TBD", "CPS sub", "CPS dec", "Outcome", "Closed", "Child", "Age", "Notes", "Team"]
MARCH_2 = date(2026, 3, 2)


def read(*rows: Sequence[object], **other: Any) -> FileReading:
    return read_file(a_workbook([HEADINGS, *rows]), "tracker.xlsx", today=TODAY, **other)


def a_row(reference: object = "44NI/00305/26", reported: object = MARCH_2, **cells: object) -> list[object]:
    """A row by heading, written as keywords with underscores."""
    given = {"Crime Ref": reference, "Date Rptd": reported}
    given |= {name.replace("_", " "): cell for name, cell in cells.items()}
    assert set(given) <= set(HEADINGS)
    return [given.get(heading) for heading in HEADINGS]


def only(reading: FileReading) -> ProposedCase:
    assert (len(reading.proposed), reading.rejected) == (1, ())
    return reading.proposed[0]


def told(case: ProposedCase) -> list[tuple[str, str, str, Effect]]:
    return [(problem.column, problem.value, problem.code, problem.effect) for problem in case.problems]


def test_a_whole_row() -> None:
    case = only(
        read(
            a_row(
                "44ni / 00305 / 26 ",
                MARCH_2,
                OIC="DC\u00a03312 Patel",
                Type="Online grooming",
                Risk="H",
                VRI_done="12th March 2026",
                Medical=date(2026, 3, 3),
                Phone_to_DFU="13/03/26",
                DFU_back=46150,
                Bail_TBD="2026-12-24",
                CPS_sub=date(2026, 8, 1),
                CPS_dec=date(2026, 9, 1),
                Outcome=15.0,
                Closed=date(2026, 9, 3),
                Child="AB",
                Age=7,
                Notes=" chased  twice ",
                Team="North",
            )
        )
    )
    assert case == ProposedCase(
        line=2,
        reference="44NI/00305/26",
        reported_on=MARCH_2,
        oic_text="DC 3312 Patel",
        oic=OfficerText(Rank.CONSTABLE, "3312", "Patel"),
        team="North",
        kind=CaseKind.ONLINE_ABUSE,
        kind_text="Online grooming",
        risk=RiskGrade.HIGH,
        child_label="AB",
        child_age=7,
        events=(
            ("abe_interview", date(2026, 3, 12)),
            ("medical_examined", date(2026, 3, 3)),
            ("device_submitted", date(2026, 3, 13)),
            ("device_returned", date(2026, 5, 8)),
            ("file_to_cps", date(2026, 8, 1)),
            ("charging_decision", date(2026, 9, 1)),
        ),
        bail_until=date(2026, 12, 24),
        outcome_code="15",
        closed_on=date(2026, 9, 3),
        notes="chased twice",
    )
    assert case.happened()[0] == ("reported", MARCH_2)
    assert case.happened()[-1] == ("outcome", date(2026, 9, 3))
    assert case.values()["abe_interview"] == "2026-03-12"
    assert case.values()["oic"] == "3312 Patel"
    assert tuple(case.values()) == VALUE_FIELDS


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("VRI_done", "tbc", "says_waiting"),
        ("VRI_done", "chased 3/4", "says_waiting"),
        ("VRI_done", "yes", "says_done"),
        ("VRI_done", "done 12/03/26", "date_among_words"),
        ("VRI_done", date(2026, 3, 1), "before_reported"),
        ("VRI_done", date(1989, 3, 1), "date_too_old"),
        ("VRI_done", TODAY + timedelta(days=1), "date_in_future"),
        ("VRI_done", "31/02/2026", "date_impossible"),
        ("VRI_done", "12 Mar", "date_incomplete"),
        ("VRI_done", "#REF!", "cell_error"),
        ("VRI_done", 3.0, "number_not_date"),
        ("Phone_to_DFU", "N/A", "says_not_required"),
        ("Bail_TBD", "RUI", "says_no_bail"),
        ("Bail_TBD", "N/A", "says_no_bail"),
        ("Bail_TBD", TODAY + timedelta(days=4000), "date_too_far"),
        ("Bail_TBD", "tbc", "says_waiting"),
        ("Closed", "soon", "not_a_date"),
        ("OIC", "DC Patel / DC Jones", "two_officers"),
        ("Type", "Theft", "kind_not_known"),
        ("Risk", "Red", "risk_not_known"),
        ("Outcome", "NFA", "outcome_not_known"),
        ("Outcome", "#N/A", "cell_error"),
        ("Age", "12/03/2015", "age_not_read"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_empty_and_told(heading: str, cell: object, code: str) -> None:
    case = only(read(a_row(**{heading: cell})))
    assert [(column, found, effect) for column, _, found, effect in told(case)] == [
        (heading.replace("_", " "), code, Effect.CELL_LEFT_EMPTY)
    ]
    empty = only(read(a_row()))
    assert case.values() == empty.values()


@pytest.mark.parametrize("cell", ["-", "  ", "\u00a0", "–"])
def test_a_dash_is_an_empty_cell(cell: str) -> None:
    case = only(read(a_row(VRI_done=cell, OIC=cell, Risk=cell, Child=cell)))
    assert told(case) == []


def test_a_medical_that_was_not_required_waits_for_approval() -> None:
    case = only(read(a_row(Medical="Not req - SARC advice")))
    assert case.not_required == (NotRequired("medical_examined", "Not req - SARC advice"),)
    assert told(case) == [("Medical", "Not req - SARC advice", "says_not_required_to_approve", Effect.NOTE)]
    assert case.values()["medical_examined"] == "not_required"
    refused = only(read(a_row(Medical="refused")))
    assert refused.not_required == (NotRequired("medical_examined", "refused"),)


def test_a_step_before_the_one_it_follows_is_left_out() -> None:
    case = only(read(a_row(Phone_to_DFU=date(2026, 5, 2), DFU_back=date(2026, 5, 1))))
    assert case.events == (("device_submitted", date(2026, 5, 2)),)
    assert [code for _, _, code, _ in told(case)] == ["before_its_start"]


def test_an_outcome_without_a_day_is_said() -> None:
    case = only(read(a_row(Outcome="16")))
    assert case.outcome_code == "16"
    assert [kind for kind, _ in case.happened()] == ["reported"]
    assert [code for _, _, code, _ in told(case)] == ["outcome_without_date"]


def test_names_and_notes_are_never_repeated_in_a_problem() -> None:
    case = only(read(a_row(Child="Jane Smith", Notes="x" * 400)))
    assert case.child_label == "JS"
    assert case.notes is not None
    assert len(case.notes) <= 280
    assert told(case) == [
        ("Child", "", "name_cut_to_initials", Effect.NOTE),
        ("Notes", "", "note_shortened", Effect.NOTE),
    ]


def test_a_lonely_name_is_not_repeated_either() -> None:
    cells: list[object] = [None] * len(HEADINGS)
    cells[HEADINGS.index("Child")] = "Jane Smith"
    (skipped,) = read(cells).skipped
    assert (skipped.code, skipped.column, skipped.value) == ("row_is_title", "Child", "")


@pytest.mark.parametrize("oic", ["unallocated", "TBC", "", None])
def test_no_officer_yet(oic: str | None) -> None:
    assert only(read(a_row(OIC=oic))).oic is None


@pytest.mark.parametrize(
    ("reference", "reported", "codes"),
    [
        (None, MARCH_2, ["reference_missing"]),
        ("-", MARCH_2, ["reference_missing"]),
        ("tba", MARCH_2, ["reference_unreadable"]),
        (date(2026, 5, 3), MARCH_2, ["reference_became_date"]),
        ("2026-05-03", MARCH_2, ["reference_became_date"]),
        ("03-May-26", MARCH_2, ["reference_became_date"]),
        ("#REF!", MARCH_2, ["cell_error"]),
        ("44NI/1/26", None, ["reported_missing"]),
        ("44NI/1/26", "Easter", ["not_a_date"]),
        ("44NI/1/26", "31/06/2026", ["date_impossible"]),
        ("44NI/1/26", date(1989, 12, 31), ["date_too_old"]),
        ("44NI/1/26", TODAY + timedelta(days=1), ["date_in_future"]),
        ("tba", "tbc", ["reference_unreadable", "says_waiting"]),
    ],
)
def test_a_row_that_cannot_be_a_case_is_rejected(reference: object, reported: object, codes: list[str]) -> None:
    reading = read(a_row(reference, reported, OIC="DC 3312 Patel"), a_row("44NI/2/26"))
    assert [case.line for case in reading.proposed] == [3]
    (row,) = reading.rejected
    assert row.line == 2
    assert [problem.code for problem in row.problems] == codes
    assert all(problem.effect is Effect.ROW_REJECTED for problem in row.problems)
    assert "DC 3312 Patel" in row.cells


def test_the_first_of_two_rows_with_one_reference_is_taken() -> None:
    reading = read(a_row("44NI/1/26"), a_row("x"), a_row("44ni/1/26 "), a_row("44NI/2/26"))
    assert [case.line for case in reading.proposed] == [2, 5]
    repeated = reading.rejected[1].problems[0]
    assert (repeated.line, repeated.code, repeated.facts) == (4, "reference_repeated", {"first_line": "2"})
    assert reason(repeated) == "The same reference stands in line 2, which was read"


def test_what_stands_between_cases_is_skipped_with_a_reason() -> None:
    blank: list[object] = [None] * len(HEADINGS)
    reading = read(
        a_row("44NI/1/26"),
        blank,
        ["CLOSED CASES"],
        ["2025 crimes"],
        ["2026"],
        [*blank[1:], "only a note"],
        HEADINGS,
        a_row("44NI/2/26"),
        ["Total", 2],
        ["Total cases", None, 2],
        [None, "Grand total: 2"],
        [302, "No. of live", 3],
        a_row("44NI/3/26"),
    )
    assert [case.line for case in reading.proposed] == [2, 9, 14]
    assert [(problem.line, problem.code) for problem in reading.skipped] == [
        (3, "row_blank"),
        (4, "row_is_title"),
        (5, "row_is_title"),
        (6, "row_is_title"),
        (7, "row_is_title"),
        (8, "row_repeats_headings"),
        (10, "row_is_total"),
        (11, "row_is_total"),
        (12, "row_is_total"),
    ]
    assert [row.line for row in reading.rejected] == [13]
    assert reading.read == 13


def test_a_total_beside_something_like_a_date_is_no_case() -> None:
    rows = [["Row", "Crime Ref", "Date Rptd"], [1, 302, MARCH_2], ["Total:", 303, 46093], ["Total live", 304, "46093"]]
    for content, filename in ((a_workbook(rows), "t.xlsx"), (a_csv(rows), "t.csv")):
        reading = read_file(content, filename, today=TODAY)
        assert reading.references == ("302", "304")
        assert [(problem.line, problem.code) for problem in reading.skipped] == [(3, "row_is_total")]


def test_a_lonely_reference_is_rejected_and_not_taken_for_a_title() -> None:
    reading = read(["44NI/00305/26"], a_row("44NI/1/26"))
    assert [row.line for row in reading.rejected] == [2]


def test_rows_that_fill_only_columns_nobody_reads() -> None:
    content = a_workbook([["Crime Ref", "Date Rptd", "Days", "Row"], ["1/26", MARCH_2, 3, 1], [None, None, 0, 2]])
    reading = read_file(content, "t.xlsx", today=TODAY)
    assert [problem.code for problem in reading.skipped] == ["row_without_case"]
    assert [(note.column, note.code) for note in reading.notes] == [
        ("Days", "column_not_used"),
        ("Row", "column_not_used"),
    ]


def test_titles_above_the_headings_are_counted_as_skipped() -> None:
    content = a_workbook([["CAIU tracker"], [], HEADINGS, a_row()])
    reading = read_file(content, "t.xlsx", today=TODAY)
    assert reading.heading_line == 3
    assert [(problem.line, problem.code) for problem in reading.skipped] == [
        (1, "row_above_headings"),
        (2, "row_blank"),
    ]
    assert reading.read == 3


def test_the_sheet_with_the_headings_is_read_and_the_others_are_named() -> None:
    def more(book: Book, sheet: Worksheet) -> None:
        fill(book, book.add_worksheet("Live"), [HEADINGS, a_row()])
        fill(book, book.add_worksheet("Closed"), [HEADINGS[:4], a_row("44NI/9/24")[:4]])

    content = a_workbook([["Leave"], ["DC 3312 Patel", "from", "to"]], name="Front", also=more)
    reading = read_file(content, "t.xlsx", today=TODAY)
    assert reading.sheet == "Live"
    assert [(note.code, note.value) for note in reading.notes] == [("sheets_not_read", "Front, Closed")]
    assert read_file(content, "t.xlsx", sheet="closed", today=TODAY).references == ("44NI/9/24",)
    with pytest.raises(FileRejected, match="sheet_not_found"):
        read_file(content, "t.xlsx", sheet="June", today=TODAY)
    again = ColumnMapping(reading.mapping.columns, sheet="Closed")
    with pytest.raises(FileRejected, match="mapping_column_missing"):
        read_file(content, "t.xlsx", mapping=again, today=TODAY)


def test_a_mapping_goes_before_what_the_headings_seem_to_say() -> None:
    content = a_csv([["Zahl", "Notes", "Tag"], ["1/26", "02/03/2026", "25/03/2026"]])
    mapping = ColumnMapping(
        {Field.REFERENCE: "Zahl", Field.REPORTED_ON: "Notes", Field.MEDICAL: "tag"}, {"Notes": DateOrder.DMY}, "Sheet 7"
    )
    reading = read_file(content, "t.csv", mapping=mapping, today=TODAY)
    assert reading.proposed[0].reported_on == date(2026, 3, 2)
    assert reading.proposed[0].events == (("medical_examined", date(2026, 3, 25)),)
    assert {column.label: column.settled for column in reading.date_columns} == {
        "Notes": Settled.STATED,
        "Tag": Settled.PROVEN,
    }
    with pytest.raises(FileRejected, match="column_missing"):
        read_file(content, "t.csv", today=TODAY)


def test_dates_that_fit_two_orders_are_asked_about_and_nothing_is_proposed() -> None:
    content = a_csv([["Crime Ref", "Date Rptd", "Medical"], ["1/26", "03/04/2025", "25/04/2025"]])
    reading = read_file(content, "t.csv", today=TODAY)
    assert [column.label for column in reading.needs_date_order] == ["Date Rptd"]
    assert reading.proposed == ()
    with pytest.raises(FileRejected) as refused:
        preview(reading, {})
    assert refused.value.code == "date_order_needed"
    assert refused.value.values == {"columns": "Date Rptd", "example": "03/04/2025"}
    assert read_file(content, "t.csv", date_order="dmy", today=TODAY).proposed[0].reported_on == date(2025, 4, 3)
    with pytest.raises(FileRejected, match="date_order_contradicted"):
        read_file(content, "t.csv", date_order="mdy", today=TODAY)


def test_a_cell_outside_the_stated_order_is_left_empty() -> None:
    rows = [["Crime Ref", "Date Rptd", "Medical"], ["1/26", MARCH_2, "25/03/2026"], ["2/26", MARCH_2, "03/25/2026"]]
    reading = read_file(a_csv(rows), "t.csv", date_order=DateOrder.DMY, today=TODAY)
    assert [case.events for case in reading.proposed] == [(("medical_examined", date(2026, 3, 25)),), ()]
    assert [code for _, _, code, _ in told(reading.proposed[1])] == ["date_order_misfit"]


def test_columns_that_disagree_on_the_order_are_noted() -> None:
    rows = [["Crime Ref", "Date Rptd", "Medical"], ["1/26", "25/03/2026", "03/26/2026"]]
    reading = read_file(a_csv(rows), "t.csv", today=TODAY)
    assert only(reading).events == (("medical_examined", date(2026, 3, 26)),)
    assert [(note.column, note.code) for note in reading.notes] == [
        ("Date Rptd", "date_orders_differ"),
        ("Medical", "date_orders_differ"),
    ]


def test_ambiguous_columns_are_left_out_and_noted() -> None:
    rows = [["Crime Ref", "Date Rptd", "Medical", "Med"], ["1/26", "25/03/2026", "26/03/2026", "27/03/2026"]]
    reading = read_file(a_csv(rows), "t.csv", today=TODAY)
    assert only(reading).events == ()
    assert [(note.column, note.code, note.facts["others"]) for note in reading.notes] == [
        ("Medical", "column_claimed_twice", "Med"),
        ("Med", "column_claimed_twice", "Medical"),
    ]


def test_merged_cells_among_the_cases_are_noted() -> None:
    def merge(book: Book, sheet: Worksheet) -> None:
        sheet.merge_range(1, 1, 2, 1, "DC 3312 Patel")
        sheet.merge_range(3, 6, 3, 8, "with SARC")

    rows = [HEADINGS, a_row("44NI/1/26"), a_row("44NI/2/26"), a_row("44NI/3/26")]
    reading = read_file(a_workbook(rows, also=merge), "t.xlsx", today=TODAY)
    assert [case.oic is not None for case in reading.proposed] == [True, True, False]
    assert [(note.line, note.column, note.code) for note in reading.notes] == [
        (2, "OIC", "merged_down"),
        (4, "Medical", "merged_across"),
    ]
    assert told(reading.proposed[2])[0][2] == "not_a_date"


def test_dates_of_1904_and_1900_give_the_same_cases() -> None:
    rows = [HEADINGS, a_row(VRI_done=date(2026, 3, 9))]
    readings = [read_file(a_workbook(rows, epoch_1904=epoch), "t.xlsx", today=TODAY) for epoch in (False, True)]
    assert readings[0].proposed == readings[1].proposed


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "t.xlsx", "file_empty"),
        (b"", "t.csv", "file_empty"),
        (b"Crime Ref,Date Rptd\n", "t.xlsx", "not_a_workbook"),
        (b"%PDF-1.7\x00", "t.csv", "file_has_nul"),
        (a_workbook([]), "t.xlsx", "workbook_empty"),
    ],
)
def test_files_that_hold_no_cases(content: bytes, filename: str, code: str) -> None:
    with pytest.raises(FileRejected) as refused:
        read_file(content, filename, today=TODAY)
    assert refused.value.code == code


def test_an_empty_sheet_asked_for_by_name() -> None:
    with pytest.raises(FileRejected, match="sheet_empty"):
        read_file(a_workbook([]), "t.xlsx", sheet="Tracker", today=TODAY)


def test_headings_alone_are_a_file_without_rows() -> None:
    reading = read_file(a_csv([HEADINGS]), "t.csv", today=TODAY)
    assert (reading.read, reading.proposed, reading.skipped) == (0, (), ())


def test_the_layout_is_what_reading_uses() -> None:
    content = a_workbook([HEADINGS, a_row()])
    layout = look_at(content, "t.xlsx", today=TODAY)
    reading = read_file(content, "t.xlsx", today=TODAY)
    assert layout.sheet_names == ("Tracker",)
    assert layout.proposal.mapping == reading.mapping
    assert reading.mapping.source_key == layout.table.source_key
    assert reading.sha256 == hashlib.sha256(content).hexdigest()
    assert all(layout.date_columns[column.label] == column for column in reading.date_columns)
    assert set(layout.date_columns) == set(reading.headings)


def test_reading_says_how_far_it_is_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: told.append((done, total)))
    content = a_csv([HEADINGS, *(a_row(f"44NI/{number:05}/26") for number in range(1, 1100))])
    with watched_by(watch):
        read_file(content, "t.csv", today=TODAY)
        assert told == [(500, 1100), (1000, 1100)]
        watch.stop()
        with pytest.raises(Stopped):
            read_file(content, "t.csv", today=TODAY)


def test_rejected_rows_are_written_for_correction_and_read_again() -> None:
    reading = read(a_row("=HYPERLINK(1)", OIC="DC 3312 Patel"), a_row("44NI/1/26", None), a_row("44NI/2/26"))
    written = rejected_rows_as_csv(reading)
    text = written.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "Crime Ref: Not a crime reference" in text
    again = read_file(written.replace(b"44NI/1/26,,", b"44NI/1/26,,2026-03-02"), "rejected.csv", today=TODAY)
    assert again.references == ("44NI/1/26",)
    assert len(again.rejected) == 1


cells = st.one_of(
    st.none(),
    st.dates(date(1985, 1, 1), date(2032, 12, 31)),
    st.sampled_from(
        ["tbc", "N/A", "25/12/2025", "3 Apr 24", "Total", "RUI", "15", "DC 3312 Patel", "H", "\u00a0", "-"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
)
references = st.one_of(cells, st.integers(1, 12).map(lambda number: f"44NI/{number:05}/26"))
reports = st.one_of(cells, st.dates(date(2024, 1, 1), TODAY))
tables = st.lists(
    st.tuples(references, cells, reports, *([cells] * (len(HEADINGS) - 3))).map(list), min_size=1, max_size=12
)


def same_but_for_the_lines(reading: FileReading) -> tuple[object, ...]:
    return (
        reading.proposed,
        reading.rejected,
        [(problem.line, problem.code) for problem in reading.skipped],
        reading.read,
    )


@given(tables)
def test_csv_and_workbook_of_the_same_content_give_the_same_cases(rows: list[list[object]]) -> None:
    whole = [HEADINGS, *rows]
    from_workbook = read_file(a_workbook(whole), "t.xlsx", date_order="dmy", today=TODAY)
    from_csv = read_file(b"\xef\xbb\xbf" + a_csv(whole), "t.csv", date_order="dmy", today=TODAY)
    assert same_but_for_the_lines(from_workbook) == same_but_for_the_lines(from_csv)


@given(tables)
def test_every_row_is_counted_once_and_reading_twice_gives_the_same(rows: list[list[object]]) -> None:
    content = a_workbook([["Tracker"], HEADINGS, *rows])
    reading = read_file(content, "t.xlsx", date_order="dmy", today=TODAY)
    assert reading == read_file(content, "t.xlsx", date_order="dmy", today=TODAY)
    lines = [case.line for case in reading.proposed] + [row.line for row in reading.rejected]
    lines += [problem.line for problem in reading.skipped]
    assert len(lines) == reading.read
    assert Counter(lines).most_common(1)[0][1] == 1
    assert len(set(reading.references)) == len(reading.references)
    for problem in preview(reading, {}).problems():
        assert problem.code in REASONS
        assert reason(problem)
        assert problem.line > 0


@given(st.binary(max_size=300), st.sampled_from(["t.csv", "t.xlsx", "t"]))
def test_any_bytes_are_read_or_refused(content: bytes, filename: str) -> None:
    with contextlib.suppress(FileRejected):
        assert read_file(content, filename, today=TODAY).heading_line


WHOLE = a_workbook([HEADINGS, a_row(VRI_done="25/12/2026"), a_row("44NI/2/26", Medical="N/A")])


@given(st.data())
def test_any_damage_to_a_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    with contextlib.suppress(FileRejected):
        assert read_file(bytes(content), "t.xlsx", today=TODAY).heading_line
