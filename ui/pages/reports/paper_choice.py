"""Which paper: the weekly one by week and team, or a frozen one from the list; or the daily digest of a team."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.rows.frozen_reports import FrozenReportRow
from tracker.rows.people import TeamRow
from ui.pages.reports.frozen_columns import columns
from ui.pages.reports.frozen_papers_view import FrozenPapersView
from ui.pages.reports.weeks import Week, days_of, iso_number, weeks
from ui.tables.row_table_model import RowTableModel
from ui.widgets.action_bar import ActionBar
from ui.widgets.choice_field import ChoiceField

WEEKLY, DIGEST = "weekly", "digest"
WHOLE_UNIT = TeamRow(team_id="", name="")


class PaperChoice(QWidget):
    """Week and team always say which paper is shown; the list follows them and leads them."""

    #: another week or team was chosen
    chosen = Signal()
    #: the week shall be frozen
    freeze_wanted = Signal()

    def __init__(self, today: date, actions: Iterable[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FrozenReportRow, ...] = ()
        self._weeks = weeks(today)
        self._setting = False
        self.kind_field = ChoiceField((WEEKLY, DIGEST), self._kind_words, None)
        self.week_field = ChoiceField(self._weeks, self._week_words, None)
        self.week_field.set_choice(next(week for week in self._weeks if week.over))
        self.team_field = ChoiceField((WHOLE_UNIT,), self._team_words, None)
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
        self.actions_bar = ActionBar(actions)
        self._heading = QLabel(self.tr("Frozen papers"))
        self._heading.setObjectName("section_title")
        self._lay_out()
        self.kind_field.chosen.connect(self._choose_kind)
        self.week_field.chosen.connect(self._choose)
        self.team_field.chosen.connect(self._choose)
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

    def is_digest(self) -> bool:
        """Say whether the daily digest is chosen, and not the weekly paper."""
        return bool(self.kind_field.choice() == DIGEST)

    def frozen(self) -> FrozenReportRow | None:
        """Give the frozen paper of the week and team chosen, if there is one."""
        return self._find(self.week().monday, self.team().name)

    def set_teams(self, teams: Iterable[TeamRow]) -> None:
        """Offer the whole unit and these teams; the choice stays."""
        offered = (WHOLE_UNIT, *teams)
        if offered == tuple(self.team_field.choices()):
            return
        self._setting = True
        self.team_field.set_choices(offered)
        self._setting = False

    def set_rows(self, rows: Iterable[FrozenReportRow]) -> None:
        """Show the frozen papers; the cursor stands on the one that is chosen, if it is among them."""
        self._setting = True
        self._rows = tuple(rows)
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

    def _choose(self) -> None:
        if not self._setting:
            self._lead_list()
            self.chosen.emit()

    def _choose_kind(self) -> None:
        """A digest is of today, and never frozen: the week and the list of frozen papers are put away for it."""
        for part in (self._week_label, self.week_field):
            part.setVisible(not self.is_digest())
        self._show_list()
        self._choose()

    def _show_list(self) -> None:
        weekly = not self.is_digest()
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

    def _kind_words(self, kind: str) -> str:
        return self.tr("Daily digest, as it stands now") if kind == DIGEST else self.tr("Weekly drift paper")

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
        rows = (
            (self.tr("Pa&per"), self.kind_field),
            (self.tr("&Week"), self.week_field),
            (self.tr("&Team"), self.team_field),
        )
        for place, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setBuddy(field)
            if field is self.week_field:
                self._week_label = label
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
