"""Why a bail period ends when it does: the ledger's own steps, each with who recorded it, and what was taken back."""

from datetime import UTC, date, datetime
from typing import Any

from tests.tracker.domain.test_clock import started
from tests.tracker.rule_data import calendars, catalogue, pack
from tracker import wording
from tracker.domain.bail import BailEvent
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_steps import bail_steps
from tracker.domain.rule_book import RuleBook
from tracker.domain.steps_in_words import steps_in_words
from tracker.rows.why import StepRow
from tracker.terms import BailEventKind

RULES = RuleBook(pack(), catalogue(), calendars())
KIND = BailEventKind
ARREST = date(2024, 8, 30)


def bail(kind: BailEventKind, on: date, **more: Any) -> BailEvent:
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    name = f"{kind}-{on}"
    return BailEvent(name, "case", "arrest", kind, on, at, "902", **more)


def told(*events: BailEvent, as_of: date | None = None) -> tuple[StepRow, ...]:
    steps = bail_steps(reckon(ARREST, events, RULES, as_of=as_of), events, started(ARREST))
    return steps_in_words(
        steps, RULES.pack.versions("BAIL-02")[0], RULES, wording.when_in_zone, lambda officer: f"DS {officer}"
    )


def test_each_step_has_its_basis_and_who_recorded_and_authorised_it() -> None:
    steps = told(
        bail(KIND.RELEASED_ON_BAIL, ARREST),
        bail(KIND.EXTENDED, date(2024, 11, 20), authority="inspector", authorised_by="DI 77 Lewis"),
    )
    assert [(step.what, step.gives, step.basis) for step in steps] == [
        ("arrested", "bail start date Sat 31 Aug 2024", "PACE 1984 s.47ZB(4)(a)"),
        ("released on bail", "", "PACE 1984 ss.47ZB(1)(b), 50A"),
        (
            wording.step("months_same", {"amount": 3, "clamped": True}),
            "Sat 30 Nov 2024",
            "PACE 1984 ss.47ZB(1)(b), 50A",
        ),
        (
            "extended to the end of 6 months from the bail start date, on the authority of: inspector",
            "Fri 28 Feb 2025",
            "PACE 1984 s.47ZD",
        ),
        (
            "read strictly, it ends on Thu 27 Feb 2025; alarms and return dates go by that day",
            "Fri 28 Feb 2025",
            "LOCAL: alarms and return dates go by the earlier reading",
        ),
    ]
    assert steps[0].recorded == "recorded Fri 30 Aug 2024 13:00 BST by DS officer"
    assert steps[3].recorded == "recorded Wed 20 Nov 2024 15:00 GMT by DS 902; authorised by DI 77 Lewis"


def test_an_end_on_a_weekend_stays_and_a_return_date_before_it_is_not_explained_as_the_end() -> None:
    steps = told(bail(KIND.RELEASED_ON_BAIL, ARREST))
    assert [step.code for step in steps[-2:]] == ["earlier_reading", "not_rolled"]
    earlier = told(
        bail(KIND.RELEASED_ON_BAIL, ARREST), bail(KIND.RETURN_DATE_SET, date(2024, 9, 2), until=date(2024, 11, 16))
    )
    assert (earlier[-1].code, earlier[-1].gives) == ("bail_return_set", "Sat 16 Nov 2024")


def test_a_suspended_period_has_no_end_to_speak_of() -> None:
    steps = told(
        bail(KIND.RELEASED_ON_BAIL, ARREST), bail(KIND.RELEASED_FOR_CHARGING, date(2024, 9, 9)), as_of=date(2024, 9, 20)
    )
    assert (steps[-1].code, steps[-1].gives_day) == ("bail_suspended", None)


def test_what_was_refused_is_no_step_and_what_was_taken_back_says_by_whom_and_why() -> None:
    taken_back = bail(
        KIND.EXTENDED, date(2024, 11, 20), authority="inspector", withdrawn_at=datetime(2024, 11, 22, 9, tzinfo=UTC),
        withdrawn_by="907", withdrawn_because="another case",
    )  # fmt: skip
    refused = bail(KIND.EXTENDED, date(2024, 11, 20), authority="sergeant")
    steps = told(bail(KIND.RELEASED_ON_BAIL, ARREST), refused, taken_back)
    assert "bail_extended" not in [step.code for step in steps]
    assert steps[-1].on == "Fri 22 Nov 2024"
    assert steps[-1].what == "taken back: Extended, of Wed 20 Nov 2024; another case"
    assert steps[-1].recorded == "recorded Fri 22 Nov 2024 09:00 GMT by DS 907"
