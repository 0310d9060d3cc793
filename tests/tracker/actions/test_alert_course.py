"""The course of an alert: warned, told, taken on, put off, lapsed, climbed, ended, and back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.bad_cases.in_a_unit import (
    alerts,
    allocate,
    an_interview_due,
    arrest,
    complete,
    london,
    replan,
    sweep,
    the_clock,
)
from tests.cores import DETECTIVE, INSPECTOR, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.close_case import CloseCase
from tracker.actions.end_protection import EndProtection
from tracker.actions.grade_risk import GradeRisk
from tracker.actions.pause_clock import PauseClock
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_protection import RecordProtection
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.review_protection import ReviewProtection
from tracker.actions.see_to_alert import SeeToAlert
from tracker.actions.snooze_alert import SnoozeAlert
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.open_alerts import AlertRow
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import alert, alert_step, case_record, clock
from tracker.terms import (
    AlertEnd,
    AlertKind,
    AlertState,
    AlertStep,
    DelayReason,
    PassedOver,
    RiskGrade,
    Rung,
    Severity,
)

INTERVIEW = "ABE-02"
TODAY = date(2026, 11, 11)


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of DC Patel's; its interview is due on Thu 12 Nov 2026, and it is the day before."""
    made = an_interview_due(core, time, supervisor_id=SUPERVISOR)
    sweep(core)
    return made


def overdue(core: Tracker) -> AlertRow:
    """The alert of the interview that is late."""
    (found,) = alerts(core, limit_id=INTERVIEW, kind=AlertKind.OVERDUE)
    return found


def of_kind(core: Tracker, kind: AlertKind) -> Sequence[AlertRow]:
    return alerts(core, kind=kind)


def ended(core: Tracker, kind: AlertKind) -> list[AlertEnd]:
    """Why the alerts of a kind that ended did so, oldest first."""
    with core.database.read() as connection:
        rows = connection.execute(
            select(alert.c.ended_because)
            .where(alert.c.kind == kind.value, alert.c.ended_because.is_not(None))
            .order_by(alert.c.since)
        )
        return [AlertEnd(one) for one in rows.scalars()]


def steps(core: Tracker, alert_id: str) -> list[tuple[str, str]]:
    with core.database.read() as connection:
        rows = connection.execute(
            select(alert_step.c.what, alert_step.c.why)
            .where(alert_step.c.alert_id == alert_id)
            .order_by(alert_step.c.id)
        )
        return [(row[0], row[1]) for row in rows]


def refused(core: Tracker, request: Any) -> tuple[str, str | None]:
    with pytest.raises(RuleBroken) as error:
        core.do(request)
    return error.value.code, error.value.field


def day_by_day(core: Tracker, time: StoppedTime, until: datetime) -> None:
    while time.now() < until:
        looked_at = time.now()
        time.forward(days=1)
        core.do(RaiseAlerts(looked_at=looked_at))


