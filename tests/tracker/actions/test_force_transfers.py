"""Another force is asked to take a case: ours until it accepts, chased meanwhile, closed as transferred after."""

from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import allocate, arrest
from tests.cores import DETECTIVE, SUPERVISOR, case_file, milestone, open_a_case
from tests.tracker.actions.test_allocation import refused
from tracker.actions.answer_force import AnswerForce
from tracker.actions.ask_force import AskForce
from tracker.actions.close_case import CloseCase
from tracker.actions.escalate_delay import EscalateDelay
from tracker.actions.merge_cases import MergeCases
from tracker.actions.record_chase import RecordChase
from tracker.actions.reopen_case import ReopenCase
from tracker.bootstrap import Tracker
from tracker.errors import StaleRecord
from tracker.rows.awaited import AwaitedQuestion, AwaitedRow
from tracker.rows.case_transfers import ForceRequestRow
from tracker.rows.closing import Closing, ClosingQuestion
from tracker.rows.why import WhyQuestion
from tracker.terms import CaseStatus, ChaseWay, ClockState, ForceAnswer, Holder, MilestoneState, OpenWork

TODAY, ASKED_ON = date(2026, 11, 20), date(2026, 11, 16)
THERE, ABOVE = "officer_of_other_force", "supervisor_of_other_force"


@pytest.fixture
def case_id(core: Tracker) -> str:
    """A case that DC 3312 Patel has."""
    opened = open_a_case(core)
    allocate(core, opened)
    return opened


def ask(core: Tracker, case_id: str, on: date = ASKED_ON, **other: str) -> str:
    said = {"force": " West Mercia ", "role": THERE, "reason": "the offences were committed there"} | other
    version = case_file(core, case_id).version
    return str(core.do(AskForce(SUPERVISOR, case_id, version, on=on, **said)).result)


def answer(core: Tracker, case_id: str, given: ForceAnswer, on: date = TODAY, **said: Any) -> AnswerForce:
    asked = request(core, case_id)
    assert asked is not None
    return AnswerForce(SUPERVISOR, asked.transfer_id, asked.version, given, on, **said)


def accepted(core: Tracker, case_id: str, **said: Any) -> AnswerForce:
    all_said = {"reference": "22/004417/26", "accepted_by": ABOVE, "without_review": "agreed"} | said
    return answer(core, case_id, ForceAnswer.ACCEPTED, **all_said)


def request(core: Tracker, case_id: str) -> ForceRequestRow | None:
    return case_file(core, case_id).transfers.force_request


def awaited(core: Tracker, case_id: str) -> AwaitedRow:
    (row,) = [
        row
        for row in core.ask(AwaitedQuestion(SUPERVISOR)).rows
        if (row.case_id, row.agency) == (case_id, Holder.ANOTHER_FORCE)
    ]
    assert isinstance(row, AwaitedRow)
    return row


def closing(core: Tracker, case_id: str) -> Closing:
    found: Closing = core.ask(ClosingQuestion(SUPERVISOR, case_id))
    return found


def test_a_force_that_was_asked_is_awaited_and_the_case_stays_ours(core: Tracker, case_id: str) -> None:
    before = core.ask(AwaitedQuestion(SUPERVISOR)).rows
    ask(core, case_id)
    file = case_file(core, case_id)
    assert (file.held_by, file.oic, file.status) == (Holder.ANOTHER_FORCE, "DC 3312 Patel", CaseStatus.OPEN)
    assert file.holders[-1].since == TODAY, "it was allocated only today"
    asked = file.transfers.force_request
    assert asked is not None
    assert (asked.force, asked.role, asked.asked_on) == ("West Mercia", "Officer in the case there", ASKED_ON)
    assert file.history[0].what == (
        "Asked another force to take the case: West Mercia, Officer in the case there, Mon 16 Nov 2026, "
        "the offences were committed there"
    )
    row = awaited(core, case_id)
    assert (row.what, row.since, row.milestone_id) == ("West Mercia to take the case", ASKED_ON, asked.milestone_id)
    others = [row for row in core.ask(AwaitedQuestion(SUPERVISOR)).rows if row.agency is not Holder.ANOTHER_FORCE]
    assert others == list(before), "what others owe goes on beside it"
    agency = Holder.ANOTHER_FORCE
    core.do(RecordChase(SUPERVISOR, case_id, agency, TODAY, ChaseWay.PHONE, asked.milestone_id, THERE))
    core.do(
        EscalateDelay(
            SUPERVISOR, case_id, agency, ABOVE, TODAY, "no answer", "an answer", date(2026, 11, 27), asked.milestone_id
        )
    )  # fmt: skip
    row = awaited(core, case_id)
    assert (row.last_chased, row.chases, row.escalated_to) == (TODAY, 1, "Supervisor there")
    assert case_file(core, case_id).held_by is Holder.ANOTHER_FORCE, "chasing them leaves the next move with them"


