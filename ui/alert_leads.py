"""Which part of its case, and which row in it, an alert leads to."""

from tracker.terms import OF_PROTECTION, AlertKind
from ui.page_context import BAIL_PART, MILESTONE_PART, PROTECTION_PART, part_of_case


def part_of_alert(case_id: str, kind: AlertKind | None, milestone_id: str | None) -> str:
    """Give the record that leads to what an alert of a kind is about; without a kind, to the milestone."""
    if kind in OF_PROTECTION:
        return part_of_case(case_id, PROTECTION_PART, "")
    if kind is AlertKind.BAIL_ENDING:
        return part_of_case(case_id, BAIL_PART, "")
    return part_of_case(case_id, MILESTONE_PART, milestone_id) if milestone_id else case_id
