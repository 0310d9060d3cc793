"""Which paper: the weekly one by week and team, a frozen one from the list, or one of how things stand now."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.rows.frozen_reports import FrozenReportRow
from tracker.rows.papers import About
from tracker.rows.people import TeamRow
from tracker.terms import PaperKind
from ui.pages.reports.about_fields import OF_A_CASE, AboutFields
from ui.pages.reports.frozen_columns import columns
from ui.pages.reports.frozen_papers_view import FrozenPapersView
from ui.pages.reports.weeks import Week, days_of, iso_number, weeks
from ui.tables.row_table_model import RowTableModel
from ui.widgets.action_bar import ActionBar
from ui.widgets.choice_field import ChoiceField
from ui.wording import term

WEEKLY = "weekly"
OFFERED = (
    WEEKLY,
    PaperKind.DIGEST,
    PaperKind.TODO,
    PaperKind.CASELOAD,
    PaperKind.CHRONOLOGY,
    PaperKind.REVIEW,
    PaperKind.BAIL_SHEET,
    PaperKind.WHY,
    PaperKind.BAIL_REGISTER,
    PaperKind.DEVICES,
    PaperKind.INSPECTION,
)
WHOLE_UNIT = TeamRow(team_id="", name="")
#: in the place of a team: the second paper, as it is called in the list
OF_RESTRICTED = TeamRow(team_id="restricted", name="Restricted cases")


class PaperChoice(QWidget):
    """The fields always say which paper is shown; of weekly ones, the list follows them and leads them."""

    #: another week or team was chosen
    chosen = Signal()
    #: the week shall be frozen
    freeze_wanted = Signal()

    def __init__(
        self,
        today: date,
        actions: Iterable[tuple[QAction, str]],
        of_all: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[FrozenReportRow, ...] = ()
        self._teams: tuple[TeamRow, ...] = ()
        self._weeks = weeks(today)
        self._setting = False
        self.kind_field = ChoiceField(OFFERED, self._kind_words, None)
        self.week_field = ChoiceField(self._weeks, self._week_words, None)
        self.week_field.set_choice(next(week for week in self._weeks if week.over))
        self.team_field = ChoiceField((WHOLE_UNIT,), self._team_words, None)
        self.asked = AboutFields(today, self)
        self._standing = QLabel()
        self._standing.setObjectName("standing")
        self._standing.setTextFormat(Qt.TextFormat.PlainText)
        self._standing.setWordWrap(True)
        self.freeze = QPushButton(self.tr("Free&ze and number"))
        self.freeze.setObjectName("primary")
        self.freeze.clicked.connect(self.freeze_wanted)
        self.model = RowTableModel(columns(), lambda row: row.number, self)
        self.view = FrozenPapersView(self.model, "frozen_papers")
        self.view.setAccessibleName(self.tr("Frozen papers"))
        self.nothing = QLabel(self.tr("No week has been frozen yet."))
        self.nothing.setObjectName("field_hint")
        self.actions_bar = ActionBar(actions, more=(self.tr("All teams"), of_all))
        self._heading = QLabel(self.tr("Frozen papers"))
        self._heading.setObjectName("section_title")
        self._lay_out()
        self._show_fields()
        self.kind_field.chosen.connect(self._choose_kind)
        self.week_field.chosen.connect(self._choose)
        self.team_field.chosen.connect(self._choose)
        self.asked.chosen.connect(self._choose)
        self.view.row_selected.connect(self._follow_selection)
        self.view.row_activated.connect(self._follow_list)

    def week(self) -> Week:
        """Give the week that is chosen."""
        week = self.week_field.choice()
        return week if isinstance(week, Week) else self._weeks[0]

    def team(self) -> TeamRow:
        """Give the team that is chosen; the whole unit has no id."""
        team = self.team_field.choice()
        return team if isinstance(team, TeamRow) else WHOLE_UNIT

    def kind(self) -> PaperKind | None:
        """Give the kind of paper of how things stand that is chosen; None for the weekly one."""
        kind = self.kind_field.choice()
        return kind if isinstance(kind, PaperKind) else None

    def first_field(self) -> QWidget:
        """Give the field that a person works in first: of the weekly paper its week, of one about a case the case."""
        if self.kind() is None:
            return self.week_field
        return self.asked.case if self.kind() in OF_A_CASE else self.kind_field

    def about(self) -> About | None:
        """Give what it is about; None for the weekly one, and where something is still to be chosen."""
        kind = self.kind()
        return self.asked.about(kind, self.team().team_id) if kind is not None else None

    def frozen(self) -> FrozenReportRow | None:
        """Give the frozen paper of the week and team chosen, if there is one."""
        return self._find(self.week().monday, self.team().name)

    def set_teams(self, teams: Iterable[TeamRow]) -> None:
        """Offer the whole unit and these teams, and the restricted cases where they have a paper; the choice stays."""
        self._teams = tuple(teams)
        self._offer_teams()

    def _offer_teams(self) -> None:
        of_restricted = self.kind() is None and any(row.team == OF_RESTRICTED.name for row in self._rows)
        offered = (WHOLE_UNIT, *self._teams, *((OF_RESTRICTED,) if of_restricted else ()))
        if offered == tuple(self.team_field.choices()):
            return
        setting, self._setting = self._setting, True
        self.team_field.set_choices(offered)
        self._setting = setting

    def set_rows(self, rows: Iterable[FrozenReportRow]) -> None:
        """Show the frozen papers; the cursor stands on the one that is chosen, if it is among them."""
        self._rows = tuple(rows)
        self._offer_teams()
        self._setting = True
        self.model.set_rows(self._rows)
        self._setting = False
        self._show_list()
        self._lead_list()

    def say(self, words: str, *, may_freeze: bool = False) -> None:
        """Say how the chosen week stands, and whether it can be frozen."""
        self._standing.setText(words)
        self.freeze.setVisible(may_freeze)

    def standing(self) -> str:
        """Give what is said about the chosen week."""
        return self._standing.text()

    def show_paper_of(self, monday: date, team: str) -> None:
        """Choose a week and team by name, without telling."""
        self._setting = True
        self.week_field.set_choice(next((week for week in self._weeks if week.monday == monday), self.week()))
        offered = [choice for choice in self.team_field.choices() if choice.name == team]
        if offered:
            self.team_field.set_choice(offered[0])
        self._setting = False

    def show_paper_of_now(self, kind: PaperKind, whose: str, part: str) -> None:
        """Choose a paper of how things stand, without telling; what is not offered yet is left open.

        Args:
            whose: the case, or of a paper that is not about one the team.
            part: of the case, or the officer.
        """
        self._setting = True
        self.kind_field.set_choice(kind)
        if kind in OF_A_CASE:
            self.asked.case.set_officer(whose or None)
            self.asked.part = part
        else:
            teams = self.team_field.choices()
            self.team_field.set_choice(next((one for one in teams if one.team_id == whose), WHOLE_UNIT))
            self.asked.officer.set_officer(part or None)
        self._setting = False

    def _choose(self) -> None:
        if not self._setting:
            self._lead_list()
            self.chosen.emit()

    def _choose_kind(self) -> None:
        self.asked.part = ""
        self._show_fields()
        self._show_list()
        self._choose()

    def _show_fields(self) -> None:
        """Only the weekly paper is frozen: its week and the list of frozen papers are put away for the others."""
        kind = self.kind()
        self._offer_teams()
        shown: dict[QWidget, bool] = {self.week_field: kind is None, self.team_field: kind not in OF_A_CASE}
        shown |= {row.field: kind in row.kinds for row in self.asked.rows}
        for field, visible in shown.items():
            field.setVisible(visible)
            self._labels[field].setVisible(visible)
        self.asked.say_whose(kind)
        of_all = self.actions_bar.findChild(QPushButton, "more_actions")
        if isinstance(of_all, QPushButton):
            of_all.setVisible(kind is None)

    def _show_list(self) -> None:
        weekly = self.kind() is None
        self._heading.setVisible(weekly)
        self.view.setVisible(weekly and bool(self._rows))
        self.nothing.setVisible(weekly and not self._rows)

    def _follow_selection(self, row: FrozenReportRow | None) -> None:
        if self.view.selectionModel().hasSelection():
            self._follow_list(row)

    def _follow_list(self, row: FrozenReportRow | None) -> None:
        if self._setting or row is None or row == self.frozen():
            return
        self.show_paper_of(row.monday, row.team)
        self.chosen.emit()

    def _lead_list(self) -> None:
        row = self.frozen()
        self._setting = True
        if row is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(self.model.index(-1, -1))
        else:
            self.view.select_key(row.number)
        self._setting = False

    def _find(self, monday: date, team: str) -> FrozenReportRow | None:
        return next((row for row in self._rows if (row.monday, row.team) == (monday, team)), None)

    def _kind_words(self, kind: str | PaperKind) -> str:
        if not isinstance(kind, PaperKind):
            return self.tr("Each Monday: weekly drift report")
        group = {
            PaperKind.DIGEST: self.tr("Each day"),
            PaperKind.TODO: self.tr("My work"),
            PaperKind.CASELOAD: self.tr("My work"),
            PaperKind.BAIL_REGISTER: self.tr("Bail and devices"),
            PaperKind.DEVICES: self.tr("Bail and devices"),
            PaperKind.INSPECTION: self.tr("For inspectors"),
        }.get(kind, self.tr("A case"))
        name = term(kind)
        return f"{group}: {name[:1].lower()}{name[1:]}"

    def _week_words(self, week: Week) -> str:
        words = f"{iso_number(week.monday)}: {days_of(week)}"
        return words if week.over else self.tr("{week}, not over").format(week=words)

    def _team_words(self, team: TeamRow) -> str:
        return team.name or self.tr("Whole unit")

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(8)
        fields.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Pa&per"), self.kind_field),
            (self.tr("&Week"), self.week_field),
            (self.tr("&Team"), self.team_field),
            *((row.words, row.field) for row in self.asked.rows),
        )
        self._labels: dict[QWidget, QLabel] = {}
        for place, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setBuddy(field)
            self._labels[field] = label
            field.setAccessibleName(words.replace("&", ""))
            fields.addWidget(label, place, 0)
            fields.addWidget(field, place, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        lines.addLayout(fields)
        lines.addWidget(self._standing)
        lines.addWidget(self.freeze, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.actions_bar)
        lines.addSpacing(4)
        lines.addWidget(self._heading)
        lines.addWidget(self.nothing)
        lines.addWidget(self.view, 1)
        lines.addStretch(0)
