"""What changed in the week, in plain sentences: facts only, no ranking and no judgement."""

from collections.abc import Sequence

from tracker import wording
from tracker.domain.hindsight import day_of
from tracker.queries.weekly_standing import WeekEnd


def what_changed(now: WeekEnd, before: WeekEnd, *, compared: bool) -> tuple[str, ...]:
    """Give what is different from a week before, in at most eight sentences; fewer where nothing is.

    Args:
        now: the end of the week.
        before: the end of the week before.
        compared: whether the unit was there a week before; without it only what happened in the week is said.
    """
    said = [*_lateness(now, before)] if compared else []
    said.append(_comings_and_goings(now, before) if compared else "")
    if compared:
        said.append(wording.weekly_figure("unallocated", len(now.unallocated), len(before.unallocated)))
        said.append(wording.weekly_figure("no_next_action", len(now.idle), len(before.idle)))
    said.append(_rescued(now, before))
    said.append(_entered_late(now, before))
    return tuple(sentence for sentence in said if sentence)


def _lateness(now: WeekEnd, before: WeekEnd) -> Sequence[str]:
    gone = [milestone_id for milestone_id in before.slipped if milestone_id not in now.slipped]
    done = now.done_by_all(before.at)
    finished = sum(milestone_id in done for milestone_id in gone)
    return [
        wording.weekly_change("newly_slipped", len(now.newly_slipped(before))),
        wording.weekly_change("late_ones_done", finished),
        wording.weekly_change("late_ones_ended", len(gone) - finished),
    ]


def _comings_and_goings(now: WeekEnd, before: WeekEnd) -> str:
    came = sum(case_id not in before.open_cases for case_id in now.open_cases)
    went = sum(case_id not in now.open_cases for case_id in before.open_cases)
    return " ".join(
        sentence
        for sentence in (wording.weekly_change("cases_came", came), wording.weekly_change("cases_went", went))
        if sentence
    )


def _rescued(now: WeekEnd, before: WeekEnd) -> str:
    moved = now.rescued_since(before.at)
    unapproved = sum(not one.event.approved_by for one in moved)
    said = wording.weekly_change("overdue_replanned", len(moved))
    doubt = wording.weekly_change("replanned_unapproved", unapproved, of=len(moved))
    return f"{said} {doubt}".rstrip()


def _entered_late(now: WeekEnd, before: WeekEnd) -> str:
    done = now.done_since(before.at).values()
    entries = {(one.clock.case_id, one.stop.recorded_at) for one in done if day_of(one.stop.on) <= before.last_day}
    return wording.weekly_change("entered_late", len(entries))
