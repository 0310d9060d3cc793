"""What stands over a case: reference, kind, risk and age; who has it; who holds it, what is next, and its flags."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.bail_register import BailRow
from tracker.rows.case_file import CaseFile
from tracker.terms import BailState, CaseStatus, ForceAnswer, Holder, RiskGrade
from ui import wording
from ui.bail_wording import ends, left
from ui.dialogs.milestone_forms import STILL_TO_DO
from ui.pages.case_file.milestone_columns import paused_too_long
from ui.protection_wording import header
from ui.widgets.mark_line import Said

translate = QCoreApplication.translate
SOON_DAYS, BAIL_SOON_DAYS = 3, 14


def headline(file: CaseFile) -> str:
    """Give the reference, the kind, the risk and the age in days."""
    risk = translate("case_heading", "{grade} risk").format(grade=wording.term(file.risk).lower())
    if file.risk is RiskGrade.NOT_ASSESSED:
        risk = translate("case_heading", "risk not assessed")
    age = translate("case_heading", "day {age}").format(age=f"{file.age_days:,}")
    return " · ".join((file.reference, wording.term(file.kind).lower(), risk, age))


def people(file: CaseFile) -> str:
    """Give who has the case, since when it is known, and its status."""
    oic = translate("case_heading", "OIC {officer}").format(officer=file.oic)
    none = translate("case_heading", "no OIC now" if file.transfers.oics else "no OIC yet")
    so_far = file.transfers.oics
    if file.oic and so_far > 1:
        oic += translate("case_heading", " (one of {count} so far)").format(count=so_far)
    parts = [oic if file.oic else none]
    if file.supervisor:
        parts.append(translate("case_heading", "supervisor {officer}").format(officer=file.supervisor))
    parts += [file.team, translate("case_heading", "reported {day}").format(day=wording.day(file.reported_on))]
    if file.status is CaseStatus.CLOSED:
        parts.append(translate("case_heading", "closed {day}").format(day=wording.day(file.closed_on)))
        gone = next((row for row in file.transfers.passed_on if row.answer is ForceAnswer.ACCEPTED), None)
        if gone is not None:
            words = translate("case_heading", "transferred to {force} as {reference}")
            parts.append(words.format(force=gone.went_to, reference=gone.reference))
        elif file.outcome_code:
            parts.append(translate("case_heading", "outcome {code}").format(code=file.outcome_code))
    else:
        status = wording.term(file.status)
        parts.append(status[:1].lower() + status[1:])
    return wording.sentence(" · ".join(part for part in parts if part))


def standing(file: CaseFile, today: date) -> list[Said]:
    """Give who holds the case and for how long, the next decisive date, and what has to be looked at."""
    closed = file.status is CaseStatus.CLOSED
    return [_held(file), _next(file, today), *(() if closed else _flags(file))]


def _held(file: CaseFile) -> Said:
    days, age = f"{file.held_days:,}", wording.count_of(file.age_days, "day")
    words = translate("case_heading", "Held by: {holder} for {days} of {age}").format(
        holder=wording.term(file.held_by), days=days, age=age
    )
    return ("overdue" if file.held_by is Holder.NOBODY and file.status is not CaseStatus.CLOSED else "", words)


def _next(file: CaseFile, today: date) -> Said:
    if not file.next_decisive:
        return ("", translate("case_heading", "No decisive milestone is open"))
    if file.next_decisive_due is None:
        words = translate("case_heading", "Next: {milestone}, no date yet")
        return ("unknown", words.format(milestone=file.next_decisive))
    ahead = (file.next_decisive_due - today).days
    words = translate("case_heading", "Next: {milestone}, due {day}").format(
        milestone=file.next_decisive, day=wording.day(file.next_decisive_due)
    )
    return ("overdue" if ahead < 0 else "due_soon" if ahead <= SOON_DAYS else "running", words)


def _flags(file: CaseFile) -> Iterable[Said]:
    protection = header(file.protection)
    if protection is not None:
        yield protection
    if file.restricted:
        yield ("not_required", translate("case_heading", "Restricted"))
    if not file.oic:
        yield ("overdue", translate("case_heading", "No OIC"))
    asked = file.transfers.force_request
    if asked is not None:
        words = translate("case_heading", "{force} asked to take it since {day}")
        yield ("paused", words.format(force=asked.force, day=wording.day(asked.asked_on)))
    to_do = [row for row in file.milestones if row.state in STILL_TO_DO]
    critical = sum(row.state_key == "critical" for row in to_do)
    if critical:
        yield ("critical", translate("case_heading", "{count} critical").format(count=critical))
    overdue = sum(row.state_key == "overdue" for row in to_do)
    if overdue:
        yield ("overdue", translate("case_heading", "{count} overdue").format(count=overdue))
    yield from (said for row in file.bail for said in _bail(row))
    forgotten = sum(paused_too_long(row) for row in to_do)
    if forgotten:
        yield ("paused", translate("case_heading", "{count} paused too long").format(count=forgotten))


def _bail(row: BailRow) -> Iterable[Said]:
    """Say of a suspect's bail what is due within a fortnight or over, or that it stands still."""
    if row.state is BailState.SUSPENDED:
        yield ("paused", translate("case_heading", "{suspect}: bail stands still").format(suspect=row.suspect))
    elif row.long_since_release:
        yield ("overdue", f"{row.suspect}: {left(row)}")
    elif row.state is BailState.PASSED:
        words = translate("case_heading", "{suspect}: bail passed {day}")
        yield ("overdue", words.format(suspect=row.suspect, day=ends(row)))
    elif row.days_left is not None and row.days_left <= BAIL_SOON_DAYS and row.state is BailState.RUNNING:
        words = translate("case_heading", "{suspect}: bail ends {day}")
        yield ("due_soon", words.format(suspect=row.suspect, day=ends(row)))
