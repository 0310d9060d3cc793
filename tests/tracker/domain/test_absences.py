"""Absences, covers and single days of duty: what may be entered, and what may not."""

from datetime import date, timedelta

import pytest

from tracker.domain.absences import check_absence, check_duty_day, ended
from tracker.domain.people import Absence, DutyDay, Officer
from tracker.errors import RuleBroken
from tracker.terms import AbsenceReason, Rank, Role

FRIDAY = date(2026, 11, 20)


def officer(key: str, *, active: bool = True) -> Officer:
    return Officer(key, key, "Ade", Rank.CONSTABLE, frozenset({Role.DETECTIVE}), None, active=active)


def absence(key: str = "new", of: str = "a", first: int = 0, last: int = 4, cover: str | None = None) -> Absence:
    return Absence(key, of, FRIDAY + timedelta(days=first), FRIDAY + timedelta(days=last), cover)


def code(*arguments: object) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refused:
        check_absence(*arguments)
    return refused.value.code, refused.value.field


def test_an_absence_of_one_day_with_and_without_cover() -> None:
    check_absence(absence(last=0), None, ())
    check_absence(absence(cover="b"), officer("b"), [absence("old", first=-9, last=-1), absence("x", "b", 1, 2)])
    check_absence(absence(), None, [absence()])


@pytest.mark.parametrize(
    ("given", "cover", "others", "refused"),
    [
        (absence(last=-1), None, (), ("absence_ends_first", "last_day")),
        (absence(last=4000), None, (), ("absence_too_long", "last_day")),
        (absence(), None, [absence("old", first=4, last=9)], ("absent_already", "first_day")),
        (absence(), officer("a"), (), ("covers_oneself", "cover_id")),
        (absence(), officer("b", active=False), (), ("officer_has_left", "cover_id")),
        (absence(), officer("b"), [absence("x", "b", -3, 0)], ("cover_away", "cover_id")),
    ],
)
def test_an_absence_that_cannot_be(
    given: Absence, cover: Officer | None, others: list[Absence], refused: tuple[str, str]
) -> None:
    assert code(given, cover, others) == refused


def test_an_absence_ends_the_day_before_somebody_is_back() -> None:
    whole = absence()
    assert ended(whole, FRIDAY + timedelta(days=3)) == absence(last=2)
    assert ended(whole, FRIDAY) is None
    with pytest.raises(RuleBroken) as refused:
        ended(whole, FRIDAY + timedelta(days=5))
    assert refused.value.code == "absence_over"


def test_a_day_of_duty() -> None:
    duty = DutyDay("d", "a", FRIDAY, AbsenceReason.COURT)
    check_duty_day(duty, [DutyDay("e", "a", FRIDAY + timedelta(days=1), AbsenceReason.COURT)], [absence(of="b")])
    for given, others, absences, refused in (
        (DutyDay("d", "a", FRIDAY, AbsenceReason.LEAVE), [], [], "duty_reason"),
        (duty, [DutyDay("e", "a", FRIDAY, AbsenceReason.OTHER)], [], "duty_day_taken"),
        (duty, [], [absence()], "absent_already"),
    ):
        with pytest.raises(RuleBroken) as error:
            check_duty_day(given, others, absences)
        assert error.value.code == refused
