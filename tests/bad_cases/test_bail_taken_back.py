"""Bad case 25: an extension of bail is taken back or corrected after the period has stood still since."""

from datetime import date

from tests.bail_cases import arrest, bail_clocks, event_of, extend, milestones, record, row_of, withdraw
from tests.cores import open_a_case
from tracker.bootstrap import Tracker
from tracker.terms import BailEventKind, BailState, ClockState, MilestoneState

K = BailEventKind


def test_bad_case_25_an_extension_taken_back_after_later_pauses_is_reckoned_from_the_whole_list(core: Tracker) -> None:
    case_id = open_a_case(core, reported_on=date(2026, 1, 5))
    of = arrest(core, case_id, date(2026, 1, 10), K.RELEASED_ON_BAIL)
    wrong = extend(core, case_id, of, date(2026, 4, 1), "inspector")
    record(core, case_id, of, K.RELEASED_FOR_CHARGING, date(2026, 4, 5))
    record(core, case_id, of, K.CPS_REQUESTED, date(2026, 11, 16))
    stood_still = (date(2026, 11, 15) - date(2026, 4, 6)).days + 1
    six_months = date(2026, 7, 10)
    assert row_of(core, case_id, of).ends == date.fromordinal(six_months.toordinal() + stood_still)

    withdraw(core, case_id, of, wrong, "authorised for another suspect")
    row, clock = row_of(core, case_id, of), bail_clocks(core, case_id)[0]
    assert (row.state, row.ends, clock.due) == (BailState.RUNNING, date(2026, 11, 22), date(2026, 11, 22))
    assert (clock.state, clock.first_due) == (ClockState.RUNNING, date(2026, 4, 10))

    extend(core, case_id, of, date(2026, 4, 4), "superintendent")
    row, clock = row_of(core, case_id, of), bail_clocks(core, case_id)[0]
    assert row.ends == clock.due == date.fromordinal(six_months.toordinal() + stood_still)
    taken_back = event_of(core, case_id, of, wrong)
    assert taken_back.withdrawn == "authorised for another suspect"
    assert [one.state for one in milestones(core, case_id, "bail_extension_decided")] == [
        MilestoneState.NOT_REQUIRED, MilestoneState.DONE,
    ]  # fmt: skip
