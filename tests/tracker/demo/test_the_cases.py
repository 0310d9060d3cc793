"""The stories of the demo cases before anything is carried out."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from tracker.demo.cast import Cast, Drift
from tracker.demo.causes import CAUSES, MOVED_BECAUSE
from tracker.demo.drifts import BEFORE, NOW, both
from tracker.demo.story import Closed, Opened, Replanned, Waited
from tracker.demo.the_cases import Story, tell
from tracker.rules_in_force import shipped_rules
from tracker.terms import CaseKind, Nation, SubjectKind
from tracker.time_source import local_date

AS_OF = date(2026, 11, 20)


@cache
def story(cases: int = 400, seed: int = 1, as_of: date = AS_OF) -> Story:
    return tell(cases, 4, seed, as_of, shipped_rules())


def casts(*, is_open: bool) -> list[Cast]:
    return [cast for cast in story().casts.values() if cast.is_open is is_open]


def test_the_same_seed_and_day_tell_the_same_story():
    again = tell(60, 4, 1, AS_OF, shipped_rules())
    assert again == story(60)
    assert story(60, seed=2) != again


def test_deeds_come_in_the_order_of_time_and_before_the_day_the_unit_stands_at():
    times = [deed.at for deed in story().deeds]
    assert times == sorted(times)
    assert local_date(times[-1]) < AS_OF
    assert min(local_date(time) for time in times) >= AS_OF - timedelta(days=1100)
    assert max((AS_OF - cast.reported).days for cast in story().casts.values()) > 700


def test_a_case_begins_with_its_report_and_nothing_follows_its_close():
    of_case: dict[int, list[object]] = {}
    for deed in story().deeds:
        of_case.setdefault(deed.case, []).append(deed.step)
    assert len(of_case) == 400
    assert all(isinstance(steps[0], Opened) for steps in of_case.values())
    assert not any(isinstance(step, Opened) for steps in of_case.values() for step in steps[1:])
    assert not any(isinstance(step, Closed) for steps in of_case.values() for step in steps[:-1])
    closed = {number for number, steps in of_case.items() if isinstance(steps[-1], Closed)}
    assert closed == {cast.number for cast in casts(is_open=False)}


def test_every_kind_of_case_nation_and_way_of_drifting_is_met():
    every = list(story().casts.values())
    assert {cast.kind for cast in every} == set(CaseKind)
    assert {cast.nation for cast in every} == set(Nation)
    assert any(cast.restricted for cast in every)
    drifts = Counter(drift for cast in casts(is_open=True) for drift in cast.drifts)
    assert [drift for drift in NOW if drifts[drift] < 3] == []
    assert {drift for cast in every for drift in cast.drifts} == set(Drift) == set(both())
    assert not {drift for cast in casts(is_open=False) for drift in cast.drifts} - set(BEFORE)
    assert max(cast.replanned for cast in every) == 6


def test_references_are_unique_and_run_with_the_reports():
    by_year: dict[str, list[tuple[date, str]]] = {}
    for reference, cast in story().casts.items():
        assert re.fullmatch(r"44NI/\d{5}/\d\d", reference)
        assert reference[-2:] == f"{cast.reported:%y}"
        by_year.setdefault(reference[-2:], []).append((cast.reported, reference))
    assert len(story().casts) == 400
    for cases in by_year.values():
        assert [reference for _, reference in sorted(cases, key=lambda each: each[1])] == [
            reference for _, reference in sorted(cases)
        ]


def test_children_and_suspects_are_initials_with_coded_facts():
    for cast in story().casts.values():
        for person in (*cast.children, *cast.suspects):
            assert re.fullmatch("[A-Z]{2}", person.label)
            assert re.fullmatch(r"P\d{7}", person.records_number)
        assert all(re.fullmatch(r"[A-Z]{3}/\d", device.exhibit) for device in cast.devices)
        assert cast.about(SubjectKind.CASE)
    children = [child for cast in story().casts.values() for child in cast.children]
    assert any(child.age_at_report is None for child in children)
    assert any(child.ethnicity == "not_recorded" for child in children)
    assert {cast.kind for cast in story().casts.values() if not cast.children} == {CaseKind.ONLINE_ABUSE}


def test_no_words_are_said_but_those_that_are_written_down():
    next_steps = {step for causes in CAUSES.values() for cause in causes for step in cause.next_steps}
    reasons = {reason for reasons in MOVED_BECAUSE.values() for reason in reasons}
    for deed in story().deeds:
        if isinstance(deed.step, Waited):
            assert deed.step.next_step in next_steps
        if isinstance(deed.step, Replanned):
            assert deed.step.reason in reasons
        if isinstance(deed.step, Opened):
            assert deed.step.request.note == ""


def test_there_may_be_no_cases():
    assert tell(0, 1, 1, AS_OF, shipped_rules()) == Story((), {})


@pytest.mark.parametrize("as_of", [date(2026, 11, 23), date(2024, 2, 29), date(2026, 1, 1), date(2030, 6, 3)])
@pytest.mark.parametrize("seed", [3, 4])
def test_any_day_and_any_seed_will_do(as_of, seed):
    told = story(25, seed, as_of)
    assert len(told.casts) == 25
    assert all(local_date(deed.at) < as_of for deed in told.deeds)
