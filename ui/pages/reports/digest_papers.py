"""The daily digest given out: asks where to, for whom and why, has it logged, then prints it or writes it."""

from tracker.changes import Changes
from tracker.rows.digest import PrintedDigest
from tracker.rows.people import TeamRow
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.paper_outlets import PaperOutlets
from ui.dialogs.print_digest_dialog import PrintDigestDialog
from ui.page_context import Page


class DigestPapers(PaperOutlets):
    """Digests of the reports page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, self.tr("Save the digest"), "daily-digest.pdf")

    def print_copy(self, team: TeamRow) -> None:
        """Print one copy."""
        if may_open(self._page) and self.take_printer():
            self._ask(team, self.tr("Print"))

    def save_copy(self, team: TeamRow) -> None:
        """Write one copy to a file."""
        if may_open(self._page) and self.take_file():
            self._ask(team, self.tr("Save"))

    def _ask(self, team: TeamRow, submit_text: str) -> None:
        by, submit = self._context.person.officer_id, self._context.background.do
        form = PrintDigestDialog(by, team, self._context.time.today(), submit_text, submit)
        open_form(self._page, form, self._pass_on)

    def _pass_on(self, changes: Changes) -> None:
        if isinstance(changes.result, PrintedDigest):
            self.send(changes.result.pdf, self.tr("the daily digest"))
