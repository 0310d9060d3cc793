"""ClockForm: a form about one clock of a milestone; where several may be meant, it asks which."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from ui import wording
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit


class ClockForm(RecordForm):
    """Says what the clock stands at, under the name of its limit.

    Args:
        fitting: which clocks of a milestone the form may be about, worst first.
    """

    def __init__(
        self,
        title: str,
        submit_text: str,
        by: str,
        file: CaseFile,
        milestone: MilestoneRow,
        fitting: Callable[[MilestoneRow], list[ClockRow]],
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, submit, submit_text, parent)
        self._by = by
        self._case_id = file.case_id
        self._milestone = milestone
        self._fitting = fitting
        self._clocks = fitting(milestone)
        clock_ids = [clock.clock_id for clock in self._clocks]
        self._which = ChoiceField(clock_ids, self._clock_words, None if len(clock_ids) == 1 else self.tr("Choose..."))
        if len(clock_ids) > 1:
            self.add_field("clock_id", self.tr("Whic&h date"), self._which)
        self._words = self.add_words("")
        self._which.chosen.connect(self._say_clock)

    def record_id(self) -> str:
        return self._milestone.milestone_id

    def take(self, record: MilestoneRow) -> None:
        super().take(record)
        self._milestone = record
        self._clocks = self._fitting(record)
        if self._clocks:
            self._which.set_choices([clock.clock_id for clock in self._clocks])
        self._say_clock()

    def clock(self) -> ClockRow | None:
        """Give the clock that is meant, or None where none has been chosen yet."""
        chosen = self._which.choice()
        return next((clock for clock in self._clocks if clock.clock_id == chosen), None)

    def chosen_clock(self) -> ClockRow:
        """Give the clock that is meant, or point at its field."""
        clock = self.clock()
        if not self._clocks:
            raise FieldProblem("", self.tr("It has been changed meanwhile: no clock is left that this can be done to."))
        if clock is None:
            raise FieldProblem("clock_id", self.tr("Choose which date is meant."))
        return clock

    def about(self, clock: ClockRow) -> Iterable[str]:
        """Give what is said of a clock above the fields, line by line."""
        yield clock.limit
        kind = wording.limit_kind(clock.limit_kind, to_be_confirmed=clock.to_be_confirmed)
        due = wording.due(clock.due, clock.due_at, clock.unknown)
        yield self.tr("{kind} · due {day}").format(kind=wording.sentence(kind), day=due)

    def about_none(self) -> str:
        """Give what is said while no clock has been chosen."""
        return ""

    def _clock_words(self, clock_id: str) -> str:
        clock = next(clock for clock in self._clocks if clock.clock_id == clock_id)
        return f"{clock.limit}, {wording.due(clock.due, clock.due_at, clock.unknown)}"

    def _say_clock(self) -> None:
        clock = self.clock()
        words = "\n".join(self.about(clock)) if clock is not None else self.about_none()
        self._words.setText(words)
        self._words.setVisible(bool(words))
