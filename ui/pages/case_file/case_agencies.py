"""What can be done about other agencies on the case file: who is chased follows from the tab and its chosen row."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.terms import Holder
from ui.dialogs.chase_forms import ChaseForms
from ui.dialogs.letter_papers import LetterPapers
from ui.dialogs.print_letter_dialog import ToSend
from ui.dialogs.third_party_forms import ThirdPartyForms
from ui.dialogs.to_chase import ToChase, to_chase
from ui.page_context import Page
from ui.pages.case_file.chases_panel import ChasesPanel
from ui.pages.case_file.cps_panel import CpsPanel
from ui.pages.case_file.third_party_panel import ThirdPartyPanel


class Shown(Protocol):
    """What is open and chosen on the page just now."""

    def file(self) -> CaseFile | None:
        """Give the case that is shown."""

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone under the cursor."""


class CaseAgencies(QObject):
    """The forms about other agencies, with what each is about."""

    def __init__(
        self,
        page: Page,
        tabs: QTabWidget,
        shown: Shown,
        chases: ChasesPanel,
        third_party: ThirdPartyPanel,
        cps: CpsPanel,
    ) -> None:
        super().__init__(page)
        self._tabs = tabs
        self._shown = shown
        self._chases = chases
        self._third_party = third_party
        self._cps = cps
        self.chase_forms = ChaseForms(page)
        self.third_party_forms = ThirdPartyForms(page)
        self.letters = LetterPapers(page)
        chases.counted.connect(self._retake_chases)
        third_party.counted.connect(self._retake_requests)

    def commands(self) -> dict[str, Callable[[], None]]:
        """Give what answers each command about another agency."""
        return {
            "record_chase": lambda: self.chase_forms.chase(self.to_chase()),
            "escalate_delay": lambda: self.chase_forms.escalate(self.to_chase()),
            "ask_third_party": lambda: self.third_party_forms.ask(self._shown.file()),
            "record_answer": self._answer,
            "withdraw_entry": self._withdraw,
        }

    def may(self) -> dict[str, bool]:
        """Say which of the commands may be used."""
        target = self.to_chase() is not None
        chase = self._chases.chosen_row() if self._at(self._chases) else None
        request = self._third_party.chosen_row() if self._at(self._third_party) else None
        answers = (chase is not None and chase.escalation and not chase.withdrawn) or (
            request is not None and request.waiting
        )
        stands = (chase is not None and not chase.withdrawn) or (request is not None and not request.withdrawn)
        return {
            "record_chase": target,
            "escalate_delay": target,
            "ask_third_party": self._shown.file() is not None,
            "record_answer": answers,
            "withdraw_entry": stands,
        }

    def letter(self) -> ToSend | None:
        """Give the letter of the chosen escalation; None where none is chosen, or it was withdrawn."""
        file, row = self._shown.file(), self._chases.chosen_row() if self._at(self._chases) else None
        if file is None or row is None or not row.escalation or row.withdrawn:
            return None
        return ToSend(file.case_id, file.reference, row.chase_id, row.role)

    def to_chase(self) -> ToChase | None:
        """Give what a chase is about: the chosen milestone, request or earlier chase, else the case as a whole."""
        file = self._shown.file()
        if file is None:
            return None
        milestone_id = self._chosen_milestone_id()
        row = next((row for row in file.milestones if row.milestone_id == milestone_id), None)
        if row is None and self._at(self._cps):
            return ToChase(file.case_id, file.reference, agency=Holder.CPS)
        return to_chase(file, row)

    def _chosen_milestone_id(self) -> str:
        if self._at(self._chases):
            chase = self._chases.chosen_row()
            return chase.milestone_id if chase is not None else ""
        if self._at(self._third_party):
            request = self._third_party.chosen_row()
            return request.milestone_id if request is not None else ""
        if self._at(self._cps):
            file = self._cps.chosen_row()
            return file.milestone_id if file is not None else ""
        milestone = self._shown.chosen_milestone()
        return milestone.milestone_id if milestone is not None and self._tabs.currentIndex() == 0 else ""

    def _at(self, panel: ChasesPanel | ThirdPartyPanel | CpsPanel) -> bool:
        return self._tabs.currentWidget() is panel

    def _answer(self) -> None:
        if self._at(self._chases):
            self.chase_forms.answer(self._chases.chosen_row())
        elif self._at(self._third_party):
            self.third_party_forms.answer(self._third_party.chosen_row())

    def _withdraw(self) -> None:
        if self._at(self._chases):
            self.chase_forms.withdraw(self._chases.chosen_row())
        elif self._at(self._third_party):
            self.third_party_forms.withdraw(self._third_party.chosen_row())

    def _retake_chases(self) -> None:
        self.chase_forms.retake(self._chases.answer_rows)

    def _retake_requests(self) -> None:
        self.third_party_forms.retake(self._third_party.answer_rows)