def test_an_acceptance_closes_the_case_as_transferred(core: Tracker, case_id: str) -> None:
    arrest(core, case_id, date(2026, 10, 5))
    ask(core, case_id)
    listed = closing(core, case_id)
    kinds = {row.kind for row in listed.open_work}
    assert {OpenWork.BAIL, OpenWork.DEVICE, OpenWork.AWAITED} <= kinds
    assert "TR" not in {row.code for row in listed.outcomes}
    core.do(accepted(core, case_id, seen=listed.seen))
    file = case_file(core, case_id)
    assert (file.status, file.outcome_code, file.closed_on) == (CaseStatus.CLOSED, "TR", TODAY)
    (passed,) = file.transfers.passed_on
    assert (passed.answer, passed.ended_on, passed.reference) == (ForceAnswer.ACCEPTED, TODAY, "22/004417/26")
    assert file.transfers.force_request is None
    assert file.history[0].what == (
        "Another force accepted the case, which closed it as transferred: West Mercia, Supervisor there, "
        "Fri 20 Nov 2026, 22/004417/26, agreed"
    )
    assert not [row for row in core.ask(AwaitedQuestion(SUPERVISOR)).rows if row.case_id == case_id]
    assert {clock.state for row in file.milestones for clock in row.clocks} == {ClockState.STOPPED}
    core.do(ReopenCase(SUPERVISOR, case_id, file.version, "accepted by mistake"))
    file = case_file(core, case_id)
    assert (file.status, file.outcome_code, file.held_by) == (CaseStatus.OPEN, "", Holder.OUR_UNIT)
    assert file.transfers.passed_on[0].answer is ForceAnswer.TAKEN_BACK
    ask(core, case_id, on=TODAY)
    again = milestone(core, case_id, "force_transfer_answered", 2)
    assert [clock.state for clock in again.clocks] == [ClockState.RUNNING]


def test_a_second_request_on_the_day_of_the_first_answer_has_its_own_clock(core: Tracker, case_id: str) -> None:
    ask(core, case_id, on=TODAY)
    core.do(accepted(core, case_id))
    core.do(ReopenCase(SUPERVISOR, case_id, case_file(core, case_id).version, "accepted by mistake"))
    ask(core, case_id, on=TODAY)
    again = milestone(core, case_id, "force_transfer_answered", 2)
    assert [(clock.limit_id, clock.state) for clock in again.clocks] == [("TRF-02", ClockState.RUNNING)]
    assert awaited(core, case_id).milestone_id == again.milestone_id


@pytest.mark.parametrize("given", [ForceAnswer.REFUSED, ForceAnswer.WITHDRAWN])
def test_refused_or_withdrawn_the_case_is_ours_as_before(core: Tracker, case_id: str, given: ForceAnswer) -> None:
    held = case_file(core, case_id).held_by
    ask(core, case_id)
    core.do(answer(core, case_id, given, because=" one of the places lies here "))
    file = case_file(core, case_id)
    assert (file.held_by, file.status, file.transfers.force_request) == (held, CaseStatus.OPEN, None)
    (passed,) = file.transfers.passed_on
    assert (passed.answer, passed.taken_back) == (given, "one of the places lies here")
    ended = milestone(core, case_id, "force_transfer_answered")
    assert ended.state is MilestoneState.NOT_REQUIRED
    (why,) = core.ask(WhyQuestion(SUPERVISOR, case_id, ended.milestone_id))
    assert why.steps[-1].what == "stopped: the other force did not take the case, or was not asked any more"
    ask(core, case_id, on=TODAY, force="Dyfed-Powys")
    assert [row.went_to for row in case_file(core, case_id).transfers.passed_on] == [
        "West Mercia, Officer in the case there", "Dyfed-Powys, Officer in the case there",
    ]  # fmt: skip


def test_what_is_refused_when_a_force_is_asked(core: Tracker, case_id: str) -> None:
    version = case_file(core, case_id).version

    def asking(
        force: str = "West Mercia", role: str = THERE, on: date = TODAY, reason: str = "theirs", by: str = SUPERVISOR
    ) -> AskForce:
        return AskForce(by, case_id, version, force, role, on, reason)

    assert refused(core, asking(by=DETECTIVE))[0] == "not_allowed"
    assert refused(core, asking(force=" ")) == ("force_needed", "force")
    assert refused(core, asking(role="listing_officer")) == ("role_of_agency_needed", "role")
    assert refused(core, asking(reason=" ")) == ("reason_needed", "reason")
    assert refused(core, asking(on=date(2026, 11, 21))) == ("date_in_future", "on")
    ask(core, case_id)
    with pytest.raises(StaleRecord):
        core.do(asking())
    version = case_file(core, case_id).version
    assert refused(core, asking(force="Dyfed-Powys")) == ("force_asked_already", "")
    closed = CloseCase(SUPERVISOR, case_id, version, "TR", TODAY, without_review="agreed")
    assert refused(core, closed) == ("transfer_by_its_answer", "outcome_code")


def test_what_is_refused_of_an_answer(core: Tracker, case_id: str) -> None:
    ask(core, case_id)
    seen = closing(core, case_id).seen
    assert refused(core, accepted(core, case_id, reference=" ")) == ("their_reference_needed", "reference")
    assert refused(core, accepted(core, case_id, accepted_by="")) == ("role_of_agency_needed", "accepted_by")
    assert refused(core, accepted(core, case_id, without_review=" ")) == ("closing_review_needed", "without_review")
    early = answer(core, case_id, ForceAnswer.REFUSED, on=date(2026, 11, 13), because="no")
    assert refused(core, early) == ("answered_before_asked", "on")
    assert refused(core, answer(core, case_id, ForceAnswer.REFUSED)) == ("reason_needed", "because")
    assert refused(core, answer(core, case_id, ForceAnswer.TAKEN_BACK))[0] == "no_force_asked"
    with pytest.raises(StaleRecord):
        core.do(accepted(core, case_id, seen=seen[1:]))
    again = accepted(core, case_id, seen=seen)
    core.do(again)
    with pytest.raises(StaleRecord):
        core.do(again)


def test_a_case_that_another_force_considers_is_not_merged(core: Tracker, case_id: str) -> None:
    other = open_a_case(core, reference="44NI/00306/26")
    ask(core, case_id)
    for gone, stays in ((case_id, other), (other, case_id)):
        duplicate, kept = case_file(core, gone), case_file(core, stays)
        merging = MergeCases(SUPERVISOR, gone, duplicate.version, stays, kept.version, duplicate.reference)
        assert refused(core, merging)[0] == "merge_while_asked"
