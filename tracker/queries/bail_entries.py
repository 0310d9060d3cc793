"""The steps, events and next extensions of a bail as rows."""

from collections.abc import Iterable, Mapping

from tracker import wording
from tracker.domain.bail import BailEvent, BailStanding, NextExtension, Refused
from tracker.domain.bail_in_words import bail_steps_in_words, no_day_in_words, refused_in_words, who_may
from tracker.domain.bail_regime import COURT
from tracker.domain.case_bail_record import BAIL_ENDED
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.suspect import Arrest
from tracker.rows.bail_register import BailEventRow, NextRow, StepRow
from tracker.terms import BailEventKind, CountUnit

Kind = BailEventKind


def next_extensions(arrest: Arrest, standing: BailStanding, rules: RuleBook) -> tuple[NextRow, ...]:
    """Give the next extension, and the other way to one."""
    ways = (standing.following, standing.alternative)
    return tuple(_extension(one, arrest, standing, rules) for one in ways if one is not None)


def _extension(following: NextExtension, arrest: Arrest, standing: BailStanding, rules: RuleBook) -> NextRow:
    limit = rules.pack.limit(following.limit_id, arrest.arrested_on)
    rule = rule_of(limit)
    adds = BAIL_ENDED in rule.starts
    by_court = following.rank == COURT
    amount = wording.count_of(rule.amount, "month") if rule.count is CountUnit.MONTHS else ""
    what = wording.BAIL_STEPS["adds" if adds else "to"].format(name=limit.name, amount=amount)
    notes = []
    if following.needs_designation and not standing.designated:
        notes.append(wording.BAIL_STEPS["designation"])
    if following.longer_to is not None:
        notes.append(wording.BAIL_STEPS["longer"].format(day=wording.day(following.longer_to)))
    if standing.following is not None and following is not standing.following:
        notes.append(wording.BAIL_STEPS["instead"])
    records = Kind.COURT_ADDED if adds else Kind.COURT_EXTENDED
    return NextRow(
        what=what,
        rank=who_may(following.rank),
        authority=following.rank,
        records=records if by_court else Kind.EXTENDED,
        to=following.to,
        longer_to=following.longer_to,
        by=following.before,
        lodge_by=following.lodge_by,
        note=" ".join(notes),
        limit_id=following.limit_id,
        to_be_confirmed=limit.to_be_confirmed or limit.suggestion,
        why=no_day_in_words(following),
    )


def steps_of(standing: BailStanding) -> tuple[StepRow, ...]:
    """Give how the end of a bail came about."""
    said = bail_steps_in_words(standing.steps, wording.when)
    return tuple(StepRow(step.on, step.what, step.gives, step.basis) for step in said)


def event_rows(
    events: Iterable[BailEvent], refused: Iterable[Refused], people: Mapping[str, str]
) -> tuple[BailEventRow, ...]:
    """Give the events of a bail by the day they happened, with why the law does not count one.

    Args:
        people: the titles of officers by their id.
    """
    why = {one.event.id: refused_in_words(one) for one in refused}
    in_order = sorted(events, key=lambda event: event.happened_on)
    return tuple(
        BailEventRow(
            event_id=event.id,
            kind=event.kind,
            happened_on=event.happened_on,
            what=_what(event),
            authority=event.authority,
            acting=event.acting,
            authorised_by=event.authorised_by,
            conditions=tuple(sorted(event.conditions)),
            informed_on=event.informed_on,
            representations=event.representations,
            told_on=event.told_on,
            note=event.note,
            recorded_at=event.recorded_at,
            recorded_by=people.get(event.recorded_by, event.recorded_by),
            refused=why.get(event.id, ""),
            withdrawn=event.withdrawn_because if event.withdrawn_at is not None else "",
            version=event.version,
        )
        for event in in_order
    )


def _what(event: BailEvent) -> str:
    """Give what happened, with the months of a court's extension and the day of a return date."""
    said = wording.term(event.kind)
    if event.months is not None:
        key = "adds" if event.kind is Kind.COURT_ADDED else "to"
        said = wording.BAIL_STEPS[key].format(name=said, amount=wording.count_of(event.months, "month"))
    if event.until is not None:
        said = wording.BAIL_STEPS["until"].format(name=said, day=wording.day(event.until))
    return said
