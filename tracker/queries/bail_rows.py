"""One suspect's bail or release under investigation as a row: how it stands, what comes next, its events in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker import wording
from tracker.domain.bail import BailEvent, BailStanding
from tracker.domain.bail_in_words import is_to_be_confirmed, no_end_in_words, who_may
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_regime import FROM_SHEET
from tracker.domain.bail_spans import bail_spans
from tracker.domain.case_bail_record import ENDINGS, ON_BAIL, RELEASES
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest, Suspect
from tracker.queries.bail_entries import event_rows, next_extensions, steps_of
from tracker.rows.bail_register import BailRow, BailSpanRow, NextRow, StepRow
from tracker.terms import (
    REVIEWS,
    BailEventKind,
    BailState,
    InvestigatingBody,
    RiskGrade,
)

Kind = BailEventKind
RED_DAYS = "RUI-01"
DUE_SOON_DAYS = 7
RUI_REVIEWS = ("rui_review_sergeant", "rui_review_inspector", "rui_review_superintendent")
OF_CPS = (Kind.RELEASED_FOR_CHARGING, Kind.CPS_REQUESTED, Kind.CPS_REQUEST_MET)
OF_HOSPITAL = (Kind.IN_HOSPITAL, Kind.OUT_OF_HOSPITAL)
ANY_TIME = (
    Kind.RELEASED_ON_BAIL, Kind.RELEASED_FOR_CHARGING, Kind.EXTENDED, Kind.COURT_EXTENDED, Kind.COURT_ADDED,
    Kind.RETURN_DATE_SET, Kind.ALIGNED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A clock that runs for a suspect: towards a review, or the end of a bail whose arrest is not known."""

    kind: str
    limit: Limit
    due: date | None
    started: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SuspectBail:
    """What is on record about the bail of one suspect.

    Args:
        released: since when under investigation, where it is; `reviews` are what is waited for meanwhile.
        of_sheet: ends of bail from the unit's sheet that belong to no arrest.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    oic: str
    team: str
    suspect: Suspect
    arrests: Sequence[Arrest]
    events: Mapping[str, Sequence[BailEvent]]
    released: date | None
    reviews: Sequence[Waiting]
    of_sheet: Sequence[Waiting]


def bail_rows(
    bail: SuspectBail, rules: RuleBook, today: date, people: Mapping[str, str], *, with_ended: bool
) -> tuple[BailRow, ...]:
    """Give a row for each arrest of a suspect, for a bail without an arrest, and for a release without one.

    Args:
        people: the titles of officers by their id.
        with_ended: whether what is over, and arrests without a release, are shown as well, each with its spans.
    """
    rows = [_of_arrest(bail, arrest, rules, today, people) for arrest in bail.arrests]
    if with_ended:
        rows = [_with_spans(row, bail, arrest, rules, today) for row, arrest in zip(rows, bail.arrests, strict=True)]
    else:
        under_investigation = [row for row in rows if row.state is BailState.UNDER_INVESTIGATION and bail.reviews]
        rows = [row for row in rows if _is_on_bail(row)] + under_investigation
    rows += [_of_sheet(bail, one, rules, today) for one in bail.of_sheet]
    if bail.reviews and all(row.state is not BailState.UNDER_INVESTIGATION for row in rows):
        rows.append(_without_arrest(bail, rules, today))
    return tuple(rows)


def ends_first(row: BailRow) -> date | None:
    """Give the day by which somebody has to act: the end of bail, its return date, or the next review."""
    if row.state in (BailState.RUNNING, BailState.PASSED):
        return min((day for day in (row.earliest, row.returns) if day is not None), default=None)
    if row.state is BailState.UNDER_INVESTIGATION:
        return min((step.by for step in row.following if step.by is not None), default=None)
    return None


def _of_arrest(bail: SuspectBail, arrest: Arrest, rules: RuleBook, today: date, people: Mapping[str, str]) -> BailRow:
    events = bail.events.get(arrest.id, ())
    standing = reckon(arrest.arrested_on, events, rules, arrest.body, today)
    is_released = standing.state is BailState.UNDER_INVESTIGATION
    following = _reviews(bail, rules) if is_released else next_extensions(arrest, standing, rules)
    row = BailRow(
        case_id=bail.case_id,
        reference=bail.reference,
        risk=bail.risk,
        oic=bail.oic,
        team=bail.team,
        suspect_id=bail.suspect.id,
        suspect=bail.suspect.label,
        arrest_id=arrest.id,
        body=arrest.body,
        arrested_on=arrest.arrested_on,
        regime=standing.regime,
        state=standing.state,
        state_key="",
        since=standing.since,
        starts=None if is_released else standing.starts,
        ends=standing.ends,
        earliest=standing.earliest,
        returns=standing.returns,
        days_left=None if standing.earliest is None else (standing.earliest - today).days,
        why_no_end=no_end_in_words(standing),
        since_release=(today - standing.since).days if is_released else None,
        long_since_release=False,
        designated=standing.designated,
        oral_hearing=standing.oral_hearing,
        pending_since=standing.pending_since,
        to_be_confirmed=is_to_be_confirmed(standing, rules),
        following=following,
        steps=steps_of(standing),
        events=event_rows(events, standing.refused, people),
        may_be_recorded=_may_be_recorded(events, standing),
        arrest_version=arrest.version,
        had_ended=standing.had_ended,
    )
    return _marked(row, rules, today)


def _with_spans(row: BailRow, bail: SuspectBail, arrest: Arrest, rules: RuleBook, today: date) -> BailRow:
    spans = bail_spans(arrest, bail.events.get(arrest.id, ()), rules, today)
    return replace(row, spans=tuple(BailSpanRow(span.since, span.until, span.state) for span in spans))


def _of_sheet(bail: SuspectBail, waiting: Waiting, rules: RuleBook, today: date) -> BailRow:
    """Give a bail that the unit's sheet tells of, without the arrest: nobody can say what may follow it."""
    passed = waiting.due is not None and waiting.due < today
    missing = wording.BAIL_WITHOUT_ARREST
    step = NextRow(
        missing["what"], missing["who"], "", None, None, None, waiting.due, None, missing["note"], waiting.limit.id,
        to_be_confirmed=False,
    )  # fmt: skip
    row = replace(
        _bare(bail),
        state=BailState.PASSED if passed else BailState.RUNNING,
        ends=waiting.due,
        earliest=waiting.due,
        returns=waiting.due,
        days_left=None if waiting.due is None else (waiting.due - today).days,
        why_no_end="" if waiting.due is not None else wording.unknown("no_end_yet"),
        to_be_confirmed=True,
        following=(step,),
        steps=(StepRow("", waiting.reason, "" if waiting.due is None else wording.day(waiting.due), FROM_SHEET),),
    )
    return _marked(row, rules, today)


