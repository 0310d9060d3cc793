"""Linked cases on the case file, and merging: forms by keyboard, what is not shown, and where a duplicate leads."""

from dataclasses import replace
from datetime import date

from tests.gallery.pictures import settle
from tests.link_rows import some_links
from tests.merge_rows import a_preview_of_a_merge
from tests.rows_to_show import a_case_file, a_unit
from tests.ui.keyboard import press, write
from tests.ui.opened import OpenCase
from tests.ui.parts import form_of, reload_of
from tracker.actions.link_cases import LinkCases
from tracker.actions.merge_cases import MergeCases
from tracker.actions.unlink_cases import UnlinkCases
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.case_file import CaseFileQuestion
from tracker.rows.case_links import CaseLinks, CaseLinksQuestion
from tracker.rows.merging import MergeQuestion
from tracker.terms import CaseStatus, LinkKind
from ui.dialogs.link_case_dialog import LinkCaseDialog
from ui.dialogs.merge_dialogs import MergeCasesDialog, MergeIntoDialog
from ui.dialogs.withdraw_entry_dialog import WithdrawEntryDialog
from ui.merge_wording import records, what_it_does
from ui.pages.case_file.case_file_page import CaseFilePage


def turn_to_links(page: CaseFilePage) -> None:
    page.tabs.setCurrentWidget(page.links)
    settle()
    page.links.view.setFocus()


