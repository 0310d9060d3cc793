"""How a child's protection from a suspect stands: protected or not, since when and until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.case import Case
from tracker.domain.case_protection import covers_of, in_need
from tracker.domain.counting import ONE_DAY
from tracker.domain.protection import BailConditionRow, Cover, Gap, Protection, gaps, protected_until
from tracker.domain.rule_book import RuleBook
from tracker.domain.suspect import Suspect
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
        by: the measures that protect today, each by its id, with a blank between.
        checked_by: who checks those that were entered, in the same way.
        review_on: when the first of them is looked at again.
        gaps: the stretches without protection before the present one, as `gaps_as_text` writes them.
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
    by: str = ""
    checked_by: str = ""
    review_on: date | None = None
    gaps: str = ""


def gaps_as_text(found: Iterable[Gap]) -> str:
    """Write stretches of days as one text, the first and the last day of each."""
    return " ".join(f"{gap.first.isoformat()}/{gap.last.isoformat()}" for gap in found)


def gaps_from_text(text: str) -> tuple[Gap, ...]:
    """Read what `gaps_as_text` wrote."""
    pairs = (one.split("/") for one in text.split())
    return tuple(Gap(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def pair_standing(covers: Sequence[Cover], first: date, today: date) -> PairStanding:
    """Give how a child stands towards a suspect on a day, from everything that kept them apart since a first day."""
    bare = gaps(covers, first, today)
    if not bare or bare[-1].last < today:
        since = bare[-1].last + ONE_DAY if bare else first
        return PairStanding(True, since, protected_until(covers, today), lapsed=False)
    since = bare[-1].first
    return PairStanding(False, since, None, lapsed=since > first)


def is_known(suspect: Suspect, covers: Sequence[Cover], *, imported: bool) -> bool:
    """Say whether it is known how a child stands: a spreadsheet says neither who has access nor what protects."""
    return not imported or bool(covers) or suspect.access_to_children is not YesNo.NOT_RECORDED


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
    entered = {one.id: one for one in measures}
    for child_id, suspect_id in in_need(case):
        covers = covers_of(case, child_id, suspect_id, measures, conditions, rules, today)
        pair = pair_standing(covers, case.record.reported_on, today)
        known = is_known(case.suspects[suspect_id], covers, imported=imported)
        ends = pair.until.isoformat() if pair.until is not None else ""
        now = [cover for cover in covers if cover.on(today)]
        checked = [entered[cover.source_id] for cover in now if cover.source_id in entered]
        bare = gaps(covers, case.record.reported_on, today)
        found.append(
            ProtectionStanding(
                f"{child_id}/{suspect_id}", case.record.id, child_id, suspect_id, pair.protected, known,
                pair.since, pair.until, pair.lapsed, ends if pair.protected else pair.since.isoformat(),
                " ".join(dict.fromkeys(cover.measure for cover in now)),
                " ".join(dict.fromkeys(one.checked_by for one in checked)),
                min((one.review_on for one in checked if one.review_on is not None), default=None),
                gaps_as_text(bare if pair.protected else bare[:-1]),
            )
        )  # fmt: skip
    return tuple(found)
