"""The rules that are in force: the shipped limits, plans and calendars, and the force's own file of limits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tracker.domain.agency_roles import AgencyLadders, ladders_from
from tracker.domain.alert_rules import FILE as ALERTS
from tracker.domain.alert_rules import AlertRules, alert_rules_from
from tracker.domain.calendar import WorkingCalendar
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.calendar_reading import calendar_files_from, calendars_from
from tracker.domain.force_settings import REFUSED
from tracker.domain.milestone_plan import Catalogue, catalogue_from
from tracker.domain.protective_measures import ProtectiveMeasure, measures_from
from tracker.domain.rule_book import RuleBook
from tracker.domain.time_limits import LimitPack, pack_from, with_force_settings
from tracker.domain.toml_lines import line_of
from tracker.domain.workload import FILE as WORKLOAD
from tracker.domain.workload import Weights, editions_from
from tracker.errors import RuleBroken, StorageProblem
from tracker.resource_files import toml, toml_folder
from tracker.settings import load_settings
from tracker.terms import CalendarName


def rule_book(calendars: Mapping[CalendarName, WorkingCalendar]) -> RuleBook:
    """Build the rules from the shipped limits and plans and the force's own file, by these calendars.

    Raises:
        RuleBroken: a file of limits or plans is wrong, or the force's file asks for what is not allowed.
    """
    shipped, settings = _shipped(), load_settings()
    own, own_weights = settings.limits_file, settings.weights_file
    pack = _with_own_limits(shipped.pack, own) if own else shipped.pack
    weights = shipped.workload + (_own_weights(own_weights) if own_weights else ())
    return RuleBook(
        pack, shipped.catalogue, calendars, shipped.agencies, shipped.measures, shipped.alerts, weights
    )  # fmt: skip


@cache
def shipped_calendars() -> Mapping[CalendarName, CalendarFile]:
    """Give what the shipped files say of each calendar."""
    return calendar_files_from(toml_folder("bank_holidays"))


def shipped_rules() -> RuleBook:
    """Build the rules by the shipped calendars, where there is no database."""
    return rule_book(_counting_calendars())


@cache
def _counting_calendars() -> Mapping[CalendarName, WorkingCalendar]:
    return calendars_from(toml_folder("bank_holidays"))


@dataclass(frozen=True, slots=True)
class _Shipped:
    """What the shipped files say, but for the calendars."""

    pack: LimitPack
    catalogue: Catalogue
    agencies: AgencyLadders
    measures: Mapping[str, ProtectiveMeasure]
    alerts: AlertRules
    workload: tuple[Weights, ...]


@cache
def _shipped() -> _Shipped:
    """Read the shipped files, once in a process: they cannot change while it runs."""
    catalogue = catalogue_from(toml_folder("milestone_plans"))
    return _Shipped(
        pack_from(toml_folder("time_limits"), catalogue.kinds),
        catalogue,
        ladders_from(toml("codes/agency_roles.toml")),
        measures_from(toml("codes/protective_measures.toml")),
        alert_rules_from(toml(ALERTS)),
        editions_from(toml(WORKLOAD)),
    )


def _read_own(file: Path) -> tuple[str, dict[str, Any]]:
    """Give the text of a file of the force's own, and what it says."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as fault:
        raise StorageProblem("cannot_open", place=str(file)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RuleBroken("force_file_unreadable", file=str(file), what=str(fault)) from fault


def _own_weights(file: Path) -> tuple[Weights, ...]:
    """Read the force's own editions of the weights; what is wrong is told with the name of the file."""
    try:
        return editions_from(_read_own(file)[1], own=True)
    except RuleBroken as refused:
        if refused.code != "weights_invalid":
            raise
        facts = refused.values
        raise RuleBroken("weights_invalid", file=str(file), what=facts["what"], value=facts["value"]) from refused


def _with_own_limits(pack: LimitPack, file: Path) -> LimitPack:
    """Apply the force's own file; what it may not do is refused with the line on which it stands."""
    text, document = _read_own(file)
    try:
        return with_force_settings(pack, document)
    except RuleBroken as refused:
        if refused.code != REFUSED:
            raise
        facts = refused.values
        key = facts["value"] if isinstance(facts["value"], str) else ""
        line = line_of(text, str(facts["table"]), int(str(facts["number"])), key)
        about = str(facts["limit"] or facts["table"])
        code = "force_setting_in_file_refused" if about else "force_file_refused"
        raise RuleBroken(
            code, file=str(file), line=line, limit=about, what=facts["what"], value=facts["value"]
        ) from refused
