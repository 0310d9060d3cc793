"""A device as a lane of a timeline: its stages, whoever had it between them, and what it is late with."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from tracker.rows.case_file import MilestoneRow, SubjectRow
from tracker.terms import MilestoneState, SubjectKind
from ui import wording
from ui.page_context import MILESTONE_PART
from ui.pages.case_file.lasting import lasted
from ui.pages.case_file.milestone_columns import URGENCY
from ui.pages.case_file.milestone_pieces import done_piece, due_pieces
from ui.widgets.timeline.lanes import Lane, Piece, Shape

translate = QCoreApplication.translate
LAST_STAGE = "device_returned"
# they recur beside the stages, or are no place on a device's way
NO_STAGES = frozenset(
    {
        "device_moved",
        "device_safeguarding_check",
        "device_notice_given",
        "victim_phone_taken",
        "victim_phone_returned",
    }
)


def is_stage(row: MilestoneRow) -> bool:
    """Say whether a milestone is a stage of a device, from seized to returned."""
    return row.subject_kind is SubjectKind.DEVICE and row.kind not in NO_STAGES


def device_lane(subject: SubjectRow, stages: Sequence[MilestoneRow], ends: date) -> Lane:
    """Give the lane of a device from its stages, which come in the order of their plan."""
    done = sorted(_done(stages), key=lambda row: row.happened_on or date.min)
    waiting = [row for row in stages if row.state in (MilestoneState.OPEN, MilestoneState.NOT_STARTED)]
    pieces = (
        *_held(done, waiting, ends),
        *(done_piece(row, label=row.name) for row in done),
        *(piece for row in stages for piece in due_pieces(row, ends, named=True) if _is_shown(row, piece)),
    )
    open_ones = [row.state_key for row in waiting]
    state = min(open_ones or [row.state_key for row in stages] or ["none"], key=URGENCY.index)
    title = translate("device_lane", "{exhibit} · device").format(exhibit=subject.label)
    return Lane(f"device/{subject.subject_id}", title, pieces, state, wording.state(state))


def _done(stages: Sequence[MilestoneRow]) -> Iterable[MilestoneRow]:
    return (row for row in stages if row.state is MilestoneState.DONE and row.happened_on is not None)


def _is_shown(row: MilestoneRow, piece: Piece) -> bool:
    """Leave out the due days of stages that are over: only their lateness still tells something."""
    over = row.state not in (MilestoneState.OPEN, MilestoneState.NOT_STARTED)
    return not over or piece.shape in (Shape.DRIFT, Shape.PAUSE)


def _held(done: Sequence[MilestoneRow], waiting: Sequence[MilestoneRow], ends: date) -> Iterable[Piece]:
    """Give who had the device: between two stages whoever the later one waited for, then whoever is awaited now."""
    for before, after in pairwise(done):
        if before.happened_on and after.happened_on and before.happened_on < after.happened_on:
            yield _span(before, after, after.happened_on, still=False)
    if not done or not waiting or done[-1].kind == LAST_STAGE:
        return
    since = done[-1].happened_on
    if since is not None and since < ends:
        following = next((row for row in waiting if row.clocks), waiting[0])
        yield _span(done[-1], following, ends, still=True)


def _span(before: MilestoneRow, after: MilestoneRow, until: date, *, still: bool) -> Piece:
    since = before.happened_on or date.min
    words = translate("device_lane", "{holder}, {lasted}, awaiting: {stage}").format(
        holder=wording.term(after.held_by), lasted=lasted(since, until, still=still), stage=after.name
    )
    return Piece(
        Shape.STAGE, since, until, words, holder=after.held_by.value, part=MILESTONE_PART, key=after.milestone_id
    )
