"""The chases and escalations of a case, newest first."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.rows.case_chases import CaseChases, CaseChasesQuestion, ChaseRow
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column


class ChasesPanel(AskedPanel):
    """Who was asked again, by which post what was promised, and what was taken higher."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        columns = [
            Column(
                self.tr("On"), lambda row: wording.short_day(row.on), sort=lambda row: (row.on, row.chase_id), width=78
            ),
            Column(self.tr("What"), self._what, width=118, bold=True),
            Column(self.tr("Agency"), lambda row: wording.term(row.agency), width=100),
            Column(self.tr("Post"), lambda row: row.role, tooltip=lambda row: row.role, width=156),
            Column(self.tr("About"), _about, tooltip=_about, width=164),
            Column(self.tr("Asked or answered"), _said, tooltip=_said, width=200),
            Column(
                self.tr("Promised, wanted"),
                self._until,
                sort=lambda row: row.until or date.max,
                tooltip=lambda row: wording.day(row.until),
                width=136,
            ),
            Column(self.tr("Next step"), self._next, tooltip=self._next, width=160),
            Column(self.tr("Recorded by"), lambda row: row.recorded_by, width=110),
        ]
        super().__init__(
            context,
            columns,
            lambda row: row.chase_id,
            "chases",
            self.tr("Chases"),
            self.tr("Nobody has been chased in this case."),
            {
                "record_chase": self.tr("Record chase"),
                "escalate_delay": self.tr("Escalate"),
                "print": self.tr("Print the letter"),
                "record_answer": self.tr("Record answer"),
                "withdraw_entry": self.tr("Withdraw"),
            },
            parent,
        )
        self.answer_rows: tuple[ChaseRow, ...] = ()

    def question(self, case_id: str) -> CaseChasesQuestion:
        return CaseChasesQuestion(by=self.context.person.officer_id, case_id=case_id)

    def show_answer(self, answer: CaseChases) -> None:
        self.answer_rows = answer.rows
        used = ", ".join(f"{wording.term(agency)} {count}" for agency, count in answer.escalations)
        self.show_rows(answer.rows, self.tr("Escalated: {used}").format(used=used) if used else "")

    def chosen_row(self) -> ChaseRow | None:
        """Give the entry under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, ChaseRow) else None

    def _what(self, row: ChaseRow) -> str:
        if row.withdrawn:
            return self.tr("– withdrawn")
        return self.tr("▲ escalated") if row.how is None else wording.term(row.how)

    def _until(self, row: ChaseRow) -> str:
        day = wording.short_day(row.until)
        return self.tr("{day}, broken").format(day=day) if row.broken else day

    def _next(self, row: ChaseRow) -> str:
        if row.withdrawn:
            return row.withdrawn
        return " ".join(part for part in (wording.short_day(row.next_chase), row.next_step) if part)


def _about(row: ChaseRow) -> str:
    return " · ".join(part for part in (row.milestone, row.subject) if part)


def _said(row: ChaseRow) -> str:
    return " – ".join(part for part in (row.asked, row.answer) if part)
