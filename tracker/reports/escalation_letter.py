"""The letter by which a delay is taken to a higher post of another agency: posts and references, never a name."""

from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from tracker.reports.page_layout import (
    DEMO_FLAG,
    DRAFT_FLAG,
    LOUD,
    STANDARD,
    TITLE,
    WIDTH,
    Heading,
    Marking,
    PageFrame,
    load_fonts,
    paper,
    sentence,
)
from tracker.reports.paper_frame import MADE_UP, log_line
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.escalation_letter import AskedRow, EscalationLetter, LimitRow
from tracker.wording import day, moment, short_day, term

NAME = "Escalation of a delay"
FACTS = (Column("", 104.0), Column("", WIDTH - 104.0))
LIMITS = (
    Column("Limit", 196.0),
    Column("Whose limit", 112.0),
    Column("First due", 66.0),
    Column("Due", 66.0),
    Column("How it stands", WIDTH - 440.0),
)
ASKED = (
    Column("On", 92.0),
    Column("How", 74.0),
    Column("Which post", 142.0),
    Column("Promised, wanted by", 102.0),
    Column("What came of it", WIDTH - 410.0),
)
LEAST_OF_A_PART = 84.0


def escalation_letter_pdf(
    letter: EscalationLetter, marking: Marking = STANDARD, *, force: str = "", answers_to: str = ""
) -> bytes:
    """Draw the letter: equal arguments give equal bytes.

    Args:
        force: the force's name, over that of the unit.
        answers_to: where answers go; without it, there is room to write it in by hand.
    """
    load_fonts()
    where = ", ".join(part for part in (letter.unit, force) if part)
    story: list[Any] = [
        sentence(NAME, TITLE),
        sentence(where),
        row_table(FACTS, [Row(((label,), (said,))) for label, said in _facts(letter, where) if said]),
    ]
    if letter.demo:
        story += [Spacer(0, 8), sentence(MADE_UP, LOUD)]
    story += _wish(letter)
    story += _awaited(letter)
    story += _tried(letter)
    story += _answer(letter, where, answers_to)
    return paper(
        PageFrame(
            running=f"{NAME}: {letter.reference}, {letter.unit}",
            number=letter.number,
            flags=tuple(flag for flag, on in ((DEMO_FLAG, letter.demo), (DRAFT_FLAG, not letter.number)) if on),
            foot=(
                f"As at {moment(letter.as_at)}; printed by {letter.printed_by}",
                f"For {letter.post}, {term(letter.agency)}",
                log_line(letter.log_head),
            ),
            marking=marking,
        ),
        story,
        title=f"{NAME}: {letter.reference}",
        subject=f"For {letter.post}, as at {moment(letter.as_at)}",
        made_at=letter.as_at,
    )


def _facts(letter: EscalationLetter, where: str) -> list[tuple[str, str]]:
    return [
        ("To", f"{letter.post}, {term(letter.agency)}"),
        ("From", f"{letter.sender}, {where}"),
        ("Date", day(letter.on)),
        ("Our reference", ", ".join(part for part in (letter.reference, letter.number) if part)),
        ("Your reference", letter.their_reference),
        ("Answer by", day(letter.by_when)),
    ]


def _wish(letter: EscalationLetter) -> list[Any]:
    return [
        Heading("1. What we ask of you"),
        sentence(f"By {day(letter.by_when)}: {letter.asked_for}"),
        sentence(f"Why this comes to you: {letter.why}"),
    ]


def _awaited(letter: EscalationLetter) -> list[Any]:
    what = letter.awaited or "Your agency's part in this case as a whole"
    since = f"Awaited since {day(letter.since)}." if letter.since is not None else "Since when is not on record."
    rows = [_limit(row) for row in letter.limits]
    table = row_table(LIMITS, rows) if rows else sentence("No time limit runs on it in our records.")
    return [CondPageBreak(LEAST_OF_A_PART), Heading("2. What is awaited"), sentence(f"{what}. {since}"), table]


def _limit(row: LimitRow) -> Row:
    return Row(((row.limit,), (row.source,), (_short(row.first_due),), (_short(row.due),), (row.stands,)))


def _tried(letter: EscalationLetter) -> list[Any]:
    rows = [_asked(row) for row in letter.asked]
    table = row_table(ASKED, rows) if rows else sentence("No earlier request for it is on record.")
    return [CondPageBreak(LEAST_OF_A_PART), Heading("3. How it was asked for before"), table]


def _asked(row: AskedRow) -> Row:
    how = term(row.how) if row.how is not None else "Escalated"
    return Row(((day(row.on),), (how,), (row.post or "not recorded",), (_short(row.until),), (row.came_of_it,)))


def _answer(letter: EscalationLetter, where: str, answers_to: str) -> list[Any]:
    quoted = ", ".join(part for part in (letter.reference, letter.number) if part)
    asked = (
        f"Please answer by {day(letter.by_when)} to the {_lowered(letter.sender)}, {where}, quoting {quoted}. "
        "Please say by which day it will be done, what stands in the way until then, and which post of yours will "
        "see to it. Should the day be impossible, please say so at once rather than on the day."
    )
    place = f"Answers go to: {answers_to}" if answers_to else f"Answers go to: {'.' * 88}"
    return [
        CondPageBreak(LEAST_OF_A_PART),
        Heading("4. How to answer"),
        sentence(asked),
        sentence(place),
        sentence("Please use the references alone in your answer: no name of a child, a suspect or a witness."),
    ]


def _lowered(post: str) -> str:
    return f"{post[:1].lower()}{post[1:]}"


def _short(on: date | None) -> str:
    return short_day(on) if on is not None else ""
