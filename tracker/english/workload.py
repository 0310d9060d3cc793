"""The points of cases, and how workload is reckoned."""

from collections.abc import Sequence

POINTS: dict[str, str] = {
    "base": "allegation investigated",
    "base_at_court": "at court or awaiting trial",
    "trial_month": "trial within four weeks",
    "extra_people": "more than one child or suspect",
    "risk": "risk",
    "child_needs": "child under ten, or intermediary needed",
    "devices": "devices",
    "non_recent": "non-recent",
    "on_bail": "suspect on bail",
    "action_plan": "CPS action plan open",
}

HALVED = "lowered: waits only for another agency"

WEIGHTS_OWN, WEIGHTS_OURS = "the force's own", "as shipped"
WEIGHTS_CONFIRMED, WEIGHTS_TO_CONFIRM = "confirmed by the force", "to be confirmed by the force"

WORKLOAD_FORMULA: tuple[str, ...] = (
    "Version {version} of the weights, in force since {since}: {whose}, {confirmed}.",
    (
        "Points of a case: {base} for an allegation being investigated, or {base_at_court} at court or awaiting trial "
        "(+{trial_month} where the trial is within four weeks); +{extra_child} for each child after the first and "
        "+{extra_suspect} for each suspect after the first, together {most_for_extra_people} at most; risk very high "
        "+{very_high}, high +{high}, medium +{medium}; +{child_under_ten_or_intermediary} for a child under ten or an "
        "intermediary needed; devices: {devices}; +{non_recent_or_institutional} non-recent; +{suspect_on_bail} with a "
        "suspect on bail; +{cps_action_plan_open} with a CPS action plan to meet. A case that waits for nobody but "
        "another agency counts {waiting_percent} % of this, never less than {waiting_least}."
    ),
    (
        "Capacity: weekly hours of 40, times the days of the shift pattern in the coming {days} days that are left "
        "after absences and days for court, training or other duties; for a student {student_percent} % of it."
    ),
    (
        "Fair share: the points of the team, shared out by capacity; nobody without capacity has a share. "
        "Load: points divided by capacity. Amber from {amber:g} times, red from {red:g} times the median of the own "
        "team; with no capacity nothing is divided. Relative within a team, no national number, and no measure of an "
        "officer."
    ),
)


def points(number: float) -> str:
    """Give points as they are shown: "12" or "5.5"."""
    return f"{number:g}"


def points_made_of(parts: Sequence[tuple[str, int]], *, halved: bool) -> str:
    """Say what the points of a case are made of: "allegation investigated 4, risk 3"."""
    made = ", ".join(f"{POINTS[key]} {number}" for key, number in parts)
    return f"{made}; {HALVED}" if halved else made
