"""How wide the columns of a table are in the room it has, and which of them are left out where not all have room."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

ALWAYS_SHOWN = 3
ELIDED = 0.75


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one column would have.

    Args:
        usual: its width in the design.
        needed: what its words take now.
        heading: what its heading takes, than which it never is narrower.
        elides: whether words that are cut are told otherwise.
        spreads: whether it is worth more room than usual.
        leaves: how early it is left out.
    """

    place: int
    usual: int
    needed: int
    heading: int
    elides: bool
    spreads: bool
    leaves: int

    @property
    def whole(self) -> int:
        """The width in which its words are whole, but no more than usual."""
        return max(self.heading, min(self.usual, self.needed))

    @property
    def least(self) -> int:
        """The least width in which it still says enough."""
        return max(self.heading, round(self.whole * ELIDED)) if self.elides else self.whole


def widths_in(columns: Sequence[Wanted], room: int, most_spread: int, *, may_leave: bool) -> dict[int, int]:
    """Give the width of each column that has room, by its place; what is not given is left out.

    Room to spare goes to words that would be cut, then to the columns that spread. Where there is too little, columns
    shrink to their words, then words are cut where they are told otherwise, and at last columns leave; the first ones
    never do.
    """
    usual = {one.place: max(one.usual, one.heading) for one in columns}
    if sum(usual.values()) <= room:
        whole = {one.place: max(usual[one.place], min(one.needed, usual[one.place] + most_spread)) for one in columns}
        widths = _grown(usual, whole, room - sum(usual.values()))
        spare = room - sum(widths.values())
        spreading = [one.place for one in columns if one.spreads]
        return widths | {place: widths[place] + min(most_spread, spare // len(spreading)) for place in spreading}
    kept = list(columns)
    while may_leave and len(kept) > ALWAYS_SHOWN and sum(one.least for one in kept) > room:
        kept.remove(max(kept[ALWAYS_SHOWN:], key=lambda one: (one.leaves, kept.index(one))))
    over = sum(one.whole for one in kept) - room
    if over > 0:
        slack = sum(one.whole - one.least for one in kept)
        share = min(1.0, over / slack) if slack else 0.0
        return {one.place: one.whole - ceil((one.whole - one.least) * share) for one in kept}
    return _grown({one.place: one.whole for one in kept}, {one.place: usual[one.place] for one in kept}, -over)


def _grown(least: dict[int, int], usual: dict[int, int], spare: int) -> dict[int, int]:
    """Give back what is to spare, to each in the measure of what it lacks."""
    lacking = sum(usual[place] - width for place, width in least.items())
    share = min(1.0, spare / lacking) if lacking else 0.0
    return {place: width + int((usual[place] - width) * share) for place, width in least.items()}
