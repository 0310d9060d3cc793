"""What the papers of how things stand share: title, who printed it for whom, the foot, and the flag of a draft."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from tracker.reports.page_layout import (
    DEMO_FLAG,
    DRAFT_FLAG,
    LOUD,
    TITLE,
    Marking,
    PageFrame,
    paper,
    section,
    sentence,
)
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.papers import PaperHead
from tracker.wording import count_of, moment

MADE_UP = "Demonstration unit: every case on this paper is made up."
LEAST_OF_A_TABLE = 60.0


def title_of(head: PaperHead) -> str:
    """Give what the paper is called: its kind, and what it is about."""
    return f"{head.name}: {head.about}" if head.about else head.name


def opening(head: PaperHead, *said: str) -> list[Any]:
    """Set the title, for whom and why it was printed, and what the reader has to know first."""
    story = [sentence(title_of(head), TITLE), sentence("\n".join((*issued(head), *said)))]
    return [*story, Spacer(0, 8), sentence(MADE_UP, LOUD)] if head.demo else story


def issued(head: PaperHead) -> tuple[str, ...]:
    """Say of which unit and moment the paper is, and who printed it for whom and why."""
    printed = f"Printed by {head.printed_by} for {head.recipient}. Reason: {head.reason}." if head.number else ""
    return tuple(line for line in (f"{head.unit}. As at {moment(head.as_at)}.", printed) if line)


def drawn(head: PaperHead, story: Sequence[Any], marking: Marking, *, noted: str = "") -> bytes:
    """Draw a paper; `noted` stands in the foot beside the moment it speaks of."""
    title = title_of(head)
    at = f"As at {moment(head.as_at)}"
    given = f"For {head.recipient}; printed by {head.printed_by}" if head.number else "A draft: not given out"
    flags = tuple(flag for flag, on in ((DEMO_FLAG, head.demo), (DRAFT_FLAG, not head.number)) if on)
    return paper(
        PageFrame(
            running=f"{title}, {head.unit}",
            number=head.number,
            flags=flags,
            foot=("; ".join(part for part in (at, noted) if part), given, log_line(head.log_head)),
            marking=marking,
        ),
        story,
        title=title,
        subject=f"{head.unit}, as at {moment(head.as_at)}",
        made_at=head.as_at,
    )


def log_line(log_head: str) -> str:
    """Say to which end of the audit chain the paper is bound."""
    return f"Head of the audit chain: {log_head or 'none'}"


def part(
    heading: str, said: str, none: str, columns: tuple[Column, ...], rows: Sequence[Row], **more: Any
) -> list[Any]:
    """Set a section with its table, or the sentence that there is nothing to show."""
    if not rows:
        return section(heading, none)
    return [*section(heading, said, follows=LEAST_OF_A_TABLE), row_table(columns, rows, **more)]


def withheld(count: int, which: str = "") -> list[Any]:
    """Say how much is left out because it is restricted; nothing where nothing is."""
    cases = f"{count_of(count, 'restricted case')}{which}"
    said = f"Not on this paper: {cases}, withheld. Only those named on a case are shown it."
    return [Spacer(0, 10), sentence(said)] if count else []
