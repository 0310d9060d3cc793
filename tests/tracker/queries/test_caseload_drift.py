"""The drift of the case list is the case file's; withheld cases are counted among those that were asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from tests.bad_cases.in_a_unit import london
from tests.cores import SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.pause_clock import PauseClock
from tracker.bootstrap import Tracker
from tracker.rows.case_file import ClockRow
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.storage.tables import case_record
from tracker.terms import CaseStatus, DelayReason

LATER = london(2026, 11, 30)


def ask(core: Tracker) -> tuple[CaseloadRow, ...]:
    found: Caseload = core.ask(CaseloadQuestion(SUPERVISOR))
    return found.rows


def pausable(core: Tracker, case_id: str) -> Iterable[ClockRow]:
    return [clock for row in case_file(core, case_id).milestones for clock in row.clocks if clock.may_be_paused]


def pause_all(core: Tracker, case_id: str, since: date, **facts: Any) -> None:
    """Pause every clock that may be."""
    for clock in pausable(core, case_id):
        now = next(one for one in pausable(core, case_id) if one.clock_id == clock.clock_id)
        core.do(
            PauseClock(
                SUPERVISOR, case_id, clock.clock_id, now.version, since=since, reason="asked for",
                cause=DelayReason.AWAITING_SOCIAL_CARE, **({"until": None, "review_on": None} | facts),
            )
        )  # fmt: skip


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("until", [date(2026, 11, 20), None])
def test_pauses_count_as_they_do_in_the_case_file(
    core: Tracker, time: StoppedTime, ours: bool, until: date | None
) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 11, 2))
    review_on = None if until else date(2026, 12, 4)
    pause_all(core, case_id, date(2026, 11, 9), ours=ours, until=until, review_on=review_on)
    time.move_to(LATER)
    (row,) = ask(core)
    assert row.drift == case_file(core, case_id).open_drift


def test_past_the_calendar_the_drift_of_what_stood_still_is_not_known(core: Tracker, time: StoppedTime) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 11, 2))
    pause_all(core, case_id, date(2026, 11, 9), ours=True, until=date(2026, 11, 20))
    time.move_to(time.now().replace(year=2031, month=6))
    assert [row.drift for row in ask(core)] == [None]


def test_more_cases_that_stood_still_cost_no_more_statements(core: Tracker) -> None:
    counts = []
    for number in range(3):
        case_id = open_a_case(core, reference=f"44NI/{number}/26")
        pause_all(core, case_id, date(2026, 11, 9), ours=True, until=date(2026, 11, 20))
        with count_statements(core.database) as seen:
            ask(core)
        counts.append(len(seen))
    assert counts[0] == counts[-1]


def test_a_closed_case_is_withheld_only_where_closed_ones_are_asked_for(core: Tracker) -> None:
    closed = open_a_case(core, restricted=True)
    open_a_case(core, reference="44NI/2/26", restricted=True)
    with core.database.write() as connection:
        of_case = update(case_record).where(case_record.c.id == closed)
        connection.execute(of_case.values(status=CaseStatus.CLOSED.value))
    assert core.ask(CaseloadQuestion(SUPERVISOR)).restricted_not_shown == 1
    assert core.ask(CaseloadQuestion(SUPERVISOR, with_closed=True)).restricted_not_shown == 2
