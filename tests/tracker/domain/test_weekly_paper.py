"""Which weeks have a paper, who may read it, and that a frozen one is what was frozen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from tracker.domain.access import SCHEDULER_SCOPE, Scope
from tracker.domain.weekly_paper import FrozenReport, check_may_read, check_over, check_week, end_of_week
from tracker.errors import NotFound, RuleBroken, StorageProblem

MONDAY = date(2026, 11, 16)
DETECTIVE = Scope("dc-patel", "team-blue", unit_wide=False, sees_cases=True)


@pytest.mark.parametrize(
    ("monday", "ends"),
    [
        (MONDAY, datetime(2026, 11, 23, tzinfo=UTC)),
        (date(2026, 7, 6), datetime(2026, 7, 12, 23, tzinfo=UTC)),
        (date(2026, 3, 23), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 19), datetime(2026, 10, 26, tzinfo=UTC)),
    ],
)
def test_a_week_ends_at_midnight_in_london(monday: date, ends: datetime) -> None:
    assert end_of_week(monday) == ends


@pytest.mark.parametrize(
    ("monday", "code"),
    [(date(2026, 11, 17), "not_a_monday"), (date(2026, 11, 30), "week_not_begun"), (MONDAY, "week_not_over")],
)
def test_a_week_that_cannot_be_frozen(monday: date, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_over(monday, datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    assert (refused.value.code, refused.value.field) == (code, "monday")


def test_a_week_is_over_at_midnight_and_can_be_drafted_from_its_monday_on() -> None:
    check_over(MONDAY, datetime(2026, 11, 23, tzinfo=UTC))
    check_week(MONDAY, datetime(2026, 11, 16, tzinfo=UTC))


@pytest.mark.parametrize(
    ("scope", "team_id", "may"),
    [
        (DETECTIVE, "team-blue", True),
        (DETECTIVE, "team-red", False),
        (DETECTIVE, None, False),
        (replace(DETECTIVE, team_id=None), None, False),
        (replace(DETECTIVE, team_id=None), "", False),
        (replace(DETECTIVE, unit_wide=True), None, True),
        (replace(DETECTIVE, unit_wide=True), "team-red", True),
        (replace(DETECTIVE, sees_cases=False), "team-blue", False),
        (replace(DETECTIVE, unit_wide=True, sees_cases=False), None, False),
        (SCHEDULER_SCOPE, None, True),
    ],
)
def test_who_may_read_a_paper(scope: Scope, team_id: str | None, may: bool) -> None:
    if may:
        check_may_read(team_id, scope)
    else:
        with pytest.raises(NotFound):
            check_may_read(team_id, scope)


def test_a_paper_that_is_not_as_it_was_frozen_is_refused() -> None:
    rows, pdf = '{"form":1}', b"%PDF-1.4 made up"
    frozen = FrozenReport(
        "r1", "WD-2026-0001", MONDAY, "", datetime(2026, 11, 23, tzinfo=UTC), "ds-ade", rows,
        sha256(rows.encode()).hexdigest(), pdf, sha256(pdf).hexdigest(),
    )  # fmt: skip
    frozen.check_undamaged()
    for damaged in (replace(frozen, pdf=pdf + b" "), replace(frozen, rows='{"form":2}')):
        with pytest.raises(StorageProblem, match="report_damaged"):
            damaged.check_undamaged()
