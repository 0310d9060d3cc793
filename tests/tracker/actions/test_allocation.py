"""Allocation, hand-over, conflicts and leavers: what goes to whom, and what is refused; on both engines."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.bad_cases.in_a_unit import allocate, arrest
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_absence import AddAbsence
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.allocate_cases import AllocateCases, CaseSeen
from tracker.actions.close_case import CloseCase
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_conflict import RecordConflict
from tracker.actions.reschedule_milestone import RescheduleMilestone
from tracker.actions.withdraw_conflict import WithdrawConflict
from tracker.bootstrap import Tracker
from tracker.domain.hand_over import HandOver
from tracker.domain.review import FollowUp, Review
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.absence_preview import AbsencePreviewQuestion
from tracker.rows.allocation import Allocation, AllocationQuestion, CandidateRow, Leaver, LeaverQuestion
from tracker.rows.approvals import ApprovalsQuestion
from tracker.rows.conflicts import CaseConflictsQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import case_access, case_record, officer
from tracker.terms import (
    AbsenceReason,
    AlertState,
    Escalation,
    OpenWork,
    OtherChildren,
    Rank,
    RiskGrade,
    RiskTrend,
    Role,
    Skill,
    Welfare,
    WorkloadLevel,
)

TODAY = date(2026, 11, 20)


@pytest.fixture
def hughes(core: Tracker) -> str:
    """DC 2207 Hughes, of the same team as DC 3312 Patel, trained for both."""
    facts = OfficerFacts(
        "2207", "Hughes", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), NORTH, account="dchughes",
        skills=frozenset({Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER, Skill.SUSPECT_INTERVIEWER}),
    )  # fmt: skip
    return str(core.do(AddOfficer(SUPERVISOR, facts)).result)


def ask(core: Tracker, *case_ids: str, by: str = SUPERVISOR) -> Allocation:
    found: Allocation = core.ask(AllocationQuestion(by, case_ids))
    return found


def leaver(core: Tracker, officer_id: str = DETECTIVE) -> Leaver:
    found: Leaver = core.ask(LeaverQuestion(SUPERVISOR, officer_id))
    return found


def test_who_has_a_case_now_stands_beside_what_they_would_have_left(core: Tracker) -> None:
    first, second = (open_a_case(core, reference=f"44NI/{number:05}/26") for number in (1, 2))
    assert ask(core, first).givers == ()
    for case_id in (first, second):
        allocate(core, case_id)
    (giver,) = ask(core, first).givers
    each = ask(core, first).rows[0].points
    assert (giver.officer_id, giver.cases, giver.cases_left) == (DETECTIVE, 2, 1)
    assert (giver.points, giver.points_left, giver.load, giver.load_left) == (2 * each, each, 2 * each, each)
    (giver,) = ask(core, first, second).givers
    assert (giver.cases_left, giver.points_left) == (0, 0)
    assert candidate(ask(core, first), DETECTIVE).median is not None
    assert ask(core, first).weights_version == 1


def candidate(found: Allocation | Leaver, officer_id: str) -> CandidateRow:
    return next(row for row in found.candidates if row.officer_id == officer_id)


def refused(core: Tracker, request: Any) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as error:
        core.do(request)
    return error.value.code, error.value.field


def restrict(core: Tracker, case_id: str, *named: str) -> None:
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == case_id).values(restricted=True))
        for one in named:
            PeopleStore(connection).name_on_case(case_id, one)


def names_on(core: Tracker, case_id: str) -> set[str]:
    with core.database.read() as connection:
        rows = connection.execute(select(case_access.c.officer_id).where(case_access.c.case_id == case_id))
        return set(rows.scalars())


def hand_overs(core: Tracker, case_id: str) -> tuple[HandOver, ...]:
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        return work.kept.of_case(HandOver, case_id)


def test_who_could_take_a_case_and_why_the_trained_first(core: Tracker, hughes: str) -> None:
    found = ask(core, open_a_case(core))
    assert found.wanted == (Skill.CHILD_ABUSE_SPECIALIST, Skill.ABE_INTERVIEWER, Skill.SUSPECT_INTERVIEWER)
    assert [row.title for row in found.candidates] == [
        "DC 2207 Hughes", "DC 3312 Patel", "DI 77 Lewis", "DS 902 Ade",
    ]  # fmt: skip
    best, other = found.candidates[:2]
    assert (best.points, best.with_points, best.missing, best.same_team) == (0, 10, (), True)
    assert other.missing == found.wanted
    assert best.level is WorkloadLevel.NOT_COMPARED, "nobody of the team has anything yet"
    assert found.open_work == ()


def test_who_is_away_comes_after_who_is_here_and_who_must_not_comes_last(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    core.do(AddAbsence(SUPERVISOR, hughes, TODAY, TODAY + timedelta(days=9), AbsenceReason.LEAVE))
    core.do(RecordConflict(SUPERVISOR, case_id, INSPECTOR, "knows the family"))
    found = ask(core, case_id)
    assert [row.officer_id for row in found.candidates] == [DETECTIVE, SUPERVISOR, hughes, INSPECTOR]
    away, against = candidate(found, hughes), candidate(found, INSPECTOR)
    assert (away.away, away.away_until, away.may) == (AbsenceReason.LEAVE, TODAY + timedelta(days=9), True)
    assert (against.conflicts, against.may) == (("44NI/00305/26",), False)
    assert found.rows[0].conflicts == ("DI 77 Lewis",)


def test_points_with_the_case_are_set_beside_the_median(core: Tracker, hughes: str) -> None:
    for number, one in enumerate((DETECTIVE, hughes)):
        allocate(core, open_a_case(core, reference=f"44NI/{number:05}/26"), one)
    row = candidate(ask(core, open_a_case(core)), hughes)
    assert (row.cases, row.points, row.with_points, row.load, row.with_load) == (1, 10, 20, 10, 20)
    assert row.level is WorkloadLevel.RED


def test_a_hand_over_is_recorded_with_the_open_work_and_the_alerts_are_told(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    arrest(core, case_id, date(2026, 10, 5))
    core.do(RaiseAlerts())
    found = ask(core, case_id)
    kinds = {row.kind for row in found.open_work}
    assert kinds == {OpenWork.BAIL, OpenWork.DEVICE, OpenWork.MILESTONE}
    (device,) = [row for row in found.open_work if row.kind is OpenWork.DEVICE]
    assert (device.what, device.subject) == ("Seized", "EX1")
    assert any(row.late for row in found.open_work)
    assert found.alerts > 0
    assert (candidate(found, DETECTIVE).has_them, candidate(found, DETECTIVE).may) == (1, False)
    allocate(core, case_id, hughes)
    (handed,) = hand_overs(core, case_id)
    assert (handed.from_id, handed.to_id, handed.handed_on) == (DETECTIVE, hughes, TODAY)
    assert len(handed.open_work) == len(found.open_work)
    assert handed.alerts == found.alerts
    words = [entry.what for entry in case_file(core, case_id).history if entry.what.startswith("Allocated")]
    assert words == [
        f"Allocated the case: to DC 2207 Hughes, from DC 3312 Patel, with {len(found.open_work)} things to do",
        "Allocated the case: to DC 3312 Patel",
    ]
    told = core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=hughes)).rows
    assert len([row for row in told if row.case_id == case_id]) == handed.alerts


def test_a_first_allocation_is_no_hand_over(core: Tracker) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    allocate(core, case_id)
    assert hand_overs(core, case_id) == ()


def test_an_officer_in_conflict_is_refused_until_it_is_withdrawn(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    conflict = str(core.do(RecordConflict(SUPERVISOR, case_id, hughes, "  knows the family ")).result)
    version = case_file(core, case_id).version
    assert refused(core, AllocateCase(SUPERVISOR, case_id, version, hughes)) == ("officer_in_conflict", "oic_id")
    assert refused(core, RecordConflict(SUPERVISOR, case_id, hughes, "again"))[0] == "conflict_known"
    assert refused(core, RecordConflict(SUPERVISOR, case_id, INSPECTOR, " "))[0] == "reason_needed"
    assert refused(core, RecordConflict(DETECTIVE, case_id, INSPECTOR, "x"))[0] == "not_allowed"
    core.do(WithdrawConflict(SUPERVISOR, conflict, 1, "another family"))
    assert refused(core, WithdrawConflict(SUPERVISOR, conflict, 2, "again"))[0] == "conflict_withdrawn"
    with pytest.raises(StaleRecord):
        core.do(WithdrawConflict(SUPERVISOR, conflict, 1, "again"))
    core.do(AllocateCase(SUPERVISOR, case_id, version, hughes))
    assert refused(core, RecordConflict(SUPERVISOR, case_id, hughes, "x"))[0] == "conflict_of_oic"


def test_whoever_is_given_a_restricted_case_is_named_on_it(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    restrict(core, case_id, SUPERVISOR)
    assert candidate(ask(core, case_id), hughes).not_named == 1
    allocate(core, case_id, hughes)
    assert names_on(core, case_id) == {SUPERVISOR, hughes}
    with pytest.raises(NotFound):
        ask(core, case_id, by=INSPECTOR)


def test_several_cases_go_to_one_officer_or_none_does(core: Tracker, hughes: str) -> None:
    first, second = (open_a_case(core, reference=f"44NI/{number:05}/26") for number in (1, 2))
    found = ask(core, first, second)
    assert candidate(found, hughes).with_points == 20
    assert (found.open_work, [row.reference for row in found.rows]) == ((), ["44NI/00001/26", "44NI/00002/26"])
    seen = tuple(CaseSeen(row.case_id, row.version) for row in found.rows)
    with pytest.raises(StaleRecord):
        core.do(AllocateCases(SUPERVISOR, (seen[0], CaseSeen(second, 99)), hughes))
    assert case_file(core, first).oic == ""
    assert refused(core, AllocateCases(SUPERVISOR, (), hughes))[0] == "no_case_chosen"
    assert refused(core, AllocateCases(DETECTIVE, seen, hughes))[0] == "not_allowed"
    core.do(AllocateCases(SUPERVISOR, seen, hughes))
    assert [case_file(core, one).oic for one in (first, second)] == ["DC 2207 Hughes"] * 2


def test_a_leaver_leaves_nothing_without_an_owner(core: Tracker, hughes: str) -> None:
    first, second, supervised = (
        open_a_case(core, reference=f"44NI/{number:05}/26", risk=RiskGrade.LOW) for number in (1, 2, 3)
    )
    for case_id in (first, second):
        allocate(core, case_id)
    with core.database.write() as connection:
        connection.execute(
            case_record.update().where(case_record.c.id == supervised).values(supervisor_id=DETECTIVE)
        )  # fmt: skip
    core.do(AddAbsence(SUPERVISOR, hughes, TODAY + timedelta(days=5), TODAY + timedelta(days=9),
                       AbsenceReason.LEAVE, DETECTIVE))  # fmt: skip
    core.do(RaiseAlerts())
    mine = core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=DETECTIVE)).rows
    core.do(AcknowledgeAlert(DETECTIVE, mine[0].alert_id, mine[0].version, "ring them", TODAY + timedelta(days=3)))
    found = leaver(core)
    assert ([row.reference for row in found.rows], found.supervised, found.not_seen) == (
        ["44NI/00001/26", "44NI/00002/26"], 1, 0,
    )  # fmt: skip
    assert (found.alerts, found.taken_on, [row.officer_id for row in found.covers]) == (len(mine), 1, [hughes])
    assert DETECTIVE not in {row.officer_id for row in found.candidates}
    assert dict(found.shared_out) == {first: hughes, second: hughes}
    assert {row.officer_id for row in found.supervisors} == {SUPERVISOR, INSPECTOR}
    leaves = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version)
    assert refused(core, leaves) == ("left_without_owner", "cases_to")
    half = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, apart=((first, hughes),))
    assert refused(core, half) == ("left_without_owner", "cases_to")
    cases = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes, ((second, INSPECTOR),))
    assert refused(core, cases) == ("left_without_supervisor", "supervised_to")
    nobody = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes, (), hughes)
    assert refused(core, nobody) == ("not_a_supervisor", "supervised_to")
    without = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes, (), INSPECTOR)
    assert refused(core, without) == ("left_without_cover", "covers_to")
    assert case_file(core, first).oic == "DC 3312 Patel", "what is refused changes nothing"
    whole = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes, ((second, INSPECTOR),), INSPECTOR, SUPERVISOR)
    assert core.do(whole).result == 2
    assert [case_file(core, one).oic for one in (first, second)] == ["DC 2207 Hughes", "DI 77 Lewis"]
    assert case_file(core, supervised).supervisor == "DI 77 Lewis"
    assert len(hand_overs(core, first)) == 1
    open_ones = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    assert all(row.state is AlertState.OPEN for row in open_ones)
    still = {row.alert_id for row in open_ones} & {row.alert_id for row in mine}
    assert all(set(row.told_to) - {"DC 3312 Patel"} for row in open_ones if row.alert_id in still)
    with core.database.read() as connection:
        row = connection.execute(select(officer).where(officer.c.id == DETECTIVE)).one()
    assert (row.active, row.account) == (False, "")
    assert leaver(core, hughes).covers == ()
    assert refused(core, OfficerLeaves(SUPERVISOR, DETECTIVE, row.version))[0] == "officer_has_left"


def test_who_may_record_that_somebody_leaves_and_who_may_not(core: Tracker, hughes: str) -> None:
    version = leaver(core, hughes).version
    assert refused(core, OfficerLeaves(DETECTIVE, hughes, version))[0] == "not_allowed"
    assert refused(core, OfficerLeaves(SUPERVISOR, hughes, version, hughes))[0] == "leaver_takes_over"
    last = leaver(core, SUPERVISOR).version
    assert refused(core, OfficerLeaves(SUPERVISOR, SUPERVISOR, last))[0] == "nobody_left_to_keep"
    with pytest.raises(StaleRecord):
        core.do(OfficerLeaves(SUPERVISOR, hughes, version + 1))
    core.do(OfficerLeaves(SUPERVISOR, hughes, version))
    with pytest.raises(NotFound):
        leaver(core, "nobody")


def test_a_restricted_case_that_is_not_seen_holds_the_leaver_back(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    restrict(core, case_id, DETECTIVE)
    found = leaver(core)
    assert (found.rows, found.not_seen) == ((), 1)
    leaves = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes)
    assert refused(core, leaves) == ("leaver_has_restricted", "cases_to")


def test_a_leaver_s_alerts_are_told_to_somebody_who_is_here(core: Tracker, time: StoppedTime) -> None:
    open_a_case(core)
    with core.database.write() as connection:
        connection.execute(case_record.update().values(supervisor_id=INSPECTOR))
    core.do(RaiseAlerts())
    assert core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=INSPECTOR)).rows
    core.do(OfficerLeaves(SUPERVISOR, INSPECTOR, leaver(core, INSPECTOR).version, supervised_to=SUPERVISOR))
    rows = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows
    assert rows
    assert all("DS 902 Ade" in row.told_to for row in rows)


def test_the_same_few_statements_whatever_the_number_of_cases(core: Tracker, hughes: str) -> None:
    def statements(question: Any) -> int:
        with count_statements(core.database) as seen:
            core.ask(question)
        return len(seen)

    def asked(*case_ids: str) -> list[int]:
        questions = (
            AllocationQuestion(SUPERVISOR, case_ids), LeaverQuestion(SUPERVISOR, DETECTIVE),
            AbsencePreviewQuestion(SUPERVISOR, DETECTIVE, TODAY, TODAY), CaseConflictsQuestion(SUPERVISOR, case_ids[0]),
        )  # fmt: skip
        return [statements(question) for question in questions]

    first = [open_a_case(core, reference=f"44NI/{number:05}/26") for number in (1, 2)]
    allocate(core, first[0])
    few = asked(*first)
    more = [open_a_case(core, reference=f"44NI/{number:05}/26") for number in range(3, 11)]
    for case_id in more:
        allocate(core, case_id)
    assert asked(*first, *more) == few


def test_what_an_absence_moves_and_what_each_cover_would_look_after(core: Tracker, hughes: str) -> None:
    first, second = (
        open_a_case(core, reference=f"44NI/{number:05}/26", reported_on=date(2026, 9, 1)) for number in (1, 2)
    )
    allocate(core, first)
    allocate(core, second, hughes)
    arrest(core, first, date(2026, 9, 10))
    core.do(RaiseAlerts())
    core.do(AddAbsence(SUPERVISOR, INSPECTOR, date(2026, 12, 8), date(2026, 12, 9), AbsenceReason.LEAVE, DETECTIVE))
    found = core.ask(AbsencePreviewQuestion(SUPERVISOR, DETECTIVE, date(2026, 12, 7), date(2026, 12, 11)))
    assert (found.cases, found.bail_ends, found.covers_for) == (1, 1, ("DI 77 Lewis",))
    assert found.alerts == len(core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=DETECTIVE)).rows) > 0
    assert found.due >= 1
    assert [(row.title, row.same_team) for row in found.covers] == [
        ("DC 2207 Hughes", True), ("DI 77 Lewis", False), ("DS 902 Ade", False),
    ]  # fmt: skip
    cover, away, _ = found.covers
    assert (cover.cases, cover.with_cases, cover.with_points) == (1, 2, cover.points + found.points)
    assert (away.away_from, away.away_now, cover.away_from) == (date(2026, 12, 8), False, None)
    restrict(core, first, SUPERVISOR)
    again = core.ask(AbsencePreviewQuestion(SUPERVISOR, DETECTIVE, TODAY, TODAY))
    assert again.covers[0].not_named == 1
    with pytest.raises(NotFound):
        core.ask(AbsencePreviewQuestion(SUPERVISOR, "nobody", TODAY, TODAY))


def test_a_closed_case_is_not_allocated(core: Tracker) -> None:
    case_id = open_a_case(core)
    version = case_file(core, case_id).version
    core.do(CloseCase(SUPERVISOR, case_id, version, "18", TODAY, without_review="held in the meeting"))
    with pytest.raises(RuleBroken) as error:
        ask(core, case_id)
    assert error.value.code == "case_closed"
    with pytest.raises(NotFound):
        ask(core, "nothing")


def test_the_conflicts_that_stand_on_a_case(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    core.do(RecordConflict(SUPERVISOR, case_id, hughes, "knows the family"))
    core.do(
        WithdrawConflict(SUPERVISOR, str(core.do(RecordConflict(SUPERVISOR, case_id, INSPECTOR, "x")).result), 1, "no")
    )
    found = core.ask(CaseConflictsQuestion(SUPERVISOR, case_id))
    (row,) = found.rows
    assert (found.reference, row.officer, row.reason, row.recorded_by) == (
        "44NI/00305/26", "DC 2207 Hughes", "knows the family", "DS 902 Ade",
    )  # fmt: skip


def test_what_a_leaver_asked_to_be_approved_is_counted_and_still_decided(core: Tracker, hughes: str) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    clocks = [clock for row in case_file(core, case_id).milestones for clock in row.clocks]
    clock = next(clock for clock in clocks if clock.may_be_rescheduled)
    assert clock.due is not None
    far = clock.due + timedelta(days=60)
    core.do(RescheduleMilestone(DETECTIVE, case_id, clock.clock_id, clock.version, clock.due, far, "court"))
    found = leaver(core)
    assert found.approvals == 1
    core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, hughes))
    (waiting,) = core.ask(ApprovalsQuestion(SUPERVISOR)).rows
    assert waiting.may_decide


def test_what_reviews_say_a_leaver_is_to_do_goes_to_the_officer_in_the_case(core: Tracker, hughes: str) -> None:
    mine, waiting = (open_a_case(core, reference=f"44NI/{number:05}/26") for number in (1, 2))
    allocate(core, mine)
    for number, case_id in enumerate((mine, waiting)):
        first = milestone(core, case_id, "first_review").milestone_id
        with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
            now = work.act.now
            review = Review(
                f"review-{number}", case_id, first, "first_review", TODAY, RiskTrend.UNCHANGED, "", OtherChildren.SAFE,
                "", "", "", (), None, "", "", "", "", Escalation.NOT_NEEDED, "", Welfare.NO_CONCERN, "", TODAY, (), now,
                SUPERVISOR,
            )  # fmt: skip
            work.kept.add(review)
            work.kept.add(
                FollowUp(f"follow-{number}", case_id, review.id, "ring", DETECTIVE, TODAY, now, SUPERVISOR)
            )  # fmt: skip
            work.commit()
    found = leaver(core)
    assert found.follow_ups == 2
    leaves = OfficerLeaves(SUPERVISOR, DETECTIVE, found.version, apart=((mine, hughes),))
    assert refused(core, leaves)[0] == "follow_up_left_without_owner"
    allocate(core, waiting, INSPECTOR)
    core.do(leaves)
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        assert [work.kept.get(FollowUp, f"follow-{number}").owner_id for number in (0, 1)] == [hughes, INSPECTOR]
