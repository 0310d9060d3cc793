"""What protects each child of every open case, since when nothing does, who must be told; on both engines."""

from datetime import date
from typing import Any

from tests.bad_cases.in_a_unit import arrest, happened
from tests.cores import DETECTIVE, INSPECTOR, SOUTH, SUPERVISOR, case_file, open_a_case
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.edit_suspect import EditSuspect
from tracker.actions.end_protection import EndProtection
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_protection import RecordProtection
from tracker.bootstrap import Tracker
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.protection_register import ProtectionRegister, ProtectionRegisterQuestion, RegisterRow
from tracker.storage.import_store import ImportStore
from tracker.terms import AlertKind, Checker, Holder, YesNo

KNOWN = (NewSuspect("S1", access_to_children=YesNo.YES),)
TODAY = date(2026, 11, 20)


def a_case(core: Tracker, number: int, **other: Any) -> str:
    return open_a_case(core, **({"reference": f"44NI/{number:05}/26", "suspects": KNOWN} | other))


def register(core: Tracker, by: str = SUPERVISOR, **whose: str) -> ProtectionRegister:
    core.do(RaiseAlerts())
    found: ProtectionRegister = core.ask(ProtectionRegisterQuestion(by, **whose))
    return found


def protect(core: Tracker, case_id: str, since: date, **other: Any) -> str:
    return str(core.do(RecordProtection(SUPERVISOR, case_id, "safety_plan", since, **other)).result)


def the(core: Tracker, number: int) -> RegisterRow:
    return next(row for row in register(core).rows if row.reference[5:10] == f"{number:05}")


def test_those_without_protection_stand_first_and_what_lapses_next(core: Tracker) -> None:
    bare = a_case(core, 1)
    protect(core, a_case(core, 2), date(2026, 10, 1))
    protect(core, a_case(core, 3), date(2026, 10, 1), until=date(2026, 12, 2), checked_by=Checker.SOCIAL_CARE)
    protect(core, a_case(core, 4), date(2026, 10, 1), until=date(2027, 6, 1), review_on=date(2026, 11, 19))
    a_case(core, 5, suspects=(NewSuspect("S1", access_to_children=YesNo.NO),))
    found = register(core)
    assert [(row.reference[9], row.state_key) for row in found.rows] == [
        ("1", "critical"), ("3", "due_soon"), ("4", "overdue"), ("2", "done"),
    ]  # fmt: skip
    assert (found.lapse_days, found.no_pairs, found.restricted_not_shown) == (14, 1, 0)
    none, lapsing, _, _ = found.rows
    assert (none.case_id, none.days, none.gap_days, none.lapsed, none.by) == (bare, 51, 51, False, ())
    assert none.late > 0
    assert (lapsing.days_left, lapsing.by) == (12, ("Written safety plan with social care",))
    assert lapsing.checked_by == (Checker.SOCIAL_CARE,)


def test_gaps_before_are_told_with_their_days(core: Tracker) -> None:
    case_id = a_case(core, 1)
    first = protect(core, case_id, date(2026, 10, 11))
    version = next(row.version for row in case_file(core, case_id).protection.measures if row.protection_id == first)
    core.do(EndProtection(SUPERVISOR, first, version, date(2026, 11, 1), "the child went home"))
    row = the(core, 1)
    assert (row.protected, row.lapsed, row.since) == (False, True, date(2026, 11, 1))
    assert row.gaps == ((date(2026, 10, 1), date(2026, 10, 10)),)
    assert row.gap_days == 10 + 20
    protect(core, case_id, TODAY)
    row = the(core, 1)
    assert (row.protected, len(row.gaps), row.gap_days) == (True, 2, 10 + 19)


