"""A case goes to another team: who has it, who is told, who sees it, what is refused, and taking it back."""

from datetime import UTC, date, datetime

import pytest

from tests.bad_cases.in_a_unit import allocate
from tests.cores import DETECTIVE, INSPECTOR, NORTH, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.actions.test_allocation import names_on, refused, restrict
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.mark_not_required import MarkNotRequired
from tracker.actions.officer_leaves import OfficerLeaves
from tracker.actions.raise_alerts import RaiseAlerts
from tracker.actions.record_conflict import RecordConflict
from tracker.actions.record_event import RecordEvent
from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.actions.take_transfer_back import TakeTransferBack
from tracker.actions.transfer_case import TransferCase
from tracker.bootstrap import Tracker
from tracker.domain.review import FollowUp, Review
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_transfers import TransferPreview, TransferQuestion
from tracker.rows.open_alerts import AlertRow, OpenAlertsQuestion
from tracker.rows.today import TodayList, TodayQuestion, TodayRow
from tracker.terms import (
    AlertKind,
    CaseStatus,
    Escalation,
    Holder,
    OtherChildren,
    PassedOn,
    Rank,
    RiskTrend,
    Role,
    Welfare,
)

TODAY = date(2026, 11, 20)


def supervisor_of(core: Tracker, team_id: str | None, number: str = "417", role: Role = Role.SUPERVISOR) -> str:
    facts = OfficerFacts(number, f"Blake{number}", Rank.SERGEANT, frozenset({role}), team_id, account=f"ds{number}")
    return str(core.do(AddOfficer(SUPERVISOR, facts)).result)


def transfer(core: Tracker, case_id: str, to: str | None = None, team_id: str = SOUTH) -> str:
    version = case_file(core, case_id).version
    return str(core.do(TransferCase(SUPERVISOR, case_id, version, team_id, " the family moved ", to)).result)


def take_back(core: Tracker, case_id: str) -> None:
    core.do(TakeTransferBack(SUPERVISOR, case_id, case_file(core, case_id).version, "the wrong case"))


def alerts(core: Tracker, told_to: str | None = None) -> tuple[AlertRow, ...]:
    rows: tuple[AlertRow, ...] = core.ask(OpenAlertsQuestion(SUPERVISOR, told_to=told_to)).rows
    return rows


def preview(core: Tracker, case_id: str) -> TransferPreview:
    found: TransferPreview = core.ask(TransferQuestion(SUPERVISOR, case_id))
    return found


def unallocated(core: Tracker) -> TodayRow:
    (row,) = core.ask(TodayQuestion(SUPERVISOR, board=True, only=TodayList.UNALLOCATED)).lists[0].rows
    return row


def test_a_transferred_case_waits_in_the_receiving_team_and_all_of_it_is_kept(core: Tracker, time: StoppedTime) -> None:
    blake = supervisor_of(core, SOUTH)
    case_id = open_a_case(core, supervisor_id=SUPERVISOR)
    allocate(core, case_id)
    core.do(RaiseAlerts())
    first = alerts(core)[0]
    core.do(AcknowledgeAlert(SUPERVISOR, first.alert_id, first.version, "ring them", TODAY))
    before = preview(core, case_id)
    assert (before.team, before.oic, len(before.open_work) > 3, before.alerts > 1) == (
        "North", "DC 3312 Patel", True, True,
    )  # fmt: skip
    assert [(team.name, team.waiting, [one.officer_id for one in team.supervisors]) for team in before.teams] == [
        ("South", 0, [blake, INSPECTOR, SUPERVISOR])
    ]
    transfer(core, case_id, blake)
    file = case_file(core, case_id)
    assert (file.team, file.oic, file.supervisor, file.status) == (
        "South", "", "DS 417 Blake417", CaseStatus.AWAITING_ALLOCATION,
    )  # fmt: skip
    assert (file.holders[-1].since, file.holders[-1].holder) == (TODAY, Holder.AWAITING_ALLOCATION)
    assert file.holders[-1].because == "Transferred to another team"
    (passed,) = file.transfers.passed_on
    assert (passed.kind, passed.came_from, passed.went_to, passed.open_work) == (
        PassedOn.TO_TEAM, "North, DC 3312 Patel", "South", len(before.open_work),
    )  # fmt: skip
    assert (passed.reason, passed.by, passed.taken_back) == ("the family moved", "DS 902 Ade", "")
    assert passed.what[0].startswith(before.open_work[0].what)
    assert file.transfers.oics == 1
    assert file.history[0].what == (
        "Transferred the case to another team: supervisor DS 417 Blake417, from DC 3312 Patel, with "
        f"{len(before.open_work)} things to do, from the team North, to the team South, the family moved"
    )
    told = alerts(core, blake)
    assert len(told) == before.alerts, "every open alert concerns the supervisor who has it now"
    assert not any(row.acknowledged_by for row in told), "nobody there has taken one on"
    row = unallocated(core)
    assert (row.from_team, row.came_on, row.team) == ("North", TODAY, "South")
    time.move_to(datetime(2026, 11, 24, 9, tzinfo=UTC))
    core.do(RaiseAlerts())
    (owner,) = [row for row in alerts(core, blake) if row.kind is AlertKind.NO_OWNER]
    assert owner.case_id == case_id
    (late,) = [row for row in alerts(core, blake) if row.limit_id == "TRF-01"]
    assert late.due_at == datetime(2026, 11, 21, 9, 41, 7, tzinfo=UTC), "its clock runs from the transfer"
    with pytest.raises(NotFound):
        case_file(core, case_id, by=DETECTIVE)


