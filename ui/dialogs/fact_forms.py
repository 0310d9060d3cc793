"""What is known of a case, its children, suspects and devices, put right in the drawer of the page that shows it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tracker.rows.case_facts import CaseFacts, CaseFactsQuestion
from tracker.terms import SubjectKind
from ui import wording
from ui.dialogs.add_device_dialog import AddDeviceDialog
from ui.dialogs.child_dialog import ChildDialog
from ui.dialogs.edit_case_dialog import EditCaseDialog
from ui.dialogs.grade_risk_dialog import GradeRiskDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_form import RecordForm
from ui.dialogs.suspect_dialog import SuspectDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS


class FactForms(QObject):
    """The forms about facts. Each asks first what is known now, so that nothing stale is edited."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id

    def add_child(self, case_id: str) -> None:
        """Ask what is known of a new child."""
        self._ask(case_id, lambda facts: self._child(facts, ""))

    def add_suspect(self, case_id: str) -> None:
        """Ask what is known of a new suspect."""
        self._ask(case_id, lambda facts: self._suspect(facts, ""))

    def add_device(self, case_id: str) -> None:
        """Ask for a new device."""
        if may_open(self._page):
            self._open(AddDeviceDialog(self._by, case_id, self._context.background.do), self.tr("Device added."))

    def edit_subject(self, case_id: str, kind: SubjectKind, subject_id: str) -> None:
        """Put right what is known of a child or a suspect."""
        if kind is SubjectKind.CHILD:
            self._ask(case_id, lambda facts: self._child(facts, subject_id))
        elif kind is SubjectKind.SUSPECT:
            self._ask(case_id, lambda facts: self._suspect(facts, subject_id))

    def edit_case(self, case_id: str) -> None:
        """Put right what is known of the case itself."""
        self._ask(case_id, self._case)

    def grade_risk(self, case_id: str) -> None:
        """Ask how grave the risk is now."""
        self._ask(case_id, self._risk)

    def _ask(self, case_id: str, then: Callable[[CaseFacts], None]) -> None:
        if may_open(self._page):
            question = CaseFactsQuestion(self._by, case_id)
            self._context.background.ask(question, then, self._context.problems.show)

    def _child(self, facts: CaseFacts, child_id: str) -> None:
        child = next((one for one in facts.children if one.child_id == child_id), None)
        form = ChildDialog(self._by, facts.case_id, child, facts.ethnicities, self._context.background.do)
        done = self.tr("Child added.") if child is None else self.tr("Saved: {0}.").format(child.label)
        self._open(form, done, lambda now: next((one for one in now.children if one.child_id == child_id), None))

    def _suspect(self, facts: CaseFacts, suspect_id: str) -> None:
        suspect = next((one for one in facts.suspects if one.suspect_id == suspect_id), None)
        form = SuspectDialog(self._by, facts.case_id, suspect, self._context.background.do)
        done = self.tr("Suspect added.") if suspect is None else self.tr("Saved: {0}.").format(suspect.label)
        self._open(form, done, lambda now: next((one for one in now.suspects if one.suspect_id == suspect_id), None))

    def _case(self, facts: CaseFacts) -> None:
        leads = bool(self._context.person.roles & SUPERVISORS)
        form = EditCaseDialog(self._by, facts, self._context.background.do, leads=leads)
        self._open(form, self.tr("Saved: {0}.").format(facts.reference), lambda now: now)

    def _risk(self, facts: CaseFacts) -> None:
        form = GradeRiskDialog(self._by, facts, self._context.time.today(), self._context.background.do)
        form.reload_wanted.connect(lambda: self._reload(form, lambda now: now))
        open_form(self._page, form, lambda changes: self._say_graded(int(changes.result)))

    def _say_graded(self, moved: int) -> None:
        words = self.tr("Risk graded: no date moved.")
        if moved:
            words = self.tr("Risk graded: {0} moved, each with a note.").format(wording.count_of(moved, "date"))
        self._context.report(words, None)

    def _open(self, form: RecordForm, done: str, found: Callable[[CaseFacts], Any] | None = None) -> None:
        if found is not None:
            form.reload_wanted.connect(lambda: self._reload(form, found))
        open_form(self._page, form, lambda _changes: self._context.report(done, None))

    def _reload(self, form: RecordForm, found: Callable[[CaseFacts], Any]) -> None:
        file = getattr(self._page, "file", lambda: None)()
        if file is not None:
            question = CaseFactsQuestion(self._by, file.case_id)
            self._context.background.ask(
                question, lambda now: self._retake(form, found(now)), self._context.problems.show
            )

    def _retake(self, form: RecordForm, record: Any) -> None:
        if record is not None and self._page.drawer() is form:
            form.take(record)
