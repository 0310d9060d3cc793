"""For whom a copy of a paper is, and why: its cover sheet and the log say so; builds PrintPaper."""

from PySide6.QtWidgets import QWidget

from tracker.actions.print_paper import PrintPaper
from tracker.rows.papers import About
from ui.dialogs.for_whom_form import ForWhomForm
from ui.widgets.form import Submit


class PrintPaperDialog(ForWhomForm):
    """Recipient and reason of one copy."""

    def __init__(
        self, by: str, about: About, title: str, submit_text: str, submit: Submit, parent: QWidget | None = None
    ) -> None:
        words = self.tr(
            "Drawn as things stand now. The copy gets a number and a cover sheet, and is logged as given out."
        )
        super().__init__(title, words, submit, submit_text, parent)
        self._by = by
        self._about = about

    def record_id(self) -> str:
        about = self._about
        parts = (about.kind.value, about.case, about.part, about.officer_id, about.team_id)
        return "/".join(part for part in parts if part)

    def build(self) -> PrintPaper:
        return PrintPaper(self._by, self._about, *self.for_whom())
