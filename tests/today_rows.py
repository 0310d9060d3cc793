"""The lists of the first page as rows, for tests of the window and for the gallery; the same every time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.approval_rows import an_approval
from tests.bail_rows import a_bail_row, under_investigation
from tests.fakes import A_FRIDAY
from tracker.rows.today import Happened, Today, TodayList, TodayQuestion, TodayRow, TodayRows
from tracker.terms import AlertKind, ApprovalState, CaseKind, Holder, RiskGrade, Severity, WorkloadLevel

TODAY = A_FRIDAY.date()


def a_today_row(number: int = 0, in_list: TodayList = TodayList.MINE, late: int = 0, **other: Any) -> TodayRow:
    """Give a row about a milestone, late by some working days."""
    due = TODAY - timedelta(days=late * 7 // 5 + (0 if late else -number))
    soon = 0 <= (due - TODAY).days <= 3
    facts: dict[str, Any] = {
        "key": f"{in_list} milestone-{number}",
        "in_list": in_list,
        "state_key": "overdue" if late else "due_soon" if soon else "running",
        "case_id": f"case-{number}",
        "reference": f"44NI/{305 + number:05}/26",
        "case_kind": CaseKind.ONLINE_ABUSE,
        "risk": RiskGrade.HIGH,
        "oic_id": "officer-0",
        "oic": "DC 3312 Patel",
        "team": "Team 1",
        "held_by": Holder.OUR_UNIT,
        "kind": "abe_interview",
        "name": "ABE interview",
        "subject": "Child 1",
        "milestone_id": f"milestone-{number}",
        "due": due,
        "first_due": due,
        "days_late": late,
        "drift": late,
        "reported_on": date(2026, 10, 1),
        "alert_id": f"alert-{number}" if late else None,
    }
    return TodayRow(**(facts | other))


def my_rows() -> tuple[TodayRow, ...]:
    """Give a detective's rows: overdue, due, covered for somebody, re-planned, timed, paused, without a date."""
    kind = {"kind": "computer_report", "name": "Computer report", "subject": "Device 1", "held_by": Holder.LABORATORY}
    return (
        a_today_row(0, late=176, **kind),
        a_today_row(1, late=12, name="Third-party material received", subject="", held_by=Holder.SOCIAL_CARE),
        a_today_row(2, late=2, covered=True, oic="DC 2207 Hughes"),
        a_today_row(3, name="Bail ends", of_bail=True, subject="Suspect 1", due=TODAY + timedelta(days=1)),
        a_today_row(4, due=TODAY + timedelta(days=3), due_at=A_FRIDAY + timedelta(hours=7), state_key="due_soon"),
        a_today_row(5, name="File sent to the CPS", subject="Suspect 1", replanned=True, drift=8,
                    first_due=TODAY - timedelta(days=12)),
        a_today_row(6, name="Child and family update", acknowledged=True, promise="ring the school",
                    promised_by=TODAY + timedelta(days=4)),
        a_today_row(7, state_key="paused", due=None, first_due=None, name="Medical report received"),
        a_today_row(8, state_key="none", due=None, first_due=None, name="", subject="", milestone_id=None,
                    held_by=Holder.NOBODY, key="mine case-8"),
    )  # fmt: skip


