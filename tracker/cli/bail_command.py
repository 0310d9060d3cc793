"""`bail`: the applicable bail period from its events, without a database: when it ends, and who may extend it next."""

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from tracker import wording
from tracker.cli.opening import add_json, day
from tracker.cli.output import say, say_json
from tracker.cli.why_lines import iso, paragraph, step_data, step_lines, width
from tracker.domain.bail import BailEvent, BailStanding, NextExtension
from tracker.domain.bail_in_words import (
    bail_steps_in_words,
    is_to_be_confirmed,
    no_day_in_words,
    no_end_in_words,
    readings,
    refused_in_words,
    unsure_limits,
    who_may,
)
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_regime import COURT, NO_LIMIT, SENIOR_OFFICER, ladder_for
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.rules_in_force import shipped_rules
from tracker.terms import BailEventKind, InvestigatingBody, Rank

COMMAND_LINE = "command line"
NEVER_RECORDED = datetime.min.replace(tzinfo=UTC)
ACTING = "acting"
CASES = {"standard": InvestigatingBody.POLICE} | {
    body.value: body for body in InvestigatingBody if body is not InvestigatingBody.POLICE
}
KINDS = {
    "street": BailEventKind.STREET_BAIL,
    "release-37-7-a": BailEventKind.RELEASED_FOR_CHARGING,
    "release-37-7-b": BailEventKind.RELEASED_ON_BAIL,
    "rui": BailEventKind.RELEASED_UNDER_INVESTIGATION,
    "extend": BailEventKind.EXTENDED,
    "designate": BailEventKind.DESIGNATED,
    "apply-court": BailEventKind.COURT_APPLIED,
    "court-to": BailEventKind.COURT_EXTENDED,
    "court-add": BailEventKind.COURT_ADDED,
    "court-refuse": BailEventKind.COURT_REFUSED,
    "dpp-request": BailEventKind.CPS_REQUESTED,
    "dpp-met": BailEventKind.CPS_REQUEST_MET,
    "hospital-in": BailEventKind.IN_HOSPITAL,
    "hospital-out": BailEventKind.OUT_OF_HOSPITAL,
    "return": BailEventKind.RETURN_DATE_SET,
    "align": BailEventKind.ALIGNED,
    "charge": BailEventKind.CHARGED,
    "nfa": BailEventKind.NO_FURTHER_ACTION,
    "end": BailEventKind.ENDED,
}
NAMES = {kind: name for name, kind in KINDS.items()}
RANKS = {rank.value.replace("_", "-"): rank.value for rank in Rank} | {
    "acc": Rank.ASSISTANT_CHIEF_CONSTABLE.value,
    "commander": Rank.ASSISTANT_CHIEF_CONSTABLE.value,
    "senior-officer": SENIOR_OFFICER,
}
VALUES = {
    BailEventKind.EXTENDED: "RANK[:acting]",
    BailEventKind.COURT_EXTENDED: "12",
    BailEventKind.COURT_ADDED: "3",
    BailEventKind.RETURN_DATE_SET: "DATE",
    BailEventKind.ALIGNED: "DATE",
}
RELEASES = (
    BailEventKind.STREET_BAIL,
    BailEventKind.RELEASED_ON_BAIL,
    BailEventKind.RELEASED_FOR_CHARGING,
    BailEventKind.RELEASED_UNDER_INVESTIGATION,
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = commands.add_parser(
        "bail", help="the applicable bail period of an arrest from its events; no database is needed"
    )
    words.add_argument("--arrest", type=day, required=True, metavar="DATE", help="the arrest for the original offence")
    words.add_argument("--case", choices=list(CASES), default="standard", help="who investigates; standard: the police")
    known = ", ".join(f"{name}={VALUES[kind]}" if kind in VALUES else name for name, kind in KINDS.items())
    words.add_argument(
        "--event", action="append", default=[], type=_event, metavar="KIND[=VALUE]@DATE",
        help=f"what happened: {known}. Ranks: {', '.join(RANKS)}. Where none comes first, a release on "
        "bail (release-37-7-b) on the day of the arrest is taken for granted",
    )  # fmt: skip
    words.add_argument("--as-of", type=day, metavar="DATE", help="how it stands on that day")
    add_json(words)
    words.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Reckon a bail period and print how it stands."""
    rules = shipped_rules()
    if options.as_of is not None and options.as_of < options.arrest:
        raise RuleBroken("as_of_before_start", on=options.as_of, started_on=options.arrest)
    body = CASES[options.case]
    try:
        events = _with_a_release(options.arrest, options.event, rules, body, options.as_of)
        standing = reckon(options.arrest, events, rules, body, options.as_of)
    except (OverflowError, ValueError):
        raise RuleBroken("date_too_far", on=options.arrest) from None
    if options.json:
        say_json(_as_data(standing, options.arrest, body, rules))
    else:
        say("\n".join(_as_lines(standing, rules)))
    return 0


def _as_data(standing: BailStanding, arrested_on: date, body: InvestigatingBody, rules: RuleBook) -> dict[str, object]:
    limit = ladder_for(arrested_on, body, rules).first or rules.pack.versions(NO_LIMIT)[-1]
    data: dict[str, object] = {
        "limit": limit.id, "kind": limit.amount_kind, "regime": standing.regime, "state": standing.state,
        "since": standing.since, "starts": standing.starts, "begins": standing.begins, "due": standing.ends,
        "ends": standing.ends, "had_ended": standing.had_ended,
        "earliest": standing.earliest, "returns": standing.returns, "suspended": _is_suspended(standing),
        "months": standing.months, "extensions": standing.extensions, "designated": standing.designated,
        "pending_since": standing.pending_since, "oral_hearing": standing.oral_hearing,
        "next_extension": _next_as_data(standing.following), "alternative": _next_as_data(standing.alternative),
        "refused": [
            {"event": NAMES[one.event.kind], "on": one.event.happened_on, "reason": refused_in_words(one, iso),
             "code": one.code}
            for one in standing.refused
        ],
        "to_be_confirmed": is_to_be_confirmed(standing, rules),
        "readings": [wording.BAIL_READINGS[code] for code in readings(standing)],
        "steps": [step_data(step) for step in bail_steps_in_words(standing.steps, iso)],
    }  # fmt: skip
    return data if standing.ends is not None else data | {"why": no_end_in_words(standing, iso)}


def _next_as_data(following: NextExtension | None) -> dict[str, object] | None:
    if following is None:
        return None
    data: dict[str, object] = {
        "rank": following.rank, "who": who_may(following.rank), "to": following.to, "longer_to": following.longer_to,
        "before": following.before, "lodge_by": following.lodge_by, "limit": following.limit_id,
        "needs_designation": following.needs_designation, "basis": following.basis,
    }  # fmt: skip
    return data | {"why": no_day_in_words(following, iso)} if following.why else data


def _as_lines(standing: BailStanding, rules: RuleBook) -> list[str]:
    columns = width()
    said: list[str] = [f"{wording.term(standing.state)}, {wording.term(standing.regime)}", *_dates(standing)]
    if standing.following is not None:
        said.append(f"next: {_next_in_words(standing.following)}")
    if standing.alternative is not None:
        said.append(f"or: {_next_in_words(standing.alternative)}")
    if standing.oral_hearing:
        said.append("the court hears its next extension orally if either side asks")
    said += [
        f"not counted: {NAMES[one.event.kind]} on {wording.day(one.event.happened_on)}. {refused_in_words(one)}"
        for one in standing.refused
    ]
    said += [f"to be confirmed by the force: {wording.BAIL_READINGS[code]}" for code in readings(standing)]
    said += [f"to be confirmed by the force: {limit.id} {limit.name}" for limit in unsure_limits(standing, rules)]
    lines = [line for text in said for line in paragraph(text, columns)]
    return [*lines, *step_lines(bail_steps_in_words(standing.steps, wording.day), columns)]


def _dates(standing: BailStanding) -> list[str]:
    dates = [f"bail start date {wording.day(standing.starts)}"]
    if standing.ends is None:
        dates.append(f"no end: {no_end_in_words(standing)}")
    else:
        dates.append(f"ends at the end of {wording.day(standing.ends)}")
    if standing.earliest is not None and standing.earliest != standing.ends:
        dates.append(f"by the earlier reading, and for alarms: {wording.day(standing.earliest)}")
    if standing.begins is not None and standing.begins != standing.starts:
        dates.insert(1, f"the period begins {wording.day(standing.begins)}")
    if standing.returns is not None and standing.returns != standing.ends:
        dates.append(f"return date {wording.day(standing.returns)}")
    if standing.pending_since is not None:
        dates.append(f"application to the court of {wording.day(standing.pending_since)} not decided yet")
    return dates


def _next_in_words(following: NextExtension) -> str:
    longer = f" or {wording.day(following.longer_to)}" if following.longer_to is not None else ""
    lodge = f"; lodge by {wording.day(following.lodge_by)}" if following.lodge_by is not None else ""
    lodge = f"; {no_day_in_words(following)}" if following.why else lodge
    first = "; the DPP must first designate the case" if following.needs_designation else ""
    to = f", to {wording.day(following.to)}{longer}" if following.to is not None else ""
    before = f", on or before {wording.day(following.before)}" if following.before is not None else ""
    return f"{who_may(following.rank)}{to}{before}{lodge}{first} ({following.limit_id}, {following.basis})"


def _is_suspended(standing: BailStanding) -> bool:
    return standing.no_end_because in ("with_cps", "in_hospital")


def _with_a_release(
    arrested_on: date, events: list[BailEvent], rules: RuleBook, body: InvestigatingBody, as_of: date | None
) -> list[BailEvent]:
    """Give the events with a release on the day of the arrest, unless the first that counts is a release itself.

    What the law refuses, or what lies after the day asked about, says nothing about the release.
    """
    granted = _made(BailEventKind.RELEASED_ON_BAIL, arrested_on)
    in_order = sorted(events, key=lambda event: event.happened_on)
    for place, event in enumerate(in_order):
        if as_of is not None and event.happened_on > as_of:
            break
        by_itself = event.kind in RELEASES
        before = [event] if by_itself else [granted, *in_order[: place + 1]]
        if any(one.event is event for one in reckon(arrested_on, before, rules, body, as_of).refused):
            continue
        return events if by_itself else [granted, *events]
    return [granted, *events]


def _event(text: str) -> BailEvent:
    what, _, when = text.rpartition("@")
    name, _, value = what.partition("=")
    if name not in KINDS or not when:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no event; write KIND[=VALUE]@DATE with KIND one of {', '.join(KINDS)}"
        )
    kind = KINDS[name]
    event = _made(kind, day(when))
    if (kind in VALUES) != bool(value):
        raise argparse.ArgumentTypeError(
            f"{text!r}: write {name}={VALUES[kind]}@DATE" if kind in VALUES else f"{text!r}: {name} takes no value"
        )
    return _READ[kind](event, value, text) if kind in VALUES else event


def _with_rank(event: BailEvent, value: str, text: str) -> BailEvent:
    rank, _, acting = value.casefold().replace("_", "-").partition(":")
    if rank not in RANKS or acting not in ("", ACTING):
        raise argparse.ArgumentTypeError(f"{text!r}: the rank is one of {', '.join(RANKS)}, with :acting behind it")
    return replace(event, authority=RANKS[rank], acting=bool(acting))


def _with_months(event: BailEvent, value: str, text: str) -> BailEvent:
    if re.fullmatch("[0-9]{1,3}", value) is None:
        raise argparse.ArgumentTypeError(f"{text!r}: say the months as a number")
    return replace(event, authority=COURT, months=int(value))


def _with_day(event: BailEvent, value: str, _text: str) -> BailEvent:
    return replace(event, until=day(value))


def _made(kind: BailEventKind, on: date) -> BailEvent:
    return BailEvent("", "", "", kind, on, NEVER_RECORDED, COMMAND_LINE)


_READ: dict[BailEventKind, Callable[[BailEvent, str, str], BailEvent]] = {
    BailEventKind.EXTENDED: _with_rank,
    BailEventKind.COURT_EXTENDED: _with_months,
    BailEventKind.COURT_ADDED: _with_months,
    BailEventKind.RETURN_DATE_SET: _with_day,
    BailEventKind.ALIGNED: _with_day,
}
