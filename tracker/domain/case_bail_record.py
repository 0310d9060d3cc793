"""What is recorded with an event of bail: what an extension needs, and which milestone tells the same."""

from collections.abc import Mapping

from tracker.domain.bail import BailEvent
from tracker.domain.bail_regime import COURT
from tracker.errors import RuleBroken
from tracker.terms import BailCondition, BailEventKind, Representations

ARRESTED, BAIL_ENDED, NO_CHARGE = "arrested", "bail_ended", "released_without_charge"
Kind = BailEventKind

ON_BAIL = (Kind.STREET_BAIL, Kind.RELEASED_ON_BAIL, Kind.RELEASED_FOR_CHARGING, Kind.TAKEN_FROM_SHEET)
RELEASES = (
    Kind.STREET_BAIL, Kind.RELEASED_ON_BAIL, Kind.RELEASED_FOR_CHARGING, Kind.RELEASED_UNDER_INVESTIGATION,
)  # fmt: skip
BY_COURT = (Kind.COURT_EXTENDED, Kind.COURT_ADDED)
EXTENSIONS = (Kind.EXTENDED, *BY_COURT)
ENDINGS = (Kind.RELEASED_UNDER_INVESTIGATION, Kind.CHARGED, Kind.NO_FURTHER_ACTION, Kind.ENDED)

FOR_POLICE = frozenset(BailCondition)
FOR_COURT = FOR_POLICE - {BailCondition.A_GROUNDS}

# the milestone that is completed with an event, from which other limits run
MILESTONE_OF: Mapping[BailEventKind, str] = {
    Kind.STREET_BAIL: "released_on_bail",
    Kind.RELEASED_ON_BAIL: "released_on_bail",
    Kind.RELEASED_FOR_CHARGING: "released_for_charging_decision",
    Kind.RELEASED_UNDER_INVESTIGATION: "released_under_investigation",
    Kind.EXTENDED: "bail_extension_decided",
    Kind.COURT_APPLIED: "bail_court_application",
    Kind.COURT_EXTENDED: "bail_extension_decided",
    Kind.COURT_ADDED: "bail_extension_decided",
    Kind.COURT_REFUSED: "bail_extension_decided",
    Kind.CPS_REQUESTED: "cps_action_plan_received",
    Kind.CPS_REQUEST_MET: "cps_action_plan",
    Kind.RETURN_DATE_SET: "return_date_changed",
    Kind.ALIGNED: "return_date_changed",
    Kind.CHARGED: "charged",
    Kind.NO_FURTHER_ACTION: "no_further_action",
}
# the event that a milestone tells of when it is completed by itself
EVENT_OF: Mapping[str, BailEventKind] = {
    "released_on_bail": Kind.RELEASED_ON_BAIL,
    "released_for_charging_decision": Kind.RELEASED_FOR_CHARGING,
    "released_under_investigation": Kind.RELEASED_UNDER_INVESTIGATION,
    NO_CHARGE: Kind.ENDED,
    BAIL_ENDED: Kind.ENDED,
    "cps_action_plan_received": Kind.CPS_REQUESTED,
    "cps_action_plan": Kind.CPS_REQUEST_MET,
    "charged": Kind.CHARGED,
    "no_further_action": Kind.NO_FURTHER_ACTION,
}
# milestones that do not say enough to be an event of bail
NEEDS_EVENT = frozenset({"bail_extension_decided", "bail_court_application", "return_date_changed"})

BECAUSE: Mapping[BailEventKind, str] = {
    Kind.STREET_BAIL: "released on bail",
    Kind.RELEASED_ON_BAIL: "released on bail",
    Kind.RELEASED_FOR_CHARGING: "with the CPS for a charging decision",
    Kind.CPS_REQUESTED: "the CPS asked for more",
    Kind.CPS_REQUEST_MET: "with the CPS for a charging decision",
    Kind.COURT_APPLIED: "court asked to extend bail",
    Kind.COURT_REFUSED: "the court did not extend bail",
    Kind.IN_HOSPITAL: "in hospital",
    Kind.OUT_OF_HOSPITAL: "out of hospital",
    Kind.RETURN_DATE_SET: "return date",
    Kind.ALIGNED: "return date aligned with other bail",
}


def says(event: BailEvent, milestone: str) -> bool:
    """Say whether a milestone of a kind tells the same as an event."""
    return milestone in (MILESTONE_OF.get(event.kind), NO_CHARGE if event.kind is Kind.ENDED else None)


def check_recorded(event: BailEvent) -> None:
    """Refuse an extension without its authority, the conditions it rests on, or what the suspect had to say.

    Raises:
        RuleBroken: what is missing, by the field it belongs to.
    """
    if event.kind not in EXTENSIONS:
        return
    if not event.authority.strip():
        raise RuleBroken("rank_needed", field="authority")
    if (event.authority == COURT) is not (event.kind in BY_COURT):
        raise RuleBroken("authority_of_another", field="authority")
    if not event.authorised_by.strip():
        raise RuleBroken("authoriser_needed", field="authorised_by")
    needed = FOR_COURT if event.kind in BY_COURT else FOR_POLICE
    missing = ", ".join(sorted(one.value[0].upper() for one in needed - event.conditions))
    if missing:
        raise RuleBroken("conditions_needed", field="conditions", missing=missing)
    if event.representations is Representations.NOT_RECORDED:
        raise RuleBroken("representations_needed", field="representations")
    if event.informed_on is not None and event.informed_on > event.happened_on:
        raise RuleBroken("informed_after_decision", field="informed_on", on=event.happened_on)
    if event.told_on is not None and event.told_on < event.happened_on:
        raise RuleBroken("told_before_decision", field="told_on", on=event.happened_on)
