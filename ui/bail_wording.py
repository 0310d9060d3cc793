"""Bail in words for lists and panels: when it ends, how long that is, who must authorise what next."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.bail_register import BailEventRow, BailRow, NextRow
from tracker.terms import BailState, Rank
from ui import wording

translate = QCoreApplication.translate

COURT, SENIOR_OFFICER = "court", "senior_officer"
NOT_COUNTED, TAKEN_BACK, COUNTED = "overdue", "not_required", "done"


def row_key(row: BailRow) -> str:
    """Give what tells one suspect's bail from every other."""
    return f"{row.case_id} {row.suspect_id} {row.arrest_id}"


def ends(row: BailRow) -> str:
    """Give the day the period ends, with the earlier reading where there are two, or why there is none."""
    if row.ends is None:
        return row.why_no_end
    if row.earliest is None or row.earliest == row.ends:
        return wording.day(row.ends)
    return translate("bail_wording", "{day}, or {earlier}").format(
        day=wording.day(row.ends), earlier=wording.short_day(row.earliest).rsplit(" ", 1)[0]
    )


def ends_shortly(row: BailRow) -> str:
    """Give the same for a narrow column."""
    if row.ends is not None:
        return ends(row)
    return {
        BailState.SUSPENDED: translate("bail_wording", "stands still"),
        BailState.NOT_BEGUN: translate("bail_wording", "has not begun"),
        BailState.COURT_DECIDING: translate("bail_wording", "when the court decides"),
        BailState.NO_LIMIT: translate("bail_wording", "no limit"),
        BailState.UNDER_INVESTIGATION: translate("bail_wording", "no limit"),
    }.get(row.state, row.why_no_end)


def left_shortly(row: BailRow) -> str:
    """Give how long it is in a narrow column."""
    if row.since_release is None:
        return left(row)
    days = wording.count_of(row.since_release, "day")
    words = (
        translate("bail_wording", "long: {days} so far")
        if row.long_since_release
        else translate("bail_wording", "{days} so far")
    )
    return words.format(days=days)


def left(row: BailRow) -> str:
    """Give how long it is until the period ends, or how long ago the suspect was released under investigation."""
    if row.since_release is not None:
        days = wording.count_of(row.since_release, "day")
        words = (
            translate("bail_wording", "long: {days} since release")
            if row.long_since_release
            else translate("bail_wording", "{days} since release")
        )
        return words.format(days=days)
    if row.days_left is None:
        return ""
    if past := days_past_return(row):
        return translate("bail_wording", "return {days} past").format(days=wording.count_of(past, "day"))
    if row.days_left == 0:
        return translate("bail_wording", "last day today")
    days = wording.count_of(abs(row.days_left), "day")
    words = translate("bail_wording", "{days} left") if row.days_left > 0 else translate("bail_wording", "{days} past")
    return words.format(days=days)


def had_ended(row: BailRow) -> str:
    """Say that the period had run out before what ended the bail; nothing where it had not."""
    if row.had_ended is None:
        return ""
    return translate("bail_wording", "the period had ended on {day}").format(day=wording.day(row.had_ended))


def days_past_return(row: BailRow) -> int:
    """Give how many days ago an earlier return date passed while the period still runs."""
    if row.earliest is None or row.days_left is None or row.days_left < 0 or row.returns is None:
        return 0
    return max(0, (row.earliest - row.returns).days - row.days_left)


def left_mark(row: BailRow) -> str:
    """Give the mark of what is over or had run out before it was ended, or of a release long ago; else nothing."""
    over = row.had_ended is not None or (row.days_left is not None and row.days_left < 0)
    return "overdue" if over or row.long_since_release or days_past_return(row) else ""


def first_step(row: BailRow) -> NextRow | None:
    """Give what must be authorised first."""
    return row.following[0] if row.following else None


def who_next(row: BailRow) -> str:
    """Give who must authorise it."""
    step = first_step(row)
    return wording.sentence(step.rank) if step else ""


def by_when(step: NextRow | None) -> str:
    """Give the last day for it in a narrow column; of a court the day the papers should be lodged."""
    if step is None:
        return ""
    if step.lodge_by is not None:
        return translate("bail_wording", "lodge by {day}").format(day=wording.short_day(step.lodge_by))
    return translate("bail_wording", "by {day}").format(day=wording.short_day(step.by)) if step.by else ""


