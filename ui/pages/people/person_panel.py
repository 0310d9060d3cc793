"""The chosen officer: in words, with absences and other duties, and what can be recorded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPerson
from ui import people_wording as people
from ui.menu_commands import MenuCommands
from ui.pages.people.people_columns import absence_columns, first_day, roles, skills
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.action_bar import ActionBar
from ui.widgets.mark_label import MarkLabel

Entry = AbsenceRow | DutyDayRow


def entry_key(entry: Entry) -> str:
    """Give the key of an absence or a day of other duty."""
    return entry.absence_id if isinstance(entry, AbsenceRow) else entry.duty_id


class PersonPanel(QWidget):
    """One officer: where they are, what they are trained for, when they are away."""

    def __init__(self, commands: MenuCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen officer"))
        words = {
            "sick_today": self.tr("Sick today"),
            "add_absence": self.tr("Add absence"),
            "edit_absence": self.tr("Edit absence"),
            "end_absence": self.tr("Back"),
            "add_duty_day": self.tr("Court or training day"),
            "edit_officer": self.tr("Edit officer"),
            "add_officer": self.tr("Add officer"),
            "officer_leaves": self.tr("Officer leaves"),
            "add_team": self.tr("Add team"),
            "edit_team": self.tr("Rename team"),
        }
        first = list(words)[:5]
        self._actions = ActionBar(
            [(commands.action(name), words[name]) for name in first],
            more=(self.tr("Officer or team"), [commands.action(name) for name in words if name not in first]),
        )
        self._title = QLabel()
        self._title.setObjectName("section_title")
        self._state = MarkLabel()
        self._facts = QLabel()
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._model = RowTableModel(absence_columns(), entry_key, self)
        self.view = RowTableView(self._model, "absences")
        self.view.setAccessibleName(self.tr("Absences and other duties"))
        self._nothing = QLabel(self.tr("No absence and no other duty is on record from today on."))
        self._nothing.setObjectName("field_hint")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(6)
        for part in (self._actions, self._title, self._state, self._facts):
            lines.addWidget(part)
        lines.addWidget(self.view, 1)
        lines.addWidget(self._nothing)
        lines.addStretch(0)
        self.show_person(None)

    def chosen(self) -> Entry | None:
        """Give the absence or day of other duty under the cursor."""
        row = self.view.selected_row()
        return row if isinstance(row, AbsenceRow | DutyDayRow) else None

    def show_person(self, person: UnitPerson | None, why_none: str = "") -> None:
        """Show an officer, or that none is chosen, and why there is none to choose."""
        self._title.setText(why_none or self.tr("Choose an officer.") if person is None else person.title)
        for part in (self._state, self._facts):
            part.setVisible(person is not None)
        entries: list[Entry] = [] if person is None else [*person.absences, *person.duty_days]
        entries.sort(key=lambda entry: (first_day(entry), entry_key(entry)))
        self._model.set_rows(entries)
        self.view.setVisible(bool(entries))
        self._nothing.setVisible(person is not None and not entries)
        if entries:
            self.view.select_first()
        if person is None:
            return
        self._state.show_state(people.standing(person), people.where(person))
        self._facts.setText("\n".join(line for line in self._lines(person) if line))

    def words(self) -> list[str]:
        """Give what is said of the officer, line by line."""
        return [self._title.text(), self._state.text(), *self._facts.text().split("\n")]

    def _lines(self, person: UnitPerson) -> list[str]:
        hours = self.tr("{hours} hours a week, {days}").format(
            hours=person.hours, days=people.weekdays(person.working_days)
        )
        if person.student:
            hours = self.tr("{hours}; student, counts half").format(hours=hours)
        covers = ", ".join(person.covers)
        return [
            " · ".join(part for part in (roles(person), person.team, hours) if part),
            self.tr("Trained: {skills}").format(skills=skills(person) or self.tr("nothing on record")),
            self.tr("Stands in today for {officers}").format(officers=covers) if covers else "",
        ]
