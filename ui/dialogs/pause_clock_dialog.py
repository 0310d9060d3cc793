"""Pause a clock: since when, why, whose need, and when somebody looks again; builds PauseClock."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.actions.pause_clock import PauseClock
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from tracker.terms import DelayReason
from ui.dialogs.clock_form import ClockForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form import FieldProblem, Submit


def pausable(milestone: MilestoneRow) -> list[ClockRow]:
    """Give the clocks of a milestone that a person may pause, worst first."""
    return [clock for clock in milestone.clocks if clock.may_be_paused]


class PauseClockDialog(ClockForm):
    """A pause that lasts needs a day to look again; one that is over, the day it ended."""

    def __init__(
        self,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        today: date,
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Pause a clock of {milestone}").format(milestone=milestone.name)
        super().__init__(title, self.tr("Pause"), by, file, milestone, pausable, submit, parent)
        self._cause = ChoiceField(DelayReason)
        self.add_field("cause", self.tr("&What it waits for"), self._cause)
        self._ours = ChoiceField([False, True], self._whose)
        self.add_field(
            "ours",
            self.tr("Whos&e need it is"),
            self._ours,
            self.tr("Ours counts as lateness all the same; the child's, the family's or an agency's does not."),
        )
        self._reason = self.note_field()
        self.add_field("reason", self.tr("Reaso&n"), self._reason, self.tr("No names, no account of the abuse."))
        self._since = DateField(today, "back")
        self._since.set_day(today)
        self.add_field("since", self.tr("&Since"), self._since)
        self._review_on = DateField(today, "ahead")
        self.add_field(
            "review_on",
            self.tr("&Look at it again on"),
            self._review_on,
            self.tr("Needed while it lasts. A detective may pause a clock for ten working days in all."),
        )
        self._until = DateField(today, "back")
        self.add_field("until", self.tr("Un&til, if it is over already"), self._until)
        self.take(milestone)

    def build(self) -> PauseClock:
        clock = self.chosen_clock()
        cause, ours = self._cause.choice(), self._ours.choice()
        if cause is None:
            raise FieldProblem("cause", self.tr("Choose what it waits for."))
        if ours is None:
            raise FieldProblem("ours", self.tr("Choose whose need it is."))
        reason = self.required("reason", self._reason.toPlainText(), self.tr("A reason is needed."))
        since, until, review_on = self._since.day(), self._until.day(), self._review_on.day()
        if since is None:
            raise FieldProblem("since", self.tr("Enter the day the pause began."))
        if until is None and self._until.text().strip():
            raise FieldProblem("until", self.tr("Enter the day it ended, or nothing."))
        if until is None and review_on is None:
            raise FieldProblem("review_on", self.tr("Enter the day on which somebody looks again."))
        return PauseClock(
            by=self._by,
            case_id=self._case_id,
            clock_id=clock.clock_id,
            version=clock.version,
            since=since,
            until=until,
            reason=reason,
            cause=cause,
            ours=ours,
            review_on=review_on if until is None else None,
        )

    def about(self, clock: ClockRow) -> Iterable[str]:
        yield from super().about(clock)
        yield self.tr("While it is paused it raises no alert. Its date moves on by the days paused.")

    def _whose(self, ours: bool) -> str:
        return self.tr("Ours") if ours else self.tr("Not ours")
