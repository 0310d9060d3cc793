"""The questions of the weekly paper: each from what was on record at the end of the week, and how they split."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.tracker.weekly_unit import BLUE, MONDAY, SERGEANT, WeeklyUnit, figure, local
from tracker.actions.add_device import AddDevice, add_device
from tracker.actions.close_case import CloseCase, close_case
from tracker.actions.edit_suspect import EditSuspect, edit_suspect
from tracker.actions.move_device import MoveDevice, move_device
from tracker.actions.open_case import NewChild, NewDevice, NewSuspect
from tracker.actions.record_arrest import RecordArrest, record_arrest
from tracker.actions.record_chase import RecordChase, record_chase
from tracker.actions.record_protection import RecordProtection, record_protection
from tracker.queries.weekly_sections import QUESTIONS
from tracker.reports.weekly_drift_questions import SECTIONS
from tracker.rows.weekly_drift import Correction, Figure, Split, WeeklyDrift
from tracker.storage.engine import Database
from tracker.storage.tables import alert, alert_step, case_record
from tracker.terms import BailEventKind, CaseKind, ChaseWay, Holder, YesNo

ONE, TWO = "44NI/00305/26", "44NI/00306/26"
WEEK = timedelta(days=7)
OIC = "DC 3312 Patel"


@pytest.fixture
def unit(sqlite_database: Database) -> WeeklyUnit:
    """A unit of two teams without a case."""
    return WeeklyUnit(sqlite_database)


def lines(report: WeeklyDrift, key: str) -> list[tuple[tuple[str, ...], int | None]]:
    """The lines of a question, each with the length of its bar."""
    (asked,) = [one for one in report.questions if one.key == key]
    return [(line.cells, line.length) for line in asked.lines]


def split(report: WeeklyDrift, key: str) -> Split:
    """How the lines of a section split."""
    (found,) = [one for one in report.splits if one.key == key]
    return found


def counted(report: WeeklyDrift, key: str, by: str = "ages") -> dict[str, int]:
    """The buckets in which a section has a line at all."""
    return {one.bucket: one.lines for one in getattr(split(report, key), by) if one.lines}


def person(unit: WeeklyUnit, case_id: str, kind: str) -> str:
    """The id of the only child or suspect of a case."""
    (found,) = getattr(unit.case(case_id), kind)
    return str(found)


def test_each_question_has_its_heading_and_the_paper_says_them_in_one_order(unit: WeeklyUnit) -> None:
    unit.at(11, 17).open(ONE)
    asked = [one.key for one in unit.at(11, 23).week().questions]
    assert asked == [*QUESTIONS, "workload"]
    assert list(SECTIONS) == asked


def test_children_wait_for_interview_medical_and_a_word(unit: WeeklyUnit) -> None:
    case_id = unit.at(10, 5).open(ONE, kind=CaseKind.RECENT_SEXUAL_ABUSE)
    unit.at(10, 6).allocate(case_id)
    child = person(unit, case_id, "children")
    report = unit.at(10, 12).week(date(2026, 10, 5))
    assert lines(report, "no_interview") == [((ONE, "AB", "10 to 15", OIC, "no plan"), 6)]
    assert lines(report, "medicals") == [((ONE, "AB", "10 to 15", "not requested", "5 Oct 26", "not chased"), 6)]
    assert lines(report, "not_updated") == lines(report, "no_activity") == []
    unit.at(10, 12, 10).happen(case_id, "medical_decided", subject_id=child)
    unit.happen(case_id, "abe_plan", subject_id=child)
    report = unit.at(10, 19).week(date(2026, 10, 12))
    assert lines(report, "no_interview")[0][0][-1] == "planned 12 Oct 26"
    assert lines(report, "medicals")[0][0][3:5] == ("not examined", "12 Oct 26")
    unit.happen(case_id, "medical_examined", subject_id=child)
    unit.happen(case_id, "abe_interview", subject_id=child)
    awaited = unit.milestone(case_id, "medical_report").id
    for day in (26, 28):
        chased = RecordChase(SERGEANT.id, case_id, Holder.HEALTH, date(2026, 10, day), ChaseWay.PHONE, awaited)
        unit.at(10, day).do(record_chase, chased)
    report = unit.at(11, 23).week()
    assert lines(report, "no_interview") == []
    assert lines(report, "medicals") == [
        ((ONE, "AB", "10 to 15", "report awaited", "19 Oct 26", "2, last 28 Oct 26"), 34)
    ]
    assert lines(report, "not_updated") == [((ONE, "AB", "10 to 15", OIC, "19 Oct 26"), 34)]
    assert figure(report, "critical").value is None
    assert report.quiet_cases == 0
    unit.happen(case_id, "medical_report", subject_id=child)
    assert lines(unit.week(), "medicals") == lines(report, "medicals")
    assert lines(unit.at(11, 30).week(MONDAY + WEEK), "medicals") == []


def test_a_quiet_case_says_since_when_nothing_happened_and_nothing_was_entered(unit: WeeklyUnit) -> None:
    children = (NewChild("AB", age_at_report=0, age_at_offence=0), NewChild("CD", age_at_report=12, age_at_offence=11))
    case_id = unit.at(10, 5).open(ONE, children=children)
    unit.at(10, 6).allocate(case_id)
    unit.open(TWO, children=(), team_id=None)
    report = unit.at(11, 23).week()
    quiet = {cells[0]: (cells[1:], days) for cells, days in lines(report, "no_activity")}
    assert quiet[ONE] == ((OIC, "Medium", "under 1; 10 to 15", "6 Oct 26", "47 days"), 47)
    assert quiet[TWO][0] == ("unallocated", "Medium", "no child on record", "6 Oct 26", "47 days")
    assert report.quiet_cases == 2
    assert counted(report, "no_activity") == {"under_1": 1, "10_to_15": 1, "not_recorded": 1}
    assert counted(report, "open_cases", "disability") == {"not_recorded": 2}
    assert {row.entry_days for row in report.slipped if row.reference == ONE} == {47}


def test_the_ages_groups_and_answers_are_those_on_record(unit: WeeklyUnit) -> None:
    unit.at(11, 17).open(ONE, children=(NewChild("AB", age_at_report=3, ethnicity="B1", disability=YesNo.YES),))
    unit.open(TWO, children=(NewChild("AB", age_at_report=19, ethnicity="NS", disability=YesNo.NO),))
    report = unit.at(11, 23).week(team_id=BLUE.id)
    assert counted(report, "unallocated") == {"1_to_4": 1, "adult_now": 1}
    assert counted(report, "unallocated", "groups") == {"black": 1, "not_stated": 1}
    assert counted(report, "unallocated", "disability") == {"yes": 1, "no": 1}
    assert [one.bucket for one in split(report, "slipped").groups] == [
        "white", "mixed", "asian", "black", "other", "not_stated", "not_recorded",
    ]  # fmt: skip
    (team,) = [cells for cells, _ in lines(report, "workload")]
    assert team[:2] == ("Blue", "2")
    assert [cells[0] for cells, _ in lines(unit.week(), "workload")] == ["Blue", "Red", "Whole unit"]


def test_suspects_on_bail_and_under_investigation(unit: WeeklyUnit) -> None:
    one, two = (unit.at(8, 3).open(reference) for reference in (ONE, TWO))
    three = unit.open("44NI/00307/26", suspects=(NewSuspect("EF", access_to_children=YesNo.NO), NewSuspect("GH")))
    for case_id in (one, two, three):
        unit.happen(case_id, "suspect_identified", date(2026, 8, 3))
    report = unit.at(8, 10).week(date(2026, 8, 3))
    assert [cells[:3] for cells, _ in lines(report, "not_arrested")] == [
        (ONE, "CD", "not recorded"),
        (TWO, "CD", "not recorded"),
        ("44NI/00307/26", "EF", "no"),
        ("44NI/00307/26", "GH", "not recorded"),
    ]
    kinds = BailEventKind.RELEASED_ON_BAIL, BailEventKind.RELEASED_UNDER_INVESTIGATION
    for case_id, released in zip((one, two), kinds, strict=True):
        suspect = person(unit, case_id, "suspects")
        unit.at(9, 21, 12).do(record_arrest, RecordArrest(SERGEANT.id, case_id, suspect, date(2026, 9, 21), released))
    report = unit.at(11, 23).week()
    assert [cells[1] for cells, _ in lines(report, "not_arrested")] == ["EF", "GH"]
    assert lines(report, "bail_ending") == [
        ((ONE, "CD", "21 Dec 26", "First extension of bail, to 6 months", "inspector or above", "21 Dec 26"), None)
    ]
    assert (figure(report, "bail_ending").value, figure(report, "bail_ending").last_week) == (1, 1)
    ((cells, since),) = lines(report, "under_investigation")
    assert (cells[:5], since) == ((TWO, "CD", "not recorded", "unallocated", "21 Sep 26"), 62)
    assert "sergeant or above" in cells[5]
    ended = unit.at(12, 28).week(date(2026, 12, 21))
    assert lines(ended, "bail_ending")[0][0][3] == "Has ended: record what followed"
    assert lines(ended, "reviews_overdue")
    assert {key for key in QUESTIONS if next(one for one in report.questions if one.key == key).as_it_is} == {
        "devices_not_allocated", "not_arrested", "devices", "bail_ending", "under_investigation", "still_apart",
    }  # fmt: skip


def test_devices_by_band_with_those_nobody_has(unit: WeeklyUnit) -> None:
    case_id = unit.at(8, 3).open(ONE, kind=CaseKind.ONLINE_ABUSE)
    for exhibit in ("EX1", "EX2", "EX3"):
        unit.do(add_device, AddDevice(SERGEANT.id, case_id, NewDevice(exhibit, "phone")))
    sent = {one.exhibit: one.id for one in unit.case(case_id).devices.values()}
    for exhibit, stages in (("EX1", ()), ("EX2", ("device_risk_scored", "device_submitted"))):
        for stage in ("device_seized", *stages):
            move(unit, case_id, sent[exhibit], stage, date(2026, 8, 4))
    report = unit.at(11, 23).week()
    assert lines(report, "devices") == [
        ((ONE, "EX1", "2", "not sent", "Seized", "110 days"), 110),
        ((ONE, "EX2", "2", "queued at the laboratory", "Submitted to the laboratory", "110 days"), 110),
        ((ONE, "EX3", "2", "not sent", "not seized", ""), None),
    ]
    assert lines(report, "devices_not_allocated") == [
        ((ONE, "EX2", "2", "Submitted to the laboratory", "4 Aug 26"), 110)
    ]
    assert (figure(report, "devices_long").value, figure(report, "devices_long").last_week) == (2, 2)
    assert figure(unit.week(date(2026, 11, 2)), "devices_long").last_week == 0


def move(unit: WeeklyUnit, case_id: str, device_id: str, stage: str, on: date) -> None:
    """Move a device to a stage."""
    row = unit.case(case_id)
    version = sum(one.version for one in row.milestones.values() if one.subject_id == device_id and is_stage(one.kind))
    unit.at(on.month, on.day, 15).do(move_device, MoveDevice(SERGEANT.id, case_id, device_id, version, stage, on))


def is_stage(kind: str) -> bool:
    """Whether a milestone counts in the version of a device's course."""
    return kind.startswith("device_") and kind not in ("device_moved", "device_safeguarding_check")


