"""The steps of a date on the command line: lines that fit the terminal, and the same as data."""

import shutil
import textwrap
from collections.abc import Iterable
from datetime import date, datetime

from tracker import wording
from tracker.rows.why import StepRow, Why
from tracker.time_source import LONDON

NARROWEST, WIDEST = 80, 120
INDENT = "  "


def width() -> int:
    """Give how many columns to fill: those of the terminal, within reason."""
    return min(max(shutil.get_terminal_size((NARROWEST, 24)).columns, NARROWEST), WIDEST)


def paragraph(text: str, columns: int, *, indent: str = "") -> list[str]:
    """Break a text into lines."""
    return textwrap.wrap(text, columns, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def step_lines(steps: Iterable[StepRow], columns: int, *, indent: str = "") -> list[str]:
    """Give steps as lines: the day at the left, and beside it what happened, what it gives and on what ground."""
    steps = list(steps)
    days = max((len(step.on) for step in steps), default=0)
    lines: list[str] = []
    for step in steps:
        gives = f"→ {step.gives}" if step.gives else ""
        basis = f"({step.basis})" if step.basis else ""
        beside = columns - len(indent) - days - len(INDENT)
        parts = [step.what, " ".join(part for part in (gives, basis) if part), step.recorded]
        said = [line for part in parts for line in paragraph(part, beside)]
        for place, line in enumerate(said):
            lines.append(f"{indent}{(step.on if place == 0 else '').ljust(days)}{INDENT}{line}".rstrip())
    return lines


def why_lines(why: Why, columns: int) -> list[str]:
    """Give one clock with its steps as lines."""
    subject = f" · {why.subject}" if why.subject else ""
    due = why.due_at or why.due
    first = why.first_due_at or why.first_due
    standing = [
        wording.term(why.state),
        f"due {wording.when(due)}" if due is not None else f"due: not known ({why.unknown})",
        f"first due {wording.when(first)}" if first not in (None, due) and first is not None else "",
        f"alarms go by {wording.day(why.alarm)}" if why.alarm is not None else "",
        "provisional" if why.provisional else "",
        "to be confirmed by the force" if why.to_be_confirmed else "",
    ]
    rule = (
        f"{why.source}; {why.basis}; version {why.limit_version} of the limit; "
        f"{why.calendar}, version {why.calendar_version}"
    )
    title = f"{why.milestone}{subject}: {why.limit_id} {why.limit}"
    return [
        *paragraph(title, columns),
        *paragraph(", ".join(part for part in standing if part), columns, indent=INDENT),
        *step_lines(why.steps, columns, indent=INDENT * 2),
        *paragraph(rule, columns, indent=INDENT),
    ]


def why_data(why: Why) -> dict[str, object]:
    """Give one clock as data: days and instants as ISO 8601, and why there is no date where there is none."""
    data: dict[str, object] = {
        name: getattr(why, name) for name in Why.__dataclass_fields__ if name not in ("steps", "unknown", "source")
    }
    data |= {"unknown": why.unknown, "source": why.source, "steps": [step_data(step) for step in why.steps]}
    return data if why.due is not None else data | {"why": why.unknown}


def step_data(step: StepRow) -> dict[str, object]:
    """Give one step as data, with its words by ISO 8601 too."""
    values = wording.shown(step.values, iso)
    return {
        "on": step.day,
        "what": wording.step(step.code, values),
        "gives": "" if step.gives_day is None else wording.gives(iso(step.gives_day), values),
        "basis": step.basis,
        "code": step.code,
        "gives_day": step.gives_day,
        "values": {name: value for name, value in step.values.items() if value not in (None, "")},
    }


def iso(when: date | datetime) -> str:
    """Write a day, or an instant with the offset of London, as ISO 8601."""
    return when.astimezone(LONDON).isoformat() if isinstance(when, datetime) else when.isoformat()
