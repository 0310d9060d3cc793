"""Bail and release under investigation as frozen rows: what ends when, and who must authorise what next."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.terms import (
    BailCondition,
    BailEventKind,
    BailRegime,
    BailState,
    InvestigatingBody,
    Representations,
    RiskGrade,
)

SIX_WEEKS = 42


@dataclass(frozen=True, slots=True)
class BailRegisterQuestion:
    """Whose bail: the whole scope, a team or an officer; `days` ahead within which a period ends, to be in `ending`."""

    by: str
    team_id: str | None = None
    days: int = SIX_WEEKS
    oic_id: str | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in words: the day, what happened or was counted, what it gives, the basis."""

    on: str
    what: str
    gives: str
    basis: str


@dataclass(frozen=True, slots=True)
class BailEventRow:
    """One event of a bail ledger. `refused` says why the law does not count it; empty where it counts."""

    event_id: str
    kind: BailEventKind
    happened_on: date
    what: str
    authority: str
    acting: bool
    authorised_by: str
    conditions: tuple[BailCondition, ...]
    informed_on: date | None
    representations: Representations
    told_on: date | None
    note: str
    recorded_at: datetime
    recorded_by: str
    refused: str
    withdrawn: str
    version: int


@dataclass(frozen=True, slots=True)
class NextRow:
    """What must be authorised next for a suspect: by whom, to when, by which day.

    Args:
        what: in words, such as "First extension of bail, to 6 months" or "Sergeant's review".
        rank: who must, in words: "inspector or above", "magistrates' court".
        authority: the same as a code, as `RecordBailEvent.authority` takes it; empty for a review.
        records: the event that records it; None for a review.
        to: the end it gives; None for a review. `longer_to` is what the court may give instead.
        by: the last day for it; for a court the day the papers should be lodged is `lodge_by`, else `why` says in words
            why there is none, or why no day is known.
        note: what must come first, such as the DPP's designation.
        limit_id: the limit it falls under.
        to_be_confirmed: whether that limit still has to be confirmed by the force.
    """

    what: str
    rank: str
    authority: str
    records: BailEventKind | None
    to: date | None
    longer_to: date | None
    by: date | None
    lodge_by: date | None
    note: str
    limit_id: str
    to_be_confirmed: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class BailSpanRow:
    """Days on which the bail of an arrest was in one state; `until` is the day after the last of them."""

    since: date
    until: date
    state: BailState


@dataclass(frozen=True, slots=True)
class BailRow:
    """One suspect on bail or under investigation.

    Args:
        arrest_id: empty where the bail comes from a sheet that does not tell the arrest, or where there is no arrest.
        state_key: the key of the mark it is shown with.
        ends: the last day of the applicable bail period; None with the reason in `why_no_end`.
        earliest: the earlier reading of it, by which alarms go.
        days_left: until `earliest`; negative once it has passed; None where there is no end.
        since_release: days since release, of a suspect under investigation.
        long_since_release: whether that is past the day from which it is shown in red (RUI-01).
        to_be_confirmed: whether the period rests on a reading or a limit that the force still has to confirm.
        may_be_recorded: the kinds of event that can follow now.
        had_ended: the last day of a period that had run out before what ended the bail.
        spans: how it stood from the first event to today; on the file of one case only.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    suspect_id: str
    suspect: str
    arrest_id: str
    body: InvestigatingBody
    arrested_on: date | None
    regime: BailRegime | None
    state: BailState
    state_key: str
    since: date | None
    starts: date | None
    ends: date | None
    earliest: date | None
    returns: date | None
    days_left: int | None
    why_no_end: str
    since_release: int | None
    long_since_release: bool
    designated: bool
    oral_hearing: bool
    pending_since: date | None
    to_be_confirmed: bool
    following: tuple[NextRow, ...]
    steps: tuple[StepRow, ...]
    events: tuple[BailEventRow, ...]
    may_be_recorded: tuple[BailEventKind, ...]
    arrest_version: int
    had_ended: date | None = None
    spans: tuple[BailSpanRow, ...] = ()


@dataclass(frozen=True, slots=True)
class BailRegister:
    """Who is on bail or under investigation: what ends or is due within the days asked for first, then the others.

    Args:
        ending: those whose period, or whose next review, ends within the days; the soonest first.
        others: everybody else on bail, suspended, under investigation, or on bail without limit.
        restricted_not_shown: how many more there are in restricted cases.
    """

    as_of: date
    days: int
    ending: tuple[BailRow, ...]
    others: tuple[BailRow, ...]
    restricted_not_shown: int
