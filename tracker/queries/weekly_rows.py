"""The rows of the weekly paper, in order, from how things stood."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tracker.domain.drift import working_days_late
from tracker.domain.hindsight import day_of
from tracker.queries.row_words import milestone_name
from tracker.queries.view import View
from tracker.queries.weekly_facts import CaseFacts, ClockFacts, History
from tracker.queries.weekly_standing import Done, Moved, WeekEnd
from tracker.rows.weekly_drift import (
    AwaitedRow,
    DelayCount,
    DoneLateRow,
    MovedRow,
    MoveLine,
    NoNextActionRow,
    SlippedRow,
    UnallocatedRow,
)
from tracker.storage.last_change import titles
from tracker.terms import DelayReason, Holder
from tracker.time_source import local_date


class WeeklyRows:
    """Builds the rows of one paper, with names in words."""

    def __init__(
        self, view: View, history: History, now: WeekEnd, before: WeekEnd, entered: Mapping[str, date], others: set[str]
    ) -> None:
        self._rules = view.rules
        self._history = history
        self._now = now
        self._before = before
        self._entered = entered
        self.titles = titles(view.connection, self._people() | others)

    def slipped(self) -> tuple[SlippedRow, ...]:
        """Give the milestones past their first due date, the longest late first."""
        rows = [self._slipped_row(milestone_id) for milestone_id in self._now.slipped]
        return tuple(sorted(rows, key=lambda row: (-row.drift, row.reference, row.milestone, row.subject)))

    def awaited(self) -> tuple[AwaitedRow, ...]:
        """Give who late milestones wait for: since the cause of delay on record began, else since the clock started."""
        waits: dict[Holder, list[tuple[int, str]]] = defaultdict(list)
        for milestone_id, slip in self._now.slipped.items():
            delay = self._now.delay_of(milestone_id)
            since = delay.since if delay else day_of(slip.standing.started)
            waits[self._held_by(milestone_id)].append(
                ((self._now.last_day - since).days, self._case(slip.clock).reference)
            )
        rows = [_awaited_row(holder, found) for holder, found in waits.items()]
        return tuple(sorted(rows, key=lambda row: (-row.milestones, -row.longest_days, row.held_by)))

    def moved(self) -> tuple[MovedRow, ...]:
        """Give the targets whose date was moved, those moved most at the top."""
        rows = [self._moved_row(one) for one in self._now.moved]
        return tuple(sorted(rows, key=lambda row: (-len(row.moves), row.first_due, row.reference, row.milestone)))

    def unallocated(self) -> tuple[UnallocatedRow, ...]:
        """Give the open cases without an officer in the case, the oldest first."""
        rows = [
            UnallocatedRow(case.reference, case.risk, case.reported_on, (self._now.last_day - case.reported_on).days)
            for case in self._now.unallocated
        ]
        return tuple(sorted(rows, key=lambda row: (-row.days, row.reference)))

    def no_next_action(self, last_activities: Mapping[str, date]) -> tuple[NoNextActionRow, ...]:
        """Give the open cases without a next action, the quietest first."""
        rows = []
        for case in self._now.idle:
            active = last_activities.get(case.id)
            quiet = (self._now.last_day - (active or case.reported_on)).days
            rows.append(
                NoNextActionRow(case.reference, self.oic(case), case.risk, case.reported_on, active, max(0, quiet))
            )
        return tuple(sorted(rows, key=lambda row: (-row.days_quiet, row.reference)))

    def done_late(self, corrected: Collection[str]) -> tuple[DoneLateRow, ...]:
        """Give the milestones done in the week after their first due date, then those only recorded after it.

        Args:
            corrected: milestones that stand among the corrections to earlier weeks.
        """
        done = self._now.done_since(self._before.at)
        rows = [
            self._done_row(one)
            for milestone_id, one in done.items()
            if (one.days or _recorded_late(one)) and milestone_id not in corrected
        ]
        return tuple(sorted(rows, key=lambda row: (row.recorded_late, -row.drift, row.reference, row.milestone)))

    def _slipped_row(self, milestone_id: str) -> SlippedRow:
        slip = self._now.slipped[milestone_id]
        case, delay = self._case(slip.clock), self._now.delay_of(milestone_id)
        first, due = slip.standing.first_due, slip.standing.due
        limit = self._rules.limit(slip.clock.limit_id, slip.clock.limit_version)
        return SlippedRow(
            reference=case.reference,
            oic=self.oic(case),
            risk=case.risk,
            milestone=self._name(slip.clock),
            subject=self._history.labels.get(slip.clock.subject_id, ""),
            limit_id=slip.clock.limit_id,
            first_due=day_of(first) if first is not None else self._now.last_day,
            due=None if due is None else day_of(due),
            drift=slip.days,
            drift_last_week=self._before.late_of(milestone_id),
            moves=len(slip.standing.moves),
            held_by=self._held_by(milestone_id),
            reason=delay.reason if delay else None,
            next_step=delay.next_step if delay else "",
            to_be_confirmed=limit.to_be_confirmed or limit.suggestion,
            entry_days=self._entry_days(case),
        )

    def _entry_days(self, case: CaseFacts) -> int:
        entered = self._entered.get(case.id) or local_date(case.entered_at)
        return max(0, (self._now.last_day - entered).days)

    def _moved_row(self, one: Moved) -> MovedRow:
        case, first, due = self._case(one.clock), one.standing.first_due, one.standing.due
        first_due = self._now.last_day if first is None else day_of(first)
        due_now = None if due is None else day_of(due)
        return MovedRow(
            reference=case.reference,
            oic=self.oic(case),
            milestone=self._name(one.clock),
            subject=self._history.labels.get(one.clock.subject_id, ""),
            first_due=first_due,
            due=due_now,
            overdue_since=None if one.overdue_from is None else local_date(one.overdue_from),
            slip=None if due_now is None else working_days_late(first_due, due_now, self._rules.working_days),
            moves=tuple(
                MoveLine(
                    day_of(move.on),
                    move.kind,
                    None if move.old is None else day_of(move.old),
                    None if move.new is None else day_of(move.new),
                    move.reason,
                    self.titles.get(asked_by, asked_by),
                    self.titles.get(move.approved_by or "", move.approved_by or ""),
                )
                for move, asked_by in zip(one.standing.moves, one.asked_by, strict=True)
            ),
        )

    def _done_row(self, one: Done) -> DoneLateRow:
        first = one.standing.first_due
        happened_on = day_of(one.stop.on)
        return DoneLateRow(
            reference=self._case(one.clock).reference,
            milestone=self._name(one.clock),
            subject=self._history.labels.get(one.clock.subject_id, ""),
            happened_on=happened_on,
            first_due=day_of(first) if first is not None else happened_on,
            drift=one.days,
            recorded_late=not one.days,
        )

    def _held_by(self, milestone_id: str) -> Holder:
        delay = self._now.delay_of(milestone_id)
        return delay.awaited if delay else self._rules.kind(self._now.slipped[milestone_id].clock.kind).holder

    def _name(self, clock: ClockFacts) -> str:
        return milestone_name(clock.kind, clock.turn, self._rules)

    def _case(self, clock: ClockFacts) -> CaseFacts:
        return self._history.cases[clock.case_id]

    def oic(self, case: CaseFacts) -> str:
        """Give the officer in a case."""
        return self.titles.get(case.oic_at(self._now.at) or "", "")

    def _people(self) -> set[str]:
        moves = [move for one in self._now.moved for move in one.standing.moves]
        named = [
            *(case.oic_at(self._now.at) for case in self._now.open_cases.values()),
            *(by for one in self._now.moved for by in one.asked_by),
            *(move.approved_by for move in moves),
        ]
        return {one for one in named if one}


def delay_counts(slipped: Iterable[SlippedRow]) -> tuple[DelayCount, ...]:
    """Count the late milestones by the cause of delay on record, the most frequent first, none recorded last."""
    counts = Counter(row.reason for row in slipped)
    order = (*DelayReason, None)
    reasons = sorted(counts, key=lambda reason: (reason is None, -counts[reason], order.index(reason)))
    return tuple(DelayCount(reason, counts[reason]) for reason in reasons)


def _awaited_row(holder: Holder, waits: list[tuple[int, str]]) -> AwaitedRow:
    longest, reference = min(waits, key=lambda wait: (-wait[0], wait[1]))
    return AwaitedRow(holder, len(waits), len({reference for _, reference in waits}), longest, reference)


def _recorded_late(one: Done) -> bool:
    """Say whether something done in time was entered after it was first due."""
    first = one.standing.first_due
    if first is None or one.standing.stopped is None or day_of(one.standing.stopped) > day_of(first):
        return False
    return local_date(one.stop.recorded_at) > day_of(first)
