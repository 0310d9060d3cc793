"""What has slipped, gathered by one thing at a time: pure rows, no widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tracker.rows.drift_board import DriftRow
from ui import wording


@dataclass(frozen=True, slots=True)
class By:
    """One thing to gather by: what a row has of it, as a key and in words."""

    name: str
    title: object
    key: Callable[[DriftRow], str]
    words: Callable[[DriftRow], str]


@dataclass(frozen=True, slots=True)
class Group:
    """The milestones that have one thing in common. Drift is in working days."""

    key: str
    words: str
    milestones: int
    cases: int
    days: int
    median: int
    worst: int


def _cause(row: DriftRow) -> str:
    if row.cause is None:
        return QCoreApplication.translate("DriftGroups", "no cause recorded")
    return wording.term(row.cause)


BYS = (
    By("milestone", QT_TRANSLATE_NOOP("DriftGroups", "By milestone"), lambda row: row.kind, lambda row: row.kind_name),
    By(
        "holder",
        QT_TRANSLATE_NOOP("DriftGroups", "By who is awaited"),
        lambda row: row.holder,
        lambda row: wording.term(row.holder),
    ),
    By("cause", QT_TRANSLATE_NOOP("DriftGroups", "By cause of delay"), lambda row: row.cause or "", _cause),
    By("risk", QT_TRANSLATE_NOOP("DriftGroups", "By risk"), lambda row: row.risk, lambda row: wording.term(row.risk)),
    By("team", QT_TRANSLATE_NOOP("DriftGroups", "By team"), lambda row: row.team, lambda row: row.team or "-"),
)


def groups(rows: Sequence[DriftRow], by: By) -> list[Group]:
    """Gather rows by one thing, the most days first."""
    gathered: dict[str, list[DriftRow]] = {}
    for row in rows:
        gathered.setdefault(by.key(row), []).append(row)
    found = [
        Group(
            key,
            by.words(some[0]),
            len(some),
            len({row.case_id for row in some}),
            sum(row.drift for row in some),
            round(median(row.drift for row in some)),
            max(row.drift for row in some),
        )
        for key, some in gathered.items()
    ]
    return sorted(found, key=lambda group: (-group.days, group.words))
