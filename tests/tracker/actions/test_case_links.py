"""Linked cases: with how and why, from both sides, kept when taken back; never telling of a case out of scope."""

import pytest

from tests.cores import DETECTIVE, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.statements import count_statements
from tracker.actions.edit_case import EditCase
from tracker.actions.link_cases import LinkCases
from tracker.actions.unlink_cases import UnlinkCases
from tracker.bootstrap import Tracker
from tracker.domain.case_link import LONGEST_REASON
from tracker.errors import NotFound, RuleBroken, StaleRecord
from tracker.rows.case_links import CaseLinks, CaseLinksQuestion
from tracker.terms import CaseKind, LinkKind

WHY = "the records system's number is the same"


def links(core: Tracker, case_id: str, by: str = SUPERVISOR) -> CaseLinks:
    found: CaseLinks = core.ask(CaseLinksQuestion(by, case_id))
    return found


def link(core: Tracker, case_id: str, other_id: str, reason: str = WHY, by: str = SUPERVISOR) -> str:
    return str(core.do(LinkCases(by, case_id, other_id, LinkKind.SAME_SUSPECT, reason)).result)


def two_cases(core: Tracker, **other: str) -> tuple[str, str]:
    return open_a_case(core), open_a_case(core, reference="44NI/00306/26", **other)


def test_a_link_reads_the_same_from_both_cases_and_stands_in_both_histories(core: Tracker) -> None:
    case, other = two_cases(core)
    link(core, case, other, f"  {WHY} ")
    (there,), (back,) = links(core, case).rows, links(core, other).rows
    assert (there.reference, there.kind, there.reason) == ("44NI/00306/26", LinkKind.SAME_SUSPECT, WHY)
    assert (back.reference, back.kind, back.reason) == ("44NI/00305/26", LinkKind.SAME_SUSPECT, WHY)
    for one in (case, other):
        assert case_file(core, one).history[0].what == f"Linked it with another case: Same suspect, {WHY}"


def test_a_link_is_taken_back_from_either_side_and_stays_on_record(core: Tracker) -> None:
    case, other = two_cases(core)
    link_id = link(core, case, other)
    core.do(UnlinkCases(SUPERVISOR, link_id, 1, "another number after all"))
    (row,) = links(core, other).rows
    assert (row.withdrawn, row.withdrawn_by, row.version) == ("another number after all", "DS 902 Ade", 2)
    assert case_file(core, other).history[0].what.startswith("Took back a link with another case: Same suspect")
    with pytest.raises(StaleRecord):
        core.do(UnlinkCases(SUPERVISOR, link_id, 1, "again"))
    with pytest.raises(RuleBroken, match="link_withdrawn"):
        core.do(UnlinkCases(SUPERVISOR, link_id, 2, "again"))
    link(core, other, case)
    assert [bool(one.withdrawn) for one in links(core, case).rows] == [False, True]


@pytest.mark.parametrize(
    ("reason", "code", "field"),
    [(" ", "reason_needed", "reason"), ("x" * (LONGEST_REASON + 1), "line_too_long", "reason")],
)
def test_a_link_says_why_and_shortly(core: Tracker, reason: str, code: str, field: str) -> None:
    case, other = two_cases(core)
    with pytest.raises(RuleBroken) as refused:
        link(core, case, other, reason)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_same_link_is_not_made_twice_nor_with_itself(core: Tracker) -> None:
    case, other = two_cases(core)
    link(core, case, other)
    with pytest.raises(RuleBroken, match="link_known"):
        link(core, other, case)
    with pytest.raises(RuleBroken, match="link_to_itself"):
        link(core, case, case)
    core.do(LinkCases(SUPERVISOR, case, other, LinkKind.SAME_OPERATION, "both in one operation"))
    assert len(links(core, case).rows) == 2


def test_nobody_learns_of_a_case_they_may_not_see(core: Tracker) -> None:
    case, elsewhere = two_cases(core, team_id=SOUTH)
    restricted = open_a_case(core, reference="44NI/00307/26")
    link_id = link(core, case, elsewhere)
    link(core, case, restricted)
    version = case_file(core, restricted).version
    core.do(EditCase(SUPERVISOR, restricted, version, CaseKind.NEGLECT, "", None, restricted=True))
    found = links(core, case, DETECTIVE)
    assert (found.rows, found.restricted_not_shown) == ((), 1)
    assert all(
        "44NI/00306" not in entry.what and "44NI/00307" not in entry.what
        for entry in case_file(core, case, DETECTIVE).history
    )
    for request in (
        LinkCases(DETECTIVE, case, elsewhere, LinkKind.OTHER, WHY),
        UnlinkCases(DETECTIVE, link_id, 1, "not mine"),
    ):
        with pytest.raises(NotFound):
            core.do(request)
    with pytest.raises(NotFound):
        links(core, elsewhere, DETECTIVE)


def test_the_number_of_statements_does_not_grow(core: Tracker) -> None:
    case, other = two_cases(core)
    link(core, case, other)
    alone = open_a_case(core, reference="44NI/00308/26")
    counts = []
    for one in (case, alone):
        with count_statements(core.database) as seen:
            links(core, one)
        counts.append(len(seen))
    assert counts[0] == counts[1]
