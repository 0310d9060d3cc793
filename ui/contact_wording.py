"""Contact with children and families in words: what to mind, when the last one was, what is still to tell."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.contact import CaseContact, ChildContactRow, ContactRow
from tracker.terms import SafeToContact
from ui import wording
from ui.blocks import Block, Line

translate = QCoreApplication.translate

DANGER = frozenset({SafeToContact.SUSPECT_LIVES_THERE, SafeToContact.ONLY_THROUGH})


def to_mind(row: ChildContactRow) -> list[str]:
    """Give what must be minded before this child or family is contacted, a line each."""
    if not row.flags:
        return [translate("contact_wording", "Nobody has said yet what to mind. Press Shift+F7 first.")]
    words = {flag: wording.term(flag) for flag in row.flags}
    if row.through is not None:
        through = translate("contact_wording", "Contact only through the {role}")
        words[SafeToContact.ONLY_THROUGH] = through.format(role=wording.term(row.through).removeprefix("the "))
    return list(words.values())


def mind_mark(row: ChildContactRow) -> str:
    """Give the shape for it."""
    if not row.flags:
        return "unknown"
    return "critical" if DANGER & set(row.flags) else "done" if SafeToContact.SAFE in row.flags else "overdue"


def since(row: ChildContactRow) -> str:
    """Give how long ago the last contact was."""
    days = wording.count_of(row.days_since, "day")
    if row.last_on is None:
        return translate("contact_wording", "none, {days} since the report").format(days=days)
    return translate("contact_wording", "{days} ago").format(days=days)


def agreed(row: ChildContactRow) -> str:
    """Give how often and how the family wants to hear."""
    if row.every_days is None:
        return translate("contact_wording", "not agreed yet")
    every = translate("contact_wording", "every {days}").format(days=wording.count_of(row.every_days, "day"))
    return f"{every}, {wording.term(row.way).lower()}" if row.way is not None else every


def outcome(row: ContactRow) -> str:
    """Give what the family was told of, or why it was not reached."""
    if row.not_reached is not None:
        return translate("contact_wording", "not reached: {why}").format(why=wording.term(row.not_reached))
    return ", ".join(wording.term(what) for what in row.told) or translate("contact_wording", "nothing in particular")


def how(row: ContactRow) -> str:
    """Give how and with whom."""
    parts = [wording.term(row.way)] if row.way is not None else []
    parts += [wording.term(row.who)] if row.who is not None else []
    return ", ".join(parts)


def blocks(found: CaseContact, row: ChildContactRow | None) -> Iterable[Block]:
    """Give what to mind of the chosen child, its dates, and what is still to tell."""
    if row is not None:
        lines = [Line("", words, "", mind_mark(row)) for words in to_mind(row)]
        yield Block(translate("contact_wording", "To mind"), lines)
        yield Block(translate("contact_wording", "Dates"), tuple(_dates(row)))
    told = [
        Line(
            one.subject,
            one.name,
            wording.late(one.days_late) if one.days_late else _due(one.due),
            "overdue" if one.days_late else "",
        )
        for one in found.to_tell
    ]
    yield Block(
        translate("contact_wording", "Still to tell"),
        told,
        translate("contact_wording", "Nothing is waiting to be told."),
    )


def _dates(row: ChildContactRow) -> Iterable[Line]:
    if row.last_on is not None:
        yield Line(translate("contact_wording", "Last contact"), wording.day(row.last_on), since(row))
    else:
        yield Line(translate("contact_wording", "Last contact"), since(row), "", row.state_key)
    yield Line(translate("contact_wording", "Agreed"), agreed(row), _due(row.agreed_next))
    if row.update_due is not None:
        late = wording.late(row.days_late) if row.days_late else ""
        yield Line(translate("contact_wording", "Update due"), wording.day(row.update_due), late)
    if row.contact_due is not None:
        hint = translate("contact_wording", "more serious from 42 days without any")
        yield Line(translate("contact_wording", "Any contact"), _due(row.contact_due), hint)


def _due(day: date | None) -> str:
    return translate("contact_wording", "due {day}").format(day=wording.day(day)) if day is not None else ""
