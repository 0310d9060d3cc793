"""WhoseField: whose cases a page shows: every officer's, those of the person's team, or the person's own."""

from PySide6.QtWidgets import QWidget

from tracker.rows.people import Person
from ui.widgets.choice_field import ChoiceField

ALL, TEAM, MINE = "all", "team", "mine"


class WhoseField(ChoiceField):
    """Every officer's at first; a team can be chosen by who is in one."""

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        choices = (ALL, TEAM, MINE) if person.team_id is not None else (ALL, MINE)
        super().__init__(choices, self._in_words, None, parent)
        self._person = person
        self.setAccessibleName(self.tr("Whose cases"))

    def team_id(self) -> str | None:
        """Give the team whose cases are shown; None where it is not one team's."""
        return self._person.team_id if self.choice() == TEAM else None

    def oic_id(self) -> str | None:
        """Give the officer whose cases are shown; None where it is not one officer's."""
        return self._person.officer_id if self.choice() == MINE else None

    def where_else(self) -> str:
        """Say where more cases are; nothing where all are looked at."""
        words = {
            TEAM: self.tr("Choose Every officer's to see the cases of other teams."),
            MINE: self.tr("Choose Every officer's to see the cases of others."),
        }
        return words.get(self.choice(), "")

    def _in_words(self, choice: str) -> str:
        return {ALL: self.tr("Every officer's"), TEAM: self.tr("My team's"), MINE: self.tr("Mine")}[choice]
