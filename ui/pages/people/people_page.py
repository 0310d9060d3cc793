"""Officers by team: who is here, who stands in for whom, and what can be recorded about it."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QSplitter, QWidget

from tracker.changes import Changes
from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPeople, UnitPeopleQuestion, UnitPerson
from tracker.terms import Change, Role
from ui.page_context import Page, PageContext
from ui.pages.people.people_columns import columns
from ui.pages.people.people_forms import PeopleForms
from ui.pages.people.person_panel import PersonPanel
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.choice_field import ChoiceField
from ui.widgets.find_field import FindField
from ui.widgets.finding import matches
from ui.widgets.focus_lead import FocusLead

KEEPERS = frozenset({Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD, Role.ADMINISTRATOR})
LEADERS = KEEPERS - {Role.ADMINISTRATOR}
WIDE = 2400
BESIDE, UNDER = (1160, 480), (320, 260)


class PeoplePage(Page):
    """The list keeps its order by team and number; nobody is ranked by what they have to do."""

    page_name = "people"
    title = str(QT_TR_NOOP("People"))
    sub_line = str(QT_TR_NOOP("Who is here, and who stands in"))

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answer = UnitPeople(context.time.today(), (), (), 0)
        self._columns = columns()
        self._model = RowTableModel(self._columns, lambda person: person.officer_id, self)
        self.view = RowTableView(self._model, "people")
        self.view.setAccessibleName(self.tr("People of the unit"))
        self.panel = PersonPanel(context.commands)
        self.forms = PeopleForms(self, self.chosen, self.panel.chosen, lambda: self._answer.teams)
        self._add_tools()
        self.set_content(self._content())
        self.view.row_selected.connect(self._select)
        self.view.row_activated.connect(lambda _person: self.forms.edit_officer())
        self.panel.view.row_selected.connect(lambda _row: self._enable())

    def chosen(self) -> UnitPerson | None:
        """Give the officer under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, UnitPerson) else None

    def refresh(self) -> None:
        question = UnitPeopleQuestion(self.context.person.officer_id, with_left=self.with_left.isChecked())
        self.context.background.ask(question, self._take, self.show_problem)

    def concerns(self, changes: Changes) -> bool:
        return any(changes.touches(kind) for kind in (Change.OFFICER, Change.CASE))

    def page_commands(self) -> dict[str, Callable[[], None]]:
        return {
            "find": self.find_field.begin,
            "add_officer": self.forms.add_officer,
            "edit_officer": self.forms.edit_officer,
            "sick_today": self.forms.sick_today,
            "add_absence": self.forms.add_absence,
            "edit_absence": self.forms.edit_absence,
            "end_absence": self.forms.end_absence,
            "add_duty_day": self.forms.add_duty_day,
            "officer_leaves": self.forms.officer_leaves,
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = event.size().width() >= WIDE
        wanted = Qt.Orientation.Horizontal if upright else Qt.Orientation.Vertical
        if self._halves.orientation() != wanted:
            self._halves.setOrientation(wanted)
            self._halves.setSizes(list(BESIDE if upright else UNDER))

    def _add_tools(self) -> None:
        self.team = ChoiceField([], lambda team: team.name, self.tr("All teams"))
        self.team.setAccessibleName(self.tr("Team"))
        self.team.chosen.connect(self._filter)
        self.tools.addWidget(self.team)
        self.with_left = QCheckBox(self.tr("With those who have &left"))
        self.with_left.toggled.connect(self.refresh)
        self.tools.addWidget(self.with_left)
        self.find_field = FindField(self.tr("Find: officer, skill or cover"), self.view, 220)
        self.find_field.textChanged.connect(self._filter)
        self.tools.addWidget(self.find_field)

    def _content(self) -> QSplitter:
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(self.panel)
        self._halves.setStretchFactor(0, 3)
        self._halves.setStretchFactor(1, 2)
        self._halves.setSizes(list(UNDER))
        self._halves.setHandleWidth(12)
        FocusLead(self._halves, self.view)
        return self._halves

    def _take(self, answer: UnitPeople) -> None:
        self._answer = answer
        self.team.set_choices(answer.teams)
        self._model.set_rows(answer.people)
        if not answer.people:
            self.show_empty(self.tr("Nobody works here yet"), self.tr("Add the first officer with U."))
            self._enable()
            return
        self.show_content()
        self._filter()
        self.view.select_first()
        self._select(self.chosen())
        self.forms.retake(answer.people)

    def _filter(self) -> None:
        team, typed = self.team.choice(), self.find_field.text()

        def passes(person: UnitPerson) -> bool:
            in_team = team is None or person.team_id == team.team_id
            return in_team and matches(person, self._columns, typed)

        self._model.filter(passes if team is not None or typed.strip() else None)
        self.set_footer(self._footer_words())
        self._select(self.chosen())

    def _footer_words(self) -> str:
        shown, rows, left = len(self._model.shown), len(self._answer.people), self._answer.left_not_shown
        reasons = [self.tr("{count} filtered out").format(count=f"{rows - shown:,}")] if shown < rows else []
        if left:
            reasons.append(self.tr("{count} left the unit").format(count=f"{left:,}"))
        figures = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{rows + left:,}")
        away = sum(person.away is not None for person in self._answer.people)
        without = sum(person.away is not None and person.away.cover_id is None for person in self._answer.people)
        parts = [f"{figures}: {', '.join(reasons)}" if reasons else figures]
        parts.append(self.tr("{count} away today").format(count=away))
        if without:
            parts.append(self.tr("{count} of them without a cover").format(count=without))
        parts.append(self.tr("open cases are those you may see"))
        return " · ".join(parts)

    def _select(self, person: UnitPerson | None) -> None:
        self.panel.show_person(person)
        self._enable()

    def _enable(self) -> None:
        keeps = bool(self.context.person.roles & KEEPERS)
        person, entry = self.chosen(), self.panel.chosen()
        active = keeps and person is not None and person.active
        enable = self.context.commands.enable
        enable("add_officer", keeps)
        for name in ("edit_officer", "add_absence", "add_duty_day"):
            enable(name, active)
        enable("sick_today", active and person is not None and person.away is None)
        leads = bool(self.context.person.roles & LEADERS)
        enable("officer_leaves", active and leads)
        enable("edit_absence", active and isinstance(entry, AbsenceRow))
        enable("end_absence", active and isinstance(entry, AbsenceRow | DutyDayRow))
