"""The weekly drift report: rows in, text and bytes out."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.tracker.reports.approved_papers import APPROVED, PAPERS, text_of_paper
from tests.tracker.reports.report_rows import (
    DIGEST,
    NUMBER,
    correction,
    drawing_of,
    empty_sections,
    moved,
    no_cases,
    pages_of,
    questions,
    slipped,
    text_of,
    weekly_drift,
)
from tracker.errors import RuleBroken
from tracker.reports.page_layout import STANDARD
from tracker.reports.weekly_drift import change_in_words, weekly_drift_pdf
from tracker.reports.weekly_drift_questions import SECTIONS
from tracker.rows.weekly_drift import Correction, CountsAs, Figure, MoveLine, Question, QuestionLine
from tracker.rows.weekly_drift_json import weekly_drift_from, weekly_drift_text

ROOT = Path(__file__).parents[3]

EMPTY_SECTIONS = (
    "Nothing to report that differs from the week before.",
    "No milestone was past its first due date.",
    "No milestone was past its first due date at the end of Sun 22 Nov 2026.",
    "No late milestone waits for anybody.",
    "No alert stands on the unit list without somebody who has taken it on.",
    "No open target was ever given another date.",
    "Nothing was entered this week that changes what an earlier paper said.",
    "Something happened in every open case within the last 28 days.",
    "No bail period ends within 42 days.",
    "Every open case has an officer in the case.",
    "Every open case has a decisive milestone with a clock, or a cause of delay with a next step.",
    "No milestone was done after its first due date this week.",
    "No late milestone, and so no cause of delay.",
    "No restricted case is withheld from this paper.",
)
HEADINGS = [
    "What changed",
    "The ten worst",
    "Corrections to earlier weeks",
    "Who is awaited",
    "Alerts that nobody has taken on",
    "Causes of delay",
    "No activity, by age",
    "No next action",
    "Unallocated cases",
    *(how.heading for key, how in SECTIONS.items() if key != "no_activity"),
    "Done late this week",
    "Who it concerns",
    "What slipped, and by how much",
    "Dates that were moved",
    "What this paper leaves out",
    "Words used",
]


@pytest.fixture(scope="module")
def frozen() -> bytes:
    return weekly_drift_pdf(weekly_drift(), number=NUMBER)


@pytest.mark.parametrize("name", PAPERS)
def test_the_text_is_the_approved_text(name: str) -> None:
    assert text_of_paper(name) == (APPROVED / name).read_text(encoding="utf-8")


def test_every_page_carries_what_identifies_it(frozen: bytes) -> None:
    pages = pages_of(frozen)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert page.count(STANDARD.marking) == 2
        assert f"Page {number} of {len(pages)} " in page
        assert "Weekly drift report, Unit North, Team A" in page
        assert f"Report {NUMBER}" in page
        assert "Week 47, Mon 16 to Sun 22 Nov 2026; as at Mon 23 Nov 2026 00:00" in page
        assert "alerts last checked Sun 22 Nov 2026 23:59" in page
        assert f"Head of the audit chain: {DIGEST}" in page
        assert "DRAFT" not in page
        assert "DEMO UNIT" not in page


def test_a_draft_and_a_demo_unit_say_so_on_every_page() -> None:
    pages = pages_of(weekly_drift_pdf(weekly_drift(40, demo=True), number=""))
    assert len(pages) > 3
    for page in pages:
        assert "DEMO UNIT" in page
        assert "DRAFT" in page
        assert "Not numbered" in page
        assert f"Report {NUMBER}" not in page
    assert "this week is not frozen" in pages[0]
    assert "every case on this paper is made up" in pages[0]


def test_a_draft_speaks_of_its_own_time_not_of_the_end_of_the_week() -> None:
    report = weekly_drift()
    report = weekly_drift(as_at=report.as_at - timedelta(days=4))
    text = text_of(weekly_drift_pdf(report, number=""))
    assert "past its first due date as at Thu 19 Nov 2026 00:00" in text
    assert "at the end of Sun" not in text


def test_alerts_never_checked_is_said_loudly_and_on_every_page() -> None:
    pages = pages_of(weekly_drift_pdf(weekly_drift(last_alert_check=None), number=NUMBER))
    assert "Alerts have never been checked." in pages[0]
    assert all("alerts never checked" in page for page in pages)


@pytest.mark.parametrize(("hours", "loud"), [(24, False), (25, True)])
def test_an_old_check_of_alerts_is_said_loudly(hours: int, loud: bool) -> None:
    report = weekly_drift()
    report = weekly_drift(last_alert_check=report.as_at - timedelta(hours=hours))
    first = pages_of(weekly_drift_pdf(report, number=NUMBER))[0]
    assert ("Alerts were last checked on" in first) is loud


@pytest.mark.parametrize(
    ("value", "last_week", "words"),
    [
        (12, 9, "up 3"),
        (9, 11, "down 2"),
        (1200, 0, "up 1,200"),
        (4, 4, "same"),
        (0, None, "no earlier week"),
        (None, 4, "not known: alerts not checked"),
    ],
)
def test_a_change_is_given_in_words(value: int | None, last_week: int | None, words: str) -> None:
    assert change_in_words(Figure("open_cases", value, last_week)) == words


def test_a_figure_that_is_not_known_is_no_number() -> None:
    report = weekly_drift(last_alert_check=weekly_drift().as_at - timedelta(hours=25))
    figures = tuple(replace(one, value=None) if one.key == "critical" else one for one in report.figures)
    first = pages_of(weekly_drift_pdf(replace(report, figures=figures), number=NUMBER))[0]
    assert "not known: alerts not checked" in first
    assert "Not complete" in first
    assert weekly_drift_from(weekly_drift_text(replace(report, figures=figures))).figures == figures


def test_the_six_figures_stand_on_the_first_page(frozen: bytes) -> None:
    first = pages_of(frozen)[0]
    for words in (
        "212 Open cases up 3",
        "1,031 Overdue clocks down 2",
        "6 Late, unprotected same",
        "3 Unallocated cases up 3",
        "2 Bail ending down 2",
        "2 Devices over 90 days no earlier week",
    ):
        assert words in first


def test_eight_changes_are_told_and_the_rest_counted() -> None:
    report = weekly_drift(changed=tuple(f"Change number {place} happened." for place in range(1, 11)))
    first = pages_of(weekly_drift_pdf(report, number=NUMBER))[0]
    assert "Change number 8 happened." in first
    assert "Change number 9" not in first
    assert "2 further changes not listed here." in first


def test_the_ten_worst_are_chosen_by_drift_whatever_the_order_of_rows() -> None:
    rows = [slipped(place) for place in range(15)]
    in_order = weekly_drift_pdf(weekly_drift(slipped=tuple(rows)), number=NUMBER)
    upside_down = weekly_drift_pdf(weekly_drift(slipped=tuple(reversed(rows))), number=NUMBER)
    assert in_order == upside_down
    first = pages_of(in_order)[0]
    places = [first.index(row.reference, first.index("The ten worst")) for row in rows[:10]]
    assert places == sorted(places)
    assert all(row.reference not in first for row in rows[10:])


def test_a_slipped_row_tells_all_of_it() -> None:
    rows = (
        slipped(0, drift=12, drift_last_week=0, reason=None, moves=6, next_step="ask for a date"),
        slipped(1, drift=12, drift_last_week=12, moves=1, next_step=""),
        slipped(2, drift=9, drift_last_week=11, due=None, moves=0, oic="", to_be_confirmed=True),
        slipped(3, drift=8, drift_last_week=5, moves=0),
    )
    text = text_of(weekly_drift_pdf(weekly_drift(slipped=rows), number=NUMBER))
    assert "4 milestones in 4 cases; new this week: 1." in text
    assert (
        "44NI/00305/26 DC 3312 Patel Computer report Suspect 1, very high risk, DEV-03 12 Mar 26 now 9 Apr 26 "
        "Laboratory no cause recorded 12 new Moved 6 times. Next step: ask for a date"
    ) in text
    assert "12 same Moved once. Next step: none recorded" in text
    assert "unallocated Medical report Child 2, medium risk, MED-04 14 Mar 26 † now not known" in text
    assert "9 down 2 Next step" in text
    assert "8 up 3 Next step" in text


def test_an_unconfirmed_limit_is_explained_on_each_page_that_marks_one() -> None:
    pages = pages_of(weekly_drift_pdf(weekly_drift(60), number=NUMBER))
    marked = [page for page in pages if page.count("†") > page.count("† limit")]
    assert len(marked) > 3
    assert all("† limit to be confirmed by the force: this date may change" in page for page in marked)
    confirmed = weekly_drift(slipped=tuple(slipped(place, to_be_confirmed=False) for place in range(9)))
    assert "†" not in text_of(weekly_drift_pdf(confirmed, number=NUMBER))


def test_case_26_first_date_lateness_moves_reason_and_approver_stay_on_the_paper(frozen: bytes) -> None:
    text = text_of(frozen)
    row = "44NI/00508/26 DC 3312 Patel Computer report Suspect 1 4 May 26 11 Dec 26 5 May 26 moved 3 times 154"
    moves = (
        "1. 4 May 26: 4 May 26 to 1 Jul 26, asked by DC 4410 Novak, approved by DS 902 Ade. Reason: no intermediary",
        "2. 1 Jul 26: 1 Jul 26 to 2 Oct 26, asked by DC 4410 Novak, approved by DS 902 Ade. Reason: suite closed",
        "3. 2 Oct 26: 2 Oct 26 to 11 Dec 26, asked by DC 4410 Novak, no approval recorded. Reason: The laboratory gave",
    )
    assert " ".join((row, *moves)) in text
    assert "2 targets, of which 1 had been overdue" in text
    by_supervisor = moved(
        moves=(replace(moved().moves[0], asked_by="DS 902 Ade"), replace(moved().moves[1], asked_by=""))
    )
    text = text_of(weekly_drift_pdf(weekly_drift(moved=(by_supervisor,)), number=NUMBER))
    assert "asked and approved by DS 902 Ade." in text
    assert "by the program, approved by DS 902 Ade." in text


def test_case_53_each_kind_of_late_entry_says_what_the_paper_said_and_what_is_known(frozen: bytes) -> None:
    text = text_of(frozen)
    for words in (
        "open, 4 working days late done 13 Nov 26, 2 working days late 18 Nov 26 DS 902 Ade",
        "done 13 Nov 26 taken back; open, 2 working days late",
    ):
        assert words in text
    report = weekly_drift(
        corrections=(
            correction(Correction.REPORTED, milestone="", subject="", said=None, known=0, recorded_by=""),
            correction(Correction.DONE, said=1, known=0),
            correction(Correction.CLOSED, milestone="", subject="", said=0, known=0, recorded_by=""),
        )
    )
    text = text_of(weekly_drift_pdf(report, number=NUMBER))
    assert "The case itself nothing: it was not entered reported 13 Nov 26 18 Nov 26" in text
    assert "open, 1 working day late done 13 Nov 26, not late" in text
    assert "The case itself open closed 13 Nov 26" in text


def test_every_question_has_its_sentence_and_all_its_lines() -> None:
    report = weekly_drift(questions=questions(31))
    text = text_of(weekly_drift_pdf(report, number=NUMBER))
    for asked in report.questions:
        how = SECTIONS[asked.key]
        begin = text.index(f"{how.heading} {how.opening.format_map(asdict(report.counts_as))} 31 {how.counted[1]}.")
        assert all(text.index(line.cells[0], begin) for line in asked.lines)
    assert "Points and capacity have no history: they stand as at the time of freezing." in text
    unknown = replace(report.questions[0], lines=(replace(report.questions[0].lines[0], length=None),))
    text = text_of(weekly_drift_pdf(weekly_drift(questions=(unknown,)), number=NUMBER))
    assert "the quietest first. 1 case." in text
    assert "44NI/00400/26 a a a a a ?" in text


def test_small_numbers_of_children_are_not_printed(frozen: bytes) -> None:
    text = text_of(frozen)
    assert "A number from 1 to 4 is printed as under 5." in text
    assert "All open cases under 5 40 93 0 0 0 0" in text
    assert "What slipped 0 under 5 5 0 0 0 0" in text
    assert "Reviews overdue under 5 0 0" in text
    assert "What slipped under 5 30 3" in text
    assert "What slipped 7 7 7" in text
    free = weekly_drift(counts_as=CountsAs(least_shown=1))
    text = text_of(weekly_drift_pdf(free, number=NUMBER))
    assert "What slipped 0 4 5 0 0 0 0" in text
    assert "is printed as" not in text


def test_the_first_page_says_whether_the_week_is_complete() -> None:
    report = weekly_drift()
    first = pages_of(weekly_drift_pdf(report, number=NUMBER))[0]
    assert "Not complete: alerts were last checked Sun 22 Nov 2026 23:59, before the end of the week" in first
    assert "Nobody recorded anything for 28 days or more in 8 open cases." in first
    whole = weekly_drift(last_alert_check=report.as_at)
    first = pages_of(weekly_drift_pdf(whole, number=NUMBER))[0]
    assert "Complete: alerts checked Mon 23 Nov 2026 00:00, after the end of the week; 212 open cases read." in first
    assert "Not complete: alerts were never checked" in text_of(
        weekly_drift_pdf(weekly_drift(last_alert_check=None), number=NUMBER)
    )
    assert "Not complete: the week is not over, or not frozen" in text_of(weekly_drift_pdf(whole, number=""))


def test_done_in_time_but_recorded_late_stands_apart(frozen: bytes) -> None:
    text = text_of(frozen)
    late = text[text.index("Done late this week For") : text.index("1 milestone was done in time but recorded late.")]
    assert "44NI/00333/26 ABE interview Child 1 3 Nov 26 17 Nov 26 10" in late
    assert "44NI/00350/26" not in late
    entered = text[text.index("1 milestone was done in time but recorded late.") : text.index("Who it concerns For")]
    assert "44NI/00350/26 Medical decided Child 2 16 Nov 26 16 Nov 26" in entered


def test_restricted_cases_are_a_number_and_nothing_else() -> None:
    assert "2 restricted cases are withheld" in text_of(weekly_drift_pdf(weekly_drift(), number=NUMBER))
    assert "1 restricted case is withheld" in text_of(
        weekly_drift_pdf(weekly_drift(restricted_withheld=1), number=NUMBER)
    )


def test_an_empty_section_is_a_sentence_and_no_table() -> None:
    pdf = weekly_drift_pdf(empty_sections(), number=NUMBER)
    text = text_of(pdf)
    for said in EMPTY_SECTIONS:
        assert said in text
    for head in ("Reference", "Milestone", "First due", "Waiting for", "Cause "):
        assert head not in text


def test_a_week_without_cases_makes_no_paper() -> None:
    with pytest.raises(RuleBroken) as broken:
        weekly_drift_pdf(no_cases(), number=NUMBER)
    assert broken.value.code == "report_without_cases"
    assert broken.value.values["week"] == "Week 47, Mon 16 to Sun 22 Nov 2026"


def test_a_week_whose_only_cases_are_restricted_makes_a_paper_that_says_so() -> None:
    pdf = weekly_drift_pdf(no_cases(restricted_withheld=2), number=NUMBER)
    assert "2 restricted cases are withheld" in text_of(pdf)


def test_the_file_says_what_it_is_and_each_section_is_in_the_outline(frozen: bytes) -> None:
    reader = PdfReader(BytesIO(frozen))
    assert reader.metadata is not None
    assert (
        reader.metadata.title
        == "Weekly drift report UN-2026-W47, Unit North, Team A, Week 47, Mon 16 to Sun 22 Nov 2026"
    )
    assert reader.metadata.author == "Undrift"
    assert reader.metadata["/CreationDate"] == "D:20261123000000Z"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    pages = pages_of(frozen)
    entries = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]
    assert [title for title, _ in entries] == HEADINGS
    assert all(page is not None and title in pages[page] for title, page in entries)
    assert all(
        (page.mediabox.width, page.mediabox.height) == pytest.approx((595.28, 841.89), abs=0.01)
        for page in reader.pages
    )


PROGRAM = """
import sys
from hashlib import sha256
from tests.tracker.reports.approved_papers import APPROVED, PAPERS, text_of_paper
from tests.tracker.reports.report_rows import NUMBER, empty_sections, weekly_drift
from tracker.reports.weekly_drift import weekly_drift_pdf
if sys.argv[1] == "second":
    weekly_drift_pdf(empty_sections(unit="Unit Ŵest"), number="")
