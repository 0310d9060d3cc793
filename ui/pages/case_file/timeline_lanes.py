"""The course of a case as lanes of a timeline, from the rows of its file: planned against actual, bail, devices."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.terms import MilestoneState, SubjectKind
from ui import wording
from ui.pages.case_file.bail_lane import bail_lane
from ui.pages.case_file.device_lane import device_lane, is_stage
from ui.pages.case_file.lasting import lasted
from ui.pages.case_file.milestone_columns import URGENCY
from ui.pages.case_file.milestone_pieces import done_piece, pieces_of
from ui.widgets.timeline.lanes import Course, Lane, Piece, Shape

translate = QCoreApplication.translate
BAIL_ENDED = "bail_ended"
HOLDERS = "holders"
REPORTED = "reported"
ONE_DAY = timedelta(days=1)


def course_of(file: CaseFile, today: date) -> Course:
    """Give a case as it went: what was done, bail, devices, then each milestone, the most pressing first."""
    ends = file.reported_on + timedelta(days=file.age_days)
    devices = [
        device_lane(subject, [row for row in file.milestones if row.subject == subject.label and is_stage(row)], ends)
        for subject in file.subjects
        if subject.subject_kind is SubjectKind.DEVICE
    ]
    lanes = (
        _steps(file),
        *(bail_lane(row) for row in file.bail),
        *(lane for lane in devices if lane.pieces),
        *_milestone_lanes(file, ends),
    )
    return Course(
        begins=file.reported_on,
        ends=ends,
        today=today,
        lanes=lanes,
        holders=_holders(file, ends),
        left_out=_left_out(file),
    )


def _steps(file: CaseFile) -> Lane:
    """Give the decisive steps that were taken, on one line."""
    reported = Piece(
        Shape.EVENT, file.reported_on, None, _on(translate("timeline_lanes", "Reported"), file.reported_on),
        translate("timeline_lanes", "report"),
    )  # fmt: skip
    done = [
        done_piece(row, label=row.name)
        for row in file.milestones
        if row.decisive and row.state is MilestoneState.DONE and row.happened_on and not is_stage(row)
    ]
    is_told = any(row.kind == REPORTED for row in file.milestones)
    closed: tuple[Piece, ...] = ()
    if file.closed_on is not None:
        words = translate("timeline_lanes", "Closed")
        closed = (Piece(Shape.EVENT, file.closed_on, None, _on(words, file.closed_on), words.lower()),)
    return Lane(
        "steps", translate("timeline_lanes", "Steps taken"), (*(() if is_told else (reported,)), *done, *closed)
    )


def _milestone_lanes(file: CaseFile, ends: date) -> Iterable[Lane]:
    """Give a lane for each kind of milestone about each subject; the turns of what recurs share one."""
    turns: dict[tuple[str, SubjectKind, str], list[MilestoneRow]] = {}
    for row in file.milestones:
        if _is_drawn(row, file):
            turns.setdefault((row.kind, row.subject_kind, row.subject), []).append(row)
    lanes = [(rows, _milestone_lane(rows, ends)) for rows in turns.values()]
    lanes.sort(key=lambda pair: (URGENCY.index(pair[1].state), min(piece.since for piece in pair[1].pieces)))
    return [lane for _, lane in lanes]


def _milestone_lane(rows: list[MilestoneRow], ends: date) -> Lane:
    name = min((row.name for row in rows), key=len)
    title = f"{rows[0].subject} · {name}" if rows[0].subject else name
    state = min((row.state_key for row in rows), key=URGENCY.index)
    pieces = tuple(piece for row in rows for piece in pieces_of(row, ends))
    return Lane(f"{rows[0].kind}/{rows[0].subject}", title, pieces, state, wording.state(state))


def _is_drawn(row: MilestoneRow, file: CaseFile) -> bool:
    """Say whether a milestone has a lane: it has a date, and none of the lanes above shows it."""
    if is_stage(row) or (row.kind == BAIL_ENDED and file.bail):
        return False
    dated = row.happened_on is not None or any(clock.started_on or clock.due or clock.due_at for clock in row.clocks)
    return dated and row.state is not MilestoneState.NOT_REQUIRED


def _holders(file: CaseFile, ends: date) -> Lane:
    pieces = []
    for span in file.holders:
        until = span.until or max(ends, span.since + ONE_DAY)
        if until <= span.since:
            continue
        holder = wording.term(span.holder)
        told = translate("timeline_lanes", "{holder}, {lasted}. Because: {because}").format(
            holder=holder,
            lasted=lasted(span.since, until, still=span.until is None and file.closed_on is None),
            because=span.because,
        )
        pieces.append(Piece(Shape.HELD, span.since, until, told, holder, holder=span.holder.value, part=HOLDERS))
    return Lane(HOLDERS, translate("timeline_lanes", "Held by"), tuple(pieces))


def _left_out(file: CaseFile) -> str:
    not_started = sum(
        row.state is not MilestoneState.NOT_REQUIRED
        and not is_stage(row)
        and row.kind != BAIL_ENDED
        and not _is_drawn(row, file)
        for row in file.milestones
    )
    not_required = sum(row.state is MilestoneState.NOT_REQUIRED for row in file.milestones)
    parts = []
    if not_started:
        parts.append(translate("timeline_lanes", "{count} without a date").format(count=not_started))
    if not_required:
        parts.append(translate("timeline_lanes", "{count} not required").format(count=not_required))
    if not parts:
        return ""
    return translate("timeline_lanes", "Not drawn: {parts}").format(parts=", ".join(parts))


def _on(words: str, day: date) -> str:
    return f"{words} {wording.day(day)}"
