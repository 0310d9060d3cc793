"""RuleChangeStore: writes new versions of calendars and the dates of the clocks they move, in bulk."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, not_, or_, update

from tracker.domain.act import Act
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.rule_book import RuleBook
from tracker.domain.rule_plan import RulePlan
from tracker.rows.rule_changes import SuppliedFile
from tracker.storage.calendar_store import Edition, content_digest, store_editions
from tracker.storage.case_store import EVENT_COLUMNS, NOT_LOOKED_AT, event_row
from tracker.storage.live_clocks import NOT_STOPPED, RUNNING
from tracker.storage.records import insert_rows, update_rows
from tracker.storage.rule_changes import plan_changes
from tracker.storage.tables import clock, clock_event
from tracker.terms import CalendarName

DATES = (
    "limit_version", "calendar_version", "due", "due_at", "expires_at", "moves", "provisional", "unknown", "episode",
    "overdue_since",
)  # fmt: skip


class RuleChangeStore:
    """Changes of the rules, on the connection of one unit of work."""

    def __init__(self, connection: Connection, rules: RuleBook, act: Act) -> None:
        self._connection = connection
        self._rules = rules
        self._act = act

    def plan(self, shipped: Mapping[CalendarName, CalendarFile], file: SuppliedFile | None) -> RulePlan:
        """Work out what waits to be applied, or what a supplied file would do; raises as `read_supplied`."""
        return plan_changes(self._connection, self._rules, shipped, file, self._act)

    def apply(self, plan: RulePlan) -> None:
        """Write the new calendars, and move the clocks: each with its note."""
        act = self._act
        store_editions(
            self._connection,
            [
                Edition(
                    change.new, change.file, plan.digests.get(change.name) or content_digest(change.file), act.now,
                    act.officer_id,
                )
                for change in plan.calendars
            ],
        )  # fmt: skip
        for name, calendar in plan.targets.items():
            self._connection.execute(
                update(clock)
                .where(NOT_STOPPED, clock.c.calendar == name.value, not_(_kept(plan)))
                .where(clock.c.calendar_version != calendar.version)
                .values(calendar_version=calendar.version)
            )
            # the day of a warning can be one that is not worked any more, although the end of its clock stays
            self._connection.execute(
                update(clock).where(RUNNING, clock.c.calendar == name.value, clock.c.warn_from.is_not(None))
                .values(NOT_LOOKED_AT)
            )  # fmt: skip
        update_rows(self._connection, clock, DATES, self._dates(plan))
        insert_rows(self._connection, clock_event, EVENT_COLUMNS, _events(plan))

    def _dates(self, plan: RulePlan) -> Iterator[tuple[Any, ...]]:
        for one in plan.recalculations:
            after = one.after
            yield (
                one.limit_version, after.calendar_version, after.due, after.due_at, after.expires_at, after.moves,
                after.provisional, after.unknown, after.episode, one.overdue_on_record(self._act.now), one.clock_id,
            )  # fmt: skip


def _events(plan: RulePlan) -> Iterator[tuple[Any, ...]]:
    for one in plan.recalculations:
        if one.event is not None:
            yield event_row(one.clock_id, one.case_id, one.place, one.event)


def _kept(plan: RulePlan) -> ColumnElement[bool]:
    return or_(
        False, *(and_(clock.c.limit_id == limit_id, clock.c.limit_version == version)
                 for limit_id, version in sorted(plan.keep))
    )  # fmt: skip
