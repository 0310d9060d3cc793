"""What can be done about a row of the first page: its case is read, then the form opens beside the list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from tracker.actions.see_decision import SeeDecision
from tracker.rows.approvals import ApprovalRow
from tracker.rows.bail_register import BailRow
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.rows.today import TodayRow
from tracker.terms import Holder
from ui.dialogs.alert_forms import AlertForms
from ui.dialogs.bail_forms import BailForms
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.completion_undo import find
from ui.dialogs.milestone_forms import MilestoneForms
from ui.dialogs.note_forms import NoteForms
from ui.dialogs.open_form import may_open
from ui.dialogs.to_chase import ToChase
from ui.page_context import Page
from ui.pages.today.today_columns import what

NOBODY_TO_CHASE = (None, Holder.AWAITING_ALLOCATION, Holder.OUR_UNIT, Holder.CHILD_OR_FAMILY, Holder.NOBODY)


class TodayForms(QObject):
    """The forms of the first page, one at a time in its drawer."""

    def __init__(self, page: Page, chosen: Callable[[], TodayRow | None]) -> None:
        super().__init__(page)
        self._page = page
        self._chosen = chosen
        self._context = page.context
        self._by = page.context.person.officer_id
        self._file: CaseFile | None = None
        self._milestone: MilestoneRow | None = None
        self.milestones = MilestoneForms(page, self)
        self.bail = BailForms(page, self._chosen_bail)
        self.notes = NoteForms(page)
        self.chases = ChaseForms(page)
        self.alerts = AlertForms(page, self._chosen_alert)

    def file(self) -> CaseFile | None:
        """Give the case a form is about."""
        return self._file

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone a form is about."""
        return self._milestone

    def buttons(self) -> list[tuple[QAction, str]]:
        """Give the actions under the list, in the order they have everywhere, with short words."""
        words = {
            "complete_milestone": self.tr("Complete"),
            "record_chase": self.tr("Chase"),
            "escalate_delay": self.tr("Escalate"),
            "add_note": self.tr("Note"),
            "replan_milestone": self.tr("Re-plan"),
            "plan_day": self.tr("Plan day"),
            "record_delay": self.tr("Record delay"),
            "acknowledge_alert": self.tr("Acknowledge"),
            "record_bail_event": self.tr("Bail event"),
            "allocate_case": self.tr("Allocate"),
            "open_case": self.tr("Open case"),
        }
        return [(self._context.commands.action(name), text) for name, text in words.items()]

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about a row."""
        return {
            "complete_milestone": lambda: self._about_the_case(self.milestones.complete),
            "replan_milestone": lambda: self._about_the_case(self.milestones.replan),
            "plan_day": lambda: self._about_the_case(self.milestones.plan_day),
            "record_delay": lambda: self._about_the_case(self.milestones.record_delay),
            "allocate_case": lambda: self._about_the_case(self.milestones.allocate),
            "record_chase": lambda: self.chases.chase(_to_chase(self._chosen())),
            "escalate_delay": lambda: self.chases.escalate(_to_chase(self._chosen())),
            "add_note": lambda: self.notes.add(self._chosen()),
            "acknowledge_alert": self.acknowledge,
            "snooze_alert": self.alerts.put_off,
            "record_bail_event": self.bail.record_event,
        }

    def may(self, row: TodayRow | None) -> dict[str, bool]:
        """Say which commands may be used about a row; bail is ended and extended by what happens to it alone."""
        of_milestone = row is not None and row.milestone_id is not None and row.happened is None and not row.of_bail
        about_a_case = row is not None and bool(row.case_id)
        still_open = row is not None and bool(row.case_id) and row.happened is None
        return {
            "complete_milestone": of_milestone,
            "replan_milestone": of_milestone,
            "plan_day": of_milestone,
            "record_delay": of_milestone,
            "allocate_case": about_a_case,
            "record_chase": still_open,
            "escalate_delay": still_open,
            "add_note": about_a_case,
            "acknowledge_alert": row is not None and (row.alert_id is not None or row.decision is not None),
            "snooze_alert": row is not None and row.alert_id is not None,
            "record_bail_event": row is not None and row.bail is not None and bool(row.bail.may_be_recorded),
        }

    def acknowledge(self) -> None:
        """Ask what will be done about the alert of the chosen row, and by when; a decision is simply seen."""
        row = self._chosen()
        if row is not None and row.decision is not None:
            self._say_seen(row, row.decision)
            return
        self.alerts.acknowledge()

    def retake(self) -> None:
        """Read again what a form asked for, and hand it over."""
        if self.milestones.wants_case() and self._file is not None:
            question = CaseFileQuestion(self._by, self._file.case_id, self.tr("to go on with a form"))
            self._context.background.ask(question, self._retake_case, self._context.problems.show)

    def _say_seen(self, row: TodayRow, decision: ApprovalRow) -> None:
        request = SeeDecision(self._by, decision.approval_id, decision.version)
        back = replace(request, version=decision.version + 1, seen=False)
        words = self.tr("Seen: {milestone}, {reference}.").format(milestone=row.name, reference=row.reference)
        self._context.background.do(
            request,
            lambda _changes: self._context.report(words, lambda: self._unsee(back)),
            self._context.problems.show,
        )

    def _unsee(self, request: SeeDecision) -> None:
        words = self.tr("Not seen yet after all.")
        self._context.background.do(
            request, lambda _changes: self._context.report(words, None), self._context.problems.show
        )

    def _chosen_alert(self) -> tuple[str, str] | None:
        row = self._chosen()
        return (row.case_id, row.alert_id) if row is not None and row.alert_id is not None else None

    def _chosen_bail(self) -> BailRow | None:
        row = self._chosen()
        return row.bail if row is not None else None

    def _about_the_case(self, open_it: Callable[[], None]) -> None:
        row = self._chosen()
        if row is None or not row.case_id or not may_open(self._page):
            return
        question = CaseFileQuestion(self._by, row.case_id, self.tr("from the page Today"))
        milestone_id = row.milestone_id or ""
        self._context.background.ask(
            question, lambda file: self._open_about(file, milestone_id, open_it), self._context.problems.show
        )

    def _open_about(self, file: CaseFile, milestone_id: str, open_it: Callable[[], None]) -> None:
        self._file, self._milestone = file, find(file, milestone_id)
        if milestone_id and self._milestone is None:
            self._context.report(self.tr("The case has changed meanwhile."), None)
            return
        open_it()

    def _retake_case(self, file: CaseFile) -> None:
        self._file = file
        self.milestones.retake(file)


def _to_chase(row: TodayRow | None) -> ToChase | None:
    """Give what would be chased about a row: its milestone, or the case; who holds the case is taken to be awaited."""
    if row is None or not row.case_id:
        return None
    agency = row.held_by if row.held_by not in NOBODY_TO_CHASE else None
    return ToChase(row.case_id, row.reference, row.milestone_id or "", what(row) if row.milestone_id else "", agency)
