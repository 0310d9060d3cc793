"""Where the parts of a timeline stand: titles to the left, the scale of days above, the holders below; no widget."""

from dataclasses import dataclass

GUTTER_SHARE, GUTTER_LEAST, GUTTER_MOST = 0.2, 150, 280


def gutter_of(width: float, enlarged: float) -> float:
    """Give how much of a width the titles take; `enlarged` is the size in use against that of the design."""
    return min(max(width * GUTTER_SHARE, GUTTER_LEAST * enlarged), GUTTER_MOST * enlarged)


@dataclass(frozen=True, slots=True)
class Frame:
    """The lanes that scroll between the scale of days and the lane of the holders, which do not.

    Args:
        top: how far down it is scrolled.
        extra: how many rows follow the lanes: what is not drawn is said in one.
    """

    width: float
    height: float
    gutter: float
    axis: float
    row: float
    lanes: int
    extra: int = 0
    top: float = 0.0

    @property
    def room(self) -> float:
        """The height of the lanes that scroll."""
        return max(0.0, self.height - self.axis - self.row)

    @property
    def rows_seen(self) -> int:
        """How many of them can be seen whole, at least one."""
        return max(1, int(self.room // self.row))

    @property
    def furthest(self) -> int:
        """How far down it can be scrolled."""
        return max(0, round((self.lanes + self.extra) * self.row - self.room))

    def top_of(self, number: int) -> float:
        """Give where a lane begins; the one after those that scroll is that of the holders."""
        return self.height - self.row if number == self.lanes else self.axis + number * self.row - self.top

    def is_seen(self, number: int) -> bool:
        """Say whether any of a lane that scrolls can be seen."""
        return self.axis - self.row < self.top_of(number) < self.axis + self.room

    def lane_at(self, y: float) -> int | None:
        """Give the lane at a height; none beside them."""
        if y < self.axis:
            return None
        if y >= self.height - self.row:
            return self.lanes
        number = int((y - self.axis + self.top) // self.row)
        return number if number < self.lanes else None

    def top_showing(self, number: int) -> int:
        """Give how far down to scroll, as little as needed, for a lane to be seen whole."""
        if number >= self.lanes:
            return round(self.top)
        begins = number * self.row
        if begins < self.top:
            return round(begins)
        return max(round(self.top), round(begins + self.row - self.room))
