"""Made-up rows about other agencies, for tests of the window and for the gallery."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.fakes import A_FRIDAY
from tracker.rows.agency_roles import AgencyRoleRow, AgencyRoles
from tracker.rows.awaited import AgencyTotal, Awaited, AwaitedRow, PostUse
from tracker.rows.case_chases import CaseChases, ChaseRow
from tracker.rows.case_third_party import CaseThirdParty, RequestRow
from tracker.rows.cps_position import CpsPosition, CpsRow
from tracker.terms import ChaseWay, Holder, ThirdParty

TODAY = A_FRIDAY.date()
POSTS = {
    Holder.LABORATORY: ("Examiner", "Laboratory manager", "Head of digital forensics"),
    Holder.HEALTH: ("Paediatrician", "Named doctor", "Designated doctor"),
    Holder.SOCIAL_CARE: ("Social worker", "Team manager", "Head of service"),
    Holder.CPS: ("Reviewing lawyer", "CPS unit head", "District crown prosecutor"),
    Holder.ANOTHER_FORCE: ("Officer in the case there", "Supervisor there"),
}


def agency_roles() -> AgencyRoles:
    """Give the posts of five agencies."""
    rows = (
        AgencyRoleRow(name.lower().replace(" ", "_"), agency, step, name)
        for agency, names in POSTS.items()
        for step, name in enumerate(names, start=1)
    )
    return AgencyRoles(tuple(rows), confirmed=False)


def a_chase(number: int, **other: Any) -> ChaseRow:
    """Give a chase of the laboratory."""
    on = TODAY - timedelta(days=9 * number)
    facts: dict[str, Any] = {
        "chase_id": f"chase-{number}",
        "on": on,
        "agency": Holder.LABORATORY,
        "how": ChaseWay.PHONE,
        "role": "Examiner",
        "milestone_id": "milestone-2",
        "milestone": "Computer report",
        "subject": "",
        "asked": "",
        "asked_by": "",
        "answer": "third in the queue",
        "answered_on": None,
        "until": on + timedelta(days=6),
        "broken": number > 0,
        "next_step": "Chase again",
        "next_chase": on + timedelta(days=7),
        "recorded_by": "DC 3312 Patel",
        "withdrawn": "",
        "version": 1,
    }
    return ChaseRow(**(facts | other))


def an_escalation(number: int, **other: Any) -> ChaseRow:
    """Give an escalation to the laboratory manager."""
    facts: dict[str, Any] = {
        "how": None,
        "role": "Laboratory manager",
        "asked": "A start date this month: two promises broken",
        "asked_by": "DI 77 Lewis",
        "answer": "",
        "next_step": "",
        "next_chase": None,
    }
    return a_chase(number, **(facts | other))


def case_chases() -> CaseChases:
    """Give two chases, an escalation and one that was withdrawn."""
    withdrawn = a_chase(3, withdrawn="DC 3312 Patel: wrong case", broken=False)
    return CaseChases("case-0", (a_chase(0), an_escalation(1), a_chase(2), withdrawn), ((Holder.LABORATORY, 1),))


def a_request(number: int, **other: Any) -> RequestRow:
    """Give a request to a school that waits and is late."""
    asked = TODAY - timedelta(days=30 + number)
    facts: dict[str, Any] = {
        "request_id": f"request-{number}",
        "milestone_id": "milestone-3",
        "source": ThirdParty.SCHOOL,
        "agency": Holder.OTHER_AGENCY,
        "what": "Attendance record",
        "asked_on": asked,
        "promised_by": asked + timedelta(days=10),
        "broken": True,
        "due": asked + timedelta(days=14),
        "late": 12,
        "state_key": "overdue",
        "waiting": True,
        "received_on": None,
        "refused_on": None,
        "refusal": "",
        "days": 30 + number,
        "chases": 2,
        "last_chased": TODAY - timedelta(days=4),
        "withdrawn": "",
        "recorded_by": "DC 3312 Patel",
        "version": 1,
    }
    return RequestRow(**(facts | other))


def case_third_party() -> CaseThirdParty:
    """Give a request that waits, one that was answered and one that was refused."""
    came = replace(
        a_request(1), source=ThirdParty.MEDICAL_RECORDS, what="Records of 2025", waiting=False, state_key="done_late",
        received_on=date(2026, 11, 9), days=21, late=5, chases=0, last_chased=None,
    )  # fmt: skip
    refused = replace(
        a_request(2), source=ThirdParty.FAMILY_COURT, what="Judgment", waiting=False, state_key="done", late=0, days=6,
        refused_on=date(2026, 10, 25), refusal="proceedings go on", broken=False, promised_by=None, chases=1,
    )  # fmt: skip
    rows = (a_request(0), came, refused)
    return CaseThirdParty("case-0", rows, tuple((row.source, row.days) for row in rows))


WAITS = (
    ("Laboratory report issued", Holder.LABORATORY, "EX1", 204),
    ("Medical report received", Holder.HEALTH, "AB", 96),
    ("Attendance record", Holder.SOCIAL_CARE, "", 61),
    ("Charging decision", Holder.CPS, "S1", 40),
    ("Strategy discussion", Holder.SOCIAL_CARE, "", 12),
    ("Allocated to an examiner", Holder.LABORATORY, "EX2", 9),
    ("File accepted at triage", Holder.CPS, "S2", 3),
)


def a_wait(number: int, **other: Any) -> AwaitedRow:
    """Give one of the open waits."""
    what, agency, subject, days = WAITS[number % len(WAITS)]
    since = TODAY - timedelta(days=days)
    late = max(0, days - 20) * 5 // 7
    facts: dict[str, Any] = {
        "milestone_id": f"milestone-{number}",
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + 97 * number:05}/26",
        "oic_id": "officer-0",
        "oic": "DC 3312 Patel",
        "team": "Team 1",
        "agency": agency,
        "source": ThirdParty.SCHOOL if number == 2 else None,
        "what": what,
        "subject": subject,
        "since": since,
        "days": days,
        "due": None if number == 6 else since + timedelta(days=20),
        "late": late,
        "state_key": "none" if number == 6 else "overdue" if late else "due_soon" if number == 4 else "running",
        "promised_by": TODAY - timedelta(days=3) if number in {0, 2} else None,
        "broken": number in {0, 2},
        "last_chased": TODAY - timedelta(days=8) if number < 4 else None,
        "chases": 3 - number if number < 3 else number % 2,
        "next_step": "Chase again" if number < 4 else "",
        "next_day": TODAY + timedelta(days=number) if number < 4 else None,
        "escalated_to": "Laboratory manager" if number == 0 else "",
        "escalated_on": TODAY - timedelta(days=5) if number == 0 else None,
        "escalation_id": "chase-1" if number == 0 else "",
        "waits": number < 3,
    }
    return AwaitedRow(**(facts | other))


def an_awaited() -> Awaited:
    """Give who is waited for in a made-up unit."""
    rows = tuple(a_wait(number) for number in range(len(WAITS)))
    totals = (
        AgencyTotal(Holder.LABORATORY, 2, 106, 1, 3),
        AgencyTotal(Holder.SOCIAL_CARE, 2, 36, 1, 0),
        AgencyTotal(Holder.CPS, 2, 22, 0, 1),
        AgencyTotal(Holder.HEALTH, 1, 96, 0, 0),
    )
    uses = (
        PostUse(Holder.LABORATORY, "Laboratory manager", 3, 2),
        PostUse(Holder.CPS, "CPS unit head", 1, 0),
    )
    return Awaited(rows, totals, date(2026, 10, 1), 2, uses)


def a_file(number: int, **other: Any) -> CpsRow:
    """Give the file of a suspect that has come back once and has an action plan open."""
    facts: dict[str, Any] = {
        "suspect_id": f"suspect-{number}",
        "suspect": f"S{number}",
        "with_whom": Holder.OUR_UNIT,
        "state_key": "overdue",
        "sent_on": date(2026, 7, 1),
        "rejections": 1,
        "first_time": False,
        "accepted_on": date(2026, 7, 20),
        "plans": 3,
        "plans_open": 1,
        "plan_due": date(2026, 11, 6),
        "decided_on": None,
        "decision": "",
        "our_days": 51,
        "cps_days": 91,
        "milestone_id": "milestone-6",
        "milestone": "CPS action plan met",
        "due": date(2026, 11, 6),
        "late": 10,
        "warning": "meeting",
    }
    return CpsRow(**(facts | other))


def cps_position() -> CpsPosition:
    """Give two files: one with a third action plan, one decided."""
    decided = a_file(
        2, with_whom=None, state_key="done", rejections=0, first_time=True, plans=0, plans_open=0, plan_due=None,
        decided_on=date(2026, 9, 4), decision="Charged", our_days=0, cps_days=65, milestone_id="", milestone="",
        due=None, late=0, warning="",
    )  # fmt: skip
    return CpsPosition("case-0", (a_file(1), decided), date(2026, 3, 2), None)
