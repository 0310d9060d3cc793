"""`due`: the date a limit gives, without a database; `explain`: why the dates of a case are what they are."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast

from tracker import wording
from tracker.actions.print_paper import PrintPaper
from tracker.bootstrap import Tracker
from tracker.cli.due_words import (
    EVENTS,
    Once,
    circumstance,
    event_of,
    happened,
    nation,
    no_date,
    not_counted,
    notes_of,
    other_law,
)  # fmt: skip
from tracker.cli.opening import add_database, add_json, day_or_instant, opened, who
from tracker.cli.output import say, say_json
from tracker.cli.paper_commands import check_writable_with_cover, write_paper
from tracker.cli.why_lines import iso, paragraph, step_data, step_lines, why_data, why_lines, width
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock_checks import check_happening
from tracker.domain.clock_event import ClockEvent
from tracker.domain.clock_start import is_earlier
from tracker.domain.clock_steps import clock_steps
from tracker.domain.counting import Measure
from tracker.domain.explain import When
from tracker.domain.limit import Circumstance, Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.standing import Standing, derive
from tracker.domain.steps_in_words import events_in_words, source_in_words, steps_in_words
from tracker.errors import RuleBroken
from tracker.rows.papers import About, PrintedPaper
from tracker.rows.why import StepRow, Why, WhyQuestion
from tracker.rules_in_force import shipped_rules
from tracker.terms import ClockClass, ClockEventKind, ClockState, Nation, PaperKind
from tracker.time_source import local_date, start_of_day


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    due = commands.add_parser("due", help="the date a limit gives, with its steps; no database is needed")
    due.add_argument("limit", help="such as BAIL-02")
    due.add_argument(
        "--from", dest="start", action=Once, type=day_or_instant, required=True, metavar="WHEN",
        help="the day or instant it runs from; of a limit that is counted back, the day it is counted back from",
    )  # fmt: skip
    due.add_argument(
        "--event", action="append", default=[], type=event_of, metavar="KIND[=VALUE]@WHEN",
        help=f"what happened to the clock: {', '.join(EVENTS)}; such as extend=6@2024-11-20",
    )  # fmt: skip
    due.add_argument("--as-of", action=Once, type=day_or_instant, metavar="WHEN", help="how things stood then")
    due.add_argument(
        "--nation", type=nation, metavar="NATION", help="whose pack of limits, england or wales; else the limit's own"
    )
    due.add_argument(
        "--when", action="append", default=[], type=circumstance, metavar="CIRCUMSTANCE",
        help=f"a circumstance that the amount turns on: {', '.join(Circumstance)}",
    )  # fmt: skip
    add_json(due)
    due.set_defaults(run=run_due)
    explain = commands.add_parser("explain", help="every clock of a case, or of one milestone, with its steps")
    explain.add_argument("case", help="the crime reference")
    explain.add_argument("milestone", nargs="?", help="a milestone kind such as abe_interview")
    explain.add_argument("--out", type=Path, metavar="FILE", help="put it on paper (PDF); logged as a disclosure")
    explain.add_argument("--recipient", default="", metavar="WHO", help="for whom the paper is, for the log")
    explain.add_argument("--reason", default="", metavar="WHY", help="what it is for, for the log")
    add_database(explain)
    add_json(explain)
    explain.set_defaults(run=run_explain)


def run_due(options: argparse.Namespace) -> int:
    """Count a limit from a day, or back from it."""
    rules = shipped_rules()
    start: When = options.start
    limit = _limit(options, rules)
    rule = rule_of(limit)
    if options.as_of is not None and not rule.backwards and is_earlier(options.as_of, start):
        raise RuleBroken("as_of_before_start", on=options.as_of, started_on=start)
    measure, calendar = rule.measure_for(frozenset(options.when)), rules.calendar(rule.calendar)
    try:
        events, later = _events(options, limit, rules, measure, calendar)
        standing = derive(events, measure, calendar)
        steps = clock_steps(events, measure, calendar, limit, because=events_in_words(limit, rules), recorded=False)
    except (OverflowError, ValueError):
        raise RuleBroken("date_too_far", on=start) from None
    said = steps_in_words(steps, limit, rules, wording.when_in_zone)
    whens = [start, options.as_of, *(when for event in options.event for when in (event.on, event.to))]
    notes = [*notes_of(limit, standing, rules, _day(start), whens), *not_counted(later)]
    if options.json:
        say_json(_due_data(limit, standing, calendar, said) | {"notes": notes})
    else:
        lines = _due_lines(limit, standing, calendar, said)
        say("\n".join([*lines, *(line for note in notes for line in paragraph(note, width()))]))
    return 0


def _due_data(
    limit: Limit, standing: Standing, calendar: WorkingCalendar, said: Sequence[StepRow]
) -> dict[str, object]:
    begun = said[0].gives_day or standing.started
    answer: dict[str, object] = {
        "limit": limit.id, "name": limit.name, "kind": limit.amount_kind, "starts": begun, "due": standing.due,
        "first_due": standing.first_due, "alarm": standing.alarm, "state": standing.state,
        "provisional": standing.provisional, "to_be_confirmed": limit.to_be_confirmed or limit.suggestion,
        "version": limit.version, "confidence": limit.confidence, "source": source_in_words(limit),
        "calendar": calendar.name, "calendar_version": calendar.version, "basis": limit.basis,
        "steps": [step_data(step) for step in said],
    }  # fmt: skip
    if standing.due is None:
        answer["why"] = wording.unknown(standing.unknown, wording.shown(_span_of(calendar), iso))
    return answer


def _due_lines(limit: Limit, standing: Standing, calendar: WorkingCalendar, said: Sequence[StepRow]) -> list[str]:
    due = f"due: not known ({wording.unknown(standing.unknown, _span_of(calendar))})"
    if standing.due is not None:
        due = f"due {wording.when_in_zone(standing.due)}"
    if standing.state is not ClockState.RUNNING:
        due = f"{due}, {wording.term(standing.state)}"
    counted_by = f"version {limit.version} of the limit; {wording.term(calendar.name)}, version {calendar.version}"
    columns = width()
    return [
        *paragraph(f"{limit.id} {limit.name} ({wording.term(limit.amount_kind)})", columns),
        *paragraph(due, columns),
        *step_lines(said, columns),
        *paragraph(f"{source_in_words(limit)}; {limit.basis}; {counted_by}", columns),
    ]


def _span_of(calendar: WorkingCalendar) -> dict[str, object]:
    return {"calendar": calendar.name, "known_from": calendar.first, "known_to": calendar.last}


def run_explain(options: argparse.Namespace) -> int:
    """Explain the dates of a case, in words, as data, or on paper."""
    if options.out is not None and not (options.recipient and options.reason):
        raise RuleBroken("copy_needs_recipient_and_reason")
    with opened(options) as tracker:
        by = who(tracker).officer_id
        if options.out is not None:
            return _print(options, tracker, by)
        found: tuple[Why, ...] = tracker.ask(WhyQuestion(by, options.case, options.milestone))
    if options.json:
        say_json([why_data(why) for why in found])
        return 0
    blocks = ["\n".join(why_lines(why, width())) for why in found]
    say("\n\n".join(blocks) or "No clock runs here.")
    return 0


def _print(options: argparse.Namespace, tracker: Tracker, by: str) -> int:
    check_writable_with_cover(options.out)
    about = About(PaperKind.WHY, options.case, options.milestone or "")
    request = PrintPaper(by, about, options.recipient, options.reason)
    write_paper(options, cast(PrintedPaper, tracker.do(request).result))
    return 0


def _limit(options: argparse.Namespace, rules: RuleBook) -> Limit:
    """Give the limit that is meant, in force on the day it is counted from.

    Raises:
        RuleBroken: there is none, or it has no number to count by; then its name says what the duty is.
    """
    versions = rules.pack.versions(_limit_id(options.limit, rules))
    own = versions[0].nations
    nation = options.nation or (Nation.ENGLAND if Nation.ENGLAND in own else own[0])
    try:
        limit = rules.pack.limit(versions[0].id, _day(options.start), nation)
    except RuleBroken as refused:
        raise other_law(refused, versions[0], _day(options.start), rules) from None
    if limit.clock is None:
        raise no_date(limit)
    return limit


def _events(
    options: argparse.Namespace, limit: Limit, rules: RuleBook, measure: Measure, calendar: WorkingCalendar
) -> tuple[list[ClockEvent], list[ClockEvent]]:
    """Give what happened until the day asked for, by its day, and what happened later, which is not counted.

    Raises:
        RuleBroken: before the start; or what cannot happen to a clock of this limit that stands so.
    """
    rule, present = rule_of(limit), measure.amount
    told, later = [happened(ClockEventKind.STARTED, options.start)], []
    for event in sorted(options.event, key=lambda event: _instant(event.on)):
        if not rule.backwards and is_earlier(event.on, options.start):
            raise RuleBroken("event_before_start", on=event.on, started_on=options.start)
        by_hand = event.kind in (ClockEventKind.PAUSED, ClockEventKind.RESCHEDULED)
        if by_hand and (limit.locked or rule.clock_class is ClockClass.PERIOD):
            what = "pause" if event.kind is ClockEventKind.PAUSED else "reschedule"
            code = f"{what}_fixed_by_law" if limit.locked else f"{what}_of_period"
            raise RuleBroken(code, kind=limit.amount_kind, basis=limit.basis)
        if options.as_of is not None and is_earlier(options.as_of, event.on):
            later.append(event)
            continue
        check_happening(event, derive(told, measure, calendar), limit, present, rules)
        told.append(event)
        present = event.amount or present
    return told, later


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)


def _limit_id(said: str, rules: RuleBook) -> str:
    """Give the id of a limit as it is written in the pack, however it was typed."""
    return next((limit.id for limit in rules.pack.limits if limit.id.casefold() == said.casefold()), said)


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when
