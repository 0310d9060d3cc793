"""Officers, absences and single days of duty, on both engines."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.cores import DETECTIVE, INSPECTOR, NORTH, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_duty_day import AddDutyDay
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.edit_absence import EditAbsence
from tracker.actions.edit_officer import EditOfficer
from tracker.actions.end_absence import EndAbsence
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.remove_duty_day import RemoveDutyDay
from tracker.actions.sick_today import SickToday
from tracker.bootstrap import Tracker
from tracker.changes import Changes
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.unit_people import UnitPeople, UnitPeopleQuestion, UnitPerson
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import alert, alert_told, case_record
from tracker.terms import AbsenceReason, Rank, Role, Skill

TODAY = date(2026, 11, 20)
HUGHES = OfficerFacts(" 2207 ", " Hughes ", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, account=" dchughes ")


def people(core: Tracker, **other: Any) -> UnitPeople:
    found: UnitPeople = core.ask(UnitPeopleQuestion(SUPERVISOR, **other))
    return found


def person(core: Tracker, officer_id: str) -> UnitPerson:
    return next(one for one in people(core, with_left=True).people if one.officer_id == officer_id)


def refused(core: Tracker, request: Any) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as error:
        core.do(request)
    return error.value.code, error.value.field


@pytest.fixture
def cover(core: Tracker) -> str:
    """DC 2207 Hughes, of the same team as the detective."""
    result = core.do(AddOfficer(SUPERVISOR, HUGHES)).result
    assert isinstance(result, str)
    return result


def told(core: Tracker) -> dict[str, int]:
    """How many open alerts each was told of."""
    with core.database.read() as connection:
        rows = connection.execute(
            select(alert_told.c.recipient).select_from(alert_told.join(alert)).where(alert.c.state != "ended")
        ).scalars()
        found = list(rows)
    return {one: found.count(one) for one in sorted(set(found))}


def with_alerts(core: Tracker, **other: Any) -> int:
    """A case of the detective's with open alerts; give how many."""
    case_id = open_a_case(core, **other)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    return told(core)[DETECTIVE]


def test_an_officer_is_added_and_changed(core: Tracker, cover: str) -> None:
    found = person(core, cover)
    assert (found.title, found.account, found.team, found.hours) == ("DC 2207 Hughes", "dchughes", "North", 40)
    assert (found.working_days, found.student, found.skills) == ((0, 1, 2, 3, 4), False, frozenset())
    facts = replace(
        HUGHES, team_id=SOUTH, hours=24, student=True, skills=frozenset({Skill.ABE_INTERVIEWER}), working_days=(4, 2, 0)
    )
    changes = core.do(EditOfficer(SUPERVISOR, cover, found.version, facts))
    assert changes == Changes.of(officer=[cover])
    now = person(core, cover)
    assert (now.team, now.hours, now.student, now.skills) == ("South", 24, True, frozenset({Skill.ABE_INTERVIEWER}))
    assert (now.working_days, now.version) == ((0, 2, 4), found.version + 1)
    with pytest.raises(StaleRecord) as stale:
        core.do(EditOfficer(SUPERVISOR, cover, found.version, HUGHES))
    assert stale.value.values["who"] == "DS 902 Ade"


def test_who_may_add_and_change_officers(core: Tracker, cover: str) -> None:
    lewis = replace(HUGHES, collar_number="1", account="")
    assert refused(core, AddOfficer(DETECTIVE, lewis))[0] == "not_allowed"
    assert refused(core, EditOfficer(DETECTIVE, cover, 1, HUGHES))[0] == "not_allowed"
    heads = replace(lewis, roles=frozenset({Role.UNIT_HEAD}))
    assert refused(core, AddOfficer(SUPERVISOR, heads)) == ("role_not_yours_to_give", "roles")
    me = person(core, SUPERVISOR)
    detective_only = OfficerFacts("902", "Ade", Rank.SERGEANT, frozenset({Role.DETECTIVE}), None, me.account)
    assert refused(core, EditOfficer(SUPERVISOR, SUPERVISOR, me.version, detective_only)) == (
        "nobody_left_to_keep", "roles",
    )  # fmt: skip


