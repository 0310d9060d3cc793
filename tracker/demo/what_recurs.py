"""What comes round again in a demo case until it is closed: reviews, updates to the family, core groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.demo.cast import Drift
from tracker.demo.opening_days import Opening
from tracker.demo.script import Script
from tracker.demo.story import CASE, NEVER, About, Happened, Part
from tracker.domain.milestone_plan import Opened
from tracker.terms import Nation, RiskGrade, SubjectKind

DONE_LATE = 0.12
SELDOM = 0.45
ROUND = timedelta(days=28)


def come_round_again(script: Script, opening: Opening) -> None:
    """Write the recurring steps, and enough of them that the case is never without activity for long."""
    until = min(script.end, script.closed)
    started = opening.allocated
    reviews = script.last_seen(32, 120) if script.has(Drift.REVIEWS_MISSED) else NEVER
    very_high = script.cast.risk is RiskGrade.VERY_HIGH
    not_reviewed = _lapse(script, Drift.WAS_NOT_REVIEWED)
    for on in _rounds(script, started, min(until, reviews), (10, 14) if very_high else (21, 27)):
        if on not in not_reviewed:
            script.happen("review_sergeant", on, CASE, Part.SUPERVISOR)
    script.wait("review_sergeant", CASE, min(reviews + ROUND, NEVER), until, SELDOM)
    updates = script.last_seen(32, 150) if script.has(Drift.FAMILY_NOT_UPDATED) else NEVER
    not_updated = _lapse(script, Drift.WAS_NOT_UPDATED)
    for child in script.children:
        first = script.cast.reported - timedelta(days=12)
        for on in _rounds(script, first, min(until, updates), (21, 27), least=script.cast.reported):
            if on not in not_updated:
                script.happen("child_and_family_update", on, child)
        script.wait("child_and_family_update", child, min(updates + ROUND, NEVER), until, SELDOM)
    _look_from_above(script, until)
    for child, conferred in zip(script.children, opening.conferred, strict=True):
        _meet_about(script, child, conferred, until)
    if not script.has(Drift.UNALLOCATED):
        _keep_active(script, until, Lapses(reviews, updates, not_reviewed, not_updated))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, in which something was not done."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Lapses:
    """From when on, and in which days, there are no reviews or no updates."""

    no_reviews_from: date
    no_updates_from: date
    not_reviewed: Span
    not_updated: Span

    def may_review(self, day: date) -> bool:
        """Say whether reviews are done on a day."""
        return day < self.no_reviews_from and day not in self.not_reviewed

    def may_update(self, day: date) -> bool:
        """Say whether updates are given on a day."""
        return day < self.no_updates_from and day not in self.not_updated


def _lapse(script: Script, drift: Drift) -> Span:
    """Give the days in which, in a case that drifted so, something was not done; none in another."""
    if not script.has(drift):
        return Span(NEVER, NEVER)
    first = script.cast.reported + timedelta(days=script.rng.randint(12, 60))
    return Span(first, first + timedelta(days=script.rng.randint(60, 150)))


def _rounds(
    script: Script, start: date, until: date, days: tuple[int, int], *, least: date | None = None
) -> Iterator[date]:
    """Give working days at such distances, a few of them later than they should be where the case drifts."""
    on = start
    while on < until:
        late = script.rng.randint(4, 11) if script.cast.drifts and script.chance(DONE_LATE) else 0
        on = script.dates.worked_before(on + timedelta(days=script.rng.randint(*days) + late))
        if on < until and (least is None or on > least):
            yield on


def _look_from_above(script: Script, until: date) -> None:
    """The inspector's and the superintendent's reviews."""
    for kind, part, first, days, drift in (
        ("review_inspector", Part.INSPECTOR, 90, (76, 88), Drift.INSPECTOR_REVIEW_MISSED),
        ("review_superintendent", Part.UNIT_HEAD, 181, (76, 86), Drift.SUPERINTENDENT_REVIEW_MISSED),
    ):
        on = script.cast.reported + timedelta(days=first - script.rng.randint(4, 14))
        missed = script.last_seen(95, 150) if script.has(drift) else NEVER
        script.wait(kind, CASE, min(missed + 3 * ROUND, NEVER), until, SELDOM)
        stop = min(until, missed)
        while on < stop:
            on = script.dates.worked_before(on)
            script.happen(kind, on, CASE, part)
            on += timedelta(days=script.rng.randint(*days))


def _meet_about(script: Script, child: About, conferred: date, until: date) -> None:
    """Core groups and review conferences after a conference."""
    dates = script.dates
    group = script.happen("first_core_group", dates.in_time("SG-08", conferred), child)
    if script.cast.nation is Nation.WALES:
        for on in _rounds(script, group, until, (22, 28)):
            script.happen("core_group", on, child)
    reviewed = script.happen("first_review_conference", dates.in_time("SG-09", conferred), child)
    _report_to(script, child, reviewed)
    while reviewed < until:
        reviewed = dates.worked_before(reviewed + timedelta(days=script.rng.randint(150, 178)))
        _report_to(script, child, reviewed)
        if reviewed < until:
            script.happen("review_conference", reviewed, child)


def _report_to(script: Script, child: About, reviewed: date) -> None:
    if script.cast.nation is not Nation.WALES and reviewed < NEVER:
        script.happen("police_report_to_conference", script.dates.last("SG-12-review", reviewed), child)


def _keep_active(script: Script, until: date, lapses: Lapses) -> None:
    """Fill every stretch without activity with an update or a review, as long as those are still done at all."""
    days = sorted(
        {
            item.entered
            for item in script.items
            if isinstance(item.step, Happened)
            and script.rules.kind(item.step.kind).opened is not Opened.PROGRAM
            and item.step.on == item.entered
        }
    )
    for before, following in zip([script.cast.reported, *days], [*days, until], strict=True):
        on = before
        while (following - on).days > (script.dates.last("SUP-07", on) - on).days:
            on = script.dates.worked_before(on + timedelta(days=script.rng.randint(10, 14)))
            if script.children and lapses.may_update(on):
                child = script.rng.choice(script.cast.about(SubjectKind.CHILD))
                script.happen("child_and_family_update", on, child)
            elif lapses.may_review(on) and on > days[0]:
                script.happen("review_sergeant", on, CASE, Part.SUPERVISOR)
            else:
                break
