"""The devices that wait: by place, late ones marked, what is not shown counted, and what can be done in the row."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.device_rows import a_device, a_device_register
from tests.fakes import FakeTracker
from tests.gallery.pictures import SIZES, settle
from tests.rows_to_show import a_unit
from tests.ui.keyboard import focused, press, write
from tests.ui.opened import open_page
from tests.ui.parts import form_of
from tracker.actions.complete_milestone import CompleteMilestone
from tracker.actions.edit_device import EditDevice
from tracker.actions.move_device import MoveDevice
from tracker.actions.record_estimate import RecordEstimate
from tracker.changes import Changes
from tracker.errors import RuleBroken, StaleRecord, StorageProblem
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion
from tracker.terms import DevicePart, LabRole, YesNo
from ui.main_window.main_window import MainWindow
from ui.pages.case_file.case_file_page import CaseFilePage
from ui.pages.caseload.caseload_page import CaseloadPage
from ui.pages.devices.devices_page import DevicesPage
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FormDrawer

Open = Callable[..., tuple[MainWindow, DevicesPage]]
NOTHING = DeviceRegister(date(2026, 11, 20), (), 4, 1)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Open the window on a tracker, at the devices."""

    def open_it(tracker: FakeTracker, size: tuple[int, int] = SIZES[0]) -> tuple[MainWindow, DevicesPage]:
        window, page = open_page(qtbot, tracker, DevicesPage, [CaseloadPage, DevicesPage, CaseFilePage], size=size)
        settle()
        return window, page

    return open_it


def shown(page: DevicesPage) -> list[str]:
    return [row.exhibit for row in page.view.row_model().shown]


def cells(page: DevicesPage, place: int) -> list[str]:
    model = page.view.row_model()
    return [model.index(place, column).data() for column in range(model.columnCount())]


def choose(words: str) -> None:
    field = focused()
    assert isinstance(field, ChoiceField)
    press("Home")
    while field.currentText() != words:
        before = field.currentIndex()
        press("Down")
        assert field.currentIndex() > before, words


def test_each_place_has_its_count_and_shows_its_devices(opened: Open) -> None:
    window, page = opened(a_unit())
    assert shown(page) == ["EX1", "EX2", "EX3", "EX4", "EX5", "EX6", "EX7"]
    assert page.totals.text() == (
        "Priority 1: 3, oldest 204 days · Priority 2: 2, oldest 177 days · Priority 3: 2, oldest 159 days"
    )
    assert page.footer_words() == "7 of 7 · not shown: 31 returned, those of 2 restricted cases"
    assert window.navigation.count_of("devices") == 7
    for part, exhibits in (
        (DevicePart.NEVER_SENT, ["EX2", "EX3", "EX7"]),
        (DevicePart.QUEUED, ["EX4"]),
        (DevicePart.STARTED, ["EX1", "EX5"]),
        (DevicePart.BACK, ["EX6"]),
        ("late", ["EX1", "EX2", "EX3", "EX4"]),
    ):
        page.parts.buttons[part].click()
        assert shown(page) == exhibits
        assert page.parts.choice() == part
    assert page._footer.text().startswith("4 of 7: 3 filtered out")
    window.close()


def test_a_row_says_where_it_is_for_how_long_and_what_moved(opened: Open) -> None:
    window, page = opened(a_unit())
    assert cells(page, 0) == [
        "Allocated to an examiner", "44NI/00305/26", "Very high", "EX1, computer", "120 days", "204 days",
        "176 working days late", "18 Dec 26", "moved 2 times, 63 days later", "re-check 24 Nov 26", "1, asked for",
        "", "DC 3312 Patel",
    ]  # fmt: skip
    assert cells(page, 3)[8:10] == ["moved 2 times, 63 days later, passed", "re-check 4 working days late"]
    assert (cells(page, 2)[0], cells(page, 2)[11]) == ("Rejected by the laboratory", "1")
    assert "told by the examiner, recorded by DC 3312 Patel" in "\n".join(page.account.lines())
    window.close()


def test_priority_one_that_nobody_asked_for_is_counted(opened: Open) -> None:
    tracker = a_unit()
    rows = (a_device(0, 6, priority_asked=YesNo.NO), a_device(1, 6, priority_asked=YesNo.YES))
    tracker.answers[DeviceRegisterQuestion] = DeviceRegister(date(2026, 11, 20), rows, 0, 0)
    window, page = opened(tracker)
    assert page.totals.text().endswith("1 of priority 1 queued without priority asked for")
    window.close()


