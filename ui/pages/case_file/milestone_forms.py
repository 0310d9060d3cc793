"""What can be done about a milestone or its case: opens the form, says the result, offers the undo."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject

from tracker.actions.reopen_milestone import ReopenMilestone
from tracker.changes import Changes
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.rows.people import Officers, OfficersQuestion
from tracker.terms import MilestoneState
from tracker.wording import late
from ui.dialogs.allocate_case_dialog import AllocateCaseDialog
from ui.dialogs.complete_milestone_dialog import CompleteMilestoneDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_delay_dialog import RecordDelayDialog
from ui.dialogs.record_form import RecordForm
from ui.dialogs.reopen_milestone_dialog import ReopenMilestoneDialog
from ui.dialogs.reschedule_milestone_dialog import RescheduleMilestoneDialog, movable
from ui.page_context import Page


class Chosen(Protocol):
    """What is open and chosen on the page just now."""

    def file(self) -> CaseFile | None:
        """Give the case that is shown."""

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone under the cursor."""


class MilestoneForms(QObject):
    """The forms of the case file, one at a time in its drawer."""

    def __init__(self, page: Page, chosen: Chosen) -> None:
        super().__init__(page)
        self._page = page
        self._chosen = chosen
        self._context = page.context
        self._by = page.context.person.officer_id
        self._reloading = ""

    def complete(self) -> None:
        """Ask for the day the chosen milestone happened."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        if file is None or milestone is None or not may_open(self._page):
            return
        form = CompleteMilestoneDialog(self._by, file, milestone, self._today(), self._context.background.do)
        self._open(form, lambda changes: self._completed(file, milestone, form, changes))

    def reopen(self) -> None:
        """Ask why the chosen milestone was not done after all."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        if file is None or milestone is None or not may_open(self._page):
            return
        form = ReopenMilestoneDialog(self._by, file, milestone, self._context.background.do)
        self._open(form, lambda _changes: self._say_reopened(milestone))

    def replan(self) -> None:
        """Ask for a new date, or say why there can be none."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        if file is None or milestone is None or not may_open(self._page):
            return
        if not movable(milestone):
            words = self.tr("No date of {milestone} can be re-planned: it is fixed by law, or no clock runs.")
            self._context.report(words.format(milestone=milestone.name), None)
            return
        form = RescheduleMilestoneDialog(self._by, file, milestone, self._today(), self._context.background.do)
        self._open(form, lambda _changes: self._say(self.tr("Re-planned: {milestone}."), milestone.name))

    def record_delay(self) -> None:
        """Ask why the chosen milestone waits."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        if file is None or milestone is None or not may_open(self._page):
            return
        form = RecordDelayDialog(self._by, file, milestone, self._today(), self._context.background.do)
        self._open(form, lambda _changes: self._say(self.tr("Delay recorded: {milestone}."), milestone.name))

    def allocate(self) -> None:
        """Ask who becomes the officer in the case."""
        file = self._chosen.file()
        if file is not None and may_open(self._page):
            self._context.background.ask(
                OfficersQuestion(by=self._by),
                lambda officers: self._ask_officer(file, officers),
                self._context.problems.show,
            )

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the record as it is now."""
        wanted, self._reloading = self._reloading, ""
        form = self._page.drawer()
        if not wanted or not isinstance(form, RecordForm) or form.record_id() != wanted:
            return
        if isinstance(form, AllocateCaseDialog):
            form.take(file)
            return
        milestone = find(file, wanted)
        if milestone is not None:
            form.take(milestone)

    def _today(self) -> date:
        return self._context.time.today()

    def _open(self, form: RecordForm, done: Callable[[Changes], None]) -> None:
        form.reload_wanted.connect(lambda: self._reload(form))
        open_form(self._page, form, done)

    def _reload(self, form: RecordForm) -> None:
        self._reloading = form.record_id()
        self._page.refresh()

    def _ask_officer(self, file: CaseFile, officers: Officers) -> None:
        form = AllocateCaseDialog(self._by, file, officers, self._context.background.do)
        self._open(form, lambda _changes: self._say(self.tr("Allocated: {milestone}."), file.reference))

    def _completed(
        self, file: CaseFile, milestone: MilestoneRow, form: CompleteMilestoneDialog, changes: Changes
    ) -> None:
        request = form.build()
        drift = changes.result if isinstance(changes.result, int) else 0
        if drift:
            words = self.tr("Completed: {milestone}, {late}.").format(milestone=milestone.name, late=late(drift))
        elif milestone.clocks:
            words = self.tr("Completed: {milestone}, on time.").format(milestone=milestone.name)
        else:
            words = self.tr("Completed: {milestone}.").format(milestone=milestone.name)
        self._context.report(words, lambda: self._undo(file.case_id, milestone.milestone_id, request.on))

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
        self._context.background.do(
            request, lambda _changes: self._say_reopened(milestone), self._context.problems.show
        )

    def _say_reopened(self, milestone: MilestoneRow) -> None:
        self._say(self.tr("Reopened: {milestone}."), milestone.name)

    def _say(self, words: str, name: str) -> None:
        self._context.report(words.format(milestone=name), None)


def find(file: CaseFile, milestone_id: str) -> MilestoneRow | None:
    """Give a milestone of a case by its id."""
    return next((row for row in file.milestones if row.milestone_id == milestone_id), None)