def test_files_with_the_cps_by_days_on_each_side(unit: WeeklyUnit) -> None:
    case_id = unit.at(9, 1).open(ONE)
    suspect = person(unit, case_id, "suspects")
    unit.at(10, 1).happen(case_id, "file_to_cps", subject_id=suspect)
    unit.at(10, 21).happen(case_id, "cps_action_plan_received", subject_id=suspect)
    report = unit.at(11, 23).week()
    assert lines(report, "files_with_cps") == [((ONE, "CD", "Our unit", "1 Oct 26", "32 days", "1 plan open"), 20)]
    unit.at(11, 24).happen(case_id, "charging_decision", subject_id=suspect)
    assert lines(unit.week(), "files_with_cps") == lines(report, "files_with_cps")
    assert lines(unit.at(11, 30).week(MONDAY + WEEK), "files_with_cps") == []


def test_children_apart_and_on_a_plan(unit: WeeklyUnit) -> None:
    case_id = unit.at(9, 1).open(ONE)
    child = person(unit, case_id, "children")
    lives_apart = RecordProtection(SERGEANT.id, case_id, "child_lives_apart", date(2026, 9, 2), child_id=child)
    unit.at(9, 3).do(record_protection, lives_apart)
    unit.at(10, 1).happen(case_id, "child_protection_conference", subject_id=child)
    unit.at(11, 20).happen(case_id, "police_protection_started", subject_id=child)
    assert lines(unit.at(11, 23).week(), "still_apart") == [
        ((ONE, "AB", "10 to 15", "unallocated", "The child lives apart from the suspect", "2 Sep 26"), 81),
        ((ONE, "AB", "10 to 15", "unallocated", "Plan of the conference", "1 Oct 26"), 52),
        ((ONE, "AB", "10 to 15", "unallocated", "Police protection started", "20 Nov 26"), 2),
    ]
    unit.happen(case_id, "police_protection_ended", subject_id=child)
    assert len(lines(unit.at(11, 30).week(MONDAY + WEEK), "still_apart")) == 2


