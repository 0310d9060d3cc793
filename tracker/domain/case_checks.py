"""Checks of what people write about a child, a suspect or a device: a label, never a name."""

from collections.abc import Iterable

from tracker.errors import RuleBroken

LONGEST_LABEL = 20


def check_label(label: str, others: Iterable[str], *, field: str = "label") -> str:
    """Give initials, a code name or an exhibit reference without surrounding space.

    Raises:
        RuleBroken: there is none, it is as long as a name, or another of this case has it.
    """
    words = " ".join(label.split())
    if not words:
        raise RuleBroken("label_needed", field=field)
    if len(words) > LONGEST_LABEL:
        raise RuleBroken("label_too_long", field=field, longest=LONGEST_LABEL)
    if words.casefold() in {other.casefold() for other in others}:
        raise RuleBroken("label_in_use", field=field, label=words)
    return words
