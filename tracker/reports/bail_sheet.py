"""A bail sheet on paper: the period and each extension, conditions A to D, the work done, what is late and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak, PageBreak, Spacer

from tracker.reports.page_layout import (
    HEIGHT,
    LOUD,
    REGULAR,
    STANDARD,
    STRONG,
    TITLE,
    WIDTH,
    Heading,
    Marking,
    first_lines,
    height_of,
    load_fonts,
    sentence,
)
from tracker.reports.paper_frame import MADE_UP, drawn, issued, title_of
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.bail_register import BailEventRow, BailRow, NextRow
from tracker.rows.bail_sheet import BailSheet, DriftRow, SuspectSheet, WorkRow
from tracker.rows.papers import PaperHead
from tracker.wording import count_of, day, short_day, term

FACTS = (Column("", 118.0), Column("", WIDTH - 118.0))
EVENTS = (
    Column("On", 82.0),
    Column("What happened", 212.0),
    Column("Authorised by", 130.0),
    Column("Conditions, law", WIDTH - 424.0),
)
CONDITIONS = (Column("Condition (PACE 1984 s.47ZC)", 152.0), Column("What the record shows", WIDTH - 152.0))
WORK = (Column("On", 82.0), Column("What was done", WIDTH - 82.0))
DRIFT = (
    Column("Milestone", 150.0), Column("First due", 62.0), Column("Due", 62.0),
    Column("Late", 62.0), Column("Why, and the next step", WIDTH - 336.0),
)  # fmt: skip
LEAST_OF_A_PART = 90.0
ELSEWHERE = "in the chronology of the case"
RUNS_ON = "This sheet continues on a second page: the bail has more entries that decide it than one page holds."
ALL = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is printed in full and what is counted. The period, extensions, conditions and what is next always are.

    Args:
        size: of the letters; 8 points is the least.
        lines: how many lines of a text that decides nothing are printed; nought for all.
        uncounted: whether entries that the law does not count are listed.
        merged: whether what the record shows alike of several conditions is set once.
    """

    size: float = 8.5
    work: int = ALL
    drift: int = ALL
    protection: int = ALL
    lines: int = 0
    uncounted: bool = True
    merged: bool = False

    def brief(self, text: str, width: float, font: str = REGULAR) -> str:
        """Give a text as this plan prints it."""
        return first_lines(text, font, self.size, width, self.lines) if self.lines else text


PLANS = (
    Plan(),
    Plan(8.0),
    Plan(8.0, merged=True),
    Plan(8.0, merged=True, lines=3),
    Plan(8.0, merged=True, lines=2),
    Plan(8.0, work=4, drift=3, merged=True, lines=2, protection=6),
    Plan(8.0, work=3, drift=2, merged=True, lines=2, protection=4),
    Plan(8.0, work=2, drift=2, merged=True, lines=1, protection=4),
    Plan(8.0, work=1, drift=1, merged=True, lines=1, protection=4, uncounted=False),
    Plan(8.0, work=1, drift=1, merged=True, lines=1, protection=2, uncounted=False),
    Plan(8.0, work=0, drift=0, merged=True, lines=1, protection=2, uncounted=False),
)


