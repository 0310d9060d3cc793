"""The ladder: the OIC, cover, supervisor, inspector; it ends in a place that somebody looks at."""

from datetime import date

from tracker.domain.ladder import UNIT_LIST, Staff, Told, first_told, told_of_missed_limit
from tracker.domain.people import Absence, Officer
from tracker.terms import Rank, Role, Rung

DAY = date(2026, 11, 20)
AWAY = (date(2026, 11, 16), date(2026, 11, 20))


def officer(key: str, role: Role, team: str | None = "north", *, active: bool = True) -> Officer:
    return Officer(key, key, "Ade", Rank.SERGEANT, frozenset({role}), team, active=active)


OIC, COVER = officer("oic", Role.DETECTIVE), officer("cover", Role.DETECTIVE)
SUPERVISOR, INSPECTOR = officer("ds", Role.SUPERVISOR), officer("di", Role.INSPECTOR, None)


def told(*staff: Officer, away: tuple[Absence, ...] = (), supervisor: str | None = None) -> Told:
    return first_told("oic", supervisor, "north", DAY, Staff({one.id: one for one in staff}, away))


def absent(key: str, cover: str | None = None) -> Absence:
    return Absence(f"absence-{key}", key, *AWAY, cover)


def test_the_oic_is_told_while_here() -> None:
    assert told(OIC, COVER, SUPERVISOR) == Told(Rung.OIC, "oic")
    back = Absence("a", "oic", date(2026, 11, 1), date(2026, 11, 19), "cover")
    assert told(OIC, COVER, away=(back,)) == Told(Rung.OIC, "oic")


def test_cover_stands_in_on_every_day_of_the_absence() -> None:
    assert told(OIC, COVER, SUPERVISOR, away=(absent("oic", "cover"),)) == Told(Rung.COVER, "cover")


def test_without_cover_or_with_cover_away_the_supervisor_is_told() -> None:
    assert told(OIC, SUPERVISOR, away=(absent("oic"),)) == Told(Rung.SUPERVISOR, "ds")
    both = (absent("oic", "cover"), absent("cover"))
    assert told(OIC, COVER, SUPERVISOR, away=both) == Told(Rung.SUPERVISOR, "ds")


def test_a_leaver_is_never_told() -> None:
    left = officer("oic", Role.DETECTIVE, active=False)
    assert told(left, SUPERVISOR) == Told(Rung.SUPERVISOR, "ds")
    other = officer("other", Role.SUPERVISOR)
    assert told(left, SUPERVISOR, other, supervisor="other") == Told(Rung.SUPERVISOR, "other")


def test_past_the_supervisor_comes_the_inspector_and_last_the_unit_list() -> None:
    away = (absent("oic"), absent("ds"))
    assert told(OIC, SUPERVISOR, INSPECTOR, away=away) == Told(Rung.INSPECTOR, "di")
    assert told(OIC, SUPERVISOR, away=away) == Told(Rung.UNIT_LIST, UNIT_LIST)
    assert first_told(None, None, None, DAY, Staff({}, ())) == Told(Rung.UNIT_LIST, UNIT_LIST)


def told_of_a_missed_limit(
    *staff: Officer, away: tuple[Absence, ...] = (), supervisor: str | None = "ds"
) -> list[Told]:
    return list(told_of_missed_limit(supervisor, "north", DAY, Staff({one.id: one for one in staff}, away)))


def test_a_missed_limit_goes_to_the_supervisor_and_an_inspector_at_once() -> None:
    both = [Told(Rung.SUPERVISOR, "ds"), Told(Rung.INSPECTOR, "di")]
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR) == both
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR, supervisor=None) == both
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR, away=(absent("ds"),)) == [Told(Rung.INSPECTOR, "di")]
    assert told_of_a_missed_limit(OIC, SUPERVISOR) == [Told(Rung.SUPERVISOR, "ds")]


def test_a_missed_limit_with_nobody_above_ends_in_the_units_list() -> None:
    assert told_of_a_missed_limit(OIC, supervisor=None) == [Told(Rung.UNIT_LIST, UNIT_LIST)]
