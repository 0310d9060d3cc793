"""What merging a duplicate into another case would do, as frozen rows."""

from dataclasses import dataclass
from datetime import date

from tracker.terms import MergeStep, SubjectKind


@dataclass(frozen=True, slots=True)
class MergeQuestion:
    """Which case would go into which.

    Args:
        same: the children and suspects of the duplicate who are ones of the case that stays; None where nobody has
            said: then those with the same number of the records system are.
    """

    by: str
    case_id: str
    into_id: str
    same: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class MergeSubject:
    """A child or suspect of the duplicate: who of the case that stays it may be, and who it is taken for; empty: none.

    `becomes` is the label in the case that stays.
    """

    subject_id: str
    kind: SubjectKind
    label: str
    may_be: tuple[tuple[str, str], ...]
    same_as: str
    becomes: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """What becomes of a milestone of the duplicate.

    `due` is the day that holds in the case that stays, `on` that on which it was done.
    """

    step: MergeStep
    milestone: str
    subject: str
    due: date | None
    on: date | None


@dataclass(frozen=True, slots=True)
class MergeInto:
    """The case that would stay."""

    case_id: str
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What would be done. Nothing has been.

    Args:
        records: how many records of which kind come over, such as notes.
        done: how many milestones come over as done or not required.
        waiting: those that come over and are waited for, with what runs towards them.
        not_required: those that are not waited for any more, and why.
        to_complete: done in the duplicate, and still waited for in the case that stays.
        reported_on: the report from which the case that stays counts its age afterwards; `was_reported_on`, until now.
        renamed: labels and exhibits that are taken in the case that stays: before and after.
        arrested_twice: suspects who are the same, with the days on which both cases have an arrest.
        risk_given_up: the risk of the duplicate, where the case that stays keeps another; else nothing.
    """

    case_id: str
    reference: str
    version: int
    into: MergeInto
    subjects: tuple[MergeSubject, ...]
    records: tuple[tuple[str, int], ...]
    done: int
    waiting: tuple[MergeLine, ...]
    not_required: tuple[MergeLine, ...]
    to_complete: tuple[MergeLine, ...]
    reported_on: date
    was_reported_on: date
    renamed: tuple[tuple[str, str], ...]
    arrested_twice: tuple[tuple[str, date], ...]
    risk_given_up: str

    @property
    def same(self) -> tuple[tuple[str, str], ...]:
        """Who of the duplicate is taken for whom."""
        return tuple((one.subject_id, one.same_as) for one in self.subjects if one.same_as)
