"""Something happened to the bail of an arrest: released, extended, suspended, returned, brought to its end."""

from dataclasses import dataclass
from datetime import date

from tracker.actions.protection_watch import look_at_protection
from tracker.actions.telling import settle_case
from tracker.actions.work import Work, check_version
from tracker.changes import Changes
from tracker.domain.access import WRITERS, check_may
from tracker.domain.bail import BailEvent
from tracker.terms import BailCondition, BailEventKind, Representations


@dataclass(frozen=True, slots=True)
class RecordBailEvent:
    """One event of a bail ledger; the fields are those of `BailEvent`. `version` is the arrest's as the person saw it.

    The result is the event's id. What the law does not allow is not stored.
    """

    by: str
    case_id: str
    arrest_id: str
    version: int
    kind: BailEventKind
    on: date
    authority: str = ""
    acting: bool = False
    authorised_by: str = ""
    months: int | None = None
    until: date | None = None
    conditions: frozenset[BailCondition] = frozenset()
    informed_on: date | None = None
    representations: Representations = Representations.NOT_RECORDED
    told_on: date | None = None
    note: str = ""


def record_bail_event(request: RecordBailEvent, work: Work) -> Changes:
    """Record an event of bail; the result is its id.

    Raises:
        RuleBroken: as `Case.bail_event`: what the law does not allow is not kept; StaleRecord; NotFound.
    """
    check_may(work.act.roles, WRITERS, who="a supervisor")
    case = work.cases.get(request.case_id)
    arrest = case.standing_arrest(request.arrest_id)
    check_version(request.version, arrest.version, arrest.id, work)
    event = BailEvent(
        work.act.new_id(),
        case.record.id,
        arrest.id,
        request.kind,
        request.on,
        work.act.now,
        work.act.officer_id,
        authority=request.authority,
        acting=request.acting,
        authorised_by=request.authorised_by.strip(),
        months=request.months,
        until=request.until,
        conditions=request.conditions,
        informed_on=request.informed_on,
        representations=request.representations,
        told_on=request.told_on,
        note=request.note.strip(),
    )
    case.bail_event(event, work.rules, work.act)
    work.cases.save(case)
    look_at_protection(case, work)
    settle_case(case.record.id, work)
    work.audit.add(
        "record_bail_event",
        case_id=case.record.id,
        subject_id=arrest.id,
        event=event.id,
        bail_event=event.kind,
        on=event.happened_on,
        authority=event.authority,
        acting=event.acting,
        authorised_by=event.authorised_by,
        months=event.months,
        until=event.until,
        conditions=sorted(event.conditions),
        informed_on=event.informed_on,
        representations=event.representations,
        told_on=event.told_on,
        note=event.note,
    )
    return Changes.of(case=[case.record.id], milestone=None, alert=None, result=event.id)
