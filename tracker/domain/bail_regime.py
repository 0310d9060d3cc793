"""The steps by which a bail period may be extended, read from the limits for the day of the arrest and the body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.counting import corresponding_end, strict_end
from tracker.domain.limit import Limit
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.terms import BailRegime, CountUnit, InvestigatingBody, Rank

COURT = "court"
SENIOR_OFFICER = "senior_officer"
BAIL_START = "BAIL-01"
STREET_BAIL = "BAIL-14"
WITH_CPS = "BAIL-11"
CPS_REQUEST = "BAIL-12"
HOSPITAL = "BAIL-13"
RETURN_DATE = "BAIL-10"
LATE_APPLICATION = "BAIL-08"
LODGE_BY = "BAIL-08a"
NO_LIMIT = "OLD-09"
UNDER_INVESTIGATION = "RUI-01"
NO_FURTHER_ACTION = "BAIL-17"

#: what a step rests on where no limit stands for it
CHARGE = "PACE 1984 ss.37(7)(d), 37B(6)"
OTHER_END = "PACE 1984 ss.37(7), 47(4)"
FROM_SHEET = "LOCAL: the unit's spreadsheet"


@dataclass(frozen=True, slots=True)
class PoliceStep:
    """One extension that police, or another body, may authorise.

    Args:
        authority: the least rank, or `senior_officer` of another body.
        designated: whether the DPP must have designated the case.
        or_senior_officer: whether a senior officer of another body may authorise it as well.
    """

    limit: Limit
    authority: str
    designated: bool = False
    or_senior_officer: bool = False

    @property
    def months(self) -> int:
        """The month, from the bail start date, to the end of which it extends."""
        return rule_of(self.limit).amount

    def allows(self, authority: str) -> bool:
        """Say whether somebody of this rank may authorise it: the rank itself, or one above."""
        if SENIOR_OFFICER in (self.authority, authority):
            return authority == SENIOR_OFFICER and (self.authority == authority or self.or_senior_officer)
        ranks = list(Rank)
        return authority in ranks and ranks.index(Rank(authority)) >= ranks.index(Rank(self.authority))


@dataclass(frozen=True, slots=True)
class CourtStep:
    """An extension by the court: to one month, or to a later one where the work is unlikely to finish otherwise."""

    usual: Limit
    longer: Limit

    @property
    def months(self) -> tuple[int, int]:
        """The months to which, or by which, the court may extend."""
        return rule_of(self.usual).amount, rule_of(self.longer).amount

    def limit_for(self, months: int | None) -> Limit | None:
        """Give the limit of an extension of so many months; None where the court may not give it."""
        return next((limit for limit in (self.usual, self.longer) if rule_of(limit).amount == months), None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The law of one bail period.

    Args:
        first: the limit of the period itself; None where the law sets none.
        police: the extensions without the court, in order.
        court_after: the first extension by the court, by the limit that must have been reached before it.
        later: the further extensions by the court.
        oral_months: the months from the bail start date past which the court hears an application orally if asked.
    """

    regime: BailRegime
    first: Limit | None = None
    police: tuple[PoliceStep, ...] = ()
    court_after: Mapping[str, CourtStep] = field(default_factory=dict)
    later: CourtStep | None = None
    oral_months: int = 0

    def police_step_after(self, reached: str) -> PoliceStep | None:
        """Give the next extension without the court; None after the last one or after the court."""
        limits = [self.first.id if self.first is not None else "", *(step.limit.id for step in self.police)]
        place = limits.index(reached) if reached in limits else len(self.police)
        return self.police[place] if place < len(self.police) else None

    def court_step_after(self, reached: str) -> CourtStep | None:
        """Give the court's next extension; None where the police have to extend first."""
        by_court = {limit.id for step in self.court_after.values() for limit in (step.usual, step.longer)}
        return self.later if reached in by_court or self._is_later(reached) else self.court_after.get(reached)

    def is_first_by_court(self, reached: str) -> bool:
        """Say whether the court's next extension would be its first."""
        return reached in self.court_after

    def _is_later(self, reached: str) -> bool:
        return self.later is not None and reached in (self.later.usual.id, self.later.longer.id)


