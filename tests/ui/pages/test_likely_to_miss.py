"""What is likely to miss its date, on the Drift page: asked for when it is looked at, of whom and of which day."""

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from tests.fakes import FakeTracker
from tests.forecast_rows import A_LIST
from tests.rows_to_show import a_unit
from tests.ui.keyboard import focused, press
from tests.ui.opened import open_page
from tracker.changes import Changes
from tracker.errors import StorageProblem
from tracker.rows.forecast import LikelyToMissQuestion
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.drift.drift_page import DriftPage


def opened(qtbot: QtBot, tracker: FakeTracker) -> tuple[MainWindow, DriftPage]:
    window, page = open_page(qtbot, tracker, DriftPage, [DriftPage, CaseFilePage])
    page.show_view("likely")
    return window, page


def asked(tracker: FakeTracker) -> list[LikelyToMissQuestion]:
    return [question for question in tracker.asked if isinstance(question, LikelyToMissQuestion)]


def cells(page: DriftPage, place: int) -> list[str]:
    model = page.likely.view.row_model()
    return [column.text(model.shown[place]) for column in model.columns]


def test_it_is_asked_for_when_it_is_looked_at_and_again_after_changes(qtbot: QtBot) -> None:
    tracker = a_unit()
    window, page = open_page(qtbot, tracker, DriftPage, [DriftPage, CaseFilePage])
    assert asked(tracker) == []
    page.show_view("likely")
    assert asked(tracker) == [LikelyToMissQuestion("officer-902", team_id="team-1")]
    page.show_view("slipped")
    page.show_view("likely")
    assert len(asked(tracker)) == 1
    page.whose.set_choice("all")
    page.as_at.set_text("9 oct")
    assert asked(tracker)[-1] == LikelyToMissQuestion("officer-902", as_at=date(2026, 10, 9))
    before = len(asked(tracker))
    tracker.commit(Changes.of(case=["case-1"]))
    assert len(asked(tracker)) == before + 1
    window.close()


def test_each_row_says_when_how_likely_and_from_how_many_and_leads_to_its_case(qtbot: QtBot) -> None:
    window, page = opened(qtbot, a_unit())
    row = A_LIST.rows[0]
    assert cells(page, 0) == [
        "20 Nov 26", "44NI/00305/26", "Laboratory report issued", "9 Feb 27", "20 Nov 26 to not known", "67 %", "40",
        "DC 3312 Patel",
    ]  # fmt: skip
    assert cells(page, 5)[3] == "after 3 Dec 26"
    behind = page.likely.view.row_model().columns[6].accessible
    assert behind is not None
    assert behind(row) == "from 40 finished in the unit, 20 of them after a longer wait"
    page.likely.view.setFocus()
    press("Down", "Return")
    case = window.pages.page("case_file")
    assert isinstance(case, CaseFilePage)
    assert case.isVisible()
    window.close()


def test_the_footer_says_what_is_not_there(qtbot: QtBot) -> None:
    tracker = a_unit()
    window, page = opened(qtbot, tracker)
    assert page._footer.text() == (
        "23 of 23 likely to miss are shown, of 188 open milestones with a date still to come; of 21 nothing is said: "
        "fewer than 20 finished after as long a wait; 96 past a date already, under Slipped; to be confirmed by the "
        "force. Not shown: 1 restricted"
    )
    press("Ctrl+F")
    assert focused() is page.likely.find_field
    page.likely.find_field.setText("charging")
    assert page._footer.text().startswith("6 of 23 likely to miss are shown")
    nothing = replace(A_LIST, rows=(), with_date=1, not_known=0, late=0, confirmed=True)
    tracker.answers[LikelyToMissQuestion] = nothing
    page.refresh()
    assert page._footer.text().startswith(
        "0 of 0 likely to miss are shown, of 1 open milestone with a date still to come. "
    )
    assert not page.context.commands.action("open_case").isEnabled()
    window.close()


def test_a_problem_is_said_and_goes_away(qtbot: QtBot) -> None:
    tracker = a_unit()
    tracker.answers[LikelyToMissQuestion] = StorageProblem("locked")
    window, page = opened(qtbot, tracker)
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[LikelyToMissQuestion] = A_LIST
    page.refresh()
    assert len(page.likely.view.row_model().shown) == 23
    window.close()
