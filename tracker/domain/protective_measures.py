"""ProtectiveMeasure: what may keep a child safe while the case waits, from the list that the program comes with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.domain.table_reading import TableReader
from tracker.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class ProtectiveMeasure:
    """One kind of measure.

    Args:
        lasts: for how long, in words.
        check_days: after how many days somebody should look at it again; 0 where none is set.
        covers: whether a child counts as protected while it is in force.
        derived: it follows from bail or from milestones, and is not entered by itself.
    """

    id: str
    name: str
    lasts: str
    check_days: int
    covers: bool
    derived: bool


def measures_from(document: Mapping[str, Any]) -> Mapping[str, ProtectiveMeasure]:
    """Read the list of measures, by id and in order.

    Raises:
        RuleBroken: `measures_invalid`: a row is wrong or stands twice.
    """
    found: dict[str, ProtectiveMeasure] = {}
    for table in document["measure"]:
        reader = TableReader(table, _fault)
        measure = ProtectiveMeasure(
            reader.text("id"),
            reader.text("name"),
            reader.text("lasts"),
            reader.whole("check_days", 0),
            reader.yes("covers"),
            reader.yes("derived", default=False),
        )
        if measure.id in found:
            raise _fault("twice", measure.id)
        found[measure.id] = measure
    return found


def _fault(code: str, value: object) -> RuleBroken:
    return RuleBroken("measures_invalid", why=code, value=value)
