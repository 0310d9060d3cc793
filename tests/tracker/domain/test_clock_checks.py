"""What may happen to a clock: whose date may be ordered, what may be lengthened, by how much and until when."""

from datetime import UTC, date, datetime

import pytest

from tests.tracker.domain.case_in_hand import rules
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.clock_checks import check_happening, check_order
from tracker.domain.clock_event import ClockEvent
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.rule_book import rule_of
from tracker.domain.standing import derive
from tracker.errors import RuleBroken
from tracker.terms import ClockEventKind

KIND = ClockEventKind
RECORDED = datetime(2030, 1, 1, tzinfo=UTC)
TARGETS_OF_LAW = ("LIM-01", "LIM-02", "LIM-02a", "LIM-04", "DATA-08", "CUS-01", "BAIL-19", "CPS-09a", "VIC-01", "SG-07")
START = date(2026, 6, 1)


def limit_of(limit_id: str) -> Limit:
    return rules().pack.versions(limit_id)[0]


def event(kind: ClockEventKind, on: When, to: When | None = None, amount: int | None = None) -> ClockEvent:
    return ClockEvent(kind, on, RECORDED, "officer-1", to=to, amount=amount)


def refused(limit_id: str, *events: ClockEvent, start: When = START) -> str:
    """Give the code by which the last of these events is refused; nothing where it may happen."""
    limit = limit_of(limit_id)
    rule = rule_of(limit)
    calendar: WorkingCalendar = rules().calendar(rule.calendar)
    happened = [event(KIND.STARTED, start)]
    present = rule.amount
    for place, one in enumerate(events, start=1):
        standing = derive(happened, rule.measure_for(), calendar)
        try:
            check_happening(one, standing, limit, present, rules())
        except RuleBroken as broken:
            if place < len(events):
                raise
            return broken.code
        happened.append(one)
        present = one.amount or present
    return ""


def extend(amount: int, on: When = date(2026, 6, 2)) -> ClockEvent:
    return event(KIND.EXTENDED, on, amount=amount)


@pytest.mark.parametrize("limit_id", TARGETS_OF_LAW)
def test_a_target_of_the_law_or_a_code_is_neither_lengthened_nor_ordered(limit_id: str) -> None:
    limit = limit_of(limit_id)
    assert refused(limit_id, extend(400)) == "extension_not_in_law"
    with pytest.raises(RuleBroken, match="order_fixed_by_law"):
        check_order(limit, by_court=True)


def test_whose_date_may_be_ordered() -> None:
    for limit_id in ("CPS-09", "CPS-09-crown", "CPS-12", "CUS-02", "SG-13", "SG-14", "DIG-02", "SG-06-wales"):
        check_order(limit_of(limit_id), by_court=True)
    check_order(limit_of("DIG-02"), by_court=False)
    with pytest.raises(RuleBroken, match="order_needs_court"):
        check_order(limit_of("CPS-12"), by_court=False)
    with pytest.raises(RuleBroken, match="bail_has_its_events"):
        check_order(limit_of("BAIL-02"), by_court=True)
    assert refused("LIM-04", event(KIND.ORDERED, START, date(2026, 8, 1))) == "order_fixed_by_law"
    assert refused("SG-12", event(KIND.ORDERED, START, date(2026, 5, 20))) == ""


@pytest.mark.parametrize(
    ("limit_id", "start", "months", "not_these"),
    [
        ("BAIL-02", START, (6, 9, 12, 18, 24), (2, 3, 4, 15, 99_999)),
        ("BAIL-14", START, (6, 9, 12, 18, 24), (2, 3, 15)),
        ("BAIL-05", START, (18, 24), (6, 12)),
        ("BAIL-18", START, (12, 18, 24), (6, 9)),
        ("OLD-02", date(2020, 6, 1), (6, 9, 12), (2, 3, 18)),
        ("OLD-07", date(2020, 6, 1), (6, 9, 12), (2, 3, 18)),
    ],
)
def test_bail_is_lengthened_to_the_months_that_its_law_has(
    limit_id: str, start: date, months: tuple[int, ...], not_these: tuple[int, ...]
) -> None:
    on = start.replace(day=20)
    assert [refused(limit_id, extend(number, on), start=start) for number in months] == [""] * len(months)
    assert {refused(limit_id, extend(number, on), start=start) for number in not_these} == {"bail_extended_to"}