def test_nobody_has_it_is_told_again_in_each_team(core: Tracker) -> None:
    case_id = open_a_case(core)
    core.do(RaiseAlerts())
    blake = supervisor_of(core, SOUTH)
    assert AlertKind.NO_OWNER not in {row.kind for row in alerts(core, blake)}
    transfer(core, case_id)
    core.do(RaiseAlerts())
    assert [row.kind for row in alerts(core, blake)].count(AlertKind.NO_OWNER) == 1
    assert [row.kind for row in alerts(core)].count(AlertKind.NO_OWNER) == 1


def test_a_transfer_is_taken_back_until_somebody_there_has_the_case(core: Tracker) -> None:
    case_id = open_a_case(core, supervisor_id=SUPERVISOR)
    allocate(core, case_id)
    transfer(core, case_id)
    take_back(core, case_id)
    file = case_file(core, case_id)
    assert (file.team, file.oic, file.supervisor, file.status) == (
        "North", "DC 3312 Patel", "DS 902 Ade", CaseStatus.OPEN,
    )  # fmt: skip
    assert [row.taken_back for row in file.transfers.passed_on] == ["the wrong case"]
    assert file.history[0].what == "Took back the transfer to another team: to DC 3312 Patel, the wrong case"
    assert refused(core, TakeTransferBack(SUPERVISOR, case_id, file.version, "again")) == ("transfer_not_the_last", "")
    transfer(core, case_id)
    allocate(core, case_id, supervisor_of(core, SOUTH, "418", Role.DETECTIVE))
    file = case_file(core, case_id)
    assert (file.transfers.oics, file.team) == (2, "South")
    assert milestone(core, case_id, "allocated", 2).happened_on is None, "that of the transfer taken back"
    assert milestone(core, case_id, "allocated", 3).happened_on == TODAY
    assert refused(core, TakeTransferBack(SUPERVISOR, case_id, file.version, "again")) == ("transfer_taken_up", "")


def test_an_officer_who_has_left_gets_nothing_back(core: Tracker) -> None:
    case_id = open_a_case(core, supervisor_id=SUPERVISOR)
    allocate(core, case_id)
    transfer(core, case_id)
    core.do(OfficerLeaves(SUPERVISOR, DETECTIVE, 1))
    version = case_file(core, case_id).version
    assert refused(core, TakeTransferBack(SUPERVISOR, case_id, version, "wrong")) == ("officer_has_left", "")


