"""Finding rows by what is remembered of them: part of a reference, without zeros or strokes, or with a slip."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

ZEROS_BEFORE = re.compile(r"(?<!\d)0+(?=\d)")
NOT_OF_A_WORD = re.compile(r"[\W_]+")
SHORTEST_WITH_SLIP = 4
LONG_WORD = 8


class HasText(Protocol):
    """What finding needs of a column."""

    @property
    def text(self) -> Callable[[Any], str]:
        """What gives a cell's words."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """What a row shows, made ready to be searched."""

    text: str
    squeezed: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of the rows found. `near` says that none has the words as typed, and these have almost the same."""

    keys: frozenset[str]
    near: bool = False


def folded(text: str) -> str:
    """Give a text in small letters without accents: Ŵyn is found by wyn."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def squeezed(text: str) -> str:
    """Give a folded text without signs, spaces and the zeros before a number: 44NI/00305/26 becomes 44ni30526."""
    return NOT_OF_A_WORD.sub("", ZEROS_BEFORE.sub("", text))


def searchable(texts: Iterable[str]) -> Searchable:
    """Make the cells of a row ready to be searched."""
    cells = [_cell(text) for text in texts if text]
    return Searchable(
        "\n".join([cell.text for cell in cells]),
        "\n".join([cell.squeezed for cell in cells]),
        frozenset().union(*[cell.words for cell in cells]),
    )


@lru_cache(maxsize=50_000)
def _cell(text: str) -> Searchable:
    """Make one cell ready; most cells say what thousands of others say too."""
    whole = folded(text)
    short = squeezed(whole)
    words = {word for word in NOT_OF_A_WORD.split(whole) if len(word) >= SHORTEST_WITH_SLIP}
    if any(map(str.isdigit, short)):
        words.add(short)
    return Searchable(whole, short, frozenset(words))


def matches(row: Any, columns: Sequence[HasText], typed: str) -> bool:
    """Say whether every word typed stands somewhere in what the row shows."""
    ready = searchable(column.text(row) for column in columns)
    return all(_stands_in(word, ready) for word in _words(typed))


class RowFinder:
    """Finds rows by what their columns show, and by what else of them is worth finding; remembers what it made ready.

    Args:
        more: texts of a row that no column shows.
    """

    def __init__(
        self, columns: Sequence[HasText], key: Callable[[Any], str], more: Callable[[Any], Iterable[str]] | None = None
    ) -> None:
        self._columns = columns
        self._key = key
        self._more = more
        self._ready: dict[str, tuple[Any, Searchable]] = {}

    def find(self, rows: Iterable[Any], typed: str) -> Found:
        """Find the rows that have every word typed; where there is none, those whose words differ by a slip."""
        words = _words(typed)
        ready = {self._key(row): self._searchable(row) for row in rows}
        exact = frozenset(key for key, one in ready.items() if all(_stands_in(word, one) for word in words))
        if exact or not any(len(word) >= SHORTEST_WITH_SLIP for word in words):
            return Found(exact)
        near = [_near(word, ready.values()) for word in words]
        return Found(
            frozenset(
                key
                for key, one in ready.items()
                if all(
                    _stands_in(word, one) or not alike.isdisjoint(one.words)
                    for word, alike in zip(words, near, strict=True)
                )
            ),
            near=True,
        )

    def _searchable(self, row: Any) -> Searchable:
        key = self._key(row)
        known = self._ready.get(key)
        if known is None or known[0] is not row:
            texts = [column.text(row) for column in self._columns]
            known = (row, searchable([*texts, *self._more(row)] if self._more else texts))
            self._ready[key] = known
        return known[1]


def _words(typed: str) -> list[str]:
    return folded(typed).split()


def _stands_in(word: str, ready: Searchable) -> bool:
    short = squeezed(word)
    return word in ready.text or (bool(short) and short in ready.squeezed)


def _near(word: str, rows: Iterable[Searchable]) -> frozenset[str]:
    """Give the words shown that differ from a word by one slip of the hand, or by two where it is long."""
    if len(word) < SHORTEST_WITH_SLIP:
        return frozenset()
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    short = squeezed(word)
    slips = 2 if len(short) >= LONG_WORD else 1
    shown = list(frozenset().union(*(row.words for row in rows)))
    return frozenset(
        found for found, _, _ in extract(short, shown, scorer=OSA.distance, score_cutoff=slips, limit=None)
    )
