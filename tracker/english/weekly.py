"""What the weekly paper says of a week against the one before."""

WEEKLY_CHANGES: dict[str, tuple[str, str]] = {
    "cases_came": ("{count} case came in.", "{count} cases came in."),
    "cases_went": (
        "{count} case was closed or handed to another team.",
        "{count} cases were closed or handed to another team.",
    ),
    "entered_late": (
        "{count} entry of this week is of something that happened before it; the paper of that week stays as it was.",
        "{count} entries of this week are of things that happened before it; the papers of then stay as they were.",
    ),
    "late_ones_done": (
        "{count} milestone that was late a week before is done.",
        "{count} milestones that were late a week before are done.",
    ),
    "late_ones_ended": (
        "{count} milestone late a week before is not open any more: case closed or handed on, or its start undone.",
        "{count} milestones late a week before are not open any more: case closed or handed on, or their start undone.",
    ),
    "newly_slipped": (
        "{count} milestone newly slipped past its first due date.",
        "{count} milestones newly slipped past their first due date.",
    ),
    "overdue_replanned": ("{count} overdue clock was re-planned.", "{count} overdue clocks were re-planned."),
    "replanned_unapproved": ("No approval of it is on record.", "No approval is on record for {count} of them."),
}

WEEKLY_FIGURES: dict[str, str] = {
    "no_next_action": "Open cases without a next action",
    "unallocated": "Cases without an officer in the case",
}


def weekly_change(code: str, count: int, *, of: int | None = None) -> str:
    """Give the sentence of something that happened so many times in a week (out of `of`); none where it did not."""
    one, many = WEEKLY_CHANGES[code]
    return (one if (count if of is None else of) == 1 else many).format(count=f"{count:,}") if count else ""


def weekly_figure(code: str, now: int, before: int) -> str:
    """Give the sentence of a figure that is not what it was a week before; none where it is."""
    if now == before:
        return ""
    return f"{WEEKLY_FIGURES[code]}: {now:,}, {'up' if now > before else 'down'} from {before:,} a week before."


AGE_BANDS: dict[str, str] = {
    "under_1": "under 1",
    "1_to_4": "1 to 4",
    "5_to_9": "5 to 9",
    "10_to_15": "10 to 15",
    "16_to_17": "16 to 17",
    "adult_now": "18 or over",
    "not_recorded": "not recorded",
}


def age_band(band: str) -> str:
    """Give a band of a child's age in words."""
    return AGE_BANDS[band]
