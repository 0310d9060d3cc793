"""The head of a made-up paper, and the text of one by a quick reader."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pypdfium2

from tracker.rows.papers import PaperHead

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


def a_head(name: str = "Bail sheet", about: str = "44NI/00305/26", **other: Any) -> PaperHead:
    """Give the head of a copy that was given out on a Friday."""
    head = PaperHead(
        name,
        about,
        unit="Unit North",
        demo=False,
        as_at=AT,
        log_head="9f2c" * 16,
        number="BS-44NI/00305/26-1",
        printed_by="DS 902 Ade",
        recipient="inspector",
        reason="morning meeting",
    )
    return replace(head, **other)


def read(pdf: bytes) -> list[str]:
    """The text of each page, by the quicker reader."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
