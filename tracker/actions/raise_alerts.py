"""The sweep: find what is overdue, near or missing, tell the right person once, and climb where nobody acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.actions.alert_making import AlertMaker, Raised
from tracker.actions.protection_watch import look_where_needed
from tracker.actions.telling import climb, lapse, staff_of, tell_above, tell_of_case, tell_oic, tell_who_is_here
from tracker.actions.work import Work
from tracker.changes import Changes, Notice
from tracker.domain.alert import NOW, Alert
from tracker.domain.case_bail import BAIL_ENDED
from tracker.domain.sweep import OverdueClock
from tracker.domain.warning import WarningAt, WarningsNow, warnings_now, warnings_of_clock, warnings_of_day
from tracker.terms import AlertKind, Severity, severity_order
from tracker.time_source import start_of_day

#: so many due values at a time are looked at for their warnings, so that nobody waits for the sweep after an import
MOST_AT_ONCE = 2000
ONE_DAY = timedelta(days=1)
#: a warning moves by no more days than a weekend with bank holidays at both ends
MOVES_BY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RaiseAlerts:
    """One pass of the sweep; `by` is the scheduler.

    `looked_at` is when the last good pass was; None before the first.
    """

    by: str = "scheduler"
    looked_at: datetime | None = None


def raise_alerts(request: RaiseAlerts, work: Work) -> Changes:
    """Raise an alert for each clock past due or near its end, each lack and each missed limit nobody was told of.

    What starts when a clock becomes overdue starts here, and a window that has closed ends here without an alert. What
    nobody has taken on in its time climbs the ladder; what somebody has and did not do is open again.

    Found by state, so that a pass missed for any reason loses nothing, and gated by a unique key, so that a second
    pass or machine adds nothing. The result is how many alerts are new.
    """
    work.sweep_all()
    work.alerts.settle(work.act.now)
    looked = look_where_needed(work)
    staff = staff_of(work)
    maker = AlertMaker(work, staff, request.looked_at)
    overdue = _with_bail_in_step(_without_windows(work.alerts.due_to_raise(work.act.now), work), work)
    work.alerts.note_overdue([clock.clock_id for clock in overdue if clock.overdue_since is None])
    new = [maker.overdue(clock) for clock in overdue]
    raised = work.alerts.raise_new(new)
    found = [*_warnings(maker, work), *_lapses(maker, work), *_lacking(maker, work), *expired_limits(maker)]
    raised += work.alerts.raise_new(found)
    ended = work.alerts.settle(work.act.now)
    # a grave one that is back may be known only where the case was before
    grave = {alert.case_id for alert, _ in found if alert.severity is Severity.CRITICAL}
    told = sum(tell_of_case(work, staff, case_id) for case_id in sorted(grave))
    started = _start_what_follows(overdue, work)
    grown = _grow(maker, work)
    lapsed, climbed = lapse(work, staff), climb(work, staff, request.looked_at)
    told += tell_who_is_here(work, staff) + tell_oic(work, staff)
    if not (raised or ended or grown or told or lapsed or climbed):
        return Changes.of(result=0)
    work.audit.add(
        "raise_alerts", raised=raised, ended=ended, grown=grown, started=started, told=told, lapsed=lapsed,
        climbed=climbed, looked_at_protection=looked,
    )  # fmt: skip
    worst = max((alert.severity for alert, _ in (*new, *found)), key=severity_order, default=Severity.NOTICE)
    notices = [Notice("alerts_raised", worst, raised)] if raised else []
    return Changes.of(alert=None, notices=notices, result=raised)


def expired_limits(maker: AlertMaker) -> list[Raised]:
    """Give the alarms for cases whose outcome says that a limit on prosecution was missed: to every rung above."""
    return [maker.lacking(AlertKind.TIME_LIMIT_EXPIRED, case) for case in maker.work.alerts.expired_cases()]


def _lacking(maker: AlertMaker, work: Work) -> list[Raised]:
    return [
        *(maker.lacking(AlertKind.LATE_UNPROTECTED, case) for case in work.alerts.late_unprotected_cases(work.act.now)),
        *(maker.lacking(AlertKind.NO_OWNER, case) for case in work.alerts.unowned_cases()),
        *(maker.lacking(AlertKind.NO_NEXT_ACTION, case) for case in work.alerts.idle_cases()),
        *(maker.long_pause(pause) for pause in work.alerts.long_pauses(work.act.today)),
        *(maker.unreviewed(measure) for measure in work.alerts.unreviewed_measures(work.act.today)),
    ]


def _warnings(maker: AlertMaker, work: Work) -> list[Raised]:
    """Give the warnings that stand now of clocks that run; those that passed untold are kept as such."""
    raised: list[Raised] = []
    skipped: list[Alert] = []
    looked: list[tuple[str, str, datetime | None]] = []
    standing: list[tuple[str, str]] = []
    for clock in work.alerts.clocks_to_warn(work.act.now, MOST_AT_ONCE):
        limit = work.rules.limit(clock.limit_id, clock.limit_version)
        end = clock.expires_at
        if end is None or limit.clock is None:
            looked.append((clock.clock_id, clock.episode, None))
            continue
        warnings = warnings_of_clock(limit, end, work.rules.calendar(limit.clock.calendar))
        now = warnings_now(warnings, end, maker.looked_at, work.act.now)
        looked.append((clock.clock_id, clock.episode, now.next_at))
        skipped += [maker.skipped(clock, limit, missed) for missed in now.missed]
        if now.standing is not None:
            raised.append(maker.warning(clock, limit, now.standing))
            standing.append((clock.clock_id, str(now.standing.before)))
    work.alerts.note_skipped(skipped)
    work.alerts.end_earlier_warnings(standing)
    work.alerts.note_warned(looked)
    return raised


def _lapses(maker: AlertMaker, work: Work) -> list[Raised]:
    """Give the warnings of protection that ends, and the alerts of protection that has ended.

    One stands at a time; those that passed untold are kept as such.
    """
    remind = work.rules.alerts.lapse
    until = work.act.today + timedelta(days=max(remind, default=0)) + MOVES_BY
    lapses = work.alerts.lapses(until)
    known = work.alerts.told_of(AlertKind.CONDITIONS_LAPSING, [one.subject for one in lapses])
    # a machine's clock that is set back brings no earlier warning back
    nearest = {(subject, episode): threshold for subject, threshold, episode in sorted(known, key=_farthest_first)}
    found, skipped = [], []
    for one in lapses:
        if one.over:
            now = WarningsNow(WarningAt(0, start_of_day(one.on)), (), None)
        else:
            warnings = warnings_of_day(remind, one.on, work.rules.working_days)
            now = warnings_now(warnings, start_of_day(one.on + ONE_DAY), maker.looked_at, work.act.now)
        told = nearest.get((one.subject, one.on.isoformat()))
        if now.standing is not None and (told is None or now.standing.before < int(told)):
            found.append(maker.lapse(one, now.standing))
            skipped += [maker.skipped_lapse(one, missed) for missed in now.missed]
    work.alerts.note_skipped(skipped)
    work.alerts.end_earlier_warnings([(one.subject_id, one.threshold) for one, _ in found if one.threshold != NOW])
    return found


def _farthest_first(known: tuple[str, str, str]) -> int:
    return -int(known[1])


def _without_windows(overdue: Sequence[OverdueClock], work: Work) -> list[OverdueClock]:
    """Close the windows among what has passed, and give the rest."""
    windows = {limit.id for limit in work.rules.pack.limits if limit.clock is not None and limit.clock.window}
    closing = [clock for clock in overdue if clock.limit_id in windows]
    for case_id in dict.fromkeys(clock.case_id for clock in closing):
        case = work.cases.get(case_id)
        for clock in closing:
            if clock.case_id == case_id:
                case.close_window(clock.clock_id, work.rules, work.act)
        work.cases.save(case)
    return [clock for clock in overdue if clock.limit_id not in windows]


def _with_bail_in_step(overdue: Sequence[OverdueClock], work: Work) -> list[OverdueClock]:
    """Give what has passed, without bail that stands still or runs on although the day of its end has come."""
    periods = [clock for clock in overdue if _stops(clock, work) == BAIL_ENDED]
    still: set[str] = set()
    for case_id in dict.fromkeys(clock.case_id for clock in periods):
        case = work.cases.get(case_id)
        if case.keep_bail_in_step(work.rules, work.act):
            work.cases.save(case)
            still |= {one.id for one in case.clocks.values() if not one.is_overdue(work.act.now)}
    return [clock for clock in overdue if clock.clock_id not in still]


def _stops(clock: OverdueClock, work: Work) -> str:
    rule = work.rules.limit(clock.limit_id, clock.limit_version).clock
    return "" if rule is None else rule.stops


def _start_what_follows(overdue: Sequence[OverdueClock], work: Work) -> int:
    """Start the clocks that start when another one becomes overdue; give how many."""
    clocks = (limit.clock for limit in work.rules.pack.limits if limit.clock is not None)
    followed = {clock.starts_when_overdue for clock in clocks} - {""}
    late = [clock for clock in overdue if clock.limit_id in followed]
    started = 0
    for case_id in dict.fromkeys(clock.case_id for clock in late):
        case = work.cases.get(case_id)
        for clock in late:
            if clock.case_id == case_id:
                started += case.start_after_overdue(clock.clock_id, work.rules, work.act)
        work.cases.save(case)
    return started


def _grow(maker: AlertMaker, work: Work) -> int:
    """Make open alerts more serious whose clocks have reached a later amount of their limit."""
    rising = {limit.id for limit in work.rules.pack.limits if limit.clock is not None and limit.clock.rises}
    grown = 0
    for found in work.alerts.open_overdue(rising):
        severity = maker.severity(found.clock)
        # a machine's clock that is set back makes nothing less serious
        if severity_order(severity) > severity_order(found.severity):
            work.alerts.grow(found.alert_id, severity, maker.climbs(severity))
            if severity in work.rules.alerts.at_once:
                tell_above(found.alert_id, found.clock.case_id, work, maker.staff)
            grown += 1
    return grown