def test_conditions_nobody_checked(unit: WeeklyUnit) -> None:
    case_id = unit.at(10, 5).open(ONE)
    suspect = person(unit, case_id, "suspects")
    released = BailEventKind.RELEASED_ON_BAIL
    unit.at(10, 5, 12).do(record_arrest, RecordArrest(SERGEANT.id, case_id, suspect, date(2026, 10, 5), released))
    ((cells, late),) = lines(unit.at(11, 23).week(), "conditions_not_checked")
    assert cells[:4] == (ONE, "CD", "unallocated", "never")
    assert late
    unit.happen(case_id, "bail_condition_check", subject_id=suspect)
    ((cells, _),) = lines(unit.at(12, 28).week(date(2026, 12, 21)), "conditions_not_checked")
    assert cells[3] == "23 Nov 26"


def test_the_critical_are_cases_late_and_unprotected_at_the_end_of_the_week(unit: WeeklyUnit) -> None:
    case_id = unit.at(11, 2).open(ONE)
    raised = {
        "id": "a", "subject_id": "s", "kind": "late_unprotected", "threshold": "", "episode": "", "case_id": case_id,
        "severity": "critical", "state": "open", "since": local(11, 10), "raised_at": local(11, 10), "rung": "oic",
    }  # fmt: skip
    ended_and_back = [
        {"id": what, "alert_id": "a", "at": at, "what": what}
        for what, at in (("ended", local(11, 18)), ("back", local(11, 24)))
    ]
    unit.at(11, 23).allocate(case_id)
    with unit.database.write() as connection:
        connection.execute(alert.insert().values(**raised))
        connection.execute(alert_step.insert(), ended_and_back)
    unit.at(11, 30).checked()
    critical = [figure(unit.week(MONDAY + turn * WEEK), "critical") for turn in (-1, 0, 1)]
    assert [(one.value, one.last_week) for one in critical] == [(1, 0), (0, 1), (1, 0)]


