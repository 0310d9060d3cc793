"""Every step of every event of bail says what it rests on: a section of the Act, or that it is our own rule."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from tests.tracker.domain.bail_events import (
    ACC,
    K,
    admitted,
    applied,
    asked,
    bail,
    court_adds,
    court_to,
    designated,
    discharged,
    event,
    extended,
    for_charging,
    met,
    refused,
    released,
    up_to_nine_months,
)
from tests.tracker.domain.test_clock import started
from tracker.domain.bail import BailEvent
from tracker.domain.bail_steps import bail_steps
from tracker.terms import BailEventKind

ARREST = "2024-08-30"
ON_BAIL = released(ARREST)
NINE = up_to_nine_months(ARREST)
GROUND = re.compile(r"PACE 1984 ss?\.\d|PACE 1984 before the|Policing and Crime Act 2017 s\.63|LOCAL: .")

COURSES: dict[BailEventKind, Sequence[Sequence[BailEvent]]] = {
    K.STREET_BAIL: [[event(K.STREET_BAIL, ARREST)]],
    K.RELEASED_ON_BAIL: [
        [ON_BAIL, released("2024-09-02")],
        [for_charging(ARREST), released("2024-09-02")],
        [ON_BAIL, for_charging("2024-09-02"), released("2024-09-05")],
    ],
    K.RELEASED_FOR_CHARGING: [
        [for_charging(ARREST), for_charging("2024-09-02")],
        [ON_BAIL, for_charging("2024-09-02")],
    ],
    K.RELEASED_UNDER_INVESTIGATION: [
        [ON_BAIL, event(K.RELEASED_UNDER_INVESTIGATION, "2024-09-02")],
        [ON_BAIL, event(K.RELEASED_UNDER_INVESTIGATION, "2024-12-02")],
    ],
    K.EXTENDED: [
        [ON_BAIL, extended("2024-09-02", "inspector")],
        [ON_BAIL, extended("2024-09-02", "inspector", acting=True)],
        [*NINE, designated("2025-05-01"), extended("2025-05-02", ACC)],
    ],
    K.DESIGNATED: [[*NINE, designated("2025-05-01")]],
    K.COURT_APPLIED: [[*NINE, applied("2025-04-01")], [*NINE, applied("2025-05-29")]],
    K.COURT_EXTENDED: [[*NINE, applied("2025-04-01"), court_to("2025-05-01", 12)]],
    K.COURT_ADDED: [[*NINE, court_to("2025-05-01", 12), court_adds("2025-06-01", 3)]],
    K.COURT_REFUSED: [
        [*NINE, applied("2025-04-01"), refused("2025-05-01")],
        [*NINE, applied("2025-04-01"), refused("2025-06-10")],
    ],
    K.CPS_REQUESTED: [
        [for_charging(ARREST), asked("2024-09-02")],
        [ON_BAIL, for_charging("2024-09-02"), asked("2024-09-20")],
        [ON_BAIL, for_charging("2024-11-29"), asked("2024-12-20")],
    ],
    K.CPS_REQUEST_MET: [[ON_BAIL, for_charging("2024-09-02"), asked("2024-09-20"), met("2024-09-21")]],
    K.IN_HOSPITAL: [[ON_BAIL, admitted("2024-11-28")]],
    K.OUT_OF_HOSPITAL: [
        [ON_BAIL, admitted("2024-11-28"), discharged("2024-11-29")],
        [ON_BAIL, admitted("2024-11-28"), discharged("2024-12-10")],
    ],
    K.RETURN_DATE_SET: [[ON_BAIL, event(K.RETURN_DATE_SET, "2024-09-02", until="2024-10-01")]],
    K.ALIGNED: [[ON_BAIL, event(K.ALIGNED, "2024-09-02", until="2024-10-01")]],
    K.TAKEN_FROM_SHEET: [[event(K.TAKEN_FROM_SHEET, ARREST, until="2024-11-16")]],
    **{
        kind: [[ON_BAIL, event(kind, "2024-09-02")], [ON_BAIL, event(kind, "2024-12-02")], [event(kind, "2024-09-02")]]
        for kind in (K.CHARGED, K.NO_FURTHER_ACTION, K.ENDED)
    },
}


def test_there_is_a_course_for_every_kind_of_event() -> None:
    assert set(COURSES) == set(K)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("as_of", [None, "2024-10-01"])
def test_every_step_says_what_it_rests_on(kind: BailEventKind, as_of: str | None) -> None:
    for events in COURSES[kind]:
        standing = bail(ARREST, *events, as_of=as_of)
        assert as_of is not None or standing.refused == ()
        taken_back = event(K.EXTENDED, "2024-09-03", "inspector", withdrawn=True)
        for step in bail_steps(standing, [*events, taken_back], started(date(2024, 8, 30))):
            assert GROUND.match(step.basis), (step.code, step.basis)


@pytest.mark.parametrize("arrest", ["2016-01-04", "2020-01-10"])
@pytest.mark.parametrize("kind", [K.RELEASED_ON_BAIL, K.RELEASED_FOR_CHARGING, K.TAKEN_FROM_SHEET])
def test_so_do_those_under_the_laws_before(arrest: str, kind: BailEventKind) -> None:
    release = event(kind, arrest, until=arrest if kind is K.TAKEN_FROM_SHEET else None)
    for ending in (K.CHARGED, K.NO_FURTHER_ACTION, K.ENDED, K.RELEASED_UNDER_INVESTIGATION):
        for step in bail(arrest, release, event(ending, f"{arrest[:4]}-06-01")).steps:
            assert GROUND.match(step.basis), (step.code, step.basis)


@pytest.mark.parametrize(("kind", "basis"), [
    (K.CHARGED, "PACE 1984 ss.37(7)(d), 37B(6)"),
    (K.NO_FURTHER_ACTION, "PACE 1984 ss.34(5C), 37(6B), 37B(5)"),
    (K.ENDED, "PACE 1984 ss.37(7), 47(4)"),
])  # fmt: skip
def test_what_ends_bail_rests_on_a_section_of_its_own(kind: BailEventKind, basis: str) -> None:
    assert bail(ARREST, ON_BAIL, event(kind, "2024-09-02")).steps[-1].basis == basis


def test_what_is_remarked_of_the_end_rests_on_what_gave_it_and_on_our_own_rules() -> None:
    events = [ON_BAIL, event(K.EXTENDED, "2024-09-03", "inspector", withdrawn=True)]
    steps = bail_steps(bail(ARREST, *events), events, started(date(2024, 8, 30)))
    assert [(step.code, step.basis) for step in steps[-3:]] == [
        ("earlier_reading", "LOCAL: alarms and return dates go by the earlier reading"),
        ("not_rolled", "PACE 1984 ss.47ZB(1)(b), 50A"),
        ("taken_back", "LOCAL: an entry taken back counts as never made"),
    ]
