"""What can be recorded about the people of the unit: opens the form, says the result, offers the undo."""

from collections.abc import Callable, Iterable
from typing import Any

from tracker.actions.add_duty_day import AddDutyDay
from tracker.actions.end_absence import EndAbsence
from tracker.actions.remove_duty_day import RemoveDutyDay
from tracker.changes import Changes
from tracker.rows.allocation import Leaver, LeaverQuestion
from tracker.rows.unit_people import AbsenceRow, DutyDayRow, UnitPeople, UnitPerson, UnitTeam
from ui import wording
from ui.dialogs.absence_dialog import AbsenceDialog, SickTodayDialog
from ui.dialogs.back_at_work_dialog import BackAtWorkDialog
from ui.dialogs.duty_day_dialog import DutyDayDialog
from ui.dialogs.officer_dialog import OfficerDialog
from ui.dialogs.officer_leaves_dialog import OfficerLeavesDialog
from ui.dialogs.open_form import may_open, open_form
from ui.dialogs.record_forms import RecordForms
from ui.dialogs.team_dialog import AddTeamDialog, RenameTeamDialog
from ui.page_context import Page

#: what an absence is stored with at first
FIRST_VERSION = 1


class PeopleForms(RecordForms):
    """The forms about officers, one at a time in the drawer of their page."""

    def __init__(
        self,
        page: Page,
        person: Callable[[], UnitPerson | None],
        entry: Callable[[], AbsenceRow | DutyDayRow | None],
        teams: Callable[[], Iterable[UnitTeam]],
        team: Callable[[], UnitTeam | None],
    ) -> None:
        super().__init__(page)
        self._person = person
        self._entry = entry
        self._teams = teams
        self._team = team

    def add_officer(self) -> None:
        """Ask for the facts of somebody who joins."""
        if may_open(self._page):
            form = OfficerDialog(self._by, None, self._teams(), self._context.background.do)
            self._open(form, lambda _: self._say(self.tr("Officer added.")))

    def edit_officer(self) -> None:
        """Ask what has changed of the chosen officer."""
        person = self._active()
        if person is not None:
            form = OfficerDialog(self._by, person, self._teams(), self._context.background.do)
            self._open(form, lambda _: self._say(self.tr("Saved: {officer}.").format(officer=person.title)))

    def add_team(self) -> None:
        """Ask for the name of a new team."""
        if may_open(self._page):
            form = AddTeamDialog(self._by, self._context.background.do)
            self._open(form, lambda _: self._say(self.tr("Team added.")))

    def edit_team(self) -> None:
        """Ask for the new name of a team."""
        if not may_open(self._page):
            return
        form = RenameTeamDialog(self._by, self._teams(), self._team(), self._context.background.do)
        self._open(form, lambda _: self._renamed(form))

    def sick_today(self) -> None:
        """Ask who stands in for the chosen officer, from now on."""
        person = self._active()
        if person is None or person.away is not None:
            return
        background = self._context.background
        form = SickTodayDialog(self._by, person, self._context.time.today(), background.ask, background.do)
        self._open(form, lambda changes: self._sick(person, changes))

    def add_absence(self) -> None:
        """Ask when the chosen officer is away, why, and who stands in."""
        self._absence_form(None)

    def edit_absence(self) -> None:
        """Ask what has changed of the chosen absence."""
        entry = self._entry()
        if isinstance(entry, AbsenceRow):
            self._absence_form(entry)

    def end_absence(self) -> None:
        """Ask when the chosen officer is back; a day of other duty is taken back at once."""
        person, entry = self._active(), self._entry()
        if person is None or entry is None:
            return
        if isinstance(entry, DutyDayRow):
            self._take_back(person, entry)
            return
        today = self._context.time.today()
        form = BackAtWorkDialog(self._by, person, entry, today, self._context.background.do)
        self._open(form, lambda _: self._say(self.tr("Back at work: {officer}.").format(officer=person.title)))

    def add_duty_day(self) -> None:
        """Ask which day of the chosen officer is for court, training or another duty."""
        person = self._active()
        if person is None:
            return
        form = DutyDayDialog(self._by, person, self._context.time.today(), self._context.background.do)
        self._open(form, lambda changes: self._duty_recorded(person, changes))

    def officer_leaves(self) -> None:
        """Ask who takes over everything that is the chosen officer's."""
        person = self._active()
        if person is not None:
            self._ask_leaver(person.officer_id, self._open_leaver)

    def retake(self, answer: UnitPeople) -> None:
        """Hand a form that asked for it the officer or the team as they are now."""
        records: dict[str, UnitPerson | UnitTeam] = {person.officer_id: person for person in answer.people}
        records |= {team.team_id: team for team in answer.teams}
        self._hand_over(records)

    def _ask_leaver(self, officer_id: str, then: Callable[[Leaver], None]) -> None:
        self._context.background.ask(LeaverQuestion(self._by, officer_id), then, self._context.problems.show)

    def _open_leaver(self, found: Leaver) -> None:
        form = OfficerLeavesDialog(self._by, found, self._context.background.do)
        form.reload_wanted.connect(lambda: self._ask_leaver(found.officer_id, form.take))
        words = self.tr("Has left, everything handed over: {officer}.").format(officer=found.officer)
        open_form(self._page, form, lambda _: self._say(words))

    def _absence_form(self, absence: AbsenceRow | None) -> None:
        person = self._active()
        if person is None:
            return
        background = self._context.background
        form = AbsenceDialog(self._by, person, absence, self._context.time.today(), background.ask, background.do)
        if absence is None:
            self._open(form, lambda _: self._say(self.tr("Absence recorded: {officer}.").format(officer=person.title)))
        else:
            self._open(form, lambda _: self._say(self.tr("Absence changed: {officer}.").format(officer=person.title)))

    def _active(self) -> UnitPerson | None:
        person = self._person()
        return person if person is not None and person.active and may_open(self._page) else None

    def _sick(self, person: UnitPerson, changes: Changes) -> None:
        """Say that somebody is away; undone, the absence is taken away as if they were back on its first day."""
        undo = EndAbsence(self._by, str(changes.result), FIRST_VERSION, self._context.time.today())
        words = self.tr("Sick today: {officer}.").format(officer=person.title)
        self._context.report(words, lambda: self._undo(undo))

    def _duty_recorded(self, person: UnitPerson, changes: Changes) -> None:
        undo = RemoveDutyDay(self._by, str(changes.result))
        words = self.tr("Day of other duty recorded: {officer}.").format(officer=person.title)
        self._context.report(words, lambda: self._undo(undo))

    def _renamed(self, form: RenameTeamDialog) -> None:
        back, before, name = form.renamed()
        words = self.tr("Renamed: {before} is now {name}.").format(before=before, name=name)
        self._context.report(words, lambda: self._undo(back))

    def _take_back(self, person: UnitPerson, duty: DutyDayRow) -> None:
        again = AddDutyDay(self._by, person.officer_id, duty.day, duty.reason)
        words = self.tr("Taken back: {reason} on {day}.").format(
            reason=wording.term(duty.reason).lower(), day=wording.day(duty.day)
        )
        self._context.background.do(
            RemoveDutyDay(self._by, duty.duty_id),
            lambda _: self._context.report(words, lambda: self._undo(again)),
            self._context.problems.show,
        )

    def _undo(self, request: Any) -> None:
        self._do(request, self.tr("Undone."))

    def _say(self, words: str) -> None:
        self._context.report(words, None)
