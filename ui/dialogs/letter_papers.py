"""The letter of an escalation, from any page: shows it, has it numbered and logged, then prints it or writes it."""

from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.paper_outlets import Outlet, PaperOutlets
from ui.dialogs.print_letter_dialog import PrintLetterDialog, ToSend


class LetterPapers(PaperOutlets):
    """Letters of a page, one form at a time in its drawer."""

    def show(self, letter: ToSend | None) -> None:
        """Show the letter of an escalation as it will be."""
        if letter is None or not may_open(self._page):
            return
        by, background = self._context.person.officer_id, self._context.background
        form = PrintLetterDialog(by, letter, background, self.take_printer, self._take_file)
        open_form(self._page, form, form.send_out)

    def _take_file(self) -> Outlet | None:
        return self.take_file("escalation-letter.pdf")
