"""`tick`: one pass of every job that is due; `alerts`: what is open; `status`: how the unit stands."""

import argparse
from collections import Counter

from tracker import wording
from tracker.bootstrap import Tracker
from tracker.cli.opening import add_database, add_json, as_of, day_or_instant, opened, who
from tracker.cli.output import say, say_columns, say_json
from tracker.errors import RuleBroken
from tracker.jobs.tick import tick
from tracker.queries.job_health import alerts_alive, clock_moved
from tracker.rows.caseload import Caseload, CaseloadQuestion
from tracker.rows.job_health import JobHealth, JobHealthQuestion, Pulse
from tracker.rows.open_alerts import AlertRow, OpenAlerts, OpenAlertsQuestion
from tracker.terms import AlertState, Severity


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    ticking = commands.add_parser("tick", help="one pass of every job that is due")
    ticking.add_argument("--as-of", type=day_or_instant, metavar="INSTANT", help="only for a demo unit")
    ticking.set_defaults(run=run_tick)
    alerts = commands.add_parser("alerts", help="the open alerts, the most serious first")
    alerts.add_argument("--as-of", type=day_or_instant, metavar="INSTANT", help="count lateness as of then")
    alerts.set_defaults(run=run_alerts)
    status = commands.add_parser("status", help="open cases, open alerts by severity, and whether alerts are alive")
    status.set_defaults(run=run_status)
    for words in (ticking, alerts, status):
        add_database(words)
        add_json(words)


def run_tick(options: argparse.Namespace) -> int:
    """Run the jobs that are due; 1 where one of them failed."""
    with opened(options, as_of(options.as_of)) as tracker:
        if options.as_of is not None and not who(tracker).demo:
            raise RuleBroken("as_of_only_in_demo")
        result = tick(tracker, tracker.time.now(), tracker.machine)
    if options.json:
        say_json(result)
    elif not result.ran:
        say("No job was due.")
    else:
        say_columns(("job", "did", "failed"), [(one.job, str(one.count), one.failure) for one in result.ran])
    return 1 if any(one.failure for one in result.ran) else 0


def run_alerts(options: argparse.Namespace) -> int:
    """List the open alerts."""
    with opened(options, as_of(options.as_of)) as tracker:
        found = _alerts(tracker)
    if options.json:
        say_json([_alert(row) for row in found.rows])
        return 0
    say_columns(
        (
            "severity", "kind", "case", "milestone", "clock", "first due", "due", "late", "held by", "told to",
            "acknowledged",
        ),
        [
            (
                wording.term(row.severity), wording.term(row.kind), row.reference, row.milestone, row.limit_id,
                wording.short_day(row.first_due) if row.first_due else "",
                wording.short_day(row.due) if row.due else "",
                wording.late(row.days_late) if row.days_late is not None else "", wording.term(row.held_by),
                ", ".join(row.told_to), _taken_on(row),
            )
            for row in found.rows
        ],
    )  # fmt: skip
    say(f"{wording.count_of(len(found.rows), 'open alert')}; {found.restricted_not_shown} restricted not shown")
    return 0


def run_status(options: argparse.Namespace) -> int:
    """Say how many cases are open, how many alerts by severity, and whether alerts are alive; 1 where they are not."""
    with opened(options) as tracker:
        found = _alerts(tracker)
        cases: Caseload = tracker.ask(CaseloadQuestion(who(tracker).officer_id))
        health: JobHealth = tracker.ask(JobHealthQuestion(who(tracker).officer_id))
        now = tracker.time.now()
    pulse, moved = health.pulse(now), health.clock_moved(now)
    code = 0 if pulse is Pulse.ALIVE else 1
    by_severity = Counter(row.severity for row in found.rows)
    counts = {severity: by_severity[severity] for severity in reversed(Severity)}
    if options.json:
        checked = {"state": pulse, "last": health.last_tick, "next": health.next_tick, "machine": health.machine}
        say_json({"open_cases": len(cases.rows), "alerts": counts, "checked": checked, "clock_moved": moved})
        return code
    say(wording.count_of(len(cases.rows), "open case"))
    for severity, number in counts.items():
        say(f"{wording.count_of(number, 'alert')}: {wording.term(severity).lower()}")
    say(f"alerts: {alerts_alive(health, now)}")
    if moved is not None:
        say(f"clock: {clock_moved(moved)}")
    return code


def _alerts(tracker: Tracker) -> OpenAlerts:
    answer: OpenAlerts = tracker.ask(OpenAlertsQuestion(who(tracker).officer_id))
    return answer


def _taken_on(row: AlertRow) -> str:
    """Say who has taken an alert on and by when they will have done what; or until when it was put off."""
    if row.state is AlertState.ACKNOWLEDGED and row.next_step_by is not None:
        return f"{row.acknowledged_by}: {row.next_step}, by {wording.short_day(row.next_step_by)}"
    if row.state is AlertState.SNOOZED and row.snoozed_until is not None:
        return f"put off until {wording.short_day(row.snoozed_until)}"
    return "not yet"


def _alert(row: AlertRow) -> dict[str, object]:
    return {
        "severity": row.severity, "kind": row.kind, "case_reference": row.reference, "milestone": row.milestone,
        "clock": row.limit_id, "clock_id": row.clock_id, "first_due": row.first_due, "due": row.due_at or row.due,
        "days_late": row.days_late, "held_by": row.held_by, "told_to": row.told_to,
        "acknowledged": row.state is AlertState.ACKNOWLEDGED, "acknowledged_by": row.acknowledged_by,
        "next_step": row.next_step, "next_step_by": row.next_step_by, "put_off_until": row.snoozed_until,
        "reason": row.reason, "raised_at": row.raised_at, "climbs_on": row.climbs_on, "alert_id": row.alert_id,
    }  # fmt: skip
