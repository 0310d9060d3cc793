"""The lines of each section of the weekly paper by age, ethnicity and disability of the children they concern."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from tracker.domain.child import AGE_BANDS, age_band
from tracker.queries.weekly_facts import CaseFacts, ChildFacts
from tracker.queries.weekly_ground import Ground
from tracker.resource_files import toml
from tracker.rows.weekly_drift import Split, SplitCount
from tracker.terms import YesNo

NOT_RECORDED = "not_recorded"
DISABILITY = tuple(answer.value for answer in YesNo)


@cache
def ethnic_groups() -> Mapping[str, str]:
    """Give the group of each code of the lists that forces record by."""
    return {one["code"]: one["group"] for one in toml("codes/ethnicity.toml")["code"]}


def split_of(key: str, lines: Iterable[tuple[CaseFacts, str]], ground: Ground) -> Split:
    """Count lines by the children they concern: the one child of a line, else every child of its case.

    A line with two children in different bands counts in both, with two in one band once; one whose case has no child
    on record counts as not recorded.
    """
    counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for case, child_id in lines:
        children = ground.children(case)
        concerned = [child for child in children if child.id == child_id] or children
        for counter, buckets in zip(counts, _buckets(concerned), strict=True):
            counter.update(buckets)
    ages, groups, disability = counts
    known = (*dict.fromkeys(ethnic_groups().values()), NOT_RECORDED)
    return Split(key, _counted(ages, AGE_BANDS), _counted(groups, known), _counted(disability, DISABILITY))


def _buckets(children: Iterable[ChildFacts]) -> tuple[set[str], set[str], set[str]]:
    kept = list(children)
    return (
        {age_band(child.age_at_report) for child in kept} or {NOT_RECORDED},
        {ethnic_groups().get(child.ethnicity, NOT_RECORDED) for child in kept} or {NOT_RECORDED},
        {child.disability.value for child in kept} or {NOT_RECORDED},
    )


def _counted(counts: Counter[str], order: Iterable[str]) -> tuple[SplitCount, ...]:
    return tuple(SplitCount(bucket, counts[bucket]) for bucket in order)
