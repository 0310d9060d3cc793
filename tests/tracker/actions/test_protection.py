"""What protects a child: recorded, reviewed, broken, ended; bail and its conditions; custody; checks of bail."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.acknowledge_bail_check import AcknowledgeBailCheck
from tracker.actions.close_case import CloseCase
from tracker.actions.end_protection import EndProtection
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.record_breach import RecordBreach
from tracker.actions.record_event import RecordEvent
from tracker.actions.record_protection import RecordProtection
from tracker.actions.record_remand import RecordRemand
from tracker.actions.review_protection import ReviewProtection
from tracker.actions.see_to_alert import SeeToAlert
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.protection import CaseProtection, MeasureRow, ProtectionRow
from tracker.terms import AlertKind, BailConditionKind, BailEventKind, CheckOutcome, MilestoneState, YesNo

NO_CONTACT = BailConditionKind.NO_CONTACT


def protection(core: Tracker, case_id: str) -> CaseProtection:
    return case_file(core, case_id).protection


def the_pair(core: Tracker, case_id: str) -> ProtectionRow:
    (row,) = protection(core, case_id).pairs
    return row


def measure(core: Tracker, case_id: str, name: str) -> MeasureRow:
    return next(row for row in protection(core, case_id).measures if row.name == name)


def record(core: Tracker, case_id: str, kind: str = "sexual_risk_order", **other: Any) -> str:
    facts: dict[str, Any] = {"since": date(2026, 11, 2)}
    return str(core.do(RecordProtection(SUPERVISOR, case_id, kind, **(facts | other))).result)


def bailed(core: Tracker, case_id: str, on: date = date(2026, 11, 2), suspect: int = 0) -> str:
    suspects = [row.subject_id for row in case_file(core, case_id).subjects if row.subject_kind == "suspect"]
    request = RecordArrest(SUPERVISOR, case_id, suspects[suspect], on, BailEventKind.RELEASED_ON_BAIL)
    return str(core.do(request).result)


def conditions(core: Tracker, case_id: str, *new: NewCondition, since: date = date(2026, 11, 2)) -> None:
    (bail,) = protection(core, case_id).bails
    core.do(SetBailConditions(SUPERVISOR, case_id, bail.arrest_id, bail.version, since, new))


def test_without_any_measure_nothing_protects_since_the_report(core: Tracker) -> None:
    row = the_pair(core, open_a_case(core))
    assert (row.protected, row.since, row.state_key, row.by) == (False, date(2026, 10, 1), "critical", ())
    assert (row.gaps, row.bare_days) == (((date(2026, 10, 1), date(2026, 11, 20)),), 51)


def test_an_order_protects_until_its_last_day_and_the_gap_stays_on_record(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    record(core, case, until=date(2026, 11, 25), review_on=date(2026, 11, 23))
    row = the_pair(core, case)
    assert (row.protected, row.since, row.until, row.state_key) == (
        True, date(2026, 11, 2), date(2026, 11, 25), "due_soon",
    )  # fmt: skip
    assert (row.by, row.checked_by) == (("Sexual risk order",), ("OIC",))
    assert row.gaps == ((date(2026, 10, 1), date(2026, 11, 1)),)
    time.move_to(time.now() + timedelta(days=4))
    assert measure(core, case, "Sexual risk order").state_key == "overdue"
    time.move_to(time.now() + timedelta(days=3))
    row = the_pair(core, case)
    assert (row.protected, row.since, row.state_key) == (False, date(2026, 11, 26), "critical")
    assert measure(core, case, "Sexual risk order").over


def test_a_measure_that_keeps_nobody_away_does_not_protect(core: Tracker) -> None:
    case = open_a_case(core)
    record(core, case, "disclosure_scheme")
    assert not the_pair(core, case).protected
    assert not measure(core, case, "Child sex offender disclosure scheme").covers


def test_a_measure_for_one_child_and_one_suspect_protects_that_child_from_that_suspect(core: Tracker) -> None:
    case = open_a_case(
        core,
        children=(NewChild("AB", age_at_report=8), NewChild("CD"), NewChild("EF", age_at_report=19)),
        suspects=(NewSuspect("S1", access_to_children=YesNo.YES), NewSuspect("S2", access_to_children=YesNo.NO)),
    )
    subjects = {row.label: row.subject_id for row in case_file(core, case).subjects}
    record(core, case, suspect_id=subjects["S1"], child_id=subjects["CD"])
    found = protection(core, case)
    assert [(row.child, row.suspect, row.protected) for row in found.pairs] == [
        ("AB", "S1", False), ("CD", "S1", True),
    ]  # fmt: skip
    assert (found.adults, found.without_access) == (1, 1)


def test_a_measure_is_reviewed_and_ended_with_a_reason(core: Tracker) -> None:
    case = open_a_case(core)
    key = record(core, case, until=date(2026, 11, 22))
    row = measure(core, case, "Sexual risk order")
    core.do(ReviewProtection(SUPERVISOR, key, row.version, date(2028, 11, 2), date(2026, 12, 18)))
    with pytest.raises(StaleRecord):
        core.do(EndProtection(SUPERVISOR, key, row.version, date(2026, 11, 20), "discharged"))
    row = measure(core, case, "Sexual risk order")
    assert (row.until, row.review_on) == (date(2028, 11, 2), date(2026, 12, 18))
    core.do(EndProtection(SUPERVISOR, key, row.version, date(2026, 11, 19), " discharged by the court "))
    row = measure(core, case, "Sexual risk order")
    assert (row.over, row.ended_because, row.until) == (True, "discharged by the court", date(2026, 11, 19))
    assert the_pair(core, case).since == date(2026, 11, 19)
    assert case_file(core, case).history[0].what.startswith("Ended a protective measure: Sexual risk order")
    for again in (
        EndProtection(SUPERVISOR, key, row.version, date(2026, 11, 20), "again"),
        ReviewProtection(SUPERVISOR, key, row.version, None, None),
    ):
        with pytest.raises(RuleBroken) as broken:
            core.do(again)
        assert broken.value.code == "measure_ended"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "prayer"}, "no_such_measure"),
        ({"kind": "bail_conditions"}, "measure_recorded_elsewhere"),
        ({"since": date(2026, 11, 21)}, "date_in_future"),
        ({"until": date(2026, 11, 1)}, "end_before_start"),
        ({"review_on": date(2026, 11, 1)}, "end_before_start"),
        ({"child_id": "no-such-child"}, "protects_whom"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(core: Tracker, wrong: dict[str, Any], code: str) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken) as broken:
        record(core, case, **wrong)
    assert broken.value.code == code
    key = record(core, case)
    for on, expected in ((date(2026, 11, 21), "date_in_future"), (date(2026, 11, 1), "end_before_start")):
        with pytest.raises(RuleBroken) as broken:
            core.do(EndProtection(SUPERVISOR, key, 1, on, "because"))
        assert broken.value.code == expected


def test_bail_protects_only_by_conditions_that_keep_the_suspect_away(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    bailed(core, case)
    assert not the_pair(core, case).protected
    assert protection(core, case).bails[0].conditions == 0
    conditions(core, case, NewCondition(BailConditionKind.RESIDENCE), NewCondition(NO_CONTACT, witness="mother"))
    assert not the_pair(core, case).protected
    conditions(core, case, NewCondition(NO_CONTACT), since=date(2026, 11, 10))
    row = the_pair(core, case)
    assert (row.protected, row.since, row.until, row.by) == (
        True, date(2026, 11, 10), date(2027, 2, 2), ("bail: no contact",),
    )  # fmt: skip
    assert milestone(core, case, "bail_conditions_changed").state is MilestoneState.DONE
    assert milestone(core, case, "victim_told_of_bail_change").state is MilestoneState.OPEN
    time.move_to(time.now() + timedelta(days=80))
    row = the_pair(core, case)
    assert (row.protected, row.since) == (False, date(2027, 2, 3))
    assert measure(core, case, "Bail: no contact").over


def test_released_under_investigation_the_conditions_end_that_day(core: Tracker) -> None:
    case = open_a_case(core)
    arrest = bailed(core, case)
    conditions(core, case, NewCondition(NO_CONTACT))
    (bail,) = protection(core, case).bails
    released = BailEventKind.RELEASED_UNDER_INVESTIGATION
    core.do(RecordBailEvent(SUPERVISOR, case, arrest, bail.version, released, date(2026, 11, 18)))
    row = the_pair(core, case)
    assert (row.protected, row.since) == (False, date(2026, 11, 18))
    assert protection(core, case).bails == ()
    with pytest.raises(RuleBroken) as broken:
        core.do(SetBailConditions(SUPERVISOR, case, arrest, 1, date(2026, 11, 19), (NewCondition(NO_CONTACT),)))
    assert broken.value.code == "was_not_on_bail"


def test_conditions_of_one_arrest_are_none_of_the_next(core: Tracker) -> None:
    case = open_a_case(core)
    first = bailed(core, case)
    conditions(core, case, NewCondition(NO_CONTACT, until=date(2026, 11, 4)))
    (bail,) = protection(core, case).bails
    released = BailEventKind.RELEASED_UNDER_INVESTIGATION
    core.do(RecordBailEvent(SUPERVISOR, case, first, bail.version, released, date(2026, 11, 6)))
    bailed(core, case, date(2026, 11, 10))
    row = the_pair(core, case)
    assert (row.protected, row.since) == (False, date(2026, 11, 5))
    conditions(core, case, NewCondition(NO_CONTACT), since=date(2026, 11, 10))
    conditions(core, case, NewCondition(NO_CONTACT), since=date(2026, 11, 10))
    row = the_pair(core, case)
    assert (row.protected, row.since, row.bare_days) == (True, date(2026, 11, 10), 32 + 5)


def test_while_the_prosecutor_has_the_file_the_conditions_hold(core: Tracker) -> None:
    case = open_a_case(core)
    arrest = bailed(core, case)
    conditions(core, case, NewCondition(BailConditionKind.NO_UNSUPERVISED_CONTACT))
    (bail,) = protection(core, case).bails
    charging = BailEventKind.RELEASED_FOR_CHARGING
    core.do(RecordBailEvent(SUPERVISOR, case, arrest, bail.version, charging, date(2026, 11, 18)))
    row = the_pair(core, case)
    assert (row.protected, row.since, row.until) == (True, date(2026, 11, 2), None)


@pytest.mark.parametrize(
    ("new", "since", "code"),
    [
        ((), date(2026, 11, 2), "bail_conditions_needed"),
        ((NewCondition(NO_CONTACT),), date(2026, 11, 21), "date_in_future"),
        ((NewCondition(NO_CONTACT),), date(2026, 11, 1), "was_not_on_bail"),
        ((NewCondition(NO_CONTACT, child_id="nobody"),), date(2026, 11, 2), "protects_whom"),
        ((NewCondition(NO_CONTACT, until=date(2026, 11, 1)),), date(2026, 11, 2), "end_before_start"),
    ],
)
def test_conditions_that_cannot_be_are_refused(
    core: Tracker, new: tuple[NewCondition, ...], since: date, code: str
) -> None:
    case = open_a_case(core)
    bailed(core, case)
    with pytest.raises(RuleBroken) as broken:
        conditions(core, case, *new, since=since)
    assert broken.value.code == code


def test_custody_and_police_protection_protect_as_their_milestones_say(core: Tracker) -> None:
    case = open_a_case(core)
    subjects = {row.label: row.subject_id for row in case_file(core, case).subjects}
    core.do(RecordEvent(SUPERVISOR, case, "police_protection_started", date(2026, 11, 3), subjects["AB"]))
    core.do(RecordEvent(SUPERVISOR, case, "police_protection_ended", date(2026, 11, 5), subjects["AB"]))
    row = the_pair(core, case)
    assert row.gaps == ((date(2026, 10, 1), date(2026, 11, 2)), (date(2026, 11, 6), date(2026, 11, 20)))
    core.do(RecordEvent(SUPERVISOR, case, "emergency_protection_order_made", date(2026, 11, 19), subjects["AB"]))
    row = the_pair(core, case)
    assert (row.protected, row.until) == (True, milestone(core, case, "emergency_protection_order_ended").clocks[0].due)
    core.do(RecordEvent(SUPERVISOR, case, "charged", date(2026, 11, 20), subjects["S1"]))
    core.do(RecordRemand(SUPERVISOR, case, subjects["S1"], "CPS-12-summary", date(2026, 11, 20), "DS 902"))
    row = the_pair(core, case)
    assert (row.until, "Remanded in custody" in row.by) == (None, True)
    assert measure(core, case, "Remanded in custody").child == "every child"


def check_bail(core: Tracker, case_id: str, outcome: CheckOutcome, note: str = "", by: str = SUPERVISOR) -> None:
    (check,) = protection(core, case_id).checks
    today = core.time.today()
    core.do(AcknowledgeBailCheck(by, case_id, check.milestone_id, check.version, outcome, today, note))


def test_a_check_that_found_compliance_begins_the_next_turn(core: Tracker) -> None:
    case = open_a_case(core)
    bailed(core, case)
    (check,) = protection(core, case).checks
    assert (check.due, check.days_late) == (date(2026, 11, 30), 0)
    check_bail(core, case, CheckOutcome.COMPLIED)
    (check,) = protection(core, case).checks
    assert (check.due, check.last_outcome, check.not_checked) == (date(2026, 12, 18), CheckOutcome.COMPLIED, 0)


def test_what_could_not_be_checked_leaves_the_clock_running(core: Tracker) -> None:
    case = open_a_case(core)
    bailed(core, case)
    (check,) = protection(core, case).checks
    for outcome, code in (
        (CheckOutcome.COULD_NOT_CHECK, "check_reason_needed"),
        (CheckOutcome.BREACHED, "breach_needs_note"),
    ):
        with pytest.raises(RuleBroken) as broken:
            check_bail(core, case, outcome)
        assert broken.value.code == code
    check_bail(core, case, CheckOutcome.COULD_NOT_CHECK, "nobody at the address")
    check_bail(core, case, CheckOutcome.COULD_NOT_CHECK, "nobody again")
    (after,) = protection(core, case).checks
    assert (after.due, after.not_checked, after.milestone_id) == (check.due, 2, check.milestone_id)
    assert "could not check" in case_file(core, case).history[0].what


def breaches_told(core: Tracker) -> list[Any]:
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    return [row for row in rows if row.kind is AlertKind.CONDITIONS_BREACHED]


def test_a_breach_tells_the_supervisor_until_somebody_has_seen_to_it(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core, supervisor_id=SUPERVISOR)
    bailed(core, case)
    conditions(core, case, NewCondition(NO_CONTACT))
    check_bail(core, case, CheckOutcome.BREACHED, "no-contact condition", by=DETECTIVE)
    (alert,) = breaches_told(core)
    assert "DS 902 Ade" in alert.told_to
    assert measure(core, case, "Bail: no contact").breaches == 1
    core.do(AcknowledgeAlert(SUPERVISOR, alert.alert_id, alert.version, "arrest for breach", time.today()))
    time.move_to(time.now() + timedelta(days=1))
    core.do(RaiseAlerts())
    (again,) = breaches_told(core)
    core.do(SeeToAlert(SUPERVISOR, again.alert_id, again.version, "arrested for the breach"))
    core.do(RaiseAlerts())
    assert breaches_told(core) == []


def test_a_breach_of_an_order_stands_beside_it(core: Tracker) -> None:
    case = open_a_case(core)
    key = record(core, case)
    suspect = the_pair(core, case).suspect_id
    core.do(RecordBreach(SUPERVISOR, case, suspect, date(2026, 11, 12), "was seen at the school", key))
    row = measure(core, case, "Sexual risk order")
    assert (row.breaches, row.last_breach) == (1, date(2026, 11, 12))
    assert the_pair(core, case).protected
    for on, note, code in (
        (date(2026, 11, 12), " ", "breach_needs_note"),
        (date(2026, 11, 21), "x", "date_in_future"),
        (date(2026, 9, 1), "x", "date_before_report"),
    ):
        with pytest.raises(RuleBroken) as broken:
            core.do(RecordBreach(SUPERVISOR, case, suspect, on, note, key))
        assert broken.value.code == code
    other = open_a_case(core, reference="44NI/00306/26")
    for wrong in (
        RecordBreach(SUPERVISOR, case, "nobody", date(2026, 11, 12), "x"),
        RecordBreach(SUPERVISOR, other, the_pair(core, other).suspect_id, date(2026, 11, 12), "x", key),
    ):
        with pytest.raises(NotFound):
            core.do(wrong)


def test_out_of_scope_and_in_a_closed_case_nothing_is_entered(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    key = record(core, case)
    for request in (
        RecordProtection(DETECTIVE, case, "sexual_risk_order", date(2026, 11, 2)),
        ReviewProtection(DETECTIVE, key, 1, None, None),
        EndProtection(DETECTIVE, key, 1, date(2026, 11, 20), "x"),
    ):
        with pytest.raises(NotFound):
            core.do(request)
    core.do(
        CloseCase(SUPERVISOR, case, case_file(core, case).version, "18", core.time.today(), without_review="agreed")
    )
    with pytest.raises(RuleBroken) as broken:
        record(core, case)
    assert broken.value.code == "case_closed"
    assert the_pair(core, case).state_key == "not_required"
