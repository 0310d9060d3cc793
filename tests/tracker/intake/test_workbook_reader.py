"""Workbooks: dates, epochs, merged and error cells, sheets, and files that claim too much."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from tests.tracker.intake.files import SHEET_PART, a_workbook, fill, parts_of, put_together, with_sheet_data
from tracker.errors import FileRejected
from tracker.intake import workbook_package
from tracker.intake.sheet import NOT_CALCULATED, Cell
from tracker.intake.workbook_package import COMPOUND_FILE
from tracker.intake.workbook_reader import Workbook

CORNER = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'


def rows_of(content: bytes, name: str = "Tracker") -> list[list[Cell]]:
    return [list(row) for row in Workbook(content).sheet(name).rows]


def refusal(content: bytes, name: str = "Tracker") -> FileRejected:
    with pytest.raises(FileRejected) as refused:
        Workbook(content).sheet(name)
    return refused.value


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_real_dates_of_both_epochs(epoch_1904: bool) -> None:
    rows: list[list[Cell]] = [["When"], [date(2026, 3, 4)], [datetime.combine(date(2026, 3, 4), time(14, 30))]]
    content = a_workbook(rows, epoch_1904=epoch_1904)
    assert rows_of(content) == rows
    assert Workbook(content).sheet("Tracker").epoch_1904 is epoch_1904


def test_formulas_give_their_stored_value_and_errors_their_text() -> None:
    def formulas(book: Book, sheet: Worksheet) -> None:
        sheet.write_formula(1, 0, "=A1&1", None, "stored")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 0, "=X!A1", book.add_format({"bold": True}), "#REF!")
        sheet.write_formula(4, 0, "=1+1", None, "")

    assert rows_of(a_workbook([["a", "b"], [], [], [], [], ["end"]], also=formulas)) == [
        ["a", "b"],
        ["stored", ""],
        ["#DIV/0!", ""],
        ["#REF!", ""],
        [NOT_CALCULATED, ""],
        ["end", ""],
    ]


def test_formulas_saved_without_a_value_are_marked() -> None:
    data = '<c r="A1"><f>1+1</f></c><c r="B1" s="0"><f t="shared" si="0"/></c><c r="C1"><f>A1</f><v>7</v></c>'
    assert rows_of(with_sheet_data(f'<row r="1">{data}</row>')) == [[NOT_CALCULATED, NOT_CALCULATED, 7.0]]


def test_a_value_merged_downwards_is_repeated_and_one_merged_across_is_not() -> None:
    def merge(book: Book, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "Title")
        sheet.merge_range(2, 1, 4, 1, "DC 3312 Patel")
        sheet.merge_range(3, 2, 4, 3, "both")

    read = rows_of(a_workbook([[], ["Ref", "OIC", "x", "y"], ["1"], ["2"], ["3"]], also=merge))
    assert read == [
        ["Title", "", "", ""],
        ["Ref", "OIC", "x", "y"],
        ["1", "DC 3312 Patel", "", ""],
        ["2", "DC 3312 Patel", "both", ""],
        ["3", "DC 3312 Patel", "both", ""],
    ]


def test_a_merge_to_the_edge_of_the_sheet_costs_nothing() -> None:
    data = '<row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert rows_of(with_sheet_data(data, after=merged)) == [["x", ""], ["x", ""], ["x", 1.0]]


def test_sheets_are_found_by_name_and_hidden_ones_are_not_offered() -> None:
    def more(book: Book, sheet: Worksheet) -> None:
        hidden = book.add_worksheet("Old")
        fill(book, hidden, [["kept"]])
        hidden.hide()
        book.add_chartsheet("Chart").set_chart(chart_of(book))

    workbook = Workbook(a_workbook([["x"]], also=more))
    assert workbook.sheet_names == ("Tracker", "Old")
    assert workbook.visible_names == ("Tracker",)
    assert workbook.sheet(" old ").rows == [["kept"]]
    with pytest.raises(FileRejected) as refused:
        workbook.sheet("Nov")
    assert refused.value.code == "sheet_not_found"
    assert refused.value.values == {"sheet": "Nov", "sheets": "Tracker, Old"}


def chart_of(book: Book) -> object:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Tracker!$A$1:$A$2"})
    return chart


def test_an_empty_sheet_has_no_rows() -> None:
    assert rows_of(a_workbook([])) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 nothing more", "workbook_damaged"),
        (b"hello", "not_a_workbook"),
        (COMPOUND_FILE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "workbook_has_password"),
        (COMPOUND_FILE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "workbook_too_old"),
        (put_together({"content.xml": b"<x/>", "mimetype": b"x"}), "workbook_other_format"),
        (put_together({"xl/workbook.bin": b"\x01"}), "workbook_other_format"),
        (put_together({"word/document.xml": b"<x/>"}), "not_a_workbook"),
        (a_workbook([["x"]])[:900], "workbook_damaged"),
    ],
)
def test_what_is_no_workbook(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_two_cells_at_the_corners_do_not_take_the_memory_of_all_between() -> None:
    assert refusal(with_sheet_data(CORNER)).code == "too_many_columns"
    tall = CORNER.replace("XFD1048576", "B1048576")
    assert refusal(with_sheet_data(tall)).code == "too_many_rows"
    spread = CORNER.replace("XFD1048576", "SF199999").replace('r="1048576"', 'r="199999"')
    refused = refusal(with_sheet_data(spread))
    assert (refused.code, refused.values) == ("sheet_too_spread", {"cell": "SF199999"})


@pytest.mark.parametrize(
    "written",
    [
        "<row r='9'><c r='XFD1048576'><v>2</v></c></row>",
        '<row r="9"><x:c r="XFD1048576"><v>2</v></x:c></row>',
        '<row r="9"><c  r="XFD1048576"><v>2</v></c></row>',
        '<row r="9"><c s="0" r="XFD1048576"><v>2</v></c></row>',
        '<row r="9"><c\tr="xfd1048576"><v>2</v></c></row>',
        '<row r="1048576"><c/>' + "<c><v>1</v></c>" * 501 + "</row>",
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(written: str) -> None:
    content = with_sheet_data(f'<row r="1"><c r="A1"><v>1</v></c></row>{written}')
    assert refusal(content).code in {"too_many_columns", "workbook_damaged"}


@pytest.mark.parametrize("reference", ["ZZZZZZZZ2", "A99999999999", "XFE1", "A1048577", "11", "A0"])
def test_a_cell_outside_any_spreadsheet_is_damage(reference: str) -> None:
    assert refusal(with_sheet_data(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')).code == "workbook_damaged"


def test_formatting_to_the_edge_of_the_sheet_is_no_content() -> None:
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert rows_of(with_sheet_data(data, dimension='<dimension ref="A1:XFD1048576"/>')) == [[1.0]]


def test_one_sheet_that_is_too_spread_does_not_close_the_others() -> None:
    def more(book: Book, sheet: Worksheet) -> None:
        fill(book, book.add_worksheet("Good"), [["Crime Ref"]])

    parts = parts_of(a_workbook([["x"]], also=more))
    parts[SHEET_PART] = parts_of(with_sheet_data(CORNER))[SHEET_PART]
    workbook = Workbook(put_together(parts))
    assert workbook.sheet("Good").rows == [["Crime Ref"]]
    with pytest.raises(FileRejected, match="too_many_columns"):
        workbook.sheet("Tracker")


@pytest.mark.parametrize(
    "claim", ['uniqueCount="4000000000"', "uniqueCount = '90000'", 'count="4000000000"', 'uniqueCount="99999999999999"']
)
def test_a_table_of_texts_that_claims_too_many(claim: str) -> None:
    parts = parts_of(a_workbook([["x"]]))
    parts["xl/sharedStrings.xml"] = f"<sst {claim}><si><t>x</t></si></sst>".encode()
    assert refusal(put_together(parts)).code == "workbook_damaged"


def test_texts_used_more_often_than_their_table_is_long_are_no_claim() -> None:
    rows = [["yes"] for _ in range(3000)]
    assert rows_of(a_workbook(rows)) == rows


def test_a_document_type_is_refused() -> None:
    parts = parts_of(a_workbook([["x"]]))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbook", b'<!DOCTYPE w [<!ENTITY a "b">]><workbook', 1
    )
    assert refusal(put_together(parts)).code == "workbook_damaged"


def test_a_workbook_that_unpacks_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_package, "MAX_UNPACKED", 50_000)
    parts = parts_of(a_workbook([["x"]]))
    assert Workbook(put_together(parts)).sheet("Tracker").rows == [["x"]]
    parts["xl/worksheets/sheet9.xml"] = b" " * 50_000
    assert refusal(put_together(parts)).code == "workbook_unpacks_too_big"


def test_a_part_that_is_longer_than_it_claims_is_not_unpacked_further() -> None:
    content = with_sheet_data(" " * 5_000_000)
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        declared = container.getinfo(SHEET_PART).file_size.to_bytes(4, "little")
    assert content.count(declared) == 2
    assert refusal(content.replace(declared, (100).to_bytes(4, "little"))).code == "workbook_damaged"


def test_an_entry_with_a_password() -> None:
    content = bytearray(a_workbook([["x"]]))
    start = content.index(b"PK\x01\x02")
    while start >= 0:
        content[start + 8] |= 1
        start = content.find(b"PK\x01\x02", start + 4)
    assert refusal(bytes(content)).code == "workbook_has_password"


def test_a_workbook_as_other_programs_write_it() -> None:
    data = (
        '<row r="2" spans="1:3" x14ac:dyDescent="0.25" xmlns:x14ac="urn:x">'
        '<c r="A2" s="0" t="inlineStr"><is><r><t>44NI/</t></r><r><t xml:space="preserve">00305/26 </t></r></is></c>'
        '<c r="B2" t="str"><f>B1</f><v>0100</v></c><c r="C2" t="b"><v>1</v></c></row>'
    )
    assert rows_of(with_sheet_data(data)) == [["", "", ""], ["44NI/00305/26 ", "0100", True]]


@pytest.mark.parametrize("encoding", ["XFD1", "utf-7", "ascii", "rot13"])
def test_a_sheet_in_an_encoding_nobody_knows(encoding: str) -> None:
    parts = parts_of(with_sheet_data('<row r="1"><c s="0" r="A1" t="str"><v>é</v></c></row>'))
    parts[SHEET_PART] = parts[SHEET_PART].replace(b'"1.0"?>', f'"1.0" encoding="{encoding}"?>'.encode())
    assert refusal(put_together(parts)).code == "workbook_damaged"
