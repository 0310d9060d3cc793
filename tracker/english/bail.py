"""Bail: who may extend it, why it has no end, and the readings it rests on."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from tracker.english.filling import filled, plain
from tracker.english.steps import UNKNOWN, unknown
from tracker.terms import Rank

BAIL_STEPS: dict[str, str] = {
    "adds": "{name}, {amount} more",
    "designation": "The DPP must first designate the case as exceptionally complex (PACE 1984 s.47ZE).",
    "instead": "Or this instead of the one above.",
    "longer": "To {day} where the work is unlikely to finish otherwise.",
    "to": "{name}, to {amount}",
    "until": "{name}: {day}",
}

BAIL_WITHOUT_ARREST = {
    "what": "Record the arrest, and who authorised what",
    "who": "officer in the case",
    "note": "The date is as on the unit's spreadsheet; without the arrest nobody can say who may extend it.",
}

BAIL_READINGS: dict[str, str] = {
    "acting_rank": "an acting rank carries the authority of the rank",
    "added_by_court": "months added by the court are counted from the last day of the period; alarms also go by the "
    "bail start date",
    "extended_after_standing_still": "days on which the period stood still also lengthen a later extension",
    "hospital_days": "in hospital, the day of admission counts as a day as an in-patient and the day of discharge does "
    "not; alarms go by one day less",
    "month_without_the_day": "two readings of the end are possible; alarms and return dates go by the earlier",
    "part_days": "the day of the release for a charging decision, and the day a request of the CPS is met, still count",
    "released_while_suspended": "a release on bail otherwise ends the suspension, without seven days being secured",
}

NO_BAIL_END: dict[str, str] = {
    "court_deciding": "on {since} it went past its last day, and it goes on until the court decides",
    "ended": "bail ended on {since}[; the period had ended on {had_ended}, before that]",
    "in_hospital": "suspended since {since}: the suspect was an in-patient on the day the period would have ended",
    "no_limit": "the law of the time of the arrest sets no limit",
    "not_begun": "the period has not begun: released on {since} for a charging decision, and not on bail before",
    "not_released": "no release on bail is recorded",
    "under_investigation": "released under investigation on {since}: no period runs[; the period had ended on "
    "{had_ended}, before that]",
    "with_cps": "suspended since {since}: the CPS has the file",
}

NO_LODGING_DAY: dict[str, str] = {
    "calendar_begins": "the day to lodge the papers is not known: {unknown}",
    "calendar_ends": "the day to lodge the papers is not known: {unknown}",
    "court_asked": "the court was asked on {since}",
    "lodging_passed": "the day to lodge the papers, {day}, has passed",
    "stands_still": "its days are known when the period runs again",
}


def no_bail_end(code: str, since: date | str, had_ended: str | None = None) -> str:
    """Give why a bail period has no end, in words; empty where it has one."""
    return filled(NO_BAIL_END[code], {"since": since, "had_ended": had_ended}) if code else ""


def no_lodging_day(code: str, values: Mapping[str, object]) -> str:
    """Give why an extension has no day by which to lodge the papers, or none at all; nothing where it has."""
    if not code:
        return ""
    return filled(NO_LODGING_DAY[code], {**values, "unknown": unknown(code, values) if code in UNKNOWN else ""})


def bail_authority(authority: Enum | str) -> str:
    """Give who may extend bail: "inspector or above", "magistrates' court"."""
    said = plain(authority)
    return f"{said} or above" if isinstance(authority, Rank) else said
