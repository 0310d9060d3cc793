"""Made-up facts of a case, and a person in several cases, as rows for tests of the window and for the gallery."""

from dataclasses import replace
from datetime import date

from tests.bail_rows import bail_of_a_case
from tracker.rows.case_facts import CaseFacts, ChildFacts, CodeRow, SuspectFacts
from tracker.rows.people import OfficerRow
from tracker.rows.same_person import PersonInCase, SamePerson
from tracker.terms import CaseKind, CaseStatus, Holder, RiskGrade, Sex, SubjectKind, YesNo

FACTS = CaseFacts(
    "case-0",
    "44NI/00305/26",
    4,
    CaseKind.ONLINE_ABUSE,
    RiskGrade.MEDIUM,
    "Larkspur",
    "officer-2",
    False,
    (ChildFacts("child-1", 2, "AB", "7001", 8, None, Sex.FEMALE, "W1", YesNo.NO, True),),
    (SuspectFacts("suspect-1", 3, "S1", "7001234", YesNo.YES),),
    (OfficerRow("officer-1", "DC 3312 Patel", None, ""), OfficerRow("officer-2", "DS 902 Ade", "team-1", "Team 1")),
    (CodeRow("W1", "W1 British"), CodeRow("A3", "A3 Bangladeshi")),
)
A_CASE = PersonInCase(
    "case-0", "44NI/00305/26", "suspect-1", SubjectKind.SUSPECT, "S1", CaseKind.ONLINE_ABUSE, CaseStatus.OPEN,
    RiskGrade.VERY_HIGH, "DC 3312 Patel", "Team 1", date(2026, 1, 29), Holder.LABORATORY, 3,
)  # fmt: skip
PERSON = SamePerson(
    "suspect-1",
    SubjectKind.SUSPECT,
    "S1",
    "7001234",
    (
        A_CASE,
        replace(A_CASE, case_id="case-1", reference="44NI/00402/26", subject_id="suspect-9", label="GH", overdue=0),
        replace(
            A_CASE, case_id="case-2", reference="44NI/00077/21", subject_id="child-3", label="G",
            subject_kind=SubjectKind.CHILD, status=CaseStatus.CLOSED, risk=RiskGrade.LOW, oic="", overdue=0,
            kind=CaseKind.NEGLECT, reported_on=date(2021, 3, 4), held_by=Holder.NOBODY,
        ),
    ),
    bail_of_a_case()[:2],
    1,
)  # fmt: skip
