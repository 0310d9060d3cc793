"""What holds of every paper: any text is printed, nothing is cut, all of a long list comes, on every page its marks."""

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from tests.review_rows import a_review_row
from tests.tracker.reports.every_paper import FULL, LISTS, NOTED, NOTHING, a_review, worded
from tests.tracker.reports.paper_rows import a_head, read
from tests.tracker.reports.report_rows import drawing_of
from tracker.papers import FINDERS
from tracker.reports.drawings import DRAWINGS
from tracker.reports.page_layout import MARGIN, PAGE_WIDTH, STANDARD, Marking
from tracker.terms import PaperKind
from tracker.wording import term

COLOURS = ("k", "K", "sc", "SC", "scn", "SCN")


def drawn(kind: PaperKind, content: Any, marking: Marking = STANDARD, **head: Any) -> bytes:
    return DRAWINGS[kind](content, a_head(term(kind), **({"number": "XX-7"} | head)), marking)


def whole(pdf: bytes) -> str:
    return " ".join(read(pdf))


def test_every_kind_is_found_drawn_and_tried_here() -> None:
    assert FINDERS.keys() == DRAWINGS.keys() == FULL.keys()


@pytest.mark.parametrize("kind", FULL)
def test_it_says_on_each_page_what_it_is_whose_copy_and_where_the_log_ended(kind: PaperKind) -> None:
    pdf = drawn(kind, FULL[kind](), demo=True)
    pages = read(pdf)
    for number, page in enumerate(pages, start=1):
        assert page.count(STANDARD.marking) == 2
        for words in (f"Page {number} of {len(pages)}", "XX-7", "DEMO UNIT", "For inspector; printed by DS 902 Ade",
                      "As at Fri 20 Nov 2026 07:00", "Head of the audit chain: 9f2c"):  # fmt: skip
            assert words in page
    assert "DRAFT" in whole(drawn(kind, FULL[kind](), number=""))
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title") == f"{term(kind)}: 44NI/00305/26"
        assert all(page.get_size() == pytest.approx((595.276, 841.89), abs=0.01) for page in document)
        marks = [mark.get_title() for mark in document.get_toc()]
    assert marks
    assert len(set(marks)) == len(marks)
    assert b"/Lang (en-GB)" in pdf
    assert drawn(kind, FULL[kind](), demo=True) == pdf


@pytest.mark.parametrize("kind", FULL)
def test_case_54_it_is_black_and_grey_alone(kind: PaperKind) -> None:
    used = drawing_of(drawn(kind, FULL[kind]()))
    assert not {operator.decode() for _, operator in used} & set(COLOURS)
    assert all(len(set(shade)) == 1 for shade, operator in used if operator in (b"rg", b"RG"))
    assert any(operator == b"g" for _, operator in used)


@pytest.mark.parametrize("kind", FULL)
def test_case_52_marks_in_any_text_are_printed_never_obeyed(kind: PaperKind) -> None:
    said = whole(drawn(kind, worded(FULL[kind](), "<b>&"), about="<i>&", unit="<u>&", recipient="<a>&"))
    for words in ("<b>&", "<i>&", "<u>&", "<a>&"):
        assert words in said


@pytest.mark.parametrize("kind", FULL)
def test_case_52_a_word_of_two_hundred_letters_stays_within_the_page(kind: PaperKind) -> None:
    pdf = drawn(kind, worded(FULL[kind](), "W" * 200), about="W" * 200)
    with pypdfium2.PdfDocument(pdf) as document:
        for place in range(min(3, len(document))):
            text = document[place].get_textpage()
            for number in range(text.count_rects()):
                left, _, right, _ = text.get_rect(number)
                assert MARGIN - 1 <= left < right <= PAGE_WIDTH - MARGIN + 1


@pytest.mark.parametrize("kind", FULL)
def test_case_52_a_note_of_four_hundred_lines_runs_over_pages(kind: PaperKind) -> None:
    note = "\n".join(f"line {number}" for number in range(400))
    pages = read(drawn(kind, worded(LISTS[kind](1) if kind in LISTS else FULL[kind](), note, NOTED[kind])))
    assert len(pages) > 1
    whole = "\n".join(pages)
    assert "line 0" in whole
    assert "line 399" in whole


@pytest.mark.parametrize("kind", NOTHING)
def test_where_there_is_nothing_to_show_a_sentence_says_so(kind: PaperKind) -> None:
    content, words = NOTHING[kind]
    pages = read(drawn(kind, content()))
    assert words in " ".join(pages)
    assert len(pages) == 1


@pytest.mark.parametrize("kind", LISTS)
def test_all_of_three_thousand_rows_come(kind: PaperKind) -> None:
    pages = read(drawn(kind, LISTS[kind](3000)))
    assert len(pages) > 60
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize(("count", "cases"), [(1, "1 restricted case"), (2, "2 restricted cases")])
def test_what_is_withheld_is_counted_in_plain_words(count: int, cases: str) -> None:
    register = replace(FULL[PaperKind.DEVICES](), restricted_not_shown=count)
    assert f"Not on this paper: {cases} with devices, withheld." in whole(drawn(PaperKind.DEVICES, register))


def test_a_review_to_be_filled_in_says_what_is_known_and_leaves_room_for_the_rest() -> None:
    said = whole(drawn(PaperKind.REVIEW, a_review(held=False)))
    for words in ("To be filled in by hand", "AB: family updated Mon 9 Nov 2026", "12. The next review", "Reviewer ...",
                  "Computer report, EX1", "Ring the laboratory", "Higher than before"):  # fmt: skip
        assert words in said
    assert "Nothing was said" not in said
    assert "This review was taken back." in whole(
        drawn(PaperKind.REVIEW, replace(a_review(), held=a_review_row(withdrawn=True)))
    )
