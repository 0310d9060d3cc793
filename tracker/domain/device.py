"""Device: a seized or produced exhibit on its way through the digital forensics unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """A device in a case; where it stands follows from its milestones (seized to returned)."""

    id: str
    case_id: str
    exhibit: str
    kind: str
    held_from: str = "suspect"
    version: int = 1
