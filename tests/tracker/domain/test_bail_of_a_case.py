"""Whatever is recorded and taken back, the clock of a bail tells what its ledger gives."""

from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.tracker.rule_data import calendars, catalogue, pack
from tracker.domain.act import Act
from tracker.domain.bail import BailEvent
from tracker.domain.case import Case
from tracker.domain.case_bail_record import FOR_COURT, FOR_POLICE, ON_BAIL
from tracker.domain.case_parts import CaseRecord
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Arrest, Suspect
from tracker.errors import NotFound, RuleBroken
from tracker.terms import (
    BailEventKind,
    BailState,
    CaseKind,
    ClockState,
    InvestigatingBody,
    MilestoneState,
    Nation,
    Representations,
    RiskGrade,
    Role,
)

Kind = BailEventKind
RULES = RuleBook(pack(), catalogue(), calendars())
SUSPECT = "suspect-1"
BARE = (
    "charged", "no_further_action", "released_under_investigation", "released_without_charge", "bail_ended",
    "cps_action_plan_received", "cps_action_plan", "released_on_bail", "released_for_charging_decision", "arrested",
)  # fmt: skip
STILL = (BailState.SUSPENDED, BailState.NOT_BEGUN)
OVER = (BailState.ENDED, BailState.UNDER_INVESTIGATION)


@dataclass(frozen=True)
class Deed:
    """One thing somebody tries to record: how many days after the last one, entered how many days later."""

    what: tuple[str, Any]
    after: int
    entered_after: int
    rank: str
    months: int | None
    until: int
    of: int


def deeds() -> st.SearchStrategy[Deed]:
    plain = st.tuples(st.just("event"), st.sampled_from([kind for kind in Kind if kind is not Kind.TAKEN_FROM_SHEET]))
    extending = st.tuples(
        st.just("event"), st.sampled_from((Kind.EXTENDED, Kind.RELEASED_FOR_CHARGING, Kind.CPS_REQUESTED))
    )
    other = st.one_of(
        st.tuples(st.just("bare"), st.sampled_from(BARE)),
        st.tuples(st.sampled_from(("withdraw", "reopen", "sheet", "day")), st.none()),
    )
    return st.builds(
        Deed,
        st.one_of(plain, extending, other),
        st.integers(0, 60),
        st.sampled_from((0, 0, 0, 1, 30)),
        st.sampled_from(("inspector", "superintendent", "assistant_chief_constable", "senior_officer")),
        st.sampled_from((None, 3, 6, 9, 12, 18)),
        st.integers(-5, 120),
        st.integers(0, 9),
    )


class Told:
    """A case with one arrest, while this and that is recorded about it."""

    def __init__(self, arrested_on: date, body: InvestigatingBody, released: BailEventKind | None) -> None:
        self.ids = count(1)
        self.today = self.day = arrested_on
        record = CaseRecord(
            "case-1", "44NI/1/26", CaseKind.PHYSICAL_ABUSE, Nation.ENGLAND, RiskGrade.HIGH, arrested_on - timedelta(9)
        )
        self.case = Case.opened(record, RULES, self.act)
        self.case.add_suspect(Suspect(SUSPECT, "case-1", "S1"), RULES, self.act)
        arrest = Arrest("arrest-1", "case-1", SUSPECT, arrested_on, body=body)
        self.case.arrest(arrest, RULES, self.act, released=released)

    @property
    def act(self) -> Act:
        now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return Act("officer-1", frozenset({Role.SUPERVISOR}), now, self.today, lambda: f"{next(self.ids):06d}")

    def attempt(self, deed: Deed) -> bool:
        """Do something to the case; what is refused leaves it as it was, as an action stores nothing then."""
        self.day += timedelta(deed.after)
        self.today = max(self.today, self.day + timedelta(deed.entered_after))
        kept = self.case
        self.case = copy(kept)
        for name in ("arrests", "bail_events", "milestones", "clocks", "delays"):
            setattr(self.case, name, dict(getattr(kept, name)))
        try:
            self._do(deed)
        except (RuleBroken, NotFound):
            self.case = kept
            return False
        return True

    def _do(self, deed: Deed) -> None:
        case, act = self.case, self.act
        until = self.day + timedelta(deed.until)
        match deed.what[0]:
            case "event":
                case.bail_event(self._event(deed, until), RULES, act)
            case "bare":
                case.happen(deed.what[1], SUSPECT, self.day, "", RULES, act)
            case "sheet":
                case.bail_on_sheet(None, SUSPECT, until, "on the sheet", RULES, act)
            case "day":
                case.keep_bail_in_step(RULES, act)
            case "withdraw":
                events = list(case.bail_events.values())
                if events:
                    case.withdraw_bail_event(events[deed.of % len(events)].id, "wrong", RULES, act)
            case _:
                done = [
                    one
                    for one in case.milestones.values()
                    if one.subject_id == SUSPECT and one.state is MilestoneState.DONE
                ]
                if done:
                    case.reopen_milestone(done[deed.of % len(done)].id, "wrong", RULES, act)

    def _event(self, deed: Deed, until: date) -> BailEvent:
        of_court = deed.what[1] in (Kind.COURT_EXTENDED, Kind.COURT_ADDED)
        arrests = self.case.standing_arrests(SUSPECT)
        arrest_id = arrests[deed.of % len(arrests)].id if arrests else "none"
        return BailEvent(
            self.act.new_id(), "case-1", arrest_id, deed.what[1], self.day, self.act.now, "officer-1",
            authority="court" if of_court else deed.rank, authorised_by="77", until=until,
            months=deed.months if of_court else None, conditions=FOR_COURT if of_court else FOR_POLICE,
            representations=Representations.CONSIDERED,
        )  # fmt: skip


