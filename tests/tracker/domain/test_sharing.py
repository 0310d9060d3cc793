"""Cases shared out: the heaviest first, each to whoever has the least load with it."""

from fractions import Fraction

from tracker.domain.sharing import Shared, Taker, share_out


def taker(key: str, points: int = 0, capacity: Fraction | int = 1) -> Taker:
    return Taker(key, Fraction(points), Fraction(capacity))


def case(key: str, points: int, *not_to: str) -> Shared:
    return Shared(key, Fraction(points), frozenset(not_to))


def test_each_case_goes_to_the_least_load_with_it() -> None:
    cases = [case("light", 4), case("heavy", 12), case("middle", 8)]
    assert share_out(cases, [taker("a", 2), taker("b", 3)]) == {"heavy": "a", "middle": "b", "light": "b"}


def test_half_the_hours_carry_half_as_much() -> None:
    cases = [case(str(number), 6) for number in range(3)]
    plan = share_out(cases, [taker("half", capacity=Fraction(1, 2)), taker("whole")])
    assert sorted(plan.values()) == ["half", "whole", "whole"]


def test_whoever_must_not_or_cannot_is_left_out() -> None:
    plan = share_out(
        [case("one", 4, "a"), case("two", 4, "a", "b")], [taker("a"), taker("b"), taker("away", capacity=0)]
    )
    assert plan == {"one": "b"}
