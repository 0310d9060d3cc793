"""Who is waited for: what other agencies owe, how long, last chased, next step; to be chased and escalated here."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.awaited import Awaited, AwaitedQuestion, AwaitedRow
from tracker.terms import Change
from ui import wording
from ui.list_page import ListPage, Passes
from ui.page_context import MILESTONE_PART, PageContext, part_of_case
from ui.pages.awaited.agency_choice import BROKEN, EVERY, AgencyChoice
from ui.pages.awaited.awaited_columns import blocks, columns, escalations_in_words, what
from ui.pages.awaited.awaited_forms import AwaitedForms, to_send
from ui.widgets.action_panel import ActionPanel
from ui.widgets.blocks_view import BlocksView
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import TurningHalves
from ui.widgets.whose_field import WhoseField

#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1260, 400), (340, 190)


class AwaitedPage(ListPage[AwaitedRow]):
    """One list, the longest wait first; a button for each agency, with its total."""

    page_name = "awaited"
    title = str(QT_TR_NOOP("Awaited"))
    sub_line = str(QT_TR_NOOP("Who we are waiting for, longest first"))
    row_type = AwaitedRow
    list_words = str(QT_TR_NOOP("Open waits for other agencies"))
    find_words = str(QT_TR_NOOP("Find: case, agency, what or officer"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda row: row.milestone_id, parent)
        self._answer = Awaited((), (), context.time.today(), 0)
        self.agencies = AgencyChoice()
        self.agencies.chosen.connect(self._narrow)
        self.account = BlocksView(self.tr("The chosen wait"))
        self.uses = QLabel()
        self.uses.setObjectName("field_hint")
        self.uses.setTextFormat(Qt.TextFormat.PlainText)
        self.uses.setWordWrap(True)
        self.whose = WhoseField(context.person)
        self.whose.chosen.connect(self.refresh)
        self.add_tools(self.whose)
        self.forms = AwaitedForms(self, self.chosen)
        self.set_content(self._content())

    def refresh(self) -> None:
        question = AwaitedQuestion(
            by=self.context.person.officer_id,
            team_id=self.whose.team_id(),
            oic_id=self.whose.oic_id(),
        )
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(Change.CASE) or changes.touches(Change.MILESTONE)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {**self.forms.commands(), "open_case": self.open_chosen, "find": self.find_field.begin}

    def tell(self, row: AwaitedRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a wait to see what has been done about it."))
        else:
            title = f"{row.reference} · {wording.term(row.agency)} · {what(row)}"
            self.account.show_blocks(title, blocks(row, self.context.time.today()), row.state_key)

    def enable(self, row: AwaitedRow | None) -> None:
        for name in (*self.forms.commands(), "open_case"):
            self.context.commands.enable(name, row is not None)
        self.context.commands.enable("print", to_send(row) is not None)

    def open_row(self, row: AwaitedRow) -> None:
        self.context.navigate("case_file", part_of_case(row.case_id, MILESTONE_PART, row.milestone_id))

    def passes(self) -> Passes | None:
        chosen = self.agencies.choice()
        return None if chosen == EVERY else lambda row: row.broken if chosen == BROKEN else row.agency == chosen

    def footer_words(self) -> str:
        escalations = sum(total.escalations for total in self._answer.totals)
        quarter = self.tr("{times} escalated since {day}").format(
            times=wording.count_of(escalations, "delay"), day=wording.day(self._answer.quarter_from)
        )
        return " · ".join(part for part in (self.figures(), quarter, self._withheld()) if part)

    def nothing(self) -> tuple[str, str, str]:
        everywhere = self.tr("What other agencies owe in open cases stands here from the day it is their turn.")
        return self.tr("Nobody is waited for here"), self.whose.where_else() or everywhere, self._withheld()

    def _content(self) -> QWidget:
        words = {
            "complete_milestone": self.tr("Complete"),
            "record_chase": self.tr("Chase"),
            "escalate_delay": self.tr("Escalate"),
            "print": self.tr("Print the letter"),
            "record_delay": self.tr("Record delay"),
            "add_note": self.tr("Note"),
            "open_case": self.tr("Open case"),
        }
        panel = ActionPanel(self.context.commands.worded(words), self.account, self.tr("The chosen wait"))
        self._halves = TurningHalves(self, self.view, panel, wide=WIDE, beside=BESIDE, under=UNDER)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.agencies)
        whole.addWidget(self.uses)
        whole.addWidget(self._halves, 1)
        FocusLead(content, self.view)
        return content

    def _take(self, answer: Awaited) -> None:
        self._answer = answer
        self.agencies.show_totals(answer.totals)
        self._say_uses()
        if self.show_rows(answer.rows, len(answer.rows)):
            self.forms.retake()

    def _narrow(self) -> None:
        self._say_uses()
        self.narrow()

    def _say_uses(self) -> None:
        """Say how often each post of the chosen agency, or of any, was used within a year, and answered."""
        words = escalations_in_words(self._answer.uses, self.agencies.choice())
        self.uses.setText(words)
        self.uses.setVisible(bool(words))

    def _withheld(self) -> str:
        count = self._answer.restricted_not_shown
        words = self.tr("not shown: those of {cases}")
        return words.format(cases=wording.count_of(count, "restricted case")) if count else ""
