"""What may be entered of an officer, and who may give which role."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tracker.domain.officers import check_officer, check_roles_given, check_somebody_keeps
from tracker.domain.people import Officer
from tracker.errors import RuleBroken
from tracker.terms import Rank, Role

ADE = Officer("ade", "902", "Ade", Rank.SERGEANT, frozenset({Role.SUPERVISOR}), None, account="dsade")
PATEL = Officer("patel", "3312", "Patel", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), None, account="DCPatel")


def code(*facts: Any, check: Callable[..., None] = check_officer) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refused:
        check(*facts)
    return refused.value.code, refused.value.field


def test_an_officer_among_others() -> None:
    check_officer(PATEL, [ADE, PATEL])
    check_officer(replace(PATEL, hours=0, working_days=()), [ADE])
    check_officer(replace(PATEL, account=""), [replace(ADE, account="")])
    check_officer(replace(PATEL, collar_number="902"), [replace(ADE, active=False)])


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ({"surname": ""}, ("surname_needed", "surname")),
        ({"collar_number": ""}, ("collar_number_needed", "collar_number")),
        ({"roles": frozenset()}, ("role_needed", "roles")),
        ({"hours": -1}, ("hours_impossible", "hours")),
        ({"hours": 61}, ("hours_impossible", "hours")),
        ({"working_days": ()}, ("working_days_needed", "working_days")),
        ({"working_days": (7,)}, ("working_days_needed", "working_days")),
        ({"collar_number": "902"}, ("collar_number_taken", "collar_number")),
        ({"account": "DSADE"}, ("account_taken", "account")),
    ],
)
def test_an_officer_that_cannot_be(other: dict[str, Any], refused: tuple[str, str]) -> None:
    assert code(replace(PATEL, **other), [ADE]) == refused


def test_that_an_account_is_taken_is_said_with_whose_it_is() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_officer(replace(PATEL, account="dsade"), [replace(ADE, active=False)])
    assert refused.value.values == {"account": "dsade", "officer": "DS 902 Ade"}


def test_who_gives_which_role() -> None:
    supervisor, administrator = frozenset({Role.SUPERVISOR}), frozenset({Role.ADMINISTRATOR})
    inspector = replace(PATEL, roles=frozenset({Role.INSPECTOR}))
    check_roles_given(None, PATEL, supervisor)
    check_roles_given(PATEL, replace(PATEL, account="other", roles=PATEL.roles | {Role.SUPERVISOR}), supervisor)
    check_roles_given(None, inspector, administrator)
    check_roles_given(inspector, replace(inspector, surname="Lewis"), supervisor)
    given = (None, inspector, supervisor)
    assert code(*given, check=check_roles_given) == ("role_not_yours_to_give", "roles")
    taken = (inspector, PATEL, supervisor)
    assert code(*taken, check=check_roles_given) == ("role_not_yours_to_give", "roles")
    account = (inspector, replace(inspector, account="mine"), supervisor)
    assert code(*account, check=check_roles_given) == ("account_not_yours_to_change", "account")


def test_somebody_keeps_the_people_of_the_unit() -> None:
    check_somebody_keeps([PATEL, ADE])
    for keeper in (replace(ADE, active=False), replace(ADE, account=""), replace(ADE, roles=PATEL.roles)):
        assert code([PATEL, keeper], check=check_somebody_keeps)[0] == "nobody_left_to_keep"
