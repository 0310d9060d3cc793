"""One suspect's bail with what the record shows of each condition of its extension, and of the work done meanwhile."""

from collections.abc import Iterable
from datetime import date

from tracker import wording
from tracker.domain.chase import Chase
from tracker.domain.review_position import CONDITIONS_CHECKED
from tracker.domain.rule_book import RuleBook
from tracker.errors import NotFound, RuleBroken
from tracker.queries.case_file import case_file
from tracker.queries.one_case import id_of
from tracker.queries.view import View
from tracker.rows.bail_register import BailRow
from tracker.rows.bail_sheet import BailSheet, ConditionRow, DriftRow, SuspectSheet, WorkRow
from tracker.rows.case_file import CaseFile, CaseFileQuestion, ClockRow, MilestoneRow
from tracker.rows.papers import About, Found
from tracker.storage.kept_store import KeptStore
from tracker.terms import BailCondition, BailState, MilestoneState, Representations

MOST_WORK, MOST_DRIFT = 6, 4
HOURS_OF_A_DAY = 24
NOT_TO_BE_DECIDED = (BailState.ENDED, BailState.UNDER_INVESTIGATION)


def bail_sheet(case: str, arrest_id: str | None, by: str, view: View) -> BailSheet:
    """Give the sheet of a case, for one arrest or for everybody on bail.

    Raises:
        NotFound: no such case or arrest within scope.
    """
    case_id = id_of(case, view)
    file = case_file(CaseFileQuestion(by, case_id), view)
    rows = [row for row in file.bail if row.arrest_id and (arrest_id in (None, row.arrest_id))]
    if arrest_id is not None and not rows:
        raise NotFound("not_found")
    if arrest_id is None:
        rows = [row for row in rows if row.state not in NOT_TO_BE_DECIDED]
    chases = KeptStore(view.connection, view.scope).of_case(Chase, case_id)
    standing = [one for one in chases if one.withdrawn_at is None]
    return BailSheet(
        case_id=case_id,
        reference=file.reference,
        oic=file.oic,
        risk=wording.term(file.risk),
        age_days=file.age_days,
        suspects=tuple(_suspect(row, file, standing, view.rules) for row in rows),
    )


def found_sheet(about: About, by: str, view: View) -> Found:
    """Give the same for a paper.

    Raises:
        RuleBroken: `nobody_on_bail`. NotFound: as `bail_sheet`.
    """
    sheet = bail_sheet(about.case, about.part or None, by, view)
    if not sheet.suspects:
        raise RuleBroken("nobody_on_bail", field="arrest_id")
    said = f"{wording.count_of(len(sheet.suspects), 'suspect')} on bail."
    return Found(sheet, sheet.reference, said, sheet.case_id, sheet.reference)


def _suspect(row: BailRow, file: CaseFile, chases: Iterable[Chase], rules: RuleBook) -> SuspectSheet:
    since = row.arrested_on or file.reported_on
    work = _work(file, chases, since, rules)
    drift = _drift(file.milestones, since, rules)
    return SuspectSheet(
        row,
        tuple(_condition(one, row) for one in BailCondition),
        tuple(work[:MOST_WORK]),
        max(0, len(work) - MOST_WORK),
        tuple(drift[:MOST_DRIFT]),
        max(0, len(drift) - MOST_DRIFT),
        (*_protected(file, row.suspect_id), _checked(file, row.suspect)),
    )


def _condition(condition: BailCondition, row: BailRow) -> ConditionRow:
    """Say at which extensions a condition was recorded as met; those that the law does not count show nothing."""
    counted = [event for event in row.events if event.conditions and not event.refused and not event.withdrawn]
    shown = []
    for event in counted:
        on = wording.day(event.happened_on)
        if condition in event.conditions:
            who = f", {event.authorised_by}" if event.authorised_by else ""
            told = (
                ""
                if event.representations is Representations.NOT_RECORDED
                else (f"; representations {wording.term(event.representations)}")
            )
            shown.append(f"Recorded as met on {on}{who}{told}")
        else:
            shown.append(f"Not recorded on {on}")
    return ConditionRow(wording.term(condition), tuple(shown) or ("Nothing on record yet: for whoever decides now",))


def _work(file: CaseFile, chases: Iterable[Chase], since: date, rules: RuleBook) -> list[WorkRow]:
    """Give what was done, a line a day; what the program completes by itself is nobody's work."""
    by_day: dict[date, set[str]] = {}
    for row in file.milestones:
        on = row.happened_on
        if row.state is MilestoneState.DONE and on is not None and on >= since and rules.kind(row.kind).is_activity:
            by_day.setdefault(on, set()).add(_named(row))
    for chase in chases:
        if chase.on >= since:
            by_day.setdefault(chase.on, set()).add(f"Chased: {wording.term(chase.agency)}")
    return [WorkRow(on, "; ".join(sorted(by_day[on]))) for on in sorted(by_day, reverse=True)]


def _drift(milestones: Iterable[MilestoneRow], since: date, rules: RuleBook) -> list[DriftRow]:
    found = []
    for row in milestones:
        late = [clock for clock in row.clocks if clock.drift]
        over = row.state is MilestoneState.DONE and (row.happened_on is None or row.happened_on < since)
        if not late or over or not rules.kind(row.kind).is_activity:
            continue
        worst = max(late, key=_days)
        causes = [
            f"{wording.term(one.reason)}, {wording.term(one.awaited)} since {wording.day(one.since)}: {one.next_step}"
            for one in row.delays
        ] or [f"Moved on {wording.day(move.on)}: {move.reason}" for move in worst.moved if move.reason]
        words = wording.count_of(_days(worst), "day" if worst.in_hours else "working day")
        found.append(DriftRow(_named(row), worst.first_due, worst.due, _days(worst), words, tuple(causes[-1:])))
    return sorted(found, key=lambda row: (-row.days, row.milestone))


def _days(clock: ClockRow) -> int:
    """Give how late a clock is in days; one in hours by whole days of 24."""
    drift = clock.drift or 0
    return -(-drift // HOURS_OF_A_DAY) if clock.in_hours else drift


def _named(row: MilestoneRow) -> str:
    return f"{row.name}, {row.subject}" if row.subject else row.name


def _protected(file: CaseFile, suspect_id: str) -> Iterable[str]:
    for pair in file.protection.pairs:
        if pair.suspect_id != suspect_id:
            continue
        if not pair.known:
            yield f"{pair.child}: not known whether anything protects"
        elif not pair.protected:
            yield f"{pair.child}: no active protection since {wording.day(pair.since)}"
        else:
            until = f" until {wording.day(pair.until)}" if pair.until is not None else ""
            yield f"{pair.child}: protected{until} by {', '.join(pair.by)}"


def _checked(file: CaseFile, suspect: str) -> str:
    days = [
        row.happened_on
        for row in file.milestones
        if (row.kind, row.subject) == (CONDITIONS_CHECKED, suspect) and row.happened_on is not None
    ]
    return f"Conditions last checked {wording.day(max(days))}" if days else "No check of conditions is on record"
