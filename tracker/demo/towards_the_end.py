"""The later course of a demo case: third-party material, the file, the charging decision, court, the outcome."""

from datetime import date, timedelta

from tracker.demo.bail_and_release import Dealt, File, end_bail
from tracker.demo.cast import Drift, Ending, Gap
from tracker.demo.causes import COURT
from tracker.demo.opening_days import Opening
from tracker.demo.script import Script
from tracker.demo.story import CASE, NEVER, About, Closed, Part, Waited
from tracker.demo.telling import tell_family
from tracker.terms import CaseKind

ASKED_OF_OTHERS = {CaseKind.NEGLECT: 0.85, CaseKind.NON_RECENT_ABUSE: 0.7}
UNDULY_LENIENT = ("sentence_referral_asked", "sentence_referred")


def bring_to_an_end(script: Script, opening: Opening, dealt: tuple[Dealt, ...]) -> None:
    """Write the rest of the story, and the day on which the case is closed, if it ever is."""
    _ask_others(script, opening.allocated)
    ready = max([opening.allocated, *script.needed_for_file, *(each.on for each in dealt)])
    prepared = script.dates.after(ready, 5 + script.gaps.get(Gap.FILE, 0), 18 + script.gaps.get(Gap.FILE, 0))
    script.prepared = prepared
    if script.cast.ending is Ending.NO_FURTHER_ACTION or not script.suspects:
        decided, files = prepared, (File(NEVER, NEVER, NEVER, prepared),) * len(script.suspects)
    else:
        decided, files = _to_the_cps(script, prepared)
    for suspect, each, file in zip(script.suspects, dealt, files, strict=True):
        end_bail(script, suspect, each, file)
        _decide(script, suspect, decided)
    if script.cast.ending is Ending.CHARGED and script.suspects:
        script.charged = decided
        _go_to_court(script, decided)
    else:
        _close(script, script.dates.after(decided, 1, 6))


def _ask_others(script: Script, allocated: date) -> None:
    if not script.plans("third_party_asked"):
        return
    dates = script.dates
    wanted = script.has(Drift.THIRD_PARTY_AWAITED)
    if not wanted and not script.chance(ASKED_OF_OTHERS.get(script.cast.kind, 0.4)):
        for kind in ("third_party_asked", "third_party_received"):
            script.spare(kind, dates.after(allocated, 3, 10), CASE, "no third party holds material")
        return
    asked = script.happen("third_party_asked", dates.after(allocated, 5, 18))
    due = dates.last("CPS-13", asked)
    received = dates.in_time("CPS-13", asked)
    if wanted:
        received = NEVER
        script.replan("third_party_received", CASE, ("CPS-13",), due, NEVER)
    script.wait("third_party_received", CASE, due, received)
    script.needed_for_file.append(script.happen("third_party_received", received))


def _to_the_cps(script: Script, prepared: date) -> tuple[date, tuple[File, ...]]:
    """Give the day of the charging decision, the same for every suspect, and the file of each."""
    dates = script.dates
    script.happen("disclosure_schedules", prepared)
    accepted = dates.after(prepared, 2, 6)
    rejected = script.has(Drift.FILE_NOT_SENT_AGAIN) or script.chance(0.15)
    resubmitted = NEVER if script.has(Drift.FILE_NOT_SENT_AGAIN) else dates.in_time("CPS-03", accepted)
    sent_again = accepted
    if rejected:
        accepted = dates.after(resubmitted, 1, 5)
    asked = script.has(Drift.ACTION_PLAN_OPEN) or script.chance(0.25)
    decided = _decision_day(script, accepted)
    received = dates.after(accepted, 2, 10)
    files: list[File] = []
    for suspect in script.suspects:
        script.happen("file_to_cps", prepared, suspect)
        if rejected:
            script.happen("file_rejected", sent_again, suspect)
            script.wait("file_resubmitted", suspect, dates.last("CPS-03", sent_again), resubmitted)
            script.happen("file_resubmitted", resubmitted, suspect)
        script.happen("file_accepted", accepted, suspect)
        if asked and received < decided:
            met = _meet_action_plan(script, suspect, received, decided)
            files.append(File(prepared, received, met, decided))
        else:
            files.append(File(prepared, NEVER, NEVER, decided))
        due = dates.last("CPS-02", accepted)
        if decided >= NEVER:
            script.replan("charging_decision", suspect, ("CPS-02",), due, NEVER)
        script.wait("charging_decision", suspect, due, decided)
        script.happen("charging_decision", decided, suspect)
    return decided, tuple(files)


