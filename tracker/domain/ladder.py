"""Ladder: who is told, in what order, past leave and cover; it ends in a place that somebody looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.people import Absence, Officer
from tracker.terms import Role, Rung

UNIT_LIST = "unit_list"


@dataclass(frozen=True, slots=True)
class Told:
    """One person (or the unit list) an alert concerns, and on which rung of the ladder."""

    rung: Rung
    recipient: str


@dataclass(frozen=True, slots=True)
class ToldAlert:
    """An open alert with everybody who was told of it.

    `named` are those who may see the case where it is restricted, else None.
    """

    alert_id: str
    case_id: str
    told: tuple[Told, ...]
    oic_id: str | None
    supervisor_id: str | None
    team_id: str | None
    named: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the unit on a day, and who is away and covered by whom."""

    officers: Mapping[str, Officer]
    absences: Sequence[Absence]

    def is_here(self, officer_id: str | None, day: date) -> bool:
        """Say whether an officer works in the unit and is not away on a day."""
        officer = self.officers.get(officer_id or "")
        return officer is not None and officer.active and self.cover_of(officer_id, day) is None

    def cover_of(self, officer_id: str | None, day: date) -> Absence | None:
        """Give the absence of an officer on a day, if any."""
        for absence in self.absences:
            if absence.officer_id == officer_id and absence.first_day <= day <= absence.last_day:
                return absence
        return None


def first_told(oic_id: str | None, supervisor_id: str | None, team_id: str | None, day: date, staff: Staff) -> Told:
    """Give whom a new alert goes to: the OIC; cover if away; the supervisor; an inspector; else the unit list."""
    if staff.is_here(oic_id, day):
        return Told(Rung.OIC, oic_id or "")
    absence = staff.cover_of(oic_id, day)
    if absence is not None and staff.is_here(absence.cover_id, day):
        return Told(Rung.COVER, absence.cover_id or "")
    supervisor = supervisor_id or _with_role(staff, Role.SUPERVISOR, team_id, day)
    if supervisor is not None and staff.is_here(supervisor, day):
        return Told(Rung.SUPERVISOR, supervisor)
    absence = staff.cover_of(supervisor, day)
    if absence is not None and staff.is_here(absence.cover_id, day):
        return Told(Rung.COVER, absence.cover_id or "")
    inspector = _with_role(staff, Role.INSPECTOR, None, day)
    if inspector is not None:
        return Told(Rung.INSPECTOR, inspector)
    return Told(Rung.UNIT_LIST, UNIT_LIST)


def told_besides(alert: ToldAlert, day: date, staff: Staff) -> Told | None:
    """Give who else is told of an open alert, because who was told is away or the OIC is back; None where nobody is.

    The cover of whoever was told stands in; where nobody who was told is here, the ladder begins anew. Whoever may
    not see a restricted case is no cover for it. An OIC whose case it is no more counts as nobody.
    """
    known = {one.recipient for one in alert.told}
    oic = alert.oic_id or ""
    covered = any(one.rung is Rung.COVER for one in alert.told)
    if covered and oic not in known and staff.is_here(oic, day) and _may_see(alert, oic):
        return Told(Rung.OIC, oic)
    concerned = [one for one in alert.told if one.rung is not Rung.OIC or one.recipient == oic]
    for one in concerned:
        absence = staff.cover_of(one.recipient, day)
        cover = "" if absence is None else absence.cover_id or ""
        if cover and cover not in known and staff.is_here(cover, day) and _may_see(alert, cover):
            return Told(Rung.COVER, cover)
    if any(one.recipient == UNIT_LIST or _reached(alert, one.recipient, day, staff) for one in concerned):
        return None
    seeing = Staff({key: one for key, one in staff.officers.items() if _may_see(alert, key)}, staff.absences)
    return first_told(alert.oic_id, alert.supervisor_id, alert.team_id, day, seeing)


def told_of_missed_limit(supervisor_id: str | None, team_id: str | None, day: date, staff: Staff) -> tuple[Told, ...]:
    """Give whom a missed limit on prosecution goes to: the supervisor and an inspector; with neither, the unit list."""
    here = staff.is_here(supervisor_id, day)
    supervisor = supervisor_id if here else _with_role(staff, Role.SUPERVISOR, team_id, day)
    inspector = _with_role(staff, Role.INSPECTOR, None, day)
    told = [Told(Rung.SUPERVISOR, supervisor)] if supervisor is not None else []
    told += [Told(Rung.INSPECTOR, inspector)] if inspector is not None else []
    return tuple(told) or (Told(Rung.UNIT_LIST, UNIT_LIST),)


def _reached(alert: ToldAlert, officer_id: str, day: date, staff: Staff) -> bool:
    return staff.is_here(officer_id, day) and _may_see(alert, officer_id)


def _may_see(alert: ToldAlert, officer_id: str) -> bool:
    return alert.named is None or officer_id in alert.named


def _with_role(staff: Staff, role: Role, team_id: str | None, day: date) -> str | None:
    if role is Role.SUPERVISOR and team_id is None:
        return None
    for officer in sorted(staff.officers.values(), key=lambda officer: officer.id):
        in_team = team_id is None or officer.team_id == team_id
        if role in officer.roles and in_team and staff.is_here(officer.id, day):
            return officer.id
    return None
