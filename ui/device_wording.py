"""Devices in words for lists and panels: stage, age, what the laboratory says, what is late."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.device_register import DeviceRow, EstimateRow
from tracker.terms import Accreditation, DevicePart, YesNo
from ui import wording
from ui.blocks import Block, Line

translate = QCoreApplication.translate


def stage(row: DeviceRow) -> str:
    """Give the stage a device has reached."""
    return row.stage_name or translate("device_wording", "not seized yet")


def stage_mark(row: DeviceRow) -> str:
    """Give the shape for it: late, back, waiting or on its way."""
    if row.days_late or row.check_late:
        return "overdue"
    if row.part is DevicePart.RETURNED:
        return "done"
    if row.estimate_late:
        return "due_soon"
    return "not_started" if row.part is DevicePart.NEVER_SENT else "running"


def from_whom(held_from: str) -> str:
    """Give in words from whom a device was taken."""
    words = {
        "suspect": translate("device_wording", "the suspect"),
        "victim": translate("device_wording", "the child or family"),
        "witness": translate("device_wording", "a witness"),
        "premises": translate("device_wording", "premises"),
    }
    return words.get(held_from, held_from)


def held_from(row: DeviceRow) -> str:
    """Give from whom the device of a row was taken."""
    return from_whom(row.held_from)


def days(count: int | None) -> str:
    """Give a number of days, or nothing."""
    return "" if count is None else wording.count_of(count, "day")


def priority(row: DeviceRow) -> str:
    """Give the priority band, and whether priority was asked for."""
    asked = {
        YesNo.YES: translate("device_wording", "{band}, asked for"),
        YesNo.NO: translate("device_wording", "{band}, not asked for"),
        YesNo.NOT_RECORDED: translate("device_wording", "{band}, asked: not recorded"),
    }[row.priority_asked]
    return asked.format(band=row.band)


def estimate(row: DeviceRow) -> str:
    """Give the day the laboratory says now."""
    return wording.short_day(row.estimate)


def estimate_moved(row: DeviceRow) -> str:
    """Give how often that day was moved, and by how much; nothing where it never was."""
    if not row.estimate_moves:
        return translate("device_wording", "passed") if row.estimate_late else ""
    words = translate("device_wording", "moved {times}, {slip}").format(
        times=wording.count_of(row.estimate_moves, "time"), slip=_slip(row.estimate_slip)
    )
    return translate("device_wording", "{words}, passed").format(words=words) if row.estimate_late else words


def estimate_mark(row: DeviceRow) -> str:
    """Give the shape for it: passed, moved, or nothing."""
    return "overdue" if row.estimate_late else "due_soon" if row.estimate_moves else ""


def late(row: DeviceRow) -> str:
    """Give by how much it is late, or when the next stage is due."""
    if row.days_late:
        return wording.late(row.days_late)
    return translate("device_wording", "due {day}").format(day=wording.short_day(row.due)) if row.due else ""


def late_mark(row: DeviceRow) -> str:
    """Give the shape for lateness."""
    return "overdue" if row.days_late else ""


def check(row: DeviceRow) -> str:
    """Give how the safeguarding re-check stands."""
    if not row.check_milestone_id:
        return ""
    if row.check_late:
        return translate("device_wording", "re-check {late}").format(late=wording.late(row.check_late))
    return translate("device_wording", "re-check {day}").format(day=wording.short_day(row.check_due))


def check_mark(row: DeviceRow) -> str:
    """Give the shape for the re-check."""
    return "overdue" if row.check_late else ""


def title(row: DeviceRow, *, with_case: bool) -> str:
    """Give the line above what is known of a device."""
    where = wording.term(row.part)
    what = translate("device_wording", "{exhibit}, {kind}: {where}").format(
        exhibit=row.exhibit, kind=row.kind, where=where
    )
    return f"{row.reference} · {what}" if with_case else what


def blocks(row: DeviceRow, today: date) -> Iterable[Block]:
    """Give everything that is known of a device: how it stands, what the laboratory said, its facts, its stages."""
    yield Block(translate("device_wording", "How it stands"), tuple(_standing(row, today)))
    yield Block(
        translate("device_wording", "What the laboratory said"),
        tuple(_said(one) for one in row.estimates),
        translate("device_wording", "No estimate is on record. Press Q to record one."),
    )
    yield Block(translate("device_wording", "Facts"), tuple(_facts(row)))
    if row.stages:
        lines = tuple(Line(wording.short_day(one.on), one.name, "", one.state_key) for one in row.stages)
        yield Block(translate("device_wording", "Stages"), lines)


def _standing(row: DeviceRow, today: date) -> Iterable[Line]:
    if row.stage_since is not None:
        since = wording.day(row.stage_since)
        words = f"{stage(row)}, {days(row.days_in_stage)}" if row.days_in_stage is not None else stage(row)
        yield Line(translate("device_wording", "Stage now"), words, since)
    else:
        yield Line(translate("device_wording", "Stage now"), stage(row))
    if row.days_held is not None:
        yield Line(translate("device_wording", "Held for"), days(row.days_held), wording.day(row.seized_on))
    if row.may_move_to:
        yield Line(translate("device_wording", "Next"), row.may_move_to[0][1], late(row), late_mark(row))
    if row.days_late:
        yield Line(translate("device_wording", "Late"), wording.late(row.days_late), row.late_limit, "overdue")
    if row.estimate is not None:
        words = f"{wording.day(row.estimate)}, {wording.due_in(row.estimate, today)}"
        words = wording.day(row.estimate) if row.estimate_late else words
        told = " · ".join(part for part in (row.estimate_for, estimate_moved(row)) if part)
        yield Line(translate("device_wording", "Expected"), words, told, estimate_mark(row))
    if row.rejections:
        yield Line(translate("device_wording", "Sent back"), wording.count_of(row.rejections, "time"))
    if row.check_milestone_id:
        last = wording.day(row.check_last)
        done = translate("device_wording", "last {day}").format(day=last) if last else ""
        none = translate("device_wording", "not done yet")
        yield Line(
            translate("device_wording", "Child's safety"), wording.sentence(check(row)), done or none, check_mark(row)
        )


def _said(one: EstimateRow) -> Line:
    told = translate("device_wording", "{day} for: {stage}").format(day=wording.day(one.day), stage=one.stage_name)
    if one.moved_days:
        told = f"{told} ({_slip(one.moved_days)})"
    by = translate("device_wording", "told by the {role}, recorded by {officer}").format(
        role=wording.term(one.told_by), officer=one.recorded_by
    )
    return Line(wording.day(one.told_on), told, by, "due_soon" if one.moved_days else "")


def _facts(row: DeviceRow) -> Sequence[Line]:
    counts = (("A", row.category_a), ("B", row.category_b), ("C", row.category_c))
    graded = ", ".join(f"{name} {count:,}" for name, count in counts if count is not None)
    none = translate("device_wording", "not recorded")
    declared = {
        YesNo.YES: translate("device_wording", "compliance declared"),
        YesNo.NO: translate("device_wording", "non-compliance declared"),
        YesNo.NOT_RECORDED: none,
    }[row.declaration]
    lines = [
        Line(translate("device_wording", "Taken from"), held_from(row)),
        Line(translate("device_wording", "Priority"), priority(row)),
        Line(translate("device_wording", "Laboratory"), row.laboratory or none),
        Line(translate("device_wording", "Accreditation"), wording.term(row.accreditation)),
        Line(translate("device_wording", "In its report"), declared),
        Line(translate("device_wording", "Graded"), graded or none),
    ]
    return lines if row.accreditation is not Accreditation.NOT_NEEDED else [*lines[:4], lines[5]]


def _slip(count: int) -> str:
    words = wording.count_of(abs(count), "day")
    if count > 0:
        return translate("device_wording", "{days} later").format(days=words)
    if count < 0:
        return translate("device_wording", "{days} earlier").format(days=words)
    return translate("device_wording", "back to the same day")
