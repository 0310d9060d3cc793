"""Cases found and what can be recorded of one, for tests of the quick update and for the gallery."""

from datetime import date, timedelta
from typing import Any

from tests.fakes import A_FRIDAY
from tracker.rows.quick_update import (
    QuickCase,
    QuickCases,
    QuickCasesQuestion,
    QuickEntry,
    QuickUpdate,
    QuickUpdateQuestion,
)
from tracker.terms import CaseKind, Holder, SubjectKind

TODAY = A_FRIDAY.date()
CASES = (
    QuickCase("case-0", "44NI/00305/26", "Heron", CaseKind.ONLINE_ABUSE, "DC 3312 Patel", 305),
    QuickCase("case-1", "44NI/00306/26", "", CaseKind.NEGLECT, "", 12),
    QuickCase("case-2", "44NI/00417/26", "", CaseKind.RECENT_SEXUAL_ABUSE, "DC 1881 Ŵyn", 9),
)


def an_entry(kind: str, name: str, subject: str = "", late: int = 0, **other: Any) -> QuickEntry:
    """Give one thing that can be recorded; a milestone waits for it."""
    facts: dict[str, Any] = {
        "kind": kind,
        "name": name,
        "subject_kind": SubjectKind.CHILD if subject else SubjectKind.CASE,
        "subject_id": f"subject {subject}" if subject else "case-0",
        "subject": subject,
        "milestone_id": f"{kind} {subject}",
        "version": 3,
        "due": TODAY - timedelta(days=late) if late else TODAY + timedelta(days=9),
        "state_key": "overdue" if late else "running",
    }
    return QuickEntry(**(facts | other))


ENTRIES = (
    an_entry("computer_report", "Computer report", "EX1, computer", 176),
    an_entry("abe_interview", "ABE interview", "Child 1", 3),
    an_entry("abe_interview", "ABE interview", "Child 2"),
    an_entry("medical_report", "Medical report received", "Child 1"),
    an_entry("child_and_family_update", "Update to the child and family", "Child 1"),
    an_entry("device_submitted", "Submitted to the laboratory", "EX2, phone"),
    an_entry("file_to_cps", "File sent to the CPS", "Suspect 1", milestone_id="", version=0, due=None,
             state_key="not_started"),
    an_entry("charging_decision", "Charging decision", "Suspect 1", chases=Holder.CPS),
    an_entry("medical_report", "Medical report received", "Child 1", chases=Holder.HEALTH),
    an_entry("review_sergeant", "Sergeant's review"),
    an_entry("scene", "Scene examined", milestone_id="", version=0, due=None, state_key="not_started"),
)  # fmt: skip


def cases_found(question: QuickCasesQuestion) -> QuickCases:
    """Find cases by a part of their reference."""
    rows = tuple(row for row in CASES if question.typed.casefold() in row.reference.casefold())
    return QuickCases(rows, 5 if len(rows) > 2 else 0)


def a_quick_update(question: QuickUpdateQuestion) -> QuickUpdate:
    """Give what can be recorded of the case."""
    return QuickUpdate(question.case_id, "44NI/00305/26", date(2026, 1, 19), ENTRIES)
