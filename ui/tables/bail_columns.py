"""The columns of bail, for the register and for the case file, as data."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from tracker.rows.bail_register import BailRow
from tracker.terms import RiskGrade
from ui import bail_wording as bail_words
from ui import wording
from ui.tables.column import Column

translate = QCoreApplication.translate

RISKS = (RiskGrade.VERY_HIGH, RiskGrade.HIGH, RiskGrade.MEDIUM, RiskGrade.LOW, RiskGrade.NOT_ASSESSED)


def note(row: BailRow) -> str:
    """Give what else must be known in a few words."""
    step = bail_words.first_step(row)
    words = [bail_words.had_ended(row), step.note if step else ""]
    if row.designated:
        words.append(translate("bail_columns", "designated"))
    if row.oral_hearing:
        words.append(translate("bail_columns", "oral hearing if either side asks"))
    if row.to_be_confirmed:
        words.append(translate("bail_columns", "to be confirmed by the force"))
    return " · ".join(word for word in words if word)


def next_in_words(row: BailRow) -> str:
    """Give who must authorise what next, by when, in full."""
    step = bail_words.first_step(row)
    return (
        "\n".join((*bail_words.next_lines(step), bail_words.source(step)))
        if step
        else translate("bail_columns", "nothing to authorise")
    )


def columns() -> list[Column]:
    """Build the columns of the register: how it stands, who must act by when, whose case it is."""
    return [_state(), _case(), *_how_it_stands(), *_what_is_next(), *_whose(), *_rest()]


def of_one_case() -> list[Column]:
    """Build the columns for the suspects of one case, which need not say whose it is."""
    return [_state(), *_how_it_stands(), *_what_is_next(), *_rest()]


def _state() -> Column:
    return Column(
        title=translate("bail_columns", "State"),
        text=lambda row: wording.term(row.state),
        tooltip=lambda row: wording.sentence(row.why_no_end) or wording.term(row.state),
        mark=lambda row: row.state_key,
        width=156,
    )


def _case() -> Column:
    return Column(
        title=translate("bail_columns", "Case"),
        text=lambda row: row.reference,
        sort=lambda row: row.reference,
        bold=True,
        width=112,
    )


def _how_it_stands() -> list[Column]:
    return [
        Column(
            title=translate("bail_columns", "Suspect"),
            text=lambda row: row.suspect,
            tooltip=lambda row: row.suspect,
            width=76,
        ),
        Column(
            title=translate("bail_columns", "Ends"),
            text=bail_words.ends_shortly,
            sort=lambda row: row.earliest or row.ends,
            tooltip=bail_words.ends,
            width=190,
            leaves=-1,
        ),
        Column(
            title=translate("bail_columns", "Days"),
            text=bail_words.left_shortly,
            sort=lambda row: row.days_left if row.since_release is None else -row.since_release,
            mark=bail_words.left_mark,
            accessible=bail_words.left,
            tooltip=bail_words.left,
            width=184,
            leaves=-1,
        ),
    ]


def _what_is_next() -> list[Column]:
    return [
        Column(
            title=translate("bail_columns", "Who next"),
            text=bail_words.who_next,
            accessible=next_in_words,
            tooltip=next_in_words,
            width=168,
            leaves=-1,
        ),
        Column(
            title=translate("bail_columns", "By when"),
            text=lambda row: bail_words.by_when(bail_words.first_step(row)),
            sort=lambda row: bail_words.act_by(bail_words.first_step(row)),
            tooltip=next_in_words,
            width=134,
            leaves=-1,
        ),
        Column(
            title=translate("bail_columns", "To"),
            text=lambda row: wording.short_day(step.to) if (step := bail_words.first_step(row)) else "",
            sort=lambda row: step.to if (step := bail_words.first_step(row)) else None,
            tooltip=lambda row: bail_words.gives(step) if (step := bail_words.first_step(row)) else "",
            width=80,
            leaves=-1,
        ),
    ]


def _whose() -> list[Column]:
    return [
        Column(
            title=translate("bail_columns", "OIC"),
            text=lambda row: row.oic or translate("bail_columns", "nobody yet"),
            sort=lambda row: row.oic.casefold(),
            tooltip=lambda row: row.oic,
            width=150,
            leaves=1,
        ),
        Column(
            title=translate("bail_columns", "Risk"),
            text=lambda row: wording.term(row.risk),
            sort=lambda row: RISKS.index(row.risk),
            width=90,
            leaves=2,
        ),
    ]


def _rest() -> list[Column]:
    return [
        Column(
            title=translate("bail_columns", "Starts"),
            text=lambda row: wording.short_day(row.starts),
            sort=lambda row: row.starts or date.max,
            tooltip=lambda row: wording.day(row.starts),
            width=80,
            leaves=3,
        ),
        Column(
            title=translate("bail_columns", "Returns"),
            text=lambda row: wording.short_day(row.returns),
            sort=lambda row: row.returns or date.max,
            tooltip=lambda row: wording.day(row.returns),
            width=80,
            leaves=3,
        ),
        Column(
            title=translate("bail_columns", "Note"),
            text=note,
            tooltip=note,
            width=260,
            leaves=3,
        ),
    ]
