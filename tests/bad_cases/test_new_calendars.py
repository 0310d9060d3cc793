"""Bad cases 1, 2, 3, 4 and 13 in a unit: calendars that came with the program or that the force supplies."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.bad_cases.in_a_unit import alerts, arrest, complete, happened, london, sweep, the_clock
from tests.cores import SUPERVISOR, open_a_case
from tests.fakes import StoppedTime
from tests.new_calendars import ENGLAND_AND_WALES, IN_TEN_DAYS, SHIPPED, apply, preview, published, ship_extra, toml_of
from tracker import rules_in_force
from tracker.actions.apply_rule_changes import ApplyRuleChanges
from tracker.actions.freeze_weekly_report import FreezeWeeklyReport
from tracker.bootstrap import Tracker
from tracker.domain.calendar import DayOff
from tracker.errors import RuleBroken
from tracker.rows.frozen_reports import FrozenReportRow, Paper, ReportQuestion
from tracker.rows.rule_changes import SuppliedFile
from tracker.rows.weekly_drift import WeeklyDrift, WeeklyDriftQuestion
from tracker.terms import AlertKind, CalendarName, NotCounted

MONDAY = date(2026, 11, 16)


@pytest.fixture
def case_id(core: Tracker, time: StoppedTime) -> str:
    """A case of last week: a conference due in December, a report due on 30 November, a suspect on bail."""
    time.move_to(london(2026, 11, 20))
    case_id = open_a_case(core, reported_on=date(2026, 11, 12))
    arrest(core, case_id, date(2026, 11, 18))
    happened(core, case_id, "section_47_started", date(2026, 11, 19), "AB")
    time.move_to(london(2026, 11, 24))
    complete(core, case_id, "medical_examined", date(2026, 11, 23))
    return case_id


def conference(core: Tracker, case_id: str) -> date | None:
    return the_clock(core, case_id, "child_protection_conference").due


def week(core: Tracker) -> WeeklyDrift:
    found: WeeklyDrift = core.ask(WeeklyDriftQuestion(SUPERVISOR, MONDAY))
    return found


def printed(core: Tracker, number: str) -> bytes:
    paper: Paper = core.ask(ReportQuestion(SUPERVISOR, number))
    return paper.pdf


def test_case_01_a_holiday_announced_ten_days_ahead(
    core: Tracker, time: StoppedTime, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = core.do(FreezeWeeklyReport(SUPERVISOR, MONDAY)).result
    assert isinstance(frozen, FrozenReportRow)
    paper, figures = printed(core, frozen.number), week(core)
    assert figures.slipped
    bail, report = the_clock(core, case_id, "bail_ended"), the_clock(core, case_id, "medical_report")
    assert report.due == IN_TEN_DAYS
    ship_extra(monkeypatch)
    assert conference(core, case_id) == date(2026, 12, 10)
    shown = preview(core).rows
    assert {"SG-06", "MED-07"} <= {row.limit_id for row in shown}
    assert apply(core) == len(shown)
    assert conference(core, case_id) == date(2026, 12, 11)
    after = the_clock(core, case_id, "medical_report")
    assert (after.first_due, after.due) == (IN_TEN_DAYS, date(2026, 12, 1))
    assert the_clock(core, case_id, "bail_ended") == bail
    assert printed(core, frozen.number) == paper
    again = week(core)
    assert (again.slipped, again.figures, again.changed) == (figures.slipped, figures.figures, figures.changed)
    time.move_to(london(2026, 12, 8))
    assert week(core).slipped == figures.slipped


def test_case_02_a_longer_calendar_makes_a_date_known_that_lay_behind_its_end(
    core: Tracker, time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.move_to(london(2030, 12, 23))
    case_id = open_a_case(core, reported_on=date(2030, 12, 20))
    happened(core, case_id, "section_47_started", date(2030, 12, 20), "AB")
    assert the_clock(core, case_id, "child_protection_conference").unknown == "calendar_ends"
    usual = SHIPPED[ENGLAND_AND_WALES]
    days = (*usual.days, DayOff(date(2031, 1, 1), "New Year's Day", announced=False))
    longer = replace(usual, version=2, last=date(2031, 12, 31), days=days)
    monkeypatch.setattr(rules_in_force, "shipped_calendars", lambda: {**SHIPPED, ENGLAND_AND_WALES: longer})
    found = preview(core)
    assert found.changes[0].known_to == date(2031, 12, 31)
    row = next(row for row in found.rows if row.limit_id == "SG-06")
    assert (row.old_due, row.new_due, row.provisional) == (None, date(2031, 1, 15), True)
    apply(core)
    clock = the_clock(core, case_id, "child_protection_conference")
    assert (clock.due, clock.unknown) == (date(2031, 1, 15), "")


BAD = {
    "empty": SuppliedFile("a.json", b""),
    "without days": SuppliedFile("a.json", b'{"england-and-wales": {"events": []}}'),
    "cut off": SuppliedFile("a.json", published().content[:-100]),
    "a year cut short": published(without=(date(2027, 12, 27), date(2027, 12, 28))),
    "fewer years": published(years=range(2019, 2027)),
}


@pytest.mark.parametrize("file", BAD.values(), ids=BAD)
def test_case_03_an_empty_or_truncated_file_leaves_the_last_good_copy(
    core: Tracker, case_id: str, file: SuppliedFile
) -> None:
    before = (conference(core, case_id), preview(core).calendars)
    for request in (lambda: preview(core, file=file), lambda: core.do(ApplyRuleChanges(SUPERVISOR, "", "why", file))):
        with pytest.raises(RuleBroken):
            request()
    assert (conference(core, case_id), preview(core).calendars) == before
    assert core.rules.working_days.version == 1


def test_case_04_what_is_no_bank_holiday_is_named_and_nothing_counts_until_approved(
    core: Tracker, case_id: str
) -> None:
    file = published(
        ("Extra bank holiday", "2026-11-30"), ("St Martin's Day", "2026-12-01"), ("Clocks go forward", "2027-03-28"),
        ("Platinum bank holiday", "2026-12-05"),
    )  # fmt: skip
    found = preview(core, file=file)
    assert [(row.name, row.why) for row in found.not_counted] == [
        ("St Martin's Day", NotCounted.NO_BANK_HOLIDAY),
        ("Clocks go forward", NotCounted.NO_BANK_HOLIDAY),
        ("Platinum bank holiday", NotCounted.WEEKEND),
    ]
    assert [off.day for off in found.changes[0].added] == [IN_TEN_DAYS]
    assert conference(core, case_id) == date(2026, 12, 10)
    apply(core, file=file)
    assert conference(core, case_id) == date(2026, 12, 11)
    assert core.rules.working_days.is_working(date(2026, 12, 1))


def test_case_04_an_older_shipped_list_does_not_take_an_announced_day_away_again(
    core: Tracker, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(core, file=published(("Extra bank holiday", "2026-11-30")))
    assert preview(core).changes == ()
    ship_extra(monkeypatch, date(2026, 12, 3))
    (change,) = (change for change in preview(core).changes if change.calendar is ENGLAND_AND_WALES)
    assert ([off.day for off in change.added], change.taken_away) == ([date(2026, 12, 3)], ())


def test_case_13_a_calendar_without_a_working_day_is_refused_and_the_one_in_use_stays(
    core: Tracker, case_id: str
) -> None:
    shut = "closed_every_year = [{ from = '01-01', to = '12-31', name = 'closed' }]"
    file = toml_of(SHIPPED[CalendarName.FORCE], extra=shut)
    before = core.rules.calendar(CalendarName.FORCE)
    with pytest.raises(RuleBroken, match="calendar_without_working_day"):
        apply(core, file=file)
    with suppress(RuleBroken):
        preview(core, file=file)
    assert core.rules.calendar(CalendarName.FORCE) is before


def test_case_01_and_46_a_warning_of_bail_is_told_before_a_holiday_that_was_announced_since(
    core: Tracker, time: StoppedTime, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = the_clock(core, case_id, "bail_ended", "BAIL-02").due
    assert ends is not None
    first = ends - timedelta(days=42)
    sweep(core)
    ship_extra(monkeypatch, first)
    apply(core)
    assert the_clock(core, case_id, "bail_ended", "BAIL-02").due == ends
    sweep(core)
    time.move_to(london(first.year, first.month, first.day) - timedelta(days=1))
    sweep(core)
    assert [row.due for row in alerts(core, kind=AlertKind.BAIL_ENDING)] == [ends]
