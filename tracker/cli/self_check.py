"""The self-check: every resource, font, limit, plan and calendar is opened, and the database where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker import resource_files, wording
from tracker.cli.rule_commands import age
from tracker.domain.milestone_plan import disagreements
from tracker.errors import StorageProblem, UndriftError
from tracker.reports.page_layout import load_fonts
from tracker.rows.rule_changes import CalendarState
from tracker.rules_in_force import shipped_calendars, shipped_rules
from tracker.storage.audit_verification import verify
from tracker.storage.calendar_store import load_calendar, shipped_news, stored_files
from tracker.storage.encryption import key_for
from tracker.storage.engine import open_database
from tracker.storage.live_clocks import limits_gone
from tracker.storage.postgres_engine import is_server_address
from tracker.storage.schema_version import schema_version
from tracker.terms import CalendarName
from tracker.time_source import SystemTime

OK, WRONG = "ok", "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `state` is ok or wrong."""

    what: str
    state: str
    detail: str


def check_program() -> Iterator[Finding]:
    """Look at what the program itself needs."""
    names = resource_files.every_resource()
    empty = [name for name in names if not resource_files.data(name)]
    yield Finding("resources", WRONG if empty else OK, ", ".join(empty) or wording.count_of(len(names), "file"))
    yield _fonts()
    try:
        rules = shipped_rules()
    except UndriftError as broken:
        yield Finding("limits and plans", WRONG, wording.error(broken.code, broken.values))
        return
    misfits = disagreements(rules.catalogue, rules.pack)
    limits = wording.count_of(len(rules.pack.limits), "limit")
    unconfirmed = len(rules.pack.to_be_confirmed())
    detail = f"{limits}, {unconfirmed} to be confirmed by the force"
    yield Finding("limits and plans", WRONG if misfits else OK, ", ".join(misfits) or detail)
    for name, calendar in rules.calendars.items():
        announced = max((off.day for off in calendar.days_off.values() if off.announced), default=calendar.first)
        detail = f"known to {wording.day(calendar.last)}, announced to {wording.day(announced)}"
        yield Finding(f"calendar: {wording.term(name)}", OK, detail)


def check_database(address: str) -> Iterator[Finding]:
    """Look at a database: it opens, its schema is the newest, and its audit trail is whole."""
    try:
        database = open_database(address, key=None if is_server_address(address) else key_for(Path(address)))
    except StorageProblem as problem:
        yield Finding("database", WRONG, wording.error(problem.code, problem.values))
        return
    try:
        with database.read() as connection:
            yield Finding("database", OK, f"{database.address}, schema {schema_version(connection)}")
            yield from _calendars(connection)
            yield from _limits_gone(connection)
            verdict = verify(connection)
        entries = wording.count_of(verdict.entries, "entry", "entries")
        detail = entries if verdict.ok else f"not whole at entry {verdict.first_bad_place}: {verdict.why}"
        yield Finding("audit trail", OK if verdict.ok else WRONG, detail)
    finally:
        database.close()


def _calendars(connection: Any) -> Iterator[Finding]:
    """Say of each calendar in the database of which source it is, how old, and how far it reaches."""
    today = SystemTime().today()
    stored = stored_files(connection)
    news, _ = shipped_news(stored, shipped_calendars())
    for name in CalendarName:
        calendar, file = load_calendar(connection, name), stored[name]
        announced = max((off.day for off in calendar.days_off.values() if off.announced), default=calendar.first)
        state = CalendarState(name, file.version, file.file.source, file.taken_at, calendar.last, announced)
        waits = ". A newer one came with the program: `undrift changes`" if name in news else ""
        over = calendar.last < today
        yield Finding(f"calendar in use: {wording.term(name)}", WRONG if over else OK, age(state, today) + waits)


def _limits_gone(connection: Any) -> Iterator[Finding]:
    """Say whether every clock that runs has its limit here; where one has not, its date can only stand as it is."""
    try:
        gone = limits_gone(connection, shipped_rules().pack)
    except UndriftError:
        # what is wrong with the limits is a finding of its own
        return
    clocks = wording.count_of(sum(gone.values()), "clock")
    detail = wording.health("limits_gone", clocks=clocks, limits=", ".join(gone)) if gone else ""
    yield Finding("limits of the clocks", WRONG if gone else OK, detail)


def _fonts() -> Finding:
    try:
        load_fonts()
    except (OSError, ValueError) as fault:
        return Finding("fonts", WRONG, type(fault).__name__)
    return Finding("fonts", OK, "")
