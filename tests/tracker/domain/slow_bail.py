"""The applicable bail period said again, day by day, with the numbers of the Act written out, to check the ledger by.

It walks from the day of the arrest to the day of each event, keeps how many days the period may still run, and takes
one away on each day on which it runs. It shares nothing with the ledger but the events.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.domain.bail import BailEvent
from tracker.terms import BailEventKind, InvestigatingBody

K = BailEventKind
ENDINGS = (K.CHARGED, K.NO_FURTHER_ACTION, K.ENDED)
DAY = timedelta(days=1)
RANKS = (
    "police_staff", "constable", "sergeant", "inspector", "chief_inspector", "superintendent", "chief_superintendent",
    "assistant_chief_constable",
)  # fmt: skip
#: By law and body: the months at first, then each extension without the court (months, rank, designated), then the
#: months of the court's first extension by how many extensions came before it.
POLICE_2022 = (3, ((6, "inspector", False), (9, "superintendent", False), (12, "assistant_chief_constable", True)),
               {2: (12, 18), 3: (18, 24)})  # fmt: skip
OTHERS_2022 = (6, ((12, "senior_officer", False),), {1: (18, 24)})
ALL_2017 = (0, ((3, "superintendent", False), (6, "assistant_chief_constable", True)), {1: (6, 9), 2: (9, 12)})
SFO_2017 = (3, ((6, "assistant_chief_constable", True),), {0: (9, 12), 1: (9, 12)})


def month_later(day: date, months: int) -> tuple[date, bool]:
    """Give the day of the same number some months on, and whether that month has it; else the month's last day."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number), number == day.day
        except ValueError:
            continue
    raise AssertionError(day)


def months_end(first: date, months: int) -> date:
    """Give the last day of months beginning with a day: the one before the corresponding one, else the month's last."""
    later, corresponds = month_later(first, months)
    return later - DAY if corresponds else later


def months_on(day: date, months: int) -> date:
    """Give the day of the same number some months on, else the last of that month."""
    return month_later(day, months)[0]


def is_above(given: str, wanted: str) -> bool:
    """Say whether a rank may do what takes another."""
    if "senior_officer" in (given, wanted):
        return given == wanted
    return given in RANKS and RANKS.index(given) >= RANKS.index(wanted)


