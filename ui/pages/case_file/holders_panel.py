"""Who held a case on which days: the days add up to its age; under that, how it passed from one to the next."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from tracker.rows.case_file import CaseFile, HolderRow
from tracker.terms import Holder
from ui import wording
from ui.pages.case_file.list_panel import ListPanel
from ui.pages.case_file.passed_on_panel import PassedOnPanel
from ui.tables.column import Column
from ui.widgets.halves import Halves

SHARED, ALONE = (300, 360), (10_000, 1)


@dataclass(frozen=True, slots=True)
class HolderLine:
    """A span of days with its holder."""

    place: int
    span: HolderRow
    days: int


class HoldersPanel(ListPanel):
    """The spans in order; above them the days of each holder added up, and how far the case has slipped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column(
                self.tr("From"),
                lambda line: wording.day(line.span.since),
                sort=lambda line: (line.span.since, line.place),
                width=150,
            ),
            Column(
                self.tr("Until"),
                lambda line: wording.day(line.span.until) or self.tr("still"),
                sort=lambda line: line.span.until or date.max,
                width=150,
            ),
            Column(
                self.tr("Days"),
                lambda line: f"{line.days:,}",
                sort=lambda line: line.days,
                align="right",
                accessible=lambda line: wording.count_of(line.days, "day"),
                width=64,
            ),
            Column(self.tr("Held by"), lambda line: wording.term(line.span.holder), width=170, bold=True),
            Column(
                self.tr("Because"), lambda line: line.span.because, tooltip=lambda line: line.span.because, width=420
            ),
        ]
        super().__init__(
            columns,
            lambda line: str(line.place),
            "holders",
            self.tr("Holders"),
            self.tr("No holder is on record."),
            parent,
        )
        self.passed_on = PassedOnPanel()
        self._halves = Halves(self.view, self.passed_on, SHARED, shares=(1, 1))
        self._lines.insertWidget(1, self._halves, 1)
        self._shared = True

    def show_file(self, file: CaseFile) -> int:
        """Show the holders of a case; gives the number of spans."""
        end = file.reported_on + timedelta(days=file.age_days)
        lines = [
            HolderLine(place, span, ((span.until or end) - span.since).days) for place, span in enumerate(file.holders)
        ]
        self.show_rows(lines, f"{self._sums(lines, file.age_days)} {self._slip(file)}".strip())
        self._share(shared=bool(self.passed_on.show_file(file)))
        return len(lines)

    def _share(self, *, shared: bool) -> None:
        """Give both lists the same room; where nothing passed on, a sentence takes what it needs."""
        if shared is not self._shared:
            self._shared = shared
            self._halves.setSizes(list(SHARED if shared else ALONE))

    def _sums(self, lines: list[HolderLine], age: int) -> str:
        days: dict[Holder, int] = {}
        for line in lines:
            days[line.span.holder] = days.get(line.span.holder, 0) + line.days
        longest_first = sorted(days.items(), key=lambda pair: -pair[1])
        parts = [f"{wording.term(holder)} {wording.count_of(count, 'day')}" for holder, count in longest_first if count]
        return self.tr("{parts}: {age} in all.").format(parts=", ".join(parts), age=wording.count_of(age, "day"))

    def _slip(self, file: CaseFile) -> str:
        """Say how far the case has slipped, and how often a date of it was moved; nothing where neither."""
        if not file.total_slip and not file.moves:
            return ""
        return self.tr("Open drift {drift}, total slip {slip}, dates moved {moves}.").format(
            drift=wording.count_of(file.open_drift, "working day"),
            slip=wording.count_of(file.total_slip, "working day"),
            moves=wording.count_of(file.moves, "time"),
        )
