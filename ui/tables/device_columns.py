"""The columns of devices, for the register and for the case file, as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.device_register import DeviceRow
from tracker.terms import RiskGrade
from ui import device_wording as device_words
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate

RISKS = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


def device_key(row: DeviceRow) -> str:
    """Give what tells a device from every other."""
    return row.device_id


def columns() -> list[Column]:
    """Build the columns of the register: where it is, for how long, what is late, whose case it is."""
    return [_stage(), _case(), _risk(), _what(), *_ages(), *_laboratory(), _oic()]


def of_one_case() -> list[Column]:
    """Build the columns for the devices of one case."""
    return [_stage(), _what(), _from(), *_ages(), *_laboratory()]


def _stage() -> Column:
    return Column(
        title=translate("device_columns", "Stage"),
        text=device_words.stage,
        tooltip=device_words.stage,
        mark=device_words.stage_mark,
        width=230,
    )


def _case() -> Column:
    return Column(
        title=translate("device_columns", "Case"),
        text=lambda row: row.reference,
        sort=lambda row: row.reference,
        bold=True,
        width=112,
    )


def _what() -> Column:
    return Column(
        title=translate("device_columns", "Device"),
        text=lambda row: f"{row.exhibit}, {row.kind}",
        tooltip=lambda row: f"{row.exhibit}, {row.kind}",
        width=128,
    )


def _from() -> Column:
    return Column(
        title=translate("device_columns", "From"),
        text=device_words.held_from,
        tooltip=device_words.held_from,
        width=128,
        leaves=1,
    )


def _ages() -> list[Column]:
    return [
        Column(
            title=translate("device_columns", "In stage"),
            text=lambda row: device_words.days(row.days_in_stage),
            sort=lambda row: row.days_in_stage,
            align="right",
            width=84,
        ),
        Column(
            title=translate("device_columns", "Held"),
            text=lambda row: device_words.days(row.days_held),
            sort=lambda row: row.days_held,
            align="right",
            width=84,
        ),
        Column(
            title=translate("device_columns", "Late or due"),
            text=device_words.late,
            sort=lambda row: -row.days_late if row.days_late else (row.due or date.max).toordinal(),
            mark=device_words.late_mark,
            tooltip=lambda row: row.late_limit,
            width=196,
            leaves=-1,
        ),
    ]


def _laboratory() -> list[Column]:
    return [
        Column(
            title=translate("device_columns", "Expected"),
            text=device_words.estimate,
            sort=lambda row: row.estimate or date.max,
            tooltip=lambda row: wording.day(row.estimate),
            width=84,
        ),
        Column(
            title=translate("device_columns", "Estimate moved"),
            text=device_words.estimate_moved,
            sort=lambda row: -row.estimate_slip,
            mark=device_words.estimate_mark,
            tooltip=device_words.estimate_moved,
            width=214,
            leaves=1,
        ),
        Column(
            title=translate("device_columns", "Child's safety"),
            text=device_words.check,
            sort=lambda row: row.check_due or date.max,
            mark=device_words.check_mark,
            tooltip=device_words.check,
            width=236,
            leaves=-1,
        ),
        Column(
            title=translate("device_columns", "Priority"),
            text=device_words.priority,
            sort=lambda row: row.band,
            tooltip=device_words.priority,
            width=170,
            leaves=2,
        ),
        Column(
            title=translate("device_columns", "Sent back"),
            text=lambda row: f"{row.rejections:,}" if row.rejections else "",
            sort=lambda row: row.rejections,
            align="right",
            width=76,
            leaves=3,
        ),
    ]


def _risk() -> Column:
    return Column(
        title=translate("device_columns", "Risk"),
        text=lambda row: wording.term(row.risk),
        sort=lambda row: RISKS.index(row.risk),
        width=96,
    )


def _oic() -> Column:
    return Column(
        title=translate("device_columns", "OIC"),
        text=lambda row: row.oic or translate("device_columns", "nobody yet"),
        sort=lambda row: row.oic.casefold(),
        tooltip=lambda row: row.oic,
        width=150,
        leaves=3,
    )