def test_bail_that_counts_otherwise_is_lengthened_by_its_own_events() -> None:
    assert refused("OLD-01", extend(3, date(2020, 6, 9)), start=date(2020, 6, 1)) == "bail_extended_by_its_events"
    assert refused("BAIL-07", extend(6)) == "bail_extended_by_its_events"
    assert refused("BAIL-06-designated-long", extend(30)) == "bail_extended_by_its_events"


def test_bail_is_lengthened_until_the_day_it_ends() -> None:
    last, after = date(2026, 9, 1), date(2026, 9, 2)
    assert refused("BAIL-02", extend(6, last)) == ""
    assert refused("BAIL-02", extend(6, after)) == "extended_too_late"
    assert refused("BAIL-02", extend(6), extend(9, date(2026, 12, 1))) == ""
    assert refused("BAIL-02", extend(6), extend(6)) == "bail_extended_to"


def test_what_another_limit_lengthens_is_lengthened_by_that_and_once() -> None:
    assert refused("SG-14", extend(15)) == ""
    assert {refused("SG-14", extend(number)) for number in (7, 8, 14, 16, 30)} == {"extension_to_another_amount"}
    assert refused("SG-14", extend(15), extend(15)) == "extended_already"
    begun, end = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 2, 9, tzinfo=UTC)
    assert refused("CUS-02", extend(36, end), start=begun) == ""
    assert refused("CUS-02", extend(36, end.replace(minute=1)), start=begun) == "extended_too_late"
    assert refused("CUS-02", extend(48, end), start=begun) == "extension_to_another_amount"
    assert refused("CUS-02", extend(36, date(2026, 6, 2)), start=begun) == ""
    assert refused("SG-13", extend(96, begun), start=begun) == "extension_not_in_law"


def test_a_target_of_our_own_is_only_made_longer() -> None:
    assert refused("DIG-02", extend(10)) == ""
    assert {refused("DIG-02", extend(number)) for number in (1, 7)} == {"extension_not_longer"}
    assert refused("DIG-02", extend(10), extend(9, date(2026, 6, 9))) == "extension_not_longer"
    assert refused("DIG-02", extend(10, date(2026, 6, 9))) == "extended_too_late"
    assert refused("VIC-08", extend(9, date(2029, 6, 9)), start=date(2031, 6, 9)) == "", "an end not known is not past"


def test_a_date_is_not_set_before_the_start() -> None:
    for kind in (KIND.RESCHEDULED, KIND.ORDERED):
        assert refused("DIG-02", event(kind, START, START)) == ""
        assert refused("DIG-02", event(kind, START, date(2026, 5, 31))) == "order_before_start"


def test_a_start_is_corrected_to_what_was_and_not_to_what_is_to_come() -> None:
    on = date(2026, 6, 5)
    for to in (date(2026, 5, 20), on):
        assert refused("DIG-02", event(KIND.CORRECTED, on, to)) == ""
    assert refused("DIG-02", event(KIND.CORRECTED, on, date(2026, 6, 6))) == "start_in_future"
    pause, resume = event(KIND.PAUSED, date(2026, 6, 3)), event(KIND.RESUMED, date(2026, 6, 4))
    correct = event(KIND.CORRECTED, on, date(2026, 6, 4))
    assert refused("DIG-02", pause, correct) == refused("DIG-02", pause, resume, correct) == "start_after_pause"
    assert refused("DIG-02", pause, resume, event(KIND.CORRECTED, on, date(2026, 6, 3))) == ""


def test_after_a_stop_nothing_happens_until_it_is_taken_up_again() -> None:
    stop, later = event(KIND.STOPPED, date(2026, 6, 3)), date(2026, 6, 4)
    reopen = event(KIND.REOPENED, later)
    nexts = (
        event(KIND.STOPPED, later), event(KIND.PAUSED, later), event(KIND.RESCHEDULED, later, date(2026, 6, 20)),
        event(KIND.ORDERED, later, date(2026, 6, 20)), event(KIND.CORRECTED, later, START), extend(10, later),
    )  # fmt: skip
    for one in nexts:
        assert refused("DIG-02", stop, one) == "clock_stopped", one.kind
        assert refused("DIG-02", stop, reopen, one) == "", one.kind


def test_a_pause_within_a_pause_is_refused() -> None:
    pause = event(KIND.PAUSED, date(2026, 6, 3))
    assert refused("DIG-02", pause, pause) == "clock_paused_already"
    assert refused("DIG-02", pause, event(KIND.RESUMED, date(2026, 6, 4)), event(KIND.PAUSED, date(2026, 6, 5))) == ""
