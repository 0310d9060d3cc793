"""`holidays`: take in a calendar file; `changes`: what new calendars and limits would move, and to apply it."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tracker import wording
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.bootstrap import Tracker
from tracker.cli.opening import add_database, add_json, opened, who
from tracker.cli.output import complain, say, say_columns, say_json
from tracker.errors import FileRejected, RuleBroken
from tracker.rows.rule_changes import (
    CalendarState,
    ChangeRow,
    DayChange,
    RuleChanges,
    RuleChangesQuestion,
    SuppliedFile,
)
from tracker.terms import CalendarName
from tracker.time_source import local_date

BAD_INPUT = 2
MOST_BYTES = 5_000_000


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    holidays = commands.add_parser("holidays", help="the calendars in use, or what a calendar file would change")
    holidays.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a calendar as TOML, or the list GOV.UK publishes as JSON"
    )
    holidays.add_argument("--approve", action="store_true", help="take the file, and move the clocks")
    holidays.set_defaults(run=run_holidays)
    changes = commands.add_parser("changes", help="what newer calendars and limits would move")
    changes.add_argument("--apply", action="store_true", help="apply them, and move the clocks")
    changes.set_defaults(run=run_changes)
    for words in (holidays, changes):
        words.add_argument("--reason", default="", metavar="WHY", help="why, with --approve or --apply")
        add_database(words)
        add_json(words)


def run_holidays(options: argparse.Namespace) -> int:
    """Show the calendars in use, or what a file would change, or take it; one that is refused changes nothing."""
    with opened(options) as tracker:
        if options.file is None:
            return _tell_calendars(_ask(tracker, None), tracker, as_json=options.json)
        try:
            return _go_through(tracker, _supplied(options.file), options, do_it=options.approve)
        except (RuleBroken, FileRejected) as refused:
            about = str(refused.values.get("calendar") or refused.values.get("file") or "")
            if not about:
                raise
            complain(f"{wording.error(refused.code, refused.values)} {_kept(tracker, about)}")
            return BAD_INPUT


def run_changes(options: argparse.Namespace) -> int:
    """Show what waits, or apply it."""
    with opened(options) as tracker:
        return _go_through(tracker, None, options, do_it=options.apply)


def _go_through(tracker: Tracker, file: SuppliedFile | None, options: argparse.Namespace, *, do_it: bool) -> int:
    found = _ask(tracker, file)
    moved = None
    if do_it:
        if found.changes:
            request = ApplyRuleChanges(who(tracker).officer_id, found.seen, options.reason, file)
            moved = tracker.do(request).result
        elif file is None:
            raise RuleBroken("nothing_to_apply")
    if options.json:
        say_json({"applied": moved is not None, "changes": found.changes, "clocks": found.rows,
                  "not_shown": found.not_shown, "not_counted": found.not_counted})  # fmt: skip
        return 0
    _tell(found)
    if moved is not None:
        say(f"Applied. {wording.count_of(int(str(moved)), 'clock')} moved, each with a note.")
    elif found.changes:
        say("Nothing was changed yet. " + ("--approve" if file else "--apply") + " with --reason does it.")
    return 0


def _ask(tracker: Tracker, file: SuppliedFile | None) -> RuleChanges:
    answer: RuleChanges = tracker.ask(RuleChangesQuestion(who(tracker).officer_id, file))
    return answer


def _supplied(path: Path) -> SuppliedFile:
    if path.stat().st_size > MOST_BYTES:
        raise FileRejected("file_too_big", limit_mb=MOST_BYTES // 1_000_000, file=path.name)
    return SuppliedFile(path.name, path.read_bytes())


def _tell(found: RuleChanges) -> None:
    if not found.changes:
        say("Nothing would change.")
    for change in found.changes:
        _tell_change(change)
    for entry in found.not_counted:
        say(f"Not counted: {wording.day(entry.day)} {entry.name} ({wording.term(entry.why)})")
    if found.rows:
        say()
        say_columns(
            ("case", "milestone", "limit", "due", "new due", ""),
            [
                (
                    row.reference, row.milestone, row.limit_id,
                    wording.when(row.old_due) if row.old_due else "not known",
                    wording.when(row.new_due) if row.new_due else "not known",
                    "becomes overdue" if row.becomes_overdue else "provisional" if row.provisional else "",
                )
                for row in found.rows
            ],
        )  # fmt: skip
    if found.not_shown:
        say(f"{wording.count_of(found.not_shown, 'clock')} of cases you do not see not shown")


def _tell_change(change: ChangeRow) -> None:
    versions = f"version {change.old_version} → {change.new_version}"
    say(f"{change.title}: {versions}" + (f", from: {change.source}" if change.source else ""))
    for words, days in (
        ("off", change.added), ("worked again", change.taken_away), ("announced now", change.announced),
        ("no longer announced", change.unsettled),
    ):  # fmt: skip
        _tell_days(words, days)
    say(f"  {wording.would_move(asdict(change.counts))}")


def _tell_days(words: str, days: Iterable[DayChange]) -> None:
    for day in days:
        say(f"  {words}: {wording.day(day.day)} {day.name}")


def _tell_calendars(found: RuleChanges, tracker: Tracker, *, as_json: bool) -> int:
    if as_json:
        say_json(found.calendars)
        return 0
    today = tracker.time.today()
    for state in found.calendars:
        say(f"{wording.term(state.calendar)}: {age(state, today)}")
    if found.changes:
        say("Newer ones wait: `undrift changes` shows what they would move.")
    return 0


def age(state: CalendarState, today: date) -> str:
    """Say of which source a calendar is, how old, and how far it reaches."""
    taken = local_date(state.taken_at)
    days = (today - taken).days
    old = "today" if days == 0 else f"{wording.count_of(days, 'day')} ago"
    return (
        f"version {state.version} ({state.source}), taken {old} on {wording.day(taken)}, "
        f"known to {wording.day(state.known_to)}, announced to {wording.day(state.announced_to)}"
    )


def _kept(tracker: Tracker, about: str) -> str:
    """Say that the calendar in use stays, and how old it is."""
    name = CalendarName(about) if about in set(CalendarName) else CalendarName.ENGLAND_AND_WALES
    state = next(state for state in _ask(tracker, None).calendars if state.calendar is name)
    return f"The calendar in use stays ({wording.term(name)}): {age(state, tracker.time.today())}."
