"""The chosen row of the first page in words, with what can be done about it and the letter that does it."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.rows.approvals import ApprovalRow
from tracker.rows.today import TodayList, TodayRow
from ui import approval_wording, bail_wording, wording
from ui.pages.today.today_columns import case, case_in_words, late, mark, state, what
from ui.widgets.action_bar import ActionBar
from ui.widgets.mark_label import MarkLabel


class TodayPanel(QWidget):
    """Stands under the list, so that the list stays in view."""

    def __init__(self, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen row"))
        self._title = MarkLabel()
        self._title.setObjectName("section_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._facts.setContentsMargins(8, 0, 8, 0)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(ActionBar(actions))
        lines.addWidget(self._title)
        lines.addWidget(self._facts, 1)
        self._facts.setMinimumHeight(self._facts.fontMetrics().lineSpacing() * 3)
        self.show_row(None, date.min)

    def show_row(self, row: TodayRow | None, today: date) -> None:
        """Show a row, or say that none is chosen."""
        if row is None:
            self._title.show_state("", self.tr("Choose a row. Enter on a heading shows its list in full."))
            self._facts.setText("")
            return
        words = " · ".join(part for part in (case(row), what(row), state(row)) if part)
        self._title.show_state(mark(row), words)
        self._facts.setText("\n".join(self._lines(row, today)))

    def words(self) -> list[str]:
        """Give what is shown, line by line."""
        return [self._title.text(), *self._facts.text().splitlines()]

    def _lines(self, row: TodayRow, today: date) -> Iterable[str]:
        if row.in_list is TodayList.OVERLOADED:
            words = self.tr("{points:g} points in {cases}")
            yield words.format(points=row.points, cases=wording.count_of(row.open_cases, "open case"))
            if row.of_median is not None:
                yield self.tr("{share} % of the median load of the team").format(share=row.of_median)
            yield self.tr("It helps to share work out and is no measure of a person. Workload says how it is reckoned.")
            return
        if row.decision is not None:
            yield from self._decided(row.decision)
            return
        yield " · ".join(part for part in (self._date(row, today), self._booked(row, today), self._late(row)) if part)
        step = bail_wording.first_step(row.bail) if row.bail is not None else None
        if step is not None:
            yield " · ".join(bail_wording.next_lines(step))
        yield " · ".join(part for part in (case_in_words(row), self._whose(row)) if part)
        if row.promise:
            yield self.tr("Taken on: {step}, by {day}").format(step=row.promise, day=wording.day(row.promised_by))

    def _date(self, row: TodayRow, today: date) -> str:
        if row.in_list is TodayList.UNALLOCATED and row.reported_on is not None:
            ago = wording.count_of((today - row.reported_on).days, "day")
            return self.tr("Reported {day}, {ago} ago").format(day=wording.day(row.reported_on), ago=ago)
        if row.due is None:
            return ""
        words = self.tr("Due {day}").format(day=wording.due(row.due, row.due_at))
        if row.replanned and row.first_due is not None and row.bail is None:
            return self.tr("{due}, first due {day}").format(due=words, day=wording.day(row.first_due))
        return words

    def _booked(self, row: TodayRow, today: date) -> str:
        if row.planned_on is None:
            return ""
        words = self.tr("Planned for {day}").format(day=wording.day(row.planned_on))
        if row.planned_on >= today:
            return words
        return self.tr("{planned}, {days} ago").format(
            planned=words, days=wording.count_of((today - row.planned_on).days, "day")
        )

    def _late(self, row: TodayRow) -> str:
        return "" if row.in_list is TodayList.PLANNED else late(row)

    def _decided(self, decision: ApprovalRow) -> Iterable[str]:
        words = self.tr("You asked {asked}: {what}. Why: {reason}")
        yield words.format(
            asked=wording.moment(decision.asked_at), what=approval_wording.what(decision), reason=decision.reason
        )
        yield self.tr("{standing}, {moment}").format(
            standing=wording.sentence(approval_wording.standing(decision)), moment=wording.moment(decision.decided_at)
        )
        if decision.because:
            yield self.tr("Said to it: {because}").format(because=decision.because)

    def _whose(self, row: TodayRow) -> str:
        parts = [self.tr("OIC {officer}").format(officer=row.oic) if row.oic else "", row.team]
        if row.held_by is not None:
            parts.append(self.tr("held by: {holder}").format(holder=wording.term(row.held_by)))
        return " · ".join(part for part in parts if part)
