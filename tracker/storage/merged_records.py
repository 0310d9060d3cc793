"""Records of a case that is merged into another: every row that names it, wherever a table has one."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Column, Connection, Table, delete, select, update

from tracker.storage.tables import (
    alert,
    audit_entry,
    case_access,
    case_record,
    child,
    clock,
    holding,
    imported_case,
    metadata,
    milestone,
    suspect,
)

#: what stays with the duplicate: its trail, who might see it, what its sheet said, who held it
LEFT = (audit_entry, case_access, imported_case, holding)
SUBJECTS = ("child_id", "suspect_id")


def move_records(
    connection: Connection, from_id: str, to_id: str, same: Mapping[str, str], renumbered: Sequence[str] = ()
) -> None:
    """Give everything recorded of one case to another, by the tables as they are; versions stay.

    Alerts about the duplicate as a whole stay and end with it. Who held the case that stays is written anew after this.

    Args:
        same: the children and suspects who are ones of the other case; what names them names those from now on.
        renumbered: milestones whose turn is written after this; until then their turns are out of the way.
    """
    connection.execute(delete(holding).where(holding.c.case_id == to_id))
    if renumbered:
        connection.execute(update(milestone).where(milestone.c.id.in_(renumbered)).values(turn=-milestone.c.turn))
    for table, column in case_columns():
        moved = update(table).where(column == from_id).values({column.name: to_id})
        if table in (child, suspect):
            moved = moved.where(table.c.id.not_in(list(same)))
        if table is alert:
            moved = moved.where(alert.c.subject_id != from_id)
        connection.execute(moved)
    for table in metadata.sorted_tables:
        for name in SUBJECTS:
            if name in table.c:
                for theirs, ours in same.items():
                    connection.execute(update(table).where(table.c[name] == theirs).values({name: ours}))


def alerts_follow_clocks(connection: Connection, case_id: str) -> None:
    """Let the alerts of a case name the milestones that their clocks run towards now."""
    towards = select(clock.c.milestone_id).where(clock.c.id == alert.c.clock_id).scalar_subquery()
    of_clocks = (alert.c.case_id == case_id, alert.c.clock_id.is_not(None))
    connection.execute(update(alert).where(*of_clocks).values(milestone_id=towards))


def case_columns() -> Iterator[tuple[Table, Column[str]]]:
    """Give every column that names a case whose records move, of every table there is."""
    for table in metadata.sorted_tables:
        if table in LEFT:
            continue
        for column in table.columns:
            names_case = any(key.column.table is case_record for key in column.foreign_keys)
            if names_case or column.name == "case_id":
                yield table, column
