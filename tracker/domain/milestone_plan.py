"""MilestonePlan: which milestones a kind of case needs, in order; and the catalogue of milestone kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.domain.table_reading import Fault, TableReader
from tracker.domain.time_limits import Limit, LimitPack
from tracker.errors import RuleBroken
from tracker.terms import CaseKind, Holder, SubjectKind

INVALID = "milestone_plan_invalid"
KINDS = "kinds"
ANY = "any"


class Opened(StrEnum):
    """What opens a milestone of a kind."""

    PLAN = "plan"
    EVENT = "event"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class MilestoneKind:
    """One kind of milestone.

    Args:
        decisive: the case waits for it, so that it suggests who holds the case.
        holder: who is awaited while it is open.
        recurs: completing it opens the next.
        repeats: more than one may be opened by hand.
        completed_by: kinds whose completion completes it too; "any" for any recorded activity.
        ended_by: kinds whose completion ends its turns: the open one is not required any more.
        earliest: the first of several counts: an earlier day that is entered afterwards takes its place.
        at_opening: completed when the case is opened.
    """

    id: str
    name: str
    subject: SubjectKind
    decisive: bool
    holder: Holder
    opened: Opened
    recurs: bool = False
    repeats: bool = False
    completed_by: tuple[str, ...] = ()
    ended_by: tuple[str, ...] = ()
    earliest: bool = False
    at_opening: bool = False
    note: str = ""

    @property
    def is_activity(self) -> bool:
        """Whether completing it is something a person recorded as having happened."""
        return self.opened is not Opened.PROGRAM


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """The milestones a kind of case needs.

    Args:
        milestones: their kinds, in the order of the course of a case.
        kinds: the same for each subject.
        places: of every kind of the catalogue: listed ones in steps of a hundred, others after the listed one
            that comes before them in the catalogue.
    """

    kind: CaseKind
    name: str
    version: int
    milestones: tuple[str, ...]
    kinds: Mapping[SubjectKind, tuple[str, ...]]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every milestone kind, in the course of a case, and the plan of every kind of case."""

    kinds: Mapping[str, MilestoneKind]
    plans: Mapping[CaseKind, MilestonePlan]
    version: int
    _followers: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _ended: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_followers", {kind.id: self._following(kind) for kind in self.kinds.values()})
        ended = {
            kind_id: tuple(other.id for other in self.kinds.values() if kind_id in other.ended_by)
            for kind_id in self.kinds
        }
        object.__setattr__(self, "_ended", ended)

    def kind(self, kind_id: str) -> MilestoneKind:
        """Give a milestone kind.

        Raises:
            RuleBroken: there is none of that name.
        """
        try:
            return self.kinds[kind_id]
        except KeyError:
            raise RuleBroken("unknown_milestone_kind", kind=kind_id) from None

    def planned(self, case_kind: CaseKind, subject: SubjectKind) -> tuple[str, ...]:
        """Give the milestone kinds that a kind of case needs for a subject, in order."""
        return self.plans[case_kind].kinds[subject]

    def place(self, case_kind: CaseKind, kind_id: str) -> int:
        """Give the place of a kind in the course of a kind of case, whether its plan lists it or not."""
        return self.plans[case_kind].places[self.kind(kind_id).id]

    def completed_with(self, kind_id: str) -> tuple[str, ...]:
        """Give the kinds that are completed when one of this kind is."""
        return self._followers[self.kind(kind_id).id]

    def ended_with(self, kind_id: str) -> tuple[str, ...]:
        """Give the recurring kinds that come to their end when one of this kind is completed."""
        return self._ended[self.kind(kind_id).id]

    def at_opening(self) -> tuple[str, ...]:
        """Give the kinds that are completed when a case is opened, in order."""
        return tuple(kind.id for kind in self.kinds.values() if kind.at_opening)

    def _following(self, kind: MilestoneKind) -> tuple[str, ...]:
        named = {kind.id, ANY} if kind.is_activity else {kind.id}
        return tuple(
            other.id
            for other in self.kinds.values()
            if other.id != kind.id and not named.isdisjoint(other.completed_by)
        )


def catalogue_from(documents: Mapping[str, Mapping[str, Any]]) -> Catalogue:
    """Build the catalogue and the plans from their files.

    Args:
        documents: the files of resources/milestone_plans by name, as read.

    Raises:
        RuleBroken: something in a file is wrong; the values say file, kind and what.
    """
    if KINDS not in documents:
        raise _fault(KINDS, "")("missing", KINDS)
    reader = TableReader(documents[KINDS], _fault(KINDS, ""))
    version = reader.whole("version")
    kinds: dict[str, MilestoneKind] = {}
    for table in reader.raw_tables("kind"):
        kind = _kind(TableReader(table, _fault(KINDS, _named(table))))
        if kind.id in kinds:
            raise _fault(KINDS, kind.id)("said_twice", kind.id)
        kinds[kind.id] = kind
    reader.finish()
    plans: dict[CaseKind, MilestonePlan] = {}
    for file, document in documents.items():
        if file != KINDS:
            plan = _plan(TableReader(document, _fault(file, "")), file, kinds)
            plans[plan.kind] = plan
    _check_whole(kinds, plans)
    return Catalogue(kinds, plans, version)


