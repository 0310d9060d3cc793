"""The chronology of a case on paper: where it stands, its course drawn, its ledger, its targets, every dated thing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from reportlab.platypus import CondPageBreak

from tracker.reports.course_drawing import HEAD, KEY, LANE, CourseDrawing, Lane, Span
from tracker.reports.page_layout import STANDARD, WIDTH, Heading, Marking, load_fonts, sentence
from tracker.reports.paper_frame import drawn, opening, part
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow, MoveRow
from tracker.rows.chronology_paper import Chronology, ChronologyRow, TargetRow
from tracker.rows.papers import PaperHead
from tracker.terms import BailState, ClockClass, MilestoneState, SubjectKind
from tracker.wording import count_of, day, short_day, term, when

FACTS = (Column("", 104.0), Column("", WIDTH - 104.0))
HELD = (
    Column("From", 92.0),
    Column("Until", 92.0),
    Column("Days", 44.0, to_right=True),
    Column("Held by", 104.0),
    Column("Because", WIDTH - 332.0),
)
TARGETS = (
    Column("Milestone", 178.0, "limit"),
    Column("First due", 84.0),
    Column("Due now", 84.0, "slip"),
    Column("Moved", 62.0, "paused"),
    Column("Drift", WIDTH - 408.0, "by when it was done"),
)
ROWS = (Column("On", 92.0, "entered"), Column("What", WIDTH - 208.0), Column("Recorded by", 116.0))
MOST_LANES = 30
GREYS = {BailState.RUNNING: 0.7, BailState.SUSPENDED: 0.9, BailState.UNDER_INVESTIGATION: 1.0, BailState.PASSED: 0.0}


def chronology_pdf(found: Chronology, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the paper: equal rows give equal bytes."""
    load_fonts()
    file = found.file
    facts = [Row(((label,), (said,))) for label, said in _facts(file) if said]
    story = [
        *opening(head, "Children, suspects and devices are told by their labels."),
        Heading("1. Where the case stands"),
        row_table(FACTS, facts),
        *course(found, "2. Its course"),
        *ledger(found, "3. Who held it"),
        *_targets(found),
        *part(
            "5. Everything that is on record, in order",
            f"{count_of(len(found.rows), 'entry', 'entries')}. The day is that on which it happened; where it was "
            "entered on a later one, that day stands under it. What was taken back stays, and says so.",
            "Nothing is on record.", ROWS, [_row(row) for row in found.rows],
        ),
    ]  # fmt: skip
    return drawn(head, story, marking)


def course(found: Chronology, heading: str) -> list[Any]:
    """Set the drawing of a case's course, with what its signs mean."""
    file = found.file
    ends = file.reported_on + timedelta(days=file.age_days)
    lanes = list(_lanes(file, ends))
    shown = lanes[:MOST_LANES]
    left = f" Not drawn: {count_of(len(lanes) - len(shown), 'line')} more." if len(lanes) > len(shown) else ""
    said = (
        "Outlined: from the start to the first due date. Black: past the first due date. Dot: the day it was done. "
        f"Upright line: today. Bail: grey on bail, pale suspended, outlined under investigation, black over.{left}"
    )
    today = found.today if file.closed_on is None else None
    room = HEAD + KEY + LANE * len(shown) + 60
    drawing = CourseDrawing(file.reported_on, ends, today, shown)
    return [CondPageBreak(room), Heading(heading), sentence(said), drawing]


def ledger(found: Chronology, heading: str) -> list[Any]:
    """Set the days by holder, which add up to the age of the case, then each span."""
    file = found.file
    parts = " + ".join(f"{term(row.holder)} {row.days:,}" for row in found.held)
    age = count_of(file.age_days, "day")
    end = file.reported_on + timedelta(days=file.age_days)
    rows = [
        Row(
            (
                (day(row.since),),
                (day(row.until) if row.until is not None else "still",),
                (f"{((row.until or end) - row.since).days:,}",),
                (term(row.holder),),
                (row.because,),
            )
        )
        for row in file.holders
    ]
    said = f"{parts} = {age}, the age of the case." if parts else f"The case is {age} old."
    return part(heading, said, "No holder is on record.", HELD, rows)


def _facts(file: CaseFile) -> Iterator[tuple[str, str]]:
    yield "Case", f"{file.reference}, {term(file.kind).lower()}, {term(file.status).lower()}"
    yield "Risk", term(file.risk)
    officers = f"OIC {file.oic or 'none yet'}; supervisor {file.supervisor or 'none yet'}"
    yield "Officers", f"{officers}; {file.team or 'no team'}"
    yield "Reported", f"{day(file.reported_on)}; day {file.age_days:,}"
    closed = day(file.closed_on) if file.closed_on is not None else ""
    yield "Closed", f"{closed}, outcome {file.outcome_code or 'not recorded'}" if closed else ""
    yield "Held by", f"{term(file.held_by)}, {count_of(file.held_days, 'day')} in all"
    due = f", due {day(file.next_decisive_due)}" if file.next_decisive_due is not None else ""
    yield "Next", f"{file.next_decisive}{due}" if file.next_decisive else "no decisive step is on record"
    subjects = [f"{term(row.subject_kind)} {row.label}: {row.facts}" for row in file.subjects]
    yield "In the case", "\n".join(subjects)
    bare = [pair for pair in file.protection.pairs if not pair.protected and pair.known]
    yield "Not protected", "\n".join(f"{pair.child} from {pair.suspect}, since {day(pair.since)}" for pair in bare)
    silent = [pair for pair in file.protection.pairs if not pair.known]
    yield "Protection not known", "\n".join(f"{pair.child} from {pair.suspect}" for pair in silent)


