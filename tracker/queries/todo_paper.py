"""A detective's to-do: what is due next in each of their open cases, and what reviews asked of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from tracker import wording
from tracker.domain.access import SUPERVISORS
from tracker.domain.contact import ContactSafety
from tracker.domain.people import Officer
from tracker.domain.review_position import UPDATED
from tracker.errors import NotFound, RuleBroken
from tracker.queries.contact import ANY_CONTACT, TO_TELL
from tracker.queries.open_cases import NOT_CLOSED
from tracker.queries.people import team_names
from tracker.queries.today import naming
from tracker.queries.today_clocks import in_parts
from tracker.queries.today_mine import mine
from tracker.queries.view import View
from tracker.rows.papers import About, Found
from tracker.rows.today import TodayRow
from tracker.rows.todo_paper import AskedRow, OfficerTodo, TodoPaper, TodoRow
from tracker.storage.records import load
from tracker.storage.scope import count_withheld, scope_condition
from tracker.storage.tables import case_record, child, contact_safety, follow_up, officer

TELLS_A_FAMILY = TO_TELL | {UPDATED, ANY_CONTACT}
NOT_SAID = "what to mind before contact is not on record"


def found_todo(about: About, by: str, view: View) -> Found:
    """Give the to-do of one officer, of the officers of a team, or of the person's own where nobody is named.

    Raises:
        NotFound: no such officer or team; RuleBroken: `not_allowed`: somebody else's, for who supervises nobody.
    """
    officers = _wanted(about, by, view)
    if any(one.id not in {by, *view.scope.covered} for one in officers):
        me = next(iter(load(view.connection, Officer, officer, officer.c.id == by)), None)
        if me is None or not me.roles & SUPERVISORS:
            raise RuleBroken("not_allowed", who="a supervisor")
    ids = [one.id for one in officers]
    found, _ = mine("", ids, view, in_full=True)
    rows = tuple(map(naming(view.connection, [found]), found.rows))
    safety = _safety({row.case_id for row in rows if row.kind in TELLS_A_FAMILY}, view)
    of_officer: dict[str, list[TodoRow]] = defaultdict(list)
    for row in rows:
        of_officer[row.oic_id or ""].append(_told(replace(row, covered=False), safety))
    asked = _asked(ids, view)
    lists = tuple(
        OfficerTodo(one.title(), len({each.row.case_id for each in of_officer[one.id]}),
                    tuple(of_officer[one.id]), tuple(asked[one.id]))
        for one in officers
    )  # fmt: skip
    withheld = count_withheld(view.connection, view.scope, NOT_CLOSED, case_record.c.oic_id.in_(ids))
    team = team_names(view.connection).get(about.team_id, "")
    whose = officers[0].title() if len(officers) == 1 else team or "all officers"
    said = (
        f"{wording.count_of(len(rows), 'thing')} to do in {wording.count_of(len({r.case_id for r in rows}), 'case')}."
    )
    return Found(TodoPaper(view.today, lists, withheld), whose, said)


def _wanted(about: About, by: str, view: View) -> Sequence[Officer]:
    wanted = about.officer_id or ("" if about.team_id else by)
    if wanted:
        found = load(view.connection, Officer, officer, officer.c.id == wanted)
    else:
        found = load(view.connection, Officer, officer, officer.c.team_id == about.team_id, officer.c.active)
    if not found:
        raise NotFound("not_found")
    return sorted(found, key=lambda one: one.title())


def _told(row: TodayRow, safety: Mapping[str, Mapping[str, str]]) -> TodoRow:
    """Give a row with what to mind of the child it is about; where it is about no one child, of every child."""
    if row.kind not in TELLS_A_FAMILY:
        return TodoRow(row)
    of_case = safety.get(row.case_id, {})
    meant = {row.subject: of_case[row.subject]} if row.subject in of_case else of_case
    return TodoRow(row, tuple(f"{label}: {words}" for label, words in sorted(meant.items())))


def _safety(case_ids: Collection[str], view: View) -> Mapping[str, Mapping[str, str]]:
    """Give by case and label what to mind before contact with each child; what was said last counts."""
    last: dict[str, ContactSafety] = {}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for some in in_parts(sorted(case_ids)):
        table = contact_safety
        in_order = (table.c.recorded_at, table.c.id)
        for one in load(view.connection, ContactSafety, table, table.c.case_id.in_(some), order_by=in_order):
            last[one.child_id] = one
        for row in view.connection.execute(
            select(child.c.id, child.c.case_id, child.c.label).where(child.c.case_id.in_(some))
        ):
            found[row.case_id][row.label] = _minded(last[row.id]) if row.id in last else NOT_SAID
    return found


def _minded(one: ContactSafety) -> str:
    words = [wording.term(flag) for flag in sorted(one.flags)]
    if one.through is not None:
        words.append(f"through: {wording.term(one.through)}")
    return "; ".join(words)


def _asked(officer_ids: Collection[str], view: View) -> Mapping[str, Sequence[AskedRow]]:
    """Give what reviews asked of officers and is not done, in open cases within scope."""
    found: dict[str, list[AskedRow]] = defaultdict(list)
    for row in view.connection.execute(
        select(follow_up.c.owner_id, follow_up.c.case_id, follow_up.c.what, follow_up.c.due_on, case_record.c.reference)
        .join(case_record, case_record.c.id == follow_up.c.case_id)
        .where(follow_up.c.owner_id.in_(officer_ids), follow_up.c.done_on.is_(None),
               follow_up.c.withdrawn_at.is_(None), NOT_CLOSED, scope_condition(view.scope))
        .order_by(follow_up.c.due_on, case_record.c.reference)
    ):  # fmt: skip
        found[row.owner_id].append(AskedRow(row.case_id, row.reference, row.what, row.due_on))
    return found
