"""How children's protection stands, kept as the sweep last saw it; and which cases it has to look at again."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, update

from tracker.domain.protection_standing import ProtectionStanding
from tracker.storage.records import insert_all, load_by
from tracker.storage.tables import (
    audit_entry,
    case_record,
    imported_case,
    protection,
    protection_standing,
    suspect,
    sweep_mark,
)
from tracker.storage.upsert import insert_missing
from tracker.terms import CaseStatus, YesNo

MARK = "protection"


def in_force(day: Any) -> ColumnElement[bool]:
    """Say of a protective measure whether it protects on a day: as `Protection.last_day`, in SQL."""
    return and_(
        or_(protection.c.until.is_(None), protection.c.until >= day),
        or_(protection.c.ended_on.is_(None), protection.c.ended_on > day),
    )


class ProtectionStore:
    """The standings, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def to_look_at(self, today: date, most: int) -> tuple[Sequence[str], int]:
        """Give the cases that were touched since the last look, or whose protection has ended since; and how far.

        Those without a suspect who has access, or may have, need no look unless they had one.

        Args:
            most: so many touched cases at a time; the rest follow.
        """
        mark = self._connection.execute(select(sweep_mark.c.place).where(sweep_mark.c.name == MARK)).scalar() or 0
        last = func.max(audit_entry.c.place)
        touched = self._connection.execute(
            select(audit_entry.c.case_id, last)
            .where(audit_entry.c.place > mark, audit_entry.c.case_id.is_not(None))
            .group_by(audit_entry.c.case_id)
            .order_by(last)
            .limit(most)
        ).all()
        ended = self._connection.execute(
            select(protection_standing.c.case_id).where(protection_standing.c.until < today).distinct()
        )
        reached = int(touched[-1][1]) if touched else mark
        wanted = self._in_need([row[0] for row in touched])
        return list(dict.fromkeys((*ended.scalars(), *wanted))), reached

    def looked_until(self, place: int) -> None:
        """Remember that everything up to an entry of the trail has been looked at."""
        insert_missing(self._connection, sweep_mark, [{"name": MARK, "place": 0}], ["name"])
        changed = update(sweep_mark).where(sweep_mark.c.name == MARK, sweep_mark.c.place < place)
        self._connection.execute(changed.values(place=place))

    def of_case(self, case_id: str) -> tuple[ProtectionStanding, ...]:
        """Give how the children of a case stood at the last look."""
        return load_by(self._connection, ProtectionStanding, protection_standing, "case_id", case_id)

    def keep(self, case_id: str, standings: Sequence[ProtectionStanding]) -> None:
        """Put how the children of a case stand now in the place of what was there."""
        if set(standings) == set(self.of_case(case_id)):
            return
        self._connection.execute(delete(protection_standing).where(protection_standing.c.case_id == case_id))
        insert_all(self._connection, protection_standing, standings)

    def imported(self, case_id: str) -> bool:
        """Say whether a case came from the unit's spreadsheet."""
        found = select(imported_case.c.case_id).where(imported_case.c.case_id == case_id)
        return self._connection.execute(found).first() is not None

    def _in_need(self, case_ids: Collection[str]) -> Sequence[str]:
        if not case_ids:
            return ()
        access = exists().where(
            suspect.c.case_id == case_record.c.id, suspect.c.access_to_children != YesNo.NO.value
        )  # fmt: skip
        kept = exists().where(protection_standing.c.case_id == case_record.c.id)
        found = select(case_record.c.id).where(
            case_record.c.id.in_(sorted(case_ids)),
            or_(and_(case_record.c.status != CaseStatus.CLOSED.value, access), kept),
        )
        return list(self._connection.execute(found.order_by(case_record.c.id)).scalars())