def test_who_must_be_told_is_who_does_not_know_since_it_is_so(core: Tracker) -> None:
    case_id = a_case(core, 1)
    happened(core, case_id, "strategy_discussion", date(2026, 10, 2))
    arrest(core, case_id, date(2026, 11, 10))
    told = {(one.what, one.who): one for one in the(core, 1).to_tell}
    agency, family = told["", Holder.SOCIAL_CARE], told["", Holder.CHILD_OR_FAMILY]
    assert (agency.on, agency.done, agency.state_key) == (date(2026, 10, 2), True, "done")
    assert (family.on, family.done, family.state_key) == (None, False, "not_started")
    release = told["Victim told of the release", Holder.CHILD_OR_FAMILY]
    assert (release.done, release.state_key) == (False, "overdue")
    assert release.days_late > 0
    happened(core, case_id, "victim_told_of_release", date(2026, 11, 12), "S1")
    happened(core, case_id, "child_and_family_update", date(2026, 11, 13), "AB")
    told = {(one.what, one.who): one for one in the(core, 1).to_tell}
    assert told["Victim told of the release", Holder.CHILD_OR_FAMILY].on == date(2026, 11, 12)
    assert told["", Holder.CHILD_OR_FAMILY].on == date(2026, 11, 13)
    assert all(one.done for one in told.values() if one.what != "Victim told of the arrest")
    assert the(core, 1).check_due is not None


def test_who_took_it_on_stands_beside_it(core: Tracker) -> None:
    a_case(core, 1)
    register(core)
    alerts = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    row = next(row for row in alerts if row.kind is AlertKind.LATE_UNPROTECTED)
    core.do(AcknowledgeAlert(SUPERVISOR, row.alert_id, row.version, "Ask for an order", date(2026, 11, 24)))
    assert (the(core, 1).taken_on, the(core, 1).next_step_by) == ("DS 902 Ade", date(2026, 11, 24))


def test_what_a_spreadsheet_does_not_say_is_not_known_in_the_case_and_on_the_list(core: Tracker) -> None:
    case_id = a_case(core, 1, suspects=(NewSuspect("S1"),))
    assert [(one.known, one.state_key) for one in case_file(core, case_id).protection.pairs] == [(True, "critical")]
    with core.database.write() as connection:
        imports = ImportStore(connection)
        imports.add_batch("batch", core.time.now(), SUPERVISOR, "", "", {})
        imports.set_imported(case_id, "batch", {})
    (pair,) = case_file(core, case_id).protection.pairs
    assert (pair.protected, pair.known, pair.state_key, pair.gaps, pair.bare_days) == (False, False, "unknown", (), 0)
    core.do(EditSuspect(SUPERVISOR, case_id, pair.suspect_id, 1, KNOWN[0]))
    (pair,) = case_file(core, case_id).protection.pairs
    assert (pair.known, pair.state_key) == (True, "critical")


def test_what_was_taken_on_for_one_child_is_not_said_of_another(core: Tracker) -> None:
    children = (NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=9))
    case_id = a_case(core, 1, children=children)
    protected = next(one.child_id for one in case_file(core, case_id).protection.pairs if one.child == "AB")
    protect(core, case_id, date(2026, 10, 1), child_id=protected, until=date(2026, 11, 24))
    register(core)
    alerts = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    row = next(row for row in alerts if row.kind is AlertKind.CONDITIONS_LAPSING)
    core.do(AcknowledgeAlert(SUPERVISOR, row.alert_id, row.version, "Prolong the plan", date(2026, 11, 23)))
    assert {row.child: row.taken_on for row in register(core).rows} == {"AB": "DS 902 Ade", "CD": ""}


def test_closed_cases_other_teams_and_restricted_ones_are_left_out_and_counted(core: Tracker) -> None:
    a_case(core, 1, restricted=True)
    a_case(core, 2, team_id=SOUTH)
    two = (NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=17))
    a_case(core, 3, children=two)
    found = register(core)
    assert sorted(row.reference[9] for row in found.rows) == ["2", "3", "3"]
    assert found.restricted_not_shown == 1
    assert {row.reference[9] for row in register(core, team_id=SOUTH).rows} == {"2"}
    assert register(core, by=DETECTIVE).rows != ()
    assert len(register(core, by=INSPECTOR).rows) == 3


def test_of_one_officer_only_their_cases_are_listed_and_counted(core: Tracker) -> None:
    nobody = (NewSuspect("S1", access_to_children=YesNo.NO),)
    a_case(core, 1)
    for case_id in (a_case(core, 2), a_case(core, 3, suspects=nobody)):
        core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, DETECTIVE))
    a_case(core, 4, suspects=nobody)
    a_case(core, 5, restricted=True)
    found = register(core, oic_id=DETECTIVE)
    assert [row.reference[9] for row in found.rows] == ["2"]
    assert (found.no_pairs, found.restricted_not_shown) == (1, 0)
    everybodys = register(core)
    assert (everybodys.no_pairs, everybodys.restricted_not_shown) == (2, 1)
