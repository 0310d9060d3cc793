"""Ladder: who is told, in what order, past leave and cover; it ends in a place that somebody looks at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.access import SUPERVISORS, WRITERS
from tracker.domain.alert_rules import AlertRules
from tracker.domain.calendar import SATURDAY, CalendarUnknown, WorkingCalendar
from tracker.domain.people import Absence, Officer
from tracker.terms import AlertKind, PassedOver, Role, Rung, Severity

UNIT_LIST = "unit_list"
#: The places of the ladder from the bottom up; cover stands in on the place of whoever is away.
PLACES = (Rung.OIC, Rung.SUPERVISOR, Rung.INSPECTOR, Rung.UNIT_LIST)


@dataclass(frozen=True, slots=True)
class Told:
    """One person (or the unit list) an alert concerns, and on which rung of the ladder."""

    rung: Rung
    recipient: str


@dataclass(frozen=True, slots=True)
class NotTold:
    """Somebody on the ladder who was not told, and why; no recipient where there is nobody in that place."""

    rung: Rung
    recipient: str
    why: PassedOver


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told at once, who was passed over on the way, and the highest place that was reached."""

    told: tuple[Told, ...]
    passed: tuple[NotTold, ...]
    reached: Rung


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom an alert of a case concerns. `named` are those who may see it where it is restricted, else None."""

    oic_id: str | None
    supervisor_id: str | None
    team_id: str | None
    named: frozenset[str] | None = None

    def may_see(self, officer_id: str) -> bool:
        """Say whether an officer may see the case."""
        return self.named is None or officer_id in self.named


@dataclass(frozen=True, slots=True)
class ToldAlert:
    """An open alert with everybody who was told of it and the highest place that was reached."""

    alert_id: str
    case_id: str
    kind: AlertKind
    severity: Severity
    told: tuple[Told, ...]
    reached: Rung
    concern: Concern


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the unit on a day, and who is away and covered by whom."""

    officers: Mapping[str, Officer]
    absences: Sequence[Absence]

    def is_here(self, officer_id: str | None, day: date) -> bool:
        """Say whether an officer works in the unit, on any day of the week, and is not away on a day."""
        officer = self.officers.get(officer_id or "")
        works = officer is not None and officer.active and bool(officer.working_days)
        return works and self.cover_of(officer_id, day) is None

    def cover_of(self, officer_id: str | None, day: date) -> Absence | None:
        """Give the absence of an officer on a day, if any."""
        for absence in self.absences:
            if absence.officer_id == officer_id and absence.first_day <= day <= absence.last_day:
                return absence
        return None

    def stand_in(self, officer_id: str, concern: Concern, day: date) -> str:
        """Give who covers for an officer on a day, is at work and may see the case; empty where nobody does."""
        absence = self.cover_of(officer_id, day)
        cover = "" if absence is None else absence.cover_id or ""
        return cover if self.why_not(cover, concern, day) is None else ""

    def reaches(self, told: Told, concern: Concern, day: date) -> bool:
        """Say whether who was told is here on a day, may see the case and may still act on that rung."""
        officer_id = told.recipient
        may_act = self.is_here(officer_id, day) and _may_act(self.officers[officer_id], told.rung)
        return may_act and concern.may_see(officer_id)

    def why_not(self, officer_id: str | None, concern: Concern, day: date, rung: Rung = Rung.OIC) -> PassedOver | None:
        """Say why an officer cannot be told on a day, on a rung; None where they can.

        A day of the week that their shift pattern leaves free counts as being away. At a weekend nobody's does, but for
        that of somebody who works on no day at all.
        """
        officer = self.officers.get(officer_id or "")
        if officer is None:
            return PassedOver.NOBODY
        if not officer.active:
            return PassedOver.LEFT
        if not _may_act(officer, rung):
            return PassedOver.MAY_NOT_ACT
        if self.cover_of(officer.id, day) is not None:
            return PassedOver.AWAY
        if not concern.may_see(officer.id):
            return PassedOver.MAY_NOT_SEE
        if day.weekday() not in officer.working_days and (day.weekday() < SATURDAY or not officer.working_days):
            return PassedOver.NOT_AT_WORK
        return None


