"""Add an officer, or change what is on record of one; builds AddOfficer or EditOfficer."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker import wording as english
from tracker.actions.add_officer import AddOfficer, OfficerFacts
from tracker.actions.edit_officer import EditOfficer
from tracker.rows.people import TeamRow
from tracker.rows.unit_people import UnitPerson
from tracker.terms import Rank, Role, Skill
from ui.dialogs.record_form import RecordForm
from ui.widgets.checks_field import ChecksField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit
from ui.wording import term

FULL_TIME = "40"
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)


class OfficerDialog(RecordForm):
    """Number, name, rank, roles, team, account, hours, days of the week, skills."""

    def __init__(
        self,
        by: str,
        officer: UnitPerson | None,
        teams: Iterable[TeamRow],
        submit: Submit,
        parent: QWidget | None = None,
    ) -> None:
        title, send = self.tr("Add an officer"), self.tr("Add officer")
        if officer is not None:
            title, send = self.tr("Edit {officer}").format(officer=officer.title), self.tr("Save")
        super().__init__(title, submit, send, parent)
        self._by = by
        self._officer = officer
        self._collar_number, self._surname = QLineEdit(), QLineEdit()
        self.add_field("collar_number", self.tr("Collar &number"), self._collar_number)
        self.add_field("surname", self.tr("&Surname"), self._surname)
        self._rank = ChoiceField(Rank)
        self.add_field("rank", self.tr("&Rank"), self._rank)
        self._detective = QCheckBox(self.tr("&Detective rank (DC, DS, DI...)"))
        self.add_field("detective", self.tr("Branch"), self._detective)
        self._detective.setAccessibleName(self._detective.text().replace("&", ""))
        self._team = ChoiceField(list(teams), lambda team: team.name, self.tr("No team"))
        self.add_field("team_id", self.tr("&Team"), self._team)
        self._roles = ChecksField([(role, term(role), "") for role in Role], across=2)
        self.add_field("roles", self.tr("Ro&les"), self._roles, self.tr("What they may do in the program."))
        self._roles.name_boxes(self.tr("Roles"))
        self._account = QLineEdit()
        hint = self.tr("Of the operating system. An account acts for one officer; empty for none.")
        self.add_field("account", self.tr("A&ccount"), self._account, hint)
        self._hours = QLineEdit()
        self.add_field("hours", self.tr("&Hours a week"), self._hours)
        self._days = ChecksField([(day, name, "") for day, name in enumerate(english.WEEKDAYS)], across=4)
        self.add_field("working_days", self.tr("Da&ys worked"), self._days)
        self._days.name_boxes(self.tr("Days worked"))
        self._student = QCheckBox(self.tr("St&udent: in training, counts half"))
        self.add_field("student", self.tr("Training"), self._student)
        self._student.setAccessibleName(self._student.text().replace("&", ""))
        self._skills = ChecksField([(skill, term(skill), "") for skill in Skill])
        self.add_field("skills", self.tr("S&kills"), self._skills)
        self._skills.name_boxes(self.tr("Skills"))
        self._fill(officer)

    def record_id(self) -> str:
        return self._officer.officer_id if self._officer is not None else ""

    def take(self, record: UnitPerson) -> None:
        super().take(record)
        self._officer = record

    def build(self) -> AddOfficer | EditOfficer:
        rank = self._rank.choice()
        if rank is None:
            raise FieldProblem("rank", self.tr("Choose the rank."))
        facts = OfficerFacts(
            collar_number=self._collar_number.text(),
            surname=self._surname.text(),
            rank=rank,
            roles=self._roles.chosen(),
            team_id=self._team.choice().team_id if self._team.choice() is not None else None,
            account=self._account.text(),
            hours=self._whole_hours(),
            detective=self._detective.isChecked(),
            skills=self._skills.chosen(),
            student=self._student.isChecked(),
            working_days=tuple(sorted(self._days.chosen())),
        )
        if self._officer is None:
            return AddOfficer(self._by, facts)
        return EditOfficer(self._by, self._officer.officer_id, self._officer.version, facts)

    def _whole_hours(self) -> int:
        try:
            return int(self._hours.text().strip())
        except ValueError:
            raise FieldProblem("hours", self.tr("Enter whole hours a week; 0 for none.")) from None

    def _fill(self, officer: UnitPerson | None) -> None:
        if officer is None:
            self._detective.setChecked(True)
            self._roles.choose([Role.DETECTIVE])
            self._hours.setText(FULL_TIME)
            self._days.choose(MONDAY_TO_FRIDAY)
            return
        self._collar_number.setText(officer.collar_number)
        self._surname.setText(officer.surname)
        self._rank.set_choice(officer.rank)
        self._detective.setChecked(officer.detective)
        self._team.set_choice(next((team for team in self._team.choices() if team.team_id == officer.team_id), None))
        self._roles.choose(officer.roles)
        self._account.setText(officer.account)
        self._hours.setText(str(officer.hours))
        self._days.choose(officer.working_days)
        self._student.setChecked(officer.student)
        self._skills.choose(officer.skills)
