"""ToChase: whom somebody is about to chase, for what, whichever list it comes from."""

from dataclasses import dataclass

from tracker.terms import Holder


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