def first_told(concern: Concern, day: date, staff: Staff, *, missed: int = 0, both: bool = False) -> Telling:
    """Give whom a new alert is told to: the OIC; cover if away; else the supervisor; an inspector; the unit list.

    Args:
        missed: so many climbs are overdue because nothing looked at alerts; who fits its lateness is told besides.
        both: the place above is told at once.
    """
    telling = _from(0, concern, frozenset(), day, staff)
    if missed:
        return _climbed(telling, missed, concern, day, staff)
    if both and telling.reached is Rung.OIC:
        telling = _joined(telling, (), _from(1, concern, _known(telling.told), day, staff))
    return telling


def next_told(alert: ToldAlert, day: date, staff: Staff, *, climbs: int = 1) -> Telling:
    """Give who is told besides when an alert climbs, once or, after an outage, to the place that fits its lateness."""
    so_far = Telling(alert.told, (), alert.reached)
    after = _climbed(so_far, climbs, alert.concern, day, staff)
    return Telling(after.told[len(alert.told) :], after.passed, after.reached)


def climbs_on(
    told_on: date, kind: AlertKind, severity: Severity, reached: Rung, rules: AlertRules, working_days: WorkingCalendar
) -> date | None:
    """Give the day on which an alert climbs if nobody has taken it on; None at the top, and for one that stays.

    It waits for whole working days of the unit after the day on which somebody was told.
    """
    if reached is Rung.UNIT_LIST or kind in rules.stays:
        return None
    wait = rules.waits[severity] + 1
    try:
        return working_days.nth_after(told_on, wait)
    except CalendarUnknown:
        return told_on + timedelta(days=wait)


def climbs_by(
    today: date, told_on: date, kind: AlertKind, severity: Severity, rules: AlertRules, working_days: WorkingCalendar
) -> int:
    """Give how many times an alert that was told on a day, or should have been, climbs by today."""
    missed, day = 0, climbs_on(told_on, kind, severity, Rung.OIC, rules, working_days)
    while day is not None and day <= today and missed < len(PLACES) - 1:
        missed += 1
        day = climbs_on(day, kind, severity, Rung.OIC, rules, working_days)
    return missed


def told_besides(alert: ToldAlert, day: date, staff: Staff) -> Telling | None:
    """Give who else is told of an open alert, because who was told is away or the OIC is here again; None for nobody.

    The cover of whoever was told stands in; where nobody who was told is here, the ladder begins anew. Whoever may
    not see a restricted case is no cover for it. An OIC whose case it is no more counts as nobody, and so does a
    supervisor of another team.
    """
    concern, known = alert.concern, _known(alert.told)
    oic = concern.oic_id or ""
    if oic and oic not in known and staff.why_not(oic, concern, day) is None:
        return Telling((Told(Rung.OIC, oic),), (), alert.reached)
    concerned = [one for one in alert.told if _is_concerned(one, concern, staff)]
    for recipient in (oic, *(one.recipient for one in concerned)):
        cover = staff.stand_in(recipient, concern, day)
        if cover and cover not in known:
            return Telling((Told(Rung.COVER, cover),), (), alert.reached)
    if any(one.rung is Rung.UNIT_LIST or staff.reaches(one, concern, day) for one in concerned):
        return None
    anew = first_told(concern, day, staff)
    return Telling(anew.told, anew.passed, max(anew.reached, alert.reached, key=PLACES.index))


