"""CompletionUndo: takes back what was just completed, where nobody has changed it since."""

from datetime import date

from PySide6.QtCore import QObject

from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.terms import MilestoneState
from tracker.wording import late
from ui.page_context import PageContext


class CompletionUndo(QObject):
    """Says in the status bar what was done, and offers to undo it."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._by = context.person.officer_id

    def completed(self, name: str, late_by: int, case_id: str, milestone_id: str, on: date, *, timed: bool) -> None:
        """Say of a milestone how late it was completed, where it has clocks, with the undo."""
        if late_by:
            words = self.tr("Completed: {milestone}, {late}.").format(milestone=name, late=late(late_by))
        elif timed:
            words = self.tr("Completed: {milestone}, on time.").format(milestone=name)
        else:
            words = self.tr("Completed: {milestone}.").format(milestone=name)
        self.offer(words, case_id, milestone_id, on)

    def offer(self, words: str, case_id: str, milestone_id: str, on: date) -> None:
        """Say what was completed on a day, with the undo."""
        self._context.report(words, lambda: self._undo(case_id, milestone_id, on))

    def say_reopened(self, milestone: MilestoneRow) -> None:
        """Say that a milestone is open again."""
        self._context.report(self.tr("Reopened: {milestone}.").format(milestone=milestone.name), None)

    def _undo(self, case_id: str, milestone_id: str, on: date) -> None:
        question = CaseFileQuestion(self._by, case_id, self.tr("to undo a completion"))
        self._context.background.ask(
            question, lambda file: self._undo_now(file, milestone_id, on), self._context.problems.show
        )

    def _undo_now(self, file: CaseFile, milestone_id: str, on: date) -> None:
        milestone = find(file, milestone_id)
        if milestone is None or milestone.state is not MilestoneState.DONE or milestone.happened_on != on:
            self._context.report(self.tr("Not undone: the milestone has been changed since."), None)
            return
        request = ReopenMilestone(
            by=self._by,
            case_id=file.case_id,
            milestone_id=milestone_id,
            version=milestone.version,
            reason=self.tr("Completion undone"),
        )
        self._context.background.do(request, lambda _changes: self.say_reopened(milestone), self._context.problems.show)


def find(file: CaseFile, milestone_id: str) -> MilestoneRow | None:
    """Give a milestone of a case by its id."""
    return next((row for row in file.milestones if row.milestone_id == milestone_id), None)
