"""What a review must hold, in words."""

from collections.abc import Iterable

REVIEW_PARTS: dict[str, str] = {
    "agencies": "who chased the agencies that are awaited",
    "bail": "bail, and whether its conditions were checked",
    "cps": "the position with the CPS",
    "devices": "the position of the devices",
    "enquiries": "lines of enquiry, open and closed",
    "escalation": "whether to escalate",
    "late": "for each late milestone its cause, who has the next move, and a new date",
    "next_on": "the day of the next review",
    "others": "risk to other children",
    "risk": "risk to the child now, and why",
    "voice": "the child's voice and the last contact",
    "welfare": "the officer's wellbeing and workload",
}


def review_parts(parts: Iterable[str]) -> str:
    """Give what a review must hold, in words."""
    return "; ".join(REVIEW_PARTS[part] for part in parts)