print(sha256(weekly_drift_pdf(weekly_drift(60), number=NUMBER)).hexdigest())
"""


@pytest.mark.parametrize(
    ("turn", "surroundings"),
    [
        ("first", {"PYTHONHASHSEED": "1", "TZ": "UTC"}),
        ("second", {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1700000000"}),
    ],
)
def test_equal_rows_give_equal_bytes_in_another_process(turn: str, surroundings: dict[str, str]) -> None:
    here = sha256(weekly_drift_pdf(weekly_drift(60), number=NUMBER)).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, turn],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here


def test_papers_drawn_at_the_same_time_do_not_mix() -> None:
    reports = [weekly_drift(30, unit=f"Unit {place} ŵ") for place in range(4)]
    alone = [weekly_drift_pdf(report, number=NUMBER) for report in reports]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda report: weekly_drift_pdf(report, number=NUMBER), reports))
    assert together == alone
    assert len(set(alone)) == 4


def test_case_54_nothing_is_said_in_colour(frozen: bytes) -> None:
    coloured = {b"rg", b"RG", b"k", b"K", b"sc", b"scn", b"SC", b"SCN", b"cs", b"CS", b"sh"}
    for operands, operator in drawing_of(frozen):
        if operator in {b"rg", b"RG"}:
            assert len(set(operands)) == 1
        else:
            assert operator not in coloured


def test_case_52_a_note_of_400_lines_runs_over_pages() -> None:
    note = "\n".join(f"line {number} of <b>400</b> & more" for number in range(1, 401))
    rows = (slipped(0, next_step=note), slipped(1))
    pages = pages_of(weekly_drift_pdf(weekly_drift(slipped=rows), number=NUMBER))
    text = " ".join(pages)
    places = [text.index(f"line {number} of <b>400</b> & more") for number in range(1, 401)]
    assert places == sorted(places)
    overflowing = [place for place, page in enumerate(pages) if "44NI/00305/26 goes on overleaf" in page]
    assert len(overflowing) > 5
    assert all("44NI/00305/26 continued" in pages[place + 1] for place in overflowing)
    assert "44NI/00306/26" in pages[overflowing[-1] + 1]


def test_case_52_a_word_of_200_letters_is_broken_and_loses_no_letter() -> None:
    word = "".join(chr(ord("A") + place % 26) for place in range(200))
    report = weekly_drift(
        slipped=(slipped(0, milestone=word, oic=word, reference=word, subject=word, next_step=word),),
        moved=(moved(0, milestone=word, moves=(a_move(word),)),),
        questions=(a_question(word),),
        changed=(word,),
        unit=word,
    )
    text = text_of(weekly_drift_pdf(report, number=NUMBER)).replace(" ", "")
    assert text.count(word) >= 9


def test_case_52_marks_in_a_text_are_printed_not_obeyed() -> None:
    said = "<b>&amp;</b> <para> 3 < 4 & 5 > 2 </i>"
    report = weekly_drift(
        slipped=(slipped(0, next_step=said, oic=said),),
        changed=(said,),
        moved=(moved(0, moves=(a_move(said),)),),
        questions=(a_question(said),),
        unit=said,
    )
    assert text_of(weekly_drift_pdf(report, number=NUMBER)).count(said) >= 6


def test_three_thousand_rows_are_all_there_under_repeated_heads() -> None:
    report = weekly_drift(3000, questions=(), splits=())
    pages = pages_of(weekly_drift_pdf(report, number=NUMBER))
    text = " ".join(pages)
    assert all(row.reference in text for row in report.slipped)
    assert f"Page {len(pages)} of {len(pages)} " in pages[-1]
    in_table = [page for page in pages if "Next step: " in page]
    assert len(in_table) > 150
    assert all("Reference OIC Milestone whom it concerns, risk, limit First due due now" in page for page in in_table)


def test_the_file_is_as_a_reader_of_another_library_sees_it(frozen: bytes) -> None:
    """Title, language, bookmarks, size of page and grey all over, as pypdfium2 reads and draws them."""
    document = pypdfium2.PdfDocument(frozen)
    assert document.get_metadata_dict()["Title"].startswith("Weekly drift report UN-2026-W47, Unit North")
    assert b"en-GB" in frozen
    assert [mark.get_title() for mark in document.get_toc()] == HEADINGS
    for page in document:
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.01)
    page = document[0].render(scale=1).to_numpy()
    assert (page[..., 0] == page[..., 1]).all()
    assert (page[..., 1] == page[..., 2]).all()
    document.close()


def a_move(reason: str) -> MoveLine:
    """A move for a reason."""
    return replace(moved().moves[0], reason=reason)


def a_question(said: str) -> Question:
    """A question with one line that says something."""
    return Question("reviews_overdue", (QuestionLine(("44NI/00001/26", said, "", "", ""), 3),))


words = st.text(max_size=60)


@settings(max_examples=25)
@given(reference=words, oic=words, milestone=words, subject=words, step=words, said=words, unit=words)
def test_any_text_makes_a_paper_that_can_be_read(
    reference: str, oic: str, milestone: str, subject: str, step: str, said: str, unit: str
) -> None:
    row = slipped(0, reference=reference, oic=oic, milestone=milestone, subject=subject, next_step=step)
    report = weekly_drift(
        slipped=(row,), changed=(said,), moved=(moved(moves=(a_move(said),)),), questions=(a_question(said),),
        splits=(), unit=unit,
    )  # fmt: skip
    pages = pages_of(weekly_drift_pdf(report, number=NUMBER))
    assert all(page.count(STANDARD.marking) >= 2 for page in pages)
