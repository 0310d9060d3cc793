"""The columns of open waits, as data, and the chosen one in words."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.awaited import AwaitedRow, PostUse
from tracker.terms import Holder
from ui import wording
from ui.blocks import Block, Line
from ui.tables.column import Column

translate = QCoreApplication.translate


def columns() -> list[Column]:
    """Build the columns: who owes what in which case, since when and how late, and what has been done about it."""
    return [*_what(), *_how_long(), *_done(), *_whose()]


def _what() -> list[Column]:
    return [
        Column(
            title=translate("awaited_columns", "State"),
            text=lambda row: wording.state(row.state_key),
            mark=lambda row: row.state_key,
            width=116,
        ),
        Column(title=translate("awaited_columns", "Case"), text=lambda row: row.reference, width=112, bold=True),
        Column(title=translate("awaited_columns", "Agency"), text=lambda row: wording.term(row.agency), width=98),
        Column(title=translate("awaited_columns", "Waits for"), text=what, tooltip=what, width=204, leaves=-1),
    ]


def _how_long() -> list[Column]:
    return [
        Column(
            title=translate("awaited_columns", "Days"),
            text=lambda row: f"{row.days:,}",
            sort=lambda row: row.days,
            align="right",
            width=52,
            tooltip=lambda row: translate("awaited_columns", "Since {day}").format(day=wording.day(row.since)),
        ),
        Column(
            title=translate("awaited_columns", "Due"),
            text=lambda row: wording.short_day(row.due),
            sort=lambda row: row.due or date.max,
            width=80,
            leaves=1,
        ),
        Column(
            title=translate("awaited_columns", "Days late"),
            text=lambda row: "?" if row.late is None else f"{row.late:,}" if row.late else "",
            sort=lambda row: -1 if row.late is None else row.late,
            align="right",
            width=84,
            bar=lambda row: float(row.late or 0),
            accessible=lambda row: (
                wording.late(row.late) if row.late != 0 else translate("awaited_columns", "not late")
            ),
        ),
    ]


def _done() -> list[Column]:
    return [
        Column(
            title=translate("awaited_columns", "Promised"),
            text=promised,
            sort=lambda row: row.promised_by or date.max,
            width=148,
            leaves=1,
        ),
        Column(
            title=translate("awaited_columns", "Last chased"),
            text=chased,
            sort=lambda row: row.last_chased or date.min,
            width=106,
        ),
        Column(
            title=translate("awaited_columns", "Next step"), text=next_step, tooltip=next_step, width=170, leaves=-1
        ),
        Column(
            title=translate("awaited_columns", "Escalated to"),
            text=lambda row: row.escalated_to,
            tooltip=escalated,
            width=150,
            leaves=2,
        ),
    ]


def _whose() -> list[Column]:
    return [
        Column(title=translate("awaited_columns", "OIC"), text=lambda row: row.oic, width=118, leaves=3),
        Column(title=translate("awaited_columns", "Team"), text=lambda row: row.team, width=90, leaves=3),
    ]


def what(row: AwaitedRow) -> str:
    """Give what is waited for: of whom it was asked, what it is, whom it concerns."""
    source = wording.term(row.source) if row.source is not None else ""
    named = f"{source}: {row.what}" if source else row.what
    return " · ".join(part for part in (named, row.subject) if part)


def promised(row: AwaitedRow) -> str:
    """Give the day that was promised, and whether it has passed."""
    day = wording.short_day(row.promised_by)
    return translate("awaited_columns", "▲ {day}, broken").format(day=day) if row.broken else day


def chased(row: AwaitedRow) -> str:
    """Give when it was chased last, and how often."""
    if row.last_chased is None:
        return translate("awaited_columns", "never")
    return translate("awaited_columns", "{day}, {times}").format(
        day=wording.short_day(row.last_chased), times=f"{row.chases}×"
    )


def next_step(row: AwaitedRow) -> str:
    """Give what happens next and when."""
    return " ".join(part for part in (wording.short_day(row.next_day), row.next_step) if part)


def escalated(row: AwaitedRow) -> str:
    """Give to whom it was escalated, and when."""
    if row.escalated_on is None:
        return ""
    return translate("awaited_columns", "{role}, {day}").format(
        role=row.escalated_to, day=wording.day(row.escalated_on)
    )


def escalations_in_words(uses: Iterable[PostUse], agency: str) -> str:
    """Say to which posts was escalated within a year, how often, and how often they answered; of all or one agency."""
    shown = [use for use in uses if use.agency == agency or agency not in tuple(Holder)]
    said = "; ".join(
        translate("awaited_columns", "{post} {times}, answered {answered}").format(
            post=use.post, times=wording.count_of(use.times, "time"), answered=f"{use.answered:,}"
        )
        for use in shown
    )
    return translate("awaited_columns", "Escalated in 12 months: {posts}").format(posts=said) if said else ""


def blocks(row: AwaitedRow, today: date) -> tuple[Block, ...]:
    """Give the chosen wait in blocks: how long, what was promised and asked, what is next."""
    since = translate("awaited_columns", "{day}, {days}").format(
        day=wording.day(row.since), days=wording.count_of(row.days, "day")
    )
    due = wording.day(row.due) if row.due is not None else translate("awaited_columns", "no date")
    late = wording.late(row.late) if row.late != 0 else ""
    due = f"{due}, {late}" if late else due if row.due is None else f"{due}, {wording.due_in(row.due, today)}"
    promise = wording.day(row.promised_by) or translate("awaited_columns", "nothing")
    if row.broken:
        promise = translate("awaited_columns", "{day}: broken").format(day=promise)
    last = wording.day(row.last_chased) or translate("awaited_columns", "never")
    if row.chases > 1:
        last = translate("awaited_columns", "{day}, {times} in all").format(
            day=last, times=wording.count_of(row.chases, "time")
        )
    following = " ".join(part for part in (wording.day(row.next_day), row.next_step) if part)
    return (
        Block(
            translate("awaited_columns", "How long"),
            (Line(translate("awaited_columns", "since"), since), Line(translate("awaited_columns", "due"), due)),
        ),
        Block(
            translate("awaited_columns", "Asked again"),
            (
                Line(translate("awaited_columns", "chased"), last),
                Line(translate("awaited_columns", "promised"), promise),
            ),
        ),
        Block(
            translate("awaited_columns", "What is next"),
            (
                Line(
                    translate("awaited_columns", "next"),
                    following or translate("awaited_columns", "nothing is planned"),
                ),
                Line(
                    translate("awaited_columns", "escalated"),
                    escalated(row) or translate("awaited_columns", "not escalated"),
                ),
            ),
        ),
    )
