"""Reads one table of a limit file to a Limit, and refuses whatever is wrong with it."""

import re
from collections.abc import Collection

from tracker.domain.limit import Circumstance, ClockRule, Limit, Rise, Variant
from tracker.domain.table_reading import TableReader
from tracker.terms import (
    CalendarName,
    CaseKind,
    ClockClass,
    CountUnit,
    FirstDay,
    LimitKind,
    LimitType,
    Nation,
    OnChange,
    Rank,
    Severity,
    severity_order,
)

ID = re.compile(r"[A-Z]{2,5}-\d{2}[a-z]?(-[a-z]+)*")
CONFIDENCE = re.compile(r"(V2|V|M\?|M|-)(?![\w?]).*")
COURT = "court"
BOTH = "both"
CLOCK_KEYS = (
    "count", "amount", "starts", "starts_when_overdue", "stops", "calendar", "class", "on_change", "first_day",
    "begins_after_days", "rolls", "rolls_back", "backwards", "extends", "adds", "window", "recurs", "auto",
    "every", "later_amounts", "least_amount", "variants", "rises", "reminders",
)  # fmt: skip
SEVERITY_OF_KIND = {
    LimitKind.LAW: Severity.CRITICAL,
    LimitKind.CODE: Severity.URGENT,
    LimitKind.GUID: Severity.WARNING,
    LimitKind.LOCAL: Severity.WARNING,
}
MONTHS = CountUnit.MONTHS


def read_limit(reader: TableReader, file: str, events: Collection[str]) -> Limit:
    """Give the limit of one table.

    Args:
        reader: over the table; its fault names the file and the limit.
        file: the file it stands in, by name.
        events: the milestone kinds that exist.
    """
    limit_type = reader.choice("type", LimitType)
    if limit_type is not LimitType.CLOCK:
        _refuse_clock_keys(reader)
    clock = read_clock(reader, events) if limit_type is LimitType.CLOCK else None
    kind = reader.choice("kind", LimitKind)
    amount_kind = reader.choice("amount_kind", LimitKind, kind)
    limit_id = reader.text("id")
    limit = Limit(
        id=limit_id,
        row=reader.text("row", limit_id),
        version=reader.whole("version"),
        type=limit_type,
        name=reader.text("name"),
        kind=kind,
        amount_kind=amount_kind,
        confidence=reader.text("confidence"),
        basis=reader.text("basis"),
        nations=_nations(reader),
        file=file,
        severity=reader.choice("severity", Severity, SEVERITY_OF_KIND[amount_kind]),
        clock=clock,
        valid_from=reader.day("valid_from"),
        valid_to=reader.day("valid_to"),
        case_kinds=reader.choices("case_kinds", CaseKind),
        only_when=reader.choices("only_when", Circumstance),
        unless=reader.choices("unless", Circumstance),
        concerns=reader.text("concerns", ""),
        authority=reader.text("authority", ""),
        values=reader.numbers("values"),
        remind=() if clock is not None else read_remind(reader),
        blank=reader.yes("blank", default=False),
        note=reader.text("note", ""),
    )
    reader.finish()
    _check(limit, reader, events)
    return limit


def read_clock(reader: TableReader, events: Collection[str]) -> ClockRule:
    """Give the clock of a table; the reminders of another row are filled in once every row is known."""
    rule = ClockRule(
        count=reader.choice("count", CountUnit),
        amount=reader.whole("amount"),
        stops=reader.text("stops"),
        starts=reader.texts("starts"),
        starts_when_overdue=reader.text("starts_when_overdue", ""),
        calendar=reader.choice("calendar", CalendarName),
        clock_class=reader.choice("class", ClockClass),
        on_change=reader.choice("on_change", OnChange),
        first_day=reader.choice("first_day", FirstDay, FirstDay.NEXT),
        begins_after_days=reader.whole("begins_after_days", 0),
        rolls=reader.yes("rolls"),
        rolls_back=reader.yes("rolls_back", default=False),
        backwards=reader.yes("backwards", default=False),
        extends=reader.text("extends", ""),
        adds=reader.yes("adds", default=False),
        window=reader.yes("window", default=False),
        recurs=reader.yes("recurs", default=False),
        auto=reader.yes("auto", default=True),
        every=reader.whole("every") if reader.has("every") else None,
        later_amounts=reader.wholes("later_amounts"),
        least_amount=reader.whole("least_amount", 1),
        variants=read_variants(reader),
        rises=read_rises(reader),
        remind=read_remind(reader),
        reminders=reader.text("reminders", ""),
    )
    check_events(rule, reader, events)
    check_clock(rule, reader)
    return rule


def read_variants(reader: TableReader) -> tuple[Variant, ...]:
    """Give the variants of a table."""
    variants = []
    for table in reader.tables("variants"):
        variants.append(Variant(table.choice("when", Circumstance), table.whole("amount"), read_rises(table)))
        table.finish()
    return tuple(variants)


