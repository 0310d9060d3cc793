"""A bail sheet on paper: the period and each extension, conditions A to D, the work done, what is late and why."""

from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak, PageBreak, Spacer

from tracker.reports.page_layout import (
    DEMO_FLAG,
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
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.bail_register import BailEventRow, BailRow, NextRow
from tracker.rows.bail_sheet import BailSheet, SuspectSheet
from tracker.wording import count_of, day, moment, short_day, term

NAME = "Bail sheet"
MADE_UP = "\nDemonstration unit: every case on this paper is made up."
FACTS = (Column("", 118.0), Column("", WIDTH - 118.0))
EVENTS = (
    Column("On", 82.0),
    Column("What happened", 212.0),
    Column("Authorised by", 130.0),
    Column("Conditions, law", WIDTH - 424.0),
)
CONDITIONS = (Column("Condition (PACE 1984 s.47ZC)", 212.0), Column("What the record shows", WIDTH - 212.0))
WORK = (Column("On", 82.0), Column("What was done", WIDTH - 82.0))
DRIFT = (
    Column("Milestone", 150.0), Column("First due", 62.0), Column("Due", 62.0),
    Column("Late", 62.0), Column("Why, and the next step", WIDTH - 336.0),
)  # fmt: skip
LEAST_OF_A_PART = 90.0


def bail_sheet_pdf(sheet: BailSheet, marking: Marking = STANDARD) -> bytes:
    """Draw the sheet: equal rows give equal bytes."""
    load_fonts()
    title = f"{NAME}: {sheet.reference}"
    story: list[Any] = []
    for place, one in enumerate(sheet.suspects):
        if place:
            story.append(PageBreak())
        story += _suspect(sheet, one, f"{title}, {one.bail.suspect}")
    return paper(
        PageFrame(
            running=f"{title}, {sheet.unit}",
            number=sheet.number,
            flags=(DEMO_FLAG,) if sheet.demo else (),
            foot=(f"As at {moment(sheet.as_at)}; printed by {sheet.printed_by}", f"For {sheet.recipient}"),
            marking=marking,
        ),
        story,
        title=title,
        subject=f"{count_of(len(sheet.suspects), 'suspect')}, as at {moment(sheet.as_at)}",
        made_at=sheet.as_at,
    )


def _suspect(sheet: BailSheet, one: SuspectSheet, title: str) -> list[Any]:
    story: list[Any] = [
        sentence(title, TITLE),
        sentence(
            f"Number {sheet.number}. {sheet.unit}. As at {moment(sheet.as_at)}.\n"
            f"Printed by {sheet.printed_by} for {sheet.recipient}. Reason: {sheet.reason}."
            f"{MADE_UP if sheet.demo else ''}"
        ),
    ]
    story += [Spacer(0, 6), row_table(FACTS, [Row(((label,), (said,))) for label, said in _facts(sheet, one) if said])]
    story += _part("1. The period and each extension", EVENTS, [_event(event) for event in one.bail.events])
    conditions = [Row(((condition.words,), condition.shown)) for condition in one.conditions]
    story += _part("2. Conditions A to D, and what the record shows", CONDITIONS, conditions)
    story += _part(_work_heading(one), WORK, [Row(((day(row.on),), (row.what,))) for row in one.work])
    drift = [
        Row(
            (
                (row.milestone,),
                (_short(row.first_due),),
                (_short(row.due),),
                (row.late,),
                row.causes or ("no cause recorded",),
            )
        )
        for row in one.drift
    ]
    story += _part(_drift_heading(one), DRIFT, drift)
    return story


def _part(heading: str, columns: tuple[Column, ...], rows: list[Row]) -> list[Any]:
    table = row_table(columns, rows) if rows else sentence("Nothing is on record.")
    return [CondPageBreak(LEAST_OF_A_PART), Heading(heading), table]


def _facts(sheet: BailSheet, one: SuspectSheet) -> list[tuple[str, str]]:
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
        ("Protection", "\n".join(one.protection)),
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


def _event(event: BailEventRow) -> Row:
    acting = " (acting)" if event.acting else ""
    who = ", ".join(
        part for part in (f"{event.authority}{acting}" if event.authority else "", event.authorised_by) if part
    )
    letters = ", ".join(sorted(condition.value[:1].upper() for condition in event.conditions))
    if event.withdrawn:
        stands = f"taken back: {event.withdrawn}"
    elif event.refused:
        stands = f"not counted: {event.refused}"
    else:
        stands = letters
    return Row(((day(event.happened_on),), (event.what,), (who,), (stands,)))


def _work_heading(one: SuspectSheet) -> str:
    more = f"; {count_of(one.earlier, 'day')} of work earlier" if one.earlier else ""
    return f"3. Diligence: what was done since the arrest, the newest first{more}"


def _drift_heading(one: SuspectSheet) -> str:
    more = f"; {one.more_late} more not shown" if one.more_late else ""
    return f"4. What is or was late since the arrest, and why{more}"


def _short(on: date | None) -> str:
    return short_day(on) if on is not None else ""
