"""How a case passed from one officer, team or force to the next, and with how much open work."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile
from tracker.rows.case_transfers import CaseTransfers, PassedOnRow
from tracker.terms import ForceAnswer, PassedOn
from ui import wording
from ui.pages.case_file.list_panel import ListPanel
from ui.tables.column import Column


class PassedOnPanel(ListPanel):
    """The hand-overs and transfers in order; above them how many officers have had the case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column(self.tr("Day"), lambda row: wording.short_day(row.on), sort=lambda row: row.on, width=92),
            Column(self.tr("What"), lambda row: wording.term(row.kind), width=156, bold=True),
            Column(self.tr("From"), lambda row: row.came_from, tooltip=lambda row: row.came_from, width=180),
            Column(self.tr("To"), lambda row: row.went_to, tooltip=lambda row: row.went_to, width=200),
            Column(
                self.tr("Open work"),
                lambda row: f"{row.open_work:,}" if row.kind is not PassedOn.TO_FORCE else "",
                sort=lambda row: row.open_work,
                align="right",
                tooltip=lambda row: "\n".join(row.what),
                accessible=lambda row: wording.count_of(row.open_work, "thing to do", "things to do"),
                width=84,
            ),
            Column(self.tr("What came of it"), self._ended, tooltip=self._ended, width=196),
            Column(self.tr("Why"), self._why, tooltip=self._why, width=250),
            Column(self.tr("Recorded by"), lambda row: row.by, width=120),
        ]
        super().__init__(
            columns,
            lambda row: row.key,
            "passed_on",
            self.tr("Hand-overs and transfers"),
            self.tr("This case has not been handed over or transferred."),
            parent,
        )

    def show_file(self, file: CaseFile) -> int:
        """Show how a case passed on; gives how often."""
        transfers = file.transfers
        self.show_rows(transfers.passed_on, self._counted(transfers))
        return len(transfers.passed_on)

    def _counted(self, transfers: CaseTransfers) -> str:
        said = {
            PassedOn.HAND_OVER: self.tr("handed over"),
            PassedOn.TO_TEAM: self.tr("transferred to another team"),
            PassedOn.TO_FORCE: self.tr("another force asked"),
        }
        standing = [row.kind for row in transfers.passed_on if row.kind is PassedOn.TO_FORCE or not row.taken_back]
        parts = [self.tr("OIC so far: {officers}").format(officers=wording.count_of(transfers.oics, "officer"))]
        parts += [
            self.tr("{what} {times}").format(what=what, times=wording.count_of(standing.count(kind), "time"))
            for kind, what in said.items()
            if kind in standing
        ]
        return ", ".join(parts) + "."

    def _ended(self, row: PassedOnRow) -> str:
        if row.answer is None:
            return self.tr("taken back") if row.taken_back else ""
        answer = wording.term(row.answer)
        if row.ended_on is not None:
            answer = self.tr("{answer} {day}").format(answer=answer, day=wording.short_day(row.ended_on))
        if row.answer is ForceAnswer.ACCEPTED:
            answer = self.tr("{answer} as {reference}").format(answer=answer, reference=row.reference)
        return answer

    def _why(self, row: PassedOnRow) -> str:
        if not row.taken_back:
            return row.reason
        return self.tr("{reason}; then: {because}").format(reason=row.reason, because=row.taken_back)
