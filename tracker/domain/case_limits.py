"""Limits that run on what somebody states of a case: on prosecution, of custody, after lateness; windows that close."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.bail_regime import COURT
from tracker.domain.case_counted_back import DOES_NOT_APPLY
from tracker.domain.circumstances import PROSECUTION, circumstances_of
from tracker.domain.clock import Clock
from tracker.domain.clock_start import begins
from tracker.domain.clock_verbs import ClockVerbs
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.suspect import Arrest
from tracker.errors import RuleBroken
from tracker.terms import BailEventKind, BailState, ClockEventKind, ClockState, MilestoneState, ProsecutionLimit

OFFENCE, FIRST_ACCOUNT = "offence_committed", "first_evidential_account"
CUSTODY_ROW, CUSTODY_ENDED = "CPS-12", "custody_time_limit_ended"
WINDOW_CLOSED = "window_closed"
BY_COURT = (BailEventKind.COURT_EXTENDED, BailEventKind.COURT_ADDED)


class CaseLimits(ClockVerbs):
    """The verbs that start and stop the clocks of such limits."""

    __slots__ = ()

    def set_prosecution_limit(
        self, limit: ProsecutionLimit, offence_on: date | None, reason: str, rules: RuleBook, act: Act
    ) -> None:
        """Say within what time the offence must be charged, and when it was committed.

        The clocks run towards the charge of every suspect, also of one who is added afterwards. Those of another
        answer stop, on record; another day of the offence is a correction of their start.

        Raises:
            RuleBroken: closed case; a limit without the day of the offence; that day in the future.
        """
        self.check_open()
        if limit in PROSECUTION and offence_on is None:
            raise RuleBroken("offence_date_needed", field="offence_on")
        if offence_on is not None and offence_on > act.today:
            raise RuleBroken("date_in_future", field="offence_on", on=offence_on)
        self.record = replace(self.record, prosecution=limit, offence_on=offence_on)
        self._stop_what_no_longer_applies(rules, act)
        if offence_on is not None:
            self._set_offence(offence_on, reason, rules, act)
        if limit is ProsecutionLimit.DOMESTIC_ABUSE:
            self._expect_first_account(rules, act)
        self._settle(act.today, OFFENCE, rules, act)

    def reopen_milestone(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Undo a completion; where it was the first account, the next one known takes its place."""
        super().reopen_milestone(milestone_id, reason, rules, act)
        if self.record.prosecution is ProsecutionLimit.DOMESTIC_ABUSE:
            self._expect_first_account(rules, act)

    def remand(
        self,
        suspect_id: str,
        limit_id: str,
        on: date,
        days_served: int | None,
        confirmed_by: str,
        note: str,
        rules: RuleBook,
        act: Act,
    ) -> None:
        """Start a custody time limit from the day of remand, or of sending, that somebody has confirmed.

        Sent to the Crown Court, the limit of the magistrates' court ends, and the days already served come off.

        Args:
            days_served: days in custody before that day; worked out from the limit that runs where it is None.

        Raises:
            RuleBroken: not a custody time limit, the same one runs already, nothing is left of it, or as `happen`.
        """
        self.check_open()
        limit = rules.pack.limit(limit_id, on, self.record.nation)
        if limit.row != CUSTODY_ROW:
            raise RuleBroken("not_a_custody_limit", field="limit_id", limit=limit_id)
        running = self._custody_clock(suspect_id)
        if running is not None and running.limit_id == limit.id:
            raise RuleBroken("custody_limit_runs", field="limit_id", due=running.due)
        start = running.started_on if running is not None else None
        served = days_served if days_served is not None else (on - start).days if start is not None else 0
        rule = rule_of(limit)
        amount = rule.amount - served
        if served < 0 or amount < 1:
            raise RuleBroken("custody_time_spent", field="days_served", served=served, amount=rule.amount)
        if running is not None:
            self.happen(CUSTODY_ENDED, suspect_id, on, note, rules, act)
        if not any(one.happened_on == on for one in self._all_of(rule.starts[0], suspect_id)):
            self.happen(rule.starts[0], suspect_id, on, note, rules, act)
        ending = self.waiting(CUSTODY_ENDED, suspect_id) or self._open(CUSTODY_ENDED, suspect_id, rules, act)
        self._run(limit, ending, on, 1, rules, act, rule.measure(amount), approved_by=confirmed_by)

    def start_after_overdue(self, clock_id: str, rules: RuleBook, act: Act) -> int:
        """Start, from the day a clock was due, what starts when it becomes overdue; give how many clocks are new."""
        late = self.clock(clock_id)
        towards = self.milestone(late.milestone_id)
        due = late.due_at or late.due
        if due is None or late.due is None or not late.is_overdue(act.now):
            return 0
        before = len(self.clocks)
        for limit in rules.limits_after_overdue(late.limit_id, self.record.nation, late.due):
            stops = rules.kind(rule_of(limit).stops)
            for target in self._meant(towards.subject_kind, towards.subject_id, stops.subject):
                for applying in self._applying((limit,), target, late.due):
                    self._start(applying, stops.id, target, begins(rule_of(limit), due), rules, act)
        return len(self.clocks) - before

    def close_window(self, clock_id: str, rules: RuleBook, act: Act) -> None:
        """Stop the clock of a time in which somebody could have done something, at its end: nobody is late."""
        clock = self.clock(clock_id)
        end = clock.due_at or clock.due or act.today
        self._event(clock, ClockEventKind.STOPPED, end, rules, act, reason=WINDOW_CLOSED)

    def _court_asked_before(self, ending: Milestone, rules: RuleBook, act: Act) -> date | None:
        arrest = self._arrest_ending_with(ending)
        if arrest is None:
            return None
        standing = self.bail(arrest.id, rules, act.today)
        ways = (standing.following, standing.alternative)
        by_court = any(way is not None and way.rank == COURT for way in ways)
        asked = standing.pending_since is not None or standing.state is not BailState.RUNNING
        return standing.earliest if by_court and not asked else None

    def _rounds_before(self, before: Milestone) -> int:
        arrest = self._arrest_ending_with(before)
        events = () if arrest is None else self.events_of(arrest.id)
        return sum(event.kind in BY_COURT and event.withdrawn_at is None for event in events)

    def _arrest_ending_with(self, ending: Milestone) -> Arrest | None:
        return next((one for one in self.arrests.values() if one.milestone_id == ending.id), None)

    def _stop_what_no_longer_applies(self, rules: RuleBook, act: Act) -> None:
        answers = frozenset(PROSECUTION.values())
        for clock in list(self.clocks.values()):
            limit = rules.limit(clock.limit_id, clock.limit_version)
            if clock.state is ClockState.STOPPED or not answers & set(limit.only_when):
                continue
            subject_id = self.milestones[clock.milestone_id].subject_id
            if not limit.applies(self.record.kind, circumstances_of(self, subject_id, act.today)):
                noted = clock.noting_overdue(act.now)
                self._event(noted, ClockEventKind.STOPPED, act.today, rules, act, reason=DOES_NOT_APPLY)

    def _set_offence(self, on: date, reason: str, rules: RuleBook, act: Act) -> None:
        known = next(iter(self._all_of(OFFENCE, self.record.id)), None)
        if known is None:
            new = self._open(OFFENCE, self.record.id, rules, act)
            self._is_done(self._on_record(new, on, act), rules, act)
            return
        self.milestones[known.id] = self._on_record(known, on, act)
        if known.happened_on != on:
            self._correct_start(OFFENCE, on, reason, rules, act)
        self._start_clocks(OFFENCE, self.record.id, on, rules, act)

    def _expect_first_account(self, rules: RuleBook, act: Act) -> None:
        """Complete the first account from what is known, else open it; and start what runs from it."""
        known = next(iter(self._all_of(FIRST_ACCOUNT, self.record.id)), None)
        if known is not None and known.state is MilestoneState.DONE and known.happened_on is not None:
            self._start_clocks(FIRST_ACCOUNT, self.record.id, known.happened_on, rules, act)
            return
        known = known or self._open(FIRST_ACCOUNT, self.record.id, rules, act)
        accounts = [
            (one.happened_on, one)
            for one in self.milestones.values()
            if one.kind in rules.kind(FIRST_ACCOUNT).completed_by and one.happened_on is not None
        ]
        if accounts:
            on, first = min(accounts, key=lambda account: account[0])
            done = replace(self._on_record(known, on, act), recorded_at=first.recorded_at)
            self._is_done(done, rules, act)

    def _on_record(self, milestone: Milestone, on: date, act: Act) -> Milestone:
        return replace(milestone, state=MilestoneState.DONE, happened_on=on, recorded_at=act.now)

    def _custody_clock(self, suspect_id: str) -> Clock | None:
        running = (
            clock
            for milestone in self._all_of(CUSTODY_ENDED, suspect_id)
            for clock in self.clocks_of(milestone.id)
            if clock.state is not ClockState.STOPPED
        )
        return next(running, None)
