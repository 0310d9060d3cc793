"""Why a date is what it is: the words of each step of a count."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from tracker.english.dates import UNITS
from tracker.english.filling import amount_of, filled
from tracker.english.terms import TERMS
from tracker.terms import LimitKind

STEPS: dict[str, str] = {
    "back_business_days_next": "{amount} back; day one is the business day before[, {day_one}]",
    "back_business_days_same": "{amount} back, beginning with this day[: day one is {day_one}]",
    "back_calendar_days_next": "{amount} back; day one is the day before[, {day_one}]",
    "back_calendar_days_same": "{amount} back, beginning with this day",
    "back_hours": "{amount} back, through nights and weekends",
    "back_months_next": "{amount} back from this day",
    "back_months_same": "{amount} back, beginning with this day",
    "back_working_days_next": "{amount} back; day one is the working day before[, {day_one}]",
    "back_working_days_same": "{amount} back, beginning with this day[: day one is {day_one}]",
    "bail_aligned": "return date aligned with other bail",
    "bail_arrested": "arrested",
    "bail_begins_with_release": "released on bail otherwise: the period begins on this day",
    "bail_begins_with_request": "the CPS asked for more: the period begins on this day",
    "bail_charged": "charged: bail before charge is over",
    "bail_court_added": "the court added {amount} to the end",
    "bail_court_applied": "application lodged with the court before the end; until it is decided the period runs on",
    "bail_court_applied_late": "application lodged with the court, with {amount} left; {lead} are advised, and the "
    "court may refuse one that could have been made earlier. Until it is decided the period runs on",
    "bail_court_applied_left": "application lodged with the court, with {amount} left; until it is decided the period "
    "runs on",
    "bail_court_extended": "the court extended it to the end of {amount} from the bail start date",
    "bail_court_refused": "the court refused an extension: the end stays",
    "bail_court_refused_late": "the court refused an extension: the period ends on this day",
    "bail_cps_requested": "the CPS asked for more: the period runs again from this day on",
    "bail_cps_requested_floor": "the CPS asked for more with too few days left: the period ends after {amount} "
    "beginning with this day",
    "bail_designated": "the DPP designated the case as exceptionally complex",
    "bail_ended": "bail ended",
    "bail_extended": "extended to the end of {amount} from the bail start date, on the authority of: {authority}",
    "bail_extended_acting": "extended to the end of {amount} from the bail start date, on the authority of: acting "
    "{authority}; that an acting rank may is to be confirmed by the force's legal adviser",
    "bail_from_sheet": "the end as it stands on the unit's sheet; who authorised it is not known",
    "bail_in_hospital": "admitted to hospital: suspended if still an in-patient on the day the period would end",
    "bail_no_further_action": "no further action: bail is over",
    "bail_no_limit": "released on bail: the law of that time sets no limit",
    "bail_not_begun": "released for a charging decision, and not on bail before: the period does not begin",
    "bail_out_of_hospital": "discharged from hospital: the stay did not cover the end, so it changes nothing",
    "bail_out_of_hospital_counted": "discharged from hospital: {amount} as an in-patient do not count",
    "bail_released": "released on bail",
    "bail_released_again": "released on bail again: the same period goes on",
    "bail_released_for_charging_no_limit": "released on bail for a charging decision",
    "bail_request_met": "the request of the CPS is met: suspended again from the next day on",
    "bail_return_set": "return date set",
    "bail_runs_again_with_release": "released on bail otherwise: the period runs again from this day on",
    "bail_still_suspended": "released for a charging decision again: it stays suspended",
    "bail_street": "released on street bail: one period with bail from a station",
    "bail_suspended": "released for a charging decision: suspended from the next day on",
    "bail_under_investigation": "released under investigation: no period runs, and no limit",
    "begins": "the count begins {days} day after the event",
    "business_days_next": "{amount}; day one is the next business day[, {day_one}]",
    "business_days_same": "{amount} beginning with this day[: day one is {day_one}]",
    "calendar_days_next": "{amount}; day one is the day after[, {day_one}]",
    "calendar_days_same": "{amount} beginning with this day, which is day one",
    "clocks_back": "the clocks went back in between: the hours run on, so it ends at {at}, not at {instead}",
    "clocks_forward": "the clocks went forward in between: the hours run on, so it ends at {at}, not at {instead}",
    "corrected": "the start is corrected[ from {start_was}][ to {start}][: {reason}][; due before: {was}]"
    "[; approved by {approved_by}]",
    "day_off": "{name}, not worked",
    "day_off_computed": "{name}, not worked (computed, not announced yet)",
    "earlier_reading": "read strictly, it ends on {alarm}; alarms and return dates go by that day",
    "extended": "extended[ on the authority of {authority}][ to {total} in all][: {reason}][; ended before: {was}]"
    "[; approved by {approved_by}]",
    "held": "the date that was set stays; the count alone gives {computed}",
    "hours": "{amount}, through nights and weekends",
    "hours_from_day": "counted from the first instant of the day",
    "months_next": "{amount} from this day, to the day of the same number",
    "months_next_clamped": "{amount} from this day; the last month has no such day, so its last day",
    "months_same": "{amount} beginning with this day",
    "months_same_clamped": "{amount} beginning with this day; the last month has no corresponding date, "
    "so the period ends on its last day",
    "no_time_of_day": "the time of day is not recorded, so counted from the start of the day",
    "not_rolled": "{name}; it stays on that day: {why}",
    "ordered": "fixed by order[ of {authority}][: {reason}][; before: {was}][; approved by {approved_by}]",
    "pause": "paused[ until {until}][: {cause}][; {reason}][; {whose}][; to be looked at again on {review_on}]"
    "[; approved by {approved_by}]",
    "paused": "paused until {until}",
    "paused_days": "paused until {until}: {count} not counted",
    "period_had_ended": "the period had ended on {end}, before this",
    "provisional": "provisional: it rests on [{days}, ]a bank holiday that is computed and not announced yet",
    "recalculated": "counted anew[ by {calendar}, version {version} in place of {version_was}][: {reason}]"
    "[; before: {was}]",
    "reckoned": "the end is worked out anew[: {reason}][; before: {was}]",
    "reopened": "taken up again[: {reason}]",
    "rescheduled": "re-planned[: {reason}][; before: {was}][; asked for by {asked_by}][; approved by {approved_by}]",
    "resumed": "runs again[: {reason}]",
    "resumed_added": "runs again[: {reason}]; {amount} not counted",
    "resumed_days_off": "runs again[: {reason}]; the pause adds nothing, for none of its days is worked",
    "resumed_fixed": "runs again[: {reason}]; the date is fixed, and no pause moves it",
    "resumed_hours": "runs again[: {reason}]; {hours} not counted",
    "resumed_nothing": "runs again[: {reason}]; the pause adds nothing, for the days to be counted were over, or stood "
    "still already",
    "rolled": "not a working day, so the next working day",
    "rolled_back": "not a working day, so the working day before",
    "rolled_back_named": "{name} is not a working day, so the working day before",
    "rolled_named": "{name} is not a working day, so the next working day",
    "started": "{event}",
    "started_back": "{event}: counted back from this day",
    "stopped": "stopped: it was done",
    "stopped_because": "stopped: {reason}",
    "taken_back": "taken back: {kind}, of {of}[; {reason}]",
    "unknown": "not known: the calendar of {calendar} ends[ on {known_to},] before this day",
    "unknown_before": "not known: the calendar of {calendar} begins[ on {known_from},] after this day",
    "weekends": "{amount} of weekends in between, not worked",
    "working_days_next": "{amount}; day one is the next working day[, {day_one}]",
    "working_days_same": "{amount} beginning with this day[: day one is {day_one}]",
}

GIVES = {"bail_start": "bail start date {day}", "counted_from": "counted from {day}"}

STAYS: dict[str, str] = {
    "CODE": "a limit of the code moves to a working day only where the code says so",
    "GUID": "this guidance does not move its days",
    "LAW": "a limit fixed by law runs to its last day, whatever day of the week that is",
    "LOCAL": "this target does not move its days",
}

WEEKEND = {"5": "a Saturday", "6": "a Sunday"}

STEP_UNITS = {
    "paused": ("count", "days"),
    "resumed_hours": ("hours", "hours"),
    "weekends": ("amount", "days"),
}

STEP_ENDINGS: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "because": lambda said: bool(said.get("reason")),
    "clamped": lambda said: bool(said.get("clamped")),
    "computed": lambda said: said.get("announced") is False,
    "days": lambda said: bool(said.get("count")),
    "named": lambda said: bool(said.get("name")),
}
"""The form of a step's words with this ending is taken where what it speaks of is on record."""

