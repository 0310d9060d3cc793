"""Contact with a child and family: what to mind comes first, what was told completes its milestone, attempts do not."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tracker.actions.close_case import CloseCase
from tracker.actions.open_case import NewChild
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_contact import RecordContact
from tracker.actions.set_contact_safety import SetContactSafety
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken
from tracker.rows.contact import CaseContact
from tracker.terms import BailEventKind, ContactWay, ContactWith, MilestoneState, NotReached, SafeToContact, ToldOf

SAFE = frozenset({SafeToContact.SAFE})


def contact(core: Tracker, case_id: str) -> CaseContact:
    return case_file(core, case_id).contact


def children(core: Tracker, case_id: str) -> dict[str, str]:
    return {row.child: row.child_id for row in contact(core, case_id).children}


def mind(core: Tracker, case_id: str, child: str = "AB", flags: frozenset[SafeToContact] = SAFE, **other: Any) -> None:
    core.do(SetContactSafety(SUPERVISOR, case_id, children(core, case_id)[child], flags, **other))


def reach(core: Tracker, case_id: str, on: date, *told: ToldOf, child: str = "AB", **other: Any) -> None:
    facts: dict[str, Any] = {"way": ContactWay.PHONE, "who": ContactWith.PARENT}
    key = children(core, case_id)[child]
    core.do(RecordContact(SUPERVISOR, case_id, key, on, told=frozenset(told), **(facts | other)))


def arrested(core: Tracker, case_id: str, on: date) -> None:
    suspect = next(row.subject_id for row in case_file(core, case_id).subjects if row.subject_kind == "suspect")
    core.do(RecordArrest(SUPERVISOR, case_id, suspect, on, BailEventKind.RELEASED_ON_BAIL))


def test_what_to_mind_is_said_before_any_contact_is_recorded(core: Tracker) -> None:
    case = open_a_case(core)
    (row,) = contact(core, case).children
    assert (row.flags, row.last_on, row.days_since, row.state_key) == ((), None, 50, "critical")
    with pytest.raises(RuleBroken) as broken:
        reach(core, case, date(2026, 11, 19))
    assert broken.value.code == "contact_safety_needed"
    flags = frozenset({SafeToContact.SUSPECT_LIVES_THERE, SafeToContact.ONLY_THROUGH})
    mind(core, case, flags=flags, through=ContactWith.SOCIAL_WORKER, every_days=14, way=ContactWay.VISIT)
    reach(core, case, date(2026, 11, 19), way=ContactWay.VISIT, who=ContactWith.SOCIAL_WORKER)
    (row,) = contact(core, case).children
    assert row.flags == (SafeToContact.SUSPECT_LIVES_THERE, SafeToContact.ONLY_THROUGH)
    assert (row.through, row.every_days, row.way) == (ContactWith.SOCIAL_WORKER, 14, ContactWay.VISIT)
    assert (row.last_on, row.days_since, row.agreed_next) == (date(2026, 11, 19), 1, date(2026, 12, 3))
    assert (row.update_due, row.contact_due, row.state_key) == (date(2026, 12, 17), date(2026, 12, 17), "done")
    assert milestone(core, case, "update_frequency_agreed").state is MilestoneState.DONE
    mind(core, case)
    (row,) = contact(core, case).children
    assert (row.flags, row.through, row.every_days) == ((SafeToContact.SAFE,), None, None)


@pytest.mark.parametrize(
    ("flags", "other", "code"),
    [
        (frozenset(), {}, "contact_safety_needed"),
        (SAFE | {SafeToContact.NO_MESSAGE}, {}, "safe_and_not_safe"),
        (frozenset({SafeToContact.ONLY_THROUGH}), {}, "only_through_whom"),
        (SAFE, {"every_days": 0}, "every_days_wrong"),
        (SAFE, {"every_days": 366}, "every_days_wrong"),
    ],
)
def test_flags_that_say_nothing_or_contradict_are_refused(
    core: Tracker, flags: frozenset[SafeToContact], other: dict[str, Any], code: str
) -> None:
    case = open_a_case(core)
    with pytest.raises(RuleBroken) as broken:
        mind(core, case, flags=flags, **other)
    assert broken.value.code == code


def test_what_the_family_was_told_of_completes_its_milestone(core: Tracker) -> None:
    case = open_a_case(core)
    mind(core, case)
    arrested(core, case, date(2026, 11, 17))
    assert [(row.name, row.due, row.days_late) for row in contact(core, case).to_tell] == [
        ("Victim told of the arrest", date(2026, 11, 18), 2),
        ("Victim told of the release", date(2026, 11, 18), 2),
    ]
    reach(core, case, date(2026, 11, 18), ToldOf.ARREST, ToldOf.PROGRESS)
    assert [row.name for row in contact(core, case).to_tell] == ["Victim told of the release"]
    told = milestone(core, case, "victim_told_of_arrest")
    assert (told.happened_on, told.state_key) == (date(2026, 11, 18), "done")
    (row,) = contact(core, case).contacts
    assert (row.child, row.told, row.recorded_by) == ("AB", (ToldOf.ARREST, ToldOf.PROGRESS), "DS 902 Ade")
    assert case_file(core, case).history[0].what.startswith("Recorded a contact")


def test_with_several_children_every_family_must_have_been_told(core: Tracker) -> None:
    case = open_a_case(core, children=(NewChild("AB", age_at_report=8), NewChild("CD", age_at_report=12)))
    for child in ("AB", "CD"):
        mind(core, case, child)
    reach(core, case, date(2026, 11, 10), ToldOf.ARREST, child="CD")
    arrested(core, case, date(2026, 11, 17))
    reach(core, case, date(2026, 11, 18), ToldOf.ARREST)
    assert milestone(core, case, "victim_told_of_arrest").state is MilestoneState.OPEN
    reach(core, case, date(2026, 11, 19), ToldOf.ARREST, child="CD")
    assert milestone(core, case, "victim_told_of_arrest").happened_on == date(2026, 11, 19)


def test_an_attempt_is_kept_and_moves_nothing(core: Tracker, time: StoppedTime) -> None:
    case = open_a_case(core)
    mind(core, case)
    reach(core, case, date(2026, 11, 19), way=None, who=None, not_reached=NotReached.NOT_SAFE, note="suspect was there")
    (row,) = contact(core, case).contacts
    assert (row.not_reached, row.note, row.way) == (NotReached.NOT_SAFE, "suspect was there", None)
    (child,) = contact(core, case).children
    assert (child.last_on, child.days_since) == (None, 50)
    time.move_to(time.now() + timedelta(days=1))
    assert contact(core, case).children[0].days_since == 51


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"way": None}, "way_needed"),
        ({"who": None}, "way_needed"),
        ({"not_reached": NotReached.NO_ANSWER, "told": frozenset({ToldOf.ARREST})}, "told_or_not_reached"),
        ({"on": date(2026, 11, 21)}, "date_in_future"),
        ({"on": date(2026, 9, 30)}, "date_before_report"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(core: Tracker, wrong: dict[str, Any], code: str) -> None:
    case = open_a_case(core)
    mind(core, case)
    facts: dict[str, Any] = {"on": date(2026, 11, 19), "way": ContactWay.PHONE, "who": ContactWith.CHILD}
    with pytest.raises(RuleBroken) as broken:
        core.do(RecordContact(SUPERVISOR, case, children(core, case)["AB"], **(facts | wrong)))
    assert broken.value.code == code
    assert contact(core, case).contacts == ()


def test_out_of_scope_or_of_nobody_there_is_no_contact(core: Tracker) -> None:
    case = open_a_case(core, team_id=SOUTH)
    key = children(core, case)["AB"]
    mind(core, case)
    for request in (
        SetContactSafety(DETECTIVE, case, key, SAFE),
        RecordContact(DETECTIVE, case, key, date(2026, 11, 19), ContactWay.PHONE, ContactWith.CHILD),
        SetContactSafety(SUPERVISOR, case, "nobody", SAFE),
        RecordContact(SUPERVISOR, case, "nobody", date(2026, 11, 19), ContactWay.PHONE, ContactWith.CHILD),
    ):
        with pytest.raises(NotFound):
            core.do(request)
    core.do(
        CloseCase(SUPERVISOR, case, case_file(core, case).version, "18", core.time.today(), without_review="agreed")
    )
    mind(core, case, every_days=28)
    assert contact(core, case).children[0].state_key == "not_required"
    with pytest.raises(RuleBroken) as broken:
        reach(core, case, date(2026, 11, 19))
    assert broken.value.code == "case_closed"
