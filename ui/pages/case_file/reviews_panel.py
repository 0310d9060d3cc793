"""The reviews of a case: what each one held, and what it asked for."""

from datetime import date

from PySide6.QtWidgets import QBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from tracker.rows.reviews import FollowUpRow, ReviewRow, Reviews, ReviewsQuestion
from tracker.terms import DelayReason, Holder
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.halves import Halves

HALVES = (560, 540)


class ReviewsPanel(AskedPanel):
    """The reviews above, the newest first; under them what the chosen one held, and every follow-up action."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        self._said = QPlainTextEdit()
        self._follow_ups_model: RowTableModel | None = None
        super().__init__(
            context,
            self._columns(),
            lambda row: row.review_id,
            "reviews",
            self.tr("Reviews"),
            self.tr("No review is on record for this case. A supervisor presses F6 to record one."),
            {"record_review": self.tr("Record review"), "finish_follow_up": self.tr("Follow-up done")},
            parent,
        )
        self._said.setReadOnly(True)
        self._said.setTabChangesFocus(True)
        self._said.setAccessibleName(self.tr("What the chosen review held"))
        self._follow_ups_model = RowTableModel(self._follow_up_columns(), lambda row: row.follow_up_id, self)
        self.follow_ups = RowTableView(self._follow_ups_model, "follow_ups")
        self.follow_ups.setAccessibleName(self.tr("Follow-up actions of the reviews"))
        self.follow_ups.row_selected.connect(self._tell_chosen)
        lines = self.layout()
        if isinstance(lines, QBoxLayout):
            lines.insertWidget(lines.indexOf(self.view) + 1, self._lower(), 2)
        self.chosen.connect(self._show_chosen)

    def question(self, case_id: str) -> ReviewsQuestion:
        return ReviewsQuestion(by=self.context.person.officer_id, case_id=case_id)

    def show_answer(self, answer: Reviews) -> None:
        if self._follow_ups_model is not None:
            self._follow_ups_model.set_rows(answer.follow_ups)
            self.follow_ups.select_first()
        self.show_rows(answer.reviews)
        self._show_chosen()

    def chosen_review(self) -> ReviewRow | None:
        """Give the review under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, ReviewRow) else None

    def chosen_follow_up(self) -> FollowUpRow | None:
        """Give the follow-up action under the cursor."""
        row = self.follow_ups.selected_row()
        return row if isinstance(row, FollowUpRow) else None

    def said(self) -> str:
        """Give what the chosen review held, as it is shown."""
        return self._said.toPlainText()

    def _show_chosen(self) -> None:
        row = self.chosen_review()
        words = "\n\n".join(f"{heading}\n{text}" for heading, text in account(row)) if row is not None else ""
        if words != self._said.toPlainText():
            self._said.setPlainText(words)

    def _lower(self) -> QWidget:
        held = _headed(self.tr("What it held, and what the program knew then"), self._said)
        return Halves(held, _headed(self.tr("Follow-up actions"), self.follow_ups), HALVES, across=True)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Held"), lambda row: wording.day(row.reviewed_on), sort=_held, width=130),
            Column(self.tr("Review"), lambda row: row.name, width=210, bold=True),
            Column(self.tr("By"), lambda row: row.by, width=130),
            Column(self.tr("Risk to the child"), lambda row: wording.term(row.risk), width=136),
            Column(self.tr("Why"), lambda row: row.risk_words, tooltip=lambda row: row.risk_words, width=300),
            Column(
                self.tr("Next review by"),
                lambda row: self.tr("taken back") if row.withdrawn else wording.day(row.next_on),
                sort=lambda row: row.next_on,
                width=130,
            ),
        ]

    def _follow_up_columns(self) -> list[Column]:
        return [
            Column(
                self.tr("State"),
                lambda row: wording.state(row.state_key),
                mark=lambda row: row.state_key,
                width=104,
            ),
            Column(self.tr("What"), lambda row: row.what, tooltip=lambda row: row.what, width=220, bold=True),
            Column(self.tr("Who"), lambda row: row.owner, width=120),
            Column(self.tr("By"), lambda row: wording.short_day(row.due_on), sort=lambda row: row.due_on, width=84),
            Column(
                self.tr("Done"),
                lambda row: wording.short_day(row.done_on),
                sort=lambda row: row.done_on or date.max,
                width=84,
            ),
        ]


def _headed(heading: str, widget: QWidget) -> QWidget:
    part = QWidget()
    lines = QVBoxLayout(part)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(4)
    label = QLabel(heading)
    label.setObjectName("field_label")
    lines.addWidget(label)
    lines.addWidget(widget, 1)
    return part


def account(row: ReviewRow) -> list[tuple[str, str]]:
    """Give what a review held, part by part, each with what the program knew then."""
    known: dict[str, list[str]] = {}
    for part, words in row.known:
        known.setdefault(part, []).append(words)
    parts = [
        ("Risk to the child now", (wording.term(row.risk), row.risk_words), "risk"),
        ("Other children", (wording.term(row.others), row.others_words), ""),
        ("Child's voice and last contact", (row.voice,), "contact"),
        ("Lines of enquiry", (row.enquiries,), ""),
        *(
            (f"Late: {late.milestone}", (_late_words(late.cause, late.awaited), _by(late.expected_on)), "")
            for late in row.late
        ),
        ("Bail", (wording.term(row.bail) if row.bail is not None else "", row.bail_words), "bail"),
        ("Devices", (row.devices,), "devices"),
        ("CPS", (row.cps,), "cps"),
        ("Agencies", (row.agencies,), "agencies"),
        ("Escalation", (wording.term(row.escalation), row.escalation_words), ""),
        ("Officer", (wording.term(row.welfare), row.welfare_words), ""),
        ("Next review by", (wording.day(row.next_on),), ""),
    ]
    found = []
    for heading, answers, part in parts:
        said = ". ".join(answer.rstrip(".") for answer in answers if answer)
        lines = ([said] if said else []) + [f"(then on record) {line}" for line in known.get(part, ())]
        if lines:
            found.append((heading, "\n".join(lines)))
    return found


def _late_words(cause: DelayReason | None, awaited: Holder | None) -> str:
    return ", ".join(wording.term(one) for one in (cause, awaited) if one is not None)


def _by(day: date | None) -> str:
    return f"new date {wording.day(day)}" if day is not None else ""


def _held(row: ReviewRow) -> tuple[date, object]:
    return row.reviewed_on, row.recorded_at
