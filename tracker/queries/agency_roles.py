"""The posts at each agency, as the rules have them."""

from tracker.queries.view import View
from tracker.rows.agency_roles import AgencyRoleRow, AgencyRoles, AgencyRolesQuestion


def agency_roles(_question: AgencyRolesQuestion, view: View) -> AgencyRoles:
    """Give the posts of every agency; asks no database."""
    ladders = view.rules.agencies
    rows = (AgencyRoleRow(role.id, role.agency, role.step, role.name) for role in ladders.roles)
    return AgencyRoles(tuple(rows), ladders.confirmed)