def told_of_missed_limit(concern: Concern, day: date, staff: Staff) -> Telling:
    """Give whom a breach or a missed limit on prosecution goes to: the supervisor and an inspector; else the list."""
    first = _from(1, concern, frozenset(), day, staff)
    if first.reached is not Rung.SUPERVISOR:
        return first
    second = _from(2, concern, _known(first.told), day, staff)
    if second.reached is not Rung.INSPECTOR:
        return Telling(first.told, (*first.passed, *second.passed), first.reached)
    return _joined(first, (), second)


def _from(place: int, concern: Concern, known: frozenset[str], day: date, staff: Staff) -> Telling:
    """Give who is told on the first place, from one up, where somebody can be told who does not know yet."""
    passed: list[NotTold] = []
    for rung in PLACES[place:-1]:
        for candidate in _candidates(rung, concern, staff):
            why = staff.why_not(candidate, concern, day, rung)
            if why is None:
                if candidate in known:
                    break
                return Telling((Told(rung, candidate),), tuple(passed), rung)
            passed.append(NotTold(rung, candidate, why))
            cover = staff.stand_in(candidate, concern, day) if why is PassedOver.AWAY else ""
            if cover:
                if cover in known:
                    break
                return Telling((Told(Rung.COVER, cover),), tuple(passed), rung)
    return Telling((Told(Rung.UNIT_LIST, UNIT_LIST),), tuple(passed), Rung.UNIT_LIST)


def _climbed(telling: Telling, climbs: int, concern: Concern, day: date, staff: Staff) -> Telling:
    place = PLACES.index(telling.reached)
    wanted = min(place + climbs, len(PLACES) - 1)
    if wanted == place:
        return telling
    between = tuple(NotTold(rung, "", PassedOver.MISSED) for rung in PLACES[place + 1 : wanted])
    return _joined(telling, between, _from(wanted, concern, _known(telling.told), day, staff))


def _is_concerned(told: Told, concern: Concern, staff: Staff) -> bool:
    """Say whether an alert still concerns who was told, as the case stands now."""
    if told.rung is Rung.SUPERVISOR:
        officer = staff.officers.get(told.recipient)
        of_team = (
            officer is not None and bool(concern.team_id) and _serves_as(officer, Role.SUPERVISOR, concern.team_id)
        )
        return told.recipient == concern.supervisor_id or of_team
    return told.rung is not Rung.OIC or told.recipient == concern.oic_id


def _may_act(officer: Officer, rung: Rung) -> bool:
    """Say whether the roles of an officer let them act on an alert that is told to them on a rung."""
    return bool(officer.roles & (SUPERVISORS if rung in (Rung.SUPERVISOR, Rung.INSPECTOR) else WRITERS))


def _candidates(rung: Rung, concern: Concern, staff: Staff) -> Iterable[str]:
    """Give who may stand on a place, the first choice first; the empty name where there is nobody."""
    if rung is Rung.OIC:
        return (concern.oic_id or "",)
    if rung is Rung.SUPERVISOR:
        others = _with_role(staff, Role.SUPERVISOR, concern.team_id) if concern.team_id else ()
        named = (concern.supervisor_id,) if concern.supervisor_id else ()
        return tuple(dict.fromkeys((*named, *others))) or ("",)
    return tuple(_with_role(staff, Role.INSPECTOR, None)) or ("",)


def _with_role(staff: Staff, role: Role, team_id: str | None) -> Iterable[str]:
    return (
        officer.id
        for officer in sorted(staff.officers.values(), key=lambda officer: officer.id)
        if _serves_as(officer, role, team_id)
    )


def _serves_as(officer: Officer, role: Role, team_id: str | None) -> bool:
    """Say whether an officer has a role, in a team or (None) in any."""
    return officer.active and role in officer.roles and (team_id is None or officer.team_id == team_id)


def _known(told: Iterable[Told]) -> frozenset[str]:
    return frozenset(one.recipient for one in told)


def _joined(first: Telling, between: tuple[NotTold, ...], second: Telling) -> Telling:
    return Telling((*first.told, *second.told), (*first.passed, *between, *second.passed), second.reached)
