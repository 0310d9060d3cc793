"""Officers by team: who is here, who stands in for whom, and what can be recorded about it."""

from collections.abc import Callable

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtWidgets import QCheckBox, QWidget

from tracker.changes import Changes
from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPeople, UnitPeopleQuestion, UnitPerson, UnitTeam
from tracker.terms import Change
from ui.list_page import ListPage, Passes
from ui.page_context import PageContext
from ui.pages.people.people_columns import columns
from ui.pages.people.people_forms import PeopleForms
from ui.pages.people.person_panel import PersonPanel
from ui.roles import RULE_KEEPERS, SUPERVISORS
from ui.widgets.choice_field import ChoiceField
from ui.widgets.focus_lead import FocusLead
from ui.widgets.halves import TurningHalves

WIDE = 2400
BESIDE, UNDER = (1160, 480), (320, 260)


class PeoplePage(ListPage[UnitPerson]):
    """The list keeps its order by team and number; nobody is ranked by what they have to do."""

    page_name = "people"
    title = str(QT_TR_NOOP("People"))
    sub_line = str(QT_TR_NOOP("Who is here, and who stands in"))
    row_type = UnitPerson
    list_words = str(QT_TR_NOOP("People of the unit"))
    find_words = str(QT_TR_NOOP("Find: officer, skill or cover"))
    find_width = 220

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, columns(), lambda person: person.officer_id, parent)
        self._answer = UnitPeople(context.time.today(), (), (), 0)
        self.panel = PersonPanel(context.commands)
        self.panel.view.row_selected.connect(lambda _row: self.enable(self.chosen()))
        self.forms = PeopleForms(self, self.chosen, self.panel.chosen, lambda: self._answer.teams, self._team_in_hand)
        self.team = ChoiceField([], lambda team: team.name, self.tr("All teams"))
        self.team.setAccessibleName(self.tr("Team"))
        self.team.chosen.connect(self.narrow)
        self.with_left = QCheckBox(self.tr("With those who have &left"))
        self.with_left.toggled.connect(self.refresh)
        self.add_tools(self.team, self.with_left)
        halves = TurningHalves(self, self.view, self.panel, wide=WIDE, beside=BESIDE, under=UNDER, shares=(3, 2))
        FocusLead(halves, self.view)
        self.set_content(halves)

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
            "add_team": self.forms.add_team,
            "edit_team": self.forms.edit_team,
        }

    def tell(self, row: UnitPerson | None) -> None:
        self.panel.show_person(row, self._nobody_in_team())

    def open_row(self, row: UnitPerson) -> None:
        self.forms.edit_officer()

    def _take(self, answer: UnitPeople) -> None:
        self._answer = answer
        self.team.set_choices(answer.teams)
        if self.show_rows(answer.people, None):
            self.forms.retake(answer)

    def _team_in_hand(self) -> UnitTeam | None:
        """Give the team that the list is narrowed to, else that of the chosen officer."""
        chosen, person = self.team.choice(), self.chosen()
        team_id = chosen.team_id if chosen is not None else person.team_id if person is not None else None
        return next((team for team in self._answer.teams if team.team_id == team_id), None)

    def _nobody_in_team(self) -> str:
        """Say that the team the list is narrowed to is empty; nothing where it is not."""
        team = self.team.choice()
        if team is None or team.officers:
            return ""
        words = self.tr("Nobody is in {team}. Choose an officer of another team and press Shift+E to move them.")
        return words.format(team=team.name)

    def passes(self) -> Passes | None:
        team = self.team.choice()
        return None if team is None else lambda person: person.team_id == team.team_id

    def nothing(self) -> tuple[str, str, str]:
        return self.tr("Nobody works here yet"), self.tr("Add the first officer with U."), ""

    def footer_words(self) -> str:
        away = sum(person.away is not None for person in self._answer.people)
        without = sum(person.away is not None and person.away.cover_id is None for person in self._answer.people)
        parts = [self.figures((self._answer.left_not_shown, self.tr("{count} left the unit")))]
        parts.append(self.tr("{count} away today").format(count=away))
        if without:
            parts.append(self.tr("{count} of them without a cover").format(count=without))
        empty = [team.name for team in self._answer.teams if not team.officers]
        if empty:
            parts.append(self.tr("nobody in {teams}").format(teams=", ".join(empty)))
        parts.append(self.tr("open cases are those you may see"))
        return " · ".join(parts)

    def enable(self, row: UnitPerson | None) -> None:
        keeps = bool(self.context.person.roles & RULE_KEEPERS)
        entry = self.panel.chosen()
        active = keeps and row is not None and row.active
        enable = self.context.commands.enable
        enable("add_officer", keeps)
        enable("add_team", keeps)
        enable("edit_team", keeps and bool(self._answer.teams))
        for name in ("edit_officer", "add_absence", "add_duty_day"):
            enable(name, active)
        enable("sick_today", active and row is not None and row.away is None)
        leads = bool(self.context.person.roles & SUPERVISORS)
        enable("officer_leaves", active and leads)
        enable("edit_absence", active and isinstance(entry, AbsenceRow))
        enable("end_absence", active and isinstance(entry, AbsenceRow | DutyDayRow))
