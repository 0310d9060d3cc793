"""A small table to test with."""

from dataclasses import dataclass

from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    id: str
    name: str
    days: int | None = None
    state: str = "running"


ROWS = (Row("a", "Beta", 3), Row("b", "alpha", None), Row("c", "Gamma", 12, "overdue"))

COLUMNS = (
    Column("Name", lambda row: row.name, bold=True, tooltip=lambda row: row.id if row.days else ""),
    Column("Days late", lambda row: str(row.days or ""), lambda row: row.days, align="right", width=80),
    Column("State", lambda row: row.state, mark=lambda row: row.state, accessible=lambda row: f"is {row.state}"),
    Column("Drift", lambda row: str(row.days or ""), lambda row: row.days, bar=lambda row: float(row.days or 0)),
)


def a_model(rows: tuple[Row, ...] = ROWS) -> RowTableModel:
    """Give a model with rows."""
    model = RowTableModel(COLUMNS, lambda row: row.id)
    model.set_rows(rows)
    return model


def ids(model: RowTableModel) -> str:
    """Give the ids of the rows shown, in order."""
    return "".join(row.id for row in model.shown)
