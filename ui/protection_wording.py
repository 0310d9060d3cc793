"""Protection in words for the header, lists and panels: what keeps a child safe now, since when nothing does."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.protection import BailCheckRow, CaseProtection, MeasureRow, ProtectionRow
from ui import wording
from ui.blocks import Block, Line

translate = QCoreApplication.translate


def pair_key(row: ProtectionRow) -> str:
    """Give what tells one child and suspect from every other."""
    return f"{row.child_id} {row.suspect_id}"


def now(row: ProtectionRow) -> str:
    """Give what protects the child now, or since when nothing does."""
    if row.protected:
        return ", ".join(row.by)
    if not row.known:
        return translate("protection_wording", "not known")
    return translate("protection_wording", "none since {day}").format(day=wording.short_day(row.since))


def now_in_full(row: ProtectionRow) -> str:
    """Give the same as a sentence."""
    if row.protected:
        return translate("protection_wording", "Protected since {day}: {by}").format(
            day=wording.day(row.since), by=", ".join(row.by)
        )
    if not row.known:
        return translate(
            "protection_wording", "Not known: neither the suspect's access nor any protection is on record"
        )
    return translate("protection_wording", "No active protection since {day}").format(day=wording.day(row.since))


def until(row: ProtectionRow) -> str:
    """Give until when, or that no end is known."""
    if not row.protected:
        return ""
    return wording.short_day(row.until) if row.until else translate("protection_wording", "no end known")


def access(row: ProtectionRow) -> str:
    """Give the suspect with whether access to children is known."""
    words = translate("protection_wording", "{suspect}, access: {access}")
    return words.format(suspect=row.suspect, access=wording.term(row.access))


def header(found: CaseProtection) -> tuple[str, str] | None:
    """Give the mark and the words that stand over a case; nothing where nobody is in need of protection."""
    if not found.pairs:
        return None
    bare = [row for row in found.pairs if not row.protected and row.known]
    if bare:
        since = min(row.since for row in bare)
        words = translate("protection_wording", "Protection: none since {day}").format(day=wording.day(since))
        some = len(bare) < len(found.pairs)
        return "critical", f"{words} ({', '.join(sorted({row.child for row in bare}))})" if some else words
    if any(not row.protected for row in found.pairs):
        return "unknown", translate("protection_wording", "Protection: not known")
    soonest = min((row.until for row in found.pairs if row.until), default=None)
    if soonest is not None and any(row.state_key == "due_soon" for row in found.pairs):
        words = translate("protection_wording", "Protection ends {day}")
        return "due_soon", words.format(day=wording.day(soonest))
    by = dict.fromkeys(name for row in found.pairs for name in row.by)
    words = translate("protection_wording", "Protection: {by}").format(by=", ".join(by))
    return "done", f"{words}, {translate('protection_wording', 'to')} {wording.day(soonest)}" if soonest else words


def measure_mark(row: MeasureRow) -> str:
    """Give the shape for a measure."""
    return row.state_key if row.covers or row.over else "none"


def measure_state(row: MeasureRow) -> str:
    """Give how a measure stands."""
    if row.over:
        return translate("protection_wording", "over")
    if not row.covers:
        return translate("protection_wording", "keeps nobody away")
    if row.state_key == "overdue":
        return translate("protection_wording", "review passed")
    return translate("protection_wording", "in force")


def whom(row: MeasureRow) -> str:
    """Give whom it restrains and whom it protects."""
    return " → ".join(part for part in (row.suspect, row.child) if part)


def blocks(found: CaseProtection, row: ProtectionRow | None) -> Iterable[Block]:
    """Give the days without protection of the chosen pair, and the checks of bail."""
    if row is not None:
        lines = [Line(wording.short_day(first), _days(first, last), _to(last)) for first, last in reversed(row.gaps)]
        yield Block(
            translate("protection_wording", "Days without protection since the report"),
            lines,
            translate("protection_wording", "None."),
        )
    yield Block(
        translate("protection_wording", "Checks of bail conditions"),
        [_check(check) for check in found.checks],
        translate("protection_wording", "Nobody is on bail with a check due."),
    )


def left_out(found: CaseProtection) -> str:
    """Say who is not in the list."""
    parts = []
    if found.adults:
        parts.append(wording.count_of(found.adults, "adult", "adults"))
    if found.without_access:
        parts.append(wording.count_of(found.without_access, "suspect without access", "suspects without access"))
    return translate("protection_wording", "Not shown: {parts}").format(parts=", ".join(parts)) if parts else ""


def _days(first: date, last: date) -> str:
    return wording.count_of((last - first).days + 1, "day")


def _to(last: date) -> str:
    return translate("protection_wording", "to {day}").format(day=wording.day(last))


def _check(check: BailCheckRow) -> Line:
    late = wording.late(check.days_late) if check.days_late else ""
    due = late or translate("protection_wording", "due {day}").format(day=wording.day(check.due))
    told = []
    if check.last_on is not None and check.last_outcome is not None:
        told.append(f"{wording.day(check.last_on)}: {wording.term(check.last_outcome)}")
    if check.not_checked > 1:
        words = translate("protection_wording", "{count} times in a row")
        told.append(words.format(count=check.not_checked))
    return Line(check.suspect, due, ", ".join(told), "overdue" if check.days_late else "")
