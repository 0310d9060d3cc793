"""What is done about an alert from any page: taken on, put off, seen to."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from tracker.rows.open_alerts import AlertRow, OpenAlerts, OpenAlertsQuestion
from tracker.terms import UNTIL_SEEN_TO
from ui.dialogs.acknowledge_alert_dialog import AcknowledgeAlertDialog
from ui.dialogs.alert_form import AlertForm
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.see_to_alert_dialog import SeeToAlertDialog
from ui.dialogs.snooze_alert_dialog import SnoozeAlertDialog
from ui.page_context import Page
from ui.roles import SUPERVISORS

Make = Callable[[AlertRow], AlertForm]


class AlertForms(QObject):
    """The forms in the drawer of a page, each about the alert as it is when it opens.

    Args:
        chosen: gives the case and the alert that they are about; None where there is none.
    """

    def __init__(self, page: Page, chosen: Callable[[], tuple[str, str] | None]) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._by = page.context.person.officer_id
        self._chosen = chosen

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command."""
        return {
            "acknowledge_alert": self.acknowledge,
            "snooze_alert": self.put_off,
            "see_to_alert": self.see_to,
        }

    def acknowledge(self) -> None:
        """Ask what will be done about the alert, and by when."""
        today, do = self._context.time.today(), self._context.background.do
        self._begin(lambda row: AcknowledgeAlertDialog(self._by, row, today, do))

    def put_off(self) -> None:
        """Ask until when the alert is put off, and why."""
        today, do = self._context.time.today(), self._context.background.do
        self._begin(lambda row: SnoozeAlertDialog(self._by, row, today, do))

    def see_to(self) -> None:
        """Ask what was done about an alert that nothing else can end."""
        self._begin(lambda row: SeeToAlertDialog(self._by, row, self._context.background.do))

    def may(self, row: AlertRow | None) -> dict[str, bool]:
        """Say which of the commands may be used on an alert."""
        ends_so = row is not None and row.kind in UNTIL_SEEN_TO and bool(SUPERVISORS & self._context.person.roles)
        return {"acknowledge_alert": row is not None, "snooze_alert": row is not None, "see_to_alert": ends_so}

    def _begin(self, make: Make) -> None:
        chosen = self._chosen()
        if chosen is not None and may_open(self._page):
            self._ask(*chosen, lambda row: self._open(make, row))

    def _open(self, make: Make, row: AlertRow) -> None:
        if not may_open(self._page):
            return
        form = make(row)
        form.reload_wanted.connect(lambda: self._ask(row.case_id, row.alert_id, form.take))
        open_form(self._page, form, lambda _changes: self._context.report(form.done_words(), None))

    def _ask(self, case_id: str, alert_id: str, then: Callable[[AlertRow], None]) -> None:
        question = OpenAlertsQuestion(self._by, case_id=case_id)
        self._context.background.ask(
            question, lambda answer: self._take(answer, alert_id, then), self._context.problems.show
        )

    def _take(self, answer: OpenAlerts, alert_id: str, then: Callable[[AlertRow], None]) -> None:
        row = next((one for one in answer.rows if one.alert_id == alert_id), None)
        if row is None:
            self._context.report(self.tr("The alert has ended meanwhile."), None)
        else:
            then(row)
