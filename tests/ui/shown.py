"""Every page, form and dialog with the way to it, for the gallery and for what must hold of all of them: add a line."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

import ui
from tests.fakes import FakeTracker
from tests.gallery.pictures import a_window, settle
from tests.rows_to_show import a_case_file, alert_rows
from tests.transfer_rows import an_open_request
from tests.ui.dialogs.test_rule_changes_dialog import FOUND
from tests.ui.pages.a_paper import a_unit_with_papers
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.open_alerts import OpenAlerts, OpenAlertsQuestion
from tracker.rows.rule_changes import RuleChangesQuestion
from tracker.terms import AlertKind, CaseStatus, PaperKind
from ui.crash_dialog import CrashDialog
from ui.dialogs.quick_update_dialog import QuickUpdateDialog
from ui.main_window.about_dialog import AboutDialog
from ui.main_window.main_window import MainWindow
from ui.main_window.shortcuts_dialog import ShortcutsDialog
from ui.page_context import Page
from ui.start import PAGES
from ui.widgets.form import FormDialog, FormDrawer

CASE = "case-0"


def pages() -> list[type[Page]]:
    """Give the pages of the window, in order."""
    return [getattr(import_module(module), name) for module, name in PAGES]


def record_of(page: type[Page]) -> str | None:
    """Give the record that a page is shown with."""
    return CASE if hasattr(page, "show_record") and page.page_name != "today" else None


def nothing(page: Any) -> None:
    """The row that is chosen at first will do."""


def milestone(key: str) -> Callable[[Any], None]:
    """Choose a milestone of the case."""
    return lambda page: page.milestones.view.select_key(key)


def chosen(key: str) -> Callable[[Any], None]:
    """Choose a row of the page's list."""
    return lambda page: page.view.select_key(key)


def at(part: str, key: str = "") -> Callable[[Any], None]:
    """Go to a tab of the case, with a row chosen, the first where none is named."""

    def go(page: Any) -> None:
        panel = getattr(page, part)
        page.tabs.setCurrentWidget(panel)
        settle()
        if not (key and panel.view.select_key(key)):
            panel.view.select_first()
        panel.view.setFocus()

    return go


def paper(page: Any) -> None:
    """Choose a frozen paper, and where to save it."""
    page.choice.view.select_key("WD-2026-43")
    settle()
    page.copies.choose_file = Path


def week(page: Any) -> None:
    """Choose where to save the papers of a week."""
    page.week_copies.choose_folder = Path


def now(page: Any) -> None:
    """Choose the daily digest, and where to save it."""
    page.choice.kind_field.set_choice(PaperKind.DIGEST)
    settle()
    page.now_copies.choose_file = Path


def closed(page: Any) -> None:
    """Let the case be closed."""
    file = replace(a_case_file(), status=CaseStatus.CLOSED, closed_on=date(2026, 11, 2), outcome_code="16")
    page.context.background.tracker.answers[CaseFileQuestion] = file
    page.refresh()


def asked_force(page: Any) -> None:
    """Let another force have been asked to take the case."""
    page.context.background.tracker.answers[CaseFileQuestion] = replace(a_case_file(), transfers=an_open_request())
    page.refresh()


def a_breach(page: Any) -> None:
    """Let the first alert be one that nothing but a person can end."""
    first, *others = alert_rows()
    breach = replace(first, kind=AlertKind.CONDITIONS_BREACHED, reason="What protects the child was broken")
    page.context.background.tracker.answers[OpenAlertsQuestion] = OpenAlerts((breach, *others), 1)
    page.refresh()


