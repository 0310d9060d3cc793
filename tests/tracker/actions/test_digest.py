"""The daily digest tells of what is within scope as it stands now, of a team with the cases that have none; logged."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.cores import DETECTIVE, NORTH, SOUTH, SUPERVISOR, case_file, open_a_case
from tests.fakes import StoppedTime
from tests.statements import count_statements
from tests.tracker.reports.report_rows import text_of
from tracker.actions.acknowledge_alert import AcknowledgeAlert
from tracker.actions.allocate_case import AllocateCase
from tracker.actions.print_paper import PrintPaper
from tracker.actions.record_arrest import RecordArrest
from tracker.actions.record_protection import RecordProtection
from tracker.bootstrap import Tracker
from tracker.errors import NotFound, RuleBroken
from tracker.jobs.tick import tick
from tracker.rows.digest import Digest, DigestQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.rows.papers import About, PrintedPaper
from tracker.storage.tables import audit_content, audit_entry, look
from tracker.terms import BailEventKind, PaperKind, Severity

TODAY = date(2026, 11, 20)
NORTHS, SOUTHS, NOBODYS = "44NI/00305/26", "44NI/00402/26", "44NI/00499/26"


def digest(core: Tracker, by: str = SUPERVISOR, **facts: Any) -> Digest:
    found = core.ask(DigestQuestion(by, **facts))
    assert isinstance(found, Digest)
    return found


def a_digest_of(team: str = "", **other: Any) -> About:
    return About(PaperKind.DIGEST, team_id=team, **other)


def swept(core: Tracker) -> None:
    tick(core, core.time.now(), core.machine)


@pytest.fixture
def cases(core: Tracker) -> dict[str, str]:
    """Three open cases: of team North, of team South, and of none."""
    teams = ((NORTHS, NORTH), (SOUTHS, SOUTH), (NOBODYS, None))
    return {reference: open_a_case(core, reference=reference, team_id=team) for reference, team in teams}


def references(rows: Any) -> set[str]:
    return {row.reference for row in rows}


def test_a_team_is_told_of_its_cases_and_of_those_without_a_team(core: Tracker, cases: dict[str, str]) -> None:
    swept(core)
    whole, north = digest(core), digest(core, team_id=NORTH)
    assert references(whole.alerts) == references(whole.unallocated) == {NORTHS, SOUTHS, NOBODYS}
    assert references(north.alerts) == references(north.unallocated) == {NORTHS, NOBODYS}
    assert (whole.team, north.team, north.last_alert_check) == ("", "North", core.time.now())
    counts = dict(whole.counts)
    assert list(counts) == [Severity.CRITICAL, Severity.URGENT, Severity.WARNING, Severity.NOTICE]
    assert sum(counts.values()) == len(whole.alerts) > 0
    assert references(digest(core, by=DETECTIVE).alerts) == {NORTHS}
    core.do(AllocateCase(SUPERVISOR, cases[NORTHS], case_file(core, cases[NORTHS]).version, DETECTIVE))
    assert references(digest(core).unallocated) == {SOUTHS, NOBODYS}


def test_an_acknowledged_alert_has_lapsed_once_the_day_of_its_next_step_is_over(
    core: Tracker, cases: dict[str, str], time: StoppedTime
) -> None:
    swept(core)
    row = core.ask(OpenAlertsQuestion(SUPERVISOR)).rows[0]
    core.do(AcknowledgeAlert(SUPERVISOR, row.alert_id, row.version, "ring them", TODAY))
    assert digest(core).lapsed == ()
    assert [one.next_step_by for one in digest(core, day=TODAY + timedelta(days=1)).lapsed] == [TODAY]


def test_what_falls_due_is_told_to_the_next_working_day(core: Tracker, cases: dict[str, str]) -> None:
    found = digest(core)
    assert (found.day, found.until) == (TODAY, date(2026, 11, 23))
    assert all(TODAY <= (row.on or TODAY) <= found.until for row in found.due)
    later = next(
        clock.due for row in case_file(core, cases[NORTHS]).milestones for clock in row.clocks
        if clock.due is not None and clock.due > found.until and row.kind != "bail_ended"
    )  # fmt: skip
    on_that_day = digest(core, day=later)
    assert later in {row.on for row in on_that_day.due if row.reference == NORTHS}
    assert all(row.said and row.what for row in on_that_day.due)


def test_bail_and_protection_that_end_within_two_weeks_and_who_can_extend_it(
    core: Tracker, cases: dict[str, str]
) -> None:
    case = cases[NORTHS]
    suspect = next(row.subject_id for row in case_file(core, case).subjects if row.label == "S1")
    core.do(RecordArrest(SUPERVISOR, case, suspect, date(2026, 11, 2), BailEventKind.RELEASED_ON_BAIL))
    ends = case_file(core, case).bail[0].earliest
    assert ends is not None
    assert digest(core).bail == ()
    (row,) = digest(core, day=ends - timedelta(days=14)).bail
    assert (row.reference, row.what, row.on) == (NORTHS, "S1", ends)
    assert "inspector or above, by " in row.said
    measure = next(one.id for one in core.rules.measures.values() if not one.derived)
    for last in (date(2026, 12, 4), date(2026, 12, 5)):
        core.do(a_measure(case, measure, suspect, last))
    (lapsing,) = digest(core).protections
    assert (lapsing.reference, lapsing.what, lapsing.on) == (
        NORTHS, core.rules.measures[measure].name, date(2026, 12, 4),
    )  # fmt: skip


def a_measure(case: str, measure: str, suspect: str, last: date) -> RecordProtection:
    return RecordProtection(by=SUPERVISOR, case_id=case, measure=measure, suspect_id=suspect, since=TODAY, until=last)


def test_a_restricted_case_is_only_counted(core: Tracker, cases: dict[str, str]) -> None:
    open_a_case(core, reference="44NI/00900/26", restricted=True, by=DETECTIVE, reported_on=date(2026, 11, 16))
    swept(core)
    found = digest(core)
    assert "44NI/00900/26" not in repr(found)
    assert found.withheld == 1


def test_a_copy_is_for_somebody_and_stands_in_the_log_with_its_cases(core: Tracker, cases: dict[str, str]) -> None:
    swept(core)
    printed = core.do(PrintPaper(SUPERVISOR, a_digest_of(NORTH), "inspector", "morning meeting")).result
    assert isinstance(printed, PrintedPaper)
    words = text_of(printed.pdf)
    for expected in ("For inspector; printed by DS 902 Ade", NORTHS, "Daily digest: Fri 20 Nov 2026, North", "DD-1"):
        assert expected in words
    assert SOUTHS not in words
    with core.database.read() as connection:
        (entry,) = connection.execute(
            select(audit_content.c.content)
            .select_from(audit_entry.join(audit_content, audit_content.c.place == audit_entry.c.place))
            .where(audit_entry.c.action == "print_digest")
        ).scalars()
        looked = connection.execute(select(look)).all()
    for said in ("inspector", "morning meeting", cases[NORTHS], cases[NOBODYS], printed.digest):
        assert said in str(entry)
    assert cases[SOUTHS] not in str(entry)
    assert looked == []
    digest(core)
    with core.database.read() as connection:
        assert len(connection.execute(select(look)).all()) == 1


def test_what_cannot_be_told_is_refused(core: Tracker, cases: dict[str, str]) -> None:
    good = PrintPaper(SUPERVISOR, a_digest_of(), "inspector", "meeting")
    past = a_digest_of(first=TODAY - timedelta(days=1))
    for change, code in (({"recipient": " "}, "recipient_needed"), ({"reason": " "}, "reason_needed"),
                         ({"about": past}, "digest_day_past")):  # fmt: skip
        with pytest.raises(RuleBroken, match=code):
            core.do(replace(good, **change))
    with pytest.raises(NotFound):
        core.do(replace(good, about=a_digest_of("nobody")))


def test_a_day_past_the_calendar_still_has_a_digest(core: Tracker) -> None:
    far = date(2090, 3, 4)
    assert digest(core, day=far).until == date(2090, 3, 5)


def test_more_cases_cost_no_more_statements(core: Tracker) -> None:
    seen = []
    for first in (1, 11):
        for number in range(first, first + 2 * first):
            open_a_case(core, reference=f"44NI/{number:05}/26")
        swept(core)
        with count_statements(core.database) as found:
            digest(core)
        seen.append(len(found))
    assert seen[0] == seen[1]