def read_rises(reader: TableReader) -> tuple[Rise, ...]:
    """Give the rises of a table."""
    rises = []
    for table in reader.tables("rises"):
        rises.append(Rise(table.whole("amount"), table.choice("severity", Severity)))
        table.finish()
    return tuple(rises)


def read_remind(reader: TableReader) -> tuple[int, ...]:
    """Give the reminders of a table, which stand with the most first."""
    remind = reader.wholes("remind")
    if list(remind) != sorted(set(remind), reverse=True):
        raise reader.fault("not_descending", "remind")
    return remind


def check_events(rule: ClockRule, reader: TableReader, events: Collection[str]) -> None:
    """Refuse a clock that names a milestone kind that does not exist."""
    for event in (*rule.starts, rule.stops):
        if event not in events:
            raise reader.fault("unknown_event", event)


def check_clock(rule: ClockRule, reader: TableReader) -> None:
    """Refuse a clock whose parts contradict one another."""
    not_court = rule.count is CountUnit.BUSINESS_DAYS and rule.calendar is not CalendarName.COURT
    for wrong, code, key in (
        (bool(rule.starts) == bool(rule.starts_when_overdue), "one_start_needed", "starts"),
        (rule.rolls and rule.rolls_back, "rolls_both_ways", "rolls_back"),
        (rule.rolls and rule.count in (CountUnit.HOURS, MONTHS), "only_days_roll", "rolls"),
        (not rule.recurs and bool(rule.every or rule.later_amounts), "does_not_recur", "recurs"),
        (bool(rule.every) and bool(rule.later_amounts), "two_ways_to_recur", "every"),
        (bool(rule.remind) and bool(rule.reminders), "reminders_said_twice", "reminders"),
        (rule.backwards and (rule.auto or rule.rolls or rule.rolls_back), "backwards_starts_by_hand", "backwards"),
        (not_court, "not_the_court", "calendar"),
        (rule.adds and not rule.extends, "extends_nothing", "adds"),
        (bool(rule.extends) and (rule.recurs or rule.backwards), "extends_and_runs_itself", "extends"),
        (rule.window and rule.clock_class is not ClockClass.PERIOD, "only_a_period_is_a_window", "window"),
        (len({variant.when for variant in rule.variants}) != len(rule.variants), "said_twice", "variants"),
        (min(rule.amounts) < rule.least_amount, "under_the_least", "amount"),
    ):
        if wrong:
            raise reader.fault(code, key)
    _check_ascending(rule.amount, [*rule.later_amounts], "later_amounts", reader)
    _check_rises(rule.amount, rule.rises, reader)
    for variant in rule.variants:
        _check_rises(variant.amount, variant.rises, reader)
    if rule.remind and rule.count is not MONTHS and not rule.backwards and rule.remind[0] >= rule.amount:
        raise reader.fault("reminds_before_the_start", "remind")


def _check_rises(amount: int, rises: tuple[Rise, ...], reader: TableReader) -> None:
    _check_ascending(amount, [rise.amount for rise in rises], "rises", reader)
    order = [severity_order(rise.severity) for rise in rises]
    if order != sorted(set(order)):
        raise reader.fault("not_rising", "rises")


def _check_ascending(first: int, later: list[int], key: str, reader: TableReader) -> None:
    if later and [first, *later] != sorted({first, *later}):
        raise reader.fault("not_ascending", key)


def _refuse_clock_keys(reader: TableReader) -> None:
    for key in CLOCK_KEYS:
        if reader.has(key):
            raise reader.fault("only_for_a_clock", key)


def _nations(reader: TableReader) -> tuple[Nation, ...]:
    if reader.text("nation") == BOTH:
        return tuple(Nation)
    return (reader.choice("nation", Nation),)


def _check(limit: Limit, reader: TableReader, events: Collection[str]) -> None:
    ranks = {rank.value for rank in Rank} | {COURT, ""}
    backwards = limit.valid_from is not None and limit.valid_to is not None and limit.valid_to < limit.valid_from
    for wrong, code, value in (
        (ID.fullmatch(limit.id) is None, "bad_id", limit.id),
        (CONFIDENCE.fullmatch(limit.confidence) is None, "unknown_value", limit.confidence),
        (limit.authority not in ranks, "unknown_value", limit.authority),
        (backwards, "ends_before_it_begins", "valid_to"),
        (limit.concerns not in events and limit.concerns != "", "unknown_event", limit.concerns),
        (limit.type is LimitType.EVENT and not limit.concerns, "missing", "concerns"),
        (limit.clock is not None and limit.concerns != "", "only_for_a_duty", "concerns"),
        (limit.blank and limit.type is not LimitType.FLAG, "only_for_a_flag", "blank"),
    ):
        if wrong:
            raise reader.fault(code, value)
