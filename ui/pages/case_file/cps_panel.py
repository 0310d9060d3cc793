"""The position of a case with the CPS: where each suspect's file is, and how many days it lay on each side."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from tracker.rows.cps_position import CpsPosition, CpsPositionQuestion, CpsRow
from tracker.terms import Holder
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column


class CpsPanel(AskedPanel):
    """One row a suspect; the days on each side are counted from the day the file was first sent."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            [*self._where(), *self._how()],
            lambda row: row.suspect_id,
            "cps",
            self.tr("CPS"),
            self.tr("No suspect is on record for this case."),
            {
                "record_event": self.tr("Record event"),
                "record_chase": self.tr("Record chase"),
                "escalate_delay": self.tr("Escalate"),
            },
            parent,
        )

    def question(self, case_id: str) -> CpsPositionQuestion:
        return CpsPositionQuestion(by=self.context.person.officer_id, case_id=case_id)

    def show_answer(self, answer: CpsPosition) -> None:
        self.show_rows(answer.rows, self._advice(answer) if answer.rows else "")

    def chosen_row(self) -> CpsRow | None:
        """Give the file under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, CpsRow) else None

    def _where(self) -> list[Column]:
        return [
            Column(
                self.tr("State"), lambda row: wording.state(row.state_key), mark=lambda row: row.state_key, width=112
            ),
            Column(self.tr("Suspect"), lambda row: row.suspect, width=90, bold=True),
            Column(self.tr("Now with"), _with_whom, width=96),
            Column(self.tr("Waits for"), self._waits_for, tooltip=self._waits_for, width=190),
            Column(
                self.tr("Due"), lambda row: wording.short_day(row.due), sort=lambda row: row.due or date.max, width=80
            ),
            Column(
                self.tr("Days late"),
                lambda row: f"{row.late:,}" if row.late else "",
                sort=lambda row: row.late or 0,
                align="right",
                width=78,
            ),
        ]

    def _how(self) -> list[Column]:
        return [
            _days(self.tr("Our days"), lambda row: row.our_days),
            _days(self.tr("CPS days"), lambda row: row.cps_days),
            Column(
                self.tr("File sent"),
                lambda row: wording.short_day(row.sent_on),
                sort=lambda row: row.sent_on or date.max,
                width=80,
            ),
            Column(self.tr("Accepted"), self._accepted, tooltip=self._accepted, width=172),
            Column(self.tr("Action plans"), self._plans, tooltip=self._plans, width=190),
            Column(self.tr("Decision"), self._decision, tooltip=self._decision, width=180),
        ]

    def _advice(self, answer: CpsPosition) -> str:
        if answer.advice_on is not None:
            words = self.tr("Early advice considered {day}.").format(day=wording.day(answer.advice_on))
        elif answer.advice_due is not None:
            due = wording.due_in(answer.advice_due, self.context.time.today())
            words = self.tr("Early advice not considered yet: {due}.").format(due=due)
        else:
            words = self.tr("Early advice not considered yet.")
        warnings = [self._warning(row) for row in answer.rows if row.warning]
        return "\n".join((words, *warnings))

    def _warning(self, row: CpsRow) -> str:
        if row.warning == "meeting":
            words = self.tr(
                "▲ {suspect}: {count} action plans. Inspector to meet the CPS (local rule, to be confirmed)."
            )
        else:
            words = self.tr("▲ {suspect}: {count} action plans. Escalate (local rule, to be confirmed).")
        return words.format(suspect=row.suspect, count=row.plans)

    def _waits_for(self, row: CpsRow) -> str:
        return row.milestone

    def _accepted(self, row: CpsRow) -> str:
        if row.first_time is None:
            return ""
        rejected = self.tr("rejected {times}").format(times=wording.count_of(row.rejections, "time"))
        if row.accepted_on is None:
            return rejected
        day = wording.short_day(row.accepted_on)
        how = self.tr("first time") if row.first_time else rejected
        return self.tr("{day}, {how}").format(day=day, how=how)

    def _plans(self, row: CpsRow) -> str:
        if not row.plans:
            return ""
        received = self.tr("{count} received, {open} open").format(count=row.plans, open=row.plans_open)
        day = wording.short_day(row.plan_due)
        return self.tr("{received}, due {day}").format(received=received, day=day) if day else received

    def _decision(self, row: CpsRow) -> str:
        return " ".join(part for part in (wording.short_day(row.decided_on), row.decision) if part)


def _days(title: str, days: Callable[[CpsRow], int]) -> Column:
    return Column(title, lambda row: f"{days(row):,}", sort=days, align="right", width=74)


def _with_whom(row: CpsRow) -> str:
    holder: Holder | None = row.with_whom
    return wording.term(holder) if holder is not None else ""