STEP_REASONS: dict[str, str] = {
    "case_closed": "the case was closed",
    "does_not_apply": "it no longer applies",
    "not_required": "it was marked as not required",
    "not_taken": "the other force did not take the case, or was not asked any more",
    "start_undone": "what started it was taken back",
    "window_closed": "the time for it was over",
}

UNKNOWN: dict[str, str] = {
    "calendar_begins": "the calendar[ of {calendar}] begins[ on {known_from},] after the days it would have to count",
    "calendar_ends": "the calendar[ of {calendar}] ends[ on {known_to},] before the days it would have to count",
    "no_end_yet": "the period has no end until it is known when it runs on",
}

CONFIDENCE = (
    (r"\bM\?", "from memory, and weak"),
    (r"\bV2\b", "read in a secondary text"),
    (r"\bM\b", "from memory"),
    (r"\bV\b", "read in the official text"),
    (r" for (\d{4}) text", r" of \1"),
)


def step(code: str, values: Mapping[str, object]) -> str:
    """Give the words of one step of a count; what is not on record is left out."""
    said = dict(values)
    unit = said.get("unit") or next((unit for unit in UNITS if code.removeprefix("back_").startswith(unit)), None)
    if code in STEP_UNITS:
        name, own = STEP_UNITS[code]
        said[name] = amount_of(said[name], str(unit or own)) if name in said else ""
    elif unit is not None and isinstance(said.get("amount"), int):
        said["amount"] = said["total"] = amount_of(said["amount"], str(unit))
    if code == "not_rolled":
        day = WEEKEND.get(str(said.get("weekday")), "")
        said |= {"name": said.get("name") or day, "why": STAYS[str(said.get("kind", LimitKind.LAW))]}
    if "ours" in said:
        said["whose"] = "the wait is ours" if said["ours"] else "the wait is not ours"
    said["reason"] = step_reason(str(said.get("reason") or ""))
    if type(said.get("authority")) is str:
        said["authority"] = _authority(str(said["authority"]))
    if said.get("approved_by") == said.get("by"):
        said["approved_by"] = ""
    ending = next((ending for ending in STEP_ENDINGS if f"{code}_{ending}" in STEPS and STEP_ENDINGS[ending](said)), "")
    return filled(STEPS[f"{code}_{ending}" if ending else code], said)


