"""The open alerts."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QCheckBox, QWidget

from tracker.changes import Changes
from tracker.rows.alert_course import AlertMeasuresQuestion
from tracker.rows.open_alerts import AlertRow, OpenAlerts, OpenAlertsQuestion
from tracker.rows.why import Why, WhyQuestion
from tracker.terms import AlertState, Change, Severity
from ui import wording
from ui.alert_leads import part_of_alert
from ui.dialogs.alert_forms import AlertForms
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.paper_copies import PaperCopies
from ui.dialogs.to_chase import ToChase
from ui.list_page import ListPage, Passes
from ui.page_context import PageContext
from ui.pages.alerts.alert_columns import columns
from ui.pages.alerts.alert_panel import AlertPanel
from ui.problems import in_words
from ui.roles import SUPERVISORS
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import Halves

FOUR_WEEKS = timedelta(days=28)


class AlertsPage(ListPage[AlertRow]):
    """An alert stays until it is acknowledged or no longer true; reading it changes nothing."""

    page_name = "alerts"
    title = str(QT_TR_NOOP("Alerts"))
    sub_line = str(QT_TR_NOOP("What is late, near its end or without an owner, most serious first"))
    row_type = AlertRow
    list_words = str(QT_TR_NOOP("Open alerts"))
    find_words = str(QT_TR_NOOP("Find: reference, milestone or officer"))
    find_width = 220

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda row: row.alert_id, parent)
        self._answer = OpenAlerts((), 0)
        self._wanted: str | None = None
        actions = {
            "acknowledge_alert": self.tr("Acknowledge"),
            "snooze_alert": self.tr("Put off"),
            "see_to_alert": self.tr("Seen to"),
            "record_chase": self.tr("Chase"),
            "escalate_delay": self.tr("Escalate"),
            "open_case": self.tr("Open case"),
            "why_this_date": self.tr("Why this date"),
        }
        self.panel = AlertPanel(context.commands.worded(actions))
        self.told_to_me = QCheckBox(self.tr("Told to &me"))
        self.told_to_me.toggled.connect(self.refresh)
        self.not_acknowledged = QCheckBox(self.tr("&Not acknowledged"))
        self.not_acknowledged.toggled.connect(self.narrow)
        self.measures = QCheckBox(self.tr("How they are dealt &with"))
        self.measures.toggled.connect(self._turn_measures)
        self.add_tools(self.told_to_me, self.not_acknowledged, self.measures)
        self.measures.setVisible(bool(SUPERVISORS & context.person.roles))
        content = Halves(self.view, self.panel, shares=(3, 1))
        FocusLead(content, self.view)
        self.set_content(content)
        self.alert_forms = AlertForms(self, self._chosen_alert)
        self.chase_forms = ChaseForms(self)
        self.papers = PaperCopies(self)
        self.panel.why.save_wanted.connect(self._save_why)

    def show_record(self, alert_id: str) -> None:
        """Put the cursor on an alert."""
        self._wanted = alert_id
        self.mark_stale()

    def refresh(self) -> None:
        me = self.context.person.officer_id
        question = OpenAlertsQuestion(by=me, told_to=me if self.told_to_me.isChecked() else None)
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.ALERT, Change.CASE, Change.MILESTONE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            **self.alert_forms.commands(),
            "record_chase": lambda: self.chase_forms.chase(_to_chase(self.chosen())),
            "escalate_delay": lambda: self.chase_forms.escalate(_to_chase(self.chosen())),
            "open_case": self.open_chosen,
            "why_this_date": self._turn_why,
            "save_copy": self._save_why,
            "find": self.find_field.begin,
        }

    def _take(self, answer: OpenAlerts) -> None:
        self._answer = answer
        waiting = sum(row.state is AlertState.OPEN for row in answer.rows)
        self.show_rows(answer.rows, None if answer.rows and self.told_to_me.isChecked() else waiting)

    def place_cursor(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None or not self.view.select_key(wanted):
            super().place_cursor()

    def nothing(self) -> tuple[str, str, str]:
        withheld = self._answer.restricted_not_shown
        footer = self.tr("Not shown: {count} restricted").format(count=f"{withheld:,}") if withheld else ""
        if self.told_to_me.isChecked():
            words = self.tr("Clear Told to me to see those told to others.")
            return self.tr("No alert waits for you"), words, footer
        words = self.tr("Nothing that you may see is overdue, and every case has an owner and a next action.")
        return self.tr("No open alerts"), words, footer

    def passes(self) -> Passes | None:
        return (lambda row: row.state is AlertState.OPEN) if self.not_acknowledged.isChecked() else None

    def footer_words(self) -> str:
        parts = [self.figures((self._answer.restricted_not_shown, self.tr("{count} restricted")))]
        by_severity = Counter(row.severity for row in self._answer.rows)
        counted = [
            f"{by_severity[severity]:,} {wording.term(severity).lower()}"
            for severity in reversed(Severity)
            if by_severity[severity]
        ]
        parts.append(", ".join(counted))
        taken = sum(row.state is AlertState.ACKNOWLEDGED for row in self._answer.rows)
        parts.append(self.tr("{count} acknowledged").format(count=f"{taken:,}"))
        off = sum(row.state is AlertState.SNOOZED for row in self._answer.rows)
        parts.append(self.tr("{count} put off").format(count=f"{off:,}") if off else "")
        return " · ".join(part for part in parts if part)

    def tell(self, row: AlertRow | None) -> None:
        self.panel.show_row(row)
        if row is not None and self.panel.explains():
            self._ask_why(row)

    def enable(self, row: AlertRow | None) -> None:
        for name, may in self.alert_forms.may(row).items():
            self.context.commands.enable(name, may)
        for name in ("record_chase", "escalate_delay", "open_case"):
            self.context.commands.enable(name, row is not None)
        of_milestone = row is not None and row.milestone_id is not None
        self.context.commands.enable("why_this_date", of_milestone)
        self.context.commands.enable("save_copy", of_milestone and self.panel.explains())

    def open_row(self, row: AlertRow) -> None:
        self.context.navigate("case_file", part_of_alert(row.case_id, row.kind, row.milestone_id))

    def _turn_measures(self, shown: bool) -> None:
        self.panel.turn_measures(shown=shown)
        if shown:
            today = self.context.time.today()
            question = AlertMeasuresQuestion(self.context.person.officer_id, today - FOUR_WEEKS, today)
            self.context.background.ask(question, self.panel.measures.show_measures, self.show_problem)

    def _turn_why(self) -> None:
        self.panel.turn_why()
        self.tell_chosen()

    def _save_why(self) -> None:
        row = self.chosen()
        if row is not None and row.milestone_id is not None:
            self.papers.save_why(row.case_id, row.milestone_id, row.milestone)

    def _ask_why(self, row: AlertRow) -> None:
        if row.milestone_id is None:
            self.panel.why.say(self.tr("This alert is about the case, not about a date."))
            return
        self.panel.why.say(self.tr("Reading..."))
        self.context.background.ask(
            WhyQuestion(self.context.person.officer_id, row.case_id, row.milestone_id),
            lambda whys: self._explain(row, whys),
            lambda problem: self._say_why_not(row, problem),
        )

    def _explain(self, row: AlertRow, whys: tuple[Why, ...]) -> None:
        chosen = self.chosen()
        if chosen is not None and chosen.alert_id == row.alert_id:
            of_clock = [why for why in whys if row.clock_id in {None, why.clock_id}]
            self.panel.why.show_whys(of_clock or whys)

    def _say_why_not(self, row: AlertRow, problem: Exception) -> None:
        chosen = self.chosen()
        if chosen is not None and chosen.alert_id == row.alert_id:
            self.panel.why.say(in_words(problem))

    def _chosen_alert(self) -> tuple[str, str] | None:
        row = self.chosen()
        return None if row is None else (row.case_id, row.alert_id)


def _to_chase(row: AlertRow | None) -> ToChase | None:
    """Give what a chase from an alert is about: its milestone and who holds the case."""
    if row is None:
        return None
    return ToChase(row.case_id, row.reference, row.milestone_id or "", row.milestone, row.held_by)
