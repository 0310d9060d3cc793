"""Arrest and bail of a case: the verbs that record them; the ledger of an arrest and its clock are in `case_ledger`."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.bail import BailEvent
from tracker.domain.case_bail_record import ARRESTED, BAIL_ENDED, ON_BAIL, RELEASES, check_recorded
from tracker.domain.case_ledger import CaseLedger
from tracker.domain.counting import Measure
from tracker.domain.milestone import Milestone, check_date
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest
from tracker.errors import NotFound, RuleBroken
from tracker.terms import TO_BE_DONE, BailEventKind, ClockState, CountUnit, InvestigatingBody

__all__ = ("BAIL_ENDED", "CaseBail")

ARREST_NOT_KNOWN = "reported; the arrest is not recorded here"
ARREST_RECORDED = "arrest_recorded"
LIMIT_OF_SHEET = "BAIL-02"


class CaseBail(CaseLedger):
    """The verbs of arrest and bail."""

    __slots__ = ()

    def arrest(
        self,
        arrest: Arrest,
        rules: RuleBook,
        act: Act,
        *,
        released: BailEventKind | None = None,
        released_on: date | None = None,
        return_on: date | None = None,
    ) -> None:
        """Record an arrest, with how the suspect was released: on bail, the period runs from the day after it.

        Args:
            released_on: the day of the release, where it is not that of the arrest.
            return_on: a return date earlier than the end of the period (PACE 1984 s.47ZA).

        Raises:
            RuleBroken: not a kind of release, a return date without bail, or as `happen` and `bail_event`.
        """
        self.check_open()
        on = released_on or arrest.arrested_on
        if released is not None and released not in RELEASES:
            raise RuleBroken("not_a_release", field="released", kind=released)
        if on < arrest.arrested_on:
            raise RuleBroken("released_before_arrest", field="released_on", on=on)
        if return_on is not None and released not in ON_BAIL:
            raise RuleBroken("return_without_bail", field="return_on")
        if return_on is not None and return_on < on:
            raise RuleBroken("bail_before_arrest", field="return_on", on=return_on)
        check_date(arrest.arrested_on, self.record.reported_on, act)
        self.arrests[arrest.id] = arrest
        self.happen(ARRESTED, arrest.suspect_id, arrest.arrested_on, "", rules, act)
        if released is not None:
            self.bail_event(self._event_of(arrest, released, on, act), rules, act)
        if return_on is not None and return_on != self.bail(arrest.id, rules, act.today).returns:
            event = self._event_of(arrest, BailEventKind.RETURN_DATE_SET, on, act)
            self.bail_event(replace(event, until=return_on), rules, act)

    def bail_event(self, event: BailEvent, rules: RuleBook, act: Act) -> None:
        """Record an event of the bail of an arrest: its milestone is completed, and the clock follows the ledger.

        Raises:
            NotFound: no such arrest.
            RuleBroken: closed case; a date in the future, before the report or back-dated past the limit; something
                missing that must be recorded with it; or what the ledger does not allow, which is then not kept.
        """
        self.check_open()
        check_date(event.happened_on, self.record.reported_on, act)
        check_recorded(event)
        arrest = self.standing_arrest(event.arrest_id)
        self._enter(event, rules, act)
        if event.kind in ON_BAIL:
            self._carry_over_from_sheet(arrest, rules, act)
        self._tell(event, arrest, rules, act)
        self._keep_in_step(arrest.id, rules, act, event)

    def withdraw_bail_event(self, event_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Take an event back that was entered wrongly, with the milestone that told the same.

        Later events that rested on it stay, and are no longer counted where the law does not allow them without it.

        Raises:
            NotFound: no such event.
            RuleBroken: closed case, or taken back already.
        """
        self.check_open()
        event = self.bail_events.get(event_id)
        if event is None:
            raise NotFound("not_found")
        if event.withdrawn_at is not None:
            raise RuleBroken("bail_event_withdrawn", kind=event.kind)
        telling = self._milestones_telling(event)
        self._withdraw(event, reason, act)
        for milestone in telling:
            self._take_back(milestone, reason, rules, act)
            self._leave_out(milestone.id, reason, rules, act)
        self._keep_in_step(event.arrest_id, rules, act, because=reason)

    def bail_on_sheet(
        self, arrest: Arrest | None, suspect_id: str, bail_until: date, reason: str, rules: RuleBook, act: Act
    ) -> None:
        """Take a bail date from the unit's spreadsheet, which says neither who authorised it nor always the arrest.

        Where an arrest is known, the date is an event of its bail. Where not, it stands as ordered, and the clock
        counts from the report, so that the first end it shows is the date on the sheet.
        """
        if arrest is not None:
            self.arrest(arrest, rules, act, released=BailEventKind.RELEASED_ON_BAIL)
        known = arrest or self._latest_arrest(suspect_id)
        if known is not None:
            on = act.today if arrest is None else known.arrested_on
            if self._take_from_sheet(known, bail_until, on, reason, rules, act):
                return
        ending = next(iter(self._endings_of_sheet(suspect_id)), None) or self._open(BAIL_ENDED, suspect_id, rules, act)
        if not self.clocks_of(ending.id):
            known_limit = self.bail_limit(bail_until, InvestigatingBody.POLICE, rules)
            limit = known_limit or rules.pack.versions(LIMIT_OF_SHEET)[0]
            start = min(self.record.reported_on, bail_until)
            days = Measure(CountUnit.CALENDAR_DAYS, max((bail_until - start).days, 1))
            self._run(limit, ending, start, 1, rules, act, days, ARREST_NOT_KNOWN)
        for clock in self.clocks_of(ending.id):
            self.order(clock.id, bail_until, reason, rules, act)

    def keep_bail_in_step(self, rules: RuleBook, act: Act) -> bool:
        """Bring the clocks in line with what the day has made of the bail: the court decides, or hospital holds it.

        Give whether anything changed.
        """
        before = dict(self.clocks)
        for arrest in list(self.arrests.values()):
            if arrest.withdrawn_at is None:
                self._keep_in_step(arrest.id, rules, act)
        return self.clocks != before

    def _take_from_sheet(self, arrest: Arrest, until: date, on: date, reason: str, rules: RuleBook, act: Act) -> bool:
        """Enter a date of the sheet into the ledger where it says something else; say whether the law allows it."""
        standing = self.bail(arrest.id, rules, act.today)
        if until == (standing.return_set or standing.ends):
            return True
        event = self._event_of(arrest, BailEventKind.TAKEN_FROM_SHEET, on, act)
        try:
            self._enter(replace(event, until=until, note=reason), rules, act)
        except RuleBroken:
            return False
        self._keep_in_step(arrest.id, rules, act, because=reason)
        return True

    def _carry_over_from_sheet(self, arrest: Arrest, rules: RuleBook, act: Act) -> None:
        """Let the bail of an arrest that is recorded now take the place of what the unit's sheet told of it."""
        for ending in self._endings_of_sheet(arrest.suspect_id):
            running = [clock for clock in self.clocks_of(ending.id) if clock.state is not ClockState.STOPPED]
            told = [(clock.due, clock.events[-1].reason) for clock in running if clock.due is not None]
            self._drop(ending, "", ARREST_RECORDED, act.today, rules, act)
            for until, reason in told:
                self._take_from_sheet(arrest, until, arrest.arrested_on, reason, rules, act)

    def _endings_of_sheet(self, suspect_id: str) -> list[Milestone]:
        """Give the ends of bail that are waited for and belong to no arrest."""
        of_arrests = {arrest.milestone_id for arrest in self.arrests.values()}
        return [
            one
            for one in self.milestones.values()
            if (one.kind, one.subject_id) == (BAIL_ENDED, suspect_id)
            and one.id not in of_arrests
            and one.state in TO_BE_DONE
        ]

    def _latest_arrest(self, suspect_id: str) -> Arrest | None:
        return max(self.standing_arrests(suspect_id), key=lambda one: (one.arrested_on, one.id), default=None)
