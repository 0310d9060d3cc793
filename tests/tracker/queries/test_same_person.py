"""One person in several cases is found by the records system's number, with the bail of each arrest once."""

from datetime import date

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.statements import count_statements
from tracker.actions.edit_case import EditCase
from tracker.actions.open_case import NewChild, NewSuspect
from tracker.actions.record_arrest import RecordArrest
from tracker.bootstrap import Tracker
from tracker.errors import NotFound
from tracker.rows.case_facts import CaseFacts, CaseFactsQuestion
from tracker.rows.same_person import SamePerson, SamePersonQuestion
from tracker.terms import BailEventKind, CaseKind, SubjectKind

NUMBER = "7001234"
ARRESTED = date(2026, 11, 2)


def facts(core: Tracker, case_id: str, by: str = SUPERVISOR) -> CaseFacts:
    found: CaseFacts = core.ask(CaseFactsQuestion(by, case_id))
    return found


def suspect_of(core: Tracker, case_id: str) -> str:
    return facts(core, case_id).suspects[0].suspect_id


def person(core: Tracker, subject_id: str, by: str = SUPERVISOR) -> SamePerson:
    found: SamePerson = core.ask(SamePersonQuestion(by, subject_id))
    return found


def in_three_cases(core: Tracker) -> list[str]:
    """Open three cases with the same suspect, who is a child in a fourth."""
    cases = [
        open_a_case(core, reference=f"44NI/0{number}/26", suspects=(NewSuspect(f"S{number}", NUMBER),))
        for number in (1, 2, 3)
    ]
    child = NewChild("S", NUMBER, age_at_report=16)
    return [*cases, open_a_case(core, reference="44NI/04/26", children=(child,), team_id=SOUTH)]


def arrest(core: Tracker, case_id: str, number: str) -> None:
    core.do(
        RecordArrest(
            SUPERVISOR, case_id, suspect_of(core, case_id), ARRESTED, records_number=number,
            released=BailEventKind.RELEASED_ON_BAIL,
        )
    )  # fmt: skip


def test_every_case_of_the_number_is_found_as_suspect_and_as_child(core: Tracker) -> None:
    cases = in_three_cases(core)
    found = person(core, suspect_of(core, cases[1]))
    assert (found.label, found.records_number, found.subject_kind) == ("S2", NUMBER, SubjectKind.SUSPECT)
    assert [(one.reference, one.label, one.subject_kind) for one in found.cases] == [
        ("44NI/01/26", "S1", SubjectKind.SUSPECT), ("44NI/02/26", "S2", SubjectKind.SUSPECT),
        ("44NI/03/26", "S3", SubjectKind.SUSPECT), ("44NI/04/26", "S", SubjectKind.CHILD),
    ]  # fmt: skip
    assert all(one.overdue > 0 for one in found.cases)


def test_one_arrest_is_one_bail_in_however_many_cases(core: Tracker) -> None:
    cases = in_three_cases(core)
    for case in cases[:2]:
        arrest(core, case, "C/77")
    arrest(core, cases[2], "C/78")
    found = person(core, suspect_of(core, cases[2]))
    assert [(row.reference, row.arrested_on) for row in found.bail] == [
        ("44NI/01/26", ARRESTED),
        ("44NI/03/26", ARRESTED),
    ]


def test_without_a_number_nobody_else_is_found(core: Tracker) -> None:
    case, _ = open_a_case(core), open_a_case(core, reference="44NI/9/26")
    found = person(core, suspect_of(core, case))
    assert [one.case_id for one in found.cases] == [case]
    assert found.records_number == ""


def test_what_is_out_of_scope_is_not_found_and_what_is_restricted_is_counted(core: Tracker) -> None:
    cases = in_three_cases(core)
    found = person(core, suspect_of(core, cases[0]), DETECTIVE)
    assert [one.reference for one in found.cases] == ["44NI/01/26", "44NI/02/26", "44NI/03/26"]
    assert found.restricted_not_shown == 0
    version = case_file(core, cases[2]).version
    kind = CaseKind.RECENT_SEXUAL_ABUSE
    core.do(EditCase(SUPERVISOR, cases[2], version, kind, "", None, restricted=True))
    found = person(core, suspect_of(core, cases[0]), DETECTIVE)
    assert ([one.reference for one in found.cases], found.restricted_not_shown) == (["44NI/01/26", "44NI/02/26"], 1)
    with pytest.raises(NotFound):
        person(core, suspect_of(core, cases[2]), DETECTIVE)


def test_the_number_of_statements_does_not_grow(core: Tracker) -> None:
    cases = in_three_cases(core)
    alone = open_a_case(core, reference="44NI/05/26", suspects=(NewSuspect("S5", "1"),))
    counts = []
    for case in (cases[0], alone):
        with count_statements(core.database) as seen:
            person(core, suspect_of(core, case))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_facts_of_a_case_are_those_its_forms_put_right(core: Tracker) -> None:
    case = open_a_case(core, operation=" Larkspur ", children=(NewChild("AB", "9", 8, 7),))
    found = facts(core, case)
    assert (found.operation, found.restricted) == ("Larkspur", False)
    (child,) = found.children
    assert (child.label, child.records_number, child.age_at_report, child.age_at_offence) == ("AB", "9", 8, 7)
    assert found.ethnicities[0].words.startswith("W1 ")
    assert [one.title for one in found.officers][:1]
    with pytest.raises(NotFound):
        facts(core, "no such case")
