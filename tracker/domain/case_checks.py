"""Checks of what people write about a child, a suspect or a device: a label, never a name."""

from collections.abc import Collection, Iterable

from tracker.errors import RuleBroken

LONGEST_LABEL = 20


def free_label(label: str, others: Collection[str], *, exhibit: bool = False) -> str:
    """Give a label that none of the others has: C1 becomes C2, and AB becomes AB 2.

    Args:
        exhibit: the label is what an exhibit is called, and is not counted up.
    """
    taken = {other.casefold() for other in others}
    stem = label.rstrip("0123456789")
    counts_up = stem != label and not exhibit
    number, words = (int(label[len(stem) :]), stem) if counts_up else (1, f"{label[: LONGEST_LABEL - 4]} ")
    while label.casefold() in taken:
        number += 1
        label = f"{words}{number}"
    return label


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
