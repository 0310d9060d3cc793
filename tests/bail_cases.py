"""Bail of a made-up case through a running core: what is recorded, and how the suspect stands."""

from datetime import date
from typing import Any

from tests.cores import SUPERVISOR, case_file
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.actions.withdraw_bail_event import WithdrawBailEvent
from tracker.bootstrap import Tracker
from tracker.rows.bail_register import BailEventRow, BailRow
from tracker.rows.case_file import ClockRow, MilestoneRow
from tracker.terms import BailCondition, BailEventKind, ClockClass, ClockState, Representations, SubjectKind

FOR_POLICE = frozenset(BailCondition)
FOR_COURT = FOR_POLICE - {BailCondition.A_GROUNDS}


def suspect_of(core: Tracker, case_id: str, label: str = "S1") -> str:
    """Give the id of a suspect by its label."""
    rows = case_file(core, case_id).subjects
    return next(row.subject_id for row in rows if row.subject_kind is SubjectKind.SUSPECT and row.label == label)


def arrest(core: Tracker, case_id: str, on: date, released: BailEventKind | None = None, **other: Any) -> str:
    """Record an arrest, and give its id."""
    facts = {"by": SUPERVISOR, "case_id": case_id, "suspect_id": suspect_of(core, case_id), "on": on}
    found = core.do(RecordArrest(**(facts | {"released": released} | other))).result
    assert isinstance(found, str)
    return found


def row_of(core: Tracker, case_id: str, arrest_id: str) -> BailRow:
    """Give how the bail of an arrest stands."""
    return next(row for row in case_file(core, case_id).bail if row.arrest_id == arrest_id)


def record(core: Tracker, case_id: str, arrest_id: str, kind: BailEventKind, on: date, **other: Any) -> str:
    """Record an event of bail, and give its id."""
    facts: dict[str, Any] = {
        "by": SUPERVISOR,
        "case_id": case_id,
        "arrest_id": arrest_id,
        "version": row_of(core, case_id, arrest_id).arrest_version,
        "kind": kind,
        "on": on,
    }
    found = core.do(RecordBailEvent(**(facts | other))).result
    assert isinstance(found, str)
    return found


def extend(core: Tracker, case_id: str, arrest_id: str, on: date, rank: str, **other: Any) -> str:
    """Record an extension with everything that must be recorded with it."""
    facts: dict[str, Any] = {
        "authority": rank,
        "authorised_by": "DI 77 Lewis",
        "conditions": FOR_POLICE,
        "representations": Representations.CONSIDERED,
    }
    return record(core, case_id, arrest_id, BailEventKind.EXTENDED, on, **(facts | other))


def by_court(core: Tracker, case_id: str, arrest_id: str, kind: BailEventKind, on: date, months: int) -> str:
    """Record an extension by the court."""
    return record(
        core, case_id, arrest_id, kind, on, months=months, authority="court", authorised_by="Northtown magistrates",
        conditions=FOR_COURT, representations=Representations.NONE_MADE,
    )  # fmt: skip


def event_of(core: Tracker, case_id: str, arrest_id: str, event_id: str) -> BailEventRow:
    """Give one event of a bail."""
    return next(event for event in row_of(core, case_id, arrest_id).events if event.event_id == event_id)


def withdraw(core: Tracker, case_id: str, arrest_id: str, event_id: str, reason: str = "entered wrongly") -> None:
    """Take an event of bail back."""
    version = event_of(core, case_id, arrest_id, event_id).version
    core.do(WithdrawBailEvent(SUPERVISOR, case_id, event_id, version, reason))


def bail_clocks(core: Tracker, case_id: str) -> list[ClockRow]:
    """Give the clocks of bail periods, the running ones first."""
    clocks = [
        clock
        for row in case_file(core, case_id).milestones
        if row.kind == "bail_ended"
        for clock in row.clocks
        if clock.clock_class is ClockClass.PERIOD
    ]
    return sorted(clocks, key=lambda clock: clock.state is ClockState.STOPPED)


def milestones(core: Tracker, case_id: str, kind: str) -> list[MilestoneRow]:
    """Give the milestones of a kind, by their turn."""
    return sorted((row for row in case_file(core, case_id).milestones if row.kind == kind), key=lambda row: row.name)
