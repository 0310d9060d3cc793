"""The ladder: the OIC, cover, supervisor, inspector; it ends in a place that somebody looks at."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.rule_data import calendars
from tracker.domain.alert_rules import FILE, alert_rules_from
from tracker.domain.ladder import (
    UNIT_LIST,
    Concern,
    NotTold,
    Staff,
    Telling,
    Told,
    ToldAlert,
    climbs_by,
    climbs_on,
    first_told,
    next_told,
    told_besides,
    told_of_missed_limit,
)
from tracker.domain.people import Absence, Officer
from tracker.resource_files import toml
from tracker.terms import AlertKind, CalendarName, PassedOver, Rank, Role, Rung, Severity

DAY = date(2026, 11, 20)
AWAY = (date(2026, 11, 16), date(2026, 11, 20))


def officer(key: str, role: Role, team: str | None = "north", *, active: bool = True) -> Officer:
    return Officer(key, key, "Ade", Rank.SERGEANT, frozenset({role}), team, active=active)


OIC, COVER = officer("oic", Role.DETECTIVE), officer("cover", Role.DETECTIVE)
SUPERVISOR, INSPECTOR = officer("ds", Role.SUPERVISOR), officer("di", Role.INSPECTOR, None)


def told(*staff: Officer, away: tuple[Absence, ...] = (), supervisor: str | None = None) -> Told:
    (first,) = first_told(Concern("oic", supervisor, "north"), DAY, staff_of(*staff, away=away)).told
    return first


def staff_of(*staff: Officer, away: tuple[Absence, ...] = ()) -> Staff:
    return Staff({one.id: one for one in staff}, away)


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
    assert first_told(Concern(None, None, None), DAY, Staff({}, ())).told == (Told(Rung.UNIT_LIST, UNIT_LIST),)


def told_of_a_missed_limit(
    *staff: Officer, away: tuple[Absence, ...] = (), supervisor: str | None = "ds"
) -> list[Told]:
    return list(told_of_missed_limit(Concern("oic", supervisor, "north"), DAY, staff_of(*staff, away=away)).told)


def test_a_missed_limit_goes_to_the_supervisor_and_an_inspector_at_once() -> None:
    both = [Told(Rung.SUPERVISOR, "ds"), Told(Rung.INSPECTOR, "di")]
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR) == both
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR, supervisor=None) == both
    assert told_of_a_missed_limit(OIC, SUPERVISOR, INSPECTOR, away=(absent("ds"),)) == [Told(Rung.INSPECTOR, "di")]
    assert told_of_a_missed_limit(OIC, SUPERVISOR) == [Told(Rung.SUPERVISOR, "ds")]


def test_a_missed_limit_with_nobody_above_ends_in_the_units_list() -> None:
    assert told_of_a_missed_limit(OIC, supervisor=None) == [Told(Rung.UNIT_LIST, UNIT_LIST)]


def an_alert(*told: Told, named: frozenset[str] | None = None, oic: str | None = "oic") -> ToldAlert:
    return ToldAlert(
        "alert", "case", AlertKind.OVERDUE, Severity.WARNING, told, Rung.OIC, Concern(oic, "ds", "north", named)
    )


def besides(alert: ToldAlert, *staff: Officer, away: tuple[Absence, ...] = ()) -> Told | None:
    telling = told_besides(alert, DAY, staff_of(*staff, away=away))
    if telling is None:
        return None
    (one,) = telling.told
    return one


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


def telling_of(*staff: Officer, away: tuple[Absence, ...] = (), oic: str | None = "oic", **how: Any) -> Telling:
    return first_told(Concern(oic, "ds", "north"), DAY, staff_of(*staff, away=away), **how)


def test_whoever_is_passed_over_is_kept_with_the_reason() -> None:
    left = officer("oic", Role.DETECTIVE, active=False)
    part_time = replace(SUPERVISOR, working_days=(0, 1, 2))
    found = telling_of(left, part_time, INSPECTOR)
    assert found.told == (Told(Rung.INSPECTOR, "di"),)
    assert found.passed == (
        NotTold(Rung.OIC, "oic", PassedOver.LEFT),
        NotTold(Rung.SUPERVISOR, "ds", PassedOver.NOT_AT_WORK),
    )
    nobody = telling_of(oic=None)
    assert [(one.recipient, one.why) for one in nobody.passed] == [
        ("", PassedOver.NOBODY), ("ds", PassedOver.NOBODY), ("", PassedOver.NOBODY),
    ]  # fmt: skip
    assert nobody.reached is Rung.UNIT_LIST
    away = telling_of(*EVERYBODY, away=(absent("oic", "cover"),))
    assert (away.told, away.passed) == ((TO_COVER,), (NotTold(Rung.OIC, "oic", PassedOver.AWAY),))


def test_a_day_off_by_the_shift_pattern_does_not_count_at_a_weekend() -> None:
    part_time = replace(OIC, working_days=(0, 1, 2))
    saturday = date(2026, 11, 21)
    assert first_told(Concern("oic", "ds", "north"), saturday, staff_of(part_time, SUPERVISOR)).told == (TO_OIC,)


def test_the_most_serious_are_told_to_two_places_at_once() -> None:
    assert telling_of(*EVERYBODY, both=True).told == (TO_OIC, Told(Rung.SUPERVISOR, "ds"))
    same = first_told(Concern("ds", "ds", "north"), DAY, staff_of(*EVERYBODY), both=True)
    assert same.told == (Told(Rung.OIC, "ds"), Told(Rung.INSPECTOR, "di"))
    assert telling_of(*EVERYBODY, oic=None, both=True).told == (Told(Rung.SUPERVISOR, "ds"),)
    covered = (absent("oic", "cover"), absent("ds", "cover"))
    assert telling_of(*EVERYBODY, away=covered, both=True).told == (TO_COVER, Told(Rung.INSPECTOR, "di"))


def test_after_an_outage_the_place_that_fits_is_told_and_those_between_are_kept() -> None:
    found = telling_of(*EVERYBODY, missed=2)
    assert found.told == (TO_OIC, Told(Rung.INSPECTOR, "di"))
    assert found.passed == (NotTold(Rung.SUPERVISOR, "", PassedOver.MISSED),)
    assert telling_of(*EVERYBODY, missed=9).reached is Rung.UNIT_LIST
    alone = telling_of(missed=2)
    assert (alone.told, alone.reached) == ((Told(Rung.UNIT_LIST, UNIT_LIST),), Rung.UNIT_LIST)


def test_an_alert_climbs_a_place_at_a_time_to_the_unit_list() -> None:
    alert, reached = an_alert(TO_OIC), []
    for _ in range(3):
        telling = next_told(alert, DAY, staff_of(*EVERYBODY))
        reached.append(telling.told[0])
        alert = replace(alert, told=(*alert.told, *telling.told), reached=telling.reached)
    assert reached == [Told(Rung.SUPERVISOR, "ds"), Told(Rung.INSPECTOR, "di"), Told(Rung.UNIT_LIST, UNIT_LIST)]
    assert next_told(alert, DAY, staff_of(*EVERYBODY)).told == ()


def test_a_new_oic_who_is_away_is_stood_in_for_by_the_cover() -> None:
    handed = an_alert(Told(Rung.OIC, "before"))
    before = officer("before", Role.DETECTIVE)
    assert besides(handed, before, *EVERYBODY) == TO_OIC
    assert besides(handed, before, *EVERYBODY, away=(absent("oic", "cover"),)) == TO_COVER
    assert besides(an_alert(Told(Rung.SUPERVISOR, "ds"), oic=None), *EVERYBODY) is None


RULES = alert_rules_from(toml(FILE))
WORKING = calendars()[CalendarName.ENGLAND_AND_WALES]


def climbs(told_on: date, severity: Severity, kind: AlertKind = AlertKind.OVERDUE, at: Rung = Rung.OIC) -> date | None:
    return climbs_on(told_on, kind, severity, at, RULES, WORKING)


def test_waits_are_whole_working_days_after_the_day_of_telling() -> None:
    # Christmas Eve 2026 is a Thursday; Fri 25 and Mon 28 are bank holidays
    assert climbs(date(2026, 12, 24), Severity.CRITICAL) == date(2026, 12, 29)
    assert climbs(date(2026, 12, 24), Severity.URGENT) == date(2026, 12, 30)
    assert climbs(date(2026, 11, 21), Severity.CRITICAL) == date(2026, 11, 23)
    assert climbs(date(2026, 11, 20), Severity.NOTICE) == date(2026, 11, 30)
    assert climbs(date(2026, 11, 20), Severity.NOTICE, AlertKind.DUE_SOON) is None
    assert climbs(date(2026, 11, 20), Severity.CRITICAL, at=Rung.UNIT_LIST) is None
    assert climbs(date(2032, 3, 1), Severity.URGENT) == date(2032, 3, 3)


def test_how_often_an_alert_should_have_climbed() -> None:
    told_on = date(2026, 11, 20)
    by = [climbs_by(date(2026, 11, day), told_on, AlertKind.OVERDUE, Severity.CRITICAL, RULES, WORKING)
          for day in (20, 22, 23, 24, 25, 30)]  # fmt: skip
    assert by == [0, 0, 1, 2, 3, 3]
    assert climbs_by(date(2027, 1, 4), told_on, AlertKind.DUE_SOON, Severity.CRITICAL, RULES, WORKING) == 0


officers = st.lists(
    st.builds(
        officer, st.sampled_from(["oic", "cover", "ds", "di", "other"]),
        st.sampled_from([Role.DETECTIVE, Role.SUPERVISOR, Role.INSPECTOR]), active=st.booleans(),
    ),
    max_size=5,
)  # fmt: skip
absences = st.lists(
    st.builds(absent, st.sampled_from(["oic", "ds", "di"]), st.none() | st.sampled_from(["cover", "other", "oic"])),
    max_size=3,
)
names = st.none() | st.sampled_from(["oic", "cover", "ds", "di"])


@given(
    officers, absences, names, names, st.none() | st.frozensets(st.sampled_from(["oic", "ds", "di"])), st.integers(0, 4)
)
def test_every_alert_is_told_to_somebody_who_is_there_and_may_see_it_or_to_the_unit_list(
    staff: list[Officer],
    away: list[Absence],
    oic: str | None,
    supervisor: str | None,
    named: frozenset[str] | None,
    missed: int,
) -> None:
    unit = staff_of(*staff, away=tuple(away))
    concern = Concern(oic, supervisor, "north", named)
    found = first_told(concern, DAY, unit, missed=missed)
    assert found.told
    for one in found.told:
        assert one.recipient == UNIT_LIST or (unit.is_here(one.recipient, DAY) and concern.may_see(one.recipient))
    assert len({one.recipient for one in found.told}) == len(found.told)
    alert = ToldAlert("alert", "case", AlertKind.OVERDUE, Severity.URGENT, found.told, found.reached, concern)
    for _ in range(4):
        telling = next_told(alert, DAY, unit)
        alert = replace(alert, told=(*alert.told, *telling.told), reached=telling.reached)
    assert alert.reached is Rung.UNIT_LIST
    assert len({one.recipient for one in alert.told}) == len(alert.told)