def disagreements(catalogue: Catalogue, pack: LimitPack) -> tuple[str, ...]:
    """Give what does not fit between limits and milestone kinds, one code with its limit each; none if all is well.

    Every start and stop must be a known kind; a clock may only start at the same subject or at the case; a
    recurring limit needs a recurring milestone, and a recurring milestone a limit that recurs; what lengthens another
    clock runs towards the same milestone.
    """
    found: list[str] = []
    for limit in pack.limits:
        found.extend(f"{limit.id}:{what}" for what in _misfits(limit, catalogue, pack))
    recurring = {limit.clock.stops for limit in pack.limits if limit.clock is not None and limit.clock.recurs}
    never = (kind.id for kind in catalogue.kinds.values() if kind.recurs and kind.id not in recurring)
    found.extend(f"{kind}:no_recurring_limit" for kind in never)
    return tuple(found)


def _misfits(limit: Limit, catalogue: Catalogue, pack: LimitPack) -> Iterable[str]:
    named = [limit.concerns] if limit.concerns else []
    if limit.clock is not None:
        named.extend((*limit.clock.starts, limit.clock.stops))
    unknown = [kind for kind in named if kind not in catalogue.kinds]
    if unknown or limit.clock is None:
        return [f"unknown_kind:{kind}" for kind in unknown]
    stops = catalogue.kinds[limit.clock.stops]
    misfits = [
        f"other_subject:{start}"
        for start in limit.clock.starts
        if catalogue.kinds[start].subject not in (stops.subject, SubjectKind.CASE)
    ]
    lengthened = pack.versions(limit.clock.extends) if limit.clock.extends else ()
    misfits += [
        f"extends_towards_another:{other.id}"
        for other in lengthened
        if other.clock is not None and other.clock.stops != stops.id
    ]
    if limit.clock.recurs and not stops.recurs:
        misfits.append(f"does_not_recur:{stops.id}")
    return misfits


def _kind(reader: TableReader) -> MilestoneKind:
    kind = MilestoneKind(
        id=reader.text("id"),
        name=reader.text("name"),
        subject=reader.choice("subject", SubjectKind),
        decisive=reader.yes("decisive"),
        holder=reader.choice("holder", Holder),
        opened=reader.choice("opened", Opened),
        recurs=reader.yes("recurs", default=False),
        repeats=reader.yes("repeats", default=False),
        completed_by=reader.texts("completed_by"),
        ended_by=reader.texts("ended_by"),
        earliest=reader.yes("earliest", default=False),
        at_opening=reader.yes("at_opening", default=False),
        note=reader.text("note", ""),
    )
    reader.finish()
    if not kind.id.isidentifier() or kind.id != kind.id.lower():
        raise reader.fault("bad_id", kind.id)
    if kind.recurs and (kind.repeats or kind.decisive):
        raise reader.fault("recurs_and_is_decisive_or_repeats", kind.id)
    if kind.ended_by and not kind.recurs:
        raise reader.fault("ends_and_does_not_recur", kind.id)
    if kind.holder is Holder.NOBODY:
        raise reader.fault("held_by_nobody", kind.id)
    return kind


def _plan(reader: TableReader, file: str, kinds: Mapping[str, MilestoneKind]) -> MilestonePlan:
    listed = reader.texts("milestones")
    for kind_id in listed:
        if kind_id not in kinds:
            raise reader.fault("unknown_kind", kind_id)
        if kinds[kind_id].opened is not Opened.PLAN:
            raise reader.fault("not_opened_by_a_plan", kind_id)
    plan = MilestonePlan(
        kind=reader.choice("kind", CaseKind),
        name=reader.text("name"),
        version=reader.whole("version"),
        milestones=listed,
        kinds={subject: tuple(kind for kind in listed if kinds[kind].subject is subject) for subject in SubjectKind},
        places=_places(listed, kinds),
    )
    reader.finish()
    if plan.kind != file:
        raise reader.fault("kind_is_not_the_file", plan.kind)
    for subject in SubjectKind:
        if not plan.kinds[subject]:
            raise reader.fault("nothing_for_a_subject", subject)
    return plan


def _places(listed: Iterable[str], kinds: Iterable[str]) -> Mapping[str, int]:
    steps = {kind: (number + 1) * 100 for number, kind in enumerate(listed)}
    places: dict[str, int] = {}
    last = 0
    for kind in kinds:
        last = steps.get(kind, last // 100 * 100 + min(last % 100 + 1, 99))
        places[kind] = last
    return places


def _check_whole(kinds: Mapping[str, MilestoneKind], plans: Mapping[CaseKind, MilestonePlan]) -> None:
    for case_kind in CaseKind:
        if case_kind not in plans:
            raise _fault(case_kind, "")("missing", case_kind)
    planned = {kind_id for plan in plans.values() for kind_id in plan.milestones}
    for kind in kinds.values():
        if kind.opened is Opened.PLAN and kind.id not in planned:
            raise _fault(KINDS, kind.id)("in_no_plan", kind.id)
        for other in kind.completed_by:
            if other != ANY and other not in kinds:
                raise _fault(KINDS, kind.id)("unknown_kind", other)
        for other in kind.ended_by:
            if other not in kinds:
                raise _fault(KINDS, kind.id)("unknown_kind", other)


def _named(table: object) -> str:
    named = table.get("id") if isinstance(table, Mapping) else None
    return named if isinstance(named, str) else ""


def _fault(file: str, kind: str) -> Fault:
    def fault(what: str, value: object) -> RuleBroken:
        return RuleBroken(INVALID, file=file, kind=kind, what=what, value=value)

    return fault
