"""What the list of protection says of a child and a suspect: its columns, and the blocks beside them."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.protection_register import RegisterRow, ToTellRow
from tracker.terms import Holder, YesNo
from ui import wording
from ui.blocks import Block, Line
from ui.tables.column import Column

translate = QCoreApplication.translate
#: an end so near is told in days
TOLD_IN_DAYS = 31


def row_key(row: RegisterRow) -> str:
    """Give what tells one child and suspect of one case from every other."""
    return f"{row.child_id} {row.suspect_id}"


def now(row: RegisterRow) -> str:
    """Give what protects the child now, or since when nothing does."""
    if row.protected:
        return ", ".join(row.by)
    if not row.known:
        return translate("register_columns", "not known")
    words = translate("register_columns", "none since {day}")
    return words.format(day=wording.short_day(row.since))


def now_in_full(row: RegisterRow) -> str:
    """Give the same as a sentence."""
    if row.protected:
        words = translate("register_columns", "Protected since {day}: {by}")
        return words.format(day=wording.day(row.since), by=", ".join(row.by))
    if not row.known:
        return translate("register_columns", "Not known: the unit's spreadsheet says nothing of it")
    words = translate("register_columns", "No active protection since {day}, for {days}")
    return words.format(day=wording.day(row.since), days=wording.count_of(row.days, "day"))


def title(row: RegisterRow) -> str:
    """Give what the chosen row is about, and how it stands."""
    return f"{row.reference}: {row.child}, {row.suspect}. {now_in_full(row)}"


def to_look_at(row: RegisterRow) -> date | None:
    """Give the first day on which a measure, or the conditions of bail, are to be looked at."""
    return min((day for day in (row.check_due, row.review_on) if day is not None), default=None)


def not_told(row: RegisterRow) -> list[ToTellRow]:
    """Give who does not know how things stand."""
    return [one for one in row.to_tell if not one.done]


def columns() -> list[Column]:
    """Give the columns of the list."""
    return [
        Column(
            translate("register_columns", "Protection now"),
            now,
            mark=lambda row: row.state_key,
            accessible=now_in_full,
            tooltip=now_in_full,
            sort=lambda row: (row.protected, not row.known, row.since),
            width=238,
        ),
        Column(translate("register_columns", "Case"), lambda row: row.reference, width=124, bold=True, leaves=-1),
        Column(translate("register_columns", "Child"), lambda row: row.child, width=50),
        Column(translate("register_columns", "Suspect"), _suspect, tooltip=_access, accessible=_access, width=130),
        Column(
            translate("register_columns", "Days"),
            lambda row: f"{row.days:,}",
            sort=lambda row: row.days,
            align="right",
            width=52,
        ),
        Column(
            translate("register_columns", "Ends"),
            _ends,
            sort=lambda row: row.until,
            tooltip=_ends_on,
            accessible=_ends_on,
            width=114,
        ),
        Column(translate("register_columns", "To be looked at"), _look, sort=to_look_at, tooltip=_look, width=140),
        Column(
            translate("register_columns", "To tell"),
            _tell,
            sort=lambda row: len(not_told(row)),
            tooltip=_tell,
            width=122,
        ),
        Column(
            translate("register_columns", "Late"),
            lambda row: f"{row.late:,}" if row.late else "",
            sort=lambda row: row.late,
            align="right",
            accessible=lambda row: wording.count_of(row.late, "late milestone"),
            width=52,
        ),
        Column(translate("register_columns", "Officer"), lambda row: row.oic, width=118),
        Column(translate("register_columns", "Taken on by"), _taken_on, tooltip=_taken_on, width=150),
        Column(
            translate("register_columns", "Days without"),
            lambda row: f"{row.gap_days:,}" if row.known else "",
            sort=lambda row: row.gap_days,
            align="right",
            width=90,
            leaves=1,
        ),
        Column(translate("register_columns", "Team"), lambda row: row.team, width=80, leaves=2),
    ]


def blocks(row: RegisterRow) -> Iterable[Block]:
    """Give who must be told, who must act, and the days on which nothing protected the child before."""
    yield Block(
        translate("register_columns", "Who must be told"),
        [_told(one) for one in row.to_tell],
        translate("register_columns", "Nobody, as far as is on record."),
    )
    yield Block(translate("register_columns", "Who must act"), list(_act(row)))
    yield Block(
        translate("register_columns", "Days without protection before"),
        [_gap(first, last) for first, last in reversed(row.gaps)],
        translate("register_columns", "None since the report."),
    )


def _suspect(row: RegisterRow) -> str:
    if row.access is YesNo.YES:
        return translate("register_columns", "{suspect}, has access").format(suspect=row.suspect)
    return translate("register_columns", "{suspect}, access?").format(suspect=row.suspect)


def _access(row: RegisterRow) -> str:
    words = translate("register_columns", "{suspect}, access to children: {access}")
    return words.format(suspect=row.suspect, access=wording.term(row.access).lower())


def _ends(row: RegisterRow) -> str:
    if row.until is None or row.days_left is None:
        return translate("register_columns", "no end known") if row.protected else ""
    if row.days_left > TOLD_IN_DAYS:
        return wording.short_day(row.until)
    return translate("register_columns", "in {days}").format(days=wording.count_of(row.days_left, "day"))


def _ends_on(row: RegisterRow) -> str:
    if row.until is None or row.days_left is None:
        return _ends(row)
    words = translate("register_columns", "{day}, in {days}")
    return words.format(day=wording.day(row.until), days=wording.count_of(row.days_left, "day"))


def _look(row: RegisterRow) -> str:
    day = to_look_at(row)
    if row.check_days_late:
        return wording.late(row.check_days_late)
    if row.state_key == "overdue":
        return translate("register_columns", "{day}, has passed").format(day=wording.short_day(day))
    return wording.short_day(day)


def _tell(row: RegisterRow) -> str:
    return ", ".join(dict.fromkeys(_who(one) for one in not_told(row)))


def _who(one: ToTellRow) -> str:
    words = {
        Holder.CHILD_OR_FAMILY: translate("register_columns", "family"),
        Holder.SOCIAL_CARE: translate("register_columns", "social care"),
        Holder.CPS: translate("register_columns", "CPS"),
    }
    return words.get(one.who) or wording.term(one.who)


def _told(one: ToTellRow) -> Line:
    if one.done:
        right = translate("register_columns", "told {day}").format(day=wording.day(one.on))
    elif one.days_late:
        right = wording.late(one.days_late)
    elif one.due is not None:
        right = translate("register_columns", "due {day}").format(day=wording.day(one.due))
    elif one.on is not None:
        right = translate("register_columns", "not since; last {day}").format(day=wording.day(one.on))
    else:
        right = translate("register_columns", "not on record")
    return Line(_who(one), right, one.what, one.state_key)


def _act(row: RegisterRow) -> Iterable[Line]:
    officer, supervisor = translate("register_columns", "Officer"), translate("register_columns", "Supervisor")
    yield Line(officer, row.oic or translate("register_columns", "nobody"))
    yield Line(supervisor, row.supervisor or translate("register_columns", "nobody"))
    if row.taken_on:
        yield Line(translate("register_columns", "Taken on"), _taken_on(row))
    if row.checked_by:
        checkers = ", ".join(wording.term(one) for one in row.checked_by)
        yield Line(translate("register_columns", "Checked by"), checkers)
    if row.check_due is not None:
        late = wording.late(row.check_days_late) if row.check_days_late else ""
        words = translate("register_columns", "conditions to be checked {day}").format(day=wording.day(row.check_due))
        yield Line(translate("register_columns", "Bail"), late or words, words if late else "")
    if row.review_on is not None:
        words = translate("register_columns", "looked at again {day}").format(day=wording.day(row.review_on))
        yield Line(translate("register_columns", "Measure"), words)
    if row.late:
        words = translate("register_columns", "{count} late in this case")
        yield Line(
            translate("register_columns", "Late"),
            words.format(count=wording.count_of(row.late, "milestone")),
            mark="overdue",
        )


def _taken_on(row: RegisterRow) -> str:
    if not row.taken_on or row.next_step_by is None:
        return row.taken_on
    words = translate("register_columns", "{who}, by {day}")
    return words.format(who=row.taken_on, day=wording.short_day(row.next_step_by))


def _gap(first: date, last: date) -> Line:
    days = wording.count_of((last - first).days + 1, "day")
    return Line(wording.short_day(first), days, translate("register_columns", "to {day}").format(day=wording.day(last)))
