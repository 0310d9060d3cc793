"""The English of terms, errors and steps, by key, for screen, paper and command line: one door to `english`."""

from tracker.english.bail import (
    BAIL_READINGS,
    BAIL_STEPS,
    BAIL_WITHOUT_ARREST,
    bail_authority,
    no_bail_end,
    no_lodging_day,
)
from tracker.english.dates import (
    MONTHS,
    WEEKDAYS,
    amount,
    count_of,
    day,
    due_in,
    late,
    moment,
    short_day,
    when,
    when_in_zone,
)
from tracker.english.errors import ERRORS, error, review_parts
from tracker.english.history import BECAUSE, action, history_day, history_person, with_open_work
from tracker.english.steps import GIVES, UNKNOWN, confidence, gives, recorded, shown, step, step_reason, unknown
from tracker.english.terms import SHAPES, STATES, TERMS, term
from tracker.english.unit import FIRST_ROLES, KEY_KEPT, health, job, would_move
from tracker.english.weekly import weekly_change, weekly_figure
from tracker.english.workload import WORKLOAD_FORMULA, points, points_made_of

__all__ = [
    "BAIL_READINGS",
    "BAIL_STEPS",
    "BAIL_WITHOUT_ARREST",
    "BECAUSE",
    "ERRORS",
    "FIRST_ROLES",
    "GIVES",
    "KEY_KEPT",
    "MONTHS",
    "SHAPES",
    "STATES",
    "TERMS",
    "UNKNOWN",
    "WEEKDAYS",
    "WORKLOAD_FORMULA",
    "action",
    "amount",
    "bail_authority",
    "confidence",
    "count_of",
    "day",
    "due_in",
    "error",
    "gives",
    "health",
    "history_day",
    "history_person",
    "job",
    "late",
    "moment",
    "no_bail_end",
    "no_lodging_day",
    "points",
    "points_made_of",
    "recorded",
    "review_parts",
    "short_day",
    "shown",
    "step",
    "step_reason",
    "term",
    "unknown",
    "weekly_change",
    "weekly_figure",
    "when",
    "when_in_zone",
    "with_open_work",
    "would_move",
]
