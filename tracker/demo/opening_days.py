"""The first weeks of a demo case: report, allocation, safeguarding, the doctor, the family, the ABE interview."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.actions.open_case import OpenCase
from tracker.demo.cast import Drift
from tracker.demo.script import Script
from tracker.demo.story import CASE, NEVER, About, Allocated, Opened, Part
from tracker.terms import CaseKind, Nation

TOO_YOUNG = 3
SELDOM = 0.4
NEEDS_DOCTOR = {
    CaseKind.RECENT_SEXUAL_ABUSE: 0.6,
    CaseKind.PHYSICAL_ABUSE: 0.75,
    CaseKind.NEGLECT: 0.55,
    CaseKind.NON_RECENT_ABUSE: 0.2,
    CaseKind.EXPLOITATION: 0.3,
}
SARC_AT_ONCE = CaseKind.RECENT_SEXUAL_ABUSE


@dataclass(frozen=True, slots=True)
class Opening:
    """The days by which the rest of the story goes."""

    allocated: date
    discussed: date
    conferred: tuple[date, ...]


def open_and_safeguard(script: Script) -> Opening:
    """Write the first weeks."""
    reported = script.cast.reported
    script.add(reported, Opened(_request(script), script.cast.team), Part.SUPERVISOR)
    allocated = _allocate(script, reported)
    discussed = _discuss(script, reported)
    conferred = tuple(_look_after(script, child, reported, discussed) for child in script.children)
    for child in script.children:
        _see_doctor(script, child, discussed)
    _plan(script, allocated)
    for child in script.children:
        _interview(script, child, discussed)
    return Opening(allocated, discussed, conferred)


def _request(script: Script) -> OpenCase:
    cast = script.cast
    return OpenCase(
        "",
        "",
        cast.kind,
        cast.nation,
        cast.reported,
        cast.risk,
        children=cast.children,
        suspects=cast.suspects,
        devices=cast.devices,
        restricted=cast.restricted,
    )


def _allocate(script: Script, reported: date) -> date:
    dates = script.dates
    if script.has(Drift.UNALLOCATED):
        script.wait("allocated", CASE, dates.last("SG-19", reported), NEVER)
        return NEVER
    if script.has(Drift.WAS_ALLOCATED_LATE):
        allocated = dates.after(reported, 6, 12)
        script.wait("allocated", CASE, dates.last("SG-19", reported), allocated)
    else:
        allocated = dates.in_time("SG-19", reported)
    script.add(allocated, Allocated(), Part.SUPERVISOR)
    return allocated


def _discuss(script: Script, reported: date) -> date:
    """Crime recorded, social care told, the strategy discussion held."""
    dates = script.dates
    if script.has(Drift.CRIME_NOT_RECORDED):
        script.happen("crime_recorded", dates.after(reported, 15, 60))
    else:
        script.happen("crime_recorded", dates.in_time("SG-18", reported))
    script.happen("referred_to_social_care", reported)
    script.happen("social_care_decision", dates.in_time("SG-01", reported))
    late = script.has(Drift.WAS_DISCUSSED_LATE)
    discussed = dates.late("SG-02", reported, 2, 9) if late else dates.in_time("SG-02", reported)
    script.happen("strategy_discussion", discussed)
    script.happen("strategy_record_shared", _shared(script, discussed))
    return discussed


def _shared(script: Script, discussed: date) -> date:
    return (
        script.dates.in_time("SG-03", discussed)
        if script.cast.nation is Nation.ENGLAND
        else script.dates.after(discussed, 0, 2)
    )


def _look_after(script: Script, child: About, reported: date, discussed: date) -> date:
    """The family told, the child seen; the enquiry and the conference where there is one. Give the conference's day."""
    dates = script.dates
    script.happen("written_confirmation", dates.in_time("VIC-06", reported), child)
    script.happen("victim_support_referral", dates.in_time("VIC-07", reported), child)
    needs = dates.in_time("VIC-08", reported)
    if script.has(Drift.NEEDS_NOT_ASSESSED):
        needs = dates.late("VIC-08", reported, 25, 90)
        script.wait("needs_assessment", child, dates.last("VIC-08", reported), needs, SELDOM)
    script.happen("needs_assessment", needs, child)
    script.happen("update_frequency_agreed", needs, child)
    if script.cast.kind is SARC_AT_ONCE:
        script.happen("sarc_contacted", reported, child)
    seen = dates.late("SG-04", reported, 2, 12) if script.has(Drift.WAS_SEEN_LATE) else dates.in_time("SG-04", reported)
    script.happen("child_seen_alone", seen, child)
    return _enquire(script, child, reported, discussed)


def _enquire(script: Script, child: About, reported: date, discussed: date) -> date:
    dates, welsh = script.dates, script.cast.nation is Nation.WALES
    enquiry = script.chance(0.4) or script.has(Drift.CONFERENCE_AWAITED)
    if enquiry:
        script.happen("section_47_started", discussed, child)
    if enquiry or not welsh:
        start = discussed if welsh else reported
        complete = dates.in_time("SG-07", start)
        if script.has(Drift.ASSESSMENT_AWAITED):
            script.wait("assessment_complete", child, dates.last("SG-07", start), NEVER)
            complete = NEVER
        script.happen("assessment_complete", complete, child)
    if not enquiry:
        return NEVER
    if script.has(Drift.CONFERENCE_AWAITED):
        planned = dates.last("SG-06", discussed)
        script.wait("child_protection_conference", child, planned, NEVER)
        if not welsh:
            script.happen("police_report_to_conference", dates.last("SG-12", planned), child)
        return NEVER
    soonest = NEVER if discussed >= NEVER else dates.worked(discussed + timedelta(days=8))
    conferred = script.happen("child_protection_conference", max(soonest, dates.in_time("SG-06", discussed)), child)
    if not welsh:
        script.happen("police_report_to_conference", dates.last("SG-12", conferred), child)
    if welsh:
        script.happen("outline_plan_circulated", dates.in_time("SG-11", conferred), child)
    return conferred


