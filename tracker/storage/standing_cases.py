"""The fields of cases that are here already, as an import writes them: now, and as they were last imported."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from tracker.domain.access import Scope
from tracker.domain.child import FIRST_CHILD
from tracker.domain.people import title
from tracker.domain.suspect import FIRST_SUSPECT
from tracker.storage.case_store import folded
from tracker.storage.import_store import existing_cases
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, child, clock, milestone, officer, suspect, team
from tracker.terms import CaseKind, CaseStatus, MilestoneState, Rank, RiskGrade

AT_ONCE = 500
OUTCOME, OUTCOME_DAY = "outcome", "outcome_on"
LATEST_OF = {"review_sergeant": "last_review", "child_and_family_update": "last_update"}


@dataclass(frozen=True, slots=True)
class StandingCase:
    """A case that has a reference already. Values are texts; a milestone's is its day, or `not_required`.

    `merged` says that it was merged into another case, as recorded twice.
    What stands for "nobody has said" is None, as in a file where the cell is empty. Of a case that is out of scope
    nothing is known but that it is there.
    """

    case_id: str
    version: int
    current: Mapping[str, str | None]
    imported: Mapping[str, str | None] | None
    closed: bool
    in_scope: bool = True
    merged: bool = False


def standing_cases(connection: Connection, scope: Scope, references: Collection[str]) -> dict[str, StandingCase]:
    """Give the cases that have some of these references, by the reference as given."""
    by_folded = {folded(reference): reference for reference in references}
    known = existing_cases(connection, by_folded)
    seen = _in_scope(connection, scope, [one.case_id for one in known.values()])
    closed: set[str] = set()
    merged: set[str] = set()
    current = _current(connection, sorted(seen), closed, merged)
    return {
        by_folded[key]: (
            StandingCase(
                one.case_id,
                one.version,
                current[one.case_id],
                one.values,
                closed=one.case_id in closed,
                merged=one.case_id in merged,
            )
            if one.case_id in seen
            else StandingCase("", 0, {}, None, closed=False, in_scope=False)
        )
        for key, one in known.items()
    }


def _in_scope(connection: Connection, scope: Scope, case_ids: list[str]) -> set[str]:
    found: set[str] = set()
    for some in _sets(case_ids):
        query = select(case_record.c.id).where(case_record.c.id.in_(some), scope_condition(scope))
        found.update(connection.execute(query).scalars())
    return found


def _current(
    connection: Connection, case_ids: list[str], closed: set[str], merged: set[str]
) -> Mapping[str, Mapping[str, str | None]]:
    fields: dict[str, dict[str, str | None]] = {}
    for some in _sets(case_ids):
        for row in connection.execute(_facts().where(case_record.c.id.in_(some))):
            fields[row.id] = _case_values(row)
            if row.status == CaseStatus.CLOSED.value:
                closed.add(row.id)
            if row.merged_into is not None:
                merged.add(row.id)
        for row in _rows(connection, child, some):
            fields[row.case_id] |= {
                "child_label": _said(row.label, FIRST_CHILD),
                "child_age": _number(row.age_at_report),
            }
        for row in _rows(connection, suspect, some):
            fields[row.case_id]["suspect_label"] = _said(row.label, FIRST_SUSPECT)
        for row in connection.execute(_bail().where(clock.c.case_id.in_(some))):
            fields[row.case_id]["bail_until"] = _text(row.due)
        for row in _rows(connection, milestone, some):
            _take_milestone(fields[row.case_id], row)
    return fields


def _facts() -> Any:
    return select(
        case_record, team.c.name.label("team_name"), officer.c.collar_number, officer.c.surname, officer.c.rank,
        officer.c.detective,
    ).select_from(
        case_record.outerjoin(team, team.c.id == case_record.c.team_id).outerjoin(
            officer, officer.c.id == case_record.c.oic_id
        )
    )  # fmt: skip


def _bail() -> Any:
    """Give the ends of bail, that of the bail that runs last: it is the one that a sheet tells."""
    return (
        select(clock.c.case_id, clock.c.due)
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(milestone.c.kind == "bail_ended")
        .order_by(clock.c.state.desc(), clock.c.id)
    )


def _case_values(row: Any) -> dict[str, str | None]:
    oic = title(row.collar_number, row.surname, Rank(row.rank), detective=row.detective) if row.oic_id else None
    return {
        "oic": oic,
        "team": row.team_name,
        "reported_on": _text(row.reported_on),
        "kind": _said(row.kind, CaseKind.NOT_RECORDED),
        "risk": _said(row.risk, RiskGrade.NOT_ASSESSED),
        "outcome": row.outcome_code or None,
        "closed_on": _text(row.closed_on),
        "notes": row.note or None,
    }


def _take_milestone(fields: dict[str, str | None], row: Any) -> None:
    latest = LATEST_OF.get(row.kind)
    if latest is not None and row.happened_on is not None:
        fields[latest] = max(fields.get(latest) or "", row.happened_on.isoformat())
    if row.turn != 1:
        return
    if row.state == MilestoneState.NOT_REQUIRED.value:
        fields[row.kind] = row.state
    elif row.happened_on is not None:
        fields[OUTCOME_DAY if row.kind == OUTCOME else row.kind] = _text(row.happened_on)


def _rows(connection: Connection, table: Table, case_ids: list[str]) -> Iterable[Any]:
    return connection.execute(select(table).where(table.c.case_id.in_(case_ids)).order_by(table.c.id.desc()))


def _sets(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def _said(value: str, nobody_said: str) -> str | None:
    return None if value == nobody_said else value


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
