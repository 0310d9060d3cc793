"""What can be recorded of a case: kinds by subject, without what is done for good; custody time limits in words."""

from datetime import date

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, milestone, open_a_case
from tests.statements import count_statements
from tracker.actions.open_case import NewChild
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken
from tracker.rows.recordable import EventKindRow, Recordable, RecordableQuestion
from tracker.storage.tables import look
from tracker.terms import SubjectKind


def asked(core: Tracker, case_id: str) -> Recordable:
    found: Recordable = core.ask(RecordableQuestion(SUPERVISOR, case_id))
    return found


def kinds(core: Tracker, case_id: str) -> dict[str, EventKindRow]:
    return {row.kind: row for row in asked(core, case_id).kinds}


def test_every_kind_that_a_person_records_is_there_with_its_subjects(core: Tracker) -> None:
    case_id = open_a_case(core, children=(NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=3)))
    found = kinds(core, case_id)
    protection = found["police_protection_started"]
    assert (protection.name, protection.subject_kind, len(protection.subject_ids), protection.by_the_hour) == (
        "Police protection started", SubjectKind.CHILD, 2, True,
    )  # fmt: skip
    assert found["section_47_started"].note == "the day of the strategy discussion at which it was started"
    assert found["suspect_interviewed"].subject_kind is SubjectKind.SUSPECT
    assert "cps_action_plan_received" in found
    assert found["scene"].subject_ids == (case_id,)
    assert not {"case_activity", "reported", "allocated"} & set(found)


@pytest.mark.parametrize("kind", [
    "crime_recorded", "injuries_photographed", "police_protection_ended", "arrived_at_custody", "detention_extended",
    "medical_decided", "street_bail_variation_asked",
])  # fmt: skip
def test_the_time_of_day_matters_where_a_clock_is_in_hours(core: Tracker, kind: str) -> None:
    assert kinds(core, open_a_case(core))[kind].by_the_hour


@pytest.mark.parametrize("kind", ["abe_interview", "charged", "medical_report"])
def test_elsewhere_it_does_not(core: Tracker, kind: str) -> None:
    case_id = open_a_case(core)
    assert not kinds(core, case_id)[kind].by_the_hour
    if kind == "abe_interview":
        assert not milestone(core, case_id, kind).by_the_hour
        assert milestone(core, case_id, "crime_recorded").by_the_hour


def test_what_is_done_for_good_is_left_out_and_what_comes_again_stays(core: Tracker) -> None:
    case_id = open_a_case(core, children=(NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=3)))
    first, second = kinds(core, case_id)["section_47_started"].subject_ids
    for kind, subject in (("section_47_started", first), ("police_protection_started", first), ("scene", case_id)):
        core.do(RecordEvent(SUPERVISOR, case_id, kind, date(2026, 10, 5), subject))
    found = kinds(core, case_id)
    assert found["section_47_started"].subject_ids == (second,)
    assert found["police_protection_started"].subject_ids == (first, second)
    assert "scene" not in found
    with pytest.raises(RuleBroken, match="milestone_already_done"):
        core.do(RecordEvent(SUPERVISOR, case_id, "scene", date(2026, 10, 6), case_id))


def test_a_case_without_a_device_has_no_kind_about_one(core: Tracker) -> None:
    rows = asked(core, open_a_case(core, devices=())).kinds
    assert {row.subject_kind for row in rows} == {SubjectKind.CASE, SubjectKind.CHILD, SubjectKind.SUSPECT}


def test_custody_time_limits_by_name_and_days(core: Tracker) -> None:
    rows = asked(core, open_a_case(core)).custody_limits
    assert {(row.limit_id, row.days, row.from_sending) for row in rows} == {
        ("CPS-12", 182, True), ("CPS-12-summary", 56, False), ("CPS-12-either-way", 70, False),
        ("CPS-12-either-way-short", 56, False),
    }  # fmt: skip
    assert rows[0].name == "Custody time limit, Crown Court"


def test_out_of_scope_there_is_no_such_case(core: Tracker) -> None:
    case_id = open_a_case(core, team_id=SOUTH)
    with pytest.raises(NotFound):
        core.ask(RecordableQuestion(DETECTIVE, case_id))


def test_it_shows_nothing_of_the_case_and_is_no_look(core: Tracker) -> None:
    asked(core, open_a_case(core))
    with core.database.read() as connection:
        assert connection.execute(look.select()).all() == []


def test_more_children_cost_no_more_statements(core: Tracker) -> None:
    counts = []
    for number in (1, 6):
        children = tuple(NewChild(f"C{place}", age_at_report=place) for place in range(number))
        case_id = open_a_case(core, reference=f"44NI/0040{number}/26", children=children)
        with count_statements(core.database) as seen:
            asked(core, case_id)
        counts.append(len(seen))
    assert counts[0] == counts[1] > 0
