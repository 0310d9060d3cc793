"""Officers as they are shown, what their roles let them do and see, and the age bands of children."""

from datetime import date, timedelta

import pytest

from tests.tracker.domain.case_in_hand import DETECTIVE, SUPERVISOR, InHand
from tracker.domain.access import CASE_ROLES, RULE_KEEPERS, WRITERS, Scope, check_may, covered_on, scope_of
from tracker.domain.child import AGE_BANDS, Child, age_band
from tracker.domain.people import Absence, Officer, title
from tracker.errors import RuleBroken
from tracker.terms import Rank, Role


@pytest.mark.parametrize(
    ("rank", "detective", "shown"),
    [
        (Rank.CONSTABLE, True, "DC 3312 Patel"),
        (Rank.CONSTABLE, False, "PC 3312 Patel"),
        (Rank.SUPERINTENDENT, True, "DSupt 3312 Patel"),
        (Rank.POLICE_STAFF, True, "PSI 3312 Patel"),
        (Rank.ASSISTANT_CHIEF_CONSTABLE, True, "ACC 3312 Patel"),
    ],
)
def test_an_officer_is_shown_by_rank_number_and_surname(rank: Rank, detective: bool, shown: str) -> None:
    officer = Officer("o", "3312", "Patel", rank, frozenset({Role.DETECTIVE}), "team", detective=detective)
    assert officer.title() == shown


def test_a_part_that_is_not_known_leaves_no_gap() -> None:
    assert title("", "Patel", Rank.SERGEANT, detective=True) == "DS Patel"


@pytest.mark.parametrize(
    ("roles", "unit_wide", "sees_cases"),
    [
        (frozenset({Role.DETECTIVE}), False, True),
        (frozenset({Role.SUPERVISOR}), True, True),
        (frozenset({Role.DETECTIVE, Role.INSPECTOR}), True, True),
        (frozenset({Role.ADMINISTRATOR}), False, False),
        (frozenset({Role.ADMINISTRATOR, Role.DETECTIVE}), False, True),
    ],
)
def test_the_widest_role_gives_the_scope(roles: frozenset[Role], unit_wide: bool, sees_cases: bool) -> None:
    officer = Officer("o", "3312", "Patel", Rank.CONSTABLE, roles, "team")
    assert scope_of(officer) == Scope("o", "team", unit_wide=unit_wide, sees_cases=sees_cases)


def test_a_cover_sees_on_the_days_of_the_absence_and_for_oneself_only() -> None:
    day = date(2026, 11, 20)
    one = Absence("a", "away", day, day, "cover")
    assert covered_on("cover", (one,), day) == frozenset({"away"})
    assert covered_on("cover", (one,), day - timedelta(days=1)) == frozenset()
    assert covered_on("cover", (one,), day + timedelta(days=1)) == frozenset()
    assert covered_on("another", (one,), day) == frozenset()


def test_one_of_the_allowed_roles_is_enough_and_none_is_told_whom_to_ask() -> None:
    check_may({Role.DETECTIVE, Role.ADMINISTRATOR}, WRITERS, who="a supervisor")
    check_may({Role.ADMINISTRATOR}, RULE_KEEPERS, who="a supervisor")
    for roles, allowed in (({Role.DETECTIVE}, RULE_KEEPERS), ({Role.ADMINISTRATOR}, CASE_ROLES), (set(), WRITERS)):
        with pytest.raises(RuleBroken) as refused:
            check_may(roles, allowed, who="a supervisor")
        assert (refused.value.code, refused.value.values["who"]) == ("not_allowed", "a supervisor")


def test_what_is_kept_for_a_supervisor_an_inspector_may_do_too() -> None:
    case = InHand()
    supervising = [role for role in Role if case.act(frozenset({role})).is_supervisor()]
    assert supervising == [Role.SUPERVISOR, Role.INSPECTOR, Role.UNIT_HEAD]
    assert case.act(SUPERVISOR | DETECTIVE).is_supervisor()


def test_every_age_falls_into_one_band_in_order() -> None:
    bands = [age_band(years) for years in (0, 1, 4, 5, 9, 10, 15, 16, 17, 18, 60)]
    assert bands == [
        "under_1", "1_to_4", "1_to_4", "5_to_9", "5_to_9", "10_to_15", "10_to_15", "16_to_17", "16_to_17",
        "adult_now", "adult_now",
    ]  # fmt: skip
    assert (*dict.fromkeys(bands), age_band(None)) == AGE_BANDS


@pytest.mark.parametrize(("age", "under_ten"), [(9, True), (10, False), (None, False)])
def test_under_ten_is_said_only_where_the_age_is_recorded(age: int | None, under_ten: bool) -> None:
    assert Child("c", "case", "AB", age_at_report=age).is_under_ten() is under_ten
