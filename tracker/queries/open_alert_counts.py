"""How many alerts are open by severity, for somebody who is told no more than that."""

from collections import Counter

from tracker.domain.access import scope_of
from tracker.domain.people import Officer
from tracker.queries.digest import digest
from tracker.queries.open_alerts import open_alerts
from tracker.queries.view import View
from tracker.rows.digest import DigestQuestion
from tracker.rows.open_alerts import OpenAlertsQuestion
from tracker.terms import Severity

Counts = tuple[tuple[Severity, int], ...]


def counts_of_team(team_id: str | None, by: str, view: View) -> Counts:
    """Count the open alerts of a team, with the cases that have none, or of the unit; restricted cases left out."""
    return digest(DigestQuestion(by, team_id), view).counts


def counts_of_officer(officer: Officer, view: View) -> Counts:
    """Count the open alerts that an officer was told of and may see."""
    own = View(view.connection, scope_of(officer), view.rules, view.now)
    counted = Counter(row.severity for row in open_alerts(OpenAlertsQuestion(officer.id, told_to=officer.id), own).rows)
    return tuple((severity, counted[severity]) for severity in reversed(Severity))
