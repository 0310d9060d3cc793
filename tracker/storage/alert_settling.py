"""Which alerts have lost their reason, and which have it back, as SQL."""

from functools import cache
from typing import Any

from sqlalchemy import Select, Text, and_, bindparam, case, cast, exists, literal_column, or_, select

from tracker.domain.alert import NOW
from tracker.storage.alert_finding import (
    BREACHED,
    EPISODE_OF_MEASURE,
    EXPIRED,
    IS_PAST_DUE,
    LATE,
    MISSED,
    NOT_ENDED,
    OWNED,
    UNPROTECTED,
)
from tracker.storage.live_clocks import RUNNING
from tracker.storage.protection_store import in_force
from tracker.storage.tables import alert, case_record, clock, milestone, protection, protection_standing
from tracker.terms import PAST_DUE, WARNINGS, AlertEnd, AlertKind, AlertState, CaseStatus, Holder, MilestoneState

OF_CASE = alert.c.case_id == bindparam("case_id")
IS_WARNING = alert.c.kind.in_(sorted(WARNINGS))
LAPSING = alert.c.kind == AlertKind.CONDITIONS_LAPSING.value
#: a warning that ended so is not told again when its clock runs on
OVER_FOR_GOOD = (AlertEnd.LATER_WARNING, AlertEnd.SKIPPED, AlertEnd.RAN_OUT, AlertEnd.SEEN_TO)
TOLD, TOLD_CLOCK = alert.alias("told"), clock.alias("told_clock")
#: what was told to be past due is so until it stops, stands still or moves, wherever a machine's clock jumps
TOLD_LATE = exists().where(
    literal_column("told.state") != literal_column("'ended'"),
    TOLD.c.case_id == case_record.c.id,
    TOLD.c.kind.in_(sorted(PAST_DUE)),
    TOLD_CLOCK.c.id == TOLD.c.clock_id,
    literal_column("told_clock.state") == literal_column("'running'"),
    TOLD_CLOCK.c.episode == TOLD.c.episode,
)


def _is(kind: AlertKind) -> Any:
    return alert.c.kind == kind.value


@cache
def reason_gone(*, one_case: bool) -> Select[Any]:
    """Select the open alerts whose clock stopped, stands still or moved, whose case closed, or whose lack has ended.

    That a time limit on prosecution was missed outlives the closing, until somebody has seen to it.
    """
    today = bindparam("today", type_=protection.c.until.type)
    of_clock = or_(IS_PAST_DUE, IS_WARNING)
    long_pause = _is(AlertKind.PAUSED_TOO_LONG)
    closed = and_(case_record.c.status == CaseStatus.CLOSED.value, ~EXPIRED)
    stopped = and_(or_(of_clock, long_pause), clock.c.state == "stopped")
    paused = and_(of_clock, clock.c.state == "paused")
    moved = and_(of_clock, clock.c.state == "running", clock.c.episode != alert.c.episode)
    ran_out = and_(
        IS_WARNING, RUNNING, clock.c.episode == alert.c.episode, clock.c.expires_at <= bindparam("now")
    )  # fmt: skip
    goes_on = or_(clock.c.state == "running", cast(clock.c.pauses, Text) != alert.c.episode)
    resumed = and_(long_pause, goes_on)
    owned = and_(_is(AlertKind.NO_OWNER), OWNED)
    going_on = and_(_is(AlertKind.NO_NEXT_ACTION), case_record.c.held_by != Holder.NOBODY.value)
    not_missed = and_(EXPIRED, ~MISSED)
    in_time = and_(~LATE, ~TOLD_LATE)
    safe_or_in_time = and_(_is(AlertKind.LATE_UNPROTECTED), or_(~UNPROTECTED, in_time))
    stretch = protection_standing.c.subject == alert.c.subject_id, protection_standing.c.episode == alert.c.episode
    kept = and_(LAPSING, ~exists().where(*stretch))
    ends = alert.c.threshold != NOW
    lapsed = and_(kept, ends, alert.c.episode < cast(today, Text))
    measure = exists().where(protection.c.id == alert.c.subject_id, in_force(today))
    of_measure = _is(AlertKind.MEASURE_REVIEW_DUE)
    over = and_(of_measure, ~measure)
    reviewed = and_(of_measure, measure.where(alert.c.episode != EPISODE_OF_MEASURE))
    because = case(
        (closed, AlertEnd.CASE_CLOSED.value),
        (and_(stopped, milestone.c.state == MilestoneState.NOT_REQUIRED.value), AlertEnd.NOT_REQUIRED.value),
        (stopped, AlertEnd.DONE.value),
        (paused, AlertEnd.PAUSED.value),
        (moved, AlertEnd.MOVED.value),
        (or_(ran_out, lapsed), AlertEnd.RAN_OUT.value),
        (reviewed, AlertEnd.DONE.value),
        else_=AlertEnd.NO_LONGER_TRUE.value,
    )
    gone = (
        closed, stopped, paused, moved, ran_out, resumed, owned, going_on, not_missed, safe_or_in_time, kept, over,
        reviewed,
    )  # fmt: skip
    return (
        select(alert.c.id, because.label("because"))
        .select_from(
            alert.join(case_record, case_record.c.id == alert.c.case_id)
            .outerjoin(clock, clock.c.id == alert.c.clock_id)
            .outerjoin(milestone, milestone.c.id == alert.c.milestone_id)
        )
        .where(NOT_ENDED, or_(*gone), *([OF_CASE] if one_case else []))
        .order_by(alert.c.id)
    )


@cache
def reason_back() -> Select[Any]:
    """Select the ended alerts of a case whose clock runs again in the episode they were raised for.

    What was told to be past due is back wherever the machine's clock stands by now. A breach that only the closing of
    its case ended is back when the case is open again: nobody has seen to it.
    """
    near = and_(
        IS_WARNING,
        clock.c.expires_at > bindparam("now"),
        alert.c.ended_because.not_in([end.value for end in OVER_FOR_GOOD]),
    )
    of_clock = and_(RUNNING, clock.c.episode == alert.c.episode, or_(IS_PAST_DUE, near))
    breached = and_(
        BREACHED,
        alert.c.ended_because == AlertEnd.CASE_CLOSED.value,
        case_record.c.status != CaseStatus.CLOSED.value,
    )
    return (
        select(alert.c.id, alert.c.acknowledged_at)
        .select_from(
            alert.join(case_record, case_record.c.id == alert.c.case_id).outerjoin(
                clock, clock.c.id == alert.c.clock_id
            )
        )
        .where(alert.c.state == AlertState.ENDED.value, or_(of_clock, breached), OF_CASE)
        .order_by(alert.c.id)
    )
