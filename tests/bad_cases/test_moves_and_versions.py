"""Bad cases 26 and 31: a date moved six times, and a law that changes in the middle of a case."""

from datetime import date, timedelta

from tests.bad_cases.in_a_unit import allocate, arrest, complete, london, replan, sweep, the_clock
from tests.cores import INSPECTOR, SUPERVISOR, case_file, milestone, open_a_case
from tests.fakes import StoppedTime
from tests.tracker.reports.report_rows import text_of
from tracker import wording
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.actions.open_case import NewSuspect
from tracker.bootstrap import Tracker
from tracker.rows.frozen_reports import FrozenReportRow, ReportQuestion
from tracker.rows.weekly_drift import WeeklyDriftQuestion
from tracker.rows.why import WhyQuestion

REASONS = ("unwell", "no intermediary", "family abroad", "suite closed", "exams", "moved home")


def test_bad_case_26_a_date_moved_six_times_keeps_its_first_day_every_move_and_its_lateness(
    core: Tracker, time: StoppedTime
) -> None:
    time.move_to(london(2026, 11, 2))
    case_id = open_a_case(core, reported_on=date(2026, 11, 2))
    allocate(core, case_id)
    complete(core, case_id, "strategy_discussion", date(2026, 11, 2))
    first = the_clock(core, case_id, "abe_interview").due
    assert first == date(2026, 11, 4)
    time.move_to(london(2026, 11, 6))
    sweep(core)
    moved_to = []
    for number, reason in enumerate(REASONS):
        time.move_to(london(2026, 11, 9, 9 + number))
        moved_to.append(date(2026, 11, 16) + timedelta(days=7 * number))
        replan(core, case_id, "abe_interview", moved_to[-1], reason, by=INSPECTOR)
    clock = the_clock(core, case_id, "abe_interview")
    assert (clock.first_due, clock.due, clock.moves) == (first, moved_to[-1], 6)
    assert clock.overdue_since == london(2026, 11, 5, 0)
    # Wed 4 to Mon 9 November
    assert clock.drift == 3

    history = [row for row in case_file(core, case_id).history if row.what.startswith("Re-planned")]
    assert len(history) == 6
    befores = [first, *moved_to[:-1]]
    for row, reason, old, new in zip(reversed(history), REASONS, befores, moved_to, strict=True):
        assert row.who == "DI 77 Lewis"
        for said in ("ABE interview", reason, f"was due {wording.day(old)}", f"now due {wording.day(new)}"):
            assert said in row.what

    time.move_to(london(2026, 11, 16))
    paper = core.ask(WeeklyDriftQuestion(SUPERVISOR, date(2026, 11, 9)))
    (printed,) = paper.moved
    assert (printed.first_due, printed.due, printed.overdue_since) == (first, moved_to[-1], date(2026, 11, 5))
    assert [(move.old, move.new, move.reason) for move in printed.moves] == list(
        zip(befores, moved_to, REASONS, strict=True)
    )
    assert {(move.asked_by, move.approved_by) for move in printed.moves} == {("DI 77 Lewis", "DI 77 Lewis")}
    # Wed 4 November to Mon 21 December
    assert printed.slip == 33
    (slipped,) = [row for row in paper.slipped if row.limit_id == "ABE-02"]
    assert (slipped.first_due, slipped.moves, slipped.drift) == (first, 6, 7)
    frozen = core.do(FreezeWeeklyReport(SUPERVISOR, date(2026, 11, 9))).result
    assert isinstance(frozen, FrozenReportRow)
    words = text_of(core.ask(ReportQuestion(SUPERVISOR, frozen.number)).pdf)
    assert "moved 6 times 33" in words
    for reason, old, new in zip(REASONS, befores, moved_to, strict=True):
        assert f"{wording.short_day(old)} to {wording.short_day(new)}, asked and approved by DI 77 Lewis" in words
        assert reason in words


def test_bad_case_31_each_arrest_keeps_the_law_of_its_day(core: Tracker, time: StoppedTime) -> None:
    time.move_to(london(2022, 11, 15))
    case_id = open_a_case(
        core, reported_on=date(2022, 10, 1), suspects=(NewSuspect("S1"), NewSuspect("S2"))
    )  # fmt: skip
    arrest(core, case_id, date(2022, 10, 27), "S1")
    arrest(core, case_id, date(2022, 10, 28), "S2")
    bail = {row.subject: row.clocks[0] for row in case_file(core, case_id).milestones if row.kind == "bail_ended"}
    assert {subject: (clock.limit_id, clock.due) for subject, clock in bail.items()} == {
        "S1": ("OLD-01", date(2022, 11, 24)),
        "S2": ("BAIL-02", date(2023, 1, 28)),
    }
    time.move_to(london(2026, 11, 20))
    whys = {why.subject: why for why in core.ask(WhyQuestion(SUPERVISOR, case_id, "bail_ended"))}
    assert (whys["S1"].limit_id, whys["S1"].first_due) == ("OLD-01", date(2022, 11, 24))
    assert whys["S1"].basis != whys["S2"].basis
    assert milestone(core, case_id, "bail_ended").clocks[0].due
