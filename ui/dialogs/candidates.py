"""The field to choose who takes something over, the best fit first, with the reasons."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from tracker import wording as english
from tracker.rows.allocation import CandidateRow
from ui.allocation_wording import fit, reasons
from ui.dialogs.candidate_field import CandidateField
from ui.tables.column import Column

translate = QCoreApplication.translate


def candidate_field(rows: Iterable[CandidateRow], cases: int, name: str, spoken: str) -> CandidateField:
    """Build the field for who could take so many cases."""
    field = CandidateField(_columns(), lambda row: row.officer_id, lambda row: reasons(row, cases), name, spoken)
    field.set_rows(rows)
    return field


def _columns() -> list[Column]:
    return [
        Column(
            title=translate("candidates", "Fit"),
            text=lambda row: fit(row)[1],
            mark=lambda row: fit(row)[0],
            width=164,
        ),
        Column(
            title=translate("candidates", "Officer"),
            text=lambda row: row.title,
            tooltip=lambda row: row.title,
            bold=True,
            width=170,
        ),
        Column(
            title=translate("candidates", "Points"),
            text=lambda row: english.points(row.points),
            sort=lambda row: row.points,
            align="right",
            width=58,
        ),
        Column(
            title=translate("candidates", "With"),
            text=lambda row: english.points(row.with_points),
            sort=lambda row: row.with_points,
            align="right",
            accessible=lambda row: translate("candidates", "{points} points with it").format(
                points=english.points(row.with_points)
            ),
            width=52,
        ),
    ]
