"""A duplicate is merged: nothing recorded is lost, alerts and approvals follow, and it leads to the case that stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.actions.test_case_links import link, links
from tracker.actions.add_note import AddNote
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.decide_approval import DecideApproval
from tracker.actions.edit_case import EditCase
from tracker.actions.link_cases import LinkCases
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.merge_cases import MergeCases
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_conflict import RecordConflict
from tracker.actions.record_protection import RecordProtection
from tracker.actions.reopen_case import ReopenCase
from tracker.actions.set_bail_conditions import NewCondition, SetBailConditions
from tracker.actions.set_contact_safety import SetContactSafety
from tracker.actions.take_transfer_back import TakeTransferBack
from tracker.actions.transfer_case import TransferCase
from tracker.bootstrap import Tracker
from tracker.domain.access import Scope
from tracker.domain.approval import Approval
from tracker.domain.case import Case
from tracker.domain.chase import Chase
from tracker.domain.contact import ContactSafety
from tracker.domain.kept import OneKept
from tracker.domain.ledger import days_by_holder
from tracker.domain.protection import BailConditionRow, Protection
from tracker.domain.transfer import TeamTransfer
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.queries.chronology_paper import chronology
from tracker.queries.view import View
from tracker.rows.approvals import Asked
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.cases_shown import cases_shown
from tracker.rows.merging import MergePreview, MergeQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.quick_update import QuickCasesQuestion
from tracker.rows.same_person import SamePersonQuestion
from tracker.rows.why import WhyQuestion
from tracker.storage import tables
from tracker.storage.merged_records import LEFT, case_columns
from tracker.storage.tables import protection_standing
from tracker.terms import (
    AlertKind,
    BailConditionKind,
    BailEventKind,
    CaseKind,
    CaseStatus,
    ChaseWay,
    ClockState,
    Holder,
    LinkKind,
    MilestoneState,
    SafeToContact,
)

STAYS, GOES = "44NI/00305/26", "44NI/00311/26"


def loaded(core: Tracker, case_id: str) -> Case:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return work.cases.get(case_id)


def two_records(core: Tracker, **other: Any) -> tuple[str, str]:
    """Open a case, and a duplicate of it that was reported four days later, with one child more."""
    child, suspect = NewChild("AB", "11", 8), NewSuspect("S1", "22")
    stays = open_a_case(core, reference=STAYS, children=(child,), suspects=(suspect,))
    facts: dict[str, Any] = {
        "reported_on": date(2026, 10, 5),
        "children": (child, NewChild("AC", age_at_report=4)),
        "suspects": (NewSuspect("X1", "22"),),
    }
    return stays, open_a_case(core, reference=GOES, **(facts | other))


def preview(core: Tracker, stays: str, goes: str, by: str = SUPERVISOR, **other: Any) -> MergePreview:
    found: MergePreview = core.ask(MergeQuestion(by, goes, stays, **other))
    return found


def merge(core: Tracker, stays: str, goes: str, **other: Any) -> None:
    shown = preview(core, stays, goes)
    facts: dict[str, Any] = {
        "by": SUPERVISOR, "case_id": goes, "version": shown.version, "into_id": stays,
        "into_version": shown.into.version, "typed": "44ni/00311/26 ", "same": shown.same,
    }  # fmt: skip
    core.do(MergeCases(**(facts | other)))


def rows_of(connection: Connection, case_id: str) -> dict[str, int]:
    """Count the rows of every table that name a case, and are to follow it."""
    return {
        f"{table.name}.{column.name}": connection.execute(
            select(func.count()).select_from(table).where(column == case_id)
        ).scalar_one()
        for table, column in case_columns()
        # how protection stands is worked out anew after the merge
        if table is not protection_standing
    }


def test_every_record_of_the_duplicate_is_of_the_case_that_stays(core: Tracker) -> None:
    stays, goes = two_records(core)
    suspect_id = next(iter(loaded(core, goes).suspects))
    arrested = date(2026, 11, 2)
    core.do(RecordArrest(SUPERVISOR, goes, suspect_id, arrested, released=BailEventKind.RELEASED_ON_BAIL))
    core.do(AddNote(SUPERVISOR, goes, "School told"))
    kind = "child_and_family_update"
    row = next(one for one in case_file(core, goes).milestones if one.kind == kind and one.subject == "AB")
    core.do(CompleteMilestone(SUPERVISOR, goes, row.milestone_id, row.version, date(2026, 10, 20)))
    core.do(RaiseAlerts())
    with core.database.read() as connection:
        before = [rows_of(connection, case_id) for case_id in (stays, goes)]
    was = loaded(core, stays), loaded(core, goes)
    merge(core, stays, goes)
    with core.database.read() as connection:
        after = [rows_of(connection, case_id) for case_id in (stays, goes)]
    left = {name: count for name, count in after[1].items() if count}
    whole = {name: sum(part[name] for part in before) for name in before[0]}
    assert left.pop("child.case_id") == left.pop("suspect.case_id") == 1
    about_the_duplicate = left.pop("alert.case_id")
    assert left == {}
    events = "clock_event.case_id"
    assert after[0].pop(events) >= whole.pop(events)
    assert after[0] == whole | {
        "child.case_id": 2, "suspect.case_id": 1, "alert.case_id": whole["alert.case_id"] - about_the_duplicate,
        "case_record.merged_into": 1,
    }  # fmt: skip
    case = loaded(core, stays)
    assert set(case.clocks) == {*was[0].clocks, *was[1].clocks}
    assert (
        sum(days_by_holder(case.holdings, core.time.today()).values())
        == (core.time.today() - case.record.reported_on).days
    )
    assert next(iter(case.arrests.values())).suspect_id in case.suspects


def test_the_chronology_says_who_recorded_what_came_over(core: Tracker, time: StoppedTime) -> None:
    stays, goes = two_records(core)
    core.do(AllocateCase(SUPERVISOR, goes, case_file(core, goes).version, DETECTIVE))
    time.forward(minutes=1)
    row = next(one for one in case_file(core, goes).milestones if one.kind == "strategy_discussion")
    core.do(CompleteMilestone(DETECTIVE, goes, row.milestone_id, row.version, date(2026, 11, 16)))
    core.do(RecordProtection(DETECTIVE, goes, "safety_plan", date(2026, 11, 17)))
    time.forward(minutes=1)
    merge(core, stays, goes)
    with core.database.read() as connection:
        view = View(connection, Scope(SUPERVISOR, None, True, True), core.rules, core.time.now())
        rows = {row.what: row.by for row in chronology(stays, SUPERVISOR, view).rows}
    assert {rows[what] for what in rows if what.startswith(("Strategy discussion", "Written safety plan"))} == {
        "DC 3312 Patel"
    }


def test_what_is_kept_is_what_was_worked_out(core: Tracker) -> None:
    stays, goes = two_records(core, reported_on=date(2026, 9, 24))
    core.do(AllocateCase(SUPERVISOR, goes, case_file(core, goes).version, DETECTIVE))
    case, other = loaded(core, stays), loaded(core, goes)
    same = dict(preview(core, stays, goes).same)
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        case.take_over(other, same, core.rules, work.act)
    merge(core, stays, goes)
    kept = loaded(core, stays)
    assert kept.holdings == case.holdings
    assert kept.holdings[0].since == kept.record.reported_on == date(2026, 9, 24)
    for name in ("milestones", "clocks", "children", "suspects", "devices"):
        there = {key: _without_version(one) for key, one in getattr(kept, name).items()}
        assert there == {key: _without_version(one) for key, one in getattr(case, name).items()}
    duplicate = loaded(core, goes).record
    assert (duplicate.status, duplicate.merged_into, duplicate.outcome_code) == (CaseStatus.CLOSED, stays, "")


def _without_version(one: Any) -> Any:
    return {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "version"}


def test_the_duplicate_leads_to_the_case_that_stays_wherever_it_is_looked_for(core: Tracker) -> None:
    stays, goes = two_records(core)
    merge(core, stays, goes)
    file = case_file(core, goes)
    assert (file.merged_into, file.merged_reference, file.milestones) == (stays, STAYS, ())
    assert [row.case_id for row in core.ask(QuickCasesQuestion(SUPERVISOR, "00311")).rows] == [stays]
    caseload = core.ask(CaseloadQuestion(SUPERVISOR, with_closed=True))
    assert [(row.case_id, row.also) for row in caseload.rows] == [(stays, (GOES,))]
    assert core.ask(CaseloadQuestion(SUPERVISOR)).closed_not_shown == 0
    assert core.ask(WhyQuestion(SUPERVISOR, GOES, "review_inspector"))[0].due is not None
    child = next(one for one in loaded(core, stays).children.values() if one.records_number)
    assert [one.case_id for one in core.ask(SamePersonQuestion(SUPERVISOR, child.id)).cases] == [stays]


def test_both_histories_tell_of_it_and_that_of_the_duplicate_is_not_lost(core: Tracker) -> None:
    stays, goes = two_records(core)
    core.do(AddNote(SUPERVISOR, goes, "School told"))
    merge(core, stays, goes)
    told = [row.what for row in case_file(core, stays).history]
    assert told[0] == f"On {GOES}: Merged two records of one crime"
    assert told[1] == f"Merged two records of one crime: {GOES}"
    assert told[2] == f"On {GOES}: Added a note: School told"
    assert case_file(core, goes).history[0].what == "Merged two records of one crime"


def test_open_alerts_come_over_and_the_officer_of_the_case_is_told(core: Tracker) -> None:
    stays, goes = two_records(core)
    core.do(AllocateCase(SUPERVISOR, stays, case_file(core, stays).version, DETECTIVE))
    core.do(RaiseAlerts())
    before = [row for row in core.ask(OpenAlertsQuestion(SUPERVISOR)).rows if row.case_id == goes]
    merge(core, stays, goes)
    after = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    assert {row.case_id for row in after} == {stays}
    clocks = loaded(core, stays).clocks
    running = {row.alert_id for row in before if row.clock_id and clocks[row.clock_id].state is ClockState.RUNNING}
    moved = [row for row in after if row.alert_id in {one.alert_id for one in before}]
    assert {row.alert_id for row in moved} == running
    assert moved
    for row in moved:
        assert "DC 3312 Patel" in row.told_to
        assert row.milestone_id == clocks[str(row.clock_id)].milestone_id
    assert core.do(RaiseAlerts()).result == 0


def test_that_nobody_looked_at_a_measure_stands_through_a_merge_and_is_told_once(
    core: Tracker, time: StoppedTime
) -> None:
    def told() -> set[str]:
        rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
        return {row.alert_id for row in rows if row.kind is AlertKind.MEASURE_REVIEW_DUE}

    stays, goes = two_records(core)
    for case_id in (stays, goes):
        facts = {"since": date(2026, 10, 6), "review_on": date(2026, 11, 21)}
        core.do(RecordProtection(SUPERVISOR, case_id, "sexual_risk_order", **facts))
    time.forward(days=2)
    core.do(RaiseAlerts())
    before = told()
    assert len(before) == 2
    merge(core, stays, goes)
    core.do(RaiseAlerts())
    assert told() == before


def test_chases_name_what_is_waited_for_and_a_request_can_still_be_decided(core: Tracker) -> None:
    stays, goes = two_records(core)
    core.do(AllocateCase(SUPERVISOR, goes, case_file(core, goes).version, DETECTIVE))
    discussion = milestone(core, goes, "strategy_discussion").milestone_id
    core.do(
        RecordChase(
            SUPERVISOR, goes, Holder.SOCIAL_CARE, date(2026, 11, 20), ChaseWay.PHONE, milestone_id=discussion
        )
    )  # fmt: skip
    own = next(row for row in case_file(core, goes).milestones if row.kind == "abe_interview" and row.subject == "AC")
    asked = core.do(MarkNotRequired(DETECTIVE, goes, own.milestone_id, own.version, "held elsewhere")).result
    assert isinstance(asked, Asked)
    merge(core, stays, goes)
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        (chase,) = work.kept.of_case(Chase, stays)
        (approval,) = work.kept.of_case(Approval, stays)
    waits = [row for row in case_file(core, stays).milestones if row.kind == "strategy_discussion"]
    assert chase.milestone_id == next(row.milestone_id for row in waits if row.state is MilestoneState.OPEN)
    core.do(DecideApproval(SUPERVISOR, approval.id, approval.version, approve=True))
    assert loaded(core, stays).milestones[own.milestone_id].state is MilestoneState.NOT_REQUIRED


def test_links_come_over_and_one_between_the_two_is_taken_back(core: Tracker) -> None:
    stays, goes = two_records(core)
    third = open_a_case(core, reference="44NI/00400/26")
    link(core, goes, stays)
    link(core, third, goes)
    merge(core, stays, goes)
    rows = links(core, third).rows
    assert [(row.case_id, row.withdrawn) for row in rows] == [(stays, "")]
    own = {row.case_id: row.withdrawn for row in links(core, stays).rows}
    assert own == {third: "", stays: f"merged into {STAYS}"}


def test_nothing_is_written_on_the_duplicate_any_more(core: Tracker) -> None:
    stays, goes = two_records(core)
    third = open_a_case(core, reference="44NI/00400/26")
    merge(core, stays, goes)
    version = case_file(core, goes).version
    for request in (
        AddNote(SUPERVISOR, goes, "more"),
        LinkCases(SUPERVISOR, third, goes, LinkKind.OTHER, "more"),
        ReopenCase(SUPERVISOR, goes, version, "a slip"),
        AllocateCase(SUPERVISOR, goes, version, DETECTIVE),
    ):
        with pytest.raises(RuleBroken, match="case_merged"):
            core.do(request)
    with pytest.raises(RuleBroken, match="case_merged"):
        preview(core, stays, goes)
    later = open_a_case(core, reference="44NI/00500/26")
    merge(core, later, stays, typed=STAYS)
    assert case_file(core, goes).merged_into == later


def test_only_a_supervisor_who_may_see_both_merges_and_types_the_reference(core: Tracker) -> None:
    stays, goes = two_records(core, team_id=SOUTH)
    for change, code in (
        ({"by": DETECTIVE}, "not_allowed"),
        ({"typed": STAYS}, "merge_reference"),
        ({"same": (("nobody", "nowhere"),)}, "merge_of_whom"),
        ({"into_id": goes, "into_version": 1}, "merge_with_itself"),
    ):
        with pytest.raises(RuleBroken, match=code):
            merge(core, stays, goes, **change)
    with pytest.raises(StaleRecord):
        merge(core, stays, goes, version=9)
    with pytest.raises(NotFound):
        preview(core, stays, goes, by=DETECTIVE)
    core.do(EditCase(SUPERVISOR, goes, 1, CaseKind.RECENT_SEXUAL_ABUSE, "", None, restricted=True))
    with pytest.raises(RuleBroken, match="merge_of_restricted"):
        preview(core, stays, goes)
    assert loaded(core, goes).record.merged_into is None


def test_the_preview_says_what_would_be_done_and_does_nothing(core: Tracker) -> None:
    stays, goes = two_records(core, reported_on=date(2026, 9, 24))
    for case_id in (stays, goes):
        suspect_id = next(iter(loaded(core, case_id).suspects))
        core.do(RecordArrest(SUPERVISOR, case_id, suspect_id, date(2026, 11, 2)))
    core.do(AddNote(SUPERVISOR, goes, "School told"))
    row = milestone(core, stays, "crime_recorded")
    core.do(CompleteMilestone(SUPERVISOR, stays, row.milestone_id, row.version, date(2026, 10, 2)))
    row = milestone(core, goes, "suspect_identified")
    core.do(CompleteMilestone(SUPERVISOR, goes, row.milestone_id, row.version, date(2026, 10, 2)))
    before = loaded(core, stays), loaded(core, goes)
    shown = preview(core, stays, goes)
    assert (loaded(core, stays), loaded(core, goes)) == before
    assert [(one.label, bool(one.same_as), one.becomes) for one in shown.subjects] == [
        ("AB", True, "AB"), ("AC", False, "AC"), ("X1", True, "S1"),
    ]  # fmt: skip
    assert shown.records == (("note", 1), ("device", 1), ("arrest", 1))
    assert (shown.reported_on, shown.was_reported_on) == (date(2026, 9, 24), date(2026, 10, 1))
    assert shown.renamed == (("EX1", "EX1 2"),)
    assert shown.arrested_twice == (("S1", date(2026, 11, 2)),)
    assert [(line.milestone, line.on) for line in shown.to_complete] == [("Suspect identified", date(2026, 10, 2))]
    told = {(line.milestone, line.subject): line for line in shown.not_required}
    assert told["Crime recorded", ""].on == date(2026, 10, 2)
    first = min(case_file(core, goes).milestones, key=lambda one: one.kind != "child_seen_alone").clocks[0].due
    assert told["Child seen and spoken to alone", "AB"].due == first
    assert {line.subject for line in shown.waiting} == {"AC", "S1"}
    alone = preview(core, stays, goes, same=())
    assert [one.becomes for one in alone.subjects] == ["AB 2", "AC", "X1"]


def protect(core: Tracker, case_id: str, child_id: str = "") -> str:
    request = RecordProtection(SUPERVISOR, case_id, "child_protection_plan", date(2026, 11, 2), child_id=child_id)
    return str(core.do(request).result)


def kept(core: Tracker, cls: type[OneKept], case_id: str) -> tuple[OneKept, ...]:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return work.kept.of_case(cls, case_id)


def test_nobody_is_protected_by_a_merge_who_was_not_before(core: Tracker) -> None:
    stays, goes = two_records(core)
    mine, theirs = protect(core, stays), protect(core, goes)
    by_label = {one.label: one.id for one in loaded(core, goes).children.values()}
    named = protect(core, goes, by_label["AC"])
    suspect_id = next(iter(loaded(core, goes).suspects))
    core.do(
        RecordArrest(SUPERVISOR, goes, suspect_id, date(2026, 11, 2), released=BailEventKind.RELEASED_ON_BAIL)
    )  # fmt: skip
    arrest = next(iter(loaded(core, goes).arrests.values()))
    conditions = (
        NewCondition(BailConditionKind.NO_CONTACT),
        NewCondition(BailConditionKind.OTHER, witness="neighbour"),
    )
    core.do(SetBailConditions(SUPERVISOR, goes, arrest.id, arrest.version, date(2026, 11, 3), conditions))
    merge(core, stays, goes)
    (ab,) = loaded(core, goes).children
    ours = next(one.id for one in loaded(core, stays).children.values() if one.label == "AB")
    assert {(one.id, one.child_id) for one in kept(core, Protection, stays)} == {
        (mine, ours), (theirs, ""), (named, by_label["AC"]),
    }  # fmt: skip
    rows = kept(core, BailConditionRow, stays)
    assert {(one.kind, one.child_id, one.witness) for one in rows} == {
        (BailConditionKind.NO_CONTACT, "", ""), (BailConditionKind.OTHER, "", "neighbour"),
    }  # fmt: skip
    assert ab != ours


def test_a_measure_for_every_child_of_one_of_the_two_names_them_afterwards(core: Tracker) -> None:
    stays, goes = two_records(core)
    none = open_a_case(core, reference="44NI/00400/26", children=())
    theirs, of_none = protect(core, goes), protect(core, none)
    children = set(loaded(core, goes).children)
    merge(core, stays, goes, same=())
    copies = kept(core, Protection, stays)
    assert {one.child_id for one in copies} == children
    assert theirs in {one.id for one in copies}
    merge(core, stays, none, typed="44NI/00400/26")
    assert next(one.child_id for one in kept(core, Protection, stays) if one.id == of_none) == none


def test_every_warning_about_contact_stands_whichever_case_had_it(core: Tracker) -> None:
    stays, goes = two_records(core)
    lives, safe = frozenset({SafeToContact.SUSPECT_LIVES_THERE}), frozenset({SafeToContact.SAFE})
    for case_id, flags, days in (
        (stays, lives, None),
        (goes, frozenset({SafeToContact.NO_MESSAGE}), 14),
        (goes, safe, 7),
    ):
        child = next(one for one in loaded(core, case_id).children.values() if one.label == "AB")
        core.do(SetContactSafety(SUPERVISOR, case_id, child.id, flags, every_days=days))
        core.time.move_to(core.time.now() + timedelta(minutes=1))
    merge(core, stays, goes)
    latest = kept(core, ContactSafety, stays)[-1]
    assert (latest.flags, latest.every_days, latest.recorded_by) == (lives, 7, SUPERVISOR)
    assert latest.child_id in loaded(core, stays).children


def test_the_officer_of_the_case_that_stays_may_not_be_one_who_must_not_take_it(core: Tracker) -> None:
    stays, goes = two_records(core)
    core.do(RecordConflict(SUPERVISOR, goes, DETECTIVE, "knows the family"))
    core.do(AllocateCase(SUPERVISOR, stays, case_file(core, stays).version, DETECTIVE))
    for ask in (lambda: preview(core, stays, goes), lambda: merge(core, stays, goes)):
        with pytest.raises(RuleBroken, match="conflict_of_oic"):
            ask()
    request = MergeCases(SUPERVISOR, goes, 1, stays, case_file(core, stays).version, GOES)
    with pytest.raises(RuleBroken, match="conflict_of_oic"):
        core.do(request)


def test_a_transfer_of_the_duplicate_is_not_taken_back_in_the_case_that_stays(core: Tracker) -> None:
    stays, goes = two_records(core)
    core.do(TransferCase(SUPERVISOR, goes, 1, SOUTH, "lives there"))
    merge(core, stays, goes)
    (transfer,) = kept(core, TeamTransfer, stays)
    assert transfer.withdrawn_because == f"merged into {STAYS}"
    with pytest.raises(RuleBroken, match="transfer_not_the_last"):
        core.do(TakeTransferBack(SUPERVISOR, stays, loaded(core, stays).record.version, "a slip"))
    assert loaded(core, stays).record.team_id == NORTH


def test_both_cases_are_in_the_log_of_looking(core: Tracker) -> None:
    stays, goes = two_records(core)
    shown = preview(core, stays, goes)
    assert cases_shown(shown) == sorted([stays, goes])


def test_every_table_that_names_a_case_is_walked() -> None:
    walked = {table for table, _ in case_columns()}
    names_case = {table for table in tables.metadata.tables.values() if "case_id" in table.c}
    assert names_case - walked == set(LEFT)
    assert tables.case_record in walked
