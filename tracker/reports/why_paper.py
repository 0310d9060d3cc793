"""Why the dates of a case are what they are, on paper: each clock with its dates, its rule and its steps."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak

from tracker.reports.page_layout import STANDARD, WIDTH, Heading, Marking, load_fonts
from tracker.reports.paper_frame import drawn, opening
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.papers import PaperHead
from tracker.rows.why import StepRow, Why
from tracker.terms import ClockState
from tracker.wording import count_of, day, term, when

FACTS = (Column("", 104.0), Column("", WIDTH - 104.0))
STEPS = (
    Column("On", 92.0),
    Column("What happened, what is counted", 226.0),
    Column("Gives", 92.0),
    Column("Basis", WIDTH - 410.0),
)
LEAST_OF_A_CLOCK = 190.0


def why_pdf(whys: Sequence[Why], head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the paper: equal rows give equal bytes."""
    load_fonts()
    story = opening(
        head,
        f"{count_of(len(whys), 'clock')}. Each date is worked out anew from what is on record: what happened, the rule "
        "in the version under which the clock was started, and the calendar in the version by which it counts.",
    )
    for number, why in enumerate(whys, start=1):
        story += _clock(number, why)
    return drawn(head, story, marking)


def _clock(number: int, why: Why) -> list[Any]:
    subject = f", {why.subject}" if why.subject else ""
    facts = [Row(((label,), (said,))) for label, said in _facts(why) if said]
    return [
        CondPageBreak(LEAST_OF_A_CLOCK),
        Heading(f"{number}. {why.milestone}{subject}: {why.limit_id}"),
        row_table(FACTS, facts),
        row_table(STEPS, [_row(step) for step in why.steps]),
    ]


def _facts(why: Why) -> list[tuple[str, str]]:
    due, first = why.due_at or why.due, why.first_due_at or why.first_due
    stands = {
        ClockState.RUNNING: "the clock runs",
        ClockState.PAUSED: "the clock is paused",
        ClockState.STOPPED: "the clock has stopped",
    }[why.state]
    remarks = [
        "provisional: it rests on a bank holiday that is computed and not announced yet" if why.provisional else "",
        f"alarms go by {day(why.alarm)}, the stricter reading" if why.alarm is not None else "",
    ]
    rule = f"{why.limit_id} {why.limit}, version {why.limit_version}: {why.source or term(why.limit_kind)}"
    said = {step.basis for step in why.steps}
    return [
        ("Due", "; ".join([when(due) if due is not None else f"not known: {why.unknown}", stands])),
        ("First due", when(first) if first is not None and first != due else ""),
        ("To note", "; ".join(remark for remark in remarks if remark)),
        ("Rule", rule),
        ("Basis", "" if why.basis in said else why.basis),
        ("Counted by", f"{why.calendar}, version {why.calendar_version}{_known(why)}"),
    ]


def _known(why: Why) -> str:
    return f", known to {day(why.known_to)}" if why.known_to is not None else ""


def _row(step: StepRow) -> Row:
    return Row(((step.on,), (step.what, step.recorded), (step.gives,), (step.basis,)))
