"""What can be done about a milestone or its case: opens the form, says the result, offers the undo."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from tracker.actions.withdraw_approval import WithdrawApproval
from tracker.changes import Changes
from tracker.rows.approvals import Asked
from tracker.rows.case_file import CaseFile, ClockRow, MilestoneRow
from tracker.terms import REVIEWS, MilestoneState
from ui import wording
from ui.clock_wording import why_not
from ui.dialogs.allocation_forms import AllocationForms
from ui.dialogs.clock_form import ClockForm
from ui.dialogs.complete_milestone_dialog import CompleteMilestoneDialog
from ui.dialogs.completion_undo import CompletionUndo, find
from ui.dialogs.correct_start_dialog import CorrectStartDialog, correctable
from ui.dialogs.mark_not_required_dialog import MarkNotRequiredDialog
from ui.dialogs.open_form import may_open
from ui.dialogs.order_date_dialog import OrderDateDialog, orderable
from ui.dialogs.pause_clock_dialog import PauseClockDialog, pausable
from ui.dialogs.plan_day_dialog import PlanDayDialog
from ui.dialogs.prosecution_limit_dialog import ProsecutionLimitDialog
from ui.dialogs.record_delay_dialog import RecordDelayDialog
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.reopen_milestone_dialog import ReopenMilestoneDialog
from ui.dialogs.reschedule_milestone_dialog import RescheduleMilestoneDialog, movable
from ui.dialogs.resume_clock_dialog import ResumeClockDialog, resumable
from ui.dialogs.review_forms import ReviewForms
from ui.page_context import Page
from ui.widgets.form import Submit

#: what a request for approval is stored with at first
FIRST_VERSION = 1
STILL_TO_DO = frozenset({MilestoneState.OPEN, MilestoneState.NOT_STARTED})


class Chosen(Protocol):
    """What is open and chosen on the page just now."""

    def file(self) -> CaseFile | None:
        """Give the case that is shown."""

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone under the cursor."""


