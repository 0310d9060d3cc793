"""The fields of cases that are here already, as an import writes them: now, and as they were last imported."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from tracker.domain.people import title
from tracker.storage.case_store import folded
from tracker.storage.import_store import existing_cases
from tracker.storage.tables import case_record, child, clock, milestone, officer, suspect, team
from tracker.terms import MilestoneState, Rank

AT_ONCE = 500
OUTCOME, OUTCOME_DAY = "outcome", "outcome_on"


@dataclass(frozen=True, slots=True)
class StandingCase:
    """A case that has a reference already. Values are texts; a milestone's is its day, or `not_required`."""

    case_id: str
    version: int
    current: Mapping[str, str | None]
    imported: Mapping[str, str | None] | None


def standing_cases(connection: Connection, references: Collection[str]) -> dict[str, StandingCase]:
    """Give the cases that have some of these references, by the reference as given."""
    by_folded = {folded(reference): reference for reference in references}
    known = existing_cases(connection, by_folded)
    current = _current(connection, [one.case_id for one in known.values()])
    return {
        by_folded[key]: StandingCase(one.case_id, one.version, current[one.case_id], one.values)
        for key, one in known.items()
    }


def _current(connection: Connection, case_ids: list[str]) -> Mapping[str, Mapping[str, str | None]]:
    fields: dict[str, dict[str, str | None]] = {}
    for some in _sets(case_ids):
        for row in connection.execute(_facts().where(case_record.c.id.in_(some))):
            fields[row.id] = _case_values(row)
        for row in _rows(connection, child, some):
            fields[row.case_id] |= {"child_label": row.label, "child_age": _number(row.age_at_report)}
        for row in _rows(connection, suspect, some):
            fields[row.case_id]["suspect_label"] = row.label
        for row in connection.execute(_bail().where(clock.c.case_id.in_(some))):
            fields[row.case_id]["bail_until"] = _text(row.due)
        for row in _rows(connection, milestone, some):
            if row.turn == 1:
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
    return (
        select(clock.c.case_id, clock.c.due)
        .select_from(clock.join(milestone, milestone.c.id == clock.c.milestone_id))
        .where(milestone.c.kind == "bail_ended")
        .order_by(clock.c.id.desc())
    )


def _case_values(row: Any) -> dict[str, str | None]:
    oic = title(row.collar_number, row.surname, Rank(row.rank), detective=row.detective) if row.oic_id else None
    return {
        "oic": oic,
        "team": row.team_name,
        "reported_on": _text(row.reported_on),
        "kind": row.kind,
        "risk": row.risk,
        "outcome": row.outcome_code or None,
        "closed_on": _text(row.closed_on),
        "notes": row.note or None,
    }


def _take_milestone(fields: dict[str, str | None], row: Any) -> None:
    if row.state == MilestoneState.NOT_REQUIRED.value:
        fields[row.kind] = row.state
    elif row.happened_on is not None:
        fields[OUTCOME_DAY if row.kind == OUTCOME else row.kind] = _text(row.happened_on)


def _rows(connection: Connection, table: Table, case_ids: list[str]) -> Iterable[Any]:
    return connection.execute(select(table).where(table.c.case_id.in_(case_ids)).order_by(table.c.id.desc()))


def _sets(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
