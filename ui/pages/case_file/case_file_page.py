"""One case in full: milestones, delays, holders, history."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.rows.case_file import CaseFile, CaseFileQuestion, MilestoneRow
from tracker.rows.case_links import LinkRow
from tracker.terms import CaseStatus, Change, PaperKind, SubjectKind
from ui import wording
from ui.dialogs.bail_forms import BailForms
from ui.dialogs.case_forms import CaseForms
from ui.dialogs.event_forms import EventForms
from ui.dialogs.fact_forms import FactForms
from ui.dialogs.link_forms import LinkForms
from ui.dialogs.merge_forms import MergeForms
from ui.dialogs.milestone_forms import STILL_TO_DO, MilestoneForms
from ui.dialogs.note_forms import NoteForms
from ui.dialogs.open_form import may_open
from ui.dialogs.paper_copies import PaperCopies
from ui.dialogs.transfer_forms import TransferForms
from ui.page_context import (
    BAIL_PART,
    DEVICE_PART,
    MILESTONE_PART,
    PROTECTION_PART,
    Page,
    PageContext,
    case_and_part,
)
from ui.pages.case_file.bail_panel import BailPanel
from ui.pages.case_file.case_agencies import CaseAgencies
from ui.pages.case_file.case_care import CaseCare
from ui.pages.case_file.case_heading import headline, people, standing
from ui.pages.case_file.case_tabs import CasePart, CaseTabs
from ui.pages.case_file.chases_panel import ChasesPanel
from ui.pages.case_file.contact_panel import ContactPanel
from ui.pages.case_file.cps_panel import CpsPanel
from ui.pages.case_file.delays_panel import DelaysPanel
from ui.pages.case_file.devices_panel import DevicesPanel
from ui.pages.case_file.history_panel import HistoryPanel
from ui.pages.case_file.holders_panel import HoldersPanel
from ui.pages.case_file.links_panel import LinksPanel
from ui.pages.case_file.milestone_columns import paused_too_long
from ui.pages.case_file.milestones_panel import MilestonesPanel
from ui.pages.case_file.notes_panel import NotesPanel
from ui.pages.case_file.protection_panel import ProtectionPanel
from ui.pages.case_file.reviews_panel import ReviewsPanel
from ui.pages.case_file.subjects_panel import SubjectsPanel
from ui.pages.case_file.third_party_panel import ThirdPartyPanel
from ui.pages.case_file.timeline_lanes import HOLDERS
from ui.pages.case_file.timeline_panel import TimelinePanel
from ui.widgets.find_field import FindField
from ui.widgets.focus_lead import FocusLead
from ui.widgets.mark_line import MarkLine

HALVES = (190, 370)

PERSON_PAGE = "person"

#: what can be done whenever a case is shown
ALWAYS = (
    "add_note", "timeline", "timeline_as_list", "allocate_case", "record_conflict", "prosecution_limit",
    "record_arrest", "record_event", "record_remand",
)  # fmt: skip


class CaseFilePage(Page):
    """The case that was opened last."""

    page_name = "case_file"
    title = str(QT_TR_NOOP("Case"))
    sub_line = str(QT_TR_NOOP("What must happen, by when, and who has the next move"))
    in_navigation = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._case_id: str | None = None
        self._file: CaseFile | None = None
        self.milestones = MilestonesPanel(context)
        self.bail = BailPanel(context)
        self.devices = DevicesPanel(context)
        self.protection = ProtectionPanel(context)
        self.contact = ContactPanel(context)
        self.delays = DelaysPanel()
        self.holders = HoldersPanel()
        self.chases = ChasesPanel(context)
        self.third_party = ThirdPartyPanel(context)
        self.cps = CpsPanel(context)
        self.reviews = ReviewsPanel(context)
        self.notes = NotesPanel(context)
        self.links = LinksPanel(context)
        self.history = HistoryPanel(context)
        self.subjects = SubjectsPanel(context.commands)
        self.tabs = CaseTabs(
            (
                CasePart(self.milestones, self.tr("Milestones"), part=MILESTONE_PART),
                CasePart(self.bail, self.tr("Bail"), part=BAIL_PART),
                CasePart(self.devices, self.tr("Devices"), part=DEVICE_PART),
                CasePart(self.protection, self.tr("Protection"), part=PROTECTION_PART),
                CasePart(self.contact, self.tr("Contact")),
                CasePart(self.delays, self.tr("Delays")),
                CasePart(self.chases, self.tr("Chases")),
                CasePart(self.third_party, self.tr("Third party"), self.tr("Third-party material")),
                CasePart(self.cps, self.tr("CPS")),
                CasePart(self.holders, self.tr("Holders")),
                CasePart(self.reviews, self.tr("Reviews")),
                CasePart(self.notes, self.tr("Notes")),
                CasePart(self.links, self.tr("Links"), self.tr("Linked cases")),
                CasePart(self.history, self.tr("History")),
                CasePart(self.subjects, self.tr("Subjects"), self.tr("Children, suspects, devices")),
            )
        )
        self.tabs.currentChanged.connect(self._turn_to)
        self.find_field = FindField(self.tr("Find: milestone or subject"), self.milestones.view, 220)
        self.find_field.textChanged.connect(self._narrow)
        self.to_do_only = QCheckBox(self.tr("&To do only"))
        self.to_do_only.toggled.connect(self._narrow)
        self.tools.addWidget(self.to_do_only)
        self.tools.addWidget(self.find_field)
        self.standing = MarkLine()
        self.add_to_heading(self.standing)
        self.timeline = TimelinePanel(context.time)
        self.timeline.wanted.connect(self._go_to_part)
        content = self._lay_out()
        self._lead = FocusLead(content, self.milestones.view)
        self.set_content(content)
        self._make_forms()
        self.milestones.chosen.connect(self._enable)
        self.milestones.why.save_wanted.connect(self._save_why)
        for chosen in (self.tabs.chosen, self.bail.chosen, self.subjects.chosen, self.care.chosen):
            chosen.connect(self._enable)

    def _make_forms(self) -> None:
        self.forms = MilestoneForms(self, self)
        self.case_forms = CaseForms(self, self.file)
        self.transfer_forms = TransferForms(self, self.file, self.case_forms.undo_closing)
        self.bail_forms = BailForms(self, self.bail.chosen_bail)
        self.event_forms = EventForms(self)
        self.note_forms = NoteForms(self)
        self.fact_forms = FactForms(self)
        self.agencies = CaseAgencies(self, self.tabs, self, self.chases, self.third_party, self.cps)
        self.merge_forms = MergeForms(self, self.file)
        self.link_forms = LinkForms(self, self.file, self._chosen_link)
        self.links.counted.connect(lambda: self.link_forms.retake(self.links.answer_rows))
        self.papers = PaperCopies(self)
        self.care = CaseCare(self, self.tabs, self, self.devices, self.protection, self.contact)

    def show_record(self, record_id: str) -> None:
        """Open a case, at the part and the row that the record names."""
        case_id, part, key = case_and_part(record_id)
        if case_id != self._case_id:
            self._case_id = case_id
            self._file = None
            self.find_field.clear()
            if may_open(self):
                self.close_drawer()
            self.tabs.setCurrentIndex(0)
        if part == MILESTONE_PART:
            self._show_every_milestone()
        self.tabs.lead_to(part, key)
        self.mark_stale()

    def file(self) -> CaseFile | None:
        """Give the case that is shown."""
        return self._file

    def case_in_hand(self) -> str:
        return self._file.reference if self._file is not None else ""

    def chosen_milestone(self) -> MilestoneRow | None:
        """Give the milestone under the cursor."""
        return self.milestones.chosen_milestone()

    def refresh(self) -> None:
        case_id = self._case_id
        if case_id is None:
            words = self.tr("Choose a case on the page Cases and press Enter.")
            self.show_empty(self.tr("No case is open"), words)
            return
        question = CaseFileQuestion(by=self.context.person.officer_id, case_id=case_id)
        self.context.background.ask(
            question, lambda file: self._take(case_id, file), lambda problem: self._fail(case_id, problem)
        )

    def concerns(self, changes: Changes) -> bool:
        if self._case_id is None or not changes.touches(Change.CASE):
            return False
        ids = changes.ids(Change.CASE)
        return ids is None or self._case_id in ids

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            **self.forms.commands(),
            **self.agencies.commands(),
            **self.case_forms.commands(),
            **self.link_forms.commands(),
            "merge_case": self.merge_forms.merge,
            **self.transfer_forms.commands(),
            "why_this_date": self._turn_why,
            "save_copy": self._save_why,
            "print": self._print,
            "paper": self._paper,
            "record_event": lambda: self.event_forms.record_event(self._file),
            "record_remand": lambda: self.event_forms.record_remand(self._file),
            "record_arrest": lambda: self.bail_forms.record_arrest(self._file),
            "record_bail_event": self.bail_forms.record_event,
            "withdraw_bail_event": lambda: self.bail_forms.withdraw(self.bail.chosen_bail(), self.bail.chosen_event()),
            "finish_follow_up": lambda: self.forms.reviews.finish(self.reviews.chosen_follow_up()),
            "add_note": lambda: self.note_forms.add(self._file),
            **self.care.commands(),
            "find": self._go_to_find,
            "timeline": self._go_to_timeline,
            "timeline_as_list": self.timeline.turn,
            **self._fact_commands(),
        }

    def _fact_commands(self) -> dict[str, Callable[[], None]]:
        forms = self.fact_forms
        return {
            "grade_risk": lambda: forms.grade_risk(self._case_id or ""),
            "edit_case": lambda: forms.edit_case(self._case_id or ""),
            "add_child": lambda: forms.add_child(self._case_id or ""),
            "add_suspect": lambda: forms.add_suspect(self._case_id or ""),
            "add_device": lambda: forms.add_device(self._case_id or ""),
            "edit_subject": self._edit_subject,
            "same_person": self._show_person,
        }

    def _edit_subject(self) -> None:
        row = self.subjects.chosen_subject()
        if row is not None and self._case_id is not None:
            self.fact_forms.edit_subject(self._case_id, row.subject_kind, row.subject_id)

    def _show_person(self) -> None:
        row = self.subjects.chosen_subject()
        if row is not None:
            self.context.navigate(PERSON_PAGE, row.subject_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def _take(self, case_id: str, file: CaseFile) -> None:
        if case_id != self._case_id:
            return
        if file.merged_into:
            self._lead_to_merged(file)
            return
        first = self._file is None
        self._file = file
        self.set_heading(headline(file), people(file))
        self.standing.show_said(standing(file, self.context.time.today()))
        self.timeline.show_file(file)
        self.tabs.show_file(file)
        self.show_content(self._footer_words(file))
        if first:
            self.tabs.view().setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()
        self.forms.retake(file)
        self.bail_forms.retake(file.bail)
        self.care.retake(file)
        self.case_forms.retake(file)
        self.transfer_forms.retake(file)

    def _lead_to_merged(self, file: CaseFile) -> None:
        """Lead to the case into which this one was merged."""
        self._file = None
        self.set_heading(file.reference)
        self.standing.show_said(())
        day, into = wording.day(file.closed_on), file.merged_reference
        if not into:
            words = self.tr("It was recorded twice, and merged on {day} into a case that you may not see.")
            self.show_empty(self.tr("This is a duplicate"), words.format(day=day))
        else:
            words = self.tr("It was recorded twice, and merged on {day} into {into}. Everything is there.")
            self.show_leading(
                self.tr("This is a duplicate"),
                words.format(day=day, into=into),
                self.tr("&Open {into}").format(into=into),
                lambda: self.context.navigate(self.page_name, file.merged_into),
            )
        self._enable()

    def _lay_out(self) -> QWidget:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(8)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.timeline)
        halves.addWidget(self.tabs)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 2)
        halves.setSizes(list(HALVES))
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(halves)
        return content

    def _fail(self, case_id: str, problem: Exception) -> None:
        if case_id == self._case_id:
            self._file = None
            self.set_heading(self.tr("Case"))
            self.standing.show_said(())
            self.show_problem(problem)
            self._enable()

    def _footer_words(self, file: CaseFile) -> str:
        to_do = [row for row in file.milestones if row.state in STILL_TO_DO]
        overdue = sum(any(clock.overdue for clock in row.clocks) for row in to_do)
        shown = len(self.milestones.model.shown)
        words = self.tr("{shown} of {milestones} shown: {to_do} still to do, {overdue} overdue").format(
            shown=shown,
            milestones=wording.count_of(len(file.milestones), "milestone"),
            to_do=len(to_do),
            overdue=overdue,
        )
        forgotten = sum(paused_too_long(row) for row in to_do)
        return self.tr("{words}, {count} paused too long").format(words=words, count=forgotten) if forgotten else words

    def _narrow(self) -> None:
        self.milestones.narrow(self.find_field.text(), to_do_only=self.to_do_only.isChecked())
        if self._file is not None:
            self.set_footer(self._footer_words(self._file))

    def _turn_to(self, _place: int) -> None:
        self._lead.lead_to(self.tabs.view())
        self._enable()

    def _enable(self) -> None:
        enable = self.context.commands.enable
        row = self.chosen_milestone() if self._file and self.tabs.currentWidget() is self.milestones else None
        of_forms = self.forms.may(row) | self.agencies.may() | self.link_forms.may() | self.care.may()
        of_case = self.case_forms.may(self._file) | self.transfer_forms.may(self._file)
        for name, may in (of_forms | of_case).items():
            enable(name, may)
        enable("why_this_date", row is not None)
        enable("save_copy", row is not None and bool(row.clocks) and self.milestones.explains())
        enable("merge_case", self.merge_forms.may())
        for name in ALWAYS:
            enable(name, self._file is not None)
        enable("record_review", self._file is not None and self.forms.reviews.may())
        at_reviews = self._file is not None and self.tabs.currentWidget() is self.reviews
        enable("finish_follow_up", at_reviews and self.reviews.chosen_follow_up() is not None)
        at_bail = self._file is not None and self.tabs.currentWidget() is self.bail
        suspect, event = self.bail.chosen_bail(), self.bail.chosen_event()
        running = self._file is not None and self._file.status is not CaseStatus.CLOSED
        for name in ("grade_risk", "edit_case", "add_child", "add_suspect", "add_device"):
            enable(name, running)
        subject = self.subjects.chosen_subject() if self.tabs.currentWidget() is self.subjects else None
        is_person = subject is not None and subject.subject_kind in (SubjectKind.CHILD, SubjectKind.SUSPECT)
        enable("edit_subject", running and is_person)
        enable("same_person", is_person)
        of_bail = at_bail and suspect is not None and bool(suspect.arrest_id)
        enable("print", of_bail or self.agencies.letter() is not None)
        enable("record_bail_event", at_bail and suspect is not None and bool(suspect.may_be_recorded))
        enable("withdraw_bail_event", at_bail and event is not None and not event.withdrawn)

    def _chosen_link(self) -> LinkRow | None:
        return self.links.chosen_row() if self.tabs.currentWidget() is self.links else None

    def _turn_why(self) -> None:
        self.milestones.turn_why()
        self._enable()

    def _print(self) -> None:
        """Put on paper what the open tab is about: a bail sheet, or the letter of an escalation."""
        if self.tabs.currentWidget() is self.chases:
            self.agencies.letters.show(self.agencies.letter())
        else:
            self.papers.save_sheet(self.bail.chosen_bail())

    def _paper(self) -> None:
        """Go to the chronology of the case as a paper; from a review, to that."""
        if self._file is not None:
            row = self.reviews.chosen_review() if self.tabs.currentWidget() is self.reviews else None
            of_review = f"{PaperKind.REVIEW}/{self._file.case_id}/{row.review_id}" if row is not None else ""
            self.context.navigate("reports", of_review or f"{PaperKind.CHRONOLOGY}/{self._file.case_id}")

    def _save_why(self) -> None:
        row = self.chosen_milestone()
        if self._file is not None and row is not None:
            self.papers.save_why(self._file.case_id, row.milestone_id, row.name)

    def _go_to_timeline(self) -> None:
        """Go to the timeline; from there, hide it, so that the lists have the room."""
        if self.timeline.isVisible() and self.timeline.has_focus():
            self.timeline.hide()
            self.tabs.view().setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.timeline.show()
        self.timeline.take_focus()

    def _go_to_part(self, part: str, key: str) -> None:
        """Go to the row that a piece of the timeline stands for."""
        for name, panel in ((MILESTONE_PART, self.milestones), (BAIL_PART, self.bail), (HOLDERS, self.holders)):
            if name == part:
                if panel is self.milestones and not self.milestones.view.select_key(key):
                    self._show_every_milestone()
                self.tabs.setCurrentWidget(panel)
                panel.view.select_key(key)
                panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_every_milestone(self) -> None:
        self.find_field.clear()
        self.to_do_only.setChecked(False)

    def _go_to_find(self) -> None:
        self.tabs.setCurrentWidget(self.milestones)
        self.find_field.begin()
