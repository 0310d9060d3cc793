"""The caseload for a paper: the list of open cases, with how their children are protected."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, select

from tracker import wording
from tracker.domain.people import Officer
from tracker.errors import NotFound
from tracker.queries.caseload import caseload
from tracker.queries.job_health import job_health
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.people import team_names
from tracker.queries.view import View
from tracker.rows.caseload import CaseloadQuestion
from tracker.rows.caseload_paper import CaseloadLine, CaseloadPaper
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.papers import About, Found
from tracker.storage.records import load
from tracker.storage.scope import scope_condition
from tracker.storage.tables import case_record, officer, protection_standing

NONE_NEEDED = "no suspect with access"


def found_caseload(about: About, by: str, view: View) -> Found:
    """Give the open cases of an officer, of a team, or of all within scope, in twelve statements, and as `caseload`.

    Raises:
        NotFound: no such officer or team.
    """
    whose = whose_cases(about, view)
    found = caseload(CaseloadQuestion(by, about.officer_id or None, about.team_id or None), view)
    standings = _standings(about, view)
    lines = []
    for row in found.rows:
        pairs = standings.get(row.case_id, ())
        lines.append(CaseloadLine(row, _protection(pairs), any(one.known and not one.protected for one in pairs)))
    late = sum(bool(row.overdue) for row in found.rows)
    said = f"{wording.count_of(len(lines), 'open case')}, {late:,} with something overdue."
    checked = job_health(JobHealthQuestion(by), view).last_tick
    paper = CaseloadPaper(tuple(lines), found.closed_not_shown, found.restricted_not_shown, checked)
    return Found(paper, whose, said)


def whose_cases(about: About, view: View) -> str:
    """Say whose cases a paper is about: an officer's, a team's, or all.

    Raises:
        NotFound: no such officer or team.
    """
    if about.officer_id:
        found = load(view.connection, Officer, officer, officer.c.id == about.officer_id)
        if not found:
            raise NotFound("not_found")
        return found[0].title()
    if not about.team_id:
        return "all teams"
    name = team_names(view.connection).get(about.team_id)
    if name is None:
        raise NotFound("not_found")
    return name


def _standings(about: About, view: View) -> Mapping[str, list[Any]]:
    table = protection_standing
    wanted = narrowed(team_id=about.team_id or None, oic_id=about.officer_id or None)
    shown = and_(scope_condition(view.scope), NOT_CLOSED, *wanted)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in view.connection.execute(
        select(table.c.case_id, table.c.protected, table.c.known, table.c.since, table.c.until)
        .join(case_record, case_record.c.id == table.c.case_id)
        .where(shown)
        .order_by(table.c.subject)
    ):
        found[row.case_id].append(row)
    return found


def _protection(standings: Any) -> str:
    bare = [one for one in standings if not one.protected]
    known = [one.since for one in bare if one.known]
    if known:
        return f"none since {wording.short_day(min(known))}"
    if bare:
        return "not known"
    ends = [one.until for one in standings if one.until is not None]
    if ends:
        return f"until {wording.short_day(min(ends))}"
    return "in force" if standings else NONE_NEEDED