class MilestoneForms(RecordForms):
    """The forms about one milestone or its case, one at a time in the drawer of a page."""

    def __init__(self, page: Page, chosen: Chosen) -> None:
        super().__init__(page)
        self._chosen = chosen
        self._undo = CompletionUndo(page.context, page)
        self._allocation = AllocationForms(page)
        self.reviews = ReviewForms(page)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about a milestone or its case."""
        return {
            "complete_milestone": self.complete,
            "reopen_milestone": self.reopen,
            "replan_milestone": self.replan,
            "plan_day": self.plan_day,
            "record_delay": self.record_delay,
            "record_review": self.review,
            "pause_clock": self.pause,
            "resume_clock": self.resume,
            "order_date": self.order_date,
            "correct_start": self.correct_start,
            "mark_not_required": self.mark_not_required,
            "allocate_case": self.allocate,
            "record_conflict": self.record_conflict,
            "prosecution_limit": self.prosecution_limit,
        }

    def may(self, milestone: MilestoneRow | None) -> dict[str, bool]:
        """Say which commands about a milestone may be used; where its clocks forbid one, the command says why."""
        state = milestone.state if milestone is not None else None
        to_do = state in STILL_TO_DO
        clocks = milestone.clocks if milestone is not None else ()
        return {
            "complete_milestone": to_do,
            "reopen_milestone": state in (MilestoneState.DONE, MilestoneState.NOT_REQUIRED),
            "replan_milestone": to_do,
            "plan_day": to_do,
            "record_delay": to_do,
            "record_review": milestone is not None and self.reviews.may(),
            "pause_clock": to_do and bool(clocks),
            "resume_clock": any(clock.may_be_resumed for clock in clocks),
            "order_date": to_do and bool(clocks),
            "correct_start": bool(clocks),
            "mark_not_required": to_do,
        }

    def complete(self) -> None:
        """Ask for the day the chosen milestone happened; for what it holds, where it is a review."""
        chosen = self._free_and_chosen()
        if chosen is not None:
            file, milestone = chosen
            if milestone.kind in REVIEWS:
                self.reviews.record(file.case_id, milestone.milestone_id)
                return
            form = CompleteMilestoneDialog(self._by, file, milestone, self._today(), self._context.background.do)
            self._open(form, lambda changes: self._completed(file, milestone, form, changes))

    def review(self) -> None:
        """Ask what a review of the case holds: of the chosen milestone, where it is one that is still to be held."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        if file is not None and may_open(self._page):
            meant = milestone is not None and milestone.kind in REVIEWS and milestone.state in STILL_TO_DO
            self.reviews.record(file.case_id, milestone.milestone_id if meant and milestone is not None else None)

    def reopen(self) -> None:
        """Ask why the chosen milestone was not done, or is required, after all."""
        chosen = self._free_and_chosen()
        if chosen is not None:
            file, milestone = chosen
            form = ReopenMilestoneDialog(self._by, file, milestone, self._context.background.do)
            self._open(form, lambda _changes: self._undo.say_reopened(milestone))

    def replan(self) -> None:
        """Ask for a new date, or say why there can be none."""
        self._about_a_clock(
            RescheduleMilestoneDialog,
            movable,
            self.tr("Re-planned: {milestone}."),
            self.tr("No date of {milestone} can be re-planned: {why}."),
        )

    def plan_day(self) -> None:
        """Ask for which day the chosen milestone is booked."""
        chosen = self._free_and_chosen()
        if chosen is not None:
            file, milestone = chosen
            form = PlanDayDialog(self._by, file, milestone, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say_planned(milestone, form))

    def record_delay(self) -> None:
        """Ask why the chosen milestone waits."""
        chosen = self._free_and_chosen()
        if chosen is not None:
            file, milestone = chosen
            form = RecordDelayDialog(self._by, file, milestone, self._today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Delay recorded: {milestone}."), milestone.name))

    def pause(self) -> None:
        """Ask why and until when a clock stands still, or say why none may."""
        self._about_a_clock(
            PauseClockDialog,
            pausable,
            self.tr("Paused: {milestone}."),
            self.tr("No clock of {milestone} can be paused: {why}."),
        )

    def resume(self) -> None:
        """Ask from when a paused clock runs on."""
        self._about_a_clock(
            ResumeClockDialog,
            resumable,
            self.tr("Runs again: {milestone}."),
            self.tr("No clock of {milestone} can be resumed: {why}."),
        )

    def order_date(self) -> None:
        """Ask for the date that was ordered, and by whom."""
        self._about_a_clock(
            OrderDateDialog,
            orderable,
            self.tr("Date fixed by order: {milestone}."),
            self.tr("No date of {milestone} can be ordered: {why}."),
        )

    def correct_start(self) -> None:
        """Ask on which day a clock really started."""
        self._about_a_clock(
            CorrectStartDialog,
            correctable,
            self.tr("Start corrected: {milestone}."),
            self.tr("No start of {milestone} can be corrected: {why}."),
        )

    def mark_not_required(self) -> None:
        """Ask why the chosen milestone need not happen."""
        chosen = self._free_and_chosen()
        if chosen is not None:
            file, milestone = chosen
            form = MarkNotRequiredDialog(self._by, file, milestone, self._context.background.do)
            done = self.tr("Not required: {milestone}.")
            self._open(form, lambda changes: self._done_or_asked(done, milestone.name, changes))

    def allocate(self) -> None:
        """Ask who becomes the officer in the case."""
        file = self._chosen.file()
        if file is not None:
            self._allocation.allocate([file.case_id])

    def record_conflict(self) -> None:
        """Ask who must not take the case."""
        file = self._chosen.file()
        if file is not None:
            self._allocation.conflict(file.case_id)

    def prosecution_limit(self) -> None:
        """Ask within what time the offence must be charged."""
        file = self._chosen.file()
        if file is not None and may_open(self._page):
            form = ProsecutionLimitDialog(self._by, file, self._today(), self._context.background.do)
            self._open(
                form, lambda _changes: self._say(self.tr("Limit on prosecution set: {milestone}."), file.reference)
            )

    def wants_case(self) -> str:
        """Give the record that a form asked to read again; nothing where none did."""
        return self._reloading

    def retake(self, file: CaseFile) -> None:
        """Hand a form that asked for it the record as it is now."""
        form = self._asked_again()
        if isinstance(form, ProsecutionLimitDialog):
            form.take(file)
            return
        milestone = find(file, form.record_id()) if form is not None else None
        if form is not None and milestone is not None:
            form.take(milestone)

    def _free_and_chosen(self) -> tuple[CaseFile, MilestoneRow] | None:
        """Give the case and the milestone that are chosen, where the drawer is free for a form."""
        file, milestone = self._chosen.file(), self._chosen.chosen_milestone()
        return (file, milestone) if file is not None and milestone is not None and may_open(self._page) else None

    def _about_a_clock(
        self,
        make: Callable[[str, CaseFile, MilestoneRow, date, Submit], ClockForm],
        fitting: Callable[[MilestoneRow], list[ClockRow]],
        done: str,
        none_fits: str,
    ) -> None:
        chosen = self._free_and_chosen()
        if chosen is None:
            return
        file, milestone = chosen
        if not fitting(milestone):
            self._context.report(none_fits.format(milestone=milestone.name, why=why_not(milestone)), None)
            return
        form = make(self._by, file, milestone, self._today(), self._context.background.do)
        self._open(form, lambda changes: self._done_or_asked(done, milestone.name, changes))

    def _done_or_asked(self, done: str, name: str, changes: Changes) -> None:
        """Say what was done, or that a supervisor must approve it first."""
        asked = changes.result
        if not isinstance(asked, Asked):
            self._say(done, name)
            return
        words = self.tr("Nothing is changed yet. It waits for a supervisor's approval: {milestone}.")
        withdraw = WithdrawApproval(self._by, asked.approval_id, FIRST_VERSION)
        self._context.report(words.format(milestone=name), lambda: self._withdraw(withdraw, name))

    def _withdraw(self, request: WithdrawApproval, name: str) -> None:
        self._do(request, self.tr("Request withdrawn: {milestone}.").format(milestone=name))

    def _today(self) -> date:
        return self._context.time.today()

    def _completed(
        self, file: CaseFile, milestone: MilestoneRow, form: CompleteMilestoneDialog, changes: Changes
    ) -> None:
        request = form.build()
        drift = changes.result if isinstance(changes.result, int) else 0
        self._undo.completed(
            milestone.name, drift, file.case_id, milestone.milestone_id, request.on, timed=bool(milestone.clocks)
        )

    def _say_planned(self, milestone: MilestoneRow, form: PlanDayDialog) -> None:
        on = form.build().on
        if on is None:
            self._say(self.tr("Planned for no day any more: {milestone}."), milestone.name)
            return
        words = self.tr("Planned for {day}: {milestone}.").format(day=wording.day(on), milestone=milestone.name)
        self._context.report(words, None)

    def _say(self, words: str, name: str) -> None:
        self._context.report(words.format(milestone=name), None)
