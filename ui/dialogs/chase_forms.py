"""What can be done about another agency, from any page: opens the form, says the result, offers the undo."""

from collections.abc import Callable, Iterable
from typing import Any

from tracker.actions.withdraw_chase import WithdrawChase
from tracker.changes import Changes
from tracker.rows.agency_roles import AgencyRoles, AgencyRolesQuestion
from tracker.rows.case_chases import ChaseRow
from tracker.rows.people import Officers, OfficersQuestion
from ui import wording
from ui.dialogs.answer_escalation_dialog import AnswerEscalationDialog
from ui.dialogs.escalate_delay_dialog import EscalateDelayDialog
from ui.dialogs.open_form import may_open
from ui.dialogs.record_chase_dialog import RecordChaseDialog
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.to_chase import ToChase
from ui.dialogs.withdraw_entry_dialog import WithdrawEntryDialog
from ui.page_context import Page

FIRST_VERSION = 1


class ChaseForms(RecordForms):
    """The forms about chases, one at a time in the drawer of their page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)

    def chase(self, target: ToChase | None) -> None:
        """Ask how an agency was chased, and with what answer."""
        if target is not None:
            self._with_roles(lambda roles: self._ask_chase(target, roles))

    def escalate(self, target: ToChase | None) -> None:
        """Ask to whom a delay is escalated, why and what for."""
        if target is not None:
            self._with_roles(
                lambda roles: self._with_officers(lambda people: self._ask_escalation(target, roles, people))
            )

    def answer(self, row: ChaseRow | None) -> None:
        """Ask what came of an escalation."""
        if row is not None and row.escalation and not row.withdrawn and may_open(self._page):
            form = AnswerEscalationDialog(self._by, row, self._context.time.today(), self._context.background.do)
            self._open(form, lambda _changes: self._say(self.tr("Answer recorded: {what}."), row.role))

    def withdraw(self, row: ChaseRow | None) -> None:
        """Ask why a chase or an escalation is taken back."""
        if row is None or row.withdrawn or not may_open(self._page):
            return
        what = self.tr("{agency}, {day}").format(agency=wording.term(row.agency), day=wording.day(row.on))
        form = WithdrawEntryDialog(
            row.chase_id,
            row.version,
            what,
            lambda version, reason: WithdrawChase(self._by, row.chase_id, version, reason, row.escalation),
            self._context.background.do,
        )
        self._open(form, lambda _changes: self._say(self.tr("Withdrawn: {what}."), what))

    def retake(self, rows: Iterable[ChaseRow]) -> None:
        """Hand a form that asked for it the record as it is now."""
        self._hand_over({row.chase_id: row for row in rows})

    def _with_roles(self, go_on: Callable[[AgencyRoles], None]) -> None:
        if may_open(self._page):
            self._context.background.ask(AgencyRolesQuestion(by=self._by), go_on, self._context.problems.show)

    def _with_officers(self, go_on: Callable[[Officers], None]) -> None:
        self._context.background.ask(OfficersQuestion(by=self._by), go_on, self._context.problems.show)

    def _ask_chase(self, target: ToChase, roles: AgencyRoles) -> None:
        form = RecordChaseDialog(self._by, target, roles, self._context.time.today(), self._context.background.do)
        self._open(form, lambda changes: self._chased(form, changes))

    def _ask_escalation(self, target: ToChase, roles: AgencyRoles, officers: Officers) -> None:
        today = self._context.time.today()
        form = EscalateDelayDialog(self._by, target, roles, officers, today, self._context.background.do)
        self._open(form, lambda changes: self._escalated(form, roles, changes))

    def _chased(self, form: RecordChaseDialog, changes: Changes) -> None:
        request = form.build()
        words = self.tr("Chased: {agency}.")
        if request.next_chase is not None:
            words = self.tr("Chased: {agency}, next {day}.")
        said = words.format(agency=wording.term(request.agency), day=wording.day(request.next_chase))
        self._report(said, changes.result, escalation=False)

    def _escalated(self, form: EscalateDelayDialog, roles: AgencyRoles, changes: Changes) -> None:
        request = form.build()
        role = next((row.name for row in roles.rows if row.role_id == request.role), "")
        said = self.tr("Escalated to: {role}, by {day}.").format(role=role, day=wording.day(request.by_when))
        self._report(said, changes.result, escalation=True)

    def _report(self, words: str, chase_id: Any, *, escalation: bool) -> None:
        undo = (lambda: self._undo(chase_id, escalation=escalation)) if isinstance(chase_id, str) else None
        self._context.report(words, undo)

    def _undo(self, chase_id: str, *, escalation: bool) -> None:
        request = WithdrawChase(self._by, chase_id, FIRST_VERSION, self.tr("Entry undone"), escalation)
        self._do(request, self.tr("Withdrawn."))

    def _say(self, words: str, what: str) -> None:
        self._context.report(words.format(what=what), None)