def test_an_account_acts_for_one_officer_and_the_refusal_says_for_whom(core: Tracker) -> None:
    taken = replace(HUGHES, account="DSADE")
    with pytest.raises(RuleBroken) as error:
        core.do(AddOfficer(SUPERVISOR, taken))
    assert (error.value.code, error.value.field) == ("account_taken", "account")
    assert error.value.values["officer"] == "DS 902 Ade"
    assert len(people(core).people) == 3


def test_sick_today_moves_the_alerts_to_the_cover_in_one_step(core: Tracker, cover: str, time: StoppedTime) -> None:
    alerts = with_alerts(core)
    assert alerts > 1
    changes = core.do(SickToday(SUPERVISOR, DETECTIVE, cover))
    assert told(core)[cover] == alerts
    away = person(core, DETECTIVE).away
    assert away is not None
    assert (away.first_day, away.last_day) == (TODAY, TODAY + timedelta(days=6))
    assert (away.reason, away.cover) == (AbsenceReason.SICK, "DC 2207 Hughes")
    assert person(core, cover).covers == ("DC 3312 Patel",)
    assert core.do(RaiseAlerts()).result == 0
    assert told(core)[cover] == alerts
    mine = core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=cover)).rows
    assert all({"DC 3312 Patel", "DC 2207 Hughes"} <= set(row.told_to) for row in mine)
    core.do(EndAbsence(SUPERVISOR, str(changes.result), away.version, TODAY))
    assert person(core, DETECTIVE).away is None


def test_what_was_raised_while_away_is_told_to_whoever_is_back(core: Tracker, cover: str, time: StoppedTime) -> None:
    sick = core.do(SickToday(SUPERVISOR, DETECTIVE, cover, TODAY + timedelta(days=20))).result
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    assert DETECTIVE not in told(core)
    raised = told(core)[cover]
    time.forward(days=3)
    away = person(core, DETECTIVE).away
    assert away is not None
    core.do(EndAbsence(SUPERVISOR, str(sick), away.version, time.today()))
    assert told(core)[DETECTIVE] == raised


def test_an_entry_taken_back_on_its_first_day_tells_the_oic_what_was_raised_since(core: Tracker, cover: str) -> None:
    sick = core.do(SickToday(SUPERVISOR, DETECTIVE, cover)).result
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    core.do(EndAbsence(SUPERVISOR, str(sick), 1, TODAY))
    assert told(core)[DETECTIVE] == told(core)[cover]
    with pytest.raises(NotFound):
        core.do(EndAbsence(SUPERVISOR, str(sick), 1, TODAY))


def test_leave_that_begins_later_moves_the_alerts_on_its_first_day_by_the_sweep(
    core: Tracker, cover: str, time: StoppedTime
) -> None:
    alerts = with_alerts(core)
    first = TODAY + timedelta(days=3)
    core.do(AddAbsence(SUPERVISOR, DETECTIVE, first, first + timedelta(days=11), AbsenceReason.LEAVE, cover))
    assert cover not in told(core)
    assert person(core, DETECTIVE).away is None
    assert person(core, DETECTIVE).away_next is not None
    time.forward(days=3)
    core.do(RaiseAlerts())
    assert told(core)[cover] >= alerts
    time.forward(days=14)
    core.do(RaiseAlerts())
    assert told(core)[DETECTIVE] == sum(1 for _ in core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=DETECTIVE)).rows)


def test_a_cover_who_is_not_named_on_a_restricted_case_is_not_told(core: Tracker, cover: str) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    core.do(RaiseAlerts())
    with core.database.write() as connection:
        connection.execute(case_record.update().values(restricted=True))
        for named in (SUPERVISOR, DETECTIVE):
            PeopleStore(connection).name_on_case(case_id, named)
    before = told(core)
    core.do(SickToday(SUPERVISOR, DETECTIVE, cover))
    assert cover not in told(core)
    assert sum(told(core).values()) > sum(before.values())