def test_what_became_critical_while_nothing_looked_counts_and_is_not_known_until_then(unit: WeeklyUnit) -> None:
    unit.at(11, 20, 15).open(ONE, suspects=(NewSuspect("CD", access_to_children=YesNo.YES),))
    unit.at(11, 20, 17).sweep()
    critical = figure(unit.at(11, 23, 8).week(), "critical")
    assert (critical.value, critical.last_week) == (None, 0)
    unit.sweep()
    assert figure(unit.week(), "critical").value == 1
    assert figure(unit.at(11, 30).week(MONDAY + WEEK), "critical").last_week == 1


def test_what_a_person_recorded_after_the_week_does_not_make_it_critical(unit: WeeklyUnit) -> None:
    case_id = unit.at(11, 18).open(ONE, suspects=(NewSuspect("CD", access_to_children=YesNo.NO),))
    unit.at(11, 23, 8).sweep()
    suspect = person(unit, case_id, "suspects")
    version = unit.case(case_id).suspects[suspect].version
    has_access = NewSuspect("CD", access_to_children=YesNo.YES)
    edited = EditSuspect(SERGEANT.id, case_id, suspect, version, has_access)
    unit.at(11, 23, 10).do(edit_suspect, edited)
    unit.sweep()
    assert figure(unit.week(), "critical").value == 0
    unit.at(11, 30).sweep()
    assert figure(unit.week(MONDAY + WEEK), "critical") == Figure("critical", 1, 0)


