"""The posts at each agency: as shipped every agency has its steps; a wrong file is refused with the post and what."""

from copy import deepcopy
from typing import Any

import pytest

from tracker import resource_files
from tracker.domain.agency_roles import AgencyLadders, ladders_from
from tracker.errors import RuleBroken
from tracker.terms import Holder

SMALL: dict[str, Any] = {
    "version": 1,
    "kind": "LOCAL",
    "confirmed": False,
    "role": [
        {"agency": "cps", "step": 1, "id": "lawyer", "name": "Reviewing lawyer"},
        {"agency": "health", "step": 1, "id": "doctor", "name": "Paediatrician"},
        {"agency": "cps", "step": 2, "id": "head", "name": "CPS unit head"},
    ],
}


def shipped() -> AgencyLadders:
    return ladders_from(resource_files.toml("codes/agency_roles.toml"))


def small(place: int | None = None, **changes: Any) -> dict[str, Any]:
    """Give the small file, changed at the top or in one of its posts."""
    document = deepcopy(SMALL)
    table = document if place is None else document["role"][place]
    table.update(changes)
    return document


def test_every_agency_that_is_awaited_has_steps_to_go_up() -> None:
    ladders = shipped()
    ours = {Holder.AWAITING_ALLOCATION, Holder.OUR_UNIT, Holder.CHILD_OR_FAMILY, Holder.NOBODY}
    assert {agency for agency in Holder if len(ladders.of(agency)) >= 3} == set(Holder) - ours
    assert all(not ladders.of(agency) for agency in ours)
    assert not ladders.confirmed
    assert [role.name for role in ladders.of(Holder.CPS)][:3] == [
        "Reviewing lawyer", "CPS unit head", "District crown prosecutor",
    ]  # fmt: skip


def test_a_post_is_found_at_its_agency_and_above_a_step() -> None:
    ladders = ladders_from(SMALL)
    assert [role.id for role in ladders.of(Holder.CPS)] == ["lawyer", "head"]
    assert ladders.role(Holder.CPS, "head", above=1).name == "CPS unit head"
    assert (ladders.name("doctor"), ladders.name("gone")) == ("Paediatrician", "gone")
    ladders.check_agency(Holder.HEALTH)
    for role, above in (("lawyer", 1), ("doctor", 0), ("", 0)):
        with pytest.raises(RuleBroken) as refused:
            ladders.role(Holder.CPS, role, above=above)
        assert (refused.value.code, refused.value.field) == ("role_of_agency_needed", "role")
    with pytest.raises(RuleBroken) as refused:
        ladders.check_agency(Holder.OUR_UNIT)
    assert (refused.value.code, refused.value.field) == ("not_an_agency", "agency")


@pytest.mark.parametrize(
    ("document", "row", "what"),
    [
        (small(colour="red"), "", "unknown_key"),
        (small(kind="RULE"), "", "unknown_value"),
        (small(2, step=3), "head", "steps_not_in_order"),
        (small(2, id="lawyer"), "lawyer", "said_twice"),
        (small(1, agency="hospital"), "", "unknown_value"),
        (small(1, extra="x"), "", "unknown_key"),
    ],
)
def test_a_wrong_file_is_refused(document: dict[str, Any], row: str, what: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ladders_from(document)
    assert refused.value.code == "code_list_invalid"
    assert (refused.value.values["row"], refused.value.values["what"]) == (row, what)
