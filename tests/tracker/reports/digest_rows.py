"""A made-up daily digest."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.rows.digest import Digest, DigestAlert, DigestRow
from tracker.terms import Severity

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
WHAT = ("Computer report", "ABE interview", "Strategy discussion", "Supervisor's review")
OF = ((Severity.CRITICAL, 2), (Severity.URGENT, 5), (Severity.WARNING, 6), (Severity.NOTICE, 4))


def an_alert(place: int, severity: Severity = Severity.URGENT, **other: Any) -> DigestAlert:
    """Give an alert; every third is acknowledged, and of these every other has lapsed."""
    acknowledged = place % 3 == 0
    row = DigestAlert(
        f"case-{place}",
        f"44NI/{305 + 97 * place:05}/26",
        severity,
        f"Overdue: {WHAT[place % len(WHAT)]}",
        TODAY - timedelta(days=7 * (20 - place)),
        5 * (20 - place),
        acknowledged,
        TODAY + timedelta(days=3 if place % 2 else -3) if acknowledged else None,
    )
    return replace(row, **other)


def a_digest(**other: Any) -> Digest:
    """Give the digest of a team on a Friday."""
    severities = [severity for severity, count in OF for _ in range(count)]
    alerts = tuple(an_alert(place, severity) for place, severity in enumerate(severities))
    digest = Digest(
        unit="Unit North",
        team="Team 1",
        demo=False,
        day=TODAY,
        until=date(2026, 11, 23),
        as_at=AT,
        last_alert_check=AT - timedelta(minutes=1),
        counts=OF,
        alerts=alerts,
        lapsed=tuple(row for row in alerts if row.next_step_by is not None and row.next_step_by < TODAY),
        due=(
            DigestRow("case-20", "44NI/00417/26", "Strategy discussion", TODAY, "SG-02"),
            DigestRow("case-21", "44NI/00702/26", "Supervisor's review", date(2026, 11, 23), "REV-01"),
        ),
        bail=(DigestRow("case-20", "44NI/00417/26", "S1", date(2026, 11, 24), "inspector or above, by 24 Nov 26"),),
        unallocated=(DigestRow("case-22", "44NI/00611/26", "No OIC", date(2026, 11, 11), "9 days"),),
        protections=(DigestRow("case-20", "44NI/00417/26", "Sexual risk order", date(2026, 11, 30)),),
        withheld=2,
        printed_by="DS 902 Ade",
        recipient="inspector",
        reason="morning meeting",
    )
    return replace(digest, **other)
