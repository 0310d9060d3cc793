"""The applicable bail period of one arrest from its events: when it ends, who may extend it next, and by when."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.explain import Step
from tracker.terms import (
    BailCondition,
    BailEventKind,
    BailRegime,
    BailState,
    Representations,
)


@dataclass(frozen=True, slots=True)
class BailEvent:
    """One thing that happened to the bail of an arrest; taken back, never erased.

    Args:
        happened_on: the day of the release, decision, request or admission itself.
        authority: of an extension, the rank of who authorised it (a `Rank`), `senior_officer` of another body, or
            `court`; the highest ranks, commander included, count as `assistant_chief_constable`.
        acting: whether that rank was an acting one.
        authorised_by: who authorised it: rank and number, or the court.
        months: of a court's extension: the month it is to (first), or the months added (later ones).
        until: the day of a return date, an alignment or the end on the unit's sheet.
        conditions: which of conditions A to D are recorded as met (PACE 1984 s.47ZC).
        informed_on: when the suspect or representative was told that a decision is coming.
        told_on: when they were told the result.
    """

    id: str
    case_id: str
    arrest_id: str
    kind: BailEventKind
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    authority: str = ""
    acting: bool = False
    authorised_by: str = ""
    months: int | None = None
    until: date | None = None
    conditions: frozenset[BailCondition] = frozenset()
    informed_on: date | None = None
    representations: Representations = Representations.NOT_RECORDED
    told_on: date | None = None
    note: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class NextExtension:
    """Who may extend the period next, to when, and by when it must be authorised.

    Args:
        rank: the least rank (a `Rank`), `senior_officer` of another body, or `court`.
        to: the end it would give; `longer_to` the end the court may give where the work is unlikely to finish
            otherwise.
        before: the last day on which it can be authorised or applied for: that of the present end; None once the court
            has been asked. While the period is suspended neither this nor the end it would give is known.
        lodge_by: of a court: the day by which the papers should be lodged (our suggestion, BAIL-08a), until they are.
        why: why a court has no such day, or why no day is known, as a code with its values; empty where all are.
        needs_designation: whether the DPP must first designate the case (s.47ZE).
        limit_id: the limit it falls under.
    """

    rank: str
    to: date | None
    before: date | None
    limit_id: str
    basis: str
    longer_to: date | None = None
    lodge_by: date | None = None
    needs_designation: bool = False
    why: str = ""
    why_values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """An event that the law does not allow, with a code for the reason, and its values."""

    event: BailEvent
    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BailStanding:
    """How the bail of an arrest stands.

    Args:
        starts: the bail start date, the day after the arrest (s.47ZB(4)(a)).
        begins: the first day of the period: the bail start date, or the day of the CPS's request where a first release
            for a charging decision kept it from beginning (s.47ZL); None until it begins, or without a limit.
        ends: the last day of the period in law; None where there is no limit, or while it is suspended, has not begun
            or runs on until the court decides.
        earliest: the earlier reading of that day, by which alarms go and past which no return date is set.
        returns: the return date: `earliest`, unless an earlier day was set or it is aligned (s.47ZA), which is then
            `return_set`.
        since: since when it has been in its state.
        months: how many months from the bail start date the period has been brought to; None in the 28 days of the
            law of 2017, without a limit, and where the end was taken from a sheet.
        extensions: the limits under which it was extended, in order.
        designated: whether the DPP has designated the case as exceptionally complex.
        oral_hearing: whether the next court extension would be heard orally if either side asks (s.47ZI).
        pending_since: the day of a court application that is not decided yet.
        following: the next extension; None where there is none to ask for.
        alternative: the other way to one: where the court is next, the highest rank in a case that the DPP designates,
            and the other way round.
        no_end_because: why there is no end, as a code; empty where there is one.
        had_ended: the last day of a period that had run out before the charge, decision or release that ended the bail.
    """

    regime: BailRegime
    state: BailState
    starts: date
    ends: date | None
    earliest: date | None
    returns: date | None
    since: date
    months: int | None
    extensions: tuple[str, ...]
    designated: bool
    oral_hearing: bool
    pending_since: date | None
    following: NextExtension | None
    steps: tuple[Step, ...]
    refused: tuple[Refused, ...]
    alternative: NextExtension | None = None
    no_end_because: str = ""
    begins: date | None = None
    return_set: date | None = None
    had_ended: date | None = None
