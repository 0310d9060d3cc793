"""The sheet that goes with a printed copy of a frozen paper: who printed it, when, for whom and why."""

import re
from datetime import timedelta

from tracker.reports.page_layout import (
    DEMO_FLAG,
    STANDARD,
    TITLE,
    WIDTH,
    Marking,
    PageFrame,
    load_fonts,
    paper,
    sentence,
    week_in_words,
)
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.frozen_reports import CoverSheet
from tracker.wording import count_of, moment

LABEL_WIDTH = 120.0
_PAGE_COUNT = re.compile(rb"/Count (\d+) /Kids \[[^\]]*\][^>]*/Type /Pages\b")


def cover_sheet_pdf(cover: CoverSheet, marking: Marking = STANDARD) -> bytes:
    """Draw the cover sheet of one copy."""
    load_fonts()
    week = week_in_words(cover.monday, cover.monday + timedelta(days=6))
    copy = f"Copy {cover.copy_number} of report {cover.number}"
    where = ", ".join(part for part in (cover.unit, cover.team) if part)
    facts = (
        ("Report", cover.number),
        ("Unit", where),
        ("Week", week),
        ("Pages", f"{count_of(cover.pages, 'page')}, and this sheet"),
        ("Copy", f"{cover.copy_number:,}"),
        ("Printed by", cover.printed_by),
        ("Printed at", moment(cover.printed_at)),
        ("For", cover.recipient),
        ("Reason", cover.reason),
        ("SHA-256 of the report", cover.digest),
    )
    columns = (Column("", LABEL_WIDTH), Column("", WIDTH - LABEL_WIDTH))
    story = [
        sentence("Cover sheet", TITLE),
        sentence(
            f"{copy}. The report itself follows as it was frozen: the same bytes as every other copy. This sheet is "
            "not part of it. The copy is in the audit log under the same copy number."
        ),
        row_table(columns, [Row(((label,), (said or "not given",))) for label, said in facts]),
    ]
    return paper(
        PageFrame(
            running=f"Cover sheet, {where}",
            number=copy,
            flags=(DEMO_FLAG,) if cover.demo else (),
            foot=(f"{week}; printed {moment(cover.printed_at)}",),
            marking=marking,
        ),
        story,
        title=f"Cover sheet: {copy}",
        subject=week,
        made_at=cover.printed_at,
    )


def page_count(pdf: bytes) -> int:
    """Give the number of pages of a paper drawn here."""
    found = _PAGE_COUNT.search(pdf)
    if found is None:
        raise ValueError("not a paper drawn by Undrift")
    return int(found[1])
