"""Arrest and bail of a case: the verbs that record them, and the clock that follows the applicable bail period."""

from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_undo import CaseUndo
from tracker.domain.counting import Measure
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import CountUnit, Nation

BAIL_ENDED = "bail_ended"
ARREST_NOT_KNOWN = "reported; the arrest is not recorded here"

BAIL_LIMITS = ("BAIL-02", "OLD-01")


class CaseBail(CaseUndo):
    """The verbs of arrest and bail."""

    __slots__ = ()

    def arrest(
        self, arrest: Arrest, *, on_bail: bool, rules: RuleBook, act: Act, bail_until: date | None = None
    ) -> None:
        """Record an arrest; released on bail, the applicable bail period runs from the day after it.

        A return date earlier than the end of the period is kept as ordered; a later one is never followed
        (PACE 1984 ss.47ZA, 47ZB).
        """
        if bail_until is not None and bail_until < arrest.arrested_on:
            raise RuleBroken("bail_before_arrest", field="bail_until", on=bail_until)
        self.arrests[arrest.id] = arrest
        self.happen("arrested", arrest.suspect_id, arrest.arrested_on, "", rules, act)
        if not on_bail and bail_until is None:
            return
        self.happen("released_on_bail", arrest.suspect_id, arrest.arrested_on, "", rules, act)
        ending = self._open(BAIL_ENDED, arrest.suspect_id, rules, act)
        limit = bail_limit(rules, arrest.arrested_on, self.record.nation)
        if limit is None:
            return
        self._run(limit, ending, arrest.arrested_on, 1, rules, act)
        clock = self.clocks_of(ending.id)[0]
        if bail_until is not None and clock.due is not None and bail_until < clock.due:
            self.order(clock.id, bail_until, "return date", rules, act)

    def bail_on_sheet(
        self, arrest: Arrest | None, suspect_id: str, bail_until: date, reason: str, rules: RuleBook, act: Act
    ) -> None:
        """Take a bail date from the unit's spreadsheet, which says neither who authorised it nor always the arrest.

        The date stands as ordered. Where the arrest is not known, the clock counts from the report, so that the
        first end it shows is the date on the sheet.
        """
        if arrest is not None:
            self.arrest(arrest, on_bail=True, rules=rules, act=act)
        ending = self.waiting(BAIL_ENDED, suspect_id) or self._open(BAIL_ENDED, suspect_id, rules, act)
        if not self.clocks_of(ending.id):
            limit = bail_limit(rules, bail_until, self.record.nation) or rules.pack.versions(BAIL_LIMITS[0])[0]
            start = min(self.record.reported_on, bail_until)
            days = Measure(CountUnit.CALENDAR_DAYS, max((bail_until - start).days, 1))
            self._run(limit, ending, start, 1, rules, act, days, ARREST_NOT_KNOWN)
        for clock in self.clocks_of(ending.id):
            if clock.due != bail_until or arrest is None:
                self.order(clock.id, bail_until, reason, rules, act)


def bail_limit(rules: RuleBook, arrested_on: date, nation: Nation) -> Limit | None:
    """Give the limit of the first applicable bail period for the day of an arrest; None before 3 April 2017."""
    candidates = (limit for name in BAIL_LIMITS for limit in rules.pack.versions(name))
    return next((limit for limit in candidates if limit.in_force(arrested_on) and nation in limit.nations), None)
