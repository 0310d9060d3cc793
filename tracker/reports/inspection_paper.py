"""The inspection pack on paper: the figures of a period, then a page for each case: milestones, ledger, work, gaps."""

from datetime import date
from typing import Any

from reportlab.platypus import PageBreak

from tracker.reports.charts import LargeFigure, LargeFigures
from tracker.reports.page_layout import STANDARD, WIDTH, Heading, Marking, load_fonts, section, sentence
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.case_file import MilestoneRow
from tracker.rows.inspection_paper import InspectedCase, InspectionPack
from tracker.rows.papers import PaperHead
from tracker.rows.protection import ProtectionRow
from tracker.terms import MilestoneState, SubjectKind
from tracker.wording import STATES, count_of, day, short_day, term

HELD = (
    Column("Holder", 150.0),
    Column("Days in the period", 120.0, "cases closed in it too", to_right=True),
    Column("Days so far", 110.0, "of open cases", to_right=True),
    Column("Cases", 90.0, "on the last day", to_right=True),
    Column("", WIDTH - 470.0),
)
LISTED = (
    Column("Case", 88.0, "risk"),
    Column("OIC", 110.0, "team"),
    Column("Age", 44.0, "days", to_right=True),
    Column("Open drift", 66.0, "working days", to_right=True),
    Column("Slip in all", 66.0, "working days", to_right=True),
    Column("Moves", 50.0, to_right=True),
    Column("Held by", WIDTH - 424.0),
)
MILESTONES = (
    Column("Milestone", 186.0),
    Column("First due", 72.0),
    Column("Done", 72.0),
    Column("Slip", 84.0, "working days"),
    Column("How it stands", WIDTH - 414.0),
)
FACTS = (Column("", 104.0), Column("", WIDTH - 104.0))
SMALL = 8.0
MOST_MILESTONES, MOST_LINES = 20, 6


