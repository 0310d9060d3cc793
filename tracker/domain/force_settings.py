"""The force's own settings over the rule pack: what it confirmed, altered, or added as an earlier target."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from tracker.domain.limit import ClockRule, Confirmation, Limit, with_reminders
from tracker.domain.limit_reading import check_clock, check_events, read_remind, read_rises, read_variants
from tracker.domain.table_reading import Fault, TableReader
from tracker.errors import RuleBroken
from tracker.terms import CalendarName, ClockClass, CountUnit, FirstDay, LimitKind, LimitType, OnChange, Severity

REFUSED = "force_setting_refused"
TARGET_ID = re.compile(r"FORCE-\d{2}[a-z]?")
NUMBERS = ("amount", "every", "later_amounts", "variants", "rises", "remind", "values")
SHORTEST_DAYS = {
    CountUnit.MONTHS: 28,
    CountUnit.CALENDAR_DAYS: 1,
    CountUnit.WORKING_DAYS: 1,
    CountUnit.BUSINESS_DAYS: 1,
}
HOURS, DAYS = CountUnit.HOURS, CountUnit.CALENDAR_DAYS
SPRING_HOUR = 1


class Place(NamedTuple):
    """In the how many-th table of which name something stands; no name for the file itself."""

    table: str
    number: int


def with_settings(
    limits: tuple[Limit, ...], events: Collection[str], document: Mapping[str, Any]
) -> tuple[tuple[Limit, ...], int]:
    """Give the limits as the force's file sets them, and the version of that file.

    Raises:
        RuleBroken: `force_setting_refused`; the values say limit, what is wrong, and in the how many-th table of
            which name it stands, for who knows the file.
    """
    reader = TableReader(document, _fault(Place("", 0)))
    version = reader.whole("version")
    settled = {_key(limit): limit for limit in limits}
    targets: list[Limit] = []
    for number, table in enumerate(reader.raw_tables("alter")):
        _each(settled, table, lambda limit, row: _altered(limit, row, version), Place("alter", number))
    for number, table in enumerate(reader.raw_tables("confirm")):
        _each(settled, table, _confirmed, Place("confirm", number))
    for number, table in enumerate(reader.raw_tables("target")):
        place = Place("target", number)
        new = _targets(settled, table, events, version, place)
        if {target.id for target in new} & {target.id for target in targets}:
            raise _fault(place, new[0].id)("said_twice", new[0].id)
        targets.extend(new)
    reader.finish()
    return with_reminders([*settled.values(), *targets]), version


def _each(
    settled: dict[Any, Limit], table: object, change: Callable[[Limit, TableReader], Limit], place: Place
) -> None:
    """Change every version of the limit that a table names."""
    limit_id = _named(table, "limit", place)
    for limit in _meant(settled.values(), limit_id, place):
        row = TableReader(table, _fault(place, limit_id))
        row.text("limit")
        settled[_key(limit)] = change(limit, row)


def _altered(limit: Limit, row: TableReader, version: int) -> Limit:
    if limit.locked:
        raise row.fault("locked", limit.amount_kind)
    if limit.shipped is not None:
        raise row.fault("altered_twice", limit.id)
    asked = [name for name in NUMBERS if row.has(name)]
    if not asked:
        raise row.fault("nothing_altered", limit.id)
    confirmation = _confirmation(row)
    values = _values(limit, row) if row.has("values") else limit.values
    if limit.clock is None:
        remind = read_remind(row) if row.has("remind") and limit.remind else limit.remind
        row.finish()
        changed = replace(limit, values=values, remind=remind)
    else:
        clock = _altered_clock(limit.clock, row)
        row.finish()
        changed = replace(limit, values=values, clock=clock)
    return replace(changed, shipped=limit, confirmation=confirmation, force_version=version)


def _altered_clock(clock: ClockRule, row: TableReader) -> ClockRule:
    if clock.reminders and row.has("remind"):
        raise row.fault("reminders_of_another_row", clock.reminders)
    changed = replace(
        clock,
        amount=row.whole("amount", clock.amount),
        every=row.whole("every") if row.has("every") else clock.every,
        later_amounts=row.wholes("later_amounts") or clock.later_amounts,
        variants=read_variants(row) if row.has("variants") else clock.variants,
        rises=read_rises(row) if row.has("rises") else clock.rises,
        remind=read_remind(row) if row.has("remind") else _still_fitting(clock, row),
    )
    check_clock(changed, row)
    return changed


def _still_fitting(clock: ClockRule, row: TableReader) -> tuple[int, ...]:
    """Give the reminders as they were, without those that a shorter amount leaves no room for."""
    amount = row.whole("amount", clock.amount)
    if clock.backwards or clock.count is CountUnit.MONTHS:
        return clock.remind
    return tuple(units for units in clock.remind if units < amount)


def _values(limit: Limit, row: TableReader) -> tuple[tuple[str, int], ...]:
    given = dict(row.numbers("values"))
    known = dict(limit.values)
    for name in given:
        if name not in known:
            raise row.fault("unknown_key", f"values.{name}")
    return tuple((known | given).items())


def _confirmed(limit: Limit, row: TableReader) -> Limit:
    if limit.confirmation is not None:
        raise row.fault("confirmed_twice", limit.id)
    if limit.blank:
        raise row.fault("nothing_to_confirm", limit.id)
    confirmation = _confirmation(row)
    row.finish()
    return replace(limit, confirmation=confirmation)


def _confirmation(row: TableReader) -> Confirmation:
    on = row.day("on")
    if on is None:
        raise row.fault("missing", "on")
    return Confirmation(row.text("by"), on)


def _targets(
    settled: Mapping[Any, Limit], table: object, events: Collection[str], version: int, place: Place
) -> list[Limit]:
    target_id = _named(table, "id", place)
    beside = _named(table, "beside", place)
    targets = []
    for limit in _meant(settled.values(), beside, place):
        row = TableReader(table, _fault(place, target_id))
        targets.append(_target(limit, row, events, version))
    return targets


def _target(limit: Limit, row: TableReader, events: Collection[str], version: int) -> Limit:
    target_id = row.text("id")
    if TARGET_ID.fullmatch(target_id) is None:
        raise row.fault("bad_id", target_id)
    row.text("beside")
    clock = _target_beside_clock(limit.clock, row) if limit.clock is not None else _target_beside_duty(limit, row)
    check_events(clock, row, events)
    check_clock(clock, row)
    target = replace(
        limit,
        id=target_id,
        row=limit.row,
        version=1,
        type=LimitType.CLOCK,
        name=row.text("name", limit.name),
        kind=LimitKind.LOCAL,
        amount_kind=LimitKind.LOCAL,
        confidence="-",
        severity=Severity.WARNING,
        clock=clock,
        concerns="",
        authority="",
        values=(),
        remind=(),
        blank=False,
        confirmation=_confirmation(row),
        shipped=None,
        beside=limit.id,
        force_version=version,
    )
    row.finish()
    return target


def _target_beside_clock(clock: ClockRule, row: TableReader) -> ClockRule:
    count = row.choice("count", CountUnit, clock.count)
    target = replace(
        clock,
        count=count,
        amount=row.whole("amount"),
        clock_class=ClockClass.TARGET,
        on_change=OnChange.MOVE,
        rolls=False,
        rolls_back=False,
        every=None,
        later_amounts=(),
        least_amount=1,
        variants=(),
        rises=(),
        remind=read_remind(row),
        reminders="",
    )
    if clock.backwards:
        raise row.fault("counted_back", clock.stops)
    if not _is_earlier(target, clock):
        raise row.fault("not_earlier", target.amount)
    return target


def _target_beside_duty(limit: Limit, row: TableReader) -> ClockRule:
    """Give a clock of the force's own for a duty or flag that has no number."""
    return ClockRule(
        count=row.choice("count", CountUnit),
        amount=row.whole("amount"),
        stops=row.text("stops", limit.concerns or None),
        starts=row.texts("starts"),
        calendar=CalendarName.FORCE,
        clock_class=ClockClass.TARGET,
        on_change=OnChange.MOVE,
        remind=read_remind(row),
    )


