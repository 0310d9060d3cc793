"""A supervisor's review on paper: what a review must hold, filled with what is known, or with what was said."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from reportlab.platypus import CondPageBreak

from tracker.reports.hand_parts import Boxes, WritingLines
from tracker.reports.page_layout import (
    BULLET,
    HEIGHT,
    LOUD,
    STANDARD,
    WIDTH,
    Heading,
    Marking,
    height_of,
    load_fonts,
    sentence,
)
from tracker.reports.paper_frame import drawn, opening
from tracker.reports.row_table import Column, Row, row_table
from tracker.rows.papers import PaperHead
from tracker.rows.review_paper import ReviewPaper
from tracker.terms import BailCheck, Escalation, OtherChildren, RiskTrend, Welfare
from tracker.wording import count_of, day, late, moment, short_day, term

LATE = (
    Column("Milestone", 156.0, "due, how late"),
    Column("Cause", 122.0),
    Column("Who has the next move", 122.0),
    Column("New date", WIDTH - 400.0),
)
ASKED = (Column("By", 92.0), Column("What", WIDTH - 232.0), Column("Who", 140.0))
LINES = 2


def review_pdf(review: ReviewPaper, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the review: equal rows give equal bytes."""
    load_fonts()
    held = review.held
    stands = (
        f"OIC {review.oic or 'none yet'}, {review.team or 'no team'}; {review.risk.lower()} risk; "
        f"day {review.age_days:,}; held by {term(review.held_by)}; drift {count_of(review.drift, 'working day')}."
    )
    if held is None:
        said = (f"To be filled in by hand, then recorded in Undrift: paper stops no clock. {'; '.join(review.due)}",)
    else:
        said = (f"{held.name}, held {day(held.reviewed_on)} by {held.by}, recorded {moment(held.recorded_at)}.",)
    story = opening(head, stands, *said)
    if held is not None and held.withdrawn:
        story.append(sentence("This review was taken back. It stands here as it was recorded.", LOUD))
    for part in (
        _choice("1. Risk to the child now", review, "risk", RiskTrend, "risk"),
        _choice("2. Risk to other children", review, "", OtherChildren, "others"),
        _words("3. The child's voice, and the last contact", review, "contact", "voice"),
        _words("4. Lines of enquiry, open and closed", review, "", "enquiries"),
        _late(review),
        _choice("6. Bail, and whether its conditions were checked", review, "bail", BailCheck, "bail"),
        _words("7. Devices", review, "devices", "devices"),
        _words("8. The CPS", review, "cps", "cps"),
        _words("9. Other agencies: chased by whom, with what answer", review, "agencies", "agencies"),
        _choice("10. Whether to escalate", review, "", Escalation, "escalation"),
        _choice("11. The officer's wellbeing and workload", review, "", Welfare, "welfare"),
        _next(review),
    ):
        story += part
    return drawn(head, story, marking)


def _part(heading: str, known: Iterable[str], answer: list[Any]) -> list[Any]:
    lines = [sentence(line, BULLET, bullet="•") for line in known]
    part = [Heading(heading), *lines, *answer]
    return [CondPageBreak(min(height_of(part), HEIGHT / 2)), *part]


def _known(review: ReviewPaper, of: str) -> list[str]:
    return [words for part, words in review.known if part == of]


def _choice(heading: str, review: ReviewPaper, of: str, choices: type[Enum], name: str) -> list[Any]:
    """Set a part that asks for a choice: boxes to tick, or a cross in the one that was chosen and what was said."""
    words = [term(choice) for choice in choices]
    if review.held is None:
        return _part(heading, _known(review, of), [Boxes(words), WritingLines(LINES - 1)])
    chosen, said = getattr(review.held, name), getattr(review.held, f"{name}_words")
    boxes = Boxes(words, term(chosen) if chosen is not None else "")
    return _part(
        heading,
        _known(review, of),
        [boxes, sentence(said or ("Nothing more was said." if chosen is not None else "Nothing was said of it."))],
    )


def _words(heading: str, review: ReviewPaper, of: str, name: str) -> list[Any]:
    """Set a part that asks for words: lines to write on, or what was said."""
    if review.held is None:
        return _part(heading, _known(review, of), [WritingLines(LINES)])
    return _part(heading, _known(review, of), [sentence(getattr(review.held, name) or "Nothing was said.")])


def _late(review: ReviewPaper) -> list[Any]:
    heading = "5. Each late milestone: its cause, who has the next move, a new date"
    if review.held is not None:
        rows = [
            Row(
                (
                    (said.milestone,),
                    (term(said.cause) if said.cause is not None else "no cause said",),
                    (term(said.awaited) if said.awaited is not None else "",),
                    (day(said.expected_on) if said.expected_on is not None else "",),
                )
            )
            for said in review.held.late
        ]
        return _part(heading, (), [row_table(LATE, rows) if rows else sentence("Nothing was late.")])
    rows = [
        Row(
            (
                (row.name, f"due {short_day(row.due)}", late(row.late)),
                (term(row.cause) if row.cause is not None else "." * 28,),
                (term(row.awaited),),
                ("." * 28,),
            )
        )
        for row in review.late
    ]
    return _part(heading, (), [row_table(LATE, rows) if rows else sentence("Nothing is late.")])


def _next(review: ReviewPaper) -> list[Any]:
    held = review.held
    asked = [Row(((day(row.due_on),), (row.what,), (row.owner,))) for row in review.follow_ups]
    table = row_table(ASKED, asked) if asked else sentence("No follow-up action is open.")
    if held is not None:
        return _part("12. The next review, and what is to be done", (), [sentence(f"By {day(held.next_on)}."), table])
    signed = f"Next review by {'.' * 30}   Reviewer {'.' * 40}   Date and time {'.' * 30}"
    return _part("12. The next review, and what is to be done", (), [table, WritingLines(LINES), sentence(signed)])