def _decision_day(script: Script, accepted: date) -> date:
    if script.has(Drift.CHARGING_DECISION_AWAITED, Drift.ACTION_PLAN_OPEN):
        return NEVER
    if script.has(Drift.WAS_DECIDED_LATE):
        return script.dates.late("CPS-02", accepted, 30, 170)
    last = script.dates.last("CPS-02", accepted)
    return last if last >= NEVER else script.dates.worked_before(last - timedelta(days=script.rng.randint(0, 6)))


def _meet_action_plan(script: Script, suspect: About, received: date, decided: date) -> date:
    script.happen("cps_action_plan_received", received, suspect)
    met = min(script.dates.in_time("CPS-04", received), script.dates.worked_before(decided))
    if script.has(Drift.ACTION_PLAN_OPEN):
        script.wait("cps_action_plan", suspect, script.dates.last("CPS-04", received), NEVER)
        met = NEVER
    return script.happen("cps_action_plan", met, suspect)


def _decide(script: Script, suspect: About, decided: date) -> None:
    if script.cast.ending is Ending.CHARGED:
        script.happen("charged", decided, suspect)
    else:
        script.happen("no_further_action", decided, suspect)
        script.happen("no_further_action_notice", script.dates.in_time("BAIL-17", decided), suspect)
    if decided < script.end:
        tell_family(script, suspect, "victim_told_of_decision", "VIC-04", decided)


def _go_to_court(script: Script, charged: date) -> None:
    dates = script.dates
    script.add(charged, Waited("outcome", CASE, COURT.reason, COURT.awaited, charged, COURT.next_steps[0]))
    first = dates.after(charged, 14, 28)
    for suspect in script.suspects:
        script.happen("first_court_hearing", first, suspect)
        script.happen("sent_to_crown_court", first, suspect)
    _tell_date(script, dates.after(first, 1, 4))
    pleaded = script.happen("plea_crown_court", dates.after(first, 28, 42))
    for child in script.children:
        applied = dates.in_time("CPS-09-crown", pleaded)
        if script.has(Drift.SPECIAL_MEASURES_AWAITED):
            script.wait("special_measures", child, dates.last("CPS-09-crown", pleaded), NEVER)
            applied = NEVER
        script.happen("special_measures", applied, child)
    _tell_date(script, dates.after(pleaded, 1, 6))
    longer = script.gaps.get(Gap.TRIAL, 0)
    tried = script.happen("trial", dates.after(pleaded, 140 + longer, 260 + longer))
    verdict = dates.after(tried, 3, 8)
    sentenced = dates.after(verdict, 21, 35)
    for suspect in script.suspects:
        script.happen("verdict", verdict, suspect)
        tell_family(script, suspect, "victim_told_of_outcome", "VIC-10", verdict)
        script.happen("sentenced", sentenced, suspect)
        tell_family(script, suspect, "victim_told_of_outcome", "VIC-10", sentenced)
        for kind in UNDULY_LENIENT:
            script.spare(kind, dates.after(sentenced, 2, 5), suspect, "sentence within the guideline")
    _close(script, dates.after(sentenced, 6, 9))


def _tell_date(script: Script, received: date) -> None:
    script.happen("court_date_received", received)
    if not script.children:
        script.spare("victim_told_of_court_date", received, CASE, "no child identified")
    else:
        script.happen("victim_told_of_court_date", script.dates.in_time("VIC-09", received))


def _close(script: Script, on: date) -> None:
    if on >= NEVER:
        return
    script.happen("review_before_closing", on, CASE, Part.SUPERVISOR)
    script.add(on, Closed(script.cast.outcome_code, on), Part.SUPERVISOR)
    script.closed = on
    script.closing_order = len(script.items)