def check(told: Told) -> None:
    case = told.case
    case.keep_bail_in_step(RULES, told.act)
    for arrest in case.arrests.values():
        if not arrest.milestone_id:
            continue
        ending = case.milestones[arrest.milestone_id]
        (clock,) = case.clocks_of(ending.id)
        assert clock.recomputed(RULES.calendar(clock.calendar)) == clock
        standing = case.bail(arrest.id, RULES, told.today)
        events = [event for event in case.events_of(arrest.id) if event.withdrawn_at is None]
        if not any(event.kind in ON_BAIL for event in events):
            assert clock.state is ClockState.STOPPED
            assert ending.state in (MilestoneState.NOT_REQUIRED, MilestoneState.DONE)
        elif standing.state in OVER:
            assert (clock.state, ending.state) == (ClockState.STOPPED, MilestoneState.DONE)
        elif standing.state in STILL:
            assert (clock.state, clock.due) == (ClockState.PAUSED, None)
        else:
            assert clock.state is ClockState.RUNNING
            assert clock.due == (None if standing.ends is None else standing.return_set or standing.ends)
            alarm = min((day for day in (standing.earliest, clock.due) if day is not None), default=None)
            assert clock.is_overdue(told.act.now) == (alarm is not None and told.today > alarm)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(2017, 4, 3), date(2027, 6, 30)),
    st.sampled_from((InvestigatingBody.POLICE, InvestigatingBody.POLICE, InvestigatingBody.NCA, InvestigatingBody.SFO)),
    st.sampled_from((None, Kind.STREET_BAIL, Kind.RELEASED_ON_BAIL, Kind.RELEASED_FOR_CHARGING)),
    st.lists(deeds(), max_size=14),
)
# the law's end is the clock's day, and the earlier reading that of its alarm
@example(date(2024, 8, 30), InvestigatingBody.POLICE, Kind.RELEASED_ON_BAIL, [])
def test_the_clock_follows_the_ledger(
    arrested_on: date, body: InvestigatingBody, released: BailEventKind | None, tried: list[Deed]
) -> None:
    told = Told(arrested_on, body, released)
    check(told)
    for deed in tried:
        if told.attempt(deed):
            check(told)


def with_a_request() -> Told:
    """A suspect on bail since 10 January 2026, with the CPS since 1 March, of whom more was asked on 1 April."""
    told = Told(date(2026, 1, 10), InvestigatingBody.POLICE, Kind.RELEASED_ON_BAIL)
    for kind, on in ((Kind.RELEASED_FOR_CHARGING, date(2026, 3, 1)), (Kind.CPS_REQUESTED, date(2026, 4, 1))):
        record(told, kind, on)
    return told


def record(told: Told, kind: BailEventKind, on: date) -> BailEvent:
    told.day = told.today = on
    event = BailEvent(told.act.new_id(), "case-1", "arrest-1", kind, on, told.act.now, "officer-1")
    told.case.bail_event(event, RULES, told.act)
    return event


def test_an_action_plan_met_after_bail_was_over_is_done_and_no_event_of_bail() -> None:
    told = with_a_request()
    told.day = told.today = date(2026, 8, 1)
    met = told.case.happen("cps_action_plan", SUSPECT, told.day, "", RULES, told.act)
    assert met.state is MilestoneState.DONE
    assert [event.kind for event in told.case.events_of("arrest-1")][-1] is Kind.CPS_REQUESTED
    assert told.case.bail("arrest-1", RULES, told.today).state is BailState.PASSED
    check(told)


def test_an_answer_to_the_cps_taken_back_is_waited_for_again() -> None:
    told = with_a_request()
    (asked,) = [clock for clock in told.case.clocks.values() if clock.limit_id == "CPS-04"]
    event = record(told, Kind.CPS_REQUEST_MET, date(2026, 4, 5))
    told.case.withdraw_bail_event(event.id, "not all of it", RULES, told.act)
    assert told.case.milestones[asked.milestone_id].state is MilestoneState.OPEN
    assert told.case.clocks[asked.id].state is ClockState.RUNNING
    check(told)


def test_an_event_that_is_not_there_is_not_taken_back() -> None:
    with pytest.raises(NotFound):
        with_a_request().case.withdraw_bail_event("event-none", "wrong", RULES, with_a_request().act)