def _without_arrest(bail: SuspectBail, rules: RuleBook, today: date) -> BailRow:
    """Give a release under investigation of somebody whose arrest is not on record."""
    since = bail.released
    row = replace(
        _bare(bail),
        state=BailState.UNDER_INVESTIGATION,
        since=since,
        why_no_end="" if since is None else wording.no_bail_end("under_investigation", since),
        since_release=None if since is None else (today - since).days,
        following=_reviews(bail, rules),
    )
    return _marked(row, rules, today)


def _bare(bail: SuspectBail) -> BailRow:
    return BailRow(
        bail.case_id, bail.reference, bail.risk, bail.oic, bail.team, bail.suspect.id, bail.suspect.label,
        arrest_id="", body=InvestigatingBody.POLICE, arrested_on=None, regime=None, state=BailState.RUNNING,
        state_key="", since=None, starts=None, ends=None, earliest=None, returns=None, days_left=None, why_no_end="",
        since_release=None, long_since_release=False, designated=False, oral_hearing=False, pending_since=None,
        to_be_confirmed=False, following=(), steps=(), events=(), may_be_recorded=(), arrest_version=0,
    )  # fmt: skip


def _marked(row: BailRow, rules: RuleBook, today: date) -> BailRow:
    red = rules.pack.versions(RED_DAYS)[-1].value("red_from_days")
    is_long = row.since_release is not None and row.since_release >= red
    act_by = ends_first(row)
    match row.state:
        case BailState.ENDED:
            key = "done"
        case BailState.SUSPENDED:
            key = "paused"
        case BailState.NOT_BEGUN:
            key = "not_started"
        case BailState.COURT_DECIDING:
            key = "due_soon"
        case BailState.NO_LIMIT:
            key = "unknown"
        case _ if act_by is not None and act_by < today:
            key = "overdue"
        case _ if act_by is not None and (act_by - today).days <= DUE_SOON_DAYS:
            key = "due_soon"
        case _:
            key = "running"
    return replace(row, state_key=key, long_since_release=is_long)


def _is_on_bail(row: BailRow) -> bool:
    released = any(event.kind in ON_BAIL and not event.withdrawn for event in row.events)
    return released and row.state not in (BailState.ENDED, BailState.UNDER_INVESTIGATION)


def _reviews(bail: SuspectBail, rules: RuleBook) -> tuple[NextRow, ...]:
    """Give the reviews of a release under investigation, the soonest first."""
    rows = [
        NextRow(
            what=rules.kind(one.kind).name,
            rank=who_may(REVIEWS[one.kind]),
            authority="",
            records=None,
            to=None,
            longer_to=None,
            by=one.due,
            lodge_by=None,
            note="",
            limit_id=one.limit.id,
            to_be_confirmed=one.limit.to_be_confirmed or one.limit.suggestion,
        )
        for one in bail.reviews
    ]
    return tuple(sorted(rows, key=lambda row: row.by or date.max))


def _may_be_recorded(events: Iterable[BailEvent], standing: BailStanding) -> tuple[BailEventKind, ...]:
    """Give the kinds of event that can follow; what is entered late may have happened before the period ended."""
    counted = {one.event.id for one in standing.refused}
    kinds = [
        one.kind
        for one in sorted(events, key=lambda one: one.happened_on)
        if one.withdrawn_at is None and one.id not in counted
    ]
    if standing.state is BailState.ENDED:
        return ()
    if standing.state is BailState.UNDER_INVESTIGATION:
        return (Kind.CHARGED, Kind.NO_FURTHER_ACTION, Kind.ENDED)
    if not any(kind in ON_BAIL for kind in kinds):
        return (*RELEASES, Kind.CHARGED, Kind.NO_FURTHER_ACTION, Kind.ENDED)
    may = list(ANY_TIME)
    may.append(Kind.COURT_APPLIED if standing.pending_since is None else Kind.COURT_REFUSED)
    if not standing.designated:
        may.append(Kind.DESIGNATED)
    of_cps = [kind for kind in kinds if kind in OF_CPS]
    if of_cps:
        may.append(Kind.CPS_REQUEST_MET if of_cps[-1] is Kind.CPS_REQUESTED else Kind.CPS_REQUESTED)
    of_hospital = [kind for kind in kinds if kind in OF_HOSPITAL]
    in_hospital = bool(of_hospital) and of_hospital[-1] is Kind.IN_HOSPITAL
    may.append(Kind.OUT_OF_HOSPITAL if in_hospital else Kind.IN_HOSPITAL)
    return tuple(kind for kind in Kind if kind in (*may, *ENDINGS))