def _see_doctor(script: Script, child: About, discussed: date) -> None:
    dates, kind = script.dates, script.cast.kind
    if kind is CaseKind.PHYSICAL_ABUSE:
        _photograph(script, child)
    if not script.plans("medical_decided"):
        return
    decided = script.happen("medical_decided", dates.in_time("MED-01", discussed), child)
    wanted = script.has(Drift.MEDICAL_REPORT_AWAITED, Drift.WAS_REPORTED_LATE)
    if not (script.plans("medical_report") and (wanted or script.chance(NEEDS_DOCTOR.get(kind, 0)))):
        for milestone in ("medical_examined", "medical_report"):
            if script.plans(milestone):
                script.spare(milestone, decided, child, "doctor consulted: no examination needed")
        return
    if kind is CaseKind.PHYSICAL_ABUSE:
        examined = dates.in_time("MED-02", decided)
    elif kind is CaseKind.NON_RECENT_ABUSE:
        examined = dates.in_time("MED-06", decided)
    else:
        examined = dates.after(decided, 0, 2)
    script.happen("medical_examined", examined, child)
    due = dates.last("MED-07", examined)
    received = dates.in_time("MED-07", examined)
    if script.has(Drift.WAS_REPORTED_LATE):
        received = dates.after(due, 75, 115)
    if script.has(Drift.MEDICAL_REPORT_AWAITED):
        script.replan("medical_report", child, ("MED-07",), due, NEVER)
        received = NEVER
    script.wait("medical_report", child, due, received)
    script.needed_for_file.append(script.happen("medical_report", received, child))


def _photograph(script: Script, child: About) -> None:
    late = script.has(Drift.WAS_PHOTOGRAPHED_LATE)
    if not late and not script.chance(0.6):
        return
    seen = script.happen("injury_seen", script.cast.reported, child)
    script.happen("injuries_photographed", script.dates.after(seen, 3, 4) if late else seen, child)


def _plan(script: Script, allocated: date) -> None:
    """The supervisor's plan and first review, early advice, the scene."""
    dates = script.dates
    plan = NEVER if script.has(Drift.PLAN_NOT_SET) else dates.in_time("SUP-01", allocated)
    script.wait("investigation_plan", CASE, dates.last("SUP-01", allocated), plan, SELDOM)
    script.happen("investigation_plan", plan, CASE, Part.SUPERVISOR)
    script.happen("first_review", dates.in_time("SUP-02", allocated), CASE, Part.SUPERVISOR)
    if script.plans("scene") or not script.children or script.chance(0.5):
        script.happen("scene", dates.in_time("SG-20", allocated))
    if script.plans("early_advice"):
        missed = script.has(Drift.EARLY_ADVICE_NOT_CONSIDERED)
        if missed:
            due = dates.last("CPS-05", allocated)
            script.replan("early_advice", CASE, ("CPS-05",), due, NEVER)
            script.wait("early_advice", CASE, due, NEVER)
        late = script.has(Drift.WAS_ADVISED_LATE)
        considered = dates.late("CPS-05", allocated, 10, 70) if late else dates.in_time("CPS-05", allocated)
        script.happen("early_advice", NEVER if missed else considered)


def _interview(script: Script, child: About, discussed: date) -> None:
    dates, young = script.dates, script.under_ten(child)
    age = script.cast.children[child.number].age_at_report
    if age is not None and age < TOO_YOUNG:
        script.spare("abe_interview", discussed, child, "too young to be interviewed")
        script.happen("intermediary_considered", dates.in_time("ABE-03", discussed), child)
        return
    script.happen("intermediary_considered", dates.in_time("ABE-03", discussed), child)
    due = dates.last("ABE-02", discussed, under_ten=young)
    held = dates.in_time("ABE-02", discussed, under_ten=young)
    if script.has(Drift.WAS_INTERVIEWED_LATE):
        held = dates.after(due, 6, 40)
    if script.has(Drift.INTERVIEW_NOT_HELD):
        held = NEVER
        script.replan("abe_interview", child, ("ABE-02",), due, held)
    script.wait("abe_interview", child, due, held)
    script.happen("abe_plan", discussed if held >= NEVER else held, child)
    script.happen("abe_interview", held, child)
    if script.plans("personal_statement_offered"):
        script.happen("personal_statement_offered", held, child)
    recorded = script.happen("abe_record", dates.in_time("ABE-06", held), child)
    script.needed_for_file.append(recorded)
    missed = script.has(Drift.RECORDING_NOT_CHECKED)
    late = script.has(Drift.WAS_CHECKED_LATE)
    checked = dates.late("ABE-07", held, 5, 60) if late else dates.in_time("ABE-07", held)
    checked = NEVER if missed else checked
    script.wait("abe_quality_check", child, dates.last("ABE-07", held), checked, SELDOM)
    script.happen("abe_quality_check", checked, child, Part.SUPERVISOR)
    if script.plans("section_28_suitability"):
        script.happen("section_28_suitability", checked, child)
