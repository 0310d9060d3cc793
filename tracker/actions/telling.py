"""Telling: an open alert reaches whoever stands in for those who are away, an OIC who is back, and the next rung."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from tracker.actions.work import Work
from tracker.domain.ladder import (
    Staff,
    Telling,
    Told,
    ToldAlert,
    climbs_by,
    climbs_on,
    first_told,
    next_told,
    told_besides,
)
from tracker.terms import AlertKind, AlertStep, Rung, Severity
from tracker.time_source import local_date

#: so long after an absence the alerts raised in it are looked for, to tell them to whoever is back
LOOKS_BACK = timedelta(days=28)


def staff_of(work: Work) -> Staff:
    """Give who works in the unit today, who is away, and who was so lately."""
    officers = {officer.id: officer for officer in work.people.officers()}
    return Staff(officers, work.people.absences_between(work.act.today - LOOKS_BACK, work.act.today))


def tell_who_is_here(work: Work, staff: Staff, also: Collection[str] = ()) -> int:
    """Tell the open alerts of those who are away to who stands in; give how many alerts reached somebody new.

    Found by state, so that planned leave, somebody sick today and a pass that was missed are the same case.

    Args:
        also: officers whose alerts are looked at although no absence names them any more.
    """
    about = {absence.officer_id for absence in staff.absences if absence.includes(work.act.today)}
    about |= {absence.cover_id for absence in staff.absences if absence.cover_id is not None}
    about |= set(also)
    return _tell_besides(work.alerts.told_to(about), work, staff)


def tell_oic(work: Work, staff: Staff, case_id: str | None = None) -> int:
    """Tell the open alerts (of one case, or all) that an OIC, or who stands in, does not know of; give how many.

    Such are those of a case that was taken over, and those that were raised on a day off.
    """
    return _tell_besides(work.alerts.unknown_to_oic(case_id), work, staff)


def tell_of_case(work: Work, staff: Staff, case_id: str) -> int:
    """Tell the open alerts of a case of which nobody who was told is here, or may see them; give how many."""
    return _tell_besides(work.alerts.of_case(case_id), work, staff)


def settle_case(case_id: str, work: Work) -> None:
    """End the alerts of a case whose reason has gone, and bring back those whose reason is back.

    What is back, and whose it was has left or has the case no more, is told to somebody who is here.
    """
    if work.alerts.settle(work.act.now, case_id):
        tell_of_case(work, staff_of(work), case_id)


def tell_supervisor(case_id: str, work: Work, staff: Staff) -> int:
    """Tell the supervisor of a case, or who stands in, the open alerts that had come to the last one; give how many."""
    told, today = 0, work.act.today
    for alert in work.alerts.of_case(case_id):
        supervisor, concern = alert.concern.supervisor_id or "", alert.concern
        known = {one.recipient for one in alert.told}
        if alert.reached is Rung.OIC or supervisor in known:
            continue
        here = staff.why_not(supervisor, concern, today, Rung.SUPERVISOR) is None
        to = Told(Rung.SUPERVISOR, supervisor) if here else Told(Rung.COVER, staff.stand_in(supervisor, concern, today))
        if to.recipient and to.recipient not in known:
            told += _tell(alert, Telling((to,), (), alert.reached), work)
    return told


def begin_anew(case_id: str, work: Work, staff: Staff) -> int:
    """Begin the ladder of every open alert of a case anew, which has another owner; give how many there are."""
    alerts = work.alerts.of_case(case_id)
    for alert in alerts:
        _tell(alert, first_told(alert.concern, work.act.today, staff), work)
    return len(alerts)


def tell_above(alert_id: str, case_id: str, work: Work, staff: Staff) -> None:
    """Tell the place above the OIC of an alert that has grown as serious as those it is told of at once."""
    for alert in work.alerts.of_case(case_id):
        if alert.alert_id == alert_id and alert.reached is Rung.OIC:
            _tell(alert, next_told(alert, work.act.today, staff), work)


def climb(work: Work, staff: Staff, looked_at: datetime | None = None) -> int:
    """Tell the next rung of every alert that nobody has taken on in its time; give how many climbed.

    After an outage the rung that fits the lateness is told, and those between are kept as passed over. A day that
    passed while alerts were looked at, and this one was put off or taken on, was not missed.

    Args:
        looked_at: when alerts were looked at last; None where they never were.
    """
    found, today = work.alerts.to_climb(work.act.today), work.act.today
    looked_on = None if looked_at is None else min(today, local_date(looked_at))
    for alert, told_at in found:
        times = _climbs(alert, local_date(told_at), today, work)
        if looked_on is not None:
            times -= _climbs(alert, local_date(told_at), looked_on, work)
        _tell(alert, next_told(alert, today, staff, climbs=max(1, times)), work)
    return len(found)


def lapse(work: Work, staff: Staff) -> int:
    """Open the alerts again whose next step was not done in its time, and tell the next rung; give how many.

    Those that were put off until today are open again too, told to nobody new, and wait from today on.
    """
    lapsed = work.alerts.lapsed(work.act.today)
    for alert in lapsed:
        work.alerts.reopen(alert.alert_id, AlertStep.LAPSED)
        _tell(alert, next_told(alert, work.act.today, staff), work)
    snoozed = work.alerts.snoozed_until(work.act.today)
    for alert_id in snoozed:
        work.alerts.reopen(alert_id, AlertStep.SNOOZE_OVER)
        back = work.alerts.get(alert_id)
        work.alerts.tell(alert_id, Telling((), (), back.rung), _climbs_on(back.kind, back.severity, back.rung, work))
    return len(lapsed) + len(snoozed)


def _tell_besides(alerts: Iterable[ToldAlert], work: Work, staff: Staff) -> int:
    told = 0
    for alert in alerts:
        telling = told_besides(alert, work.act.today, staff)
        if telling is not None:
            told += _tell(alert, telling, work)
    return told


def _tell(alert: ToldAlert, telling: Telling, work: Work) -> bool:
    on = _climbs_on(alert.kind, alert.severity, telling.reached, work)
    return work.alerts.tell(alert.alert_id, telling, on)


def _climbs_on(kind: AlertKind, severity: Severity, reached: Rung, work: Work) -> date | None:
    return climbs_on(work.act.today, kind, severity, reached, work.rules.alerts, work.rules.working_days)


def _climbs(alert: ToldAlert, told_on: date, day: date, work: Work) -> int:
    return climbs_by(day, told_on, alert.kind, alert.severity, work.rules.alerts, work.rules.working_days)
