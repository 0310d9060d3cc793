"""Who is on bail or under investigation: what ends in the next six weeks first, and who must authorise what by when."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QWidget

from tracker.changes import Changes
from tracker.rows.bail_register import BailRegister, BailRegisterQuestion, BailRow
from tracker.terms import Change, PaperKind
from ui.bail_wording import row_key
from ui.dialogs.bail_forms import BailForms
from ui.dialogs.paper_copies import PaperCopies
from ui.list_page import ListPage, Passes
from ui.page_context import BAIL_PART, PageContext, part_of_case
from ui.tables.bail_columns import columns
from ui.widgets.action_panel import ActionPanel
from ui.widgets.bail_account import BailAccount
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import TurningHalves
from ui.widgets.part_buttons import PartButtons
from ui.widgets.whose_field import WhoseField

EVERYBODY, ENDING, OTHERS = "everybody", "ending", "others"
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1220, 420), (330, 250)


class BailPage(ListPage[BailRow]):
    """One list in two parts, the pressing one on top."""

    page_name = "bail"
    title = str(QT_TR_NOOP("Bail"))
    sub_line = str(QT_TR_NOOP("Who must authorise what, by when"))
    row_type = BailRow
    list_words = str(QT_TR_NOOP("On bail or under investigation"))
    find_words = str(QT_TR_NOOP("Find: case, suspect, state or officer"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), row_key, parent)
        self._answer = BailRegister(context.time.today(), 0, (), (), 0)
        self._ending: frozenset[str] = frozenset()
        self.account = BailAccount(with_events=True)
        self.parts = PartButtons((EVERYBODY, ENDING, OTHERS), self)
        self.parts.chosen.connect(self.narrow)
        for button in self.parts.buttons.values():
            self.tools.addWidget(button)
        self._count_parts((), ())
        self.whose = WhoseField(context.person)
        self.whose.chosen.connect(self.refresh)
        self.add_tools(self.whose)
        self.forms = BailForms(self, self.chosen)
        self.papers = PaperCopies(self)
        self.set_content(self._content())

    def refresh(self) -> None:
        me = self.context.person.officer_id
        question = BailRegisterQuestion(by=me, team_id=self.whose.team_id(), oic_id=self.whose.oic_id())
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE))

    def paper_record(self) -> str:
        return "/".join(part for part in (PaperKind.BAIL_REGISTER, self.whose.team_id()) if part)

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "open_case": self.open_chosen,
            "record_bail_event": self.forms.record_event,
            "print": lambda: self.papers.save_sheet(self.chosen()),
            "find": self.find_field.begin,
        }

    def tell(self, row: BailRow | None) -> None:
        self.account.show_row(row)

    def enable(self, row: BailRow | None) -> None:
        self.context.commands.enable("open_case", row is not None)
        self.context.commands.enable("print", row is not None and bool(row.arrest_id))
        self.context.commands.enable("record_bail_event", row is not None and bool(row.may_be_recorded))

    def open_row(self, row: BailRow) -> None:
        self.context.navigate("case_file", part_of_case(row.case_id, BAIL_PART, row_key(row)))

    def passes(self) -> Passes | None:
        part = self.parts.choice()
        return None if part == EVERYBODY else lambda row: (row_key(row) in self._ending) == (part == ENDING)

    def footer_words(self) -> str:
        parts = (
            self.figures((self._answer.restricted_not_shown, self.tr("{count} restricted"))),
            self.tr("{count} end or are due within {days} days").format(
                count=f"{len(self._answer.ending):,}", days=self._answer.days
            ),
            self.tr("{count} later or without an end").format(count=f"{len(self._answer.others):,}"),
        )
        return " · ".join(parts)

    def nothing(self) -> tuple[str, str, str]:
        everywhere = self.tr("Record an arrest in the case: open the case and press Shift+A in one of its lists.")
        withheld = self._answer.restricted_not_shown
        return (
            self.tr("Nobody is on bail or under investigation here"),
            self.whose.where_else() or everywhere,
            self.tr("Not shown: {count} restricted").format(count=f"{withheld:,}") if withheld else "",
        )

    def _content(self) -> QWidget:
        words = {"record_bail_event": self.tr("Record bail event"), "open_case": self.tr("Open case")}
        panel = ActionPanel(self.context.commands.worded(words), self.account, self.tr("The chosen suspect"))
        halves = TurningHalves(self, self.view, panel, wide=WIDE, beside=BESIDE, under=UNDER)
        FocusLead(halves, self.view)
        return halves

    def _take(self, answer: BailRegister) -> None:
        self._answer = answer
        ending, others = self._answer.ending, self._answer.others
        self._ending = frozenset(row_key(row) for row in ending)
        self._count_parts(ending, others)
        if self.show_rows((*ending, *others), len(ending)):
            self.forms.retake((*ending, *others))

    def _count_parts(self, ending: tuple[BailRow, ...], others: tuple[BailRow, ...]) -> None:
        words = {
            EVERYBODY: (self.tr("&All"), len(ending) + len(others)),
            ENDING: (self.tr("&Next six weeks"), len(ending)),
            OTHERS: (self.tr("O&thers"), len(others)),
        }
        spoken = {
            EVERYBODY: self.tr("Show all"),
            ENDING: self.tr("Show what ends or is due in the next six weeks"),
            OTHERS: self.tr("Show others on bail or under investigation"),
        }
        for name, (said, count) in words.items():
            self.parts.say(name, said, count, spoken[name])
            self.parts.buttons[name].setToolTip(spoken[name])
