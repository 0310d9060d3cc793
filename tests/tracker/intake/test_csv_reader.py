"""CSV files: encodings, delimiters, quoted line ends, and what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.intake.files import a_csv
from tracker.errors import FileRejected
from tracker.intake import csv_reader
from tracker.intake.csv_reader import read_csv

ROWS = [["Crime Ref", "OIC", "Notes"], ["44NI/00305/26", "DC 3312 Patel", "naïve – “quoted”"], ["2", "", "three, four"]]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_and_delimiters(encoding: str, mark: bytes, delimiter: str, line_end: str) -> None:
    content = mark + a_csv(ROWS, delimiter=delimiter, encoding=encoding, line_end=line_end)
    sheet = read_csv(content)
    assert [list(row) for row in sheet.rows] == ROWS
    assert list(sheet.lines) == [1, 2, 3]


def test_lines_are_those_of_the_file_where_a_field_holds_line_ends() -> None:
    sheet = read_csv(b'a,b\r\n1,"two\r\nlines\r\nmore"\r\n\r\n3,4\r\n')
    assert list(sheet.lines) == [1, 2, 5, 6]
    assert sheet.rows[1] == ["1", "two\r\nlines\r\nmore"]
    assert sheet.rows[2] == ["", ""]


def test_short_rows_are_filled_up_and_empty_ones_at_the_end_left_out() -> None:
    sheet = read_csv(b"a,b,c\n1\n,,,,\n,,\n\n")
    assert [list(row) for row in sheet.rows] == [["a", "b", "c"], ["1", "", ""]]


def test_the_line_that_names_the_separator_is_followed() -> None:
    sheet = read_csv(b"sep=;\r\na;b,c\r\n1;2,5\r\n")
    assert [list(row) for row in sheet.rows] == [["a", "b,c"], ["1", "2,5"]]
    assert list(sheet.lines) == [2, 3]


def test_commas_in_notes_do_not_hide_the_semicolons() -> None:
    content = "ref;date;notes\n" + "".join(f"{n};01/02/26;a, b, c, d, e, f\n" for n in range(20))
    assert {len(row) for row in read_csv(content.encode()).rows} == {3}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\r\n ", "file_empty"),
        (codecs.BOM_UTF8, "file_empty"),
        (b",,,\n,,,\n", "file_empty"),
        (b"a,b\n1,\x002\n", "file_has_nul"),
        (codecs.BOM_UTF16_LE + "a,b\0".encode("utf-16-le"), "file_has_nul"),
        (codecs.BOM_UTF16_LE + b"a", "encoding_unknown"),
        (codecs.BOM_UTF32_LE + "a,b".encode("utf-32-le"), "encoding_unknown"),
        (b"a,b\n\x81\x8d,\x90", "encoding_unknown"),
        (bytes(range(1, 32)) * 5, "file_not_text"),
        (b'a,b\n1,2\n3,"four\n5,6\n', "quote_not_closed"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', "csv_broken"),
        (b"a," + b"," * 600 + b"z\n", "too_many_columns"),
    ],
)
def test_refusals(content: bytes, code: str) -> None:
    with pytest.raises(FileRejected) as refused:
        read_csv(content)
    assert refused.value.code == code


def test_the_line_of_an_unclosed_quote_is_named() -> None:
    with pytest.raises(FileRejected) as refused:
        read_csv(b'a,b\n1,2\n3,"four\n5,6\n')
    assert refused.value.values == {"line": 3}


def test_six_hundred_empty_columns_are_no_columns() -> None:
    assert read_csv(b"a,b" + b"," * 600 + b"\n1,2\n").rows[0][:2] == ["a", "b"]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_ROWS", 100)
    monkeypatch.setattr(csv_reader, "HEADING_SEARCH", 0)
    assert len(read_csv(b"a,b\n" * 100 + b",\n" * 100).rows) == 100
    with pytest.raises(FileRejected) as refused:
        read_csv(b"a,b\n" * 101)
    assert refused.value.code == "too_many_rows"


def test_too_big(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MAX_BYTES", 10)
    with pytest.raises(FileRejected) as refused:
        read_csv(b"a,b\n1,2\n3,4\n")
    assert refused.value.code == "file_too_big"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        sheet = read_csv(content)
    except FileRejected:
        return
    assert len(sheet.rows) == len(sheet.lines) > 0
    assert len({len(row) for row in sheet.rows}) == 1


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    rows = [["Crime Ref", "OIC", "Notes"], *rows, ["end", "end", "end"]]
    assert [list(row) for row in read_csv(codecs.BOM_UTF8 + a_csv(rows)).rows] == rows
