"""A made-up daily digest."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.tracker.reports.paper_rows import AT, a_head
from tracker.rows.digest import Digest, DigestAlert, DigestRow
from tracker.rows.papers import PaperHead
from tracker.terms import Severity

TODAY = date(2026, 11, 20)
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
        team="Team 1",
        day=TODAY,
        until=date(2026, 11, 23),
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
    )
    return replace(digest, **other)


def a_digest_head(team: str = "Team 1", **other: Any) -> PaperHead:
    """Give the head of a copy of it."""
    about = f"Fri 20 Nov 2026, {team or 'all teams'}"
    return a_head("Daily digest", about, **({"number": "DD-1"} | other))
