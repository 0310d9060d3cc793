"""One person across the cases they are in, with the bail of every arrest once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, union_all

from tracker.errors import NotFound
from tracker.queries.bail_register import bail_of_suspects
from tracker.queries.open_cases import NOT_MERGED
from tracker.queries.row_words import OF_OFFICER, oic_of
from tracker.queries.view import View
from tracker.rows.bail_register import BailRow
from tracker.rows.same_person import PersonInCase, SamePerson, SamePersonQuestion
from tracker.storage.live_clocks import RUNNING
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import arrest, case_record, child, clock, officer, suspect, team
from tracker.terms import CaseKind, CaseStatus, Holder, RiskGrade, SubjectKind


def same_person(question: SamePersonQuestion, view: View) -> SamePerson:
    """Give the cases of a person; raises NotFound where the child or suspect is in no case within scope."""
    asked = view.connection.execute(
        _people(child.c.id == question.subject_id, suspect.c.id == question.subject_id, view)
    ).one_or_none()
    if asked is None:
        raise NotFound("not_found")
    number = asked.records_number
    found: Sequence[Any] = [asked]
    withheld = 0
    if number:
        by_number = (child.c.records_number == number, suspect.c.records_number == number)
        found = view.connection.execute(_people(*by_number, view)).all()
        withheld = count_withheld(view.connection, view.scope, _is_in(number), NOT_MERGED)
    cases = sorted((_case(row) for row in found), key=lambda one: (one.status is CaseStatus.CLOSED, one.reference))
    return SamePerson(
        asked.subject_id,
        SubjectKind(asked.subject_kind),
        asked.label,
        number,
        tuple(cases),
        _bail((one.subject_id for one in cases if one.subject_kind is SubjectKind.SUSPECT), view),
        withheld,
    )


def _people(children: ColumnElement[bool], suspects: ColumnElement[bool], view: View) -> Select[Any]:
    both = union_all(
        select(child.c.id, child.c.case_id, child.c.label, child.c.records_number,
               literal(SubjectKind.CHILD.value).label("subject_kind")).where(children),
        select(suspect.c.id, suspect.c.case_id, suspect.c.label, suspect.c.records_number,
               literal(SubjectKind.SUSPECT.value)).where(suspects),
    ).subquery()  # fmt: skip
    overdue = (
        select(func.count())
        .select_from(clock)
        .where(clock.c.case_id == case_record.c.id, and_(RUNNING, clock.c.expires_at <= view.now))
        .scalar_subquery()
    )
    return (
        select(both.c.id.label("subject_id"), both.c.subject_kind, both.c.label, both.c.records_number,
               case_record.c.id.label("case_id"), case_record.c.reference, case_record.c.kind, case_record.c.status,
               case_record.c.risk, case_record.c.reported_on, case_record.c.held_by, case_record.c.oic_id,
               *OF_OFFICER, team.c.name.label("team_name"), overdue.label("overdue"))
        .select_from(both.join(case_record, case_record.c.id == both.c.case_id)
                     .outerjoin(officer, officer.c.id == case_record.c.oic_id)
                     .outerjoin(team, team.c.id == case_record.c.team_id))
        .where(scope_condition(view.scope), NOT_MERGED)
    )  # fmt: skip


def _is_in(number: str) -> ColumnElement[bool]:
    in_cases = union_all(
        select(child.c.case_id).where(child.c.records_number == number),
        select(suspect.c.case_id).where(suspect.c.records_number == number),
    )
    return case_record.c.id.in_(in_cases)


def _case(row: Any) -> PersonInCase:
    return PersonInCase(
        row.case_id,
        row.reference,
        row.subject_id,
        SubjectKind(row.subject_kind),
        row.label,
        CaseKind(row.kind),
        CaseStatus(row.status),
        RiskGrade(row.risk),
        oic_of(row),
        row.team_name or "",
        row.reported_on,
        Holder(row.held_by),
        row.overdue,
    )


def _bail(suspect_ids: Iterable[str], view: View) -> tuple[BailRow, ...]:
    """Give the bail of suspects; where several cases have the same arrest by its number, the first entered speaks."""
    rows = bail_of_suspects(tuple(suspect_ids), view)
    arrests = [row.arrest_id for row in rows if row.arrest_id]
    numbers = {
        row.id: (row.records_number, row.arrested_on) if row.records_number else row.id
        for row in view.connection.execute(
            select(arrest.c.id, arrest.c.records_number, arrest.c.arrested_on).where(arrest.c.id.in_(arrests))
        )
    }
    once: dict[object, BailRow] = {}
    for row in sorted(rows, key=lambda row: row.arrest_id):
        once.setdefault(numbers.get(row.arrest_id, (row.suspect_id, row.arrest_id)), row)
    return tuple(once.values())
