"""What stands in the letter of an escalation: what is awaited, since when and under which limit, and what was tried."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from tracker import wording
from tracker.domain.chase import Chase, Escalation
from tracker.domain.people import Officer
from tracker.domain.promise import is_broken
from tracker.domain.third_party import ThirdPartyRequest
from tracker.errors import NotFound, RuleBroken
from tracker.queries.case_file import case_file
from tracker.queries.one_case import id_of
from tracker.queries.view import View
from tracker.queries.weekly_drift import audit_head
from tracker.rows.case_file import CaseFile, CaseFileQuestion, ClockRow, MilestoneRow
from tracker.rows.escalation_letter import AskedRow, DraftLetter, EscalationLetter, EscalationLetterQuestion, LimitRow
from tracker.storage.kept_store import KeptStore
from tracker.storage.people_store import PeopleStore
from tracker.terms import ClockState, LimitKind, MilestoneState, Rank

Render = Callable[[EscalationLetter], bytes]


def escalation_letter(question: EscalationLetterQuestion, view: View) -> EscalationLetter:
    """Give the letter of an escalation; its number is left to be filled in.

    Raises:
        NotFound: no such case within scope, or no such escalation in it; RuleBroken: it was withdrawn.
    """
    case_id = id_of(question.case, view)
    file = case_file(CaseFileQuestion(question.by, case_id), view)
    kept, people = KeptStore(view.connection, view.scope), PeopleStore(view.connection)
    escalations = kept.of_case(Escalation, case_id)
    found = _which(question.which, escalations, view)
    about = next((row for row in file.milestones if row.milestone_id == found.milestone_id), None)
    requests = kept.of_case(ThirdPartyRequest, case_id)
    request = next((one for one in requests if about is not None and one.received_id == found.milestone_id), None)
    unit = people.unit()
    return EscalationLetter(
        unit=unit.name,
        demo=unit.demo,
        case_id=case_id,
        escalation_id=found.id,
        reference=file.reference,
        their_reference=question.their_reference.strip(),
        post=view.rules.agencies.name(found.role),
        agency=found.agency,
        sender=_post_of(people.officer(found.asked_by), people),
        on=found.on,
        why=found.why,
        asked_for=found.asked_for,
        by_when=found.by_when,
        awaited=_awaited(about, request),
        since=_since(about, request, file),
        limits=tuple(_limits(about)),
        asked=tuple(_asked(found, kept.of_case(Chase, case_id), escalations, about, view)),
        as_at=view.now,
        printed_by=_post_of(people.officer(question.by), people),
        log_head=audit_head(view.connection, view.now),
    )


def draft_letter(question: EscalationLetterQuestion, view: View, *, render: Render) -> DraftLetter:
    """Draw the letter of an escalation as an unnumbered draft; raises as `escalation_letter`."""
    letter = escalation_letter(question, view)
    return DraftLetter(letter.case_id, render(letter))


def _which(which: str, escalations: Sequence[Escalation], view: View) -> Escalation:
    """Give the escalation that is meant: by its id, by the post it went to, else the last one that stands."""
    for one in escalations:
        if one.id == which and one.withdrawn_at is not None:
            raise RuleBroken("chase_withdrawn")
    names = view.rules.agencies.name
    meant = [
        one
        for one in escalations
        if one.withdrawn_at is None
        and (which in {"", one.id, one.role} or which.casefold() == names(one.role).casefold())
    ]
    if not meant:
        raise NotFound("not_found")
    return max(meant, key=lambda one: (one.on, one.id))


def _post_of(officer: Officer, people: PeopleStore) -> str:
    """Give an officer by rank and team, without number or name."""
    rank = wording.term(officer.rank)
    if officer.detective and officer.rank not in {Rank.POLICE_STAFF, Rank.ASSISTANT_CHIEF_CONSTABLE}:
        rank = f"detective {rank}"
    team = next((team.name for team in people.teams() if team.id == officer.team_id), "")
    rank = f"{rank[:1].upper()}{rank[1:]}"
    return f"{rank}, {team}" if team else rank


def _awaited(about: MilestoneRow | None, request: ThirdPartyRequest | None) -> str:
    if about is None:
        return ""
    what = f"{wording.term(request.source)}: {request.what}" if request is not None else about.name
    return f"{what}, {about.subject}" if about.subject else what


def _since(about: MilestoneRow | None, request: ThirdPartyRequest | None, file: CaseFile) -> date | None:
    """Give since when it is awaited: it was asked for, its clock runs, its delay is on record, or its turn came."""
    if request is not None:
        return request.asked_on
    if about is None:
        return None
    known = [clock.started_on for clock in about.clocks if clock.started_on is not None]
    known += [delay.since for delay in about.delays if delay.until is None]
    if known:
        return min(known)
    before = [row.happened_on for row in _before(about, file) if row.state is MilestoneState.DONE and row.happened_on]
    return max(before, default=None)


def _before(about: MilestoneRow, file: CaseFile) -> Iterator[MilestoneRow]:
    """Give the decisive milestones of the same subject that stand before one."""
    for row in file.milestones:
        if row.milestone_id == about.milestone_id:
            return
        if row.decisive and row.subject == about.subject:
            yield row


def _limits(about: MilestoneRow | None) -> Iterator[LimitRow]:
    for clock in about.clocks if about is not None else ():
        limit = f"{clock.limit_id} {clock.limit}"
        yield LimitRow(limit, _source(clock), clock.first_due, clock.due, _stands(clock))


def _source(clock: ClockRow) -> str:
    """Say whose limit it is; one of our own is no law for the agency, and must not look like it."""
    words = wording.term(clock.limit_kind)
    own = clock.to_be_confirmed and clock.limit_kind is LimitKind.LOCAL
    return f"{words}, our suggestion" if own else words


def _stands(clock: ClockRow) -> str:
    if clock.due is None:
        return clock.unknown or "no date yet"
    if clock.state is ClockState.PAUSED:
        return "paused"
    if clock.in_hours:
        return "overdue" if clock.overdue else "not overdue"
    return "not overdue" if clock.late == 0 else wording.late(clock.late)


def _asked(
    found: Escalation,
    chases: Iterable[Chase],
    escalations: Iterable[Escalation],
    about: MilestoneRow | None,
    view: View,
) -> list[AskedRow]:
    """Give the chases and earlier escalations of the same thing at the same agency, the oldest first."""
    came = about.happened_on if about is not None and about.state is MilestoneState.DONE else None
    names = view.rules.agencies.name
    rows = [
        AskedRow(one.on, one.how, names(one.role) if one.role else "", one.promised_by,
                 _kept(one.promised_by, came, "no day was promised", view))
        for one in chases
        if _same(one, found)
    ]  # fmt: skip
    rows += [
        AskedRow(one.on, None, names(one.role), one.by_when,
                 f"answered {wording.day(one.answered_on)}" if one.answered_on else "no answer on record")
        for one in escalations
        if one.id != found.id and one.on <= found.on and _same(one, found)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.on, row.how is None, row.post))


def _same(one: Chase | Escalation, found: Escalation) -> bool:
    about_the_same = (one.milestone_id, one.agency) == (found.milestone_id, found.agency)
    return about_the_same and one.withdrawn_at is None


def _kept(promised: date | None, came: date | None, nothing: str, view: View) -> str:
    if promised is None:
        return nothing
    if is_broken(promised, came, view.today):
        return "the day passed without it"
    return "it came by then" if came is not None else "still to come"
