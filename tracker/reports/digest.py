"""The daily digest on paper: open alerts by severity, then what is due, ends or lapses; references, kinds, dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from reportlab.platypus import Spacer

from tracker.reports.charts import LargeFigure, LargeFigures
from tracker.reports.page_layout import LOUD, STANDARD, WIDTH, Marking, load_fonts, sentence
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row
from tracker.rows.digest import Digest, DigestAlert, DigestRow
from tracker.rows.papers import PaperHead
from tracker.terms import Severity
from tracker.wording import count_of, day, late, moment, short_day, term

MOST_OTHERS = 40
"""Warnings and notices listed; what is more serious is listed to the last one."""
SERIOUS = (Severity.CRITICAL, Severity.URGENT)
CHECK_IS_OLD = timedelta(minutes=15)
ALERTS = (
    Column("Severity", 52.0),
    Column("Case", 84.0),
    Column("What", 146.0),
    Column("Due", 56.0),
    Column("Late", 104.0),
    Column("Next step", WIDTH - 442.0),
)
LAPSED = (Column("Promised for", 92.0), *ALERTS[1:3], Column("Severity", 72.0), Column("Late", WIDTH - 394.0))


def digest_pdf(digest: Digest, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the digest: equal rows give equal bytes."""
    load_fonts()
    checked = _checked(digest)
    story: list[Any] = [
        *opening(head, f"{checked[:1].upper()}{checked[1:]}."),
        *_warnings(digest, head),
        LargeFigures([_figure(severity, count, digest) for severity, count in digest.counts]),
        *_alerts(digest),
        *_lapsed(digest),
        *_lists(digest),
        *withheld(digest.withheld),
    ]
    return drawn(head, story, marking, noted=checked)


def _checked(digest: Digest) -> str:
    checked = digest.last_alert_check
    return f"alerts last checked at {moment(checked)}" if checked is not None else "alerts never checked"


def _warnings(digest: Digest, head: PaperHead) -> list[Any]:
    checked = digest.last_alert_check
    if checked is None:
        said = "Alerts have never been checked: what is late may be missing here."
    elif head.as_at - checked > CHECK_IS_OLD:
        said = f"Alerts were last checked at {moment(checked)}: what became late since may be missing here."
    else:
        return []
    return [Spacer(0, 8), sentence(said, LOUD)]


def _figure(severity: Severity, count: int, digest: Digest) -> LargeFigure:
    open_ones = sum(row.severity is severity and not row.acknowledged for row in digest.alerts)
    return LargeFigure(f"{count:,}", f"{term(severity).lower()} alerts", f"{open_ones:,} not acknowledged")


def _alerts(digest: Digest) -> list[Any]:
    serious = [row for row in digest.alerts if row.severity in SERIOUS]
    others = [row for row in digest.alerts if row.severity not in SERIOUS]
    more = len(others) - MOST_OTHERS
    left = f" {count_of(more, 'more warning or notice', 'more warnings and notices')} in Undrift." if more > 0 else ""
    said = f"{count_of(len(digest.alerts), 'alert')}, the most serious and longest late first.{left}"
    rows = [_alert(row, digest.day) for row in (*serious, *others[:MOST_OTHERS])]
    return part("1. Open alerts", said, "No alert is open.", ALERTS, rows)


def _alert(row: DigestAlert, today: date) -> Row:
    promised = _short(row.next_step_by)
    step = promised if row.acknowledged and promised else "acknowledged" if row.acknowledged else "none yet"
    if row.acknowledged and row.next_step_by is not None and row.next_step_by < today:
        step = f"{promised}, lapsed"
    return Row(((term(row.severity),), (row.reference,), (row.what,), (_short(row.due),), (_late(row),), (step,)))


def _late(row: DigestAlert) -> str:
    if row.due is None or row.late == 0:
        return ""
    return late(row.late)


def _lapsed(digest: Digest) -> list[Any]:
    rows = [
        Row(((day(row.next_step_by),), (row.reference,), (row.what,), (term(row.severity),), (_late(row),)))
        for row in sorted(digest.lapsed, key=lambda row: (row.next_step_by or digest.day, row.reference))
        if row.next_step_by is not None
    ]
    said = "Somebody said what happens next and by when; the day has passed and the alert is still open."
    return part("2. Acknowledged and lapsed", said, "No promised next step is past its day.", LAPSED, rows)


def _lists(digest: Digest) -> list[Any]:
    due_to = f"{day(digest.day)} to {day(digest.until)}"
    return [
        *_list("3. Due by the next working day", f"What falls due from {due_to}.",
               f"Nothing falls due from {due_to}.", ("Due", "Milestone", "Limit"), digest.due),
        *_list("4. Bail that ends within 14 days", "By the stricter reading; and who can extend it next.",
               "No bail ends within 14 days.", ("Ends", "Suspect", "Who can extend it"), digest.bail),
        *_list("5. Without an officer", "Open cases without an OIC, the oldest report first.",
               "Every open case has an OIC.", ("Reported", "What is missing", "How long"), digest.unallocated),
        *_list("6. Protection that lapses within 14 days", "By the last day of each measure; conditions end with bail.",
               "No protective measure ends within 14 days.", ("Last day", "Measure", ""), digest.protections),
    ]  # fmt: skip


def _list(heading: str, said: str, none: str, heads: tuple[str, str, str], rows: Sequence[DigestRow]) -> list[Any]:
    on, what, more = heads
    columns = (Column(on, 92.0), Column("Case", 92.0), Column(what, 186.0), Column(more, WIDTH - 370.0))
    said = f"{said} {len(rows):,} in all." if rows else said
    table = [Row(((day(row.on),), (row.reference,), (row.what,), (row.said,))) for row in rows]
    return part(heading, said, none, columns, table)


def _short(on: date | None) -> str:
    return short_day(on) if on is not None else ""
