"""Made-up rows of a weekly drift report, and its text and drawing read back."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tracker.domain.child import AGE_BANDS
from tracker.reports.weekly_drift_questions import SECTIONS
from tracker.rows.papers import CoverSheet
from tracker.rows.weekly_drift import (
    AwaitedRow,
    Correction,
    CorrectionRow,
    DelayCount,
    DoneLateRow,
    Figure,
    MovedRow,
    MoveLine,
    NoNextActionRow,
    Question,
    QuestionLine,
    SlippedRow,
    Split,
    SplitCount,
    UnallocatedRow,
    UnitListRow,
    WeeklyDrift,
)
from tracker.terms import ClockEventKind, DelayReason, Holder, RiskGrade
from tracker.time_source import LONDON, start_of_day

MONDAY = date(2026, 11, 16)
NUMBER = "UN-2026-W47"
DIGEST = "5b1c" * 16

MILESTONES = (
    ("Computer report", "Suspect 1", "DEV-03", Holder.LABORATORY, DelayReason.DFU_QUEUE),
    ("ABE interview", "Child 1", "ABE-01", Holder.OUR_UNIT, DelayReason.AWAITING_APPROPRIATE_ADULT),
    ("Medical report", "Child 2", "MED-04", Holder.HEALTH, DelayReason.AWAITING_HEALTH_REPORT),
    ("Charging decision", "Suspect 1", "CPS-02", Holder.CPS, DelayReason.CPS_QUEUE),
    ("Third-party material asked for and received", "", "TPM-01", Holder.SOCIAL_CARE, DelayReason.THIRD_PARTY_MATERIAL),
    ("Supervisor's review", "", "REV-01", Holder.OUR_UNIT, None),
)
OFFICERS = ("DC 3312 Patel", "DC 4410 Novak", "DC 2087 Hughes", "DC 5551 Osei", "")
STEPS = (
    "ask the laboratory's manager for a date by Tue 24 Nov",
    "intermediary booked for Thu 26 Nov",
    "",
    "chase the reviewing lawyer, then the unit head, if the action plan is not agreed by the end of the month",
)
RISKS = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


def slipped(place: int = 0, **changes: Any) -> SlippedRow:
    """One slipped milestone; the place in the list decides its facts, the changes overrule them."""
    milestone, subject, limit, holder, reason = MILESTONES[place % len(MILESTONES)]
    drift = max(1, 176 - place * 9 if place < 19 else 1 + place % 17)
    before = (drift - 5, 0, drift, max(0, drift - 2))[place % 4]
    first_due = date(2026, 3, 12) + timedelta(days=place % 230)
    row = SlippedRow(
        reference=f"44NI/{305 + place:05d}/26",
        oic=OFFICERS[place % len(OFFICERS)],
        risk=RISKS[place % len(RISKS)],
        milestone=milestone,
        subject=subject,
        limit_id=limit,
        first_due=first_due,
        due=first_due + timedelta(days=28) if place % 3 == 0 else first_due,
        drift=drift,
        drift_last_week=before,
        moves=1 + place % 4 if place % 3 == 0 else 0,
        held_by=holder,
        reason=reason,
        next_step=STEPS[place % len(STEPS)],
        to_be_confirmed=place % 5 == 2,
    )
    return replace(row, **changes)


def moved(place: int = 0, **changes: Any) -> MovedRow:
    """One target that was moved three times, the last time without an approval."""
    days = (date(2026, 5, 4), date(2026, 7, 1), date(2026, 10, 2), date(2026, 12, 11))
    reasons = (
        "no intermediary",
        "suite closed",
        "The laboratory gave a new date; the sergeant asked for it to be first.",
    )
    approvals = ("DS 902 Ade", "DS 902 Ade", "")
    row = MovedRow(
        reference=f"44NI/{508 + place:05d}/26",
        oic=OFFICERS[place % 4],
        milestone=MILESTONES[place % len(MILESTONES)][0],
        subject=MILESTONES[place % len(MILESTONES)][1],
        first_due=days[0],
        due=days[-1],
        overdue_since=None if place % 2 else date(2026, 5, 5),
        slip=154,
        moves=tuple(
            MoveLine(old, ClockEventKind.RESCHEDULED, old, new, reason, "DC 4410 Novak", approved)
            for old, new, reason, approved in zip(days, days[1:], reasons, approvals, strict=False)
        ),
    )
    return replace(row, **changes)


def correction(what: Correction = Correction.DONE, **changes: Any) -> CorrectionRow:
    """Something entered a week late."""
    row = CorrectionRow(
        "44NI/00360/26", "ABE interview", "Child 1", what, 4, 2, date(2026, 11, 13), date(2026, 11, 18), "DS 902 Ade"
    )
    return replace(row, **changes)


def questions(lines: int = 2) -> tuple[Question, ...]:
    """Every question, each with so many lines."""
    return tuple(
        Question(
            key,
            tuple(
                QuestionLine(
                    (f"44NI/{400 + place:05d}/26", *("a" for _ in how.columns[1 : -1 if how.bar else None])),
                    12 + place if how.bar else None,
                )
                for place in range(lines)
            ),
            as_it_is=key in ("bail_ending", "workload"),
        )
        for key, how in SECTIONS.items()
    )


def split(key: str = "slipped", *ages: int) -> Split:
    """How the lines of a section split; so many in each of the first bands of age."""
    given = (*ages, *(0 for _ in AGE_BANDS))[: len(AGE_BANDS)]
    return Split(
        key,
        tuple(SplitCount(band, lines) for band, lines in zip(AGE_BANDS, given, strict=True)),
        tuple(SplitCount(group, 7) for group in ("white", "mixed", "not_recorded")),
        (SplitCount("yes", 2), SplitCount("no", 30), SplitCount("not_recorded", 3)),
    )


def weekly_drift(rows: int = 24, **changes: Any) -> WeeklyDrift:
    """A full report of a week with `rows` slipped milestones."""
    report = WeeklyDrift(
        unit="Unit North",
        team="Team A",
        monday=MONDAY,
        sunday=MONDAY + timedelta(days=6),
        as_at=start_of_day(MONDAY + timedelta(days=7)),
        last_alert_check=datetime(2026, 11, 22, 23, 59, tzinfo=LONDON),
        demo=False,
        figures=(
            Figure("open_cases", 212, 209),
            Figure("overdue_clocks", 1031, 1033),
            Figure("critical", 6, 6),
            Figure("unallocated", 3, 0),
            Figure("bail_ending", 2, 4),
            Figure("devices_long", 2, None),
        ),
        changed=(
            "44NI/00305/26: the computer report slipped by 5 more working days and is now 176 late.",
            "Three cases are without an officer in the case; a week ago there were none.",
            "Two overdue clocks were given a later date, one of them without an approval on record.",
        ),
        slipped=tuple(slipped(place) for place in range(rows)),
        awaited=(
            AwaitedRow(Holder.LABORATORY, 14, 11, 204, "44NI/00305/26"),
            AwaitedRow(Holder.CPS, 6, 6, 61, "44NI/00308/26"),
            AwaitedRow(Holder.CHILD_OR_FAMILY, 1, 1, 12, "44NI/00309/26"),
        ),
        unallocated=(
            UnallocatedRow("44NI/00611/26", RiskGrade.HIGH, date(2026, 11, 11), 11),
            UnallocatedRow("44NI/00614/26", RiskGrade.VERY_HIGH, date(2026, 11, 13), 9),
            UnallocatedRow("44NI/00620/26", RiskGrade.NOT_ASSESSED, date(2026, 11, 21), 1),
        ),
        no_next_action=(
            NoNextActionRow("44NI/00402/26", "DC 2087 Hughes", RiskGrade.LOW, date(2026, 4, 2), date(2026, 9, 30), 53),
            NoNextActionRow("44NI/00511/26", "", RiskGrade.LOW, date(2026, 10, 1), None, 52),
        ),
        done_late=(
            DoneLateRow("44NI/00333/26", "ABE interview", "Child 1", date(2026, 11, 17), date(2026, 11, 3), 10, False),
            DoneLateRow("44NI/00341/26", "Strategy discussion", "", date(2026, 11, 16), date(2026, 11, 13), 1, False),
            DoneLateRow("44NI/00350/26", "Medical decided", "Child 2", date(2026, 11, 16), date(2026, 11, 16), 0, True),
        ),
        delay_counts=(
            DelayCount(DelayReason.DFU_QUEUE, 14),
            DelayCount(DelayReason.AWAITING_APPROPRIATE_ADULT, 5),
            DelayCount(None, 4),
        ),
        restricted_withheld=2,
        audit_head=DIGEST,
        moved=(moved(0), moved(1)),
        corrections=tuple(correction(what) for what in Correction),
        questions=questions(),
        splits=(split("open_cases", 1, 40, 93), split("slipped", 0, 4, 5), split("reviews_overdue", 2)),
        quiet_cases=8,
        unit_list=(
            UnitListRow("Computer report", 3, 2, 34, "44NI/00305/26"),
            UnitListRow("No owner", 1, 1, 1, "44NI/00611/26"),
        ),
    )
    return replace(report, **changes)


def empty_sections(**changes: Any) -> WeeklyDrift:
    """A report of a unit with open cases and nothing wrong with them."""
    nothing: dict[str, Any] = {
        "changed": (),
        "awaited": (),
        "moved": (),
        "corrections": (),
        "questions": questions(0),
        "splits": (),
        "unallocated": (),
        "no_next_action": (),
        "done_late": (),
        "delay_counts": (),
        "restricted_withheld": 0,
        "unit_list": (),
    }
    return weekly_drift(0, **{**nothing, **changes})


def no_cases(**changes: Any) -> WeeklyDrift:
    """A report of a week without any case."""
    figures = tuple(Figure(figure.key, 0, None) for figure in weekly_drift().figures)
    return empty_sections(figures=figures, **changes)


def cover(**changes: Any) -> CoverSheet:
    """The cover sheet of a copy."""
    sheet = CoverSheet(
        name="Weekly drift report",
        number=NUMBER,
        unit="Unit North, Team A",
        about="Week 47, Mon 16 to Sun 22 Nov 2026",
        digest=DIGEST,
        copy_number=3,
        printed_by="DS 902 Ade",
        printed_at=datetime(2026, 11, 23, 9, 41, tzinfo=LONDON),
        recipient="DCI 77 Marlow",
        reason="Weekly meeting of supervisors",
        pages=4,
        frozen=True,
    )
    return replace(sheet, **changes)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, its spaces and line ends evened out."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """The text of the whole paper in one line."""
    return " ".join(pages_of(pdf))


def drawing_of(pdf: bytes) -> list[tuple[list[Any], bytes]]:
    """Every drawing operation of every page, with its operands."""
    from pypdf.generic import ContentStream

    reader = PdfReader(BytesIO(pdf))
    streams = [page.get_contents() for page in reader.pages]
    return [step for stream in streams if isinstance(stream, ContentStream) for step in stream.operations]


def lines_of_paper(pdf: bytes) -> str:
    """The text of a paper as it is approved: a line for each piece of text, pages apart."""
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(pdf)).pages]
    return "\n\n".join("\n".join(line.strip() for line in page if line.strip()) for page in pages) + "\n"