def board_lists() -> tuple[TodayRows, ...]:
    """Give what a supervisor looks at, something in each list."""
    critical = (
        a_today_row(10, TodayList.CRITICAL, 204, state_key="critical", name="Computer report", subject="Device 1",
                    milestone_id="milestone-2", alert_id="alert-0"),
        a_today_row(11, TodayList.CRITICAL, 4, state_key="critical", name="", subject="", milestone_id=None,
                    alert_id=None, acknowledged=True, promise="ask the inspector", promised_by=TODAY,
                    alert_kind=AlertKind.TIME_LIMIT_EXPIRED, due=None, drift=0, days_late=None),
    )  # fmt: skip
    bail = a_bail_row()
    to_authorise = (
        a_today_row(12, TodayList.TO_AUTHORISE, case_id=bail.case_id, reference=bail.reference, bail=bail, of_bail=True,
                    name="", subject=bail.suspect, milestone_id=None, due=date(2026, 11, 24), case_kind=None,
                    who_may="inspector or above", oic="", oic_id=None, held_by=None),
        a_today_row(13, TodayList.TO_AUTHORISE, 4, name="Sergeant's review (3)", subject="", drift=0,
                    who_may="sergeant or above"),
        a_today_row(14, TodayList.TO_AUTHORISE, 9, bail=under_investigation(), of_bail=True, name="",
                    subject="Suspect 2", milestone_id=None, case_kind=None, who_may="inspector or above", oic="",
                    held_by=None),
    )  # fmt: skip
    unallocated = (
        a_today_row(15, TodayList.UNALLOCATED, 6, name="", subject="", oic="", oic_id=None,
                    reported_on=date(2026, 11, 11)),
        a_today_row(16, TodayList.UNALLOCATED, name="", subject="", oic="", oic_id=None, team="",
                    risk=RiskGrade.NOT_ASSESSED, reported_on=date(2026, 11, 19)),
    )  # fmt: skip
    untaken = (
        a_today_row(17, TodayList.UNTAKEN, 12, state_key="overdue", severity=Severity.URGENT, alert_id="alert-3",
                    alert_kind=AlertKind.OVERDUE),
        a_today_row(18, TodayList.UNTAKEN, state_key="due_soon", severity=Severity.WARNING, alert_id="alert-4", name="",
                    subject="", milestone_id=None, due=None, drift=0, alert_kind=AlertKind.MEASURE_REVIEW_DUE),
    )  # fmt: skip
    drifting = (
        *[a_today_row(20 + place, TodayList.DRIFTING, late) for place, late in enumerate((176, 84, 61, 22))],
        a_today_row(24, TodayList.DRIFTING, 0, replanned=True, drift=17),
    )
    overloaded = (
        TodayRow("overloaded officer-1", TodayList.OVERLOADED, "", "", "", oic_id="officer-1", oic="DC 2207 Hughes",
                 team="Team 1", level=WorkloadLevel.RED, open_cases=31, points=102.5, of_median=167),
        TodayRow("overloaded officer-2", TodayList.OVERLOADED, "", "", "", oic_id="officer-2", oic="DC 4150 Okafor",
                 team="Team 1", level=WorkloadLevel.NO_CAPACITY, open_cases=7, points=24),
    )  # fmt: skip
    at = A_FRIDAY - timedelta(hours=1)
    changed = tuple(
        a_today_row(30 + place, TodayList.CHANGED, happened=happened, happened_at=at - timedelta(hours=3 * place),
                    by="DC 3312 Patel", state_key=mark, alert_id=None)
        for place, (happened, mark) in enumerate(
            ((Happened.COMPLETED, "done"), (Happened.REPLANNED, "running"), (Happened.NEWLY_OVERDUE, "overdue"),
             (Happened.OPENED, "not_started"), (Happened.CLOSED, "not_required"))
        )
    )  # fmt: skip
    counts = (
        (Happened.COMPLETED, 12), (Happened.REPLANNED, 3), (Happened.NEWLY_OVERDUE, 4), (Happened.OPENED, 2),
        (Happened.CLOSED, 1),
    )  # fmt: skip
    return (
        TodayRows(TodayList.CRITICAL, critical, 2, 1),
        TodayRows(TodayList.TO_AUTHORISE, to_authorise, 3, 3),
        TodayRows(TodayList.UNALLOCATED, unallocated, 2, 2),
        TodayRows(TodayList.UNTAKEN, untaken, 2, 2),
        TodayRows(TodayList.DRIFTING, drifting, 14),
        TodayRows(TodayList.OVERLOADED, overloaded, 2),
        TodayRows(TodayList.CHANGED, changed, 22, counts=counts),
    )


def a_today(question: TodayQuestion) -> Today:
    """Give the lists that are asked for, as the core would."""
    mine = TodayRows(TodayList.MINE, my_rows(), len(my_rows()), 5)
    asked = [*(board_lists() if question.board else ()), *((mine,) if question.mine else ())]
    asked = [one for one in asked if question.only is not None or one.in_list is not TodayList.OVERLOADED]
    lists = {one.in_list: one for one in asked if question.only in (None, one.in_list)}
    in_order = [lists[name] for name in TodayList if name in lists]
    if question.only is not None:
        in_order = [replace(one, total=len(one.rows)) for one in in_order]
    return Today(TODAY, date(2026, 11, 19), tuple(in_order), 12, 1, 2)


def with_booked_and_decided(question: TodayQuestion) -> Today:
    """Give a day on which planned days have passed, and what was asked for has been decided."""
    answer = a_today(question)
    booked = (
        a_today_row(40, TodayList.PLANNED, planned_on=TODAY - timedelta(days=7), days_late=5, drift=0,
                    state_key="due_soon"),
        a_today_row(41, TodayList.PLANNED, 4, planned_on=TODAY - timedelta(days=3), days_late=3, drift=0,
                    name="Sergeant's review (3)", subject=""),
    )  # fmt: skip
    decided = tuple(
        a_today_row(50 + place, TodayList.DECIDED, state_key=mark, name=one.milestone, subject="", milestone_id=None,
                    due=None, first_due=None, decision=one)
        for place, (mark, one) in enumerate((
            ("done", an_approval(6, mine=True, may_decide=False, state=ApprovalState.APPROVED,
                                 decided_by="DS 902 Ade", decided_at=A_FRIDAY - timedelta(hours=2), version=2)),
            ("not_required", an_approval(7, mine=True, may_decide=False, state=ApprovalState.REFUSED,
                                         decided_by="DI 77 Lewis", decided_at=A_FRIDAY - timedelta(hours=1),
                                         because="hold it this month: the child asks for it", version=2)),
        ))
    )  # fmt: skip
    soon = replace(my_rows()[5], key="mine milestone-60", milestone_id="milestone-60", name="Sergeant's review (4)",
                   subject="", replanned=False, drift=0, due=TODAY + timedelta(days=12),
                   planned_on=TODAY + timedelta(days=3))  # fmt: skip
    lists = (
        *(
            replace(one, rows=(*one.rows, soon), total=one.total + 1) if one.in_list is TodayList.MINE else one
            for one in answer.lists
        ),
        TodayRows(TodayList.DECIDED, decided, 2, 2),
        TodayRows(TodayList.PLANNED, booked, 2, 2),
    )
    return replace(answer, lists=tuple(sorted(lists, key=lambda one: tuple(TodayList).index(one.in_list))))


def nothing_today(question: TodayQuestion) -> Today:
    """Give a day on which nothing waits."""
    answer = a_today(question)
    return replace(
        answer, lists=tuple(TodayRows(one.in_list, (), 0) for one in answer.lists), my_cases=0, mine_restricted=0,
        board_restricted=0,
    )  # fmt: skip
