"""Rows of every child and suspect of open cases, by what protects the child, and the question that asks for them."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import Checker, Holder, RiskGrade, YesNo


@dataclass(frozen=True, slots=True)
class ProtectionRegisterQuestion:
    """The children of open cases and the suspects with access to them, of one team or one officer where named."""

    by: str
    team_id: str | None = None
    oic_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToTellRow:
    """Somebody who must know how a child stands: told or not, when, and until when it is due.

    Args:
        what: the milestone, in words; empty for a contact that no milestone stands for.
        who: who must know.
        on: when they were told last; None where they never were.
        due: of a milestone that waits, its soonest due day; `days_late` is in working days.
        done: whether they know how things stand now.
        state_key: the shape for it.
    """

    what: str
    who: Holder
    on: date | None
    due: date | None
    days_late: int
    done: bool
    state_key: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One child and one suspect with access, or of whom that is not known.

    Args:
        protected: whether something keeps the suspect from the child today; `known` whether that is on record at all.
        since: since when it is so; `days` how many days that is, today included.
        until: of a protected child, the last day known; `days_left` how many days until then, today not counted.
        lapsed: nothing protects now, and something did before.
        by: the names of what protects today; `checked_by` who checks what was entered.
        review_on: when the first measure is looked at again; `check_due` when the conditions of bail are.
        check_days_late: so many working days is that check late.
        gaps: the stretches without protection before the present one; `gap_days` all days without, now included.
        late: how many milestones of the case are late.
        taken_on: who took on the alert about it, and `next_step_by` until when they do something.
        to_tell: who must know, those who do not first.
        state_key: critical without protection, not known, overdue where it was to be looked at before today, due soon
            where it ends, else done.
    """

    case_id: str
    reference: str
    risk: RiskGrade
    team: str
    oic: str
    supervisor: str
    child_id: str
    child: str
    suspect_id: str
    suspect: str
    access: YesNo
    protected: bool
    known: bool
    since: date
    days: int
    until: date | None
    days_left: int | None
    lapsed: bool
    by: tuple[str, ...]
    checked_by: tuple[Checker, ...]
    review_on: date | None
    check_due: date | None
    check_days_late: int
    gaps: tuple[tuple[date, date], ...]
    gap_days: int
    late: int
    taken_on: str
    next_step_by: date | None
    to_tell: tuple[ToTellRow, ...]
    state_key: str


@dataclass(frozen=True, slots=True)
class ProtectionRegister:
    """Every pair, those without protection longest first, then by the day on which protection ends.

    Args:
        lapse_days: within so many days protection counts as about to lapse.
        no_pairs: open cases within scope in which no child needs protection from a suspect, as far as is on record.
    """

    as_of: date
    lapse_days: int
    rows: tuple[RegisterRow, ...]
    no_pairs: int
    restricted_not_shown: int
