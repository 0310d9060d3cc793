"""What was entered in a week of something that happened before it, so that an earlier paper said otherwise.

A start that is corrected is none: no first due date moves with it, and the correction stands among the moves.
"""

from collections.abc import Iterator, Mapping

from tracker.domain.hindsight import day_of, known_by
from tracker.domain.rule_book import RuleBook
from tracker.queries.row_words import milestone_name
from tracker.queries.weekly_facts import CaseFacts, ClockFacts, History
from tracker.queries.weekly_standing import Done, WeekEnd, last_stop
from tracker.rows.weekly_drift import Correction, CorrectionRow
from tracker.terms import ClockEventKind
from tracker.time_source import local_date


class Corrections:
    """The corrections of one week, against the paper of the week before it."""

    def __init__(self, history: History, rules: RuleBook, now: WeekEnd, before: WeekEnd) -> None:
        self._history = history
        self._rules = rules
        self._now = now
        self._before = before
        self.done = {
            milestone_id: one
            for milestone_id, one in now.done_since(before.at).items()
            if day_of(one.stop.on) <= before.last_day and (milestone_id in before.slipped or one.days)
        }

    def people(self) -> set[str]:
        """Give who entered them."""
        return {one.stop.recorded_by for one in self.done.values()} | {
            event.recorded_by for clock in self._history.clocks for event in clock.events
            if event.kind is ClockEventKind.REOPENED and event.recorded_at > self._before.at
        }  # fmt: skip

    def rows(self, titles: Mapping[str, str], *, with_cases: bool) -> tuple[CorrectionRow, ...]:
        """Give them by case.

        Args:
            with_cases: whether cases entered late are among them; not in the first week, when every case is new.
        """
        late = self._reported() if with_cases else ()
        rows = [*self._done(titles), *self._taken_back(titles), *late, *self._closed()]
        return tuple(sorted(rows, key=lambda row: (row.reference, row.milestone, row.subject, row.happened_on)))

    def _done(self, titles: Mapping[str, str]) -> Iterator[CorrectionRow]:
        for milestone_id, one in self.done.items():
            entered = known_by(one.clock.events, self._before.at)
            yield self._row(one, self._before.late_of(milestone_id) if entered else None, titles)

    def _row(self, one: Done, said: int | None, titles: Mapping[str, str]) -> CorrectionRow:
        return CorrectionRow(
            *self._named(one.clock),
            Correction.DONE,
            said,
            one.days,
            day_of(one.stop.on),
            local_date(one.stop.recorded_at),
            titles.get(one.stop.recorded_by, ""),
        )

    def _taken_back(self, titles: Mapping[str, str]) -> Iterator[CorrectionRow]:
        """Give what had been recorded as done and is not, so that the paper of the week before took it for done."""
        seen: set[str] = set()
        for clock in self._history.clocks:
            known = known_by(clock.events, self._now.at)
            if clock.milestone_id in seen or not known or known[-1].recorded_at <= self._before.at:
                continue
            stop, still = last_stop(known_by(clock.events, self._before.at)), last_stop(known)
            taken = next((one for one in reversed(known) if one.kind is ClockEventKind.REOPENED), None)
            late = self._now.slipped.get(clock.milestone_id)
            if stop is None or stop.reason or still is not None or taken is None or late is None:
                continue
            seen.add(clock.milestone_id)
            yield CorrectionRow(
                *self._named(clock), Correction.TAKEN_BACK, 0, late.days, day_of(stop.on),
                local_date(taken.recorded_at), titles.get(taken.recorded_by, ""),
            )  # fmt: skip

    def _reported(self) -> Iterator[CorrectionRow]:
        """Give the cases that had been reported and not entered, so that the paper did not count them."""
        for case in self._now.open_cases.values():
            if case.entered_at > self._before.at and case.reported_on <= self._before.last_day:
                entered_on = local_date(case.entered_at)
                yield CorrectionRow(
                    case.reference, "", "", Correction.REPORTED, None, 0, case.reported_on, entered_on, ""
                )

    def _closed(self) -> Iterator[CorrectionRow]:
        """Give the cases that had been closed before it was entered, so that the paper took them for open."""
        for case in self._before.open_cases.values():
            turns = [one for one in case.turns if one.at <= self._now.at]
            if turns and turns[-1].is_closing and turns[-1].closed_on <= self._before.last_day:
                on, closed_at = turns[-1].closed_on, turns[-1].at
                yield CorrectionRow(case.reference, "", "", Correction.CLOSED, 0, 0, on, local_date(closed_at), "")

    def _named(self, clock: ClockFacts) -> tuple[str, str, str]:
        name = milestone_name(clock.kind, clock.turn, self._rules)
        return self._case(clock).reference, name, self._history.labels.get(clock.subject_id, "")

    def _case(self, clock: ClockFacts) -> CaseFacts:
        return self._history.cases[clock.case_id]
