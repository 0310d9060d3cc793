"""Bail and release under investigation in a demo case: extensions by rank, the CPS, the court, checks and reviews."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tracker.demo.cast import Drift
from tracker.demo.script import Script
from tracker.demo.story import NEVER, About, Bailed, Part
from tracker.demo.telling import tell_family
from tracker.domain.bail_regime import Ladder, end_of, ladder_for
from tracker.domain.rule_book import rule_of
from tracker.terms import BailEventKind, InvestigatingBody, Rank

ONE_DAY = timedelta(days=1)
BY_COURT = "court"
SLOW_COURT_DAYS = 75
# who is said to have authorised an extension
AUTHORISED_BY = {
    Rank.INSPECTOR.value: "DI 118 Ashdown",
    Rank.SUPERINTENDENT.value: "DSupt 31 Marlow",
    BY_COURT: "Northtown magistrates' court",
}


@dataclass(frozen=True, slots=True)
class Dealt:
    """How a suspect was dealt with: the day, whether arrested, and how then released; None without bail."""

    on: date
    arrested: bool
    released: BailEventKind | None


@dataclass(frozen=True, slots=True)
class File:
    """The file with the prosecutor: sent, more asked for and given, and the decision; NEVER where that never comes."""

    sent: date
    asked: date
    met: date
    decided: date


def end_bail(script: Script, suspect: About, dealt: Dealt, file: File) -> None:
    """Write what happens on bail or under investigation, until the decision; what ends bail is written elsewhere."""
    if not dealt.arrested or dealt.on >= script.end:
        return
    released = dealt.on
    if dealt.released is not None:
        with_cps = dealt.released is BailEventKind.RELEASED_FOR_CHARGING
        released = NEVER if with_cps else _Bail(script, suspect, dealt.on, file).write()
        _check_bail(script, suspect, dealt.on, min(released, file.decided))
    _review_release(script, suspect, released, file.decided)


class _Bail:
    """The bail of one suspect while it is written."""

    def __init__(self, script: Script, suspect: About, arrested: date, file: File) -> None:
        self.script = script
        self.suspect = suspect
        self.file = file
        self.rng = Random(f"{script.rng.random()}/bail")
        self.starts = arrested + ONE_DAY
        self.ladder: Ladder = ladder_for(arrested, InvestigatingBody.POLICE, script.rules)
        self.police = [step for step in self.ladder.police if not step.designated]
        self.end = script.dates.bail_ends(arrested) - ONE_DAY
        self.with_cps = self.rng.random() < 0.5
        self.applied = False

    def write(self) -> date:
        """Write the bail; give the day of the release under investigation, or NEVER."""
        if self.script.has(Drift.BAIL_RAN_OUT):
            return NEVER
        while self.end < min(self.file.decided, self.script.end) and not self.applied:
            if self.with_cps and self.file.sent <= self.end:
                return self._to_the_cps()
            released = self._extend()
            if released < NEVER:
                return released
        if self.with_cps and not self.applied and self.file.sent < self.file.decided and self.file.sent <= self.end:
            return self._to_the_cps()
        return NEVER

    def _extend(self) -> date:
        """Write the next extension; or the release, of which it gives the day."""
        if self.police and self.rng.random() < 0.85:
            step = self.police.pop(0)
            self._authorised(self._before_end(1, 9), BailEventKind.EXTENDED, step.authority)
            self.end = end_of(step.limit, self.starts, strict=True)
            return NEVER
        court = self.ladder.court_step_after(self._reached())
        if self.police or court is None or court is self.ladder.later or self.rng.random() < 0.3:
            return self._release(self._before_end(1, 4) if self.police else self._before_end(22, 32))
        applied = self._before_end(20, 28)
        self._add(applied, BailEventKind.COURT_APPLIED)
        decided = self.script.dates.worked(applied + timedelta(days=self.rng.randint(18, 60)))
        overtaken = decided >= self.file.decided
        if overtaken or (self.script.cast.drifts and (self.script.end - applied).days < SLOW_COURT_DAYS):
            self.applied = True
            return NEVER
        months = rule_of(court.usual).amount
        self._authorised(decided, BailEventKind.COURT_EXTENDED, BY_COURT, months)
        self.end = max(decided, end_of(court.usual, self.starts, strict=True))
        self.ladder = Ladder(self.ladder.regime, court.usual)
        return NEVER

    def _reached(self) -> str:
        usual = [step.limit.id for step in self.ladder.police if not step.designated]
        return usual[-1] if usual else ""

    def _to_the_cps(self) -> date:
        """Write the release for a charging decision; the period stands still until the CPS asks for more."""
        self._add(self.file.sent, BailEventKind.RELEASED_FOR_CHARGING)
        tell_family(self.script, self.suspect, "victim_told_of_release", "VIC-02", self.file.sent)
        if self.file.asked >= self.script.end:
            return NEVER
        left = max((self.end - self.file.sent).days, 7)
        self.end = self.file.asked + timedelta(days=left - 1)
        if self.file.met < self.end:
            return NEVER
        if self.police and self.rng.random() < 0.8:
            self._authorised(self.file.asked, BailEventKind.EXTENDED, self.police[0].authority)
            return NEVER
        return self._release(self.script.dates.worked_before(self.file.asked + timedelta(days=3)))

    def _release(self, on: date) -> date:
        self.script.happen("released_under_investigation", on, self.suspect)
        tell_family(self.script, self.suspect, "victim_told_of_release", "VIC-02", on)
        return on

    def _before_end(self, least: int, most: int) -> date:
        return self.script.dates.worked_before(self.end - timedelta(days=self.rng.randint(least, most)))

    def _authorised(self, on: date, kind: BailEventKind, authority: str, months: int | None = None) -> None:
        acting = authority == Rank.INSPECTOR and self.rng.random() < 0.12
        self._add(on, kind, authority, AUTHORISED_BY[authority], months, acting=acting)

    def _add(
        self,
        on: date,
        kind: BailEventKind,
        authority: str = "",
        by: str = "",
        months: int | None = None,
        *,
        acting: bool = False,
    ) -> None:
        self.script.add(on, Bailed(self.suspect, kind, on, authority, by, months, acting))


def _check_bail(script: Script, suspect: About, start: date, until: date) -> None:
    dates, checked = script.dates, start
    stop = script.last_seen(32, 60) if script.has(Drift.BAIL_CHECKS_MISSED) else NEVER
    while True:
        checked = dates.worked_before(checked + timedelta(days=script.rng.randint(24, 28)))
        if checked >= min(until, stop, script.end):
            return
        script.happen("bail_condition_check", checked, suspect)


def _review_release(script: Script, suspect: About, released: date, until: date) -> None:
    """The reviews of a release under investigation: a sergeant's, an inspector's, a superintendent's."""
    for kind, part, days in (
        ("rui_review_sergeant", Part.SUPERVISOR, (22, 27)),
        ("rui_review_inspector", Part.INSPECTOR, (78, 87)),
    ):
        on = released
        while True:
            on = script.dates.worked_before(on + timedelta(days=script.rng.randint(*days)))
            if on >= min(until, script.end):
                break
            script.happen(kind, on, suspect, part)
    for months in (6, 9, 12):
        on = script.dates.worked_before(released + timedelta(days=months * 30 - script.rng.randint(2, 12)))
        if on < min(until, script.end):
            script.happen("rui_review_superintendent", on, suspect, Part.UNIT_HEAD)