def case_that_stays(page: Any) -> None:
    """Choose the first case as the one that stays, and have it shown what that would do."""
    page.drawer().field("into_id").parent().view.select_first()
    page.drawer().submit()


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and the page and the command that open it.

    Args:
        lead: chooses on the page what the form is about.
        then: goes on from the first form that the command opens, where this is the next one.
        complains: whether it says what is missing when it is submitted as it opens.
    """

    name: str
    page: str
    command: str
    lead: Callable[[Any], None] = nothing
    complains: bool = True
    then: Callable[[Any], None] = nothing

    def open(self, window: MainWindow) -> FormDrawer:
        """Open the form in a window."""
        shown = next(page for page in pages() if page.page_name == self.page)
        window.go_to(self.page, record_of(shown))
        settle()
        page = window.pages.page(self.page)
        self.lead(page)
        settle()
        window.commands.action(self.command).trigger()
        settle()
        self.then(page)
        settle()
        form = page.drawer() if page is not None else None
        assert isinstance(form, FormDrawer), f"{self.command} opens no form on {self.page}"
        assert type(form).__name__ == self.name
        return form


FORMS = (
    Form("AbsenceDialog", "people", "add_absence", chosen("officer-0")),
    Form("AcknowledgeBailCheckDialog", "case_file", "check_bail", at("protection")),
    Form("AcknowledgeAlertDialog", "alerts", "acknowledge_alert"),
    Form("SeeToAlertDialog", "alerts", "see_to_alert", a_breach),
    Form("SnoozeAlertDialog", "alerts", "snooze_alert"),
    Form("AddDeviceDialog", "case_file", "add_device"),
    Form("AddTeamDialog", "people", "add_team"),
    Form("AddNoteDialog", "case_file", "add_note"),
    Form("AnswerForceDialog", "case_file", "transfer_to_force", asked_force),
    Form("AnswerEscalationDialog", "case_file", "record_answer", at("chases", "chase-1")),
    Form("AnswerThirdPartyDialog", "case_file", "record_answer", at("third_party"), complains=False),
    Form("AskForceDialog", "case_file", "transfer_to_force"),
    Form("AskThirdPartyDialog", "case_file", "ask_third_party", at("third_party")),
    Form("AllocateDialog", "caseload", "allocate_case"),
    Form("BackAtWorkDialog", "people", "end_absence", chosen("officer-2"), complains=False),
    Form("ChildDialog", "case_file", "add_child"),
    Form("CloseCaseDialog", "case_file", "close_case"),
    Form("CompleteMilestoneDialog", "case_file", "complete_milestone", complains=False),
    Form("ConflictDialog", "case_file", "record_conflict"),
    Form("ContactSafetyDialog", "case_file", "contact_safety", at("contact"), complains=False),
    Form("CorrectStartDialog", "case_file", "correct_start", milestone("milestone-3")),
    Form("PrintPaperDialog", "reports", "save_copy", now),
    Form("CoverSheetDialog", "reports", "save_copy", paper),
    Form("WeekCopiesDialog", "reports", "save_week", week),
    Form("DecideApprovalDialog", "approvals", "refuse_request"),
    Form("DutyDayDialog", "people", "add_duty_day", chosen("officer-5")),
    Form("EditCaseDialog", "case_file", "edit_case", complains=False),
    Form("EditDeviceDialog", "devices", "edit_device", complains=False),
    Form("EndProtectionDialog", "case_file", "end_protection", at("protection")),
    Form("EscalateDelayDialog", "case_file", "escalate_delay", milestone("milestone-2")),
    Form("GradeRiskDialog", "case_file", "grade_risk"),
    Form("LinkCaseDialog", "case_file", "link_case"),
    Form("MarkNotRequiredDialog", "case_file", "mark_not_required"),
    Form("MergeCasesDialog", "case_file", "merge_case", then=case_that_stays),
    Form("MergeIntoDialog", "case_file", "merge_case"),
    Form("MoveDeviceDialog", "devices", "move_device", complains=False),
    Form("NewCaseDialog", "caseload", "new_case"),
    Form("OfficerLeavesDialog", "people", "officer_leaves", chosen("officer-0")),
    Form("OfficerDialog", "people", "add_officer"),
    Form("OrderDateDialog", "case_file", "order_date"),
    Form("PauseClockDialog", "case_file", "pause_clock"),
    Form("PlanDayDialog", "case_file", "plan_day", milestone("milestone-2"), complains=False),
    Form("PrintLetterDialog", "awaited", "print", complains=False),
    Form("ProsecutionLimitDialog", "case_file", "prosecution_limit"),
    Form("RecordArrestDialog", "case_file", "record_arrest"),
    Form("RecordBailEventDialog", "bail", "record_bail_event"),
    Form("RecordBreachDialog", "case_file", "record_breach", at("protection"), complains=False),
    Form("RecordChaseDialog", "case_file", "record_chase", milestone("milestone-2")),
    Form("RecordContactDialog", "case_file", "record_contact", at("contact"), complains=False),
    Form("RecordDelayDialog", "case_file", "record_delay"),
    Form("RecordEstimateDialog", "devices", "record_estimate"),
    Form("RecordEventDialog", "case_file", "record_event"),
    Form("RecordProtectionDialog", "case_file", "record_protection", at("protection")),
    Form("RecordRemandDialog", "case_file", "record_remand"),
    Form("RecordReviewDialog", "case_file", "record_review", complains=False),
    Form("RenameTeamDialog", "people", "edit_team", chosen("officer-0"), complains=False),
    Form("ReopenCaseDialog", "case_file", "reopen_case", closed),
    Form("ReopenMilestoneDialog", "case_file", "reopen_milestone", milestone("milestone-0")),
    Form("RescheduleMilestoneDialog", "case_file", "replan_milestone"),
    Form("ResumeClockDialog", "case_file", "resume_clock", milestone("milestone-7"), complains=False),
    Form("ReviewProtectionDialog", "case_file", "review_protection", at("protection"), complains=False),
    Form("SafeguardingCheckDialog", "devices", "check_safeguarding", complains=False),
    Form("SaveFilterDialog", "caseload", "save_filter"),
    Form("SetBailConditionsDialog", "case_file", "set_bail_conditions", at("protection"), complains=False),
    Form("SickTodayDialog", "people", "sick_today", chosen("officer-0"), complains=False),
    Form("SuspectDialog", "case_file", "add_suspect"),
    Form("TransferCaseDialog", "case_file", "transfer_case"),
    Form("WithdrawBailEventDialog", "case_file", "withdraw_bail_event", at("bail")),
    Form("WithdrawEntryDialog", "case_file", "withdraw_entry", at("chases")),
)
# forms that are a part of a page
ON_PAGES = {"SettingsForm": "options"}


def changed_rules(window: MainWindow) -> QDialog:
    """Open what changed holidays and limits would move."""
    window.commands.action("changed_rules").trigger()
    settle()
    (dialog,) = window.findChildren(FormDialog)
    return dialog


def quick_update(window: MainWindow) -> QDialog:
    """Open the quick update."""
    window.commands.action("quick_update").trigger()
    settle()
    (dialog,) = window.findChildren(QuickUpdateDialog)
    return dialog


# what stands in a window of its own: its classes, and what opens it
DIALOGS: dict[str, tuple[tuple[str, ...], Callable[[MainWindow], QDialog]]] = {
    "about": (("AboutDialog",), AboutDialog),
    "changed_rules": (("FormDialog", "RuleChangesForm"), changed_rules),
    "crash": (("CrashDialog",), lambda window: CrashDialog(ValueError("a made-up fault"), "/var/log/undrift", window)),
    "quick_update": (("QuickUpdateDialog",), quick_update),
    "shortcuts": (("ShortcutsDialog",), lambda window: ShortcutsDialog(window.commands, window)),
}


def the_unit(**person: Any) -> FakeTracker:
    """Give the made-up unit with all that the pages and forms ask for."""
    unit = a_unit_with_papers(**person)
    unit.answers[RuleChangesQuestion] = FOUND
    return unit


def the_window(size: tuple[int, int] = (1366, 768), tracker: FakeTracker | None = None) -> MainWindow:
    """Open the window with all its pages."""
    return a_window(tracker or the_unit(demo=True), pages(), size)


def classes_of(base: type[QWidget]) -> Iterator[type[QWidget]]:
    """Give every class of the window's packages that is made from another and from which none is made."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    waiting = list(base.__subclasses__())
    while waiting:
        one = waiting.pop()
        below = one.__subclasses__()
        waiting.extend(below)
        if one.__module__.startswith("ui.") and not any(each.__module__.startswith("ui.") for each in below):
            yield one