def _lanes(file: CaseFile, ends: date) -> Iterator[Lane]:
    spans = []
    for row in file.holders:
        until = row.until or ends
        if until > row.since:
            spans.append(Span(row.since, until, holder=row.holder))
    yield Lane("Held by", tuple(spans))
    for bail in file.bail:
        days = tuple(
            Span(one.since, one.until, grey=GREYS.get(one.state, 0.9), solid=one.state is BailState.PASSED)
            for one in bail.spans
        )
        if days:
            yield Lane(f"Bail of {bail.suspect}", days)
    for device in file.devices:
        if device.seized_on is not None:
            dots = tuple(stage.on for stage in device.stages if stage.on is not None)
            yield Lane(f"{device.exhibit}, {device.kind}", (Span(device.seized_on, max(ends, device.seized_on)),), dots)
    devices = (SubjectKind.DEVICE,)
    drawn_rows = [
        (started, row)
        for row in file.milestones
        if row.decisive and row.subject_kind not in devices and (started := _started(row)) is not None
    ]
    for _, towards in sorted(drawn_rows, key=lambda pair: (pair[0], pair[1].name, pair[1].subject)):
        yield _lane(towards, ends)


def _started(row: MilestoneRow) -> date | None:
    """Give the day from which a milestone is drawn: its clock's start, else the day it was done."""
    if row.state is MilestoneState.NOT_REQUIRED:
        return None
    days = [clock.started_on for clock in row.clocks if clock.started_on is not None]
    return min(days, default=row.happened_on)


def _lane(row: MilestoneRow, ends: date) -> Lane:
    name = f"{row.name}, {row.subject}" if row.subject and row.subject_kind is not SubjectKind.CASE else row.name
    dots = (row.happened_on,) if row.happened_on is not None else ()
    clock = min(
        (one for one in row.clocks if one.started_on and one.first_due),
        key=lambda one: one.first_due or ends,
        default=None,
    )
    if clock is None or clock.started_on is None or clock.first_due is None:
        return Lane(name, (), dots)
    planned = Span(clock.started_on, max(clock.started_on, clock.first_due) + timedelta(days=1))
    end = row.happened_on or ends
    late = clock.clock_class is ClockClass.TARGET and end > clock.first_due
    spans = (planned, Span(planned.until, end, solid=True)) if late and end > planned.until else (planned,)
    return Lane(name, spans, dots)


def _targets(found: Chronology) -> list[Any]:
    moved = sum(row.clock.moves for row in found.targets)
    said = (
        f"{count_of(len(found.targets), 'limit')} moved, paused or past the first due date; "
        f"{count_of(moved, 'move')} in all. Slip is how far the date now lies after the first, drift how far past the "
        "first due date it is or was, in working days (hours for a date in hours): no move makes drift smaller."
    )
    rows = [row for target in found.targets for row in _target(target)]
    return part("4. Targets, and how they were moved", said, "Nothing was moved, and nothing is late.", TARGETS, rows)


def _target(target: TargetRow) -> Iterator[Row]:
    clock = target.clock
    first, due = clock.first_due_at or clock.first_due, clock.due_at or clock.due
    slip = "" if not clock.slip else f"{count_of(clock.slip, 'working day')} later"
    unit = "hour" if clock.in_hours else "working day"
    drift = "not counted" if clock.drift is None else count_of(clock.drift, unit)
    lines = [*(_move(move) for move in clock.moved), *_pauses(clock), *_starts(clock)]
    yield Row(
        (
            (target.milestone, f"{clock.limit_id} {clock.limit}"),
            (when(first) if first is not None else "not known",),
            (when(due) if due is not None else "not known", slip),
            (_times(clock.moves) or "not moved", f"paused {_times(len(clock.pauses))}" if clock.pauses else ""),
            (drift,),
        ),
        below="\n".join(lines),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times" if count else ""


def _move(move: MoveRow) -> str:
    old, new = move.old_at or move.old, move.new_at or move.new
    days = " to ".join(when(each) for each in (old, new) if each is not None)
    approved = f", approved by {move.approved_by}" if move.approved_by else ""
    reason = move.reason or "No reason is on record."
    return f"{short_day(move.on)}: moved from {days}, by {move.by}{approved}. {reason}"


def _pauses(clock: ClockRow) -> Iterator[str]:
    for pause in clock.pauses:
        until = f"to {short_day(pause.until)}" if pause.until is not None else "and still"
        whose = "our wait" if pause.ours else "not our wait"
        yield f"{short_day(pause.since)} {until}: paused, {whose}, by {pause.by}. {pause.reason}"


def _starts(clock: ClockRow) -> Iterator[str]:
    for start in clock.starts:
        days = f"{short_day(start.was)} to {short_day(start.now)}"
        yield f"{short_day(start.on)}: start corrected from {days}, by {start.by}. {start.reason}"


def _row(row: ChronologyRow) -> Row:
    entered = f"entered {short_day(row.entered)}" if row.entered is not None else ""
    return Row(((day(row.on), entered), (row.what, row.struck, row.detail), (row.by,)))
