"""What the child and family are told in a demo case."""

from datetime import date

from tracker.demo.cast import Drift
from tracker.demo.script import Script
from tracker.demo.story import About


def tell(script: Script, suspect: About, kind: str, limit_id: str, on: date, *, missed: bool) -> None:
    """Tell the family; where no child is known yet there is nobody to tell."""
    if not script.children:
        script.spare(kind, on, suspect, "no child identified")
    elif not missed:
        late = script.has(Drift.WAS_TOLD_LATE) and script.chance(0.7)
        told = script.dates.late(limit_id, on, 2, 20) if late else script.dates.in_time(limit_id, on)
        script.happen(kind, told, suspect)


def tell_family(script: Script, suspect: About, kind: str, limit_id: str, on: date) -> None:
    """Write that the family was told of something about a suspect in time."""
    tell(script, suspect, kind, limit_id, on, missed=False)
