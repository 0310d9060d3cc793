"""Handing: a case is given to an officer, by itself, with others, or because somebody leaves."""

from dataclasses import replace

from tracker.actions.telling import staff_of, tell_oic
from tracker.actions.work import Work
from tracker.domain.case import Case
from tracker.domain.conflict import Conflict
from tracker.domain.hand_over import HandOver, open_work
from tracker.domain.people import Officer
from tracker.domain.review import FollowUp
from tracker.domain.transfer import TeamTransfer, latest_standing
from tracker.errors import RuleBroken


def hand_to(case: Case, officer: Officer, work: Work, *, field: str = "oic_id") -> None:
    """Make an officer the OIC of a case: named on it where it is restricted, and told of its open alerts.

    A hand-over from another officer is recorded with the open work.

    Args:
        field: where the request names the officer.

    Raises:
        RuleBroken: the officer has left, must not take this case, or the case is closed.
    """
    if not officer.active:
        raise RuleBroken("officer_has_left", field=field, officer=officer.title())
    check_no_conflict(case, officer, work, field=field)
    was, team_was = case.record.oic_id, case.record.team_id
    waiting = open_work(case)
    case.allocate(officer.id, officer.team_id, work.act.today, work.rules, work.act, work.act.now)
    work.cases.save(case)
    work.alerts.settle(work.act.now, case.record.id)
    if case.record.restricted:
        work.people.name_on_case(case.record.id, officer.id)
        work.audit.add("name_on_case", case_id=case.record.id, subject_id=officer.id)
    alerts = work.alerts.of_case(case.record.id)
    if alerts:
        tell_oic(work, staff_of(work), case.record.id)
    if was is None:
        _hand_over_follow_ups(case, officer, work)
    if was is not None and was != officer.id:
        work.kept.add(
            HandOver(
                work.act.new_id(), case.record.id, was, officer.id, work.act.today, waiting, len(alerts), work.act.now,
                work.act.officer_id,
            )
        )  # fmt: skip
    work.audit.add(
        "allocate_case",
        case_id=case.record.id,
        subject_id=case.record.id,
        was=was,
        oic=officer.id,
        team_was=team_was,
        open_work=len(waiting),
        alerts=len(alerts),
    )


def _hand_over_follow_ups(case: Case, officer: Officer, work: Work) -> None:
    """Give what reviews asked of the OIC whom a transfer took the case from to the officer who has it now."""
    transfer = latest_standing(work.kept.of_case(TeamTransfer, case.record.id))
    if transfer is None or transfer.from_oic is None:
        return
    for one in work.kept.of_case(FollowUp, case.record.id):
        if (one.owner_id, one.done_on, one.withdrawn_at) == (transfer.from_oic, None, None):
            work.kept.save(replace(one, owner_id=officer.id))
            work.audit.add(
                "hand_over_follow_up", case_id=one.case_id, subject_id=one.id, was=transfer.from_oic, officer=officer.id
            )


def check_no_conflict(case: Case, officer: Officer, work: Work, *, field: str) -> None:
    """Refuse somebody who must not take a case.

    Raises:
        RuleBroken: `officer_in_conflict`.
    """
    for conflict in work.kept.of_case(Conflict, case.record.id):
        if conflict.officer_id == officer.id and conflict.withdrawn_at is None:
            raise RuleBroken(
                "officer_in_conflict", field=field, officer=officer.title(), reference=case.record.reference
            )