def test_who_may_record_an_absence_and_what_is_refused(core: Tracker, cover: str) -> None:
    assert refused(core, SickToday(DETECTIVE, DETECTIVE, cover))[0] == "not_allowed"
    assert refused(core, SickToday(SUPERVISOR, DETECTIVE, "")) == ("cover_needed", "cover_id")
    core.do(SickToday(SUPERVISOR, DETECTIVE, cover))
    assert refused(core, SickToday(SUPERVISOR, DETECTIVE, cover)) == ("absent_already", "first_day")
    assert refused(core, SickToday(SUPERVISOR, cover, DETECTIVE)) == ("cover_away", "cover_id")
    lewis = AddAbsence(SUPERVISOR, INSPECTOR, TODAY, TODAY - timedelta(days=1), AbsenceReason.LEAVE)
    assert refused(core, lewis) == ("absence_ends_first", "last_day")
    with pytest.raises(NotFound):
        core.do(SickToday(SUPERVISOR, "nobody", cover))


def test_an_absence_is_changed_and_another_cover_is_told(core: Tracker, cover: str) -> None:
    alerts = with_alerts(core)
    absence = core.do(AddAbsence(SUPERVISOR, DETECTIVE, TODAY, TODAY, AbsenceReason.OTHER, INSPECTOR)).result
    assert told(core)[INSPECTOR] == alerts
    changed = EditAbsence(
        SUPERVISOR, str(absence), 1, TODAY, TODAY + timedelta(days=2), AbsenceReason.SICK, cover
    )  # fmt: skip
    core.do(changed)
    away = person(core, DETECTIVE).away
    assert away is not None
    assert (away.last_day, away.reason, away.cover_id, away.version) == (
        TODAY + timedelta(days=2), AbsenceReason.SICK, cover, 2,
    )  # fmt: skip
    assert told(core)[cover] == alerts
    with pytest.raises(StaleRecord):
        core.do(changed)


def test_a_day_at_court_is_recorded_and_taken_back(core: Tracker) -> None:
    day = TODAY + timedelta(days=4)
    duty = core.do(AddDutyDay(SUPERVISOR, DETECTIVE, day, AbsenceReason.COURT)).result
    (row,) = person(core, DETECTIVE).duty_days
    assert (row.duty_id, row.day, row.reason) == (duty, day, AbsenceReason.COURT)
    assert refused(core, AddDutyDay(SUPERVISOR, DETECTIVE, day, AbsenceReason.TRAINING))[0] == "duty_day_taken"
    core.do(RemoveDutyDay(SUPERVISOR, row.duty_id))
    assert person(core, DETECTIVE).duty_days == ()
    with pytest.raises(NotFound):
        core.do(RemoveDutyDay(SUPERVISOR, row.duty_id))


def test_people_stand_by_team_and_number_with_their_open_cases(core: Tracker, cover: str) -> None:
    open_a_case(core)
    with_alerts(core, reference="44NI/00306/26")
    assert [(one.team, one.collar_number, one.open_cases) for one in people(core).people] == [
        ("North", "2207", 0), ("North", "3312", 1), ("", "77", 0), ("", "902", 0),
    ]  # fmt: skip


def test_a_new_alert_of_a_restricted_case_reaches_somebody_who_may_see_it(core: Tracker, cover: str) -> None:
    case_id = open_a_case(core)
    core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    with core.database.write() as connection:
        connection.execute(case_record.update().values(restricted=True, supervisor_id=SUPERVISOR))
        for named in (SUPERVISOR, DETECTIVE):
            PeopleStore(connection).name_on_case(case_id, named)
    core.do(SickToday(SUPERVISOR, DETECTIVE, cover))
    core.do(RaiseAlerts())
    assert told(core)[SUPERVISOR] > 0
    assert cover not in told(core)
