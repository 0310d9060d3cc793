"""Made-up suspects on bail and under investigation as rows, in every state; the same every time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.rows.bail_register import BailEventRow, BailRegister, BailRow, BailSpanRow, NextRow, StepRow
from tracker.terms import (
    BailCondition,
    BailEventKind,
    BailRegime,
    BailState,
    InvestigatingBody,
    Representations,
    RiskGrade,
)

TODAY = date(2026, 11, 20)
RECORDED = datetime(2026, 8, 25, 14, 12, tzinfo=UTC)
ALL_CONDITIONS = tuple(BailCondition)
ON_BAIL = (
    BailEventKind.EXTENDED,
    BailEventKind.RETURN_DATE_SET,
    BailEventKind.COURT_APPLIED,
    BailEventKind.COURT_EXTENDED,
    BailEventKind.COURT_ADDED,
    BailEventKind.COURT_REFUSED,
    BailEventKind.DESIGNATED,
    BailEventKind.RELEASED_FOR_CHARGING,
    BailEventKind.RELEASED_UNDER_INVESTIGATION,
    BailEventKind.IN_HOSPITAL,
    BailEventKind.ALIGNED,
    BailEventKind.CHARGED,
    BailEventKind.NO_FURTHER_ACTION,
    BailEventKind.ENDED,
)


def an_event(number: int, kind: BailEventKind, on: date, **other: Any) -> BailEventRow:
    """Give an event of a ledger."""
    facts: dict[str, Any] = {
        "event_id": f"event-{number}",
        "kind": kind,
        "happened_on": on,
        "what": "Released on bail",
        "authority": "",
        "acting": False,
        "authorised_by": "",
        "conditions": (),
        "informed_on": None,
        "representations": Representations.NOT_RECORDED,
        "told_on": None,
        "note": "",
        "recorded_at": RECORDED,
        "recorded_by": "DC 3312 Patel",
        "refused": "",
        "withdrawn": "",
        "version": 1,
    }
    return BailEventRow(**(facts | other))


def an_extension(number: int, on: date, authority: str, by: str, what: str, **other: Any) -> BailEventRow:
    """Give an extension by the police, with all that must be recorded of it."""
    facts: dict[str, Any] = {
        "what": what,
        "authority": authority,
        "authorised_by": by,
        "conditions": ALL_CONDITIONS,
        "informed_on": on - timedelta(days=3),
        "representations": Representations.CONSIDERED,
        "told_on": on,
    }
    return an_event(number, BailEventKind.EXTENDED, on, **(facts | other))


def a_next(**other: Any) -> NextRow:
    """Give what must be authorised next."""
    facts: dict[str, Any] = {
        "what": "First extension of bail, to 6 months",
        "rank": "inspector or above",
        "authority": "inspector",
        "records": BailEventKind.EXTENDED,
        "to": date(2027, 2, 24),
        "longer_to": None,
        "by": date(2026, 11, 24),
        "lodge_by": None,
        "note": "",
        "limit_id": "BAIL-03",
        "to_be_confirmed": False,
    }
    return NextRow(**(facts | other))


def a_bail_row(**other: Any) -> BailRow:
    """Give a suspect whose three months end on Tue 24 Nov 2026."""
    facts: dict[str, Any] = {
        "case_id": "case-0",
        "reference": "44NI/00305/26",
        "risk": RiskGrade.VERY_HIGH,
        "oic": "DC 3312 Patel",
        "team": "Team 1",
        "suspect_id": "suspect-1",
        "suspect": "S1",
        "arrest_id": "arrest-0",
        "body": InvestigatingBody.POLICE,
        "arrested_on": date(2026, 8, 24),
        "regime": BailRegime.FROM_2022,
        "state": BailState.RUNNING,
        "state_key": "due_soon",
        "since": date(2026, 8, 24),
        "starts": date(2026, 8, 25),
        "ends": date(2026, 11, 24),
        "earliest": date(2026, 11, 24),
        "returns": date(2026, 11, 24),
        "days_left": 4,
        "why_no_end": "",
        "since_release": None,
        "long_since_release": False,
        "designated": False,
        "oral_hearing": False,
        "pending_since": None,
        "to_be_confirmed": False,
        "following": (a_next(),),
        "steps": (
            StepRow("Mon 24 Aug 2026", "arrested", "bail starts Tue 25 Aug 2026", "PACE 1984 s.47ZB(4)(a)"),
            StepRow(
                "Tue 25 Aug 2026", "3 months beginning with this day", "ends Tue 24 Nov 2026", "PACE 1984 s.47ZB(1)(b)"
            ),
        ),
        "events": (an_event(1, BailEventKind.RELEASED_ON_BAIL, date(2026, 8, 24)),),
        "may_be_recorded": ON_BAIL,
        "arrest_version": 3,
    }
    return BailRow(**(facts | other))


def _superintendent_next() -> BailRow:
    return a_bail_row(
        case_id="case-1", reference="44NI/00402/26", suspect="S2", suspect_id="suspect-2", arrest_id="arrest-1",
        risk=RiskGrade.HIGH, oic="DC 2207 Hughes", arrested_on=date(2026, 5, 30), since=date(2026, 5, 30),
        starts=date(2026, 5, 31), ends=date(2026, 11, 30), earliest=date(2026, 11, 29), returns=date(2026, 11, 29),
        days_left=9, to_be_confirmed=True,
        following=(
            a_next(
                what="Second extension of bail, to 9 months", rank="superintendent or above",
                authority="superintendent", to=date(2027, 2, 28), by=date(2026, 11, 29), limit_id="BAIL-04",
            ),
        ),
        events=(
            an_event(10, BailEventKind.RELEASED_ON_BAIL, date(2026, 5, 30)),
            an_extension(
                11, date(2026, 8, 26), "inspector", "DI 77 Lewis", "Extended to 6 months by an inspector", acting=True
            ),
            an_extension(
                12, date(2026, 8, 27), "inspector", "DI 77 Lewis", "Extended to 9 months by an inspector",
                refused="An extension to 9 months needs a superintendent or above.",
            ),
            an_event(
                13, BailEventKind.RETURN_DATE_SET, date(2026, 9, 2), what="Return date set to Mon 9 Nov 2026",
                withdrawn="entered for the wrong suspect",
            ),
        ),
    )  # fmt: skip


def _court_next() -> BailRow:
    return a_bail_row(
        case_id="case-2", reference="44NI/00499/26", suspect="KESTREL", suspect_id="suspect-3", arrest_id="arrest-2",
        risk=RiskGrade.MEDIUM, oic="DC 4150 Okafor", arrested_on=date(2026, 3, 11), since=date(2026, 3, 11),
        starts=date(2026, 3, 12), ends=date(2026, 12, 11), earliest=date(2026, 12, 11), returns=date(2026, 12, 11),
        days_left=21, state_key="running",
        following=(
            a_next(
                what="First extension by the court, to 12 months", rank="magistrates' court", authority="court",
                records=BailEventKind.COURT_EXTENDED, to=date(2027, 3, 11), longer_to=date(2027, 9, 11),
                by=date(2026, 12, 11), lodge_by=date(2026, 11, 27), limit_id="BAIL-06",
                note="18 months where the work is unlikely to finish otherwise.",
            ),
        ),
    )  # fmt: skip


def _others() -> tuple[BailRow, ...]:
    plain = {"ends": None, "earliest": None, "returns": None, "days_left": None, "following": ()}
    suspended = a_bail_row(
        **plain, case_id="case-5", reference="44NI/00790/26", suspect="S1", arrest_id="arrest-5",
        state=BailState.SUSPENDED, state_key="paused", since=date(2026, 10, 5), risk=RiskGrade.HIGH,
        why_no_end="suspended while the prosecutor decides", oic="DC 1881 Ŵyn",
        may_be_recorded=(BailEventKind.CPS_REQUESTED, BailEventKind.CHARGED, BailEventKind.ENDED),
    )  # fmt: skip
    deciding = a_bail_row(
        **plain, case_id="case-6", reference="44NI/00887/26", suspect="S1", arrest_id="arrest-6",
        state=BailState.COURT_DECIDING, state_key="due_soon", since=date(2026, 11, 9), designated=True,
        why_no_end="runs on until the court decides", pending_since=date(2026, 10, 30), oral_hearing=True,
        may_be_recorded=(BailEventKind.COURT_EXTENDED, BailEventKind.COURT_REFUSED, BailEventKind.ENDED),
    )  # fmt: skip
    not_begun = a_bail_row(
        **plain, case_id="case-7", reference="44NI/00984/26", suspect="S2", arrest_id="arrest-7",
        state=BailState.NOT_BEGUN, state_key="not_started", starts=None, oic="",
        why_no_end="has not begun: first released for a charging decision",
    )  # fmt: skip
    unlimited = a_bail_row(
        **plain, case_id="case-8", reference="44NI/01081/16", suspect="S1", arrest_id="arrest-8",
        state=BailState.NO_LIMIT, state_key="unknown", regime=BailRegime.BEFORE_2017, arrested_on=date(2016, 9, 1),
        starts=date(2016, 9, 2), why_no_end="no limit: arrested before 3 April 2017",
    )  # fmt: skip
    return suspended, deciding, not_begun, unlimited


def under_investigation(days: int = 96, **other: Any) -> BailRow:
    """Give a suspect who was released under investigation so many days ago."""
    since = TODAY - timedelta(days=days)
    facts: dict[str, Any] = {
        "case_id": "case-3",
        "reference": "44NI/00596/26",
        "suspect": "S1",
        "suspect_id": "suspect-4",
        "arrest_id": "arrest-3",
        "state": BailState.UNDER_INVESTIGATION,
        "state_key": "running",
        "since": since,
        "starts": None,
        "ends": None,
        "earliest": None,
        "returns": None,
        "days_left": None,
        "why_no_end": "no limit on a release under investigation",
        "since_release": days,
        "long_since_release": days >= 84,
        "following": (
            a_next(
                what="Inspector's review", rank="inspector", authority="", records=None, to=None,
                by=date(2026, 12, 2), limit_id="RUI-03", to_be_confirmed=True,
            ),
        ),
        "steps": (),
        "events": (
            an_event(30, BailEventKind.RELEASED_UNDER_INVESTIGATION, since, what="Released under investigation"),
        ),
        "may_be_recorded": (BailEventKind.CHARGED, BailEventKind.NO_FURTHER_ACTION),
    }  # fmt: skip
    return a_bail_row(**(facts | other))


def a_late_row() -> BailRow:
    """Give a suspect whose period passed two days ago without an extension."""
    return a_bail_row(
        case_id="case-4", reference="44NI/00693/26", suspect="S3", suspect_id="suspect-5", arrest_id="arrest-4",
        state=BailState.PASSED, state_key="overdue", ends=date(2026, 11, 18), earliest=date(2026, 11, 18),
        returns=date(2026, 11, 12), days_left=-2, arrested_on=date(2026, 8, 18), starts=date(2026, 8, 19),
        following=(), may_be_recorded=(BailEventKind.RELEASED_UNDER_INVESTIGATION, BailEventKind.CHARGED),
    )  # fmt: skip


def a_register(**other: Any) -> BailRegister:
    """Give everybody: five who end or are due within six weeks, then six others."""
    facts: dict[str, Any] = {
        "as_of": TODAY,
        "days": 42,
        "ending": (a_late_row(), a_bail_row(), _superintendent_next(), under_investigation(), _court_next()),
        "others": (
            *_others(),
            a_bail_row(
                case_id="case-9", reference="44NI/01178/26", suspect="S1", arrest_id="arrest-9", state_key="running",
                arrested_on=date(2026, 11, 2), since=date(2026, 11, 2), starts=date(2026, 11, 3),
                ends=date(2027, 2, 2), earliest=date(2027, 2, 2), returns=date(2027, 2, 2), days_left=74,
                following=(a_next(to=date(2027, 5, 2), by=date(2027, 2, 2)),),
            ),
            under_investigation(
                12, case_id="case-10", reference="44NI/01275/26", arrest_id="arrest-10", oic="DC 2207 Hughes"
            ),
        ),
        "restricted_not_shown": 2,
    }  # fmt: skip
    return BailRegister(**(facts | other))


def bail_of_a_case() -> tuple[BailRow, ...]:
    """Give the suspects of one case: one whose second extension is due, and one under investigation."""
    released = under_investigation(case_id="case-0", reference="44NI/00305/26", suspect="S2", suspect_id="suspect-2")
    since = TODAY - timedelta(days=96)
    tomorrow = TODAY + timedelta(days=1)
    return (
        replace(
            _superintendent_next(), case_id="case-0", reference="44NI/00305/26", suspect="S1", suspect_id="suspect-1",
            spans=(
                BailSpanRow(date(2026, 5, 30), date(2026, 9, 3), BailState.RUNNING),
                BailSpanRow(date(2026, 9, 3), date(2026, 9, 24), BailState.SUSPENDED),
                BailSpanRow(date(2026, 9, 24), tomorrow, BailState.RUNNING),
            ),
        ),
        replace(
            released, arrested_on=date(2026, 6, 2),
            spans=(
                BailSpanRow(date(2026, 6, 2), since, BailState.RUNNING),
                BailSpanRow(since, tomorrow, BailState.UNDER_INVESTIGATION),
            ),
        ),
    )  # fmt: skip
