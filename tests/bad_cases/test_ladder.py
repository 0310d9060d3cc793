"""Bad cases 39, 40, 42 and 46: an alert reaches somebody, ends in a place that is looked at, and is not forgotten."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from tests.bad_cases.in_a_unit import alerts, allocate, an_interview_due, arrest, complete, london, sweep
from tests.cores import DETECTIVE, INSPECTOR, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_absence import AddAbsence
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.open_alerts import AlertRow
from tracker.storage.tables import alert_told
from tracker.terms import AbsenceReason, AlertKind, AlertState, Rung

# who is told is no matter of the engine: test_alert_course.py asks both
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

INTERVIEW = "ABE-02"
PATEL, ADE, LEWIS, LIST = "DC 3312 Patel", "DS 902 Ade", "DI 77 Lewis", "unit list"


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of DC Patel's, supervised by DS Ade; its interview was due on Thu 12 Nov 2026, and it is the day after."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 13))
    return made


def late(core: Tracker) -> AlertRow:
    (found,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    return found


def away(core: Tracker, officer_id: str) -> None:
    first, last = date(2026, 11, 13), date(2026, 11, 27)
    core.do(AddAbsence(SUPERVISOR, officer_id, first, last, AbsenceReason.LEAVE))


def each_day(core: Tracker, time: StoppedTime, until: datetime) -> None:
    while time.now() < until:
        looked_at = time.now()
        time.forward(days=1)
        core.do(RaiseAlerts(looked_at=looked_at))


@pytest.mark.parametrize(
    ("absent", "told"),
    [
        ((), (PATEL,)),
        ((DETECTIVE,), (ADE,)),
        ((DETECTIVE, SUPERVISOR), (LEWIS,)),
        ((DETECTIVE, SUPERVISOR, INSPECTOR), (LIST,)),
    ],
)
def test_case_39_whoever_is_away_the_alert_goes_up_to_somebody_or_to_the_unit_list(
    core: Tracker, case_id: str, absent: tuple[str, ...], told: tuple[str, ...]
) -> None:
    for officer_id in absent:
        away(core, officer_id)
    sweep(core)
    assert late(core).told_to == told


def test_case_39_a_case_without_an_owner_tells_somebody_and_one_who_leaves_leaves_nothing_behind(
    core: Tracker, case_id: str
) -> None:
    unowned = open_a_case(core, reference="44NI/00306/26")
    sweep(core)
    (nobody,) = alerts(core, case_id=unowned, kind=AlertKind.NO_OWNER)
    assert nobody.told_to == (LEWIS,)
    with pytest.raises(RuleBroken) as refused:
        core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, 1))
    assert refused.value.code == "left_without_owner"
    assert case_file(core, case_id).oic == PATEL


def test_case_40_at_the_top_it_stays_on_the_list_and_is_told_no_more(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    each_day(core, time, london(2026, 11, 27))
    top = late(core)
    assert (top.told_to, top.rung, top.climbs_on) == ((PATEL, ADE, LEWIS, LIST), Rung.UNIT_LIST, None)
    tellings = told_of(core, top)
    each_day(core, time, london(2026, 12, 4))
    assert late(core).alert_id == top.alert_id
    assert told_of(core, top) == tellings


def told_of(core: Tracker, row: AlertRow) -> int:
    with core.database.read() as connection:
        counted = select(func.count()).select_from(alert_told).where(alert_told.c.alert_id == row.alert_id)
        return int(connection.execute(counted).scalar_one())


def test_case_42_what_was_taken_on_and_forgotten_is_open_again_and_climbs(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    sweep(core)
    taken = late(core)
    core.do(AcknowledgeAlert(DETECTIVE, taken.alert_id, taken.version, "ring the suite", date(2026, 11, 16)))
    each_day(core, time, london(2026, 11, 16))
    assert (late(core).state, late(core).told_to) == (AlertState.ACKNOWLEDGED, (PATEL,))
    each_day(core, time, london(2026, 11, 17))
    assert (late(core).state, late(core).told_to) == (AlertState.OPEN, (PATEL, ADE))


def test_case_42_a_breach_is_an_alert_of_its_own_although_the_warning_was_taken_on(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 2))
    made = open_a_case(core, reported_on=date(2026, 11, 2))
    allocate(core, made)
    complete(core, made, "strategy_discussion", date(2026, 11, 2))
    time.move_to(london(2026, 11, 3))
    sweep(core)
    (warning,) = alerts(core, limit_id=INTERVIEW)
    core.do(AcknowledgeAlert(DETECTIVE, warning.alert_id, warning.version, "suite booked", date(2026, 11, 30)))
    time.move_to(london(2026, 11, 5))
    sweep(core)
    (breach,) = alerts(core, limit_id=INTERVIEW)
    assert (breach.kind, breach.state) == (AlertKind.OVERDUE, AlertState.OPEN)


def test_case_46_bail_warns_on_the_last_working_day_before_never_on_a_day_off(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    seen: dict[date, str] = {}
    while time.today() <= date(2027, 2, 10):
        sweep(core)
        for row in alerts(core, kind=AlertKind.BAIL_ENDING):
            seen.setdefault(row.raised_at.date(), row.reason)
        time.forward(days=1)
    # three days before Wed 10 Feb 2027 is a Sunday: it is told on the Friday
    assert date(2027, 2, 5) in seen
    assert [day for day in seen if day.weekday() > 4] == []
    assert len(seen) == 6
    assert (min(seen), max(seen)) == (date(2026, 12, 30), date(2027, 2, 9))
