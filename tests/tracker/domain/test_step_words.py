"""Every step that the rules make has a sentence, and none shows a code."""

import ast
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

import tracker.domain
from tests.tracker.rule_data import pack
from tracker import wording
from tracker.domain.steps_in_words import source_in_words
from tracker.domain.time_limits import with_force_settings
from tracker.terms import ClockEventKind, CountUnit, FirstDay, LimitKind

MADE_BY = ("Step", "say")
BAIL = ("bail_course", "bail_extensions", "bail_releases")
COUNTED = {f"{back}{unit}_{first}" for back, unit, first in product(("", "back_"), CountUnit, FirstDay)} - {
    f"{back}{CountUnit.HOURS}_{first}" for back, first in product(("", "back_"), FirstDay)
}
FOLDER = Path(tracker.domain.__file__).parent
VALUES = {"amount": 3, "reason": "a reason", "day_one": date(2026, 6, 2), "until": date(2026, 6, 3), "name": "New Year"}


def constants(node: ast.AST) -> Iterator[str]:
    """Give the texts an expression may come to: of a choice both, of a name all that its function gives it."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from constants(body)
            yield from constants(orelse)


def codes_made() -> set[str]:
    """Give the codes of steps in the modules of the rules, but those put together from units."""
    found: set[str] = set()
    for path in sorted(FOLDER.glob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
            found |= codes_of(function)
        if path.stem in BAIL:
            found |= codes_of_bail(module)
    return found


def codes_of(function: ast.FunctionDef) -> set[str]:
    """Give the codes that one function hands to a step, directly or by a name."""
    found: set[str] = set()
    named = {
        target.id: set(constants(node.value))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args and called(node) in MADE_BY:
            first = node.args[0]
            found |= named.get(first.id, set()) if isinstance(first, ast.Name) else set(constants(first))
    return found


def codes_of_bail(module: ast.Module) -> set[str]:
    """Give every code of a step of bail, however it reaches the step; those of refusals are left out."""
    refusals = {
        argument
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and called(node) == "RuleBroken"
        for argument in node.args
    }
    return {
        text
        for node in ast.walk(module)
        if node not in refusals
        for text in constants(node)
        if text.startswith("bail_") and text not in wording.GIVES
    }


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_the_codes_are_found() -> None:
    made = codes_made()
    assert made >= {"started", "started_back", "rolled", "rolled_back", "resumed_nothing", "resumed_hours", "held"}
    assert made >= {"bail_arrested", "bail_extended", "unknown_before", "clocks_back"}


@pytest.mark.parametrize("code", sorted(codes_made() | COUNTED | set(ClockEventKind)))
def test_every_step_has_words_with_and_without_what_may_be_on_record(code: str) -> None:
    for values in ({}, VALUES, {"clamped": True}, {"ours": False}):
        words = wording.step(code, values)
        assert words or code == "started"
        assert not set(words) & set("{}[]_"), words


def test_what_is_not_on_record_leaves_no_gap() -> None:
    assert wording.step("rescheduled", {}) == "re-planned"
    assert wording.step("rescheduled", {"reason": "leave", "was": date(2026, 6, 8)}) == (
        "re-planned: leave; before: Mon 8 Jun 2026"
    )
    assert wording.step("pause", {"until": date(2026, 6, 9)}) == "paused until Tue 9 Jun 2026"


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        ("superintendent", "extended on the authority of superintendent"),
        ("assistant_chief_constable", "extended on the authority of assistant chief constable or commander"),
        ("court", "extended on the authority of the court"),
        ("Leeds Family Court", "extended on the authority of Leeds Family Court"),
        ("", "extended"),
    ],
)
def test_an_authority_is_said_in_words(authority: str, words: str) -> None:
    assert wording.step("extended", {"authority": authority}) == words


@pytest.mark.parametrize("kind", LimitKind)
def test_a_day_off_that_stays_says_why_for_every_kind_of_limit(kind: LimitKind) -> None:
    assert "it stays on that day: " in wording.step("not_rolled", {"weekday": 6, "kind": kind})


@pytest.mark.parametrize("code", sorted(wording.UNKNOWN))
def test_a_date_that_is_not_known_says_why_in_words(code: str) -> None:
    for values in ({}, {"calendar": "court", "known_to": "31 Dec", "known_from": "1 Jan"}):
        assert not set(wording.unknown(code, values)) & set("{}[]_")
    assert wording.unknown("") == ""


def test_how_sure_a_number_is_never_stands_as_a_letter() -> None:
    for limit in pack().limits:
        words = source_in_words(limit)
        assert not {"V", "V2", "M", "M?", "-"} & set(words.replace(",", " ").split()), words
    assert source_in_words(pack().versions("BAIL-02")[0]) == "law, read in the official text"
    assert source_in_words(pack().versions("BAIL-08a")[0]) == (
        "local target, read in the official text of 2020, to be confirmed by the force"
    )


def test_what_the_force_confirmed_or_changed_is_said_beside_what_was_shipped() -> None:
    checked = {"by": "head of unit", "on": date(2026, 11, 2)}
    ours = with_force_settings(
        pack(),
        {
            "version": 4,
            "alter": [{"limit": "DIG-02", "amount": 5, **checked}],
            "confirm": [{"limit": "SG-13", **checked}],
        },
    )
    assert source_in_words(ours.versions("DIG-02")[0]) == (
        "local target, our suggestion, confirmed by head of unit on Mon 2 Nov 2026, as the force set it, version 4, "
        "shipped with 7 calendar days"
    )
    assert "confirmed by head of unit on Mon 2 Nov 2026" in source_in_words(ours.versions("SG-13")[0])
    assert "to be confirmed by the force" in source_in_words(pack().versions("SG-13")[0])