def ladder_for(arrested_on: date, body: InvestigatingBody, rules: RuleBook) -> Ladder:
    """Give the law of a bail period: that of the day of the arrest, for the body that investigates."""
    limits = _Limits(rules, arrested_on)
    if limits.find("BAIL-02") is not None:
        return _from_2022(limits, body)
    if limits.find("OLD-01") is not None:
        return _from_2017(limits, body)
    return Ladder(BailRegime.BEFORE_2017)


def _from_2022(limits: "_Limits", body: InvestigatingBody) -> Ladder:
    later = CourtStep(limits.get("BAIL-07"), limits.get("BAIL-07-long"))
    designated = CourtStep(limits.get("BAIL-06-designated"), limits.get("BAIL-06-designated-long"))
    oral = limits.get("BAIL-09").value("months")
    if body is not InvestigatingBody.POLICE:
        extended = PoliceStep(limits.get("BAIL-18-extended"), SENIOR_OFFICER)
        return Ladder(
            BailRegime.FROM_2022,
            limits.get("BAIL-18"),
            (extended,),
            {extended.limit.id: designated},
            later,
            oral,
        )
    inspector, superintendent = limits.police("BAIL-03"), limits.police("BAIL-04")
    complex_case = limits.police("BAIL-05", designated=True)
    usual = CourtStep(limits.get("BAIL-06"), limits.get("BAIL-06-long"))
    return Ladder(
        BailRegime.FROM_2022,
        limits.get("BAIL-02"),
        (inspector, superintendent, complex_case),
        {superintendent.limit.id: usual, complex_case.limit.id: designated},
        later,
        oral,
    )


def _from_2017(limits: "_Limits", body: InvestigatingBody) -> Ladder:
    later = CourtStep(limits.get("OLD-06"), limits.get("OLD-06-long"))
    designated = CourtStep(limits.get("OLD-05"), limits.get("OLD-05-long"))
    sfo = body is InvestigatingBody.SFO
    complex_case = limits.police("OLD-03", designated=True, or_senior_officer=sfo)
    oral = limits.get("OLD-08").value("months")
    if sfo:
        first = limits.get("OLD-07")
        return Ladder(
            BailRegime.FROM_2017,
            first,
            (complex_case,),
            {first.id: designated, complex_case.limit.id: designated},
            later,
            oral,
        )
    superintendent = limits.police("OLD-02")
    usual = CourtStep(limits.get("OLD-04"), limits.get("OLD-04-long"))
    return Ladder(
        BailRegime.FROM_2017,
        limits.get("OLD-01"),
        (superintendent, complex_case),
        {superintendent.limit.id: usual, complex_case.limit.id: designated},
        later,
        oral,
    )


def end_of(limit: Limit, starts: date, *, strict: bool) -> date:
    """Give the last day of a period that begins on a day, by one of the two readings of a month's end."""
    rule = rule_of(limit)
    if rule.count is CountUnit.MONTHS:
        return (strict_end if strict else corresponding_end)(starts, rule.amount)
    return date.fromordinal(starts.toordinal() + rule.amount - 1)


def basis_of(limit_id: str, rules: RuleBook) -> str:
    """Give what a rule of bail rests on, whatever the day: it has not changed with the regimes."""
    return rules.pack.versions(limit_id)[-1].basis


class _Limits:
    """The limits in force on the day of an arrest."""

    def __init__(self, rules: RuleBook, arrested_on: date) -> None:
        self._rules = rules
        self._on = arrested_on

    def find(self, limit_id: str) -> Limit | None:
        return next((limit for limit in self._rules.pack.versions(limit_id) if limit.in_force(self._on)), None)

    def get(self, limit_id: str) -> Limit:
        return self._rules.pack.limit(limit_id, self._on)

    def police(self, limit_id: str, *, designated: bool = False, or_senior_officer: bool = False) -> PoliceStep:
        limit = self.get(limit_id)
        return PoliceStep(limit, limit.authority, designated, or_senior_officer)
