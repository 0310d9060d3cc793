"""The labels of children, suspects and devices, by their ids."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, literal, select, union_all

from tracker.domain.case import Case
from tracker.storage.tables import child, device, suspect

CASE_LABEL = ""
LABELS: tuple[tuple[Table, ColumnElement[Any]], ...] = (
    (child, child.c.label),
    (suspect, suspect.c.label),
    (device, device.c.exhibit),
)


def subject_labels(case: Case) -> Mapping[str, str]:
    """Give the label of each subject of a case by its id; the case itself has none."""
    return (
        {case.record.id: CASE_LABEL}
        | {child.id: child.label for child in case.children.values()}
        | {suspect.id: suspect.label for suspect in case.suspects.values()}
        | {device.id: device.exhibit for device in case.devices.values()}
    )


def labels_of_case(connection: Connection, case_id: str) -> Mapping[str, str]:
    """Give the label of every subject of one case, in one statement; the case itself has none."""
    return _labels(connection, lambda table: table.c.case_id == literal(case_id))


def labels_of(connection: Connection, subject_ids: Sequence[str]) -> Mapping[str, str]:
    """Give the labels of these subjects, in one statement."""
    return _labels(connection, lambda table: table.c.id.in_(subject_ids))


def _labels(connection: Connection, where: Callable[[Table], ColumnElement[bool]]) -> Mapping[str, str]:
    parts = [select(table.c.id, label.label("label")).where(where(table)) for table, label in LABELS]
    return {row.id: row.label for row in connection.execute(union_all(*parts))}
