"""The sheet that goes with a printed copy of any paper: who printed it, when, for whom and why."""

import re

from tracker.reports.page_layout import (
    DEMO_FLAG,
    STANDARD,
    TITLE,
    WIDTH,
    Heading,
    Marking,
    PageFrame,
    load_fonts,
    paper,
    sentence,
)
from tracker.reports.paper_frame import log_line
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.papers import CoverSheet
from tracker.wording import count_of, moment

LABEL_WIDTH = 120.0
_PAGE_COUNT = re.compile(rb"/Count (\d+) /Kids \[[^\]]*\][^>]*/Type /Pages\b")


def cover_sheet_pdf(cover: CoverSheet, marking: Marking = STANDARD) -> bytes:
    """Draw the cover sheet of one copy."""
    load_fonts()
    copy = f"Copy {cover.copy_number:,} of {cover.name.lower()} {cover.number}"
    follows = (
        "The report itself follows as it was frozen: the same bytes as every other copy."
        if cover.frozen
        else "The paper follows, drawn for this copy: its number stands on each of its pages."
    )
    facts = (
        ("Paper", cover.name),
        ("Number", cover.number),
        ("Unit", cover.unit),
        ("About", cover.about),
        ("Pages", f"{count_of(cover.pages, 'page')}, and this sheet"),
        ("Copy", f"{cover.copy_number:,}"),
        ("Printed by", cover.printed_by),
        ("Printed at", moment(cover.printed_at)),
        ("For", cover.recipient),
        ("Reason", cover.reason),
        ("SHA-256 of the paper", cover.digest),
    )
    columns = (Column("", LABEL_WIDTH), Column("", WIDTH - LABEL_WIDTH))
    story = [
        sentence("Cover sheet", TITLE),
        sentence(
            f"{copy}. {follows} This sheet is not part of it. The copy is in the audit log under the same copy number."
        ),
        Heading("This copy"),
        row_table(columns, [Row(((label,), (said or "not given",))) for label, said in facts]),
    ]
    return paper(
        PageFrame(
            running=f"Cover sheet, {cover.unit}",
            number=cover.number,
            flags=(DEMO_FLAG,) if cover.demo else (),
            foot=(
                f"Printed {moment(cover.printed_at)} by {cover.printed_by}",
                f"For {cover.recipient}",
                log_line(cover.log_head),
            ),
            marking=marking,
        ),
        story,
        title=f"Cover sheet: {copy}",
        subject=cover.about,
        made_at=cover.printed_at,
    )


def page_count(pdf: bytes) -> int:
    """Give the number of pages of a paper drawn here."""
    found = _PAGE_COUNT.search(pdf)
    if found is None:
        raise ValueError("not a paper drawn by Undrift")
    return int(found[1])
