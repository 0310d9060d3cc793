"""The third-party material of a case: who was asked for what, and whether it came."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.rows.case_third_party import CaseThirdParty, CaseThirdPartyQuestion, RequestRow
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column


class ThirdPartyPanel(AskedPanel):
    """Requests that wait first; a refusal ends one as much as the material does."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        columns = [
            Column(
                self.tr("State"),
                lambda row: wording.state(row.state_key),
                mark=lambda row: row.state_key,
                width=104,
            ),
            Column(self.tr("From"), lambda row: wording.term(row.source), width=128, bold=True),
            Column(self.tr("What"), lambda row: row.what, tooltip=lambda row: row.what, width=150),
            Column(
                self.tr("Asked"), lambda row: wording.short_day(row.asked_on), sort=lambda row: row.asked_on, width=78
            ),
            Column(self.tr("Days"), lambda row: f"{row.days:,}", sort=lambda row: row.days, align="right", width=52),
            Column(
                self.tr("Due"), lambda row: wording.short_day(row.due), sort=lambda row: row.due or date.max, width=78
            ),
            Column(
                self.tr("Days late"),
                lambda row: f"{row.late:,}" if row.late else "",
                sort=lambda row: row.late or 0,
                align="right",
                width=78,
            ),
            Column(self.tr("Promised"), self._promised, sort=lambda row: row.promised_by or date.max, width=136),
            Column(self.tr("Chased"), self._chased, sort=lambda row: row.chases, width=140),
            Column(self.tr("Ended"), self._ended, tooltip=self._ended, width=180),
            Column(self.tr("Recorded by"), lambda row: row.recorded_by, width=110),
        ]
        super().__init__(
            context,
            columns,
            lambda row: row.request_id,
            "third_party",
            self.tr("Third-party material"),
            self.tr("No material has been asked for in this case."),
            {
                "ask_third_party": self.tr("Ask for material"),
                "record_answer": self.tr("Record answer"),
                "record_chase": self.tr("Record chase"),
                "escalate_delay": self.tr("Escalate"),
                "withdraw_entry": self.tr("Withdraw"),
            },
            parent,
        )
        self.answer_rows: tuple[RequestRow, ...] = ()

    def question(self, case_id: str) -> CaseThirdPartyQuestion:
        return CaseThirdPartyQuestion(by=self.context.person.officer_id, case_id=case_id)

    def show_answer(self, answer: CaseThirdParty) -> None:
        self.answer_rows = answer.rows
        days = ", ".join(f"{wording.term(source)} {count}" for source, count in answer.days)
        self.show_rows(answer.rows, self.tr("Days waited: {days}").format(days=days) if days else "")

    def chosen_row(self) -> RequestRow | None:
        """Give the request under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, RequestRow) else None

    def _promised(self, row: RequestRow) -> str:
        day = wording.short_day(row.promised_by)
        return self.tr("{day}, broken").format(day=day) if row.broken else day

    def _chased(self, row: RequestRow) -> str:
        if not row.chases:
            return ""
        return self.tr("{day}, {count}").format(
            day=wording.short_day(row.last_chased), count=wording.count_of(row.chases, "time")
        )

    def _ended(self, row: RequestRow) -> str:
        if row.withdrawn:
            return self.tr("withdrawn: {why}").format(why=row.withdrawn)
        if row.waiting:
            return ""
        if row.refused_on is not None:
            return self.tr("refused {day}: {why}").format(day=wording.short_day(row.refused_on), why=row.refusal)
        return self.tr("came {day}").format(day=wording.short_day(row.received_on))
