"""Every paper of how things stand, with made-up rows; any text put into all of their fields; and without any row."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from tests.bail_rows import a_bail_row, a_next
from tests.device_rows import a_device_register
from tests.review_rows import a_review_row
from tests.rows_to_show import a_case_file, case_rows, why_rows
from tests.tracker.reports.digest_rows import a_digest
from tests.tracker.reports.test_bail_sheet import a_sheet
from tracker.queries.chronology_paper import held, targets
from tracker.rows.bail_register_paper import BailLine, BailRegisterPaper
from tracker.rows.caseload_paper import CaseloadLine, CaseloadPaper
from tracker.rows.chronology_paper import Chronology, ChronologyRow
from tracker.rows.drift_board import CaseDrift, HeldRow
from tracker.rows.inspection_paper import InspectedCase, InspectionPack
from tracker.rows.review_paper import ReviewPaper
from tracker.rows.reviews import FollowUpRow, LateRow
from tracker.rows.today import TodayList, TodayRow
from tracker.rows.todo_paper import AskedRow, OfficerTodo, TodoPaper, TodoRow
from tracker.terms import CaseKind, DelayReason, Holder, PaperKind, RiskGrade

TODAY = date(2026, 11, 20)
#: fields that hold a key, not a text
KEYS = ("key", "kind", "state", "stage", "authority", "parts")


def worded(value: Any, text: str, only: str = "") -> Any:
    """Put a text into every field of rows that holds one, or into those of one name."""
    if isinstance(value, tuple):
        return tuple(worded(one, text, only) for one in value)
    if type(value) is str:
        return text if value and not only else value
    if is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if not _is_key(one.name)]
        return replace(
            value, **{name: worded(getattr(value, name), text, "" if name == only else only) for name in names}
        )
    return value


def _is_key(name: str) -> bool:
    return name.endswith(("_id", "_key", "_kind", "_state")) or name in KEYS


def a_todo(count: int = 6) -> TodoPaper:
    """Give the to-do of one officer."""
    rows = tuple(
        TodoRow(
            TodayRow(
                key=f"row-{place}",
                in_list=TodayList.MINE,
                state_key=("overdue", "due_soon", "running")[place % 3],
                case_id=f"case-{place}",
                reference=f"44NI/{305 + place:05}/26",
                case_kind=CaseKind.ONLINE_ABUSE,
                risk=RiskGrade.HIGH,
                oic="DC 3312 Patel",
                name="Update to the child and family",
                subject="AB",
                due=TODAY + timedelta(days=place),
                first_due=TODAY - timedelta(days=30),
                replanned=place % 2 == 0,
                days_late=place % 3,
                promise="ring the laboratory",
            ),
            ("AB: Do not leave a message; through: social worker",),
        )
        for place in range(count)
    )
    asked = (AskedRow("case-1", "44NI/00306/26", "Visit to check the bail address", TODAY),)
    return TodoPaper(TODAY, (OfficerTodo("DC 3312 Patel", count, rows, asked),), 2)


def a_caseload(count: int = 12) -> CaseloadPaper:
    """Give open cases."""
    lines = tuple(CaseloadLine(row, "none since 3 Aug 26", unprotected=True) for row in case_rows(count))
    return CaseloadPaper(lines, 7, 1, None)


def a_bail_register(count: int = 3) -> BailRegisterPaper:
    """Give suspects on bail."""
    lines = tuple(
        BailLine(
            a_bail_row(following=(a_next(),)), ("No contact", "Where to live and sleep"), "never checked on record"
        )
        for _ in range(count)
    )
    return BailRegisterPaper(42, lines, lines[:1], 1)


def a_chronology(count: int = 40) -> Chronology:
    """Give a case with so many entries."""
    file = a_case_file()
    rows = tuple(
        ChronologyRow(
            file.reported_on + timedelta(days=place), f"Interview {place}", "said at once", "DC 3312 Patel",
            TODAY if place % 3 == 0 else None, "taken back: mistaken" if place % 7 == 6 else "",
        )
        for place in range(count)
    )  # fmt: skip
    return Chronology(file.case_id, TODAY, file, rows, held(file), targets(file))


def an_empty_chronology() -> Chronology:
    """Give a case that has just been opened."""
    file = replace(
        a_case_file(), milestones=(), holders=(), bail=(), devices=(), subjects=(), age_days=0, next_decisive=""
    )
    return Chronology(file.case_id, TODAY, file, (), (), ())


def many_devices(count: int) -> Any:
    """Give a register of so many devices."""
    register = a_device_register()
    rows = (register.rows * (count // len(register.rows) + 1))[:count]
    return replace(register, rows=rows)


def a_review(*, held: bool = True) -> ReviewPaper:
    """Give a review that was held, or one to be filled in."""
    row = a_review_row()
    due = TODAY - timedelta(days=9)
    late = (LateRow("milestone-1", "Computer report, EX1", due, 7, DelayReason.DFU_QUEUE, Holder.LABORATORY),)
    asked = (FollowUpRow("f", "Ring the laboratory", "DC 3312 Patel", TODAY, None, "", "due_soon", "DS 902 Ade", 1),)
    known = (("contact", "AB: family updated Mon 9 Nov 2026"), ("bail", "S1: on bail to Fri 4 Dec 2026"))
    return ReviewPaper(
        "case-0", "44NI/00305/26", "DC 3312 Patel", "Team 1", "High", 305, Holder.LABORATORY, 56,
        row if held else None, ("Sergeant's review, due Fri 20 Nov 2026",), known, late, asked,
        row.next_on if held else None,
    )  # fmt: skip


def a_pack(cases: int = 2) -> InspectionPack:
    """Give the pack of a unit."""
    file = a_case_file()
    drift = CaseDrift(
        file.case_id, file.reference, file.risk, file.oic, file.team, file.held_by, file.reported_on, None,
        file.age_days, 56, 110, 3, 12, (), (),
    )  # fmt: skip
    files = [replace(file, reference=f"44NI/{place:05}/26") for place in range(cases)]
    return InspectionPack(
        since=TODAY - timedelta(days=91),
        until=TODAY,
        open_cases=47,
        reported=12,
        closed=3,
        late=107,
        late_days=3111,
        came=400,
        moves=28,
        held=(HeldRow(Holder.OUR_UNIT, 4000, 25, 2016), HeldRow(Holder.LABORATORY, 854, 6, 709)),
        cases=tuple(InspectedCase(drift, one, held(file), (), (a_review_row(),)) for one in files),
        of=64,
        seed="2026-11",
        withheld=1,
    )


FULL: Mapping[PaperKind, Callable[[], Any]] = {
    PaperKind.DIGEST: a_digest,
    PaperKind.TODO: a_todo,
    PaperKind.CASELOAD: a_caseload,
    PaperKind.CHRONOLOGY: a_chronology,
    PaperKind.REVIEW: a_review,
    PaperKind.WHY: why_rows,
    PaperKind.BAIL_SHEET: a_sheet,
    PaperKind.BAIL_REGISTER: a_bail_register,
    PaperKind.DEVICES: a_device_register,
    PaperKind.INSPECTION: a_pack,
}

NOTHING: Mapping[PaperKind, tuple[Callable[[], Any], str]] = {
    PaperKind.DIGEST: (
        lambda: replace(a_digest(), alerts=(), lapsed=(), due=(), bail=(), unallocated=(), protections=()),
        "No alert is open.",
    ),
    PaperKind.TODO: (
        lambda: TodoPaper(TODAY, (OfficerTodo("DC 3312 Patel", 0, (), ()),), 0),
        "DC 3312 Patel has no open case.",
    ),
    PaperKind.CASELOAD: (lambda: CaseloadPaper((), 0, 0, None), "No open case is on record here."),
    PaperKind.CHRONOLOGY: (an_empty_chronology, "Nothing is on record."),
    PaperKind.BAIL_REGISTER: (
        lambda: BailRegisterPaper(42, (), (), 0),
        "Nobody else is on bail or under investigation.",
    ),
    PaperKind.DEVICES: (lambda: replace(a_device_register(), rows=()), "No device waits to be sent."),
    PaperKind.INSPECTION: (lambda: replace(a_pack(0), held=()), "There was no case in this period."),
}

#: the field of each into which a note of four hundred lines is put
NOTED: Mapping[PaperKind, str] = {
    PaperKind.DIGEST: "said",
    PaperKind.TODO: "safety",
    PaperKind.CASELOAD: "protection",
    PaperKind.CHRONOLOGY: "detail",
    PaperKind.WHY: "what",
    PaperKind.BAIL_SHEET: "shown",
    PaperKind.BAIL_REGISTER: "checked",
    PaperKind.DEVICES: "stage_name",
    PaperKind.REVIEW: "enquiries",
    PaperKind.INSPECTION: "reviews",
}

LISTS: Mapping[PaperKind, Callable[[int], Any]] = {
    PaperKind.TODO: a_todo,
    PaperKind.CASELOAD: a_caseload,
    PaperKind.CHRONOLOGY: a_chronology,
    PaperKind.BAIL_REGISTER: a_bail_register,
    PaperKind.DEVICES: many_devices,
}
