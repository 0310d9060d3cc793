"""How a child's protection from a suspect stands: protected or not, since when and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.case import Case
from tracker.domain.case_protection import covers_of, in_need
from tracker.domain.counting import ONE_DAY
from tracker.domain.protection import BailConditionRow, Cover, Protection, gaps, protected_until
from tracker.domain.rule_book import RuleBook
from tracker.terms import CaseStatus, YesNo


@dataclass(frozen=True, slots=True)
class PairStanding:
    """One child and one suspect.

    Args:
        protected: whether something keeps the suspect from the child today.
        since: since when that is so, without a break.
        until: of a protected child, the last day known; None where no end is known.
        lapsed: nothing protects the child now, and something did before.
    """

    protected: bool
    since: date
    until: date | None
    lapsed: bool


@dataclass(frozen=True, slots=True)
class ProtectionStanding:
    """How one child of a case stands towards one suspect, as it is kept for lists and alerts.

    Args:
        known: False where an imported case says nothing of the suspect's access, nor of any protection.
        episode: names the stretch, so that a new one is told anew.
    """

    subject: str
    case_id: str
    child_id: str
    suspect_id: str
    protected: bool
    known: bool
    since: date
    until: date | None
    lapsed: bool
    episode: str


def pair_standing(covers: Sequence[Cover], first: date, today: date) -> PairStanding:
    """Give how a child stands towards a suspect on a day, from everything that kept them apart since a first day."""
    bare = gaps(covers, first, today)
    if not bare or bare[-1].last < today:
        since = bare[-1].last + ONE_DAY if bare else first
        return PairStanding(True, since, protected_until(covers, today), lapsed=False)
    since = bare[-1].first
    return PairStanding(False, since, None, lapsed=since > first)


def protection_standing(
    case: Case,
    protections: Iterable[Protection],
    conditions: Sequence[BailConditionRow],
    rules: RuleBook,
    today: date,
    *,
    imported: bool,
) -> tuple[ProtectionStanding, ...]:
    """Give how each child of a case stands towards each suspect with access, or of whom that is not known.

    A closed case has none.
    """
    if case.record.status is CaseStatus.CLOSED:
        return ()
    measures, found = tuple(protections), []
    for child_id, suspect_id in in_need(case):
        covers = covers_of(case, child_id, suspect_id, measures, conditions, rules, today)
        pair = pair_standing(covers, case.record.reported_on, today)
        silent = imported and not covers and case.suspects[suspect_id].access_to_children is YesNo.NOT_RECORDED
        ends = pair.until.isoformat() if pair.until is not None else ""
        found.append(
            ProtectionStanding(
                f"{child_id}/{suspect_id}", case.record.id, child_id, suspect_id, pair.protected, not silent,
                pair.since, pair.until, pair.lapsed, ends if pair.protected else pair.since.isoformat(),
            )
        )  # fmt: skip
    return tuple(found)