def bail_sheet_pdf(sheet: BailSheet, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the sheet: equal rows give equal bytes."""
    load_fonts()
    story: list[Any] = []
    for place, one in enumerate(sheet.suspects):
        if place:
            story.append(PageBreak())
        story += _suspect(sheet, head, one)
    return drawn(head, story, marking)


def _suspect(sheet: BailSheet, head: PaperHead, one: SuspectSheet) -> list[Any]:
    """Set the fullest plan that fits on one page; where none does, the tightest one runs on, and says so first."""
    for plan in PLANS:
        story = _page(sheet, head, one, plan)
        if height_of(story) <= HEIGHT:
            return story
    return [sentence(RUNS_ON, LOUD), *_page(sheet, head, one, PLANS[-1], breaks=True)]


def _page(sheet: BailSheet, head: PaperHead, one: SuspectSheet, plan: Plan, *, breaks: bool = False) -> list[Any]:
    facts = [Row(((label,), (said,))) for label, said in _facts(sheet, one, plan) if said]
    story: list[Any] = [
        sentence(f"{title_of(head)}, {one.bail.suspect}", TITLE),
        sentence("\n".join((*(plan.brief(line, WIDTH) for line in issued(head)), *((MADE_UP,) if head.demo else ())))),
        Spacer(0, 6),
        row_table(FACTS, facts, size=plan.size),
    ]
    entries, days, late = _not_told(one, plan)
    parts = (
        ("1. The period and each extension", EVENTS, [_event(event, plan) for event in _told(one, plan)], entries),
        ("2. Conditions A to D, and what the record shows", CONDITIONS, _conditions(one, plan), ""),
        (
            "3. Diligence: what was done since the arrest, the newest first",
            WORK,
            [_work(row, plan) for row in one.work[: plan.work]],
            days,
        ),
        (
            "4. What is or was late since the arrest, and why",
            DRIFT,
            [_drift(row, plan) for row in one.drift[: plan.drift]],
            late,
        ),
    )
    for heading, columns, rows, more in parts:
        story += [CondPageBreak(LEAST_OF_A_PART)] if breaks else []
        story.append(Heading(heading))
        story += [row_table(columns, rows, size=plan.size)] if rows else []
        if more or not rows:
            story.append(sentence(more or "Nothing is on record."))
    return story


def _told(one: SuspectSheet, plan: Plan) -> list[BailEventRow]:
    """Give the events of the bail; a tight plan only counts those that the law does not count."""
    return [event for event in one.bail.events if plan.uncounted or not (event.refused or event.withdrawn)]


def _conditions(one: SuspectSheet, plan: Plan) -> list[Row]:
    """Give a row a condition; where the record shows the same of several, a tight plan sets it once beside them."""
    alike: list[tuple[list[str], tuple[str, ...]]] = []
    for condition in one.conditions:
        if plan.merged and alike and alike[-1][1] == condition.shown:
            alike[-1][0].append(condition.words)
        else:
            alike.append(([condition.words], condition.shown))
    return [Row((("\n".join(words),), shown)) for words, shown in alike]


def _work(row: WorkRow, plan: Plan) -> Row:
    return Row(((day(row.on),), (plan.brief(row.what, WORK[1].room),)))


def _drift(row: DriftRow, plan: Plan) -> Row:
    causes = row.causes or ("no cause recorded",)
    return Row(
        (
            (plan.brief(row.milestone, DRIFT[0].room, STRONG),),
            (_short(row.first_due),),
            (_short(row.due),),
            (row.late,),
            (plan.brief("\n".join(causes), DRIFT[4].room),) if plan.lines else causes,
        )
    )


def _facts(sheet: BailSheet, one: SuspectSheet, plan: Plan) -> list[tuple[str, str]]:
    bail = one.bail
    ends = day(bail.ends) if bail.ends is not None else bail.why_no_end
    earlier = f"; by the earlier reading {day(bail.earliest)}" if bail.earliest not in (None, bail.ends) else ""
    other = bail.returns if bail.returns != bail.ends else None
    returns = f"; return date {day(other)}" if other is not None else ""
    return [
        ("Case", f"{sheet.reference}, {sheet.risk.lower()} risk, day {sheet.age_days}; OIC {sheet.oic or 'none yet'}"),
        ("Arrested", f"{day(bail.arrested_on)}, {term(bail.body)}" if bail.arrested_on is not None else ""),
        ("Law", term(bail.regime) if bail.regime is not None else ""),
        ("Period", f"{_state(bail)}; ends {ends}{earlier}{returns}"),
        ("Next", "\n".join(_next(step) for step in bail.following)),
        ("Designated", "exceptionally complex" if bail.designated else ""),
        (
            "Court",
            f"application lodged {day(bail.pending_since)}, not decided" if bail.pending_since is not None else "",
        ),
        ("Protection", "\n".join(_protection(one, plan))),
        (
            "To note",
            "rests on a reading or a limit that the force still has to confirm" if bail.to_be_confirmed else "",
        ),
    ]


def _state(bail: BailRow) -> str:
    return f"{term(bail.state)} since {day(bail.since)}" if bail.since is not None else term(bail.state)


def _next(step: NextRow) -> str:
    parts = [f"{step.what}: {step.rank}"]
    if step.to is not None:
        parts.append(f"to {day(step.to)}{f', or to {day(step.longer_to)}' if step.longer_to is not None else ''}")
    if step.by is not None:
        parts.append(f"by {day(step.by)}")
    if step.lodge_by is not None:
        parts.append(f"papers lodged by {day(step.lodge_by)}")
    if step.note:
        parts.append(step.note)
    return "; ".join(parts)


def _protection(one: SuspectSheet, plan: Plan) -> list[str]:
    shown = [plan.brief(line, FACTS[1].room) for line in one.protection[: plan.protection]]
    left = len(one.protection) - len(shown)
    return [*shown, f"and {left} more, {ELSEWHERE}"] if left else shown


def _event(event: BailEventRow, plan: Plan) -> Row:
    acting = " (acting)" if event.acting else ""
    who = ", ".join(
        part for part in (f"{event.authority}{acting}" if event.authority else "", event.authorised_by) if part
    )
    letters = ", ".join(sorted(condition.value[:1].upper() for condition in event.conditions))
    if event.withdrawn:
        stands = plan.brief(f"taken back: {event.withdrawn}", EVENTS[3].room)
    elif event.refused:
        stands = plan.brief(f"not counted: {event.refused}", EVENTS[3].room)
    else:
        stands = letters
    return Row(((day(event.happened_on),), (event.what,), (who,), (stands,)))


def _not_told(one: SuspectSheet, plan: Plan) -> tuple[str, str, str]:
    """Say of the entries, the work and what is late how much more there is than is printed; nothing where it is all."""
    entries, days, late = (
        len(one.bail.events) - len(_told(one, plan)),
        one.earlier + len(one.work[plan.work :]),
        one.more_late + len(one.drift[plan.drift :]),
    )
    words = (
        f"{count_of(entries, 'entry', 'entries')} taken back or not counted" if entries else "",
        f"{count_of(days, 'day')} of work" if days else "",
        count_of(late, "milestone") if late else "",
    )
    first, second, third = (f"Not printed: {said}, {ELSEWHERE}." if said else "" for said in words)
    return first, second, third


def _short(on: date | None) -> str:
    return short_day(on) if on is not None else ""
