"""The devices that wait on paper: never sent, queued, being examined, back; by priority and age, with the estimates."""

from collections.abc import Sequence
from typing import Any

from tracker.reports.charts import LargeFigure, LargeFigures
from tracker.reports.page_layout import STANDARD, WIDTH, Marking, load_fonts
from tracker.reports.paper_frame import drawn, opening, part, withheld
from tracker.reports.row_table import Column, Row
from tracker.rows.device_register import DeviceRegister, DeviceRow
from tracker.rows.papers import PaperHead
from tracker.terms import DevicePart, YesNo
from tracker.wording import count_of, late, short_day, term

DEVICES = (
    Column("Case", 86.0, "OIC"),
    Column("Priority", 62.0, "risk"),
    Column("Device", 96.0, "seized, held"),
    Column("Stage", 92.0, "since"),
    Column("Estimate", 88.0, "how it was moved"),
    Column("Due", WIDTH - 424.0, "how late"),
)
PARTS = {
    DevicePart.NEVER_SENT: ("1. Never sent", "Seized, and not at a laboratory.", "No device waits to be sent."),
    DevicePart.QUEUED: ("2. Queued", "At the laboratory, not begun.", "No device is queued."),
    DevicePart.STARTED: ("3. Being examined", "Begun, and not back.", "No device is being examined."),
    DevicePart.BACK: ("4. Back", "Back from the laboratory, not returned to whom it belongs.", "No device is back."),
}


def devices_pdf(register: DeviceRegister, head: PaperHead, marking: Marking = STANDARD) -> bytes:
    """Draw the list: equal rows give equal bytes."""
    load_fonts()
    rows = sorted(register.rows, key=lambda row: (row.band, -(row.days_held or 0), row.reference, row.exhibit))
    story: list[Any] = [
        *opening(
            head,
            "Devices of open cases, the most urgent priority first and in it those held longest. The child's safety is "
            f"looked at again while a device waits. Returned, and not here: {register.returned_not_shown:,}.",
        ),
        LargeFigures([_figure(kind, rows) for kind in PARTS]),
    ]
    for kind, (heading, said, none) in PARTS.items():
        those = [row for row in rows if row.part is kind]
        story += part(heading, f"{said} {len(those):,} in all.", none, DEVICES, [_row(row) for row in those])
    story += withheld(register.restricted_not_shown, " with devices")
    return drawn(head, story, marking)


def _figure(kind: DevicePart, rows: Sequence[DeviceRow]) -> LargeFigure:
    those = [row for row in rows if row.part is kind]
    oldest = max((row.days_held or 0 for row in those), default=0)
    return LargeFigure(f"{len(those):,}", term(kind), f"longest held {count_of(oldest, 'day')}" if those else "")


def _row(row: DeviceRow) -> Row:
    asked = {YesNo.YES: "priority asked for", YesNo.NO: "priority not asked for"}.get(row.priority_asked, "")
    seized = f"seized {short_day(row.seized_on)}" if row.seized_on is not None else "not seized on record"
    held = count_of(row.days_held, "day") if row.days_held is not None else ""
    since = f"since {short_day(row.stage_since)}" if row.stage_since is not None else ""
    rejected = f"sent back {count_of(row.rejections, 'time')}" if row.rejections else ""
    return Row(
        (
            (row.reference, row.oic or "no OIC yet"),
            (f"{row.band}", f"{term(row.risk).lower()} risk", asked),
            (f"{row.exhibit}, {row.kind}", seized, f"held {held}" if held else ""),
            (row.stage_name or "not seized yet", since, rejected),
            _estimate(row),
            _due(row),
        )
    )


def _estimate(row: DeviceRow) -> tuple[str, ...]:
    if row.estimate is None:
        return ("none given",)
    moved = ""
    if row.estimate_moves:
        way = "later" if row.estimate_slip >= 0 else "earlier"
        times = count_of(row.estimate_moves, "time")
        moved = f"moved {times}, {count_of(abs(row.estimate_slip), 'day')} {way} than the first"
    passed = "that day has passed" if row.estimate_late else ""
    return (short_day(row.estimate), f"for: {row.estimate_for}" if row.estimate_for else "", moved, passed)


def _due(row: DeviceRow) -> tuple[str, ...]:
    due = short_day(row.due) if row.due is not None else "no date runs"
    check = ""
    if row.check_due is not None:
        check = f"safety re-check\nby {short_day(row.check_due)}"
        check += f", {late(row.check_late)}" if row.check_late else ""
    return (due, late(row.days_late) if row.days_late else "", check)