def act_by(step: NextRow | None) -> date:
    """Give the day by which somebody must act, for sorting."""
    return (step.lodge_by or step.by or date.max) if step else date.max


def gives(step: NextRow) -> str:
    """Give the end that the next step brings."""
    if step.to is None:
        return ""
    to = wording.day(step.to)
    if step.longer_to is None:
        return to
    return translate("bail_wording", "{day}, or {longer} at most").format(day=to, longer=wording.day(step.longer_to))


def next_lines(step: NextRow) -> list[str]:
    """Give what must be authorised next, line by line: what and by whom, by when, what it gives, what comes first."""
    lines = [translate("bail_wording", "{what}: {who}").format(what=step.what, who=step.rank)]
    if step.lodge_by is not None:
        lines.append(
            translate("bail_wording", "Lodge the papers by {day}; last day {last}").format(
                day=wording.day(step.lodge_by), last=wording.day(step.by)
            )
        )
    elif step.by is not None:
        lines.append(translate("bail_wording", "By {day}").format(day=wording.day(step.by)))
    if step.why:
        lines.append(wording.sentence(step.why))
    if step.to is not None:
        lines.append(translate("bail_wording", "Then it ends {day}").format(day=gives(step)))
    if step.note:
        lines.append(step.note)
    return lines


def source(step: NextRow) -> str:
    """Give the limit that the next step falls under, and whether the force has still to confirm it."""
    confirm = translate("bail_wording", "to be confirmed by the force") if step.to_be_confirmed else ""
    return " · ".join(part for part in (step.limit_id, confirm) if part)


def authority(code: str) -> str:
    """Give who may authorise: a rank, a senior officer of another body, or a court; other words as they are."""
    if code in set(Rank):
        return wording.term(Rank(code))
    return {
        COURT: translate("bail_wording", "magistrates' court"),
        SENIOR_OFFICER: translate("bail_wording", "senior officer of that body"),
    }.get(code, code)


def authorised(event: BailEventRow) -> str:
    """Give who authorised an event, with the rank."""
    rank = authority(event.authority)
    if event.acting:
        rank = translate("bail_wording", "acting {rank}").format(rank=rank)
    return ", ".join(part for part in (event.authorised_by, rank) if part)


def conditions(event: BailEventRow) -> str:
    """Give the letters of the conditions that are recorded as met."""
    return " ".join(condition.value[0].upper() for condition in event.conditions)


def standing(event: BailEventRow) -> str:
    """Say whether an event counts, and why where it does not."""
    if event.withdrawn:
        return translate("bail_wording", "taken back: {why}").format(why=_inside(event.withdrawn))
    if event.refused:
        return translate("bail_wording", "not counted: {why}").format(why=_inside(event.refused))
    return translate("bail_wording", "counts")


def standing_shortly(event: BailEventRow) -> str:
    """Say whether an event counts, in a narrow column."""
    if event.withdrawn:
        return translate("bail_wording", "taken back")
    return translate("bail_wording", "not counted") if event.refused else translate("bail_wording", "counts")


def standing_mark(event: BailEventRow) -> str:
    """Give the mark of an event: counted, not counted, taken back."""
    return TAKEN_BACK if event.withdrawn else NOT_COUNTED if event.refused else COUNTED


def event_lines(event: BailEventRow) -> list[str]:
    """Give an event in words, line by line: what, whether it counts, who decided on which grounds, the note."""
    lines = [event.what]
    if event.refused or event.withdrawn:
        lines.append(wording.sentence(standing(event)))
    if who := authorised(event):
        lines.append(translate("bail_wording", "Authorised by {who}").format(who=who))
    if letters := conditions(event):
        lines.append(
            translate("bail_wording", "Conditions {letters} recorded; representations {representations}").format(
                letters=letters, representations=wording.term(event.representations)
            )
        )
    if event.note:
        lines.append(event.note)
    return lines


def title(row: BailRow) -> str:
    """Name a suspect's bail with how it stands: "44NI/00305/26 · S1: on bail, 4 days left"."""
    how = ", ".join(part for part in (wording.term(row.state), left(row)) if part)
    return f"{row.reference} · {row.suspect}: {how}"


def _inside(text: str) -> str:
    """Give a sentence as part of another."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
