"""Why a date is what it is, on paper: each paper is logged as given out, with its digest; on both engines."""

import json
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from tests.cores import SUPERVISOR, case_file, open_a_case
from tests.tracker.queries.test_why import CLERK
from tests.tracker.reports.report_rows import text_of
from tracker.actions.print_paper import PrintPaper
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken
from tracker.rows.papers import About, PrintedPaper
from tracker.storage.audit_verification import verify
from tracker.storage.people_store import PeopleStore
from tracker.storage.tables import audit_content, audit_entry
from tracker.terms import PaperKind


def printed(core: Tracker, case: str, milestone: str = "", **other: str) -> PrintedPaper:
    facts = {"by": SUPERVISOR, "recipient": " DCI 77 Marlow ", "reason": " Case conference "} | other
    result = core.do(PrintPaper(about=About(PaperKind.WHY, case, milestone), **facts)).result
    assert isinstance(result, PrintedPaper)
    return result


def logged(core: Tracker) -> list[tuple[str | None, dict[str, Any]]]:
    with core.database.read() as connection:
        rows = connection.execute(
            select(audit_entry.c.case_id, audit_content.c.content)
            .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
            .where(audit_entry.c.action == "print_why")
        ).all()
    return [(row.case_id, json.loads(row.content)) for row in rows]


def test_the_paper_says_for_whom_it_is_and_the_log_has_its_digest(core: Tracker) -> None:
    case_id = open_a_case(core)
    paper = printed(core, "44ni/00305/26", "victim_support_referral")
    said = text_of(paper.pdf)
    for words in ("44NI/00305/26", "DS 902 Ade", "DCI 77 Marlow", "Case conference", "day one is the next working day"):
        assert words in said
    assert paper.digest == sha256(paper.pdf).hexdigest()
    ((of, content),) = logged(core)
    assert of == case_id
    assert content["digest"] == paper.digest
    assert (content["recipient"], content["reason"]) == ("DCI 77 Marlow", "Case conference")
    assert content["cases"] == [case_id]
    cover = text_of(paper.cover)
    for words in ("Copy 1 of why this date WY-44NI/00305/26-1", "DCI 77 Marlow", "Case conference", paper.digest):
        assert words in cover
    (line,) = [row for row in case_file(core, case_id).history if "Printed why" in row.what]
    assert line.what == "Printed why dates are what they are: Case conference, DCI 77 Marlow"
    with core.database.read() as connection:
        assert verify(connection).ok
        head = connection.execute(select(audit_entry.c.head).where(audit_entry.c.action == "print_why")).scalar_one()
    assert f"Head of the audit chain: {head}" in cover


def test_every_copy_has_a_number_and_is_logged(core: Tracker) -> None:
    case_id = open_a_case(core)
    first, second = printed(core, case_id), printed(core, case_id)
    assert [first.number, second.number] == [f"WY-44NI/00305/26-{number}" for number in (1, 2)]
    assert all(one.number in text_of(one.pdf) for one in (first, second))
    assert len(logged(core)) == 2


@pytest.mark.parametrize(("empty", "code"), [("recipient", "recipient_needed"), ("reason", "reason_needed")])
def test_a_paper_is_for_somebody_and_for_a_reason(core: Tracker, empty: str, code: str) -> None:
    case_id = open_a_case(core)
    with pytest.raises(RuleBroken) as refused:
        printed(core, case_id, **{empty: "  "})
    assert (refused.value.code, refused.value.field) == (code, empty)
    assert logged(core) == []


def test_without_a_clock_there_is_no_paper(core: Tracker) -> None:
    case_id = open_a_case(core)
    with pytest.raises(RuleBroken, match="no_clock_to_explain"):
        printed(core, case_id, "reported")
    assert logged(core) == []


def test_nobody_prints_what_they_may_not_see(core: Tracker) -> None:
    case_id = open_a_case(core)
    with core.database.write() as connection:
        PeopleStore(connection).add_officer(CLERK)
    with pytest.raises(NotFound):
        printed(core, case_id, by=CLERK.id)
    with pytest.raises(NotFound):
        printed(core, "44NI/99999/26")
    assert logged(core) == []
