"""What a paper of how things stand is about: an officer, a team, a case, a period; each kind asks some of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.rows.caseload import CaseloadRow
from tracker.rows.papers import About
from tracker.rows.people import OfficerRow
from tracker.terms import PaperKind
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.officer_picker import OfficerPicker

OF_A_CASE = (PaperKind.CHRONOLOGY, PaperKind.REVIEW, PaperKind.BAIL_SHEET, PaperKind.WHY)
OF_AN_OFFICER = (PaperKind.TODO, PaperKind.CASELOAD)
A_QUARTER = timedelta(days=91)
LOTS = (0, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field with its label, and the kinds of paper that ask it."""

    words: str
    field: QWidget
    kinds: tuple[PaperKind, ...]


class AboutFields(QObject):
    """The fields; whoever lays them out shows those of the kind chosen."""

    #: something else was chosen
    chosen = Signal()

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.part = ""
        self.officer = OfficerPicker()
        self.case = OfficerPicker()
        self.first, self.last = DateField(today), DateField(today)
        self.first.set_day(today - A_QUARTER)
        self.last.set_day(today)
        self.sample = ChoiceField(LOTS, self._lot_words, None)
        self.sample.set_choice(LOTS[2])
        self.seed = QLineEdit(f"{today:%Y-%m}")
        _hint(self.case, self.tr("Part of a reference"))
        self.case.chosen.connect(self._forget_part)
        self.officer.chosen.connect(self._tell)
        self.case.chosen.connect(self._tell)
        self.first.changed.connect(self._tell)
        self.last.changed.connect(self._tell)
        self.sample.chosen.connect(self._tell)
        self.seed.editingFinished.connect(self._tell)
        inspected = (PaperKind.INSPECTION,)
        self.rows = (
            AskedField(self.tr("&Officer"), self.officer, OF_AN_OFFICER),
            AskedField(self.tr("C&ase"), self.case, OF_A_CASE),
            AskedField(self.tr("&From"), self.first, inspected),
            AskedField(self.tr("&Until"), self.last, inspected),
            AskedField(self.tr("&Lot"), self.sample, inspected),
            AskedField(self.tr("Draw&n by"), self.seed, inspected),
        )

    def say_whose(self, kind: PaperKind | None) -> None:
        """Say in the empty field whose work is told where nobody is named."""
        mine, everybodys = self.tr("Nobody named: the team's, or your own"), self.tr("Nobody named: the team's, or all")
        _hint(self.officer, mine if kind is PaperKind.TODO else everybodys)

    def set_officers(self, officers: Iterable[OfficerRow]) -> None:
        """Offer these officers."""
        self.officer.set_officers(officers)

    def set_cases(self, rows: Iterable[CaseloadRow], wanted: str) -> None:
        """Offer these cases, and choose the one that is wanted."""
        ordered = sorted(rows, key=lambda row: row.reference)
        self.case.set_officers([OfficerRow(row.case_id, row.reference, None, row.oic) for row in ordered])
        if wanted:
            with QSignalBlocker(self.case):
                self.case.set_officer(wanted)
            self._tell()

    def about(self, kind: PaperKind, team_id: str) -> About | None:
        """Give what a paper of a kind is about; None where something is still to be chosen."""
        if kind in OF_A_CASE:
            case_id = self.case.officer_id()
            return About(kind, case_id, self.part) if case_id else None
        if kind in OF_AN_OFFICER:
            officer_id = self.officer.officer_id() or ""
            return About(kind, officer_id=officer_id, team_id="" if officer_id else team_id)
        if kind is PaperKind.INSPECTION:
            first, last = self.first.day(), self.last.day()
            if first is None or last is None:
                return None
            return About(
                kind,
                team_id=team_id,
                first=first,
                last=last,
                sample=self.sample.choice(),
                seed=self.seed.text().strip(),
            )
        return About(kind, team_id=team_id)

    def _forget_part(self) -> None:
        self.part = ""

    def _lot_words(self, count: int) -> str:
        return self.tr("{count} cases, drawn by lot").format(count=count) if count else self.tr("Every case")

    def _tell(self) -> None:
        self.chosen.emit()


def _hint(picker: OfficerPicker, words: str) -> None:
    line = picker.lineEdit()
    if line is not None:
        line.setPlaceholderText(words)
