"""The cases that a case is linked with, how and why."""

from PySide6.QtWidgets import QWidget

from tracker.rows.case_links import CaseLinks, CaseLinksQuestion, LinkRow
from tracker.time_source import local_date
from ui import wording
from ui.page_context import PageContext
from ui.pages.case_file.asked_panel import AskedPanel
from ui.tables.column import Column


class LinksPanel(AskedPanel):
    """Links that stand first; Enter opens the other case."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        columns = [
            Column(self.tr("Case"), lambda row: row.reference, bold=True, width=112),
            Column(self.tr("How"), lambda row: wording.term(row.kind), width=192),
            Column(self.tr("Reason"), lambda row: row.reason, tooltip=lambda row: row.reason, width=262),
            Column(self.tr("Taken back"), self._taken_back, tooltip=self._taken_back, width=176),
            Column(self.tr("Status"), lambda row: wording.term(row.status), width=80),
            Column(self.tr("OIC"), lambda row: row.oic, tooltip=lambda row: row.oic, width=122),
            Column(self.tr("Linked by"), lambda row: row.who, tooltip=lambda row: row.who, width=108),
            Column(
                self.tr("When"),
                lambda row: wording.short_day(local_date(row.at)),
                sort=lambda row: row.at,
                tooltip=lambda row: wording.moment(row.at),
                width=80,
            ),
        ]
        super().__init__(
            context,
            columns,
            lambda row: row.link_id,
            "links",
            self.tr("Linked cases"),
            self.tr("This case is linked with no other."),
            {"link_case": self.tr("Link with another case"), "unlink_case": self.tr("Take the link back")},
            parent,
        )
        self.answer_rows: tuple[LinkRow, ...] = ()
        self.view.row_activated.connect(self._open)

    def question(self, case_id: str) -> CaseLinksQuestion:
        return CaseLinksQuestion(by=self.context.person.officer_id, case_id=case_id)

    def show_answer(self, answer: CaseLinks) -> None:
        self.answer_rows = answer.rows
        count = answer.restricted_not_shown
        withheld = self.tr("Not shown: {count} that you may not see, restricted").format(
            count=wording.count_of(count, "linked case")
        )
        self.show_rows(answer.rows, withheld if count else "")
        if count:
            self.say(withheld)

    def chosen_row(self) -> LinkRow | None:
        """Give the link under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, LinkRow) else None

    def _open(self, row: LinkRow | None) -> None:
        if row is not None:
            self.context.navigate("case_file", row.case_id)

    def _taken_back(self, row: LinkRow) -> str:
        return self.tr("{who}: {why}").format(who=row.withdrawn_by, why=row.withdrawn) if row.withdrawn else ""
