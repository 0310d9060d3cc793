"""What the weekly paper says of alerts that nobody took on, all the way up to the unit list."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.tracker.weekly_unit import MONDAY, SERGEANT, WeeklyUnit, local
from tracker.actions.acknowledge_alert import AcknowledgeAlert, acknowledge_alert
from tracker.actions.raise_alerts import RaiseAlerts, raise_alerts
from tracker.rows.weekly_drift import UnitListRow
from tracker.storage.engine import Database
from tracker.storage.tables import alert, alert_told
from tracker.terms import Rung

ONE, TWO = "44NI/00305/26", "44NI/00306/26"
WEEK = timedelta(days=7)
ABE = "ABE interview"


@pytest.fixture
def unit(sqlite_database: Database) -> WeeklyUnit:
    """A unit of two cases in each of which the interview is late; nobody ever takes an alert on."""
    unit = WeeklyUnit(sqlite_database)
    for reference, day in ((ONE, 2), (TWO, 3)):
        case_id = unit.at(11, day).open(reference)
        unit.allocate(case_id)
        unit.at(11, 4).happen(case_id, "strategy_discussion")
    sweep_each_day(unit, date(2026, 11, 5), date(2026, 11, 22))
    return unit


def sweep_each_day(unit: WeeklyUnit, first: date, last: date) -> None:
    """Look at the alerts on every day of some, as a unit that is never switched off does."""
    day = first
    while day <= last:
        before = unit.time.now()
        unit.at(day.month, day.day, 12).do(raise_alerts, RaiseAlerts(looked_at=before))
        day += timedelta(days=1)


def listed(unit: WeeklyUnit, says: str, monday: date = MONDAY) -> UnitListRow | None:
    """The line of a weekly paper about what is overdue."""
    return next((row for row in unit.week(monday).unit_list if row.says == says), None)


def of_interviews(unit: WeeklyUnit) -> list[tuple[str, int, date]]:
    """The alerts about late interviews on the unit list: id, version and the day they came there."""
    with unit.database.read() as connection:
        rows = connection.execute(
            select(alert.c.id, alert.c.version, alert_told.c.told_at)
            .select_from(alert.join(alert_told, alert_told.c.alert_id == alert.c.id))
            .where(alert_told.c.rung == Rung.UNIT_LIST.value, alert.c.kind == "overdue", alert.c.state == "open")
            .where(alert.c.milestone_id.in_([unit.milestone(one, "abe_interview").id for one in case_ids(unit)]))
            .order_by(alert_told.c.told_at)
        )
        return [(row.id, row.version, row.told_at.date()) for row in rows]


def case_ids(unit: WeeklyUnit) -> list[str]:
    """The cases."""
    with unit.database.read() as connection:
        return sorted(set(connection.execute(select(alert.c.case_id)).scalars()))


def test_bad_case_40_what_climbed_all_the_way_stays_on_the_weekly_paper(unit: WeeklyUnit) -> None:
    (first, _, since), (second, *_) = of_interviews(unit.at(11, 23))
    assert first != second
    assert listed(unit, ABE) == UnitListRow(ABE, 2, 2, (date(2026, 11, 22) - since).days, ONE)
    assert listed(unit, ABE, MONDAY - WEEK) is None, "a week before, it had not climbed so far"
    sweep_each_day(unit, date(2026, 11, 23), date(2026, 11, 29))
    again = listed(unit.at(11, 30), ABE, MONDAY + WEEK)
    assert again == UnitListRow(ABE, 2, 2, (date(2026, 11, 29) - since).days, ONE)


def test_what_somebody_takes_on_leaves_the_paper_of_that_week_and_no_earlier_one(unit: WeeklyUnit) -> None:
    (first, version, _), _ = of_interviews(unit.at(11, 23))
    before = unit.week()
    request = AcknowledgeAlert(SERGEANT.id, first, version, "hold it", date(2026, 12, 1))
    unit.at(11, 24).do(acknowledge_alert, request)
    sweep_each_day(unit, date(2026, 11, 24), date(2026, 11, 29))
    row = listed(unit.at(11, 30), ABE, MONDAY + WEEK)
    assert row is not None
    assert (row.alerts, row.longest_reference) == (1, TWO)
    assert unit.week().unit_list == before.unit_list
    sweep_each_day(unit, date(2026, 11, 30), date(2026, 12, 6))
    back = listed(unit.at(12, 7), ABE, MONDAY + 2 * WEEK)
    assert back is not None
    assert back.alerts == 2, "its next step was not done: it is open again"


def test_what_was_done_is_off_the_paper_and_on_the_earlier_one(unit: WeeklyUnit) -> None:
    before = unit.at(11, 23).week()
    for case_id in case_ids(unit):
        unit.at(11, 23, 10).complete(case_id, "abe_interview")
    assert listed(unit.at(11, 30), ABE, MONDAY + WEEK) is None
    assert unit.week().unit_list == before.unit_list
    assert before.as_at == local(11, 23, 0)