def inspection_pdf(pack: InspectionPack, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the pack: equal rows give equal bytes."""
    load_fonts()
    drawn_lot = (
        f"{count_of(len(pack.cases), 'case')} of {pack.of:,}, drawn by lot: those whose reference, after the seed "
        f"“{pack.seed}” and a space, has the lowest SHA-256. The same seed draws the same cases again."
        if pack.of
        else f"Every case of the period: {len(pack.cases):,}."
    )
    story: list[Any] = [
        *opening(
            head,
            f"The period is counted in whole weeks and ends with {day(pack.until)}. Its cases are open on that day or "
            "were closed in the period. Each case's page tells how it stands at the moment of printing.",
        ),
        *section("1. Figures", "Drift is in working days past the first due date, less waits that were not ours."),
        LargeFigures(_figures(pack)),
        *part(
            "2. Who held the cases", "Calendar days of all these cases, by who held them.", "No case was held.", HELD,
            [
                Row(((term(row.holder),), (f"{row.in_period:,}",), (f"{row.days:,}",), (f"{row.cases:,}",), ()))
                for row in pack.held
            ],
        ),
        *part("3. The cases in this pack", drawn_lot, "There was no case in this period.", LISTED,
              [_listed(one) for one in pack.cases]),
        *withheld(pack.withheld),
    ]  # fmt: skip
    for one in pack.cases:
        story += [PageBreak(), *_case(one)]
    return drawn(head, story, marking)


def _figures(pack: InspectionPack) -> list[LargeFigure]:
    return [
        LargeFigure(f"{pack.open_cases:,}", "cases open", f"on {short_day(pack.until)}"),
        LargeFigure(f"{pack.reported:,}", "reported", "in the period"),
        LargeFigure(f"{pack.closed:,}", "closed", "in the period"),
        LargeFigure(f"{pack.late:,}", "milestones late", f"{pack.late_days:,} working days in all"),
        LargeFigure(f"{pack.came:,}", "working days of drift", "came in the period"),
        LargeFigure(f"{pack.moves:,}", "moves of dates", "in these cases so far"),
    ]


def _listed(one: InspectedCase) -> Row:
    drift = one.drift
    return Row(
        (
            (drift.reference, term(drift.risk).lower()),
            (drift.oic or "no OIC", drift.team),
            (f"{drift.age:,}",),
            (f"{drift.open_drift:,}",),
            (f"{drift.total_slip:,}",),
            (f"{drift.moves:,}",),
            (term(drift.holder),),
        )
    )


def _case(one: InspectedCase) -> list[Any]:
    file = one.file
    rows = [_milestone(row) for row in _told(file.milestones)]
    left = f"Not printed: {count_of(len(rows) - MOST_MILESTONES, 'milestone')} more, in the chronology of the case."
    facts = [Row(((label,), (said,))) for label, said in _facts(one) if said]
    return [
        Heading(f"Case {file.reference}"),
        sentence(
            f"{term(file.kind)}, {term(file.status).lower()}, {term(file.risk).lower()} risk, day {file.age_days:,}; "
            f"OIC {file.oic or 'none'}, {file.team or 'no team'}. Open drift {one.drift.open_drift:,}, slip in all "
            f"{one.drift.total_slip:,} working days; dates moved {count_of(one.drift.moves, 'time')}."
        ),
        row_table(FACTS, facts, size=SMALL),
        row_table(MILESTONES, rows[:MOST_MILESTONES], size=SMALL)
        if rows
        else sentence("No milestone of this case has a date."),
        *([sentence(left)] if len(rows) > MOST_MILESTONES else []),
    ]


def _told(milestones: tuple[MilestoneRow, ...]) -> list[MilestoneRow]:
    """Give the decisive milestones and those that slipped, which an inspector asks for; the worst slip first."""
    found = [
        row
        for row in milestones
        if row.state is not MilestoneState.NOT_REQUIRED
        and (row.decisive or _slip(row))
        and (row.clocks or row.happened_on is not None)
    ]
    return sorted(found, key=lambda row: (-_slip(row), row.happened_on or date.max, row.name, row.subject))


def _slip(row: MilestoneRow) -> int:
    return max((clock.drift_days or 0 for clock in row.clocks), default=0)


def _milestone(row: MilestoneRow) -> Row:
    name = f"{row.name}, {row.subject}" if row.subject and row.subject_kind is not SubjectKind.CASE else row.name
    first = min((clock.first_due for clock in row.clocks if clock.first_due is not None), default=None)
    slip = _slip(row)
    return Row(
        (
            (name,),
            (short_day(first) if first is not None else "no limit",),
            (short_day(row.happened_on) if row.happened_on is not None else "not done",),
            (f"{slip:,}" if slip else "none",),
            (STATES[row.state_key],),
        )
    )


def _gaps(pair: ProtectionRow) -> str:
    whom = f"{pair.child} from {pair.suspect}"
    if not pair.known:
        return f"{whom}: not known"
    bare = f"{count_of(pair.bare_days, 'day')} without protection, in {count_of(len(pair.gaps), 'gap')}"
    return f"{whom}: {bare}{'' if pair.protected else '; none now'}"


def _facts(one: InspectedCase) -> list[tuple[str, str]]:
    file = one.file
    ledger = " + ".join(f"{term(row.holder)} {row.days:,}" for row in one.held)
    chased = [f"{short_day(row.on)} {term(row.agency)}{' (escalated)' if row.escalation else ''}" for row in one.chases]
    looked = [f"{short_day(row.reviewed_on)} {row.name}, by {row.by}" for row in one.reviews]
    gaps = [_gaps(pair) for pair in file.protection.pairs if pair.gaps or not pair.known]
    return [
        ("Ledger", f"{ledger} = {count_of(file.age_days, 'day')}" if ledger else "no holder is on record"),
        ("Chases", _lines(chased) or "none on record"),
        ("Reviews", _lines(looked) or "none on record"),
        ("Protection", _lines(gaps) or "no gap on record"),
    ]


def _lines(lines: list[str]) -> str:
    """Give the last lines of a list, with how many came before them."""
    more = len(lines) - MOST_LINES
    return "; ".join([*([f"{more:,} earlier"] if more > 0 else []), *lines[-MOST_LINES:]])
