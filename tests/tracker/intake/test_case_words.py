"""Words for the coded facts of a case, and officers as trackers name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.intake.case_words import (
    label_without_name,
    read_age,
    read_kind,
    read_outcome,
    read_reference,
    read_risk,
)
from tracker.intake.officer_text import OfficerText, names_nobody, read_officer
from tracker.intake.reasons import REASONS
from tracker.intake.sheet import clean
from tracker.terms import CaseKind, Rank, RiskGrade


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("44NI/00305/26", "44NI/00305/26"),
        ("44ni / 00305 / 26", "44NI/00305/26"),
        ("44NI\\00305\\26", "44NI/00305/26"),
        ("22*1234*24", "22*1234*24"),
        ("CR 12345–25", "CR 12345-25"),
        ("305", "305"),
        ("Total", None),
        ("tba", None),
        ("Cases over 12 months", None),
        ("=1+1", None),
        ("1" * 41, None),
        ("44NI/00305/26; 44NI/00306/26", None),
    ],
)
def test_references(text: str, reference: str | None) -> None:
    assert read_reference(text) == reference


@given(st.from_regex(r"[A-Z0-9]{1,4}/[0-9]{2,6}/[0-9]{2}", fullmatch=True))
def test_a_reference_has_one_form(reference: str) -> None:
    assert read_reference(reference) == reference
    assert read_reference(reference.lower().replace("/", " / ")) == reference


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rape", CaseKind.RECENT_SEXUAL_ABUSE),
        ("Sexual assault U13", CaseKind.RECENT_SEXUAL_ABUSE),
        ("Assault by penetration", CaseKind.RECENT_SEXUAL_ABUSE),
        ("19G", CaseKind.RECENT_SEXUAL_ABUSE),
        ("Historic rape", CaseKind.NON_RECENT_ABUSE),
        ("Non-recent CSA", CaseKind.NON_RECENT_ABUSE),
        ("ABH", CaseKind.PHYSICAL_ABUSE),
        ("s.47 assault", CaseKind.PHYSICAL_ABUSE),
        ("NAI", CaseKind.PHYSICAL_ABUSE),
        ("Neglect", CaseKind.NEGLECT),
        ("Cruelty", CaseKind.NEGLECT),
        ("CSE", CaseKind.EXPLOITATION),
        ("Online grooming", CaseKind.ONLINE_ABUSE),
        ("IIOC", CaseKind.ONLINE_ABUSE),
        ("Sexual comms with a child", CaseKind.ONLINE_ABUSE),
        ("Physical + neglect", "two_kinds"),
        ("Theft", "kind_not_known"),
        ("tbc", "kind_not_known"),
        ("21", CaseKind.RECENT_SEXUAL_ABUSE),
        ("Assault, aged 21", CaseKind.PHYSICAL_ABUSE),
    ],
)
def test_kinds_of_case(text: str, kind: CaseKind | str) -> None:
    assert read_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("VH", RiskGrade.VERY_HIGH),
        ("very  high", RiskGrade.VERY_HIGH),
        ("H", RiskGrade.HIGH),
        ("Med", RiskGrade.MEDIUM),
        ("low risk", RiskGrade.LOW),
        ("n/k", RiskGrade.NOT_ASSESSED),
        ("Red", None),
        ("Standard", None),
    ],
)
def test_risk_grades(text: str, grade: RiskGrade | None) -> None:
    assert read_risk(text) is grade


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("15", "15"),
        ("OC15", "15"),
        ("O/C 15", "15"),
        ("Outcome code: 14", "14"),
        ("16 - victim does not support", "16"),
        ("1a", "1A"),
        ("01", "1"),
        ("Charged", "1"),
        ("Live", ""),
        ("n/a", ""),
        ("NFA", None),
        ("0", None),
        ("23", None),
        ("5A", None),
        ("15/16", None),
        ("2025", None),
    ],
)
def test_outcome_codes(text: str, code: str | None) -> None:
    assert read_outcome(text) == code


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("7", 7),
        ("7 yrs", 7),
        ("11 months", 0),
        ("18m", 1),
        ("<1", 0),
        ("U1", 0),
        ("6/12", 0),
        ("3 wks", 0),
        ("12/03/2015", None),
        ("teen", None),
        ("107", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert read_age(text) == age


@pytest.mark.parametrize(
    ("text", "label", "cut"),
    [
        ("JS", "JS", False),
        ("j.s.", "JS", False),
        ("A B C", "ABC", False),
        ("Child 1", "CHILD 1", False),
        ("V2", "V2", False),
        ("Jane Smith", "JS", True),
        ("JANE SMITH 2", "JS", True),
        ("Jane", "J", True),
        ("Smith, Jane (sister of victim)", "SJSO", True),
        ("JS 12/03/2015", "J", True),
        ("12/03/2015", "", True),
    ],
)
def test_labels_hold_no_name(text: str, label: str, cut: bool) -> None:
    assert label_without_name(text) == (label, cut)


@given(st.from_regex(r"[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", fullmatch=True))
def test_no_word_of_a_name_is_kept(name: str) -> None:
    label, cut = label_without_name(name)
    assert cut
    assert len(label) == 2


CONSTABLE, SERGEANT = Rank.CONSTABLE, Rank.SERGEANT


@pytest.mark.parametrize(
    ("text", "officer"),
    [
        ("DC 3312 Patel", OfficerText(CONSTABLE, "3312", "Patel")),
        ("dc3312 PATEL", OfficerText(CONSTABLE, "3312", "Patel")),
        ("DC3312Patel", OfficerText(CONSTABLE, "3312", "Patel")),
        ("DC Patel 3312", OfficerText(CONSTABLE, "3312", "Patel")),
        ("Patel, DC 3312", OfficerText(CONSTABLE, "3312", "Patel")),
        ("DC Patel (3312)", OfficerText(CONSTABLE, "3312", "Patel")),
        ("T/DC 44 O'Neill", OfficerText(CONSTABLE, "44", "O'Neill")),
        ("A/DS Khan", OfficerText(SERGEANT, "", "Khan")),
        ("D/S Khan", OfficerText(SERGEANT, "", "Khan")),
        ("Detective Sergeant 902 Ade", OfficerText(SERGEANT, "902", "Ade")),
        ("Ch Insp 12 Jones-Smith", OfficerText(Rank.CHIEF_INSPECTOR, "12", "Jones-Smith")),
        ("PSI C4410 de Souza", OfficerText(Rank.POLICE_STAFF, "C4410", "de Souza")),
        ("Patel", OfficerText(None, "", "Patel")),
        ("3312", OfficerText(None, "3312", "")),
        ("DC Patel / DC Jones", "two_officers"),
        ("DC Patel, DC Jones", "two_officers"),
        ("DC 3312 & 2107", "two_officers"),
        ("DC 3312 2107", "two_officers"),
        ("DC", "officer_not_read"),
        ("see log!!", "officer_not_read"),
    ],
)
def test_officers(text: str, officer: OfficerText | str) -> None:
    assert read_officer(text) == officer


@pytest.mark.parametrize("text", ["unallocated", "Not allocated", "TBC", "awaiting allocation", "n/a", "?", "vacant"])
def test_nobody(text: str) -> None:
    assert names_nobody(text)


@given(st.text(max_size=40).map(clean).filter(bool))
def test_any_text_gives_a_fact_or_a_known_reason(text: str) -> None:
    officer, kind = read_officer(text), read_kind(text)
    assert isinstance(officer, OfficerText) or officer in REASONS
    assert isinstance(kind, CaseKind) or kind in REASONS
    label_without_name(text)
    read_age(text)
    read_outcome(text)
    read_reference(text)
    read_risk(text)
