"""What happened to a clock in words: its pauses, its moves with who and when, its corrected starts."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tracker.rows.case_file import ClockRow, MilestoneRow, MoveRow, PauseRow, StartRow
from tracker.terms import ClockClass, ClockEventKind, ClockState, LimitKind
from ui import wording

translate = QCoreApplication.translate

MOVES = {
    ClockEventKind.RESCHEDULED: QT_TRANSLATE_NOOP("clock_wording", "Re-planned"),
    ClockEventKind.ORDERED: QT_TRANSLATE_NOOP("clock_wording", "Ordered"),
    ClockEventKind.EXTENDED: QT_TRANSLATE_NOOP("clock_wording", "Extended"),
    ClockEventKind.CORRECTED: QT_TRANSLATE_NOOP("clock_wording", "Start corrected"),
    ClockEventKind.RECALCULATED: QT_TRANSLATE_NOOP("clock_wording", "Counted again"),
}


def pause_words(clock: ClockRow, today: date) -> Iterable[str]:
    """Say of a clock that stands still since when, for what, whose need, and when it is looked at again."""
    if clock.paused_since is None:
        return
    waits_for = wording.term(clock.pause_cause) if clock.pause_cause is not None else ""
    age = wording.count_of(clock.pause_age_days, "day")
    since = translate("clock_wording", "Paused since {day}, for {age}")
    yield since.format(day=wording.day(clock.paused_since), age=age)
    yield from _review_words(clock, today)
    yield ": ".join(part for part in (waits_for, clock.pause_reason) if part)
    yield _whose(clock.pause_ours)


def _review_words(clock: ClockRow, today: date) -> Iterable[str]:
    if clock.review_on is None:
        return
    day, days = wording.day(clock.review_on), (today - clock.review_on).days
    if clock.review_passed:
        words = translate("clock_wording", "Should have been looked at again on {day}, {days} ago")
        yield words.format(day=day, days=wording.count_of(days, "day"))
    elif days == 0:
        yield translate("clock_wording", "To be looked at again today")
    else:
        yield translate("clock_wording", "To be looked at again on {day}").format(day=day)


def fixed_words(clock: ClockRow) -> Iterable[str]:
    """Say of a date that a person set which one the rules give beside it."""
    if not clock.fixed_by:
        return
    given = wording.due(clock.computed, clock.computed_at, clock.unknown)
    if clock.fixed_by == "order":
        yield translate("clock_wording", "Fixed by order; the rules give {day}").format(day=given)
    else:
        yield translate("clock_wording", "Re-planned; the rules give {day}").format(day=given)


def history_words(clock: ClockRow) -> Iterable[str]:
    """Tell the moves in order, then the pauses that are over, then the corrected starts."""
    for number, move in enumerate(clock.moved, start=1):
        yield f"{number}. {move_words(move)}"
    for pause in clock.pauses:
        if pause.until is not None:
            yield past_pause_words(pause)
    for start in clock.starts:
        yield start_words(start)


def move_words(move: MoveRow) -> str:
    """Say from when to when a date was moved, why, by whom and with whose approval or authority."""
    kind = MOVES.get(move.kind)
    moved = translate("clock_wording", str(kind)) if kind else translate("clock_wording", "Worked out again")
    words = translate("clock_wording", "{moved} {on}: from {old} to {new}").format(
        moved=moved,
        on=wording.day(move.on),
        old=wording.due(move.old, move.old_at),
        new=wording.due(move.new, move.new_at),
    )
    return _sentences(words, move.reason, _who(move))


def past_pause_words(pause: PauseRow) -> str:
    """Say of a pause that is over from when to when it lasted, for what, whose need and who entered it."""
    words = translate("clock_wording", "Paused {since} to {until}").format(
        since=wording.day(pause.since), until=wording.day(pause.until)
    )
    cause = wording.term(pause.cause) if pause.cause is not None else ""
    waits_for = ": ".join(part for part in (cause, pause.reason) if part)
    return _sentences(words, waits_for, _whose(pause.ours), pause.by)


def start_words(start: StartRow) -> str:
    """Say of a corrected start which day was entered and which it is, why and by whom."""
    words = translate("clock_wording", "Start corrected {on}: {was} was entered, {now} is right")
    words = words.format(on=wording.day(start.on), was=wording.day(start.was), now=wording.day(start.now))
    return _sentences(words, start.reason, start.by)


def why_not(milestone: MilestoneRow) -> str:
    """Say what keeps a person from changing the clocks of a milestone, with the law or policy each rests on."""
    if not milestone.clocks:
        return translate("clock_wording", "no clock runs towards it")
    reasons = [_what_keeps(clock) for clock in milestone.clocks]
    return ", ".join(dict.fromkeys(reasons))


def _what_keeps(clock: ClockRow) -> str:
    if clock.state is ClockState.STOPPED:
        return translate("clock_wording", "{limit} has stopped").format(limit=clock.limit_id)
    if clock.limit_kind in (LimitKind.LAW, LimitKind.CODE):
        words = translate("clock_wording", "{limit} is fixed by {kind} ({basis})")
        return words.format(limit=clock.limit_id, kind=wording.term(clock.limit_kind), basis=clock.basis)
    if clock.clock_class is ClockClass.PERIOD:
        return translate("clock_wording", "{limit} is a period ({basis})").format(
            limit=clock.limit_id, basis=clock.basis
        )
    if clock.fixed_by == "order":
        return translate("clock_wording", "the date of {limit} was ordered").format(limit=clock.limit_id)
    state = wording.term(clock.state)
    return translate("clock_wording", "{limit} is {state}").format(limit=clock.limit_id, state=state)


def _sentences(*parts: str) -> str:
    return ". ".join(wording.sentence(part.rstrip(".")) for part in parts if part)


def _whose(ours: bool) -> str:
    if ours:
        return translate("clock_wording", "Our own wait: it counts as lateness")
    return translate("clock_wording", "Not our own wait: it does not count as lateness")


def _who(move: MoveRow) -> str:
    if move.authority:
        return translate("clock_wording", "{authority}; entered by {who}").format(authority=move.authority, who=move.by)
    if move.approved_by and move.approved_by != move.by:
        return translate("clock_wording", "{who}, approved by {other}").format(who=move.by, other=move.approved_by)
    if move.approved_by:
        return translate("clock_wording", "Approved and entered by {who}").format(who=move.by)
    return translate("clock_wording", "{who}, without approval").format(who=move.by)