def _authority(given: str) -> str:
    """Give who authorised something: a rank or the court from its code, anything else as typed."""
    return "the court" if given == "court" else TERMS.get(f"Rank.{given}", given)


def step_reason(reason: str) -> str:
    """Give the reason of something that happened to a clock: as typed, or the words of one the program gave."""
    return STEP_REASONS.get(reason, reason)


def shown(values: Mapping[str, object], written: Callable[[date | datetime], str]) -> dict[str, object]:
    """Give values with their days and instants as they are to be written, those of pairs of a name and a day too."""

    def one(value: object) -> object:
        if isinstance(value, date | datetime):
            return written(value)
        if isinstance(value, tuple):
            return ", ".join(f"{name} ({one(day)})" for name, day in value)
        return value

    return {name: one(value) for name, value in values.items()}


def gives(day: str, values: Mapping[str, object]) -> str:
    """Give what a step gives: the day, with its name where it has one."""
    return GIVES[str(values["gives_name"])].format(day=day) if values.get("gives_name") else day


def recorded(values: Mapping[str, object]) -> str:
    """Give when a step was recorded and by whom, where somebody recorded it."""
    approved = " and approved" if values.get("by") and values.get("by") == values.get("approved_by") else ""
    template = f"recorded{approved} {{recorded_at}}[ by {{by}}][; authorised by {{authorised_by}}]"
    return filled(template, values) if values.get("recorded_at") else ""


def unknown(code: str, values: Mapping[str, object] | None = None) -> str:
    """Give why a date is not known; nothing where it is."""
    return filled(UNKNOWN[code], values or {}) if code else ""


def confidence(printed: str) -> str:
    """Give how sure the number of a limit is, from the letters with which it is printed."""
    if printed == "-":
        return "our suggestion"
    for pattern, words in CONFIDENCE:
        printed = re.sub(pattern, words, printed)
    return printed.replace(" / ", ", in part ")