@dataclass
class SlowBail:
    """One bail, walked through day by day."""

    arrested_on: date
    body: InvestigatingBody
    on: date = field(init=False)
    begun: bool = False
    released: bool = False
    waits: bool = False
    over: str = ""
    start: date | None = None
    months: int = 0
    left: int = 0
    nominal: date | None = None
    still: int = 0
    cps_from: date | None = None
    hospital: bool = False
    held: bool = False
    stay_days: int = 0
    step: int = 0
    court: int = 0
    designated: bool = False
    pending: bool = False
    turned_down: bool = False
    asked: bool = False
    taken: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.on = self.arrested_on
        if self.arrested_on >= date(2022, 10, 28):
            self.law = POLICE_2022 if self.body is InvestigatingBody.POLICE else OTHERS_2022
        else:
            self.law = SFO_2017 if self.body is InvestigatingBody.SFO else ALL_2017
        self.unlimited = self.arrested_on < date(2017, 4, 3)

    def walk_to(self, day: date) -> None:
        """Live through the days before a day."""
        while self.on < day:
            self._live()
            self.on += DAY

    def _live(self) -> None:
        if not self.begun or self.on < (self.start or self.on):
            return
        if self.held or (self.cps_from is not None and self.on >= self.cps_from):
            self.still += 1
            return
        if self.hospital:
            self.stay_days += 1
        if self.left > 0:
            self.left -= 1
            if self.left == 0:
                self.nominal = self.on
                if self.hospital and self.cps_from is None:
                    self.held, self.left, self.still = True, self.stay_days, self.still + self.stay_days
                    self.stay_days = 0

    @property
    def is_over(self) -> bool:
        """Whether the last day is behind, and nothing holds it."""
        return self.begun and not self._stands_still and self.left == 0

    @property
    def _stands_still(self) -> bool:
        return self.held or self.cps_from is not None

    @property
    def end(self) -> date | None:
        """The last day, if nothing more happens; None where it cannot be known."""
        if not self.begun or self.over or self._stands_still:
            return None
        if self.left == 0:
            return None if self.pending else self.nominal
        first = max(self.on, self.start or self.on)
        return first + timedelta(days=self.left - 1)

    def take(self, event: BailEvent) -> bool:
        """Take an event; say whether the law allows it."""
        self.walk_to(event.happened_on)
        allowed = self._take(event)
        self.taken.append(allowed)
        return allowed

    def _take(self, event: BailEvent) -> bool:
        if self.over and not (self.over == "rui" and event.kind in ENDINGS):
            return False
        if event.kind in ENDINGS or event.kind is K.RELEASED_UNDER_INVESTIGATION:
            self.over = "ended" if event.kind in ENDINGS else "rui"
            return True
        return self._hospital(event) if event.kind in (K.IN_HOSPITAL, K.OUT_OF_HOSPITAL) else self._others(event)

    def _others(self, event: BailEvent) -> bool:
        match event.kind:
            case K.STREET_BAIL | K.RELEASED_ON_BAIL:
                return self._release(event)
            case K.RELEASED_FOR_CHARGING:
                return self._release_for_charging()
            case K.EXTENDED | K.DESIGNATED:
                return self._has_period and not self.is_over and self._without_court(event)
            case K.CPS_REQUESTED | K.CPS_REQUEST_MET:
                return self._request() if event.kind is K.CPS_REQUESTED else self._meet()
            case _:
                return self._court(event)

    def _hospital(self, event: BailEvent) -> bool:
        if event.kind is K.OUT_OF_HOSPITAL:
            was, self.hospital, self.held = self.hospital, False, False
            return was
        if not self.released or self.hospital or (self.is_over and not self.pending):
            return False
        self.hospital, self.stay_days = True, 0
        return True

    def _court(self, event: BailEvent) -> bool:
        if event.kind is K.COURT_REFUSED:
            was, self.pending = self.pending, False
            self.left = 1 if was and self.is_over else self.left
            self.turned_down = self.turned_down or was
            return was
        if not self._has_period or (self.is_over and not self.pending):
            return False
        if event.kind is not K.COURT_APPLIED:
            return (self.pending or not self.turned_down) and self._by_court(event)
        if self.pending or not self._court_months:
            return False
        self.pending, self.turned_down = True, False
        return True

    @property
    def _has_period(self) -> bool:
        return self.released and not self.waits and not self.unlimited

    @property
    def _court_months(self) -> tuple[int, ...]:
        return (3, 6) if self.court else self.law[2].get(self.step, ())

    def _release(self, event: BailEvent) -> bool:
        day_after = self.arrested_on + DAY
        if not self.released:
            if not self.unlimited and self.on > self._first_end(day_after):
                return False
            self.released = True
            if not self.unlimited:
                self._begin(day_after)
            return True
        if event.kind is K.STREET_BAIL or (self.is_over and not self.pending):
            return False
        if self.waits:
            self.waits = False
            self._begin(self.on)
        elif self.cps_from is not None:
            if self.left == 0:
                return False
            self._go_on()
        return True

    def _release_for_charging(self) -> bool:
        if self.is_over and not self.pending:
            return False
        if not self.unlimited:
            if not self.released:
                self.waits = True
            elif not self.waits and self.cps_from is None:
                self._stop()
        self.released, self.asked = True, False
        return True

    def _first_end(self, start: date) -> date:
        return months_end(start, self.law[0]) if self.law[0] else start + timedelta(days=27)

    def _begin(self, start: date) -> None:
        self.begun, self.start, self.months = True, start, self.law[0]
        end = self._first_end(start)
        self.left = (end - max(start, self.on)).days + 1

    def _stop(self) -> None:
        """Stand still from tomorrow; today runs."""
        self._settle()
        self.cps_from = self.on + DAY

    def _go_on(self) -> None:
        self.cps_from = None

    def _meet(self) -> bool:
        if not self.asked or (self.is_over and not self.pending):
            return False
        self._stop()
        self.asked = False
        return True

    def _request(self) -> bool:
        if self.asked or not (self.waits or self.cps_from is not None):
            return False
        if self.waits:
            self.waits = False
            self._begin(self.on)
        else:
            self._go_on()
            if self.left < 7:
                self.still += 7 - self.left
                self.left = 7
        self.asked = True
        return True

    def _without_court(self, event: BailEvent) -> bool:
        steps = self.law[1]
        if event.kind is K.DESIGNATED:
            was, self.designated = self.designated, any(step[2] for step in steps)
            return self.designated and not was
        if self.court or self.step == len(steps):
            return False
        months, rank, designated = steps[self.step]
        sfo = self.body is InvestigatingBody.SFO and event.authority == "senior_officer"
        if not (is_above(event.authority, rank) or (sfo and self.law is SFO_2017)):
            return False
        if designated and not self.designated:
            return False
        self.step, self.months = self.step + 1, months
        self._end_with(months_end(self._start, months))
        return True

    @property
    def _start(self) -> date:
        assert self.start is not None
        return self.start

    def _by_court(self, event: BailEvent) -> bool:
        if event.months not in self._court_months or (event.kind is K.COURT_ADDED) is not bool(self.court):
            return False
        assert event.months is not None
        late = self.is_over
        if event.kind is K.COURT_EXTENDED:
            self._end_with(months_end(self._start, event.months))
        else:
            self._settle()
            self._end_on(months_on(self._last(), event.months))
        if late:
            self.left = max(self.left, 1)
        self.court += 1
        self.pending = False
        return True

    def _last(self) -> date:
        """The last day if it runs from today, or from the day it stopped, without a break."""
        if self.left == 0 and self.nominal is not None:
            return self.nominal
        if self.cps_from is not None:
            return self.cps_from + timedelta(days=self.left - 1)
        return max(self.on, self._start) + timedelta(days=self.left - 1)

    def _settle(self) -> None:
        """A stay that held the end is done with; what is left of it begins today."""
        if self.held:
            self.held, self.stay_days = False, 0

    def _end_with(self, months_over: date) -> None:
        self._settle()
        standing_still_now = 0 if self.cps_from is None else (self.on - self.cps_from).days
        self._end_on(months_over + timedelta(days=self.still - standing_still_now))

    def _end_on(self, end: date) -> None:
        first = self.cps_from if self.cps_from is not None else max(self.on, self._start)
        self.left = max(self.left, (end - first).days + 1, 0)
        if self.left == 0:
            self.nominal = max(end, self.nominal or end)


def walk(arrested_on: date, events: Iterable[BailEvent], body: InvestigatingBody) -> SlowBail:
    """Walk through the events of a bail in order."""
    bail = SlowBail(arrested_on, body)
    for event in events:
        bail.take(event)
    return bail
