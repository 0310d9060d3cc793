"""What a quick update can record: cases found by what is remembered of them, and each thing that can have happened."""

from datetime import date
from typing import Any

import pytest

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.statements import count_statements
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.close_case import CloseCase
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.actions.record_chase import RecordChase
from tracker.actions.record_event import RecordEvent
from tracker.bootstrap import Tracker
from tracker.domain.people import Officer
from tracker.errors import NotFound
from tracker.queries import quick_update
from tracker.rows.quick_update import QuickCases, QuickCasesQuestion, QuickEntry, QuickUpdate, QuickUpdateQuestion
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import case_record
from tracker.terms import ChaseWay, Holder, Rank, Role, SubjectKind

TODAY = date(2026, 11, 20)


def a_case(core: Tracker, number: int, oic: str | None = None, **other: Any) -> str:
    case_id = open_a_case(core, reference=f"44NI/{number:05}/26", **other)
    if oic is not None:
        core.do(AllocateCase(SUPERVISOR, case_id, case_file(core, case_id).version, oic))
    return case_id


def find(core: Tracker, typed: str = "", by: str = SUPERVISOR) -> list[str]:
    found: QuickCases = core.ask(QuickCasesQuestion(by, typed))
    return [row.reference[5:10] for row in found.rows]


def update(core: Tracker, case_id: str, by: str = SUPERVISOR) -> QuickUpdate:
    found: QuickUpdate = core.ask(QuickUpdateQuestion(by, case_id))
    return found


def of(found: QuickUpdate, kind: str, *, chases: bool = False) -> list[QuickEntry]:
    return [one for one in found.entries if one.kind == kind and (one.chases is not None) == chases]


def test_a_case_is_found_by_part_of_its_reference_its_operation_or_its_officers_number(core: Tracker) -> None:
    heron = a_case(core, 305)
    a_case(core, 306, DETECTIVE)
    a_case(core, 1305)
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == heron).values(operation="Grey Heron"))
    assert sorted(find(core, "305")) == ["00305", "01305"]
    assert find(core, "44ni 00305") == ["00305"]
    assert find(core, "heron") == find(core, "GREY her") == ["00305"]
    assert find(core, "3312") == ["00306"]
    assert find(core, "305 nothing") == find(core, "%") == find(core, "_") == []


def test_own_cases_come_first_and_untyped_only_those(core: Tracker) -> None:
    a_case(core, 1, reported_on=TODAY)
    a_case(core, 2, DETECTIVE, reported_on=date(2026, 11, 2))
    a_case(core, 3, DETECTIVE, reported_on=date(2026, 11, 9))
    assert find(core, by=DETECTIVE) == ["00003", "00002"]
    assert find(core, "44ni", by=DETECTIVE) == ["00003", "00002", "00001"]
    assert find(core) == []
    (first, _) = core.ask(QuickCasesQuestion(DETECTIVE)).rows
    assert (first.oic, first.age_days) == ("DC 3312 Patel", 11)


def test_closed_restricted_and_others_cases_are_not_found(core: Tracker) -> None:
    closed, hidden, _ = a_case(core, 1), a_case(core, 2), a_case(core, 3, team_id=SOUTH)
    core.do(CloseCase(SUPERVISOR, closed, case_file(core, closed).version, "18", TODAY, without_review="told by phone"))
    with core.database.write() as connection:
        connection.execute(case_record.update().where(case_record.c.id == hidden).values(restricted=True))
    assert find(core, "44ni") == ["00003"]
    assert find(core, "44ni", by=DETECTIVE) == []


def test_how_many_more_there_are_is_said_in_one_statement(core: Tracker, monkeypatch: Any) -> None:
    for number in range(1, 6):
        a_case(core, number)
    monkeypatch.setattr(quick_update, "MOST_CASES", 3)
    with count_statements(core.database) as seen:
        found = core.ask(QuickCasesQuestion(SUPERVISOR, "44ni"))
    assert (len(found.rows), found.left_out) == (3, 2)
    assert sum("case_record" in one for one in seen) == 1


def test_each_thing_stands_for_each_subject_with_the_milestone_that_waits(core: Tracker) -> None:
    case_id = a_case(
        core, 1, DETECTIVE, children=(NewChild("AB", age_at_report=8), NewChild("AB", age_at_report=11)),
        suspects=(NewSuspect("S1"),), devices=(NewDevice("EX1", "phone"),),
    )  # fmt: skip
    found = update(core, case_id)
    interviews = of(found, "abe_interview")
    assert [one.subject for one in interviews] == ["AB (1)", "AB (2)"]
    rows = {row.milestone_id: row for row in case_file(core, case_id).milestones}
    for one in found.entries:
        if one.milestone_id:
            assert rows[one.milestone_id].version == one.version
    (device,) = of(found, "device_submitted")
    assert (device.subject, device.subject_kind) == ("EX1, phone", SubjectKind.DEVICE)
    seen_alone = of(found, "child_seen_alone")[0]
    assert (seen_alone.state_key, seen_alone.due) == ("overdue", date(2026, 10, 2))
    assert of(found, "case_activity") == of(found, "allocated") == of(found, "review_sergeant") == []
    urgency = [one.state_key for one in found.entries]
    assert urgency == sorted(urgency, key=quick_update.URGENCY.index)


def test_what_is_picked_can_be_recorded_and_is_not_offered_again(core: Tracker) -> None:
    case_id = a_case(core, 1, DETECTIVE)
    (interview,) = of(update(core, case_id), "abe_interview")
    core.do(CompleteMilestone(DETECTIVE, case_id, interview.milestone_id, interview.version, TODAY))
    assert of(update(core, case_id), "abe_interview") == []
    (arrest,) = of(update(core, case_id), "section_47_started")
    assert (arrest.milestone_id, arrest.state_key) == ("", "not_started")
    core.do(RecordEvent(DETECTIVE, case_id, arrest.kind, TODAY, arrest.subject_id))
    assert of(update(core, case_id), "section_47_started") == []


def test_what_waits_for_an_agency_can_be_chased(core: Tracker) -> None:
    case_id = a_case(core, 1, DETECTIVE)
    chased = [one for one in update(core, case_id).entries if one.chases is not None]
    assert Holder.SOCIAL_CARE in {one.chases for one in chased}
    assert all(one.milestone_id for one in chased)
    one = chased[0]
    assert one.chases is not None
    core.do(RecordChase(DETECTIVE, case_id, one.chases, TODAY, ChaseWay.PHONE, one.milestone_id))


def test_a_case_of_another_team_is_not_found(core: Tracker) -> None:
    case_id = a_case(core, 1, team_id=NORTH)
    with core.database.write() as connection:
        roles = frozenset({Role.DETECTIVE})
        PeopleStore(connection).add_officer(Officer("stranger", "77", "Hale", Rank.CONSTABLE, roles, SOUTH))
    with pytest.raises(NotFound):
        update(core, case_id, "stranger")
