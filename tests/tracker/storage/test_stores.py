"""People, jobs, papers and imports: what is stored is found, and each key holds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.databases import open_again
from tests.statements import count_statements
from tests.tracker.storage.made_up import (
    BLUE,
    RED,
    TIME,
    a_case_record,
    an_officer,
    working,
    write_cases,
    write_people,
)
from tracker.domain.people import Absence, Team
from tracker.errors import NotFound, StaleRecord
from tracker.storage.engine import Database
from tracker.storage.import_store import ImportedCase
from tracker.storage.job_run_store import JobRun
from tracker.storage.people_store import Unit
from tracker.storage.report_store import FrozenReport
from tracker.storage.tables import imported_case
from tracker.terms import Nation, Role

NOW = TIME.now()
MONDAY = date(2026, 11, 9)
LEASE = timedelta(minutes=5)
DETECTIVE = an_officer(1, account="unit\\dpatel")
LEFT = an_officer(2, account="unit\\left", active=False)


@pytest.fixture
def people(database: Database) -> Database:
    with database.write() as connection:
        write_people(connection, DETECTIVE, LEFT, an_officer(3))
    return database


def test_officers_and_teams(people: Database) -> None:
    with working(people) as work:
        assert work.people.officers() == (DETECTIVE, LEFT, an_officer(3))
        assert work.people.officer("officer-1") == DETECTIVE
        assert work.people.teams() == (BLUE, RED)
        work.people.add_team(Team("team-a", "amber"))
        assert [team.name for team in work.people.teams()] == ["amber", "Blue", "Red"]
        with pytest.raises(NotFound):
            work.people.officer("officer-9")


def test_the_officer_of_an_account(people: Database) -> None:
    with working(people) as work:
        assert work.people.by_account("unit\\dpatel") == DETECTIVE
        assert work.people.by_account("unit\\left") is None
        assert work.people.by_account("") is None


def test_an_account_acts_for_one_officer(people: Database) -> None:
    with pytest.raises(IntegrityError), working(people) as work:
        work.people.add_officer(an_officer(4, account=DETECTIVE.account))


def test_an_officer_changed_meanwhile_is_stale(people: Database) -> None:
    with working(people) as work:
        promoted = replace(DETECTIVE, roles=frozenset({Role.SUPERVISOR}))
        assert work.people.save_officer(promoted) == replace(promoted, version=2)
        with pytest.raises(StaleRecord):
            work.people.save_officer(DETECTIVE)


def test_absences_include_both_their_ends(people: Database) -> None:
    away = Absence("a1", "officer-1", date(2026, 11, 20), date(2026, 11, 22), "officer-3")
    with working(people) as work:
        work.people.add_absence(away)
        days = {day: date(2026, 11, day) for day in (19, 20, 22, 23)}
        found = {number: work.people.absences_between(day, day) for number, day in days.items()}
    assert found == {19: (), 20: (away,), 22: (away,), 23: ()}


def test_an_absence_cannot_end_before_it_begins(people: Database) -> None:
    with pytest.raises(IntegrityError), working(people) as work:
        work.people.add_absence(Absence("a1", "officer-1", date(2026, 11, 20), date(2026, 11, 19)))


def test_a_database_has_one_unit(database: Database) -> None:
    unit = Unit("u1", "North", Nation.WALES, demo=True, created_at=NOW)
    with working(database) as work:
        with pytest.raises(NotFound):
            work.unit  # noqa: B018 - asking is what is tested
        work.people.add_unit(unit)
        assert work.unit == unit
        with pytest.raises(ValueError, match="one unit"):
            work.people.add_unit(replace(unit, id="u2", demo=False))


def test_a_job_that_never_ran_stands_empty(database: Database) -> None:
    with working(database) as work:
        assert work.jobs.last("overdue_check") == JobRun("overdue_check")
        assert work.jobs.all() == ()


def test_a_job_is_taken_by_one_and_given_back(database: Database) -> None:
    with working(database) as work:
        assert work.jobs.claim("overdue_check", "desk-1", NOW, LEASE)
        assert not work.jobs.claim("overdue_check", "desk-2", NOW, LEASE)
        assert not work.jobs.claim("overdue_check", "desk-1", NOW + LEASE - timedelta(seconds=1), LEASE)
        assert work.jobs.claim("nightly_copy", "desk-2", NOW, LEASE)
        work.jobs.finished("overdue_check", NOW, 12, "desk-1")
        assert work.jobs.last("overdue_check") == JobRun("overdue_check", NOW, count=12, machine="desk-1")
        assert work.jobs.claim("overdue_check", "desk-2", NOW, LEASE)


def test_a_crashed_taker_frees_the_job_when_its_lease_ends(database: Database) -> None:
    with working(database) as work:
        work.jobs.claim("overdue_check", "desk-1", NOW, LEASE)
        assert work.jobs.claim("overdue_check", "desk-2", NOW + LEASE, LEASE)
        assert work.jobs.last("overdue_check").lease_by == "desk-2"


def test_a_failed_job_says_why_until_it_runs_well_again(database: Database) -> None:
    later = NOW + timedelta(minutes=1)
    with working(database) as work:
        work.jobs.finished("overdue_check", NOW, 3, "desk-1")
        work.jobs.claim("overdue_check", "desk-1", later, LEASE)
        work.jobs.failed("overdue_check", later, "locked")
        assert work.jobs.last("overdue_check") == JobRun("overdue_check", NOW, later, "locked", 3, "desk-1")
        work.jobs.finished("overdue_check", later, 0, "desk-1")
        assert work.jobs.last("overdue_check").failure == ""
        assert [run.job for run in work.jobs.all()] == ["overdue_check"]


def test_two_machines_that_claim_at_once(database: Database) -> None:
    taken = []
    other = open_again(database)
    for program, machine in ((database, "desk-1"), (other, "desk-2")):
        with working(program) as work:
            taken.append(work.jobs.claim("overdue_check", machine, NOW, LEASE))
            work.commit()
    other.close()
    assert taken == [True, False]


def a_report(number: str = "WD-2026-0001", **other: Any) -> FrozenReport:
    facts: dict[str, Any] = {
        "id": number, "number": number, "monday": MONDAY, "team_id": "", "frozen_at": NOW, "frozen_by": "s",
        "rows": "{}", "rows_digest": "r", "pdf": bytes(range(256)), "digest": "d",
    }  # fmt: skip
    return FrozenReport(**(facts | other))


def test_a_frozen_paper_comes_back_byte_for_byte(people: Database) -> None:
    with working(people) as work:
        assert work.reports.frozen(MONDAY) is None
        work.reports.add(a_report())
        work.reports.add(a_report("WD-2026-0002", team_id=BLUE.id))
        assert work.reports.frozen(MONDAY) == a_report()
        assert work.reports.frozen(MONDAY, BLUE.id) == work.reports.by_number("WD-2026-0002")
        assert work.reports.frozen(MONDAY, RED.id) is None
        with pytest.raises(NotFound):
            work.reports.by_number("WD-2026-0003")


def test_a_week_is_frozen_once_for_each_team(people: Database) -> None:
    with working(people) as work:
        work.reports.add(a_report())
        work.commit()
    with pytest.raises(IntegrityError), working(people) as work:
        work.reports.add(a_report("WD-2026-0002"))


def test_papers_are_numbered_through_the_year(people: Database) -> None:
    with working(people) as work:
        for number in range(1, 12):
            assert work.reports.next_number(2026) == f"WD-2026-{number:04d}"
            work.reports.add(a_report(f"WD-2026-{number:04d}", monday=MONDAY + timedelta(weeks=number)))
        assert work.reports.next_number(2027) == "WD-2027-0001"
        assert work.reports.next_number(202) == "WD-202-0001"


def test_copies_are_counted_and_the_list_is_newest_first(people: Database) -> None:
    with working(people) as work:
        work.reports.add(a_report())
        work.reports.add(a_report("WD-2026-0002", monday=MONDAY + timedelta(weeks=1), team_id=RED.id))
        assert work.reports.add_copy("WD-2026-0001", NOW, "officer-1", "DCI", "meeting") == 1
        assert work.reports.add_copy("WD-2026-0001", NOW, "officer-1", "DCI", "lost") == 2
        assert work.reports.add_copy("WD-2026-0002", NOW, "officer-1", "DCI", "meeting") == 1
        rows = work.reports.list()
    assert [(row.number, row.team, row.copies) for row in rows] == [
        ("WD-2026-0002", "Red", 1),
        ("WD-2026-0001", "", 2),
    ]


def test_existing_references_are_found_in_few_statements(people: Database) -> None:
    with working(people, "officer-1") as work:
        write_cases(work.connection, *(a_case_record(number, reference=f"R {number}") for number in range(700)))
        work.imports.add_batch("b1", NOW, "officer-1", "digest", "source", {"read": 700, "added": 700})
        work.imports.set_imported("case-5", "b1", {"Risk": "High"})
        with count_statements(work.connection) as seen:
            found = work.imports.existing([f"r{number}" for number in range(900)])
    assert len(seen) == 2
    assert len(found) == 700
    assert found["r5"] == ImportedCase("case-5", 1, {"Risk": "High"})
    assert found["r6"] == ("case-6", 1, None)


def test_the_values_of_the_last_import_replace_the_earlier(people: Database) -> None:
    with working(people, "officer-1") as work:
        write_cases(work.connection, a_case_record(1), a_case_record(2))
        for batch, risk in (("b1", "High"), ("b2", "Low")):
            work.imports.add_batch(batch, NOW, "officer-1", "digest", "source", {})
            work.imports.set_many_imported({"case-1": {"Risk": risk}, "case-2": {}}, batch)
        rows = work.connection.execute(select(imported_case).order_by(imported_case.c.case_id)).all()
        count = work.connection.execute(select(func.count()).select_from(imported_case)).scalar_one()
    assert count == 2
    assert tuple(rows[0]) == ("case-1", "b2", {"Risk": "Low"})


def test_the_columns_of_a_source_are_remembered(database: Database) -> None:
    with working(database) as work:
        assert work.imports.column_choice("headings") is None
        for mapping in ({"URN": "reference"}, {"URN": "reference", "OIC": "oic"}):
            work.imports.keep_column_choice("headings", mapping, NOW)
            assert work.imports.column_choice("headings") == mapping
