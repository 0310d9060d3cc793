"""ToChase: whom somebody is about to chase, for what, whichever list it comes from."""

from dataclasses import dataclass

from tracker.rows.case_file import CaseFile, MilestoneRow
from tracker.terms import Holder, MilestoneState

OVER = (MilestoneState.DONE, MilestoneState.NOT_REQUIRED)


@dataclass(frozen=True, slots=True)
class ToChase:
    """What is chased: a milestone of a case, or the case as a whole (`milestone_id` empty).

    `agency` is who is awaited, where that is known; `waits` says that a cause of delay is on record and still lasts.
    """

    case_id: str
    reference: str
    milestone_id: str = ""
    what: str = ""
    agency: Holder | None = None
    waits: bool = False

    def title(self) -> str:
        """Give what is chased in a few words."""
        return self.what or self.reference


def to_chase(file: CaseFile, milestone: MilestoneRow | None) -> ToChase | None:
    """Give what a chase is about: a milestone that is not over, or the case as a whole where none is meant."""
    if milestone is None:
        return ToChase(file.case_id, file.reference, agency=file.held_by)
    if milestone.state in OVER:
        return None
    waits = any(delay.until is None for delay in milestone.delays)
    return ToChase(file.case_id, file.reference, milestone.milestone_id, milestone.name, milestone.held_by, waits)
