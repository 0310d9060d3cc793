"""The rule pack: each limit, its kind (law, code, guidance, local), its effective dates, as the force set it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from tracker.domain.force_settings import with_settings
from tracker.domain.limit import Circumstance, ClockRule, Confirmation, Limit, Rise, Turn, Variant, with_reminders
from tracker.domain.limit_reading import read_limit
from tracker.domain.table_reading import Fault, TableReader
from tracker.errors import RuleBroken
from tracker.terms import Nation, RiskGrade

__all__ = [
    "Circumstance",
    "ClockRule",
    "Confirmation",
    "ForensicWindow",
    "Limit",
    "LimitPack",
    "Rise",
    "RiskBand",
    "Turn",
    "Variant",
    "pack_from",
    "with_force_settings",
]

INVALID = "limit_pack_invalid"


@dataclass(frozen=True, slots=True)
class ForensicWindow:
    """For how long after the last contact a sample may be worth taking; always to be checked, never law."""

    id: str
    version: int
    name: str
    from_hours: int
    to_hours: int
    confidence: str
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class RiskBand:
    """What a risk band means for the laboratory's queue; its times are the limits RISK-01 and RISK-02."""

    band: RiskGrade
    version: int
    device_priority: int
    confidence: str


@dataclass(frozen=True, slots=True)
class LimitPack:
    """Every limit in every version, as shipped and as the force set it; `events` are the kinds it may name."""

    limits: tuple[Limit, ...]
    events: frozenset[str]
    windows: tuple[ForensicWindow, ...] = ()
    bands: tuple[RiskBand, ...] = ()
    force_version: int = 0
    _by_id: Mapping[str, tuple[Limit, ...]] = field(init=False, repr=False, compare=False)
    _starting: Mapping[str, tuple[Limit, ...]] = field(init=False, repr=False, compare=False)
    _stopping: Mapping[str, tuple[Limit, ...]] = field(init=False, repr=False, compare=False)
    _concerning: Mapping[str, tuple[Limit, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        clocks = [(limit, limit.clock) for limit in self.limits if limit.clock is not None]
        indexes = {
            "_by_id": _index((limit.id, limit) for limit in self.limits),
            "_starting": _index((event, limit) for limit, clock in clocks for event in clock.starts),
            "_stopping": _index((clock.stops, limit) for limit, clock in clocks),
            "_concerning": _index((limit.concerns, limit) for limit in self.limits if limit.concerns),
        }
        for name, index in indexes.items():
            object.__setattr__(self, name, index)

    def limit(self, limit_id: str, on: date, nation: Nation = Nation.ENGLAND) -> Limit:
        """Give the version of a limit that is in force for a clock starting on a day, for a nation.

        Raises:
            RuleBroken: there is no such limit, or none for that nation, or none in force on that day.
        """
        versions = self.versions(limit_id)
        if nation not in versions[0].nations:
            versions = self._by_id.get(f"{limit_id}-{nation}", ())
        if not versions:
            raise RuleBroken("limit_of_another_nation", limit=limit_id, nation=nation)
        for limit in versions:
            if limit.in_force(on):
                return limit
        raise RuleBroken("limit_not_in_force", limit=limit_id, on=on)

    def versions(self, limit_id: str) -> tuple[Limit, ...]:
        """Give every version of a limit, as the files have them."""
        if limit_id not in self._by_id:
            raise RuleBroken("unknown_limit", limit=limit_id)
        return self._by_id[limit_id]

    def version(self, limit_id: str, version: int) -> Limit | None:
        """Give the version of a limit under which a clock was started, or None where no file here has it."""
        return next((one for one in self._by_id.get(limit_id, ()) if one.version == version), None)

    def starting_at(self, event: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the limits whose clocks start by themselves when an event happens on a day."""
        return _chosen(self._starting.get(event, ()), nation, on)

    def starting_again_at(self, kind: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the recurring limits whose next clock starts when a milestone of theirs is done on a day."""
        recurring = (limit for limit in self._stopping.get(kind, ()) if limit.clock is not None and limit.clock.recurs)
        return _chosen(recurring, nation, on)

    def counted_back_from(self, event: str, nation: Nation, on: date) -> tuple[Limit, ...]:
        """Give the limits whose clocks are counted back from the day for which an event is planned."""
        return tuple(
            limit
            for limit in self._starting.get(event, ())
            if limit.clock is not None and limit.clock.backwards and nation in limit.nations and limit.in_force(on)
        )

    def stopping_at(self, kind: str) -> tuple[Limit, ...]:
        """Give every limit whose clock runs towards a milestone kind."""
        return self._stopping.get(kind, ())

    def concerning(self, kind: str) -> tuple[Limit, ...]:
        """Give the duties and flags that concern a milestone kind and have no clock."""
        return self._concerning.get(kind, ())

    def to_be_confirmed(self) -> tuple[Limit, ...]:
        """Give the limits the force has still to check: from memory, or only our suggestion."""
        return tuple(limit for limit in self.limits if limit.to_be_confirmed or limit.suggestion)


def pack_from(documents: Mapping[str, Mapping[str, Any]], events: Collection[str]) -> LimitPack:
    """Build the rule pack from its files.

    Args:
        documents: the files of resources/time_limits by name, as read.
        events: the milestone kinds that exist; limits may name no other.

    Raises:
        RuleBroken: something in a file is wrong; the values say file, limit and what.
    """
    limits: list[Limit] = []
    windows: list[ForensicWindow] = []
    bands: list[RiskBand] = []
    for file, document in documents.items():
        reader = TableReader(document, _fault(file, ""))
        for table in reader.raw_tables("limit"):
            limit_id = table["id"] if isinstance(table, Mapping) and isinstance(table.get("id"), str) else ""
            limits.append(read_limit(TableReader(table, _fault(file, limit_id)), file, events))
        windows.extend(_window(table) for table in reader.tables("forensic_window"))
        bands.extend(_band(table) for table in reader.tables("risk_band"))
        reader.finish()
    _check_unique(limits)
    _check_references(limits)
    return LimitPack(with_reminders(limits), frozenset(events), tuple(windows), tuple(bands))


def with_force_settings(pack: LimitPack, document: Mapping[str, Any]) -> LimitPack:
    """Give the pack with the force's own file applied: as far as the kind of each limit allows.

    Raises:
        RuleBroken: the file asks for what is not allowed, or is wrong; the values say limit and what.
    """
    limits, version = with_settings(pack.limits, pack.events, document)
    return replace(pack, limits=limits, force_version=version)


def _chosen(limits: Iterable[Limit], nation: Nation, on: date) -> tuple[Limit, ...]:
    return tuple(
        limit
        for limit in limits
        if nation in limit.nations and limit.in_force(on) and limit.clock is not None and limit.clock.auto
    )


def _index(pairs: Iterable[tuple[str, Limit]]) -> Mapping[str, tuple[Limit, ...]]:
    index: dict[str, list[Limit]] = {}
    for key, limit in pairs:
        index.setdefault(key, []).append(limit)
    return {key: tuple(limits) for key, limits in index.items()}


def _check_unique(limits: Iterable[Limit]) -> None:
    for limit_id, versions in _index((limit.id, limit) for limit in limits).items():
        fault = _fault(versions[-1].file, limit_id)
        ordered = sorted(versions, key=lambda limit: limit.valid_from or date.min)
        for earlier, later in pairwise(ordered):
            if (later.valid_from or date.min) <= (earlier.valid_to or date.max):
                raise fault("overlapping_versions", later.version)
        if len({limit.version for limit in versions}) != len(versions):
            raise fault("same_version_twice", versions[-1].version)
        if len({limit.nations for limit in versions}) > 1:
            raise fault("versions_of_two_nations", versions[-1].version)


def _check_references(limits: Iterable[Limit]) -> None:
    every = tuple(limits)
    clocks = {limit.id for limit in every if limit.clock is not None}
    rows = {limit.id for limit in every if limit.remind}
    for limit in every:
        if limit.clock is None:
            continue
        for named, known in (
            (limit.clock.reminders, rows), (limit.clock.starts_when_overdue, clocks), (limit.clock.extends, clocks),
        ):  # fmt: skip
            if named and named not in known:
                raise _fault(limit.file, limit.id)("unknown_limit", named)


def _window(table: TableReader) -> ForensicWindow:
    window = ForensicWindow(
        id=table.text("id"),
        version=table.whole("version"),
        name=table.text("name"),
        from_hours=table.whole("from_hours", least=0),
        to_hours=table.whole("to_hours"),
        confidence=table.text("confidence"),
        basis=table.text("basis"),
        note=table.text("note", ""),
    )
    table.finish()
    if window.to_hours <= window.from_hours:
        raise table.fault("ends_before_it_begins", window.id)
    return window


def _band(table: TableReader) -> RiskBand:
    band = RiskBand(
        band=table.choice("band", RiskGrade),
        version=table.whole("version"),
        device_priority=table.whole("device_priority"),
        confidence=table.text("confidence"),
    )
    table.finish()
    return band


def _fault(file: str, limit: str) -> Fault:
    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(INVALID, file=file, limit=limit, what=what, value=value)

    return fault
