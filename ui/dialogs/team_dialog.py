"""Add a team to the unit, or rename one; builds AddTeam or EditTeam."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.add_team import AddTeam
from tracker.actions.edit_team import EditTeam
from tracker.rows.unit_people import UnitTeam
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit


class AddTeamDialog(RecordForm):
    """A name; officers are moved to the team by their own form."""

    def __init__(self, by: str, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add a team"), submit, self.tr("Add team"), parent)
        self._by = by
        self._name = QLineEdit()
        self.add_field(
            "name", self.tr("&Name"), self._name, self.tr("Nobody is in it at first: edit an officer to move them.")
        )

    def record_id(self) -> str:
        return ""

    def build(self) -> AddTeam:
        return AddTeam(self._by, self.required("name", self._name.text(), self.tr("Give the team a name.")))


class RenameTeamDialog(RecordForm):
    """Which team, and its new name; its officers and cases stay in it."""

    def __init__(
        self, by: str, teams: Iterable[UnitTeam], team: UnitTeam | None, submit: Submit, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Rename a team"), submit, self.tr("Rename"), parent)
        self._by = by
        self._chosen = team
        self._team = ChoiceField(list(teams), lambda one: one.name)
        self.add_field("team_id", self.tr("&Team"), self._team)
        self._name = QLineEdit()
        hint = self.tr("Its officers and cases stay in it. Papers that are frozen keep the name they were given.")
        self.add_field("name", self.tr("New &name"), self._name, hint)
        self._team.set_choice(team)
        self._choose(team)
        self._team.chosen.connect(self._choose)
        if team is not None:
            self.setFocusProxy(self._name)

    def record_id(self) -> str:
        return self._chosen.team_id if self._chosen is not None else ""

    def draft_key(self) -> str:
        return type(self).__name__

    def renamed(self) -> tuple[EditTeam, str, str]:
        """Give what takes the renaming back, with the name that the team had and the one it has now."""
        request = self.build()
        before = self._chosen.name if self._chosen is not None else ""
        return EditTeam(self._by, request.team_id, request.version + 1, before), before, " ".join(request.name.split())

    def take(self, record: UnitTeam) -> None:
        super().take(record)
        self._chosen = record

    def build(self) -> EditTeam:
        if self._chosen is None:
            raise FieldProblem("team_id", self.tr("Choose the team."))
        name = self.required("name", self._name.text(), self.tr("Give the team a name."))
        return EditTeam(self._by, self._chosen.team_id, self._chosen.version, name)

    def _choose(self, team: UnitTeam | None) -> None:
        self._chosen = team
        self._name.setText(team.name if team is not None else "")
        self._name.selectAll()
