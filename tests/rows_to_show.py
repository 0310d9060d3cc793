"""A made-up unit as rows, for tests of the window and for the gallery; the same every time."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tests.agency_rows import agency_roles, an_awaited, case_chases, case_third_party, cps_position
from tests.approval_rows import some_approvals
from tests.bail_rows import a_register, bail_of_a_case
from tests.case_facts_rows import FACTS, PERSON
from tests.closing_rows import a_closing
from tests.contact_rows import contact_of_a_case
from tests.device_rows import a_device_register, devices_of_a_case
from tests.drift_rows import A_BOARD, A_COURSE
from tests.fakes import A_FRIDAY, FakeTracker, StoppedTime, a_person
from tests.forecast_rows import A_LIST, a_forecast
from tests.health_rows import HEALTH
from tests.link_rows import some_links
from tests.merge_rows import a_preview_of_a_merge
from tests.people_rows import (
    a_leaver,
    a_preview,
    a_workload,
    an_allocation,
    some_conflicts,
    some_people,
    weighed_cases,
)
from tests.protection_register_rows import a_protection_register
from tests.protection_rows import protection_of_a_case
from tests.quick_rows import a_quick_update, cases_found
from tests.review_rows import a_position, some_reviews
from tests.today_rows import a_today
from tests.transfer_rows import a_transfer_preview, transfers_of_a_case
from tracker.rows.absence_preview import AbsencePreviewQuestion
from tracker.rows.agency_roles import AgencyRolesQuestion
from tracker.rows.alert_course import (
    AlertEntry,
    AlertMeasures,
    AlertMeasuresQuestion,
    CaseAlerts,
    CaseAlertsQuestion,
    MeasureOfAlerts,
)
from tracker.rows.allocation import AllocationQuestion, LeaverQuestion
from tracker.rows.approvals import ApprovalsQuestion
from tracker.rows.awaited import AwaitedQuestion
from tracker.rows.bail_register import BailRegisterQuestion
from tracker.rows.case_chases import CaseChasesQuestion
from tracker.rows.case_facts import CaseFactsQuestion
from tracker.rows.case_file import (
    CaseFile,
    CaseFileQuestion,
    ClockRow,
    DelayRow,
    HistoryRow,
    HolderRow,
    MilestoneRow,
    MoveRow,
    PauseRow,
    StartRow,
    SubjectRow,
)
from tracker.rows.case_links import CaseLinksQuestion
from tracker.rows.case_notes import CaseNotes, CaseNotesQuestion, NoteRow
from tracker.rows.case_third_party import CaseThirdPartyQuestion
from tracker.rows.case_transfers import TransferQuestion
from tracker.rows.caseload import Caseload, CaseloadQuestion, CaseloadRow
from tracker.rows.closing import ClosingQuestion
from tracker.rows.conflicts import CaseConflictsQuestion
from tracker.rows.cps_position import CpsPositionQuestion
from tracker.rows.device_register import DeviceRegisterQuestion
from tracker.rows.drift_board import DriftBoardQuestion
from tracker.rows.drift_course import DriftCourseQuestion
from tracker.rows.forecast import ForecastQuestion, LikelyToMissQuestion
from tracker.rows.frozen_reports import FrozenReportRow, ReportListQuestion
from tracker.rows.job_health import JobHealth, JobHealthQuestion, JobRow
from tracker.rows.merging import MergeQuestion
from tracker.rows.open_alerts import AlertRow, OpenAlerts, OpenAlertsQuestion
from tracker.rows.people import OfficerRow, Officers, OfficersQuestion, TeamRow
from tracker.rows.protection_register import ProtectionRegisterQuestion
from tracker.rows.quick_update import QuickCasesQuestion, QuickUpdateQuestion
from tracker.rows.recordable import CustodyLimitRow, EventKindRow, Recordable, RecordableQuestion
from tracker.rows.reviews import ReviewPositionQuestion, ReviewsQuestion
from tracker.rows.same_person import SamePersonQuestion
from tracker.rows.today import TodayQuestion
from tracker.rows.unit_health import AuditCheck, AuditCheckQuestion, UnitHealthQuestion
from tracker.rows.unit_people import UnitPeopleQuestion
from tracker.rows.why import StepRow, Why, WhyQuestion
from tracker.rows.workload import WorkloadCasesQuestion, WorkloadQuestion
from tracker.terms import (
    AlertKind,
    AlertState,
    AlertStep,
    CaseKind,
    CaseStatus,
    ClockClass,
    ClockEventKind,
    ClockState,
    DelayReason,
    Holder,
    LimitKind,
    MilestoneState,
    RiskGrade,
    Severity,
    SubjectKind,
)

TODAY = A_FRIDAY.date()
OFFICERS = ("DC 3312 Patel", "DC 2207 Hughes", "DC 4150 Okafor", "DC 1881 Ŵyn", "")
NEXT = ("Strategy discussion", "ABE interview", "Computer report", "Charging decision", "Update to the family")
STATES = ("overdue", "overdue", "due_soon", "running", "running", "paused", "unknown", "none")


def case_rows(count: int = 31, seed: int = 305) -> tuple[CaseloadRow, ...]:
    """Give cases with every state, an unallocated one among them."""
    chance = Random(seed)
    rows = []
    for number in range(count):
        state = STATES[number % len(STATES)]
        late = chance.randrange(1, 177) if state == "overdue" else 0
        age = chance.randrange(3, 420)
        due = TODAY + timedelta(days={"overdue": -late - late // 3, "due_soon": 3, "running": 24}.get(state, 40))
        oic = OFFICERS[number % len(OFFICERS)]
        rows.append(
            CaseloadRow(
                case_id=f"case-{number}",
                reference=f"44NI/{305 + 97 * number:05}/26",
                kind=tuple(CaseKind)[number % len(CaseKind)],
                status=CaseStatus.OPEN if oic else CaseStatus.AWAITING_ALLOCATION,
                risk=tuple(RiskGrade)[number % len(RiskGrade)],
                oic_id=f"officer-{number % len(OFFICERS)}" if oic else None,
                oic=oic,
                team="Team 1",
                reported_on=TODAY - timedelta(days=age),
                age_days=age,
                next_milestone=NEXT[number % len(NEXT)] if state != "none" else "",
                next_due=due if state not in {"unknown", "none"} else None,
                next_due_at=None,
                next_state=state,
                overdue=1 + number % 3 if late else 0,
                days_late=late,
                drift=late,
                held_by=tuple(Holder)[number % len(Holder)],
                version=1,
            )
        )
    return tuple(rows)


def alert_rows(count: int = 29, seed: int = 305) -> tuple[AlertRow, ...]:
    """Give alerts, two of them critical."""
    chance = Random(seed)
    rows = []
    for number, case in enumerate(case_rows(count, seed)):
        severity = Severity.CRITICAL if number < 2 else tuple(Severity)[number % 3]
        kind = AlertKind.OVERDUE if number < 20 else (AlertKind.NO_NEXT_ACTION, AlertKind.NO_OWNER)[number % 2 - 1]
        late = 176 - number * 6 if kind is AlertKind.OVERDUE else None
        due = TODAY - timedelta(days=late * 7 // 5) if late else None
        taken = number % 7 == 6
        rows.append(
            AlertRow(
                alert_id=f"alert-{number}",
                severity=severity,
                kind=kind,
                state=AlertState.ACKNOWLEDGED if taken else AlertState.OPEN,
                case_id=case.case_id,
                reference=case.reference,
                milestone_id=f"milestone-{number}" if kind is AlertKind.OVERDUE else None,
                milestone=NEXT[number % len(NEXT)] if kind is AlertKind.OVERDUE else "",
                clock_id=f"clock-{number}" if kind is AlertKind.OVERDUE else None,
                limit_id="DEV-04",
                limit="Computer report within 60 working days",
                first_due=due,
                due=due,
                due_at=None,
                days_late=late,
                held_by=case.held_by,
                told_to=("DC 3312 Patel", "DS 902 Ade")[: 1 + number % 2],
                raised_at=A_FRIDAY - timedelta(hours=chance.randrange(1, 400)),
                acknowledged_by="DS 902 Ade" if taken else "",
                next_step="Escalate to the laboratory's duty manager" if taken else "",
                next_step_by=TODAY + timedelta(days=4) if taken else None,
                version=1,
                reason=f"Computer report: was due, {late} working days late" if late else "Nobody has the case",
                climbs_on=None if taken else TODAY + timedelta(days=3),
            )
        )
    return tuple(rows)


def alert_entries() -> tuple[AlertEntry, ...]:
    """Give the course of one alert, newest first."""
    about = "Computer report: was due on Thu 19 Mar 2026"
    told = (
        (AlertStep.LAPSED, "lapsed: the next step was not done in time", "DC 3312 Patel", 1),
        (AlertStep.ACKNOWLEDGED, "acknowledged: ring the laboratory, until Wed 18 Nov 2026", "DC 3312 Patel", 4),
        (AlertStep.PASSED_OVER, "not told: cover, away", "DC 2207 Hughes", 5),
        (None, "told on the list, as OIC", "DC 3312 Patel", 5),
        (None, "raised", "", 5),
    )
    return tuple(
        AlertEntry(
            f"alert-0 {place}", "alert-0", A_FRIDAY - timedelta(days=days), AlertKind.OVERDUE, Severity.URGENT, about,
            step, words, who,
        )
        for place, (step, words, who, days) in enumerate(told)
    )  # fmt: skip


def alert_measures() -> tuple[MeasureOfAlerts, ...]:
    """Give how alerts were dealt with."""
    return (
        MeasureOfAlerts(None, 412, 180, 140, 31, 22, 96),
        MeasureOfAlerts(AlertKind.OVERDUE, 246, 110, 88, 19, 15, 61),
        MeasureOfAlerts(AlertKind.BAIL_ENDING, 40, 38, 36, 1, 0, 4),
    )


def a_clock(number: int, late: int = 0, **other: Any) -> ClockRow:
    """Give a running clock of a local target."""
    due = TODAY - timedelta(days=late * 7 // 5) if late else TODAY + timedelta(days=6 + number)
    facts: dict[str, Any] = {
        "clock_id": f"clock-{number}",
        "limit_id": "INV-03",
        "limit": "ABE interview within 10 working days",
        "limit_kind": LimitKind.LOCAL,
        "clock_class": ClockClass.TARGET,
        "state": ClockState.RUNNING,
        "started_on": due - timedelta(days=14),
        "first_due": due,
        "first_due_at": None,
        "due": due,
        "due_at": None,
        "overdue": late > 0,
        "late": late,
        "drift": late,
        "drift_days": late,
        "in_hours": False,
        "moves": number % 2,
        "overdue_since": datetime.combine(due, A_FRIDAY.timetz()) if late else None,
        "provisional": False,
        "to_be_confirmed": number % 4 == 0,
        "unknown": "",
        "basis": "Force policy on interviews",
        "may_be_rescheduled": True,
        "version": 1,
        "may_be_paused": True,
        "may_be_ordered": True,
        "may_be_corrected": True,
    }
    return ClockRow(**(facts | other))


def a_paused_clock(number: int, **other: Any) -> ClockRow:
    """Give a clock that has stood still since April, past the day on which somebody was to look again."""
    since, review_on = date(2026, 4, 20), date(2026, 5, 4)
    reason = "the family asked to wait until the exams are over"
    facts: dict[str, Any] = {
        "state": ClockState.PAUSED,
        "paused_since": since,
        "pause_cause": DelayReason.VICTIM_NEEDS_TIME,
        "pause_reason": reason,
        "pause_ours": False,
        "review_on": review_on,
        "pause_age_days": (TODAY - since).days,
        "review_passed": True,
        "may_be_paused": False,
        "may_be_resumed": True,
        "pauses": (
            PauseRow(
                date(2026, 3, 2), date(2026, 3, 9), DelayReason.AWAITING_HEALTH_REPORT, "second opinion", True, None,
                "DC 3312 Patel", "",
            ),
            PauseRow(since, None, DelayReason.VICTIM_NEEDS_TIME, reason, False, review_on, "DS 902 Ade", "DS 902 Ade"),
        ),
    }  # fmt: skip
    return a_clock(number, **(facts | other))


def a_moved_clock(number: int, late: int = 0, **other: Any) -> ClockRow:
    """Give a clock that was re-planned, whose start was corrected, and whose date a court then set."""
    clock = a_clock(number, late)
    assert clock.due is not None
    first, planned, due = (clock.due - timedelta(days=days) for days in (42, 14, 0))
    facts: dict[str, Any] = {
        "first_due": first,
        "moves": 2,
        "slip": 30,
        "computed": first + timedelta(days=2),
        "fixed_by": "order",
        "may_be_paused": False,
        "may_be_rescheduled": False,
        "moved": (
            MoveRow(
                ClockEventKind.RESCHEDULED, first, first, None, planned, None, "the local authority asked for time",
                "DC 3312 Patel", "DS 902 Ade", "",
            ),
            MoveRow(
                ClockEventKind.ORDERED, planned, planned, None, due, None, "directions hearing", "DC 3312 Patel", "",
                "Crown Court",
            ),
        ),
        "starts": (
            StartRow(
                first - timedelta(days=16), first - timedelta(days=14), first, "the letter went on Monday", "DS 902 Ade"
            ),
        ),
    }  # fmt: skip
    return a_clock(number, late, **(facts | other))


def the_clock_of(number: int, key: str, late: int) -> ClockRow:
    """Give the clock of a milestone in a state."""
    if key == "paused":
        return a_paused_clock(number)
    return a_moved_clock(number, late) if key == "overdue" else a_clock(number, late)


def milestone_rows() -> tuple[MilestoneRow, ...]:
    """Give milestones in every state."""
    told = [
        ("Strategy discussion", MilestoneState.DONE, "done", 0),
        ("ABE interview", MilestoneState.DONE, "done_late", 3),
        ("Computer report", MilestoneState.OPEN, "critical", 176),
        ("Third-party material received", MilestoneState.OPEN, "overdue", 22),
        ("Supervisor's review", MilestoneState.OPEN, "due_soon", 0),
        ("Update to the family", MilestoneState.OPEN, "running", 0),
        ("File to CPS", MilestoneState.NOT_STARTED, "not_started", 0),
        ("Medical report", MilestoneState.OPEN, "paused", 0),
        ("Intermediary considered", MilestoneState.NOT_REQUIRED, "not_required", 0),
        ("Court review", MilestoneState.OPEN, "unknown", 0),
    ]
    rows = []
    for number, (name, state, key, late) in enumerate(told):
        done = state is MilestoneState.DONE
        delay = DelayRow(
            f"delay-{number}", f"milestone-{number}", DelayReason.DFU_QUEUE, Holder.LABORATORY,
            date(2026, 4, 21), None, "Ask for a new estimate", "", "DS 902 Ade",
        )  # fmt: skip
        clocks = () if state is MilestoneState.NOT_STARTED else (the_clock_of(number, key, late),)
        rows.append(
            MilestoneRow(
                milestone_id=f"milestone-{number}",
                kind=name.lower().replace(" ", "_"),
                name=name,
                subject_kind=SubjectKind.CHILD if number % 3 == 1 else SubjectKind.CASE,
                subject="Child 1" if number % 3 == 1 else "",
                state=state,
                state_key=key,
                happened_on=date(2026, 2, 2) if done else None,
                recorded_at=A_FRIDAY if done else None,
                note="",
                decisive=number in {1, 2, 6},
                held_by=Holder.LABORATORY if number == 2 else Holder.OUR_UNIT,
                clocks=clocks,
                delays=(delay,) if late > 20 else (),
                version=1,
            )
        )
    return tuple(rows)


def device_rows() -> tuple[MilestoneRow, ...]:
    """Give the stages of a device that waits for its report."""
    told = (
        ("device_seized", "Seized", date(2026, 1, 26), Holder.OUR_UNIT),
        ("device_submitted", "Submitted to the laboratory", date(2026, 2, 16), Holder.OUR_UNIT),
        ("device_accepted", "Accepted by the laboratory", date(2026, 2, 19), Holder.LABORATORY),
        ("device_imaged", "Imaged or extracted", date(2026, 5, 5), Holder.LABORATORY),
        ("device_report_issued", "Laboratory report issued", None, Holder.LABORATORY),
        ("device_returned", "Returned, retained or destroyed", None, Holder.OUR_UNIT),
    )
    rows = []
    for number, (kind, name, on, holder) in enumerate(told, 20):
        waits = kind == "device_report_issued"
        clock = a_moved_clock(number, 61, limit_id="DEV-04", limit="Report within 60 working days", slip=30)
        rows.append(
            MilestoneRow(
                milestone_id=f"milestone-{number}",
                kind=kind,
                name=name,
                subject_kind=SubjectKind.DEVICE,
                subject="Device 1",
                state=MilestoneState.DONE if on else MilestoneState.OPEN if waits else MilestoneState.NOT_STARTED,
                state_key="done" if on else "overdue" if waits else "not_started",
                happened_on=on,
                recorded_at=A_FRIDAY if on else None,
                note="",
                decisive=kind != "device_returned",
                held_by=holder,
                clocks=(clock,) if waits else (),
                delays=(),
                version=1,
            )
        )
    return tuple(rows)


def a_case_file() -> CaseFile:
    """Give one case in full."""
    return CaseFile(
        case_id="case-0",
        reference="44NI/00305/26",
        kind=CaseKind.ONLINE_ABUSE,
        status=CaseStatus.OPEN,
        risk=RiskGrade.VERY_HIGH,
        oic_id="officer-0",
        oic="DC 3312 Patel",
        supervisor="DS 902 Ade",
        team="Team 1",
        reported_on=date(2026, 1, 19),
        closed_on=None,
        outcome_code="",
        age_days=305,
        held_by=Holder.LABORATORY,
        held_days=204,
        next_decisive="Computer report",
        next_decisive_due=date(2026, 3, 12),
        subjects=(
            SubjectRow("child-1", SubjectKind.CHILD, "Child 1", "age 9 at report; needs assessed"),
            SubjectRow("suspect-1", SubjectKind.SUSPECT, "Suspect 1", "under investigation; access not known"),
            SubjectRow("device-1", SubjectKind.DEVICE, "Device 1", "computer; with the laboratory"),
        ),
        milestones=milestone_rows(),
        holders=(
            HolderRow(date(2026, 1, 19), date(2026, 1, 22), Holder.AWAITING_ALLOCATION, "reported"),
            HolderRow(date(2026, 1, 22), date(2026, 4, 30), Holder.OUR_UNIT, "allocated"),
            HolderRow(date(2026, 4, 30), None, Holder.LABORATORY, "device sent"),
        ),
        history=(
            HistoryRow(A_FRIDAY - timedelta(days=2), "DS 902 Ade", "Review recorded"),
            HistoryRow(A_FRIDAY - timedelta(days=40), "DC 3312 Patel", "Delay recorded: laboratory's queue"),
        ),
        bail=bail_of_a_case(),
        devices=devices_of_a_case(),
        protection=protection_of_a_case(),
        contact=contact_of_a_case(),
        transfers=transfers_of_a_case(),
        version=1,
    )


def what_can_be_recorded() -> Recordable:
    """Give what can be recorded of the case: kinds about each sort of subject, and the custody time limits."""
    case, child, suspect, device = SubjectKind.CASE, SubjectKind.CHILD, SubjectKind.SUSPECT, SubjectKind.DEVICE
    kinds = [
        ("scene", "Scene examined", case, ("case-0",), "", False),
        ("crime_recorded", "Crime recorded", case, ("case-0",), "", True),
        ("strategy_discussion", "Strategy discussion", case, ("case-0",), "", True),
        ("cps_early_advice", "Early advice from the CPS", case, ("case-0",), "", False),
        ("section_47_started", "Section 47 enquiry started", child, ("child-1",),
         "the day of the strategy discussion at which it was started", False),
        ("police_protection_started", "Police protection started", child, ("child-1", "child-2"), "", True),
        ("injury_seen", "Injury seen", child, ("child-1",), "", True),
        ("suspect_interviewed", "Suspect interviewed", suspect, ("suspect-1",),
         "under caution, after arrest or by voluntary attendance", False),
        ("cps_action_plan_received", "Action plan received from the CPS", suspect, ("suspect-1",), "", False),
        ("remanded", "Remanded in custody", suspect, ("suspect-1",), "", False),
        ("device_seized", "Device seized", device, ("device-1",), "", False),
    ]  # fmt: skip
    return Recordable(
        tuple(EventKindRow(*kind) for kind in kinds),
        (
            CustodyLimitRow("CPS-12", "Custody time limit, Crown Court", 182, from_sending=True),
            CustodyLimitRow("CPS-12-summary", "Custody time limit, summary-only offence", 56, from_sending=False),
            CustodyLimitRow(
                "CPS-12-either-way", "Custody time limit, either way in the magistrates' court", 70, from_sending=False
            ),
        ),
    )


def note_rows() -> tuple[NoteRow, ...]:
    """Give the notes of a case, newest first."""
    return (
        NoteRow("note-2", "School told: visit moved to Monday", A_FRIDAY - timedelta(days=1), "DC 3312 Patel"),
        NoteRow("note-1", "Health visitor rang back:\nno further visit", A_FRIDAY - timedelta(days=9), "DS 902 Ade"),
    )


def why_rows() -> tuple[Why, ...]:
    """Give the steps of one date."""
    return (
        Why(
            case_id="case-0",
            reference="44NI/00305/26",
            milestone_id="milestone-2",
            milestone="Computer report",
            subject="",
            clock_id="clock-2",
            limit_id="DEV-04",
            limit="Computer report within 60 working days",
            limit_kind=LimitKind.LOCAL,
            limit_version=1,
            calendar="laboratory",
            calendar_version=3,
            state=ClockState.RUNNING,
            started="device received",
            first_due=date(2026, 3, 12),
            first_due_at=None,
            due=date(2026, 3, 12),
            due_at=None,
            unknown="",
            provisional=False,
            to_be_confirmed=False,
            basis="Force policy on digital forensics",
            steps=(
                StepRow("Wed 17 Dec 2025", "the laboratory received the device", "day 0", "INV-09"),
                StepRow("Thu 18 Dec 2025", "60 working days, the first being the next", "Thu 12 Mar 2026", "DEV-04"),
                StepRow("Thu 25 Dec 2025", "Christmas Day: not counted", "", ""),
            ),
        ),
    )


def a_unit(**person: Any) -> FakeTracker:
    """Give a tracker that answers for the made-up unit."""
    officers = tuple(
        OfficerRow(f"officer-{place}", title, "team-1", "Team 1") for place, title in enumerate(OFFICERS) if title
    )
    reports = tuple(
        FrozenReportRow(
            report_id=f"report-{week}",
            number=f"WD-2026-{46 - week:02}",
            monday=date(2026, 11, 9) - timedelta(weeks=week),
            team="Team 1",
            frozen_at=A_FRIDAY - timedelta(weeks=week),
            digest=f"{week:064x}",
            copies=week % 3,
        )
        for week in range(6)
    )
    tick = A_FRIDAY - timedelta(seconds=20)
    return FakeTracker(
        {
            CaseloadQuestion: Caseload(case_rows(), closed_not_shown=6, restricted_not_shown=2),
            CaseFileQuestion: a_case_file(),
            CaseFactsQuestion: FACTS,
            SamePersonQuestion: PERSON,
            UnitHealthQuestion: HEALTH,
            DriftBoardQuestion: A_BOARD,
            ForecastQuestion: a_forecast,
            LikelyToMissQuestion: A_LIST,
            DriftCourseQuestion: A_COURSE,
            AuditCheckQuestion: AuditCheck(True, 31204, None, ""),
            AgencyRolesQuestion: agency_roles(),
            AwaitedQuestion: an_awaited(),
            CpsPositionQuestion: cps_position(),
            CaseChasesQuestion: case_chases(),
            CaseThirdPartyQuestion: case_third_party(),
            CaseNotesQuestion: CaseNotes("case-0", note_rows()),
            ReviewPositionQuestion: a_position(),
            ReviewsQuestion: some_reviews(),
            ApprovalsQuestion: some_approvals(),
            ClosingQuestion: a_closing(),
            BailRegisterQuestion: a_register(),
            DeviceRegisterQuestion: a_device_register(),
            ProtectionRegisterQuestion: a_protection_register(),
            TodayQuestion: a_today,
            TransferQuestion: a_transfer_preview(),
            QuickCasesQuestion: cases_found,
            QuickUpdateQuestion: a_quick_update,
            WhyQuestion: why_rows(),
            OpenAlertsQuestion: OpenAlerts(alert_rows(), restricted_not_shown=1),
            CaseAlertsQuestion: CaseAlerts("case-0", alert_entries()),
            AlertMeasuresQuestion: AlertMeasures(alert_measures()),
            OfficersQuestion: Officers(officers, (TeamRow("team-1", "Team 1"),)),
            RecordableQuestion: what_can_be_recorded(),
            ReportListQuestion: reports,
            UnitPeopleQuestion: some_people(),
            AllocationQuestion: an_allocation,
            CaseConflictsQuestion: some_conflicts(),
            CaseLinksQuestion: some_links(),
            MergeQuestion: a_preview_of_a_merge(),
            LeaverQuestion: a_leaver(),
            AbsencePreviewQuestion: a_preview(),
            WorkloadQuestion: a_workload(),
            WorkloadCasesQuestion: weighed_cases(),
            JobHealthQuestion: JobHealth(tick, (JobRow("raise_alerts", tick, None, "", "ws-1"),)),
        },
        StoppedTime(),
        a_person(**person),
    )