def _is_earlier(target: ClockRule, clock: ClockRule) -> bool:
    """Say whether a target always ends before the limit beside it, whatever days off and clock changes there are."""
    shortest = min([*clock.amounts, *clock.later_amounts, *([clock.every] if clock.every else [])])
    if target.count is clock.count:
        return target.amount < shortest
    whole_days = 0 if clock.first_day is FirstDay.NEXT else 1
    if target.count is HOURS:
        return target.amount < (shortest * SHORTEST_DAYS[clock.count] - whole_days) * 24 - SPRING_HOUR
    if target.count is DAYS and clock.count is HOURS:
        return (target.amount + 1 - whole_days) * 24 + SPRING_HOUR < shortest
    return target.count is DAYS and target.amount < shortest * SHORTEST_DAYS[clock.count]


def _meant(limits: Iterable[Limit], limit_id: str, place: Place) -> list[Limit]:
    of_id = [limit for limit in limits if limit.id == limit_id]
    if not of_id:
        raise _fault(place, limit_id)("unknown_limit", limit_id)
    return of_id


def _named(table: object, key: str, place: Place) -> str:
    named = table.get(key) if isinstance(table, Mapping) else None
    if not isinstance(named, str) or not named:
        raise _fault(place)("missing", key)
    return named


def _key(limit: Limit) -> tuple[str, int]:
    return (limit.id, limit.version)


def _fault(place: Place, limit: str = "") -> Fault:
    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(REFUSED, limit=limit, what=what, value=value, table=place.table, number=place.number)

    return fault