def test_linked_cases_are_shown_with_what_is_withheld_and_open_with_enter(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    turn_to_links(page)
    assert page.links.words() == "Not shown: 1 linked case that you may not see, restricted"
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Links 3"
    assert window.commands.action("unlink_case").isEnabled()
    page.links.view.select_key("link-3")
    assert not window.commands.action("unlink_case").isEnabled()
    page.links.view.select_key("link-1")
    press("Return")
    assert CaseFileQuestion("officer-902", "case-1") in tracker.asked
    window.close()


def test_nothing_but_restricted_links_is_still_said(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[CaseLinksQuestion] = CaseLinks("case-0", (), 2)
    window, page = open_case(tracker)
    turn_to_links(page)
    assert page.links.words() == "Not shown: 2 linked cases that you may not see, restricted"
    window.close()


def test_a_link_says_which_case_how_and_why(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[LinkCases] = Changes.of(case=["case-0", "case-1"], result="link-9")
    window, page = open_case(tracker)
    press("F4")
    form = form_of(page, LinkCaseDialog)
    press("Ctrl+Return")
    assert form.problem_of("other_id") == "Choose the other case: type a part of its reference."
    write("402/26")
    press("Ctrl+Return")
    assert form.problem_of("kind") == "Choose how they belong together."
    press("Down")
    press("Ctrl+Return")
    assert form.problem_of("reason") == "Say which fact links them."
    write("the same number")
    press("Ctrl+Return")
    assert tracker.done == [LinkCases("officer-902", "case-0", "case-1", LinkKind.SAME_SUSPECT, "the same number")]
    assert window.status.said.text() == "Linked with 44NI/00402/26: same suspect."
    press("Ctrl+Z")
    assert tracker.done[-1] == UnlinkCases("officer-902", "link-9", 1, "Entry undone")
    window.close()


def test_a_link_that_somebody_changed_is_read_again(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[UnlinkCases] = StaleRecord("stale", who="DS 902 Ade", when=tracker.time.now())
    window, page = open_case(tracker)
    turn_to_links(page)
    press("Shift+F4")
    form = form_of(page, WithdrawEntryDialog)
    write("another number")
    press("Return")
    assert reload_of(form).isVisible()
    known = some_links()
    tracker.answers[CaseLinksQuestion] = replace(known, rows=(replace(known.rows[0], version=7), *known.rows[1:]))
    del tracker.answers[UnlinkCases]
    form.reload_wanted.emit()
    press("Return")
    press("Ctrl+Return")
    assert tracker.done[-1] == UnlinkCases("officer-902", "link-1", 7, "another number")
    window.close()


def ask_what_it_does(page: CaseFilePage) -> MergeCasesDialog:
    press("Ctrl+F8")
    write("00402")
    press("Return")
    return form_of(page, MergeCasesDialog)


def test_what_a_merge_does_is_shown_and_follows_who_is_who(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    form = ask_what_it_does(page)
    assert tracker.asked[-1] == MergeQuestion("officer-902", "case-0", "case-1")
    assert form.told() == what_it_does(a_preview_of_a_merge())
    tracker.answers[MergeQuestion] = replace(a_preview_of_a_merge(), renamed=(("AB", "AB 2"),))
    press("End")
    assert tracker.asked[-1] == MergeQuestion("officer-902", "case-0", "case-1", (("suspect-9", "suspect-1"),))
    assert "AB is called AB 2 there." in form.told()
    press("Ctrl+Return")
    assert form.problem_of("typed") == "Type the reference of the duplicate."
    assert tracker.done == []
    write("44NI/00305/26")
    press("Return")
    same = (("suspect-9", "suspect-1"),)
    assert tracker.done == [MergeCases("officer-902", "case-0", 1, "case-1", 3, "44NI/00305/26", same)]
    said = "Merged: 44NI/00305/26 is now 44NI/00402/26. To be completed there: Needs assessment."
    assert window.status.said.text() == said
    assert CaseFileQuestion("officer-902", "case-1") in tracker.asked
    window.close()


def test_a_merge_that_is_refused_says_so_where_the_case_is_chosen(open_case: OpenCase) -> None:
    tracker = a_unit()
    tracker.answers[MergeQuestion] = RuleBroken("merge_of_restricted", field="into_id")
    window, page = open_case(tracker)
    press("Ctrl+F8")
    write("00402")
    press("Return")
    form = form_of(page, MergeIntoDialog)
    assert form.problem_of("into_id").startswith("One of the two is restricted and the other is not.")
    press("Escape")
    assert page.drawer() is None
    window.close()


def test_an_answer_for_a_form_that_has_gone_is_passed_over(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    form = ask_what_it_does(page)
    told = form.told()
    page.merge_forms._take(form, replace(form.question(), into_id="case-9"), replace(a_preview_of_a_merge(), done=1))
    assert form.told() == told
    window.close()


def test_a_merge_is_told_in_words() -> None:
    shown = a_preview_of_a_merge()
    assert records(shown) == "3 notes, 1 chase, 2 contacts, 1 device, 1 arrest"
    told = what_it_does(shown).split("\n")
    assert "– Computer report: due there Thu 12 Mar 2026" in told
    assert "– Strategy discussion: done there Mon 2 Feb 2026" in told
    assert "– Court review: without a date" in told
    assert "– Needs assessment (AB): done Thu 26 Feb 2026, complete it there" in told
    assert "– ABE interview (C2): due Thu 3 Dec 2026" in told
    assert "Its age counts from the earlier report, Sat 17 Jan 2026." in told
    bare = replace(
        shown, waiting=(), not_required=(), to_complete=(), records=(), renamed=(), arrested_twice=(),
        reported_on=shown.was_reported_on, risk_given_up="", done=1,
    )  # fmt: skip
    assert what_it_does(bare) == "Comes over as done or not required: 1 milestone."


def test_a_merged_case_leads_to_the_one_that_stays(open_case: OpenCase) -> None:
    tracker = a_unit()
    merged = replace(
        a_case_file(), status=CaseStatus.CLOSED, closed_on=date(2026, 11, 18), merged_into="case-1",
        merged_reference="44NI/00402/26",
    )  # fmt: skip
    tracker.answers[CaseFileQuestion] = lambda asked: merged if asked.case_id == "case-0" else a_case_file()
    window, page = open_case(tracker)
    assert page.case_in_hand() == ""
    for name in ("add_note", "merge_case", "reopen_case", "link_case"):
        assert not window.commands.action(name).isEnabled()
    press("Return")
    assert page.case_in_hand() == "44NI/00305/26"
    assert CaseFileQuestion("officer-902", "case-1") in tracker.asked
    tracker.answers[CaseFileQuestion] = replace(merged, merged_reference="")
    window.go_to("case_file", "case-2")
    settle()
    assert page._plain_words.text().endswith("merged on Wed 18 Nov 2026 into a case that you may not see.")
    assert page._again.isHidden()
    window.close()