def test_six_warnings_of_bail_are_six_alerts_and_one_stands_at_a_time(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    last_day = the_clock(core, case_id, "bail_ended").due
    assert last_day == date(2027, 2, 10)
    seen: dict[str, tuple[date, Severity]] = {}
    while time.today() <= last_day:
        sweep(core)
        standing = of_kind(core, AlertKind.BAIL_ENDING)
        assert len(standing) <= 1
        with core.database.read() as connection:
            for row in connection.execute(select(alert).where(alert.c.kind == AlertKind.BAIL_ENDING.value)):
                seen.setdefault(row.threshold, (time.today(), Severity(row.severity)))
        time.forward(days=1)
    assert seen == {
        "42": (date(2026, 12, 30), Severity.NOTICE),
        "28": (date(2027, 1, 13), Severity.NOTICE),
        "14": (date(2027, 1, 27), Severity.WARNING),
        "7": (date(2027, 2, 3), Severity.WARNING),
        "3": (date(2027, 2, 5), Severity.URGENT),
        "1": (date(2027, 2, 9), Severity.URGENT),
    }
    (last,) = of_kind(core, AlertKind.BAIL_ENDING)
    assert last.reason == (
        "Applicable bail period: ends on Wed 10 Feb 2027; inspector or above can extend it before then"
    )
    sweep(core)
    assert of_kind(core, AlertKind.BAIL_ENDING) == []
    (ended,) = alerts(core, limit_id="BAIL-02")
    assert (ended.kind, ended.due) == (AlertKind.OVERDUE, last_day)


def test_a_breach_of_a_limit_is_a_new_alert_although_the_warning_was_taken_on(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    (warning,) = alerts(core, limit_id=INTERVIEW)
    assert (warning.kind, warning.severity, warning.climbs_on) == (AlertKind.DUE_SOON, Severity.NOTICE, None)
    core.do(AcknowledgeAlert(DETECTIVE, warning.alert_id, warning.version, "suite booked", date(2026, 11, 12)))
    time.move_to(london(2026, 11, 13))
    sweep(core)
    late = overdue(core)
    assert (late.state, late.acknowledged_by) == (AlertState.OPEN, "")
    assert late.since == london(2026, 11, 13, 0)
    assert steps(core, warning.alert_id)[-1] == (AlertStep.ENDED.value, AlertEnd.RAN_OUT.value)


def test_nobody_takes_it_on_and_it_climbs_to_the_unit_list(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    told = [overdue(core).told_to]
    while overdue(core).climbs_on is not None:
        day_by_day(core, time, time.now() + timedelta(days=1))
        if overdue(core).told_to != told[-1]:
            told.append(overdue(core).told_to)
    assert told == [
        ("DC 3312 Patel",),
        ("DC 3312 Patel", "DS 902 Ade"),
        ("DC 3312 Patel", "DS 902 Ade", "DI 77 Lewis"),
        ("DC 3312 Patel", "DS 902 Ade", "DI 77 Lewis", "unit list"),
    ]
    assert overdue(core).rung is Rung.UNIT_LIST


def test_what_is_taken_on_and_not_done_is_open_again_and_goes_to_the_next_place(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    before = overdue(core)
    core.do(AcknowledgeAlert(DETECTIVE, before.alert_id, before.version, "ring the suite", date(2026, 11, 16)))
    day_by_day(core, time, london(2026, 11, 16))
    assert overdue(core).state is AlertState.ACKNOWLEDGED
    assert overdue(core).told_to == ("DC 3312 Patel",), "an alert that was taken on does not climb"
    day_by_day(core, time, london(2026, 11, 17))
    after = overdue(core)
    assert (after.state, after.acknowledged_by, after.next_step_by) == (AlertState.OPEN, "", None)
    assert after.told_to == ("DC 3312 Patel", "DS 902 Ade")
    assert (AlertStep.LAPSED.value, "") in steps(core, before.alert_id)


def test_an_alert_is_put_off_for_five_working_days_at_most_and_comes_back(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    def found() -> AlertRow:
        (one,) = of_kind(core, AlertKind.LATE_UNPROTECTED)
        return one

    told = found().told_to
    off = SnoozeAlert(DETECTIVE, found().alert_id, found().version, date(2026, 11, 18), "the order is heard on Tuesday")
    assert refused(core, replace(off, reason=" ")) == ("reason_needed", "reason")
    assert refused(core, replace(off, until=time.today())) == ("snooze_not_ahead", "until")
    assert refused(core, replace(off, until=date(2026, 11, 19))) == ("snooze_too_long", "until")
    core.do(off)
    with pytest.raises(StaleRecord):
        core.do(off)
    assert (found().state, found().snoozed_until) == (AlertState.SNOOZED, date(2026, 11, 18))
    day_by_day(core, time, london(2026, 11, 17))
    assert found().told_to == told, "an alert that was put off does not climb"
    day_by_day(core, time, london(2026, 11, 18))
    again = found()
    assert (again.state, again.snoozed_until) == (AlertState.OPEN, None)
    # the five days count from the first time it was put off
    more = replace(off, version=again.version, until=date(2026, 11, 19))
    assert refused(core, more) == ("snooze_too_long", "until")


def test_an_alert_that_was_put_off_is_open_again_when_it_grows_more_serious(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    found = overdue(core)
    core.do(SnoozeAlert(DETECTIVE, found.alert_id, found.version, date(2026, 11, 19), "the child is unwell"))
    day_by_day(core, time, london(2026, 11, 17))
    grown = overdue(core)
    assert (grown.severity, grown.state) == (Severity.URGENT, AlertState.OPEN)
    assert (AlertStep.GREW.value, Severity.URGENT.value) in steps(core, found.alert_id)


def test_an_alert_of_the_law_is_never_put_off_to_its_date(core: Tracker, time: StoppedTime, case_id: str) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    time.move_to(london(2027, 2, 5))
    sweep(core)
    (found,) = of_kind(core, AlertKind.BAIL_ENDING)
    off = SnoozeAlert(SUPERVISOR, found.alert_id, found.version, date(2027, 2, 10), "the file is with the DI")
    assert refused(core, off) == ("snooze_past_law", "until")
    core.do(replace(off, until=date(2027, 2, 9)))
    time.move_to(london(2027, 2, 11))
    sweep(core)
    (late,) = alerts(core, limit_id="BAIL-02")
    assert refused(core, SnoozeAlert(SUPERVISOR, late.alert_id, late.version, date(2027, 2, 12), "x")) == (
        "snooze_past_law", "until",
    )  # fmt: skip


def test_who_may_and_what_cannot_be_said_to_be_seen_to(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    found = overdue(core)
    done = SeeToAlert(SUPERVISOR, found.alert_id, found.version, "rang them")
    assert refused(core, replace(done, by=DETECTIVE))[0] == "not_allowed"
    assert refused(core, replace(done, what_was_done=" ")) == ("what_was_done_needed", "what_was_done")
    assert refused(core, done)[0] == "alert_ends_by_itself"
    with pytest.raises(NotFound):
        core.do(replace(done, alert_id="none"))
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    for late in (done, SnoozeAlert(SUPERVISOR, found.alert_id, found.version, date(2026, 11, 16), "x")):
        assert refused(core, late)[0] == "alert_ended"


def test_case_43_completion_wins_over_an_acknowledgement_that_comes_with_it(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    time.move_to(london(2026, 11, 13))
    sweep(core)
    found = overdue(core)
    complete(core, case_id, "abe_interview", date(2026, 11, 13))
    late = AcknowledgeAlert(DETECTIVE, found.alert_id, found.version, "ring the suite", date(2026, 11, 16))
    assert refused(core, late)[0] == "alert_ended"
    assert alerts(core, limit_id=INTERVIEW) == []


def test_case_41_after_an_outage_the_place_that_fits_is_told_and_the_others_are_kept_as_skipped(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    looked_at = time.now()
    core.do(RaiseAlerts(looked_at=looked_at))
    time.move_to(london(2027, 1, 28))
    core.do(RaiseAlerts(looked_at=looked_at))
    late = overdue(core)
    assert late.told_to == ("DC 3312 Patel", "unit list")
    assert steps(core, late.alert_id) == [(AlertStep.PASSED_OVER.value, PassedOver.MISSED.value)] * 2
    with core.database.read() as connection:
        rows = connection.execute(
            select(alert.c.threshold, alert.c.state, alert.c.ended_because)
            .where(alert.c.kind == AlertKind.BAIL_ENDING.value)
            .order_by(alert.c.since)
        ).all()
    skipped = (AlertState.ENDED.value, AlertEnd.SKIPPED.value)
    assert [tuple(row) for row in rows] == [("42", *skipped), ("28", *skipped), ("14", AlertState.OPEN.value, None)]


def test_late_with_nothing_to_protect_the_child_is_the_gravest_alert_until_something_does(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    (found,) = of_kind(core, AlertKind.LATE_UNPROTECTED)
    assert (found.severity, set(found.told_to)) == (Severity.CRITICAL, {"DC 3312 Patel", "DS 902 Ade"})
    assert found.reason == "The case is late, and since Mon 2 Nov 2026 nothing protects a child from a suspect"
    order = core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 11))).result
    assert of_kind(core, AlertKind.LATE_UNPROTECTED) == []
    time.move_to(london(2026, 11, 16))
    sweep(core)
    assert of_kind(core, AlertKind.LATE_UNPROTECTED) == []
    core.do(EndProtection(SUPERVISOR, str(order), 1, date(2026, 11, 16), "refused by the court"))
    sweep(core)
    (again,) = of_kind(core, AlertKind.LATE_UNPROTECTED)
    assert "since Mon 16 Nov 2026" in again.reason
    (lapsed,) = of_kind(core, AlertKind.CONDITIONS_LAPSING)
    assert (lapsed.severity, lapsed.reason) == (
        Severity.CRITICAL, "Nothing has protected the child since Mon 16 Nov 2026",
    )  # fmt: skip


def test_protection_that_ends_is_warned_of_and_told_when_it_has_ended(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    core.do(
        RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", since=date(2026, 11, 2), until=date(2026, 12, 4))
    )
    seen: dict[date, str] = {}
    while time.today() <= date(2026, 12, 5):
        sweep(core)
        for one in of_kind(core, AlertKind.CONDITIONS_LAPSING):
            seen.setdefault(time.today(), one.reason)
        time.forward(days=1)
    assert min(seen) == date(2026, 11, 20)
    assert seen[date(2026, 12, 4)] == "What protects the child ends on Fri 4 Dec 2026"
    assert seen[date(2026, 12, 5)] == "Nothing has protected the child since Sat 5 Dec 2026"


def test_a_pause_past_its_review_is_told_once_until_the_clock_runs(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    now = the_clock(core, case_id, "abe_interview")
    core.do(
        PauseClock(
            SUPERVISOR, case_id, now.clock_id, now.version, date(2026, 11, 11), None, "no suite",
            DelayReason.VICTIM_NEEDS_TIME, ours=False, review_on=date(2026, 11, 16),
        )
    )  # fmt: skip
    assert alerts(core, limit_id=INTERVIEW) == []
    time.move_to(london(2026, 11, 16))
    sweep(core)
    assert of_kind(core, AlertKind.PAUSED_TOO_LONG) == []
    time.move_to(london(2026, 11, 17))
    for _ in range(2):
        sweep(core)
        (found,) = of_kind(core, AlertKind.PAUSED_TOO_LONG)
    assert found.since == london(2026, 11, 17, 0)
    complete(core, case_id, "abe_interview", date(2026, 11, 17))
    assert of_kind(core, AlertKind.PAUSED_TOO_LONG) == []


def test_a_measure_past_its_review_is_told_once_until_somebody_looks_at_it(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    order = core.do(
        RecordProtection(SUPERVISOR, case_id, "child_protection_plan", date(2026, 11, 9), review_on=date(2026, 11, 16))
    ).result
    time.move_to(london(2026, 11, 16, 23))
    sweep(core)
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == [], "due today is not overdue"
    time.move_to(london(2026, 11, 17, 8))
    for _ in range(2):
        sweep(core)
        (found,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    assert (found.severity, found.told_to) == (Severity.URGENT, ("DC 3312 Patel",))
    assert found.reason == "Child protection plan: was to be looked at again by Mon 16 Nov 2026"
    assert found.since == london(2026, 11, 17, 0)
    core.do(ReviewProtection(DETECTIVE, str(order), 1, None, date(2026, 11, 20)))
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == []
    assert ended(core, AlertKind.MEASURE_REVIEW_DUE) == [AlertEnd.DONE]
    time.move_to(london(2026, 11, 23))
    sweep(core)
    (again,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    assert again.alert_id != found.alert_id
    core.do(EndProtection(SUPERVISOR, str(order), 2, date(2026, 11, 23), "closed by the conference"))
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == []
    assert ended(core, AlertKind.MEASURE_REVIEW_DUE) == [AlertEnd.DONE, AlertEnd.NO_LONGER_TRUE]


def test_a_measure_that_is_over_is_not_looked_at_again(core: Tracker, time: StoppedTime, case_id: str) -> None:
    case = case_file(core, case_id)
    core.do(GradeRisk(SUPERVISOR, case_id, case.version, RiskGrade.MEDIUM, "moved away", "see the child", TODAY))
    first, on = date(2026, 11, 9), date(2026, 11, 16)
    core.do(RecordProtection(SUPERVISOR, case_id, "child_protection_plan", first, until=on, review_on=on))
    core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", first, until=date(2026, 11, 18), review_on=on))
    time.move_to(london(2026, 11, 17))
    sweep(core)
    (found,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    assert (found.severity, found.reason) == (
        Severity.WARNING, "Sexual risk order: was to be looked at again by Mon 16 Nov 2026",
    )  # fmt: skip
    time.move_to(london(2026, 11, 19))
    sweep(core)
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == []
    time.move_to(london(2026, 11, 16))
    sweep(core)
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == []
    time.move_to(london(2026, 11, 18))
    sweep(core)
    (back,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    assert back.alert_id == found.alert_id, "a clock that jumps raises no second alert"


def test_a_measure_to_look_at_is_told_again_when_a_closed_case_is_taken_up_again(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    core.do(RecordProtection(SUPERVISOR, case_id, "safety_plan", date(2026, 11, 9), review_on=date(2026, 11, 10)))
    sweep(core)
    (before,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, "1", date(2026, 11, 11), without_review="a test"))
    assert of_kind(core, AlertKind.MEASURE_REVIEW_DUE) == []
    core.do(ReopenCase(SUPERVISOR, case_id, case_file(core, case_id).version, "a new witness"))
    sweep(core)
    (after,) = of_kind(core, AlertKind.MEASURE_REVIEW_DUE)
    assert after.alert_id == before.alert_id


def test_an_alert_is_named_for_what_is_late(core: Tracker, time: StoppedTime, case_id: str) -> None:
    time.move_to(london(2027, 1, 20))
    sweep(core)
    kinds = {row.kind for row in alerts(core)}
    assert {AlertKind.REVIEW_DUE, AlertKind.NO_ACTIVITY, AlertKind.FAMILY_NOT_UPDATED, AlertKind.OVERDUE} <= kinds


def test_a_restricted_case_is_swept_like_any_other_and_told_to_nobody_else(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    with core.database.write() as connection:
        connection.execute(case_record.update().values(restricted=True))
        for named in (SUPERVISOR, DETECTIVE):
            PeopleStore(connection).name_on_case(case_id, named)
    day_by_day(core, time, london(2027, 2, 15))
    (late,) = alerts(core, limit_id="BAIL-02")
    assert set(late.told_to) == {"DC 3312 Patel", "DS 902 Ade", "unit list"}
    assert (AlertStep.PASSED_OVER.value, PassedOver.MAY_NOT_SEE.value) in steps(core, late.alert_id)
    assert refused(core, RaiseAlerts(by=SUPERVISOR))[0] == "not_allowed"


def test_whoever_takes_a_case_over_is_told_of_its_alerts_and_an_allocated_one_tells_its_oic(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 2))
    case_id = open_a_case(core, reported_on=date(2026, 11, 2), supervisor_id=SUPERVISOR)
    time.move_to(london(2026, 11, 20))
    sweep(core)
    late = [row for row in alerts(core, case_id=case_id) if row.kind is not AlertKind.NO_OWNER]
    assert late
    assert not any("DC 3312 Patel" in row.told_to for row in late)
    allocate(core, case_id)
    left = alerts(core, case_id=case_id)
    assert AlertKind.NO_OWNER not in {row.kind for row in left}
    assert all("DC 3312 Patel" in row.told_to for row in left)


def test_a_day_off_is_passed_over_and_the_oic_is_told_when_at_work_again(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    with core.database.write() as connection:
        people = PeopleStore(connection)
        people.save_officer(replace(people.officer(DETECTIVE), working_days=(0, 1, 2)))
    time.move_to(london(2026, 11, 13))
    sweep(core)
    assert overdue(core).told_to == ("DS 902 Ade",)
    assert steps(core, overdue(core).alert_id) == [(AlertStep.PASSED_OVER.value, PassedOver.NOT_AT_WORK.value)]
    time.move_to(london(2026, 11, 16))
    sweep(core)
    assert set(overdue(core).told_to) >= {"DS 902 Ade", "DC 3312 Patel"}


def test_a_clock_that_was_looked_at_is_not_looked_at_again_until_it_moves(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    def looked() -> tuple[str, str, datetime | None]:
        with core.database.read() as connection:
            found = the_clock(core, case_id, "abe_interview")
            row = connection.execute(select(clock).where(clock.c.id == found.clock_id)).one()
            return row.episode, row.warned_episode, row.warn_from

    assert looked() == ("2026-11-12", "2026-11-12", None)
    replan(core, case_id, "abe_interview", date(2026, 11, 26), "no suite", by=INSPECTOR)
    assert looked()[:2] == ("2026-11-26", "")
    sweep(core)
    episode, warned, again = looked()
    assert (episode, warned) == ("2026-11-26", "2026-11-26")
    assert again is not None
    assert alerts(core, limit_id=INTERVIEW) == []
    time.move_to(again)
    sweep(core)
    assert len(alerts(core, limit_id=INTERVIEW)) == 1


def test_a_warning_is_back_when_what_was_done_is_taken_back(core: Tracker, time: StoppedTime, case_id: str) -> None:
    (before,) = alerts(core, limit_id=INTERVIEW)
    complete(core, case_id, "abe_interview", date(2026, 11, 11))
    assert alerts(core, limit_id=INTERVIEW) == []
    done = milestone(core, case_id, "abe_interview")
    core.do(ReopenMilestone(SUPERVISOR, case_id, done.milestone_id, done.version, "it was another child"))
    (after,) = alerts(core, limit_id=INTERVIEW)
    assert (after.alert_id, after.state) == (before.alert_id, AlertState.OPEN)
    assert [what for what, _ in steps(core, before.alert_id)] == [AlertStep.ENDED.value, AlertStep.BACK.value]


def test_a_clock_whose_alarm_moves_is_looked_at_again_although_its_due_date_stays(
    core: Tracker, time: StoppedTime, case_id: str
) -> None:
    arrest(core, case_id, date(2026, 11, 10))
    sweep(core)
    bail = the_clock(core, case_id, "bail_ended").clock_id
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        case = work.cases.get(case_id)
        found = case.clocks[bail]
        assert found.expires_at is not None
        # the stricter of two readings of a month's end is a day earlier
        case.clocks[bail] = replace(found, expires_at=found.expires_at - timedelta(days=1))
        work.cases.save(case)
        work.commit()
    time.move_to(london(2026, 12, 29))
    sweep(core)
    (warned,) = of_kind(core, AlertKind.BAIL_ENDING)
    assert (warned.since, warned.due) == (london(2026, 12, 29, 0), date(2027, 2, 10))
    # and it is not put off to that day either
    time.move_to(london(2027, 2, 5))
    sweep(core)
    (warned,) = of_kind(core, AlertKind.BAIL_ENDING)
    off = SnoozeAlert(SUPERVISOR, warned.alert_id, warned.version, date(2027, 2, 9), "the file is with the DI")
    assert refused(core, off) == ("snooze_past_law", "until")
