"""A bail period in words: its steps, why it has no end, why an event is refused, and what is still to be confirmed."""

from collections.abc import Callable, Iterable

from tracker import wording
from tracker.domain.bail import BailStanding, NextExtension, Refused
from tracker.domain.bail_extensions import authority_of
from tracker.domain.explain import Step, When
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook
from tracker.rows.why import StepRow

READINGS = {
    "bail_begins_with_release": "released_while_suspended",
    "bail_court_added": "added_by_court",
    "bail_cps_requested": "part_days",
    "bail_cps_requested_floor": "part_days",
    "bail_extended_acting": "acting_rank",
    "bail_out_of_hospital_counted": "hospital_days",
    "bail_request_met": "part_days",
    "bail_runs_again_with_release": "released_while_suspended",
    "bail_suspended": "part_days",
}
EXTENDED = ("bail_extended", "bail_extended_acting", "bail_court_extended")
STOOD_STILL = ("bail_cps_requested", "bail_cps_requested_floor", "bail_out_of_hospital_counted")


def bail_steps_in_words(steps: Iterable[Step], shown: Callable[[When], str]) -> tuple[StepRow, ...]:
    """Put the steps of a bail period into words.

    Args:
        shown: how days are written.
    """
    return tuple(_in_words(step, shown) for step in steps)


def refused_in_words(refused: Refused, shown: Callable[[When], str] = wording.when) -> str:
    """Say why the law does not allow an event."""
    return wording.error(refused.code, wording.shown(refused.values, shown))


def no_end_in_words(standing: BailStanding, shown: Callable[[When], str] = wording.when) -> str:
    """Say why there is no end; nothing where there is one."""
    had_ended = None if standing.had_ended is None else shown(standing.had_ended)
    return wording.no_bail_end(standing.no_end_because, shown(standing.since), had_ended)


def no_day_in_words(following: NextExtension, shown: Callable[[When], str] = wording.when) -> str:
    """Say why there is no day by which to lodge, or no day at all, for an extension; nothing where there is."""
    return wording.no_lodging_day(following.why, wording.shown(following.why_values, shown))


def who_may(authority: str) -> str:
    """Give who may extend, in words: a rank or one above, a senior officer, or the court."""
    return wording.bail_authority(authority_of(authority))


def readings(standing: BailStanding) -> tuple[str, ...]:
    """Give the codes of the readings on which the standing rests, that the force's legal adviser has to confirm."""
    codes = [step.code for step in standing.steps]
    found = {READINGS[code] for code in codes if code in READINGS}
    if standing.earliest != standing.ends:
        found.add("month_without_the_day")
    still = next((place for place, code in enumerate(codes) if code in STOOD_STILL), len(codes))
    if any(code in EXTENDED for code in codes[still:]):
        found.add("extended_after_standing_still")
    return tuple(sorted(found))


def unsure_limits(standing: BailStanding, rules: RuleBook) -> tuple[Limit, ...]:
    """Give the limits under which it was extended that the force has still to confirm."""
    limits = (rules.pack.versions(limit_id)[-1] for limit_id in dict.fromkeys(standing.extensions))
    return tuple(limit for limit in limits if limit.to_be_confirmed)


def is_to_be_confirmed(standing: BailStanding, rules: RuleBook) -> bool:
    """Say whether the standing rests on a reading, or on a limit that the force has still to confirm."""
    return bool(readings(standing) or unsure_limits(standing, rules))


def _in_words(step: Step, shown: Callable[[When], str]) -> StepRow:
    values = wording.shown(step.values, shown)
    return StepRow(
        on=shown(step.on),
        what=wording.step(step.code, values),
        gives="" if step.gives is None else wording.gives(shown(step.gives), values),
        basis=step.basis,
        code=step.code,
        day=step.on,
        gives_day=step.gives,
        values=step.values,
    )
