"""The suspects of a demo case from identified to bail or release, and its devices from seized to returned."""

from datetime import date, timedelta

from tracker.demo.bail_and_release import Dealt
from tracker.demo.cast import Drift, Ending, Gap
from tracker.demo.opening_days import Opening
from tracker.demo.script import Script
from tracker.demo.story import CASE, NEVER, About, Arrested
from tracker.demo.telling import tell
from tracker.terms import BailEventKind, CaseKind, RiskGrade

# How far through the laboratory's time a device has reached each stage.
STAGES = (
    ("device_queued", 0.12),
    ("device_allocated", 0.28),
    ("device_imaged", 0.5),
    ("device_analysed", 0.74),
    ("device_graded", 0.86),
    ("device_victim_check", 0.93),
    ("device_report_issued", 1.0),
)
AT_ONCE = frozenset({RiskGrade.VERY_HIGH, RiskGrade.HIGH})
REPORT_LIMITS = ("DIG-05", "DIG-06")


def deal_with_suspects(script: Script, opening: Opening) -> tuple[Dealt, ...]:
    """Write how the suspects were found and interviewed, and what was taken from them."""
    dates, longer = script.dates, script.gaps.get(Gap.SUSPECT, 0)
    started = opening.allocated
    if script.cast.kind is CaseKind.ONLINE_ABUSE:
        started = _execute_warrant(script, started)
    identified = dates.after(started, longer, longer + 5)
    script.found = identified
    dealt: tuple[Dealt, ...] = ()
    if script.suspects:
        script.happen("suspect_identified", identified)
        slow = script.rng.randint(80, 100) if script.has(Drift.SUSPECT_WAS_INTERVIEWED_LATE) else 0
        dealt = tuple(_interview(script, about, dates.after(identified, slow)) for about in script.suspects)
    first = min((each.on for each in dealt), default=identified)
    for device in script.devices:
        _follow_device(script, device, dates.after(first, 0, 2))
    return dealt


def _execute_warrant(script: Script, started: date) -> date:
    dates = script.dates
    scored = script.happen("risk_scored", dates.after(started, 0, 1))
    script.happen("risk_safeguarding_check", dates.in_time("RISK-02", scored))
    due = dates.last("RISK-01", scored)
    executed = dates.in_time("RISK-01", scored, haste=0.5)
    if script.has(Drift.WARRANT_WAITS):
        executed = NEVER
        script.replan("warrant_executed", CASE, ("RISK-01",), due, NEVER)
    script.wait("warrant_executed", CASE, due, executed)
    return script.happen("warrant_executed", executed)


def _interview(script: Script, suspect: About, earliest: date) -> Dealt:
    dates = script.dates
    on = dates.after(earliest, 1, 6)
    bail = script.has(Drift.BAIL_CHECKS_MISSED, Drift.BAIL_RAN_OUT) or script.chance(0.4)
    arrested = bail or script.chance(0.3)
    released = _release(script) if bail else None
    missed = script.has(Drift.FAMILY_NOT_TOLD) and suspect.number == 0
    if arrested:
        script.add(on, Arrested(suspect, on, released))
        tell(script, suspect, "victim_told_of_arrest", "VIC-01", on, missed=missed)
    script.happen("suspect_interviewed", on, suspect)
    script.needed_for_file.append(on)
    tell(script, suspect, "victim_told_of_interview", "VIC-01b", on, missed=missed and not arrested)
    if arrested:
        if not bail:
            script.happen("released_under_investigation", on, suspect)
        tell(script, suspect, "victim_told_of_release", "VIC-02", on, missed=False)
    return Dealt(on, arrested, released)


def _release(script: Script) -> BailEventKind:
    """Give how a suspect is released on bail: now and then for a charging decision at once."""
    may = script.cast.ending is not Ending.NO_FURTHER_ACTION and script.cast.drifts
    if may and not script.has(Drift.BAIL_CHECKS_MISSED, Drift.BAIL_RAN_OUT) and script.chance(0.12):
        return BailEventKind.RELEASED_FOR_CHARGING
    return BailEventKind.RELEASED_ON_BAIL


def _follow_device(script: Script, device: About, seized: date) -> None:
    dates = script.dates
    script.happen("device_seized", seized, device)
    script.happen("device_triaged", seized, device)
    submitted = dates.in_time("DIG-02", seized)
    first = device.number == 0
    if script.has(Drift.DEVICE_NOT_SUBMITTED) and first:
        script.wait("device_submitted", device, dates.last("DIG-02", seized), NEVER)
        submitted = NEVER
    script.happen("device_risk_scored", submitted, device)
    script.happen("device_submitted", submitted, device)
    accepted = script.happen("device_accepted", dates.in_time("DIG-03", submitted), device)
    reported = _through_laboratory(script, device, submitted, accepted)
    _check_meanwhile(script, device, seized, reported)
    reviewed = script.happen("device_reviewed", dates.after(reported, 2, 10), device)
    script.happen("device_returned", dates.after(reviewed, 4, 14), device)
    script.needed_for_file.append(reviewed)


def _through_laboratory(script: Script, device: About, submitted: date, accepted: date) -> date:
    """Give the day of the report; it never comes for a device that is stuck on the way."""
    dates = script.dates
    if submitted >= NEVER:
        return NEVER
    high = script.cast.risk in AT_ONCE
    due = dates.last("DIG-05" if high else "DIG-06", submitted)
    days = script.rng.randint(13, 24) if high else script.rng.randint(48, 78)
    first = device.number == 0
    stuck_at = ""
    if script.has(Drift.WAS_ANALYSED_LATE) and first:
        days = script.rng.randint(170, 250)
    if script.has(Drift.DEVICE_AT_LABORATORY) and first:
        stuck_at = script.rng.choice(("device_allocated", "device_analysed", "device_analysed", "device_report_issued"))
        days = max(days, (script.end - submitted).days - 3) if stuck_at == "device_report_issued" else days
    report = NEVER
    for kind, share in STAGES:
        on = dates.worked(accepted + timedelta(days=round(days * share)))
        if kind == "device_allocated":
            on = min(on, dates.in_time("DIG-04", accepted))
        if kind == stuck_at:
            break
        report = script.happen(kind, on, device)
    report = NEVER if stuck_at else report
    if stuck_at:
        script.replan("device_report_issued", device, REPORT_LIMITS, due, NEVER)
    script.wait("device_report_issued", device, due, report)
    return report


def _check_meanwhile(script: Script, device: About, seized: date, until: date) -> None:
    dates = script.dates
    checked = seized
    stop = script.last_seen(35, 90) if script.has(Drift.DEVICE_CHECKS_MISSED) else NEVER
    while seized < NEVER:
        checked = dates.worked_before(checked + timedelta(days=script.rng.randint(24, 28)))
        if checked >= min(until, stop, script.end):
            return
        script.happen("device_safeguarding_check", checked, device)
