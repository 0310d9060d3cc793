"""A case as lanes of a timeline, drawn and as a list; from either one goes to the row of the case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gallery.pictures import a_window
from tests.journeys.desk import rows_of
from tests.rows_to_show import (
    TODAY,
    a_case_file,
    a_clock,
    a_moved_clock,
    a_paused_clock,
    a_unit,
    device_rows,
    milestone_rows,
)
from tests.ui.held import hold
from tests.ui.keyboard import focused, press
from tests.ui.opened import OpenCase
from tests.ui.widgets.a_course import scale_of, under_cursor
from tracker.changes import Changes
from tracker.rows.case_file import CaseFile, CaseFileQuestion, HolderRow, MilestoneRow
from tracker.terms import BailState, ClockClass, ClockState, Holder, MilestoneState, SubjectKind
from tracker.wording import day
from ui.page_context import MILESTONE_PART
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.case_file.milestone_pieces import pieces_of
from ui.pages.case_file.timeline_lanes import course_of
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.widgets.timeline.lanes import Lane, Piece, Shape

S = Shape
REPORT = next(row for row in milestone_rows() if row.name == "Computer report")


def a_file(**other: Any) -> CaseFile:
    return replace(a_case_file(), **({"milestones": (*milestone_rows(), *device_rows())} | other))


def lanes_of(file: CaseFile) -> dict[str, Lane]:
    course = course_of(file, TODAY)
    return {lane.title: lane for lane in course.shown}


def shapes(lane: Lane) -> list[tuple[Shape, date]]:
    return [(piece.shape, piece.since) for piece in lane.in_order()]


def pieces(row: MilestoneRow, ends: date = TODAY) -> dict[Shape, Piece]:
    return {piece.shape: piece for piece in pieces_of(row, ends)}


def test_the_lanes_come_in_the_order_of_a_story_the_most_pressing_milestone_first() -> None:
    assert list(lanes_of(a_file())) == [
        "Steps taken",
        "S1 · bail",
        "S2 · bail",
        "Device 1 · device",
        "Computer report",
        "Third-party material received",
        "Child 1 · Supervisor's review",
        "Update to the family",
        "Child 1 · Medical report",
        "Court review",
        "Child 1 · ABE interview",
        "Strategy discussion",
        "Held by",
    ]
    assert course_of(a_file(), TODAY).left_out == "Not drawn: 1 without a date, 1 not required"
    assert course_of(replace(a_file(), milestones=()), TODAY).left_out == ""


def test_the_steps_taken_are_the_decisive_ones_with_how_late_they_were() -> None:
    lane = lanes_of(a_file(closed_on=TODAY))["Steps taken"]
    assert [piece.label for piece in lane.in_order()] == ["report", "ABE interview (3 late)", "closed"]


def test_planned_against_actual_of_a_milestone_that_is_late() -> None:
    late = pieces(REPORT)
    first = REPORT.clocks[0].first_due
    assert first is not None
    assert late[S.PLANNED].end == first + timedelta(days=1)
    assert late[S.FIRST_DUE].since == first
    assert S.DUE not in late, "it was never moved"
    drift = late[S.DRIFT]
    assert (drift.since, drift.end, drift.label, drift.state) == (
        first + timedelta(days=1), TODAY + timedelta(days=1), "176 late", "critical",
    )  # fmt: skip
    assert "176 working days late, counted from the first due date Thu 19 Mar 2026" in drift.words
    assert (drift.part, drift.key) == (MILESTONE_PART, "milestone-2")


def test_a_date_that_was_moved_has_both_ticks_and_drifts_from_the_first() -> None:
    clock = a_moved_clock(3, late=22)
    moved = pieces(replace(REPORT, clocks=(clock,), state_key="overdue"))
    assert clock.first_due is not None
    assert (moved[S.FIRST_DUE].since, moved[S.DUE].since) == (clock.first_due, clock.due)
    assert moved[S.DRIFT].since == clock.first_due + timedelta(days=1)
    assert moved[S.FIRST_DUE].words.startswith("First due Wed 9 Sep 2026")
    assert moved[S.DUE].words.startswith("Due now ")


def test_what_was_done_late_drifted_until_it_was_done() -> None:
    first = date(2026, 2, 1)
    clock = a_clock(1, state=ClockState.STOPPED, drift=3, late=0, first_due=first, due=first)
    done = pieces(
        replace(REPORT, state=MilestoneState.DONE, state_key="done_late", happened_on=date(2026, 2, 4), clocks=(clock,),
                note="by video link")
    )  # fmt: skip
    assert (done[S.DRIFT].since, done[S.DRIFT].end) == (date(2026, 2, 2), date(2026, 2, 5))
    assert (done[S.DONE].since, done[S.DONE].state) == (date(2026, 2, 4), "done_late")
    assert done[S.DONE].words == "Computer report: done Wed 4 Feb 2026, 3 working days late, by video link"
    assert done[S.FIRST_DUE].words.startswith("Was due Sun 1 Feb 2026")


def test_pauses_say_whose_need_and_one_that_is_open_lasts_until_today() -> None:
    paused = replace(REPORT, state_key="paused", clocks=(a_paused_clock(7), a_paused_clock(8)))
    found = [piece for piece in pieces_of(paused, TODAY) if piece.shape is S.PAUSE]
    assert [(piece.since, piece.end) for piece in found] == [
        (date(2026, 3, 2), date(2026, 3, 9)), (date(2026, 4, 20), TODAY),
    ]  # fmt: skip
    assert "our own wait: it counts as lateness" in found[0].words
    assert "Paused since Mon 20 Apr 2026, 214 days so far" in found[1].words
    assert "not our own wait" in found[1].words


def test_limits_side_by_side_are_named_at_their_ticks() -> None:
    law = a_clock(2, limit="by law", limit_id="CRT-01")
    both = pieces(replace(REPORT, clocks=(law, replace(law, clock_id="other", limit="by the force"))))
    due = f"Due {day(law.first_due)}" if law.first_due else ""
    assert both[S.FIRST_DUE].words == f"{due} · by law. {due} · by the force"


def test_hours_and_periods_and_what_has_no_date() -> None:
    at = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    timed = a_clock(1, late=4, in_hours=True, first_due=None, first_due_at=at, due=None, due_at=at)
    by_the_hour = pieces(replace(REPORT, clocks=(timed,)))
    assert by_the_hour[S.FIRST_DUE].since == by_the_hour[S.DRIFT].since == date(2026, 11, 19)
    assert by_the_hour[S.DRIFT].label == "4 h late"
    period = a_clock(1, clock_class=ClockClass.PERIOD, drift=None)
    assert pieces(replace(REPORT, clocks=(period,)))[S.FIRST_DUE].words.startswith("Ends ")
    unknown = a_clock(1, first_due=None, due=None, unknown="beyond_calendar", started_on=date(2026, 3, 1))
    open_ended = pieces(replace(REPORT, clocks=(unknown,)))
    assert (open_ended[S.PLANNED].since, open_ended[S.PLANNED].end) == (date(2026, 3, 1), TODAY + timedelta(days=1))
    drifting = replace(unknown, started_on=None, drift=3)
    assert pieces(replace(REPORT, clocks=(drifting,))) == {}


def test_turns_of_what_recurs_share_a_lane() -> None:
    update = next(row for row in milestone_rows() if row.name == "Update to the family")
    done = replace(
        update, milestone_id="before", state=MilestoneState.DONE, state_key="done", happened_on=date(2026, 10, 1)
    )
    later = replace(update, name="Update to the family (2)")
    course = course_of(a_file(milestones=(done, later)), TODAY)
    (lane,) = [lane for lane in course.lanes if lane.key.startswith(update.kind)]
    assert (lane.title, lane.state) == ("Update to the family", "running")
    assert (S.DONE, date(2026, 10, 1)) in shapes(lane)


def test_bail_stands_apart_from_the_days_on_which_it_stood_still() -> None:
    found = lanes_of(a_file())
    assert shapes(found["S1 · bail"]) == [
        (S.BAIL, date(2026, 5, 30)),
        (S.EVENT, date(2026, 5, 30)),
        (S.STILL, date(2026, 9, 3)),
        (S.BAIL, date(2026, 9, 24)),
        (S.DUE, date(2026, 11, 30)),
    ]
    end = found["S1 · bail"].in_order()[-1]
    assert end.label == "ends 30 Nov 26"
    assert "Second extension of bail, to 9 months: superintendent or above" in end.words
    assert (end.part, found["S1 · bail"].state_words) == ("bail", "on bail")
    assert shapes(found["S2 · bail"])[-1] == (S.RELEASED, TODAY - timedelta(days=96))
    assert found["S2 · bail"].in_order()[-1].words.endswith("97 days so far")


def test_bail_that_ended_says_when_and_leaves_a_gap_after_it() -> None:
    row = a_case_file().bail[0]
    over = replace(
        row,
        state=BailState.ENDED,
        ends=None,
        since=date(2026, 11, 2),
        spans=(row.spans[0], replace(row.spans[-1], state=BailState.ENDED)),
    )
    lane = lanes_of(a_file(bail=(over,)))["S1 · bail"]
    assert shapes(lane)[-1] == (S.EVENT, date(2026, 11, 2))
    assert [piece.shape for piece in lane.pieces].count(S.BAIL) == 1
    bare = replace(over, arrested_on=None, since=None, spans=())
    assert lanes_of(a_file(bail=(bare,)))["S1 · bail"].pieces == ()


def test_a_device_shows_its_stages_who_has_it_and_what_is_late() -> None:
    lane = lanes_of(a_file())["Device 1 · device"]
    held = [(piece.holder, piece.since, piece.end) for piece in lane.in_order() if piece.shape is S.STAGE]
    assert held == [
        ("our_unit", date(2026, 1, 26), date(2026, 2, 16)),
        ("laboratory", date(2026, 2, 16), date(2026, 2, 19)),
        ("laboratory", date(2026, 2, 19), date(2026, 5, 5)),
        ("laboratory", date(2026, 5, 5), TODAY),
    ]
    labels = [piece.label for piece in lane.in_order() if piece.shape is S.DONE]
    assert labels == ["Seized", "Submitted to the laboratory", "Accepted by the laboratory", "Imaged or extracted"]
    (drift,) = [piece for piece in lane.pieces if piece.shape is S.DRIFT]
    assert drift.words.startswith("Laboratory report issued · 61 working days late")
    assert {S.FIRST_DUE, S.DUE} <= {piece.shape for piece in lane.pieces}
    assert lane.state == "overdue"


def test_a_device_that_went_back_is_with_nobody_and_one_without_stages_is_not_drawn() -> None:
    back = tuple(
        replace(row, state=MilestoneState.DONE, state_key="done", happened_on=row.happened_on or date(2026, 6, number))
        for number, row in enumerate(device_rows(), 1)
    )
    lane = lanes_of(a_file(milestones=back))["Device 1 · device"]
    assert max(piece.end for piece in lane.pieces if piece.shape is S.STAGE) == date(2026, 6, 6)
    assert [piece.shape for piece in lane.pieces].count(S.DUE) == 0
    assert "Device 1 · device" not in lanes_of(a_file(milestones=milestone_rows()))


def test_the_holders_follow_one_another_to_the_last_day() -> None:
    lane = lanes_of(a_file())["Held by"]
    assert [(piece.holder, piece.since, piece.end) for piece in lane.pieces] == [
        ("awaiting_allocation", date(2026, 1, 19), date(2026, 1, 22)),
        ("our_unit", date(2026, 1, 22), date(2026, 4, 30)),
        ("laboratory", date(2026, 4, 30), TODAY),
    ]
    assert "Laboratory, since Thu 30 Apr 2026, 204 days so far" in lane.pieces[-1].words
    same_day = HolderRow(TODAY, TODAY, Holder.CPS, "sent")
    assert lanes_of(a_file(holders=(same_day,)))["Held by"].pieces == ()
    today = HolderRow(TODAY, None, Holder.CPS, "sent")
    (one,) = lanes_of(a_file(holders=(today,), reported_on=TODAY, age_days=0))["Held by"].pieces
    assert (one.end - one.since).days == 1


def test_a_closed_case_ends_on_the_day_it_was_closed() -> None:
    course = course_of(a_file(age_days=100, closed_on=date(2026, 4, 29)), TODAY)
    assert (course.begins, course.ends) == (date(2026, 1, 19), date(2026, 4, 29))


def test_the_end_of_a_bail_without_an_arrest_has_a_lane_of_its_own_milestone() -> None:
    ended = replace(REPORT, kind="bail_ended", name="Applicable bail period ended", subject="S9",
                    subject_kind=SubjectKind.SUSPECT)  # fmt: skip
    assert "S9 · Applicable bail period ended" in lanes_of(a_file(milestones=(ended,), bail=()))
    assert "S9 · Applicable bail period ended" not in lanes_of(a_file(milestones=(ended,)))


def test_the_list_of_milestones_stays_in_view_under_the_timeline(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    assert page.timeline.view.isVisible()
    assert page.milestones.view.viewport().height() >= 4 * 28
    window.close()


def test_the_list_has_the_same_pieces_as_the_drawing(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    press("Ctrl+T")
    assert focused() is page.timeline.view
    press("Ctrl+Shift+T")
    assert focused() is page.timeline.list
    course = course_of(a_case_file(), TODAY)
    drawn = sorted((lane.title, piece.words) for lane in course.shown for piece in lane.pieces)
    assert sorted((row["Of"], row["What"]) for row in rows_of(page.timeline.list)) == drawn
    assert page.timeline._words.text() == f"{len(drawn)} entries · {course.left_out}"
    press("Ctrl+Shift+T")
    assert focused() is page.timeline.view
    window.close()


def test_from_a_piece_one_goes_to_its_milestone_its_bail_or_its_holder(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    page.to_do_only.setChecked(True)
    press("Ctrl+T", "Right", "Return")
    assert page.tabs.currentWidget() is page.milestones
    milestone = page.chosen_milestone()
    assert milestone is not None
    assert milestone.name == "ABE interview"
    assert not page.to_do_only.isChecked(), "it was hidden in the list"
    assert focused() is page.milestones.view
    press("Ctrl+T", "Down", "Return")
    assert page.tabs.currentWidget() is page.bail
    bail = page.bail.chosen_bail()
    assert bail is not None
    assert bail.suspect == "S1"
    press("Ctrl+T", *["PageDown"] * 9, "Return")
    assert page.tabs.currentWidget() is page.holders
    press("Ctrl+T", "Ctrl+Shift+T", "Home", "Return")
    assert page.timeline.list.hasFocus(), "the report is no row of any list"
    window.close()


def test_it_is_hidden_from_within_and_shown_again(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    press("Ctrl+T", "Ctrl+T")
    assert not page.timeline.isVisible()
    assert focused() is page.milestones.view
    press("Ctrl+T")
    assert page.timeline.view.hasFocus()
    window.close()


def test_the_buttons_zoom_and_fit(open_case: OpenCase) -> None:
    window, page = open_case(a_unit())
    view = page.timeline.view
    before = scale_of(view)
    nearer, further, fit, _as_list = page.timeline._buttons.findChildren(QPushButton)
    nearer.click()
    nearer.click()
    further.click()
    assert scale_of(view).day == pytest.approx(before.day * 1.5)
    fit.click()
    assert view.scale() == before
    window.close()


def test_a_change_keeps_the_place_in_the_timeline_and_another_case_begins_afresh(open_case: OpenCase) -> None:
    tracker = a_unit()
    window, page = open_case(tracker)
    press("Ctrl+T", "Down", "Plus")
    day = scale_of(page.timeline.view).day
    tracker.commit(Changes.of(case={"case-0"}))
    assert scale_of(page.timeline.view).day == pytest.approx(day)
    assert under_cursor(page.timeline.view)[0].title == "S1 · bail"
    tracker.answers[CaseFileQuestion] = replace(a_case_file(), case_id="case-1")
    window.go_to("case_file", "case-1")
    assert under_cursor(page.timeline.view)[0].title == "Steps taken"
    window.close()


def test_without_a_case_there_is_no_timeline_to_go_to(qtbot: QtBot) -> None:
    window = a_window(a_unit(), [CaseloadPage, CaseFilePage])
    hold(qtbot, window)
    window.go_to("case_file")
    assert not window.commands.action("timeline").isEnabled()
    assert not window.commands.action("timeline_as_list").isEnabled()
    window.close()
