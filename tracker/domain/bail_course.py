"""The course of one bail while its events are taken in order: what is known of it, and what every event asks of it."""

from datetime import date

from tracker.domain.bail_period import Period
from tracker.domain.bail_regime import BAIL_START, NO_LIMIT, Ladder, basis_of, end_of
from tracker.domain.counting import ONE_DAY
from tracker.domain.explain import Step
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.errors import RuleBroken
from tracker.terms import BailState, CountUnit


class BailCourse:
    """One bail so far. Every refusal is a RuleBroken and is raised before anything changes.

    Args:
        arrested_on: the day of the arrest for the original offence.
        ladder: the law it follows.
        rules: where the numbers and what they rest on stand.
    """

    def __init__(self, arrested_on: date, ladder: Ladder, rules: RuleBook) -> None:
        self.arrested_on = arrested_on
        self.ladder = ladder
        self.rules = rules
        self.law, self.strict = Period(strict=False), Period(strict=True)
        self.released = False
        self.awaits_request = False
        self.ended: BailState | None = None
        self.had_ended: date | None = None
        self.since = arrested_on
        self.last_day = arrested_on
        self.reached = ladder.first.id if ladder.first is not None else ""
        self.extensions: list[str] = []
        self.designated = False
        self.court_refused = False
        self.pending_since: date | None = None
        self.request_open = False
        self.in_hospital_since: date | None = None
        self.returns: date | None = None
        self.steps: list[Step] = []
        self._say_arrest()

    @property
    def starts(self) -> date:
        """The bail start date: the day after the arrest, or that of the request with which the period began."""
        return self.law.starts or self.day_after_arrest

    @property
    def day_after_arrest(self) -> date:
        """The bail start date of a period that begins with the arrest."""
        return self.arrested_on + ONE_DAY

    @property
    def earliest(self) -> date | None:
        """The earlier reading of the end."""
        if self.law.end is None or self.strict.end is None:
            return None
        return min(self.law.end, self.strict.end)

    @property
    def periods(self) -> tuple[Period, Period]:
        """The period by either reading."""
        return self.law, self.strict

    def reach(self, day: date) -> None:
        """Go on to a day."""
        for period in self.periods:
            period.reach(day)

    def begin(self, starts: date) -> None:
        """Begin the period on a day."""
        self.released, self.awaits_request = True, False
        first = self.ladder.first
        if first is None:
            return
        rule = rule_of(first)
        months = rule.amount if rule.count is CountUnit.MONTHS else None
        for period in self.periods:
            period.begin(starts, first, months)
        self.since = starts
        clamped = self.law.end != self.strict.end
        code = f"{rule.count}_same"
        self.say(code, starts, first.basis, self.law.end, amount=rule.amount, clamped=clamped)

    def run_again(self, on: date, least_days: int = 0) -> int:
        """Run again from a day on; give how many days were added so that enough are left."""
        self.since, self.returns = on, None
        self.strict.run_again(on, least_days)
        return self.law.run_again(on, least_days)

    def stand_still_after(self, on: date) -> None:
        """Stand still from the day after a day."""
        self.returns = None
        for period in self.periods:
            period.stand_still_after(on)

    def extended(self, limit: Limit) -> None:
        """Note that the period was extended under a limit; an earlier return date falls with it."""
        self.reached = limit.id
        self.extensions.append(limit.id)
        self.returns = None

    def end(self, on: date, state: BailState) -> None:
        """End the bail; what ends it happened, also where the period had run out before, which is then said."""
        if self.ended is None and self.pending_since is None and self.law.is_over(on):
            self.had_ended = self.law.end
            self.say("period_had_ended", on, self._basis_of_end(), end=self.law.end)
        self.ended, self.since, self.released = state, on, True
        self.pending_since = self.returns = None

    def is_court_deciding(self, on: date) -> bool:
        """Say whether the period has run out and goes on only because the court has not decided."""
        return self.pending_since is not None and self.law.is_over(on)

    def refuse_if_not_released(self) -> None:
        """Refuse what supposes a release on bail."""
        if not self.released:
            raise RuleBroken("not_on_bail")

    def refuse_if_no_period(self) -> None:
        """Refuse what supposes a limited period that has begun."""
        self.refuse_if_not_released()
        if self.ladder.first is None:
            raise RuleBroken("no_limit_in_this_regime")
        if self.awaits_request:
            raise RuleBroken("not_begun")

    def refuse_if_over(self, on: date, *, though_applied: bool = False) -> None:
        """Refuse what comes after the last day; with `though_applied` only where no application keeps it going."""
        if not self.law.is_over(on):
            return
        if self.pending_since is None:
            raise RuleBroken("too_late", end=self.law.end)
        if not though_applied:
            raise RuleBroken("court_is_deciding", end=self.law.end)

    def refuse_if_no_day_is_left(self, on: date) -> None:
        """Refuse to run again a period whose last day was over when it stood still: only the CPS can ask for more.

        On the day after which it stands still, that day itself is left where the period had not ended before it.
        """
        still_from = self.law.still_from
        if still_from is not None and self.law.last < min(on, still_from):
            raise RuleBroken("too_late", end=self.law.end)

    def refuse_first_release_after_the_end(self, on: date) -> None:
        """Refuse a first release on bail when the period, which begins with the arrest, is over already."""
        if self.ladder.first is None:
            return
        end = end_of(self.ladder.first, self.day_after_arrest, strict=False)
        if on > end:
            raise RuleBroken("too_late", end=end)

    def say(self, code: str, on: date, basis: str, gives: date | None = None, **values: object) -> None:
        """Add a step; a period that stands still gives no day."""
        self.steps.append(Step(code, on, gives, basis, values))

    def _basis_of_end(self) -> str:
        """Give what the step rests on that gave the present end, else the limit that was reached."""
        of_steps = (step.basis for step in self.steps if step.gives == self.law.end)
        return next(of_steps, basis_of(self.reached, self.rules))

    def _say_arrest(self) -> None:
        if self.ladder.first is None:
            self.say("bail_arrested", self.arrested_on, basis_of(NO_LIMIT, self.rules))
            return
        basis = basis_of(BAIL_START, self.rules)
        self.say("bail_arrested", self.arrested_on, basis, self.day_after_arrest, gives_name="bail_start")
