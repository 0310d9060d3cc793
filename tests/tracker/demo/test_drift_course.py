"""The period before a day, of the demo unit: it adds up to the ledger, the devices and the CPS positions."""

from collections import Counter
from datetime import date, timedelta

import pytest

from tests.statements import count_statements
from tests.tracker.demo.making import AS_OF
from tracker.bootstrap import Tracker
from tracker.rows.cps_position import CpsPosition, CpsPositionQuestion
from tracker.rows.device_register import DeviceRegister, DeviceRegisterQuestion
from tracker.rows.drift_board import DriftBoard, DriftBoardQuestion
from tracker.rows.drift_course import FIRST_TIME, DriftCourse, DriftCourseQuestion
from tracker.terms import Holder

EARLIER = AS_OF - timedelta(days=40)


def course(core: Tracker, day: date = AS_OF, weeks: int = 13) -> DriftCourse:
    assert core.person is not None
    found: DriftCourse = core.ask(DriftCourseQuestion(core.person.officer_id, as_at=day, weeks=weeks))
    return found


@pytest.mark.parametrize(("day", "weeks", "stretches"), [(AS_OF, 13, 13), (EARLIER, 26, 26), (EARLIER, 52, 13)])
def test_the_weeks_of_the_ledger_add_up_to_its_days_in_the_period(
    core: Tracker, day: date, weeks: int, stretches: int
) -> None:
    assert core.person is not None
    board: DriftBoard = core.ask(DriftBoardQuestion(core.person.officer_id, as_at=day, weeks=weeks))
    found = course(core, day, weeks)
    assert len(found.held) == stretches
    assert (found.held[0].first, found.held[-1].last) == (board.since, day - timedelta(days=1))
    days: Counter[str] = Counter()
    for stretch in found.held:
        days.update({share.what: share.count for share in stretch.shares})
    assert days == {row.holder: row.in_period for row in board.held if row.in_period}
    known = {case.case_id for case in board.each}
    assert all(set(share.case_ids) <= known for stretch in found.held for share in stretch.shares)


def test_the_last_month_of_the_devices_is_the_register(core: Tracker) -> None:
    assert core.person is not None
    register: DeviceRegister = core.ask(DeviceRegisterQuestion(core.person.officer_id))
    last = course(core, weeks=52).devices[-1]
    seized = [row for row in register.rows if row.stage]
    assert {share.what: share.count for share in last.shares} == Counter(row.part for row in seized)
    assert {share.what: set(share.case_ids) for share in last.shares} == {
        part: {row.case_id for row in seized if row.part is part} for part in {row.part for row in seized}
    }


def test_each_file_stands_as_on_its_case(core: Tracker) -> None:
    assert core.person is not None
    files = course(core, weeks=52).files
    assert len(files) > 10
    assert [one.our_days + one.cps_days for one in files] == sorted(
        (one.our_days + one.cps_days for one in files), reverse=True
    )
    for file in files[:12]:
        position: CpsPosition = core.ask(CpsPositionQuestion(core.person.officer_id, file.case_id))
        (row,) = (row for row in position.rows if row.suspect == file.suspect)
        assert (row.our_days, row.cps_days, row.first_time) == (file.our_days, file.cps_days, file.first_time)
        assert row.with_whom == file.with_whom
        assert file.with_whom in (None, Holder.OUR_UNIT, Holder.CPS)


def test_answers_are_counted_in_the_month_they_came(core: Tracker) -> None:
    found = course(core, weeks=52)
    assert sum(share.count for stretch in found.answers for share in stretch.shares) >= len(
        [one for one in found.files if one.answered_on is not None and one.answered_on > found.since]
    )
    whats = {share.what for stretch in found.answers for share in stretch.shares}
    assert FIRST_TIME in whats


def test_as_many_statements_for_any_period(core: Tracker) -> None:
    counts = []
    for day, weeks in ((AS_OF, 4), (AS_OF, 52), (EARLIER, 52)):
        with count_statements(core.database) as seen:
            course(core, day, weeks)
        counts.append(len(seen))
    assert counts == [10, 10, 10]
