"""The ladder: the OIC, cover, supervisor, inspector; it ends in a place that somebody looks at."""

from datetime import date

from tracker.domain.ladder import UNIT_LIST, Staff, Told, ToldAlert, first_told, told_besides, told_of_missed_limit
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


def an_alert(*told: Told, named: frozenset[str] | None = None, oic: str | None = "oic") -> ToldAlert:
    return ToldAlert("alert", "case", told, oic, "ds", "north", named)


def besides(alert: ToldAlert, *staff: Officer, away: tuple[Absence, ...] = ()) -> Told | None:
    return told_besides(alert, DAY, Staff({one.id: one for one in staff}, away))


EVERYBODY = (OIC, COVER, SUPERVISOR, INSPECTOR)
TO_OIC, TO_COVER = Told(Rung.OIC, "oic"), Told(Rung.COVER, "cover")


def test_an_open_alert_is_told_to_the_cover_once() -> None:
    away = (absent("oic", "cover"),)
    assert besides(an_alert(TO_OIC), *EVERYBODY) is None
    assert besides(an_alert(TO_OIC), *EVERYBODY, away=away) == TO_COVER
    assert besides(an_alert(TO_OIC, TO_COVER), *EVERYBODY, away=away) is None


def test_an_open_alert_without_anybody_here_begins_the_ladder_anew() -> None:
    assert besides(an_alert(TO_OIC), *EVERYBODY, away=(absent("oic"),)) == Told(Rung.SUPERVISOR, "ds")
    both = (absent("oic", "cover"), absent("cover"))
    assert besides(an_alert(TO_OIC, TO_COVER), *EVERYBODY, away=both) == Told(Rung.SUPERVISOR, "ds")
    nobody = (absent("oic"), absent("ds"), absent("di"))
    assert besides(an_alert(TO_OIC), *EVERYBODY, away=nobody) == Told(Rung.UNIT_LIST, UNIT_LIST)
    assert besides(an_alert(TO_OIC, Told(Rung.UNIT_LIST, UNIT_LIST)), *EVERYBODY, away=nobody) is None
    alone = an_alert(Told(Rung.SUPERVISOR, "ds"), oic=None)
    assert besides(alone, SUPERVISOR, away=(absent("ds"),)) == Told(Rung.UNIT_LIST, UNIT_LIST)
    left = officer("oic", Role.DETECTIVE, active=False)
    assert besides(an_alert(TO_OIC), left, COVER, SUPERVISOR) == Told(Rung.SUPERVISOR, "ds")


def test_an_oic_who_is_back_is_told_of_what_the_cover_was_told() -> None:
    assert besides(an_alert(TO_COVER), *EVERYBODY) == TO_OIC
    assert besides(an_alert(TO_COVER), *EVERYBODY, away=(absent("oic", "cover"),)) is None


def test_an_oic_whose_case_it_is_no_more_has_no_cover_and_reaches_nobody() -> None:
    away = (absent("oic", "cover"),)
    another = officer("new", Role.DETECTIVE)
    passed_on = an_alert(TO_OIC, oic="new")
    assert besides(passed_on, another, *EVERYBODY, away=away) == Told(Rung.OIC, "new")
    assert besides(passed_on, another, *EVERYBODY) == Told(Rung.OIC, "new")
    assert besides(an_alert(TO_OIC, oic=None), *EVERYBODY) == Told(Rung.SUPERVISOR, "ds")


def test_the_cover_of_a_supervisor_is_told() -> None:
    to_supervisor = an_alert(Told(Rung.SUPERVISOR, "ds"), TO_OIC)
    assert besides(to_supervisor, *EVERYBODY, away=(absent("ds", "di"),)) == Told(Rung.COVER, "di")
    assert told(SUPERVISOR, COVER, away=(absent("ds", "cover"),), supervisor="ds") == TO_COVER
    assert told(SUPERVISOR, COVER, away=(absent("ds", "cover"), absent("cover")), supervisor="ds").rung is (
        Rung.UNIT_LIST
    )


def test_a_cover_who_may_not_see_a_restricted_case_is_not_told_of_it() -> None:
    away = (absent("oic", "cover"),)
    restricted = an_alert(TO_OIC, named=frozenset({"oic", "ds"}))
    assert besides(restricted, *EVERYBODY, away=away) == Told(Rung.SUPERVISOR, "ds")
    assert besides(an_alert(TO_OIC, named=frozenset({"oic"})), *EVERYBODY, away=away) == (
        Told(Rung.UNIT_LIST, UNIT_LIST)
    )
    assert besides(an_alert(TO_COVER, named=frozenset({"cover"})), *EVERYBODY) is None


def test_an_alert_told_to_somebody_who_may_not_see_the_case_is_told_to_one_who_may() -> None:
    away = (absent("oic", "cover"),)
    unseen = an_alert(TO_COVER, named=frozenset({"oic", "ds"}))
    assert besides(unseen, *EVERYBODY, away=away) == Told(Rung.SUPERVISOR, "ds")
