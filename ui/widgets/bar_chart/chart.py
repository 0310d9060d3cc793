"""What a chart shows: marks that stand at places, each with its words and the cases behind it."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Mark:
    """One length of a chart.

    Args:
        place: the number of the column or row it stands in.
        key: what names it among all marks.
        part: what it is a part of its column as: decides colour and pattern; see ui/holder_fill.py.
        words: what it stands for, for the table, the tooltip and the screen reader.
        said: its count in words; `more`, what else is known of it; `figures`, the same as numbers, for a table of them.
    """

    place: int
    key: str
    part: str
    count: int
    words: str
    said: str
    case_ids: tuple[str, ...]
    more: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Marks by place, those of one place after another in order.

    Args:
        places: what stands at each place, as short as there is room for.
        legend: the parts with their words; none where there is one part only.
        across: lengths go to the right, one row a place; else up, one column a place.
        totals: what stands at the end of each place, where it is not the sum of its marks.
    """

    places: tuple[str, ...]
    marks: tuple[Mark, ...]
    legend: tuple[tuple[str, str], ...] = ()
    across: bool = False
    totals: tuple[str, ...] = ()

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """The counts of each place added up."""
        sums = [0] * len(self.places)
        for mark in self.marks:
            sums[mark.place] += mark.count
        return tuple(sums)

    def total_words(self, place: int) -> str:
        """Give what stands at the end of a place."""
        if self.totals:
            return self.totals[place]
        return f"{self.sums[place]:,}" if self.sums[place] else ""

    def at(self, place: int) -> list[Mark]:
        """Give the marks of a place."""
        return [mark for mark in self.marks if mark.place == place]


NOTHING = Chart((), ())
#: what stands while a chart is on its way
READING = Chart((), (), across=True)
