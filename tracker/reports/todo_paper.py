"""A detective's to-do on paper: a box to tick and room for a note on each line, what is due first at the top."""

from typing import Any

from reportlab.platypus import PageBreak

from tracker.reports.page_layout import STANDARD, WIDTH, Marking, load_fonts
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row
from tracker.rows.papers import PaperHead
from tracker.rows.todo_paper import OfficerTodo, TodoPaper, TodoRow
from tracker.terms import RiskGrade
from tracker.wording import STATES, count_of, late, short_day, term, when

TODO = (
    Column("Due", 112.0, "how it stands"),
    Column("Case", 84.0, "risk"),
    Column("What", 170.0, "first due, what to mind"),
    Column("Done, note", WIDTH - 366.0, box=True),
)
ASKED = (Column("By", 112.0), Column("Case", 84.0), Column("What a review asked for", 170.0), TODO[-1])


def todo_pdf(todo: TodoPaper, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the lists, each officer's from a page of its own: equal rows give equal bytes."""
    load_fonts()
    story = opening(
        head,
        "What is overdue, due or booked within a week, and of every other open case the next thing. Before contact "
        "with a child or a family, read what to mind: it stands under the line.",
    )
    for place, one in enumerate(todo.officers):
        story += [PageBreak()] if place else []
        story += _officer(one)
    return drawn(head, [*story, *withheld(todo.withheld)], marking)


def _officer(one: OfficerTodo) -> list[Any]:
    said = f"{count_of(len(one.rows), 'thing')} in {count_of(one.cases, 'open case')}, what is due first at the top."
    rows = [_row(row) for row in one.rows]
    asked = [Row(((short_day(row.due_on),), (row.reference,), (row.what,), ())) for row in one.asked]
    return [
        *part(f"{one.officer}: to do", said, f"{one.officer} has no open case.", TODO, rows),
        *(part(f"{one.officer}: asked for by reviews", "What a review asked of this officer and is not done.", "",
               ASKED, asked) if asked else []),
    ]  # fmt: skip


def _row(todo: TodoRow) -> Row:
    row = todo.row
    due = row.due_at or row.due
    stands = STATES[row.state_key]
    if row.days_late:
        stands = late(row.days_late)
    planned = f"booked for {short_day(row.planned_on)}" if row.planned_on is not None else ""
    first = f"first due {short_day(row.first_due)}" if row.replanned and row.first_due is not None else ""
    what = ", ".join(part for part in (row.name or "No next date: set one, or close the case", row.subject) if part)
    promise = f"promised: {row.promise}" if row.promise else ""
    return Row(
        (
            (when(due) if due is not None else "no date", stands, planned),
            (row.reference, _risk(row.risk)),
            (what, first, promise),
            (),
        ),
        below="\n".join(todo.safety),
    )


def _risk(risk: RiskGrade | None) -> str:
    return f"{term(risk).lower()} risk" if risk is not None else ""
