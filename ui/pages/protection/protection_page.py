"""Protection of all cases: which children nothing protects now, what is about to lapse, and who must be told."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.protection_register import ProtectionRegister, ProtectionRegisterQuestion, RegisterRow
from tracker.terms import Change
from ui import wording
from ui.list_page import ListPage, Passes
from ui.page_context import PROTECTION_PART, PageContext, part_of_case
from ui.pages.protection.register_columns import blocks, columns, not_told, row_key, title
from ui.widgets.action_panel import ActionPanel
from ui.widgets.blocks_view import BlocksView
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import TurningHalves
from ui.widgets.part_buttons import PartButtons
from ui.widgets.whose_field import WhoseField

ALL_PAIRS, NONE_NOW, ENDING, TO_LOOK_AT, TO_TELL, HAD_GAPS = "all", "none_now", "ending", "look", "tell", "gaps"
PARTS = (ALL_PAIRS, NONE_NOW, ENDING, TO_LOOK_AT, TO_TELL, HAD_GAPS)
#: from this width on the list has room for what it tells of a row beside it
WIDE = 1640
BESIDE, UNDER = (1220, 420), (330, 230)


class ProtectionPage(ListPage[RegisterRow]):
    """One list of children and suspects; a button for each thing that a supervisor asks of it, with its count."""

    page_name = "protection"
    title = str(QT_TR_NOOP("Protection"))
    sub_line = str(QT_TR_NOOP("Which children nothing protects now, and what ends soon"))
    row_type = RegisterRow
    list_words = str(QT_TR_NOOP("Children and suspects with access to them"))
    find_words = str(QT_TR_NOOP("Find: case, measure, officer or whom to tell"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), row_key, parent)
        self._answer = ProtectionRegister(context.time.today(), 0, (), 0, 0)
        self.account = BlocksView(self.tr("The chosen child and suspect"))
        self.parts = PartButtons(PARTS, self)
        self.parts.chosen.connect(self.narrow)
        self._count_parts()
        self.whose = WhoseField(context.person)
        self.whose.chosen.connect(self.refresh)
        self.add_tools(self.whose)
        self.set_content(self._content())

    def refresh(self) -> None:
        question = ProtectionRegisterQuestion(
            by=self.context.person.officer_id,
            team_id=self.whose.team_id(),
            oic_id=self.whose.oic_id(),
        )
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.CASE, Change.MILESTONE, Change.ALERT))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {"open_case": self.open_chosen, "find": self.find_field.begin}

    def tell(self, row: RegisterRow | None) -> None:
        if row is None:
            self.account.say(self.tr("Choose a child and a suspect to see who must act, and who must be told."))
        else:
            self.account.show_blocks(title(row), blocks(row), row.state_key)

    def enable(self, row: RegisterRow | None) -> None:
        self.context.commands.enable("open_case", row is not None)

    def open_row(self, row: RegisterRow) -> None:
        self.context.navigate("case_file", part_of_case(row.case_id, PROTECTION_PART, row_key(row)))

    def passes(self) -> Passes | None:
        part = self.parts.choice()
        if part == ALL_PAIRS:
            return None
        keys = {row_key(row) for row in self._of(part)}
        return lambda row: row_key(row) in keys

    def footer_words(self) -> str:
        withheld = self._answer.restricted_not_shown
        parts = [self.figures()]
        if withheld:
            words = self.tr("not shown: those of {cases}")
            parts.append(words.format(cases=wording.count_of(withheld, "restricted case")))
        if self._answer.no_pairs:
            words = self.tr("{cases} without a suspect who has access")
            parts.append(words.format(cases=wording.count_of(self._answer.no_pairs, "open case")))
        return " · ".join(parts)

    def nothing(self) -> tuple[str, str, str]:
        everywhere = self.tr(
            "A child stands here with each suspect who has access to children, or of whom that is not known."
        )
        withheld = self._answer.restricted_not_shown
        return (
            self.tr("No child of an open case needs protection, as far as is on record"),
            self.whose.where_else() or everywhere,
            self.tr("Not shown: {count} restricted").format(count=f"{withheld:,}") if withheld else "",
        )

    def _content(self) -> QWidget:
        panel = ActionPanel(
            self.context.commands.worded({"open_case": self.tr("Open protection of the case")}),
            self.account,
            self.tr("The chosen child and suspect"),
        )
        halves = TurningHalves(self, self.view, panel, wide=WIDE, beside=BESIDE, under=UNDER)
        content = QWidget()
        whole = QVBoxLayout(content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.parts.in_a_row())
        whole.addWidget(halves, 1)
        FocusLead(content, self.view)
        return content

    def _take(self, answer: ProtectionRegister) -> None:
        self._answer = answer
        self._count_parts()
        self.show_rows(self._answer.rows, len(self._of(NONE_NOW)))

    def _of(self, part: str) -> Sequence[RegisterRow]:
        return [row for row in self._answer.rows if self._is_in(row, part)]

    def _is_in(self, row: RegisterRow, part: str) -> bool:
        return {
            ALL_PAIRS: True,
            NONE_NOW: not row.protected and row.known,
            ENDING: row.days_left is not None and row.days_left <= self._answer.lapse_days,
            TO_LOOK_AT: row.state_key == "overdue" or bool(row.check_days_late),
            TO_TELL: bool(not_told(row)),
            HAD_GAPS: bool(row.gaps),
        }[part]

    def _count_parts(self) -> None:
        ends = self.tr("&Ends within {days}").format(days=wording.count_of(self._answer.lapse_days, "day"))
        words = {
            ALL_PAIRS: self.tr("&All"),
            NONE_NOW: self.tr("&No protection now"),
            ENDING: ends,
            TO_LOOK_AT: self.tr("Chec&k or review late"),
            TO_TELL: self.tr("So&mebody to tell"),
            HAD_GAPS: self.tr("Had &gaps before"),
        }
        for name, said in words.items():
            self.parts.say(name, said, len(self._of(name)))
