"""The letter of an escalation as it will be, to be printed or saved; the log says so; builds PrintEscalationLetter."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QWidget

from tracker.actions.print_escalation_letter import PrintEscalationLetter
from tracker.changes import Changes
from tracker.rows.escalation_letter import DraftLetter, EscalationLetterQuestion
from tracker.rows.papers import PrintedPaper
from ui.dialogs.paper_outlets import Outlet
from ui.dialogs.paper_view import PaperView
from ui.dialogs.record_form import RecordForm
from ui.page_context import RunsInBackground
from ui.problems import in_words
from ui.theme import scaled

NARROWEST, WANTED = 450, 640
FIELDS, PAPER = 0, 1


@dataclass(frozen=True, slots=True)
class ToSend:
    """Which escalation a letter is about: its case, and the post it goes to."""

    case_id: str
    reference: str
    escalation_id: str
    post: str


class PrintLetterDialog(RecordForm):
    """The preview under the one field; each way out first asks where to, and does nothing if nowhere.

    Args:
        print_on: asks for a printer, and gives the way to it if one was chosen; `save_in`, for a file.
    """

    def __init__(
        self,
        by: str,
        letter: ToSend,
        background: RunsInBackground,
        print_on: Callable[[], Outlet | None],
        save_in: Callable[[], Outlet | None],
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Letter: {post}, {reference}").format(post=letter.post, reference=letter.reference)
        super().__init__(title, background.do, self.tr("Print the letter"), parent)
        self._by = by
        self._letter = letter
        self._background = background
        self._print_on, self._save_in = print_on, save_in
        self._outlet: Outlet | None = None
        self._shown = ""
        self.add_words(self.tr("From the post in whose name it was escalated. Numbered, and logged as given out."))
        self._theirs = QLineEdit()
        self._theirs.editingFinished.connect(self._show_again)
        hint = self.tr("Leave it empty where it is not known.")
        self.add_field("their_reference", self.tr("&Their reference"), self._theirs, hint)
        self.paper = PaperView(background)
        self.save = QPushButton(self.tr("&Save as PDF"))
        self.save.clicked.connect(lambda: self._submit_after(self._save_in))
        self._place()
        self.setMinimumWidth(scaled(NARROWEST))
        self._show()

    def sizeHint(self) -> QSize:
        """Wide enough for a page that can be read, where the window has the room."""
        return super().sizeHint().expandedTo(QSize(scaled(WANTED), 0))

    def record_id(self) -> str:
        return self._letter.escalation_id

    def build(self) -> PrintEscalationLetter:
        letter = self._letter
        return PrintEscalationLetter(self._by, letter.case_id, letter.escalation_id, self._theirs.text().strip())

    def submit(self) -> None:
        """Print: the printer is chosen first, so that nothing is logged that went nowhere."""
        self._submit_after(self._print_on)

    def send_out(self, changes: Changes) -> None:
        """Send the letter that was made where it was chosen to go."""
        if self._outlet is not None and isinstance(changes.result, PrintedPaper):
            self._outlet(changes.result)

    def _submit_after(self, choose: Callable[[], Outlet | None]) -> None:
        outlet = None if self.at_work() else choose()
        if outlet is not None:
            self._outlet = outlet
            super().submit()

    def _set_at_work(self, at_work: bool) -> None:
        super()._set_at_work(at_work)
        self.save.setEnabled(not at_work)

    def _after_fields(self) -> tuple[QWidget, ...]:
        return (self.paper, self._send, self.save, self._cancel, self._reload)

    def _place(self) -> None:
        """Give the paper the height that the field leaves, and the second way out its place beside the first."""
        whole = self.layout()
        if not isinstance(whole, QBoxLayout):
            return
        self._scroll.setFixedHeight(self._inside.sizeHint().height() + scaled(8))
        whole.insertWidget(whole.indexOf(self._scroll) + 1, self.paper, PAPER)
        whole.setStretchFactor(self._scroll, FIELDS)
        self._buttons.insertWidget(1, self.save)

    def _show_again(self) -> None:
        if self._theirs.text().strip() != self._shown:
            self._show()

    def _show(self) -> None:
        self._shown = self._theirs.text().strip()
        self.paper.say(self.tr("Drawing the letter..."))
        question = EscalationLetterQuestion(self._by, self._letter.case_id, self._letter.escalation_id, self._shown)
        self._background.ask(question, self._take_draft, lambda problem: self.paper.say(in_words(problem)))

    def _take_draft(self, draft: DraftLetter) -> None:
        if not self._over:
            self.paper.show_paper(draft.pdf)
