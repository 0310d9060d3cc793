"""The bail register for a paper: each row with its conditions, and when somebody last checked that they are kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from tracker import wording
from tracker.domain.case_protection import ON_BAIL
from tracker.queries.bail_register import bail_register
from tracker.queries.caseload_paper import whose_cases
from tracker.queries.open_cases import NOT_CLOSED, narrowed
from tracker.queries.view import View
from tracker.rows.bail_register import BailRegisterQuestion, BailRow
from tracker.rows.bail_register_paper import BailLine, BailRegisterPaper
from tracker.rows.papers import About, Found
from tracker.storage.scope import scope_condition
from tracker.storage.tables import bail_check, bail_condition, case_record
from tracker.terms import BailConditionKind, CheckOutcome


def found_register(about: About, by: str, view: View) -> Found:
    """Give who is on bail or under investigation, what ends or is due first at the top.

    Raises:
        NotFound: no such team.
    """
    whose = whose_cases(about, view)
    register = bail_register(BailRegisterQuestion(by, about.team_id or None), view)
    shown = and_(scope_condition(view.scope), NOT_CLOSED, *narrowed(team_id=about.team_id or None))
    conditions, checks = _conditions(shown, view), _checks(shown, view)

    def told(rows: Sequence[BailRow]) -> tuple[BailLine, ...]:
        return tuple(_line(row, conditions.get(row.arrest_id, ()), checks.get(row.suspect_id, "")) for row in rows)

    paper = BailRegisterPaper(
        register.days, told(register.ending), told(register.others), register.restricted_not_shown
    )
    everybody = wording.count_of(len(paper.ending) + len(paper.others), "suspect")
    said = f"{everybody} on bail or under investigation, {len(paper.ending):,} to act on within {paper.days} days."
    return Found(paper, whose, said)


def _line(row: BailRow, conditions: Sequence[str], checked: str) -> BailLine:
    if row.state not in ON_BAIL:
        return BailLine(row, (), "")
    return BailLine(row, tuple(conditions) or ("no conditions on record",), checked or "never checked on record")


def _conditions(shown: ColumnElement[bool], view: View) -> Mapping[str, list[str]]:
    """Give by arrest the conditions in force today."""
    table = bail_condition
    found: dict[str, list[str]] = defaultdict(list)
    for arrest_id, kind in view.connection.execute(
        select(table.c.arrest_id, table.c.kind)
        .distinct()
        .join(case_record, case_record.c.id == table.c.case_id)
        .where(shown, table.c.since <= view.today,
               or_(table.c.superseded_on.is_(None), table.c.superseded_on > view.today),
               or_(table.c.until.is_(None), table.c.until >= view.today))
        .order_by(table.c.arrest_id, table.c.kind)
    ):  # fmt: skip
        found[arrest_id].append(wording.term(BailConditionKind(kind)))
    return found


def _checks(shown: ColumnElement[bool], view: View) -> Mapping[str, str]:
    """Give by suspect what the last look at the conditions found, and when."""
    table = bail_check
    found: dict[str, str] = {}
    on: date
    for suspect_id, on, outcome in view.connection.execute(
        select(table.c.suspect_id, table.c.on, table.c.outcome)
        .join(case_record, case_record.c.id == table.c.case_id)
        .where(shown)
        .order_by(table.c.on, table.c.recorded_at, table.c.id)
    ):
        found[suspect_id] = f"checked {wording.short_day(on)}: {wording.term(CheckOutcome(outcome))}"
    return found