def test_the_next_stage_takes_two_keys(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[MoveDevice] = Changes(result="milestone-9")
    window, page = opened(tracker)
    press("M", "Return")
    assert tracker.done == [MoveDevice("officer-902", "case-0", "device-0", 9, "device_imaged", date(2026, 11, 20))]
    assert window.status.said.text() == "EX1: imaged or extracted."
    assert page.drawer() is None
    window.close()


def test_what_is_out_of_order_stands_beside_the_stage(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[MoveDevice] = RuleBroken(
        "device_stage_out_of_order", field="stage", exhibit="EX1", stage="Analysed", missing="Imaged or extracted"
    )
    window, page = opened(tracker)
    press("M", "Return")
    problem = form_of(page, FormDrawer).problem_of("stage")
    assert problem == "EX1: Analysed is out of order. Record first: Imaged or extracted."
    window.close()


def test_somebody_was_quicker(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[MoveDevice] = StaleRecord("stale", who="DC 3312 Patel", when=tracker.time.now())
    window, page = opened(tracker)
    press("M", "Return")
    quicker = DeviceRegister(date(2026, 11, 20), (a_device(0, 8, course_version=12),), 0, 0)
    tracker.answers[DeviceRegisterQuestion] = quicker
    form = form_of(page, FormDrawer)
    assert focused().text().replace("&", "") == "Reload, keep what I typed"
    press("Return")
    assert form_of(page, FormDrawer) is form
    assert form.build().version == 12
    window.close()


def test_an_estimate_needs_its_day_and_who_told_it(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Q", "Return")
    assert form_of(page, FormDrawer).problem_of("day") == "Enter the day the laboratory says."
    write("8/1/27")
    press("Return")
    assert form_of(page, FormDrawer).problem_of("told_by") == "Choose who said it."
    choose("Queue desk")
    press("Return")
    assert tracker.done == [
        RecordEstimate("officer-902", "case-0", "device-0", date(2027, 1, 8), date(2026, 11, 20), LabRole.QUEUE_DESK)
    ]
    assert window.status.said.text() == "EX1: expected Fri 8 Jan 2027."
    window.close()


def test_the_childs_safety_is_looked_at_again(opened: Open) -> None:
    tracker = a_unit()
    window, _ = opened(tracker)
    press("K", "Return")
    assert tracker.done == [CompleteMilestone("officer-902", "case-0", "check-0", 1, date(2026, 11, 20))]
    assert window.status.said.text() == "EX1: re-check recorded."
    window.close()


def test_counts_are_counts(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    press("Shift+M")
    form = form_of(page, FormDrawer)
    form.field("category_a").setText("many")
    press("Return")
    assert form.problem_of("category_a") == "Enter a count, or leave it empty."
    form.field("category_a").setText("1,204")
    press("Return")
    (request,) = tracker.done
    assert isinstance(request, EditDevice)
    assert (request.category_a, request.category_b, request.exhibit) == (1204, None, "EX1")
    window.close()


def test_what_cannot_be_done_is_not_offered(opened: Open) -> None:
    window, page = opened(a_unit())
    page.view.select_key("device-5")
    assert not window.commands.action("check_safeguarding").isEnabled()
    assert window.commands.action("move_device").isEnabled()
    window.close()


def test_enter_opens_the_case_at_its_device(opened: Open) -> None:
    window, _ = opened(a_unit())
    press("Return")
    settle()
    case = window.pages.page("case_file")
    assert isinstance(case, CaseFilePage)
    assert case.tabs.currentWidget() is case.devices
    row = case.devices.chosen_device()
    assert row is not None
    assert row.device_id == "device-0"
    window.close()


def test_nothing_waits_and_the_page_says_what_it_does_not_show(opened: Open) -> None:
    tracker = a_unit()
    tracker.answers[DeviceRegisterQuestion] = NOTHING
    window, page = opened(tracker)
    assert page._plain_heading.text() == "No device waits here"
    assert page._footer.text() == "not shown: 4 returned, those of 1 restricted case"
    tracker.answers[DeviceRegisterQuestion] = StorageProblem("locked", place="p")
    press("F5")
    assert page._plain_heading.text() == "This page cannot be shown"
    tracker.answers[DeviceRegisterQuestion] = a_device_register()
    page._again.click()
    assert len(shown(page)) == 7
    window.close()


def test_mine_are_those_of_my_cases(opened: Open) -> None:
    tracker = a_unit()
    window, page = opened(tracker)
    page.whose.set_choice("mine")
    assert tracker.asked[-1] == DeviceRegisterQuestion("officer-902", oic_id="officer-902")
    page.find_field.setText("allocated")
    assert shown(page) == ["EX1"]
    window.close()