def test_a_restricted_case_goes_to_somebody_who_can_see_it(core: Tracker) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    restrict(core, case_id, SUPERVISOR)
    blake = supervisor_of(core, SOUTH)
    version = case_file(core, case_id).version
    assert refused(core, TransferCase(SUPERVISOR, case_id, version, SOUTH, "moved")) == (
        "supervisor_for_restricted", "supervisor_id",
    )  # fmt: skip
    with pytest.raises(NotFound):
        case_file(core, case_id, by=blake)
    transfer(core, case_id, blake)
    assert {SUPERVISOR, blake} <= names_on(core, case_id)
    assert case_file(core, case_id, by=blake).supervisor == "DS 417 Blake417"
    take_back(core, case_id)
    assert blake not in names_on(core, case_id), "the transfer alone had let them see it"
    with pytest.raises(NotFound):
        case_file(core, case_id, by=blake)
    restrict(core, case_id, blake)
    transfer(core, case_id, blake)
    take_back(core, case_id)
    assert blake in names_on(core, case_id), "named before, and so named still"


def test_what_reviews_asked_of_the_officer_goes_to_the_next_one(core: Tracker) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    milestone_id = milestone(core, case_id, "first_review").milestone_id
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        now = work.act.now
        review = Review(
            "review-1", case_id, milestone_id, "first_review", TODAY, RiskTrend.UNCHANGED, "", OtherChildren.SAFE, "",
            "", "", (), None, "", "", "", "", Escalation.NOT_NEEDED, "", Welfare.NO_CONCERN, "", TODAY, (), now,
            SUPERVISOR,
        )  # fmt: skip
        work.kept.add(review)
        for owner in (DETECTIVE, SUPERVISOR):
            work.kept.add(FollowUp(f"for-{owner}", case_id, review.id, "ring", owner, TODAY, now, SUPERVISOR))
        work.commit()
    assert preview(core, case_id).follow_ups == 1
    transfer(core, case_id)
    hughes = supervisor_of(core, SOUTH, "418", Role.DETECTIVE)
    allocate(core, case_id, hughes)
    with core.database.work(SUPERVISOR, core.time, core.rules, core.new_id) as work:
        owners = [one.owner_id for one in work.kept.of_case(FollowUp, case_id)]
    assert owners == [hughes, SUPERVISOR]


def test_what_is_refused_of_a_transfer(core: Tracker) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    version = case_file(core, case_id).version
    north, south = supervisor_of(core, NORTH), supervisor_of(core, SOUTH, "418")
    core.do(RecordConflict(SUPERVISOR, case_id, south, "knows the family"))
    assert [one.officer_id for one in preview(core, case_id).teams[0].supervisors] == [INSPECTOR, SUPERVISOR]

    def to(officer_id: str | None = None, team_id: str = SOUTH, reason: str = "moved", by: str = SUPERVISOR) -> object:
        return TransferCase(by, case_id, version, team_id, reason, officer_id)

    assert refused(core, to(by=DETECTIVE))[0] == "not_allowed"
    assert refused(core, to(reason=" ")) == ("reason_needed", "reason")
    assert refused(core, to(team_id=NORTH)) == ("transfer_same_team", "team_id")
    assert refused(core, to(north)) == ("supervisor_of_another_team", "supervisor_id")
    assert refused(core, to(south)) == ("officer_in_conflict", "supervisor_id")
    assert refused(core, to(DETECTIVE)) == ("not_a_supervisor", "supervisor_id")
    core.do(OfficerLeaves(SUPERVISOR, north, 1))
    assert refused(core, to(north)) == ("officer_has_left", "supervisor_id")
    with pytest.raises(NotFound):
        core.do(to(team_id="team-nowhere"))
    core.do(CloseCase(SUPERVISOR, case_id, version, "18", TODAY, without_review="agreed"))
    with pytest.raises(StaleRecord):
        core.do(to())
    version = case_file(core, case_id).version
    assert refused(core, to()) == ("case_closed", "")


def test_what_only_a_transfer_does_is_neither_recorded_nor_taken_back_by_itself(core: Tracker) -> None:
    case_id = open_a_case(core)
    allocate(core, case_id)
    transfer(core, case_id)
    row = milestone(core, case_id, "transferred")
    for request in (
        RecordEvent(SUPERVISOR, case_id, "transferred", TODAY),
        RecordEvent(SUPERVISOR, case_id, "force_transfer_answered", TODAY),
        ReopenMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong"),
        CompleteMilestone(SUPERVISOR, case_id, row.milestone_id, row.version, TODAY),
        MarkNotRequired(SUPERVISOR, case_id, row.milestone_id, row.version, "wrong"),
    ):
        with pytest.raises(RuleBroken) as error:
            core.do(request)
        assert error.value.code == "transfer_needed"
