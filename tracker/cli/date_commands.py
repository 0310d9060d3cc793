"""`due`: the date a limit gives, without a database; `explain`: why the dates of a case are what they are."""

import argparse
from datetime import UTC, date, datetime, timedelta

from tracker import wording
from tracker.bootstrap import shipped_rules
from tracker.cli.opening import add_database, add_json, day_or_instant, opened, who
from tracker.cli.output import say, say_columns, say_json
from tracker.domain.clock import ClockEvent, derive
from tracker.domain.explain import When
from tracker.domain.limit import Circumstance
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.steps_in_words import steps_in_words
from tracker.errors import RuleBroken
from tracker.rows.why import Why, WhyQuestion
from tracker.terms import ClockEventKind, Nation
from tracker.time_source import local_date

COMMAND_LINE = "command line"
EVENTS = {
    "pause": ClockEventKind.PAUSED,
    "resume": ClockEventKind.RESUMED,
    "extend": ClockEventKind.EXTENDED,
    "order": ClockEventKind.ORDERED,
    "replan": ClockEventKind.RESCHEDULED,
    "correct": ClockEventKind.CORRECTED,
    "stop": ClockEventKind.STOPPED,
    "reopen": ClockEventKind.REOPENED,
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    due = commands.add_parser("due", help="the date a limit gives, with its steps; no database is needed")
    due.add_argument("limit", help="such as BAIL-02")
    due.add_argument(
        "--from", dest="start", type=day_or_instant, required=True, metavar="WHEN", help="the day it runs from"
    )
    due.add_argument(
        "--event", action="append", default=[], type=_event, metavar="KIND[=VALUE]@WHEN",
        help=f"what happened to the clock: {', '.join(EVENTS)}; such as extend=6@2024-11-20",
    )  # fmt: skip
    due.add_argument("--as-of", type=day_or_instant, metavar="WHEN", help="how things stood then")
    due.add_argument("--nation", type=Nation, choices=list(Nation), default=Nation.ENGLAND, help="whose pack of limits")
    due.add_argument(
        "--when", action="append", default=[], type=Circumstance, choices=list(Circumstance),
        help="a circumstance that the amount turns on",
    )  # fmt: skip
    add_json(due)
    due.set_defaults(run=run_due)
    explain = commands.add_parser("explain", help="every clock of a case, or of one milestone, with its steps")
    explain.add_argument("case", help="the crime reference")
    explain.add_argument("milestone", nargs="?", help="a milestone kind such as abe_interview")
    add_database(explain)
    add_json(explain)
    explain.set_defaults(run=run_explain)


def run_due(options: argparse.Namespace) -> int:
    """Count a limit from a day."""
    rules = shipped_rules()
    start: When = options.start
    limit = rules.pack.limit(_limit_id(options.limit, rules), _day(start), options.nation)
    rule = rule_of(limit)
    recorded = datetime.min.replace(tzinfo=UTC)
    cut_off = options.as_of
    events = [ClockEvent(ClockEventKind.STARTED, start, recorded, COMMAND_LINE)]
    events += [event for event in options.event if cut_off is None or _day(event.on) <= _day(cut_off)]
    try:
        standing = derive(events, rule.measure_for(frozenset(options.when)), rules.calendar(rule.calendar))
    except (OverflowError, ValueError):
        raise RuleBroken("date_too_far", on=start) from None
    steps = steps_in_words(standing, limit, rules, _iso if options.json else wording.when)
    starts = standing.started
    if rule.begins_after_days:
        starts = _day(starts) + timedelta(days=rule.begins_after_days)
    if options.json:
        answer = {
            "limit": limit.id, "name": limit.name, "kind": limit.amount_kind, "starts": starts, "due": standing.due,
            "first_due": standing.first_due, "state": standing.state, "provisional": standing.provisional,
            "to_be_confirmed": limit.to_be_confirmed, "version": limit.version, "calendar": rule.calendar,
            "calendar_version": rules.calendar(rule.calendar).version, "basis": limit.basis, "steps": steps,
        }  # fmt: skip
        say_json(answer if standing.due is not None else answer | {"why": standing.unknown})
        return 0
    say(f"{limit.id} {limit.name} ({wording.term(limit.amount_kind)})")
    say(f"due {wording.when(standing.due)}" if standing.due is not None else f"due: not known ({standing.unknown})")
    if limit.to_be_confirmed:
        say("to be confirmed by the force")
    say_columns(("on", "what", "gives", "basis"), [(step.on, step.what, step.gives, step.basis) for step in steps])
    return 0


def run_explain(options: argparse.Namespace) -> int:
    """Explain the dates of a case."""
    with opened(options) as tracker:
        found: tuple[Why, ...] = tracker.ask(WhyQuestion(who(tracker).officer_id, options.case, options.milestone))
    if options.json:
        say_json(found)
        return 0
    for why in found:
        due = wording.when(why.due_at or why.due) if why.due is not None else f"not known ({why.unknown})"
        subject = f" · {why.subject}" if why.subject else ""
        marks = [
            mark
            for mark, is_so in (("provisional", why.provisional), ("to be confirmed by the force", why.to_be_confirmed))
            if is_so
        ]
        say(f"{why.milestone}{subject}: {why.limit_id} {why.limit} ({wording.term(why.limit_kind)})")
        say(f"  {wording.term(why.state)}, due {due}{''.join(f', {mark}' for mark in marks)}")
        for step in why.steps:
            gives = f" → {step.gives}" if step.gives else ""
            say(f"    {step.on}: {step.what}{gives}")
    if not found:
        say("No clock runs here.")
    return 0


def _event(text: str) -> ClockEvent:
    what, _, when = text.rpartition("@")
    name, _, value = what.partition("=")
    if name not in EVENTS or not when:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no event; write KIND[=VALUE]@WHEN with KIND one of {', '.join(EVENTS)}"
        )
    kind = EVENTS[name]
    on = day_or_instant(when)
    recorded = datetime.min.replace(tzinfo=UTC)
    if kind is ClockEventKind.EXTENDED:
        if not value.isdigit():
            raise argparse.ArgumentTypeError(f"{text!r}: say the new total, such as extend=6@2024-11-20")
        return ClockEvent(kind, on, recorded, COMMAND_LINE, amount=int(value))
    if kind in (ClockEventKind.ORDERED, ClockEventKind.RESCHEDULED, ClockEventKind.CORRECTED):
        return ClockEvent(kind, on, recorded, COMMAND_LINE, to=day_or_instant(value))
    return ClockEvent(kind, on, recorded, COMMAND_LINE, reason=value)


def _limit_id(said: str, rules: RuleBook) -> str:
    """Give the id of a limit as it is written in the pack, however it was typed."""
    return next((limit.id for limit in rules.pack.limits if limit.id.casefold() == said.casefold()), said)


def _iso(when: When) -> str:
    return when.isoformat()


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when
