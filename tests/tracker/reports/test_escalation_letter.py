"""The letter of an escalation says to whom, from which post, what, since when and by when; any text is printed."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracker.reports.letter_rows import a_letter
from tests.tracker.reports.report_rows import pages_of, text_of
from tracker.reports.escalation_letter import escalation_letter_pdf
from tracker.reports.page_layout import STANDARD, Marking
from tracker.rows.escalation_letter import AskedRow
from tracker.terms import ChaseWay

CONTACT = "secure e-mail to unit.north@force.example"


def said(**other: Any) -> str:
    return text_of(escalation_letter_pdf(a_letter(**other)))


def test_the_letter_says_everything_an_agency_needs_to_answer() -> None:
    words = text_of(escalation_letter_pdf(a_letter(), force="Northshire Police", answers_to=CONTACT))
    for expected in (
        "To Laboratory manager, Laboratory",
        "From Detective inspector, Team 1, Unit North, Northshire Police",
        "Our reference 44NI/00305/26, EL-44NI/00305/26-1",
        "Your reference DFU 2026/1187",
        "Answer by Fri 27 Nov 2026",
        "By Fri 27 Nov 2026: A start date this month, and who examines it",
        "Why this comes to you: Two days promised by the examiner have passed",
        "Laboratory report issued, EX1. Awaited since Thu 30 Apr 2026.",
        "DEV-04 Computer report within 60",
        "12 Mar 26 20 May 26 131 working days late",
        "Mon 12 Oct 2026 Phone Examiner 30 Oct 26 the day passed without it",
        "Mon 2 Nov 2026 E-mail not recorded no day was promised",
        "Mon 9 Nov 2026 Escalated Laboratory manager 13 Nov 26 no answer on record",
        "to the detective inspector, Team 1, Unit North, Northshire Police, quoting 44NI/00305/26",
        f"Answers go to: {CONTACT}",
        "no name of a child, a suspect or a witness.",
        "printed by Detective sergeant, Team 1",
        "Page 1 of 1",
    ):
        assert expected in words, expected
    assert words.count(STANDARD.marking) == 2


def test_what_is_not_on_record_is_said_to_be_so() -> None:
    bare = said(awaited="", since=None, limits=(), asked=(), their_reference="", number="", demo=True)
    for expected in (
        "Your agency's part in this case as a whole. Since when is not on record.",
        "No time limit runs on it in our records.",
        "No earlier request for it is on record.",
        "Our reference 44NI/00305/26 Answer by",
        "Answers go to: ....",
        "DRAFT",
        "Demonstration unit: every case on this paper is made up.",
    ):
        assert expected in bare, expected
    assert "Your reference" not in bare
    assert "DRAFT" not in said()


def test_equal_letters_give_equal_bytes_and_the_forces_marking_stands_on_them() -> None:
    assert escalation_letter_pdf(a_letter()) == escalation_letter_pdf(a_letter())
    assert escalation_letter_pdf(a_letter()) != escalation_letter_pdf(a_letter(number="EL-44NI/00305/26-2"))
    own = text_of(escalation_letter_pdf(a_letter(), Marking("OFFICIAL", "Ours")))
    assert own.count("OFFICIAL") == 2
    assert STANDARD.marking not in own


def test_a_hundred_requests_run_over_pages_and_none_is_lost() -> None:
    one = a_letter().asked[0]
    asked = tuple(replace(one, post=f"Examiner {number} <b>&") for number in range(100))
    pages = pages_of(escalation_letter_pdf(a_letter(asked=asked, why="<i>because</i> " * 14)))
    text = " ".join(pages)
    assert len(pages) > 2
    assert all(f"Examiner {number} <b>&" in text for number in range(100))
    assert "<i>because</i>" in text
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


words = st.text(max_size=200)


@settings(max_examples=25)
@given(why=words, asked_for=words, post=words, awaited=words, theirs=words, unit=words, answers_to=words)
def test_any_text_makes_a_letter_that_can_be_read(
    why: str, asked_for: str, post: str, awaited: str, theirs: str, unit: str, answers_to: str
) -> None:
    asked = (AskedRow(a_letter().on, ChaseWay.LETTER, post, None, why),)
    letter = a_letter(
        why=why, asked_for=asked_for, post=post, awaited=awaited, their_reference=theirs, unit=unit, asked=asked
    )
    pages = pages_of(escalation_letter_pdf(letter, force=unit, answers_to=answers_to))
    assert all(page.count(STANDARD.marking) >= 2 for page in pages)
