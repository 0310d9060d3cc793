"""What can be picked in a quick update: a line says exactly what will be recorded; typing narrows, and says a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.quick_update import QuickEntry
from tracker.terms import ChaseWay
from ui import wording
from ui.tables.column import Column
from ui.widgets.date_field import read_day
from ui.widgets.finding import folded

translate = QCoreApplication.translate

CHASE = "c"
WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class QuickLine:
    """One thing to pick: an entry, and how it was chased where it is a chase. `code` is the letter that finds it."""

    entry: QuickEntry
    text: str
    code: str
    words: frozenset[str]
    on: date
    today: date
    way: ChaseWay | None = None

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return " ".join((self.entry.kind, self.entry.subject_id, self.entry.milestone_id, str(self.way or "")))


def codes() -> dict[str, tuple[str, str, str]]:
    """Give of the commonest updates the letter, the words, and other words by which they are found."""
    return {
        "abe_interview": ("a", translate("quick_lines", "ABE interview held"), translate("quick_lines", "done")),
        "device_submitted": (
            "d",
            translate("quick_lines", "Device submitted to the laboratory"),
            translate("quick_lines", "sent"),
        ),
        "child_and_family_update": (
            "u",
            translate("quick_lines", "Child and family updated"),
            translate("quick_lines", "told done"),
        ),
        "medical_report": ("m", translate("quick_lines", "Medical report received"), translate("quick_lines", "back")),
        "file_to_cps": ("f", translate("quick_lines", "File sent to the CPS"), translate("quick_lines", "done")),
    }


def lines_of(entries: Iterable[QuickEntry], on: date, today: date) -> list[QuickLine]:
    """Give everything that can be picked, for a day: the commonest first, then what waits, then what else can be."""
    known, given = codes(), list(entries)
    happened = [_happened(entry, known, on, today) for entry in given if entry.chases is None]
    chased = [_chased(entry, way, on, today) for way in ChaseWay for entry in given if entry.chases is not None]
    order = {kind: place for place, kind in enumerate(known)}
    commonest = [line for line in happened if line.code]
    commonest.sort(key=lambda line: order[line.entry.kind])
    return [*commonest, *chased[:1], *(line for line in happened if not line.code), *chased[1:]]


def split_day(typed: str, today: date) -> tuple[str, date]:
    """Give what is typed without the day at its end, and the day: today where none is said.

    The first word always says what happened, so that no update is taken for a day.
    """
    words = typed.split()
    for place in range(1, len(words)):
        day = read_day(" ".join(words[place:]), today, "back")
        if day is not None:
            return " ".join(words[:place]), day
    return typed.strip(), today


def narrowed(lines: Sequence[QuickLine], typed: str) -> list[QuickLine]:
    """Give the lines that have a word for every word typed; those whose letter is typed come first."""
    words = [word for word in WORDS.split(folded(typed)) if word]
    if not words:
        return list(lines)
    first, rest = words[0], words[1:]
    by_letter = [line for line in lines if line.code == first and _has(line, rest)]
    by_words = [line for line in lines if line not in by_letter and _has(line, words)]
    return by_letter + by_words


def columns() -> list[Column]:
    """Build the columns of what can be picked."""
    return [
        Column(title=translate("quick_lines", "Key"), text=lambda line: line.code.upper(), bold=True, width=44),
        Column(title=translate("quick_lines", "What happened"), text=lambda line: line.text, width=340),
        Column(title=translate("quick_lines", "About"), text=lambda line: line.entry.subject, width=110),
        Column(title=translate("quick_lines", "When"), text=when, width=210),
        Column(
            title=translate("quick_lines", "Now"),
            text=lambda line: wording.state(line.entry.state_key) if line.entry.milestone_id else "",
            mark=lambda line: line.entry.state_key if line.entry.milestone_id else "",
            width=116,
        ),
    ]


def case_columns() -> list[Column]:
    """Build the columns of the cases found."""
    nobody = translate("quick_lines", "nobody yet")
    return [
        Column(title=translate("quick_lines", "Case"), text=lambda row: row.reference, bold=True, width=132),
        Column(title=translate("quick_lines", "Operation"), text=lambda row: row.operation, width=120),
        Column(title=translate("quick_lines", "Kind"), text=lambda row: wording.term(row.kind), width=190),
        Column(title=translate("quick_lines", "OIC"), text=lambda row: row.oic or nobody, width=170),
        Column(title=translate("quick_lines", "Day"), text=lambda row: f"{row.age_days:,}", align="right", width=60),
    ]


def when(line: QuickLine) -> str:
    """Give the day that will be recorded."""
    ago = (line.today - line.on).days
    near = {0: translate("quick_lines", "today"), 1: translate("quick_lines", "yesterday")}.get(ago, "")
    return ", ".join(part for part in (near, wording.day(line.on)) if part)


def spoken(line: QuickLine) -> str:
    """Give a line as it is said aloud."""
    return ", ".join(part for part in (line.text, line.entry.subject, when(line)) if part)


def _happened(entry: QuickEntry, known: dict[str, tuple[str, str, str]], on: date, today: date) -> QuickLine:
    code, text, other = known.get(entry.kind, ("", entry.name, translate("quick_lines", "done")))
    return QuickLine(entry, text, code, _words(text, entry.name, entry.subject, other), on, today)


def _chased(entry: QuickEntry, way: ChaseWay, on: date, today: date) -> QuickLine:
    agency = wording.term(entry.chases) if entry.chases is not None else ""
    text = translate("quick_lines", "Chased {agency} ({way}): {milestone}").format(
        agency=agency if agency.isupper() else agency[:1].lower() + agency[1:],
        way=wording.term(way).lower(),
        milestone=entry.name,
    )
    return QuickLine(entry, text, CHASE, _words(text, entry.subject), on, today, way)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in WORDS.split(folded(text)) if word)


def _has(line: QuickLine, typed: Sequence[str]) -> bool:
    return all(any(word.startswith(one) for word in line.words) for one in typed)
