"""Bad cases 9, 30 and 31 for bail: months from the bail start, the file with the prosecutor, and a law that changes."""

from datetime import date
from typing import Any

import pytest

from tests.bad_cases.in_a_unit import alerts, london, subject, sweep, the_clock
from tests.cores import SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.open_case import NewSuspect
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_bail_event import RecordBailEvent
from tracker.bootstrap import Tracker
from tracker.errors import RuleBroken
from tracker.rows.bail_register import BailRow
from tracker.terms import BailCondition, BailEventKind, BailRegime, BailState, ClockState, Rank, Representations

K = BailEventKind
POLICE = frozenset(BailCondition)
COURT = POLICE - {BailCondition.A_GROUNDS}


def bail_of(core: Tracker, case_id: str, label: str = "S1") -> BailRow:
    """Give the bail of a suspect as it stands."""
    return next(row for row in case_file(core, case_id).bail if row.suspect == label)


def arrest(core: Tracker, case_id: str, on: date, label: str = "S1", how: BailEventKind = K.RELEASED_ON_BAIL) -> None:
    """Arrest a suspect, who is released the same day."""
    core.do(RecordArrest(SUPERVISOR, case_id, subject(core, case_id, label), on, released=how))


def record(core: Tracker, case_id: str, kind: BailEventKind, on: date, label: str = "S1", **facts: Any) -> None:
    """Record what happened to the bail of a suspect."""
    row = bail_of(core, case_id, label)
    core.do(RecordBailEvent(SUPERVISOR, case_id, row.arrest_id, row.arrest_version, kind, on, **facts))


def extend(core: Tracker, case_id: str, on: date, rank: Rank, label: str = "S1") -> None:
    """Extend bail by a rank, with everything on record that an extension asks for."""
    record(
        core, case_id, K.EXTENDED, on, label, authority=rank.value, authorised_by="Insp 31", conditions=POLICE,
        informed_on=on, representations=Representations.NONE_MADE, told_on=on,
    )  # fmt: skip


def by_court(core: Tracker, case_id: str, kind: BailEventKind, on: date, months: int) -> None:
    """Extend bail by the court."""
    record(
        core, case_id, kind, on, authority="court", authorised_by="magistrates' court", months=months,
        conditions=COURT, informed_on=on, representations=Representations.CONSIDERED, told_on=on,
    )  # fmt: skip


@pytest.mark.parametrize(("arrested", "ends"), [
    (date(2024, 8, 30), ["2024-11-30", "2025-02-28", "2025-05-30", "2025-08-30"]),
    (date(2025, 1, 30), ["2025-04-30", "2025-07-30", "2025-10-30", "2026-01-30"]),
    (date(2024, 2, 28), ["2024-05-28", "2024-08-28", "2024-11-28", "2025-02-28"]),
], ids=["from 31 August", "from 31 January", "from 29 February"])  # fmt: skip
def test_bad_case_09_every_extension_of_bail_counts_from_the_bail_start(
    core: Tracker, time: StoppedTime, arrested: date, ends: list[str]
) -> None:
    time.move_to(london(2026, 11, 2))
    case_id = open_a_case(core, reported_on=date(2024, 2, 1), suspects=(NewSuspect("S1"),))
    arrest(core, case_id, arrested)
    three, six, nine, twelve = (date.fromisoformat(end) for end in ends)
    assert the_clock(core, case_id, "bail_ended").due == three
    extend(core, case_id, three, Rank.INSPECTOR)
    assert the_clock(core, case_id, "bail_ended").due == six
    extend(core, case_id, six, Rank.SUPERINTENDENT)
    assert the_clock(core, case_id, "bail_ended").due == nine
    by_court(core, case_id, K.COURT_EXTENDED, nine, 12)
    row, clock = bail_of(core, case_id), the_clock(core, case_id, "bail_ended")
    assert (row.ends, clock.due, clock.first_due) == (twelve, twelve, three)


def test_bad_case_30_bail_stands_still_while_the_prosecutor_has_the_file(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2025, 1, 10))
    case_id = open_a_case(core, reported_on=date(2025, 1, 6), suspects=(NewSuspect("S1"),))
    arrest(core, case_id, date(2025, 1, 10))
    time.move_to(london(2025, 4, 7))
    record(core, case_id, K.RELEASED_FOR_CHARGING, date(2025, 4, 7))
    row, clock = bail_of(core, case_id), the_clock(core, case_id, "bail_ended")
    assert (row.state, row.since, row.ends) == (BailState.SUSPENDED, date(2025, 4, 8), None)
    assert clock.state is ClockState.PAUSED

    time.move_to(london(2025, 6, 2))
    sweep(core)
    assert alerts(core, limit_id="BAIL-02") == [], "a period that stands still is never overdue"
    record(core, case_id, K.CPS_REQUESTED, date(2025, 6, 2))
    row, clock = bail_of(core, case_id), the_clock(core, case_id, "bail_ended")
    assert (row.state, row.ends, clock.due) == (BailState.RUNNING, date(2025, 6, 8), date(2025, 6, 8))
    assert any("too few days left" in step.what for step in row.steps)

    time.move_to(london(2025, 6, 5))
    record(core, case_id, K.CPS_REQUEST_MET, date(2025, 6, 4))
    assert bail_of(core, case_id).state is BailState.SUSPENDED
    time.move_to(london(2025, 7, 1))
    record(core, case_id, K.CPS_REQUESTED, date(2025, 7, 1))
    assert bail_of(core, case_id).ends == the_clock(core, case_id, "bail_ended").due == date(2025, 7, 7)
    with pytest.raises(RuleBroken, match="request_already_open"):
        record(core, case_id, K.CPS_REQUESTED, date(2025, 7, 1))

    time.move_to(london(2025, 7, 8))
    sweep(core)
    (alert,) = alerts(core, limit_id="BAIL-02")
    assert alert.due == date(2025, 7, 7)
    said = [step.what.split(":")[0] for step in bail_of(core, case_id).steps]
    assert said[3:] == [
        "released for a charging decision",
        "the CPS asked for more with too few days left",
        "the request of the CPS is met",
        "the CPS asked for more with too few days left",
    ]


def test_bad_case_31_a_case_follows_the_law_of_the_arrest_to_its_end(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2022, 10, 28))
    case_id = open_a_case(core, reported_on=date(2022, 10, 1), suspects=(NewSuspect("S1"), NewSuspect("S2")))
    arrest(core, case_id, date(2022, 10, 27), "S1")
    arrest(core, case_id, date(2022, 10, 28), "S2")
    time.move_to(london(2022, 11, 24))
    with pytest.raises(RuleBroken, match="wrong_rank"):
        extend(core, case_id, date(2022, 11, 24), Rank.INSPECTOR, "S1")
    extend(core, case_id, date(2022, 11, 24), Rank.SUPERINTENDENT, "S1")
    extend(core, case_id, date(2022, 11, 24), Rank.INSPECTOR, "S2")
    old, new = bail_of(core, case_id, "S1"), bail_of(core, case_id, "S2")
    assert (old.regime, old.ends) == (BailRegime.FROM_2017, date(2023, 1, 27))
    assert (new.regime, new.ends) == (BailRegime.FROM_2022, date(2023, 4, 28))
    assert {"OLD-03", "OLD-04"} & {one.limit_id for one in old.following}
    assert [one.limit_id for one in new.following] == ["BAIL-04"]
