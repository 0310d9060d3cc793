"""The words of the inspection replay, and the page of the documents that is made of them."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.rows.inspection_replay import FirstAlert, InspectionReplay, Replayed, When
from tracker.terms import Rung
from tracker.time_source import local_date
from tracker.wording import count_of, day, term

#: below this many hours it is told in hours
TOLD_IN_HOURS = 48
TITLE = "Inspection replay"
EXAMPLE = ("No.", "As printed", "From what to what", "Printed")
WATCHED = (*EXAMPLE, "First alert", "Told to", "Said to be late", "Then", "Still to run")
UNWATCHED = (*EXAMPLE, "The nearest alert", "Why")
LEAD = (
    "For inspectors, and for whoever decides on the limits of a force. Five published reports print how long something "
    "waited. Each such delay of a case is made a case of today: what the report says was done is done, nothing else "
    "is, nobody takes an alert on, and the time is moved forward with the program's own sweep."
)
READING = (
    "The first alert may be a warning that something is due soon; beside it stands when it was said to be late, and "
    "when each rung of the ladder heard of it. Still to run is the printed delay less the time until the first alert, "
    "and, behind it, until the supervisor heard. A month is thirty days; of words without a number the least is taken."
)
AGAIN = (
    "`undrift report replay --out replay.pdf` plays it anew by the limits of your own force, in a unit of its own that "
    "is thrown away, and draws it; with a name that ends in `.md` it writes this page."
)
HOLDS = "An alert is no deed. The replay shows who would have known, and when; not what they would have done."


def when_in_words(when: When | None) -> str:
    """Give a time since the beginning: at once, after so many hours, or on a day."""
    if when is None:
        return "never"
    if when.hours < 1:
        return "at once"
    return f"after {count_of(when.hours, 'hour')}" if when.hours < TOLD_IN_HOURS else f"day {when.days}"


def alert_in_words(alert: FirstAlert) -> str:
    """Give what the first alert said: its kind, and its limit where it is of one."""
    about = f": {alert.about} ({alert.limit_id})" if alert.about else ""
    return f"{term(alert.kind)}{about}"


def told_first(alert: FirstAlert) -> str:
    """Give to whom the first alert went."""
    return ", ".join(rung_in_words(rung) for rung, when in alert.told if when == alert.when)


def rung_in_words(rung: Rung) -> str:
    """Give the name of a rung, as it stands in a sentence."""
    return "OIC" if rung is Rung.OIC else term(rung).lower()


def ladder_in_words(alert: FirstAlert) -> str:
    """Give when each later rung heard of it."""
    later = [f"{rung_in_words(rung)} {when_in_words(when)}" for rung, when in alert.told if when != alert.when]
    return "; ".join(later)


def still_in_words(row: Replayed) -> tuple[str, str]:
    """Give what was still to run when the first alert went, and when the supervisor heard."""
    alert = row.alert
    if alert is None:
        return "", ""
    left = row.still_to_run(alert.when)
    if left is None:
        return "no figure", ""
    unit = "hour" if row.example.by_the_hour else "day"
    above = row.still_to_run(alert.reached(Rung.SUPERVISOR))
    if above is None:
        return count_of(left, unit), ""
    heard = f"{count_of(above, unit)} when the supervisor heard" if above else "over before the supervisor heard"
    return count_of(left, unit), heard


def summary(replay: InspectionReplay) -> str:
    """Say how many examples became cases, and in how many the alert came before the delay was over."""
    built, watched = replay.played, replay.watched
    figures = [row for row in watched if row.example.hours is not None]
    in_time = [row for row in figures if row.alert and row.still_to_run(row.alert.when)]
    above = [row for row in figures if row.alert and row.still_to_run(row.alert.reached(Rung.SUPERVISOR))]
    return (
        f"Of {len(replay.rows)} examples {len(built)} are delays of a case and were played. In {len(watched)} an alert "
        f"about the delayed thing itself would have gone; {len(built) - len(watched)} have no limit that watches it, "
        f"and stand apart. {len(figures)} of the {len(watched)} print a figure: the first alert would have gone while "
        f"{len(in_time)} of these delays were still running, and the supervisor would have heard in {len(above)}."
    )


def basis(replay: InspectionReplay) -> str:
    """Say by which limits it was played, and on which day every case begins."""
    limits = "the force's own limits over the shipped ones" if replay.own_limits else "the shipped limits"
    return f"By {limits}. Every case begins on {day(local_date(replay.begins))} at 10:00, which is day 0."


def inspection_page(replay: InspectionReplay) -> str:
    """Write the page of the documents."""
    return "\n".join(_lines(replay)) + "\n"


def _lines(replay: InspectionReplay) -> Iterator[str]:
    yield from (f"# {TITLE}", "", LEAD, "")
    yield from (basis(replay), summary(replay), "", READING, HOLDS, "")
    yield from (AGAIN, "")
    yield from ("## The first alert", "")
    yield from _table(WATCHED, [_watched_cells(row) for row in replay.watched])
    yield from ("## Nothing watches it", "", "What would have put the case as a whole before somebody.", "")
    yield from _table(UNWATCHED, [_unwatched_cells(row) for row in replay.unwatched])
    yield from ("## What was done in each case", "")
    rows: list[Sequence[str]] = [
        (str(row.example.number), row.done, row.note if row.alert else "") for row in replay.played
    ]
    yield from _table(("No.", "Done", "To know"), rows)
    yield from ("## No case is made of these", "")
    rows = [(str(row.example.number), quoted(row), row.example.left_out) for row in replay.left_out]
    yield from _table(("No.", "As printed", "Why"), rows)
    yield from ("## The reports", "")
    yield from (f"- {letter}: {name}." for letter, name in replay.reports)


def _watched_cells(row: Replayed) -> tuple[str, ...]:
    alert = row.alert
    if alert is None:
        raise ValueError(row)
    still = ", ".join(words for words in still_in_words(row) if words)
    return (
        str(row.example.number), quoted(row), row.example.what, row.example.printed or "no figure",
        f"{when_in_words(alert.when)}: {alert_in_words(alert)}", told_first(alert), when_in_words(alert.late),
        ladder_in_words(alert), still,
    )  # fmt: skip


def _unwatched_cells(row: Replayed) -> tuple[str, ...]:
    near = "none"
    if row.nearest is not None:
        near = f"{when_in_words(row.nearest.when)}: {alert_in_words(row.nearest)}, to the {told_first(row.nearest)}"
    return (
        str(row.example.number), quoted(row), row.example.what, row.example.printed or "no figure", near, row.note
    )  # fmt: skip


def quoted(row: Replayed) -> str:
    """Give the report's letter and its words."""
    return f"{row.example.report}: “{row.example.quote}”"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
