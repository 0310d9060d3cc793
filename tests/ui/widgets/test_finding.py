"""Finding forgives what people leave out, add or mistype, and says when it had to guess."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.tables.column import Column
from ui.widgets.finding import Found, RowFinder, folded, matches, searchable, squeezed


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    key: str
    reference: str
    officer: str
    operation: str = ""


COLUMNS = (Column("Case", lambda row: row.reference), Column("OIC", lambda row: row.officer))
PATEL = Row("a", "44NI/00305/26", "DC 3312 Patel", "Operation Larkspur")
WYN = Row("b", "44NI/01402/26", "DC 1881 Ŵyn")
HUGHES = Row("c", "44SO/00350/25", "DC 2207 Hughes", "Operation Elder")
ROWS = (PATEL, WYN, HUGHES)


def found(typed: str) -> tuple[str, bool]:
    finder = RowFinder(COLUMNS, lambda row: row.key, lambda row: (row.operation,))
    answer = finder.find(ROWS, typed)
    return "".join(sorted(answer.keys)), answer.near


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("305", "a"), ("ni305", "a"), ("NI/305", "a"), ("44ni/00305/26", "a"), ("44NI00305", "a"), ("0305", "a"),
        ("44ni", "ab"), ("3312", "a"), ("wyn", "b"), ("ŵYN", "b"), ("patel 305", "a"), ("patel 1402", ""),
        ("larkspur", "a"), ("/", "abc"), ("350 elder", "c"),
    ],
)  # fmt: skip
def test_every_word_may_stand_anywhere(typed: str, keys: str) -> None:
    assert found(typed) == (keys, not keys)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [("hugehs", "c"), ("patle", "a"), ("larkspurr", "a"), ("larkpsru", "a"), ("44NI/00503/26", "a"), ("hugs 350", "")],
)
def test_where_nothing_fits_a_slip_is_forgiven_and_said(typed: str, keys: str) -> None:
    assert found(typed) == (keys, True)


def test_short_words_are_not_guessed() -> None:
    assert found("zzz") == ("", False)


def test_a_row_that_changed_is_read_again() -> None:
    finder = RowFinder(COLUMNS, lambda row: row.key)
    assert finder.find([PATEL], "patel") == Found(frozenset("a"))
    assert finder.find([Row("a", "44NI/00305/26", "DC 1 New")], "new") == Found(frozenset("a"))


def test_matches_is_the_same_for_one_row() -> None:
    assert matches(WYN, COLUMNS, "wyn ni1402")
    assert not matches(WYN, COLUMNS, "wyn 305")


@given(some.text())
def test_a_text_is_found_by_itself(text: str) -> None:
    ready = searchable([text])
    assert folded(folded(text)) == folded(text)
    assert squeezed(folded(text)) in ready.squeezed
    assert matches(text, (Column("Text", lambda row: row),), text)
