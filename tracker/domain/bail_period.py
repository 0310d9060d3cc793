"""The running of one bail period by one reading of the law: its end, and the days on which it stands still."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tracker.domain.bail_regime import end_of
from tracker.domain.counting import ONE_DAY, corresponding_date, strict_end
from tracker.domain.limit import Limit
from tracker.domain.rule_book import rule_of


@dataclass(slots=True)
class Period:
    """A bail period while its events are gone through in order; every day is a whole day.

    Args:
        strict: by the earlier reading wherever two are possible, which alarms go by.
        starts: the first day that counts; None until it begins.
        end: the last day, as if it ran on from now without a break; None without a limit or until it begins.
        still_days: how many days it has stood still so far; an extension to a month ends so many days later.
        still_from: the first day on which it stands still because the prosecutor has the file.
        stay_from: the first day as an in-patient that is not counted as standing still yet.
        in_hospital_at_end: whether it stands still because the suspect was an in-patient when it would have ended.
        admission_runs: whether the day of admission is still to be taken as a day on which it ran.
    """

    strict: bool
    starts: date | None = None
    end: date | None = None
    months: int | None = None
    still_days: int = 0
    still_from: date | None = None
    stay_from: date | None = None
    in_hospital_at_end: bool = False
    admission_runs: bool = False
    _still: list[tuple[date, date]] = field(default_factory=list)

    def begin(self, starts: date, limit: Limit, months: int | None) -> None:
        """Begin on a day; a stay in hospital that had begun before counts from this day."""
        self.starts, self.months = starts, months
        self.end = end_of(limit, starts, strict=self.strict)
        self.still_from = None
        if self.stay_from is not None and self.stay_from < starts:
            self.stay_from, self.admission_runs = starts, False

    def reach(self, day: date) -> None:
        """Go on to a day: a period that would have ended meanwhile stands still for a suspect in hospital."""
        if self.end is None or self.still_from is not None or self.stay_from is None:
            return
        if self.stay_from <= self.end < day:
            self.in_hospital_at_end = True

    def is_over(self, day: date) -> bool:
        """Say whether the last day is before a day, and nothing holds the period."""
        return self.end is not None and self.end < day and not self.held

    @property
    def last(self) -> date:
        """The last day of a period that has begun."""
        if self.end is None:
            raise ValueError("the period has not begun")
        return self.end

    @property
    def held(self) -> bool:
        """Whether it stands still, so that its end cannot be known."""
        return self.still_from is not None or self.in_hospital_at_end

    def stand_still_after(self, day: date) -> None:
        """Stand still from the day after a release for a charging decision or after a request is met.

        That day itself runs, also for a suspect in hospital.
        """
        self._settle(day)
        self.still_from = day + ONE_DAY

    def run_again(self, day: date, least_days: int) -> int:
        """Run again from a day on, with at least so many days left; give how many days that adds.

        The period of a suspect whose court application was undecided when it ended has no day left then.
        """
        if self.still_from is None:
            raise ValueError("the period does not stand still")
        last = max(self.last, self.still_from - ONE_DAY)
        gap = max((day - self.still_from).days, 0)
        if gap:
            self._still.append((self.still_from, day - ONE_DAY))
        end = last + timedelta(days=gap)
        added = max((day + timedelta(days=least_days - 1) - end).days, 0)
        self.still_days += gap + added
        self.end = end + timedelta(days=added)
        self.still_from = None
        return added

    def admit(self, day: date) -> None:
        """Note an admission to hospital; by the earlier reading the period still runs on the day itself."""
        self.stay_from = day if self.starts is None else max(day, self.starts)
        self.admission_runs = self.strict and self.stay_from == day

    def discharge(self, day: date) -> int:
        """Note a discharge; give how many days of the stay count as standing still."""
        counted = self._count_stay(until=day) if self.in_hospital_at_end else 0
        self.stay_from = None
        return counted

    def extend_to(self, limit: Limit, months: int | None, on: date, not_before: date | None = None) -> None:
        """End it at the end of a number of months from its start, and the days it stood still; never sooner.

        It runs again on the day of the decision, also for a suspect who is still in hospital: the new end is ahead.
        """
        self._settle(on)
        if self.starts is None:
            raise ValueError("the period has not begun")
        end = end_of(limit, self.starts, strict=self.strict) + timedelta(days=self.still_days)
        self.end_on(max(end, not_before or self.last))
        self.months = months

    def add(self, limit: Limit, on: date, not_before: date | None = None) -> None:
        """Add months to its end; by the earlier reading, also no further than so many months from its start."""
        self._settle(on)
        months = rule_of(limit).amount
        end = corresponding_date(self.last, months)
        if self.months is not None and self.starts is not None:
            self.months += months
            if self.strict:
                end = min(end, strict_end(self.starts, self.months) + timedelta(days=self.still_days))
        self.end_on(max(end, not_before or self.last))

    def copy(self) -> "Period":
        """Give a copy that goes its own way."""
        return replace(self, _still=list(self._still))

    def as_if_running(self, day: date, least_days: int) -> "Period":
        """Give it as it would be if it ran again from a day on: the prosecutor asked, or the suspect was discharged."""
        running = self.copy()
        if running.in_hospital_at_end:
            running.discharge(day)
        if running.still_from is not None:
            running.run_again(max(day, running.still_from), least_days)
        return running

    def end_on(self, day: date) -> None:
        """End it on a day, by a decision of the court or as the unit's sheet says."""
        self.end = day
        self.in_hospital_at_end = False

    def _settle(self, day: date) -> None:
        """Count the days of a stay that held the end, up to a day; what is left of the stay begins on that day."""
        if self.in_hospital_at_end:
            self._count_stay(until=day)
            self.stay_from = day

    def _count_stay(self, until: date) -> int:
        """Count the days of the stay up to a day, save those on which it stood still anyway.

        The day itself is left to it by either reading.
        """
        if self.stay_from is None:
            raise ValueError("there is no stay in hospital")
        first = self.stay_from
        twice = sum(max((still_to - max(first, still_from)).days + 1, 0) for still_from, still_to in self._still)
        counted = (until - first).days - twice
        if self.admission_runs and self.last + timedelta(days=counted) > until:
            counted -= 1
        self.admission_runs = False
        self.still_days += counted
        self.end = self.last + timedelta(days=counted)
        self.in_hospital_at_end = False
        return counted
