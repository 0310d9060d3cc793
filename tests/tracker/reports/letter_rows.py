"""A made-up letter of an escalation."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.rows.escalation_letter import AskedRow, EscalationLetter, LimitRow
from tracker.terms import ChaseWay, Holder


def a_letter(**other: Any) -> EscalationLetter:
    """Give the letter to a laboratory manager, after two promises that were broken."""
    letter = EscalationLetter(
        unit="Unit North",
        demo=False,
        case_id="case-0",
        escalation_id="chase-1",
        reference="44NI/00305/26",
        their_reference="DFU 2026/1187",
        post="Laboratory manager",
        agency=Holder.LABORATORY,
        sender="Detective inspector, Team 1",
        on=date(2026, 11, 20),
        why="Two days promised by the examiner have passed, and bail ends on Tue 24 Nov",
        asked_for="A start date this month, and who examines it",
        by_when=date(2026, 11, 27),
        awaited="Laboratory report issued, EX1",
        since=date(2026, 4, 30),
        limits=(
            LimitRow(
                "DEV-04 Computer report within 60 working days", "local target, our suggestion", date(2026, 3, 12),
                date(2026, 5, 20), "131 working days late",
            ),
            LimitRow("LIM-01 Summary offence", "law", date(2026, 12, 1), date(2026, 12, 1), "not overdue"),
        ),
        asked=(
            AskedRow(date(2026, 10, 12), ChaseWay.PHONE, "Examiner", date(2026, 10, 30), "the day passed without it"),
            AskedRow(date(2026, 11, 2), ChaseWay.EMAIL, "", None, "no day was promised"),
            AskedRow(date(2026, 11, 9), None, "Laboratory manager", date(2026, 11, 13), "no answer on record"),
        ),
        as_at=datetime(2026, 11, 20, 9, 41, tzinfo=UTC),
        printed_by="Detective sergeant, Team 1",
        number="EL-44NI/00305/26-1",
    )  # fmt: skip
    return replace(letter, **other)
