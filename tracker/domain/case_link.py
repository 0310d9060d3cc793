"""CaseLink: two cases that belong together, with how and why; kept also when it no longer stands."""

from dataclasses import dataclass
from datetime import datetime

from tracker.errors import RuleBroken
from tracker.terms import LinkKind

LONGEST_REASON = 160


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A link that somebody made from one case to another; it reads the same from both, and may be withdrawn."""

    id: str
    case_id: str
    other_id: str
    kind: LinkKind
    reason: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_because: str = ""
    version: int = 1

    def joins(self, case_id: str, other_id: str) -> bool:
        """Say whether it joins these two cases, whichever of them it was made from."""
        return {self.case_id, self.other_id} == {case_id, other_id}


def check_link_reason(reason: str) -> str:
    """Give the reason of a link without surrounding space.

    Raises:
        RuleBroken: there is none, or it is longer than a fact.
    """
    words = " ".join(reason.split())
    if not words:
        raise RuleBroken("reason_needed", field="reason")
    if len(words) > LONGEST_REASON:
        raise RuleBroken("line_too_long", field="reason", length=len(words), longest=LONGEST_REASON)
    return words
