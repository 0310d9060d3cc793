"""Cases of the demo unit that passed on: one to another team, and some that another force was asked to take."""

from collections.abc import Iterator
from datetime import timedelta

from tracker.actions.answer_force import AnswerForce, answer_force
from tracker.actions.ask_force import AskForce, ask_force
from tracker.actions.transfer_case import TransferCase, transfer_case
from tracker.demo.carry_out import Making
from tracker.demo.story import Part
from tracker.domain.case import Case
from tracker.domain.closing import reviewed_for_closing
from tracker.terms import CaseStatus, ForceAnswer, Holder, Role

#: which force, how many days ago it was asked, and what came of it so many days ago
FORCES = (
    ("West Mercia", 6, ForceAnswer.AWAITED, 0),
    ("Cheshire", 24, ForceAnswer.ACCEPTED, 3),
    ("Dyfed-Powys", 30, ForceAnswer.REFUSED, 19),
)
NOTHING_OF_THIS_DAY = timedelta(days=40)


def transfer_some(making: Making) -> None:
    """Let supervisors transfer a case of one team to the next, and ask other forces to take some."""
    cases = _running(making)
    teams = making.roster.people.teams
    if len(teams) > 1 and (case := next(cases, None)) is not None:
        by = making.act_as(making.roster.who(Part.SUPERVISOR, None, case.record.team_id, making.time.today()))
        places = [team.id for team in teams]
        to = places[(places.index(case.record.team_id or places[0]) + 1) % len(places)]
        if case.record.oic_id is not None:
            making.roster.cases[case.record.oic_id] -= 1
        supervisor = making.roster.supervisor(to)
        reason = "The family has moved to that team's area"
        transfer_case(
            TransferCase(by, case.record.id, case.record.version, to, reason, supervisor.id), making.work
        )  # fmt: skip
    for (force, asked_ago, answer, answered_ago), case in zip(FORCES, cases, strict=False):
        _ask(case, force, asked_ago, answer, answered_ago, making)


def _ask(case: Case, force: str, asked_ago: int, answer: ForceAnswer, answered_ago: int, making: Making) -> None:
    """Let a supervisor ask a force, and record what came of it."""
    today, record, work = making.time.today(), case.record, making.work
    by = making.act_as(making.roster.who(Part.SUPERVISOR, None, record.team_id, today))
    first, above = work.rules.agencies.of(Holder.ANOTHER_FORCE)[:2]
    reason = "The offences were committed in that force's area"
    asked = AskForce(by, record.id, record.version, force, first.id, today - timedelta(days=asked_ago), reason)
    transfer_id = str(ask_force(asked, work).result)
    if answer is ForceAnswer.AWAITED:
        return
    accepted = answer is ForceAnswer.ACCEPTED
    answer_force(
        AnswerForce(
            by, transfer_id, 1, answer, today - timedelta(days=answered_ago),
            because="" if accepted else "Two of the places lie in our area",
            reference=f"22/{record.reference[-8:-3]}/26" if accepted else "",
            accepted_by=above.id if accepted else "",
            without_review="" if reviewed_for_closing(case) else "Agreed at the weekly meeting",
        ),
        work,
    )  # fmt: skip
    if accepted and record.oic_id is not None:
        making.roster.cases[record.oic_id] -= 1


def _running(making: Making) -> Iterator[Case]:
    """Give open cases of a detective, the newest first, that have run for a while and are not restricted."""
    before = making.time.today() - NOTHING_OF_THIS_DAY
    for case in reversed(making.cases.all()):
        record = case.record
        officer = making.roster.officers.get(record.oic_id or "")
        detectives = officer is not None and officer.active and officer.roles == {Role.DETECTIVE}
        if record.status is CaseStatus.OPEN and not record.restricted and detectives and record.reported_on <= before:
            yield case
