"""The daily digest tells what is open, due, ends or lapses, by reference, kind and date; any text is printed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.reports.digest_rows import a_digest, a_digest_head, an_alert
from tests.tracker.reports.paper_rows import AT
from tests.tracker.reports.report_rows import pages_of, text_of
from tracker.reports.digest import MOST_OTHERS, digest_pdf
from tracker.reports.page_layout import STANDARD
from tracker.rows.digest import DigestRow
from tracker.terms import Severity

OF_THE_HEAD = ("demo", "number", "unit", "recipient")


def drawn(**other: Any) -> bytes:
    head = {name: other.pop(name) for name in OF_THE_HEAD if name in other}
    return digest_pdf(a_digest(**other), a_digest_head(other.get("team", "Team 1"), **head))


def said(**other: Any) -> str:
    return text_of(drawn(**other))


def test_the_digest_tells_what_is_open_due_ends_or_lapsed() -> None:
    words = said()
    for expected in (
        "Daily digest: Fri 20 Nov 2026, Team 1",
        "Unit North. As at Fri 20 Nov 2026 07:00.",
        "Alerts last checked at Fri 20 Nov 2026 06:59.",
        "2 critical alerts 1 not acknowledged",
        "17 alerts, the most serious and longest late first.",
        "Critical 44NI/00305/26 Overdue: Computer report 3 Jul 26 100 working days late 17 Nov 26, lapsed",
        "44NI/00596/26 Overdue: Supervisor's review 24 Jul 26 85 working days late 23 Nov 26",
        "none yet",
        "2. Acknowledged and lapsed",
        "What falls due from Fri 20 Nov 2026 to Mon 23 Nov 2026. 2 in all.",
        "Mon 23 Nov 2026 44NI/00702/26 Supervisor's review REV-01",
        "Tue 24 Nov 2026 44NI/00417/26 S1 inspector or above, by 24 Nov 26",
        "Wed 11 Nov 2026 44NI/00611/26 No OIC 9 days",
        "Mon 30 Nov 2026 44NI/00417/26 Sexual risk order",
        "Not on this paper: 2 restricted cases, withheld.",
        "For inspector; printed by DS 902 Ade",
    ):
        assert expected in words, expected
    assert "DRAFT" not in words
    assert drawn() == drawn()


def test_a_day_on_which_nothing_is_open_says_so_in_each_place() -> None:
    none: dict[str, Any] = dict.fromkeys(("alerts", "lapsed", "due", "bail", "unallocated", "protections"), ())
    words = said(**none, withheld=0, team="", number="")
    for expected in (
        "Fri 20 Nov 2026, all teams",
        "No alert is open.",
        "No promised next step is past its day.",
        "Nothing falls due from Fri 20 Nov 2026 to Mon 23 Nov 2026.",
        "No bail ends within 14 days.",
        "Every open case has an OIC.",
        "No protective measure ends within 14 days.",
        "DRAFT",
        "A draft: not given out",
    ):
        assert expected in words, expected
    assert "restricted" not in words


def test_an_old_check_of_alerts_and_a_demo_are_said_loudly() -> None:
    assert "Alerts have never been checked: what is late may be missing here." in said(last_alert_check=None)
    old = said(last_alert_check=AT - timedelta(minutes=16), demo=True)
    assert "Alerts were last checked at Fri 20 Nov 2026 06:44: what became late since may be missing here." in old
    assert "Demonstration unit: every case on this paper is made up." in old
    assert "may be missing" not in said(last_alert_check=AT - timedelta(minutes=15))


def test_every_serious_alert_is_listed_and_the_rest_is_counted() -> None:
    serious = tuple(an_alert(place, Severity.CRITICAL) for place in range(150))
    others = tuple(an_alert(place, Severity.NOTICE) for place in range(200, 203 + MOST_OTHERS))
    pages = pages_of(drawn(alerts=serious + others, lapsed=()))
    text = " ".join(pages)
    assert all(row.reference in text for row in serious)
    assert "3 more warnings and notices in Undrift." in text
    assert others[-1].reference not in text
    assert others[MOST_OTHERS - 1].reference in text
    assert all("Severity Case What Due Late Next step" in page for page in pages if "Critical" in page)


words = st.text(max_size=120)


@settings(max_examples=25)
@given(reference=words, what=words, said=words, unit=words, recipient=words)
def test_any_text_makes_a_digest_that_can_be_read(
    reference: str, what: str, said: str, unit: str, recipient: str
) -> None:
    row = DigestRow("case", reference, what, a_digest().day, said)
    alerts = (replace(an_alert(0), reference=reference, what=what),)
    rows = dict.fromkeys(("due", "bail", "unallocated", "protections"), (row,))
    pages = pages_of(drawn(alerts=alerts, lapsed=alerts, unit=unit, recipient=recipient, **rows))
    assert all(page.count(STANDARD.marking) >= 2 for page in pages)
