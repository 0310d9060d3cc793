"""Frozen papers: their figures, number, hash and bytes, and each copy that was printed."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, case, func, insert, select

from tracker.domain.paper_copy import PaperCopy
from tracker.domain.weekly_paper import OF_RESTRICTED, RESTRICTED, SUFFIX, WHOLE_UNIT, FrozenReport
from tracker.errors import NotFound
from tracker.rows.frozen_reports import FrozenReportRow
from tracker.storage.records import insert_all, load
from tracker.storage.tables import case_access, frozen_report, paper_copy, report_copy, team

PREFIX = "WD"


class ReportStore:
    """Frozen papers, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def frozen(self, monday: date, team_id: str | None = None) -> FrozenReport | None:
        """Give the paper of a week and team (None: the whole unit), if it has been frozen."""
        table = frozen_report
        found = load(
            self._connection,
            FrozenReport,
            table,
            table.c.monday == monday,
            table.c.team_id == (team_id or WHOLE_UNIT),
        )
        return found[0] if found else None

    def by_number(self, number: str) -> FrozenReport:
        """Give the paper with a number, or raise NotFound."""
        return report_by_number(self._connection, number)

    def row(self, report_id: str) -> FrozenReportRow:
        """Give one paper without its bytes, or raise NotFound."""
        found = report_rows(self._connection, frozen_report.c.id == report_id)
        if not found:
            raise NotFound("not_found")
        return found[0]

    def list(self) -> tuple[FrozenReportRow, ...]:
        """Give all papers without their bytes, newest first."""
        return report_rows(self._connection)

    def next_number(self, year: int) -> str:
        """Give the number that follows the last one of a year: WD-2026-0001."""
        start = f"{PREFIX}-{year}-"
        last = self._connection.execute(
            select(func.max(frozen_report.c.number)).where(frozen_report.c.number.startswith(start))
        ).scalar_one()
        return f"{start}{int(last.removeprefix(start).removesuffix(SUFFIX)) + 1 if last else 1:04d}"

    def named_on_all(self, officer_id: str, case_ids: Collection[str]) -> bool:
        """Say whether an officer is named on each of some restricted cases."""
        return named_on_all(self._connection, officer_id, case_ids)

    def add(self, report: FrozenReport) -> None:
        """Store a frozen paper."""
        insert_all(self._connection, frozen_report, [report])

    def add_copy(self, report_id: str, at: datetime, by: str, recipient: str, reason: str) -> int:
        """Record a printed copy; give its number, the first being 1."""
        made = self._connection.execute(
            select(func.count()).select_from(report_copy).where(report_copy.c.report_id == report_id)
        ).scalar_one()
        self._connection.execute(
            insert(report_copy).values(
                report_id=report_id, copy_number=made + 1, at=at, by=by, recipient=recipient, reason=reason
            )
        )
        return made + 1

    def next_copy(self, series: str) -> int:
        """Give the number of the next copy in a series of papers that are not frozen, the first being 1."""
        last = select(func.max(paper_copy.c.copy_number)).where(paper_copy.c.series == series)
        return int(self._connection.execute(last).scalar_one() or 0) + 1

    def add_paper_copy(self, copy: PaperCopy) -> None:
        """Store a copy of a paper that is not frozen."""
        insert_all(self._connection, paper_copy, [copy])


def named_on_all(connection: Connection, officer_id: str, case_ids: Collection[str]) -> bool:
    """Say whether an officer is named on each of some restricted cases."""
    if not case_ids:
        return True
    named = select(case_access.c.case_id).where(case_access.c.officer_id == officer_id)
    return set(connection.execute(named).scalars()) >= set(case_ids)


def report_by_number(connection: Connection, number: str) -> FrozenReport:
    """Give the frozen paper with a number, or raise NotFound."""
    found = load(connection, FrozenReport, frozen_report, frozen_report.c.number == number)
    if not found:
        raise NotFound("not_found")
    return found[0]


def report_rows(connection: Connection, *where: ColumnElement[bool]) -> tuple[FrozenReportRow, ...]:
    """Give the frozen papers that meet all conditions, without their bytes, newest first."""
    copies = (
        select(func.count())
        .select_from(report_copy)
        .where(report_copy.c.report_id == frozen_report.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            frozen_report.c.id,
            frozen_report.c.number,
            frozen_report.c.monday,
            func.coalesce(team.c.name, case((frozen_report.c.team_id == RESTRICTED, OF_RESTRICTED), else_="")),
            frozen_report.c.frozen_at,
            frozen_report.c.digest,
            copies,
        )
        .join_from(frozen_report, team, team.c.id == frozen_report.c.team_id, isouter=True)
        .where(*where)
        .order_by(frozen_report.c.monday.desc(), frozen_report.c.number.desc())
    )
    return tuple([FrozenReportRow(*row) for row in rows])
