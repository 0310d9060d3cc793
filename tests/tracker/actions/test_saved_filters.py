"""Saved filters belong to whoever saved them: a name once, replaced, deleted by their own."""

import pytest

from tests.cores import DETECTIVE, SUPERVISOR
from tracker.actions.delete_filter import DeleteFilter
from tracker.actions.save_filter import SaveFilter
from tracker.bootstrap import Tracker
from tracker.domain.saved_filter import LONGEST_NAME
from tracker.errors import NotFound, RuleBroken
from tracker.rows.saved_filters import SavedFilterRow, SavedFiltersQuestion


def saved(core: Tracker, by: str = SUPERVISOR) -> tuple[SavedFilterRow, ...]:
    found: tuple[SavedFilterRow, ...] = core.ask(SavedFiltersQuestion(by))
    return found


def test_filters_are_ones_own_and_stand_by_name(core: Tracker) -> None:
    core.do(SaveFilter(SUPERVISOR, "  Waiting   for the lab ", {"held_by": "laboratory", "find": ""}))
    core.do(SaveFilter(SUPERVISOR, "all late", {"state": "overdue"}))
    core.do(SaveFilter(DETECTIVE, "Mine", {"whose": "mine"}))
    assert [(one.name, one.values) for one in saved(core)] == [
        ("all late", {"state": "overdue"}),
        ("Waiting for the lab", {"held_by": "laboratory"}),
    ]
    assert [one.name for one in saved(core, DETECTIVE)] == ["Mine"]


def test_the_same_name_again_replaces_it(core: Tracker) -> None:
    first = core.do(SaveFilter(SUPERVISOR, "Late", {"state": "overdue"})).result
    again = core.do(SaveFilter(SUPERVISOR, "LATE", {"state": "paused"})).result
    assert first == again
    assert [(one.name, one.values) for one in saved(core)] == [("LATE", {"state": "paused"})]


@pytest.mark.parametrize(("name", "code"), [("  ", "name_needed"), ("x" * (LONGEST_NAME + 1), "name_too_long")])
def test_a_filter_has_a_name_of_some_letters(core: Tracker, name: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        core.do(SaveFilter(SUPERVISOR, name, {}))
    assert (refused.value.code, refused.value.field) == (code, "name")
    assert saved(core) == ()


def test_a_filter_is_deleted_by_its_own_person_only(core: Tracker) -> None:
    core.do(SaveFilter(DETECTIVE, "Mine", {"whose": "mine"}))
    (mine,) = saved(core, DETECTIVE)
    with pytest.raises(NotFound):
        core.do(DeleteFilter(SUPERVISOR, mine.filter_id))
    core.do(DeleteFilter(DETECTIVE, mine.filter_id))
    assert saved(core, DETECTIVE) == ()
