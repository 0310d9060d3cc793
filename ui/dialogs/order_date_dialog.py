"""Record a date that a court or an authorised officer set; builds OrderDate."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.order_date import OrderDate
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui.dialogs.clock_form import ClockForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def orderable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone whose date may be ordered, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_ordered]


class OrderDateDialog(ClockForm):
    """The date, who set it and why; the date that the rules give stays beside it."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Fix a date of {milestone} by order").format(milestone=milestone.name)
        super().__init__(title, self.tr("Fix the date"), by, file, milestone, orderable, submit, parent)
        self._to = DateField(today, "ahead")
        self.add_field("to", self.tr("&Ordered date"), self._to)
        self._by_court = ChoiceField([True, False], self._who)
        self.add_field(
            "by_court",
            self.tr("&Who set it"),
            self._by_court,
            self.tr("A detective records what a court ordered; what an officer ordered, a supervisor."),
        )
        self._authority = QLineEdit()
        self.add_field(
            "authority",
            self.tr("Which court or &post"),
            self._authority,
            self.tr("Such as: Crown Court, or superintendent."),
        )
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("It is printed with the move."))
        self.take(milestone)

    def build(self) -> OrderDate:
        clock = self.chosen_clock()
        to, by_court = self._to.day(), self._by_court.choice()
        if to is None:
            raise FieldProblem("to", self.tr("Enter the date that was ordered."))
        if by_court is None:
            raise FieldProblem("by_court", self.tr("Choose who set the date."))
        authority = self.required(
            "authority", self._authority.text(), self.tr("Say which court or officer set the date.")
        )
        reason = self.required("reason", self._reason.toPlainText(), self.tr("A reason is needed."))
        return OrderDate(
            by=self._by,
            case_id=self._case_id,
            clock_id=clock.clock_id,
            version=clock.version,
            to=to,
            reason=reason,
            authority=authority,
            by_court=by_court,
        )

    def about(self, clock: ClockRow) -> Iterable[str]:
        yield from super().about(clock)
        yield self.tr("No pause and no new bank holiday moves an ordered date. A paused clock runs again.")

    def _who(self, by_court: bool) -> str:
        return self.tr("Court") if by_court else self.tr("Authorised officer")