def test_what_was_taken_back_or_entered_late_corrects_the_paper_before(unit: WeeklyUnit) -> None:
    case_id = unit.at(11, 2).open(ONE)
    unit.at(11, 3).allocate(case_id)
    unit.at(11, 4).happen(case_id, "strategy_discussion")
    unit.at(11, 13).complete(case_id, "child_seen_alone", date(2026, 11, 13))
    unit.at(11, 17).reopen(case_id, "child_seen_alone")
    unit.at(11, 18).open(TWO, date(2026, 11, 12))
    report = unit.at(11, 23).week()
    found = {(row.reference, row.what): row for row in report.corrections}
    taken = found[ONE, Correction.TAKEN_BACK]
    assert (taken.milestone, taken.happened_on, taken.recorded_on) == (
        "Child seen and spoken to alone",
        date(2026, 11, 13),
        date(2026, 11, 17),
    )
    late = found[TWO, Correction.REPORTED]
    assert (late.said, late.happened_on, late.recorded_on) == (None, date(2026, 11, 12), date(2026, 11, 18))
    version = unit.case(case_id).record.version
    on = date(2026, 11, 20)
    closing = CloseCase(SERGEANT.id, case_id, version, "14", on, without_review="held in the meeting")
    unit.at(11, 24).do(close_case, closing)
    rows = unit.at(11, 30).week(MONDAY + WEEK).corrections
    (closed,) = [row for row in rows if row.what is Correction.CLOSED]
    assert (closed.what, closed.happened_on, closed.recorded_on) == (
        Correction.CLOSED, on, date(2026, 11, 24),
    )  # fmt: skip
    unit.made_on(local(11, 16, 0, 1))
    of_a_new_unit = {row.what for row in unit.week().corrections}
    assert of_a_new_unit == {row.what for row in report.corrections} - {Correction.REPORTED}


def test_restricted_cases_are_in_no_question_no_figure_and_no_split(unit: WeeklyUnit) -> None:
    case_id = unit.at(8, 3).open(ONE, restricted=False, kind=CaseKind.ONLINE_ABUSE)
    unit.do(add_device, AddDevice(SERGEANT.id, case_id, NewDevice("EX1", "phone")))
    suspect = person(unit, case_id, "suspects")
    released = BailEventKind.RELEASED_ON_BAIL
    unit.at(9, 21, 12).do(record_arrest, RecordArrest(SERGEANT.id, case_id, suspect, date(2026, 9, 21), released))
    unit.open(TWO)
    shown = unit.at(11, 23).week()
    assert any(line.cells[0] == ONE for asked in shown.questions for line in asked.lines)
    with unit.database.write() as connection:
        connection.execute(update(case_record).where(case_record.c.id == case_id).values(restricted=True))
    report = unit.week()
    assert not any(line.cells[0] == ONE for asked in report.questions for line in asked.lines)
    assert [figure(report, key).value for key in ("open_cases", "bail_ending", "devices_long")] == [1, 0, 0]
    assert [one.lines for one in split(report, "open_cases").ages if one.lines] == [1]
    assert [cells[:2] for cells, _ in lines(report, "workload")][-1] == ("Whole unit", "1")
    assert report.restricted_withheld == 1
