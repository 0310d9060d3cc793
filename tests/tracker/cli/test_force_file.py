"""The force's file of limits: what it may not do is refused at every start, with file, line and reason."""

from datetime import date
from pathlib import Path

import pytest

from tests.tracker.cli.command import Command, everything_below
from tracker import rules_in_force
from tracker.paths import paths

HEAD = '# ours\nversion = 3\n\n[[confirm]]\nlimit = "SUP-03"\nby = "head of unit"\non = 2026-11-02\n\n'
CHECKED = 'by = "head of unit"\non = 2026-11-02\n'
LINE = 9


def force_file(home: Path, text: str) -> Path:
    """Give the account a file of limits."""
    file = home / "limits.toml"
    settings = paths().settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"limits_file = '{file}'\n", encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    return file


def alter(limit: str, *lines: str, checked: str = CHECKED) -> str:
    return "\n".join(["[[alter]]", f'limit = "{limit}"', *lines, checked])


def target(beside: str, *lines: str, name: str = "FORCE-01") -> str:
    return "\n".join(["[[target]]", f'id = "{name}"', f'beside = "{beside}"', *lines, CHECKED])


REFUSED = [
    (alter("BAIL-12", "amount = 1"),
     "BAIL-12: its number is set by law and cannot be altered; an earlier target may be set beside it."),
    (alter("VIC-01", "amount = 4"),
     "VIC-01: its number is set by statutory code and cannot be altered; an earlier target may be set beside it."),
    (alter("SUP-99", "amount = 1"), "SUP-99: there is no limit SUP-99."),
    (alter("SUP-04"), "SUP-04: it says no number to alter."),
    (alter("SUP-04", "amount = 0"), "SUP-04: amount must be a whole number over nought."),
    (alter("SUP-04", 'calendar = "court"', "amount = 60"), "SUP-04: calendar is nothing that may be set here."),
    (alter("SUP-04", "amount = 60", checked=""), "SUP-04: on is missing."),
    (alter("SUP-04", "amount = 60", "remind = [70]"), "SUP-04: a reminder would come before the start."),
    (alter("BAIL-08a", "amount = 4"), "BAIL-08a: the number is under the least that the rules allow."),
    ("[[alter]]\namount = 3\n", "alter: limit is missing."),
    ('[[confirm]]\nlimit = "SUP-03"\n' + CHECKED, "SUP-03: it is confirmed a second time."),
    (target("VIC-01", "amount = 1"),
     "FORCE-01: a target of 1 does not always end before the limit beside which it is set."),
    (target("SUP-99", "amount = 1"), "SUP-99: there is no limit SUP-99."),
    (target("LIM-01", "amount = 4", name="OURS"),
     "OURS: OURS is no name for a target of the force: FORCE-01, FORCE-02 and so on."),
]  # fmt: skip


@pytest.mark.parametrize(("table", "reason"), REFUSED, ids=[reason[:40] for _, reason in REFUSED])
def test_each_kind_of_refusal_says_file_line_and_reason(
    undrift: Command, home: Path, empty: Path, table: str, reason: str
) -> None:
    file = force_file(home, HEAD + table)
    before = everything_below(empty.parent)
    for words in (("status", "--db", empty), ("tick", "--db", empty), ("due", "SUP-03", "--from", "2026-11-20")):
        ran = undrift(*words)
        assert ran.code == 2
        assert ran.reason() == f"{file}, line {LINE}: {reason}"
    assert everything_below(empty.parent) == before


def test_selfcheck_says_the_same(undrift: Command, home: Path, empty: Path) -> None:
    file = force_file(home, HEAD + REFUSED[0][0])
    ran = undrift("selfcheck", "--db", empty)
    assert ran.code == 1
    assert f"{file}, line {LINE}: {REFUSED[0][1]}" in ran.out


def test_the_second_table_is_named_by_its_own_line(undrift: Command, home: Path) -> None:
    fine = alter("SUP-04", "amount = 60")
    file = force_file(home, HEAD + fine + "\n" + alter("BAIL-12", "amount = 1"))
    line = LINE + fine.count("\n") + 1
    assert undrift("due", "SUP-03", "--from", "2026-11-20").reason().startswith(f"{file}, line {line}: BAIL-12: ")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# nothing\n", 1, "version is missing."),
        ("# ours\nversion = 0\n", 2, "version must be a whole number over nought."),
        ('version = 1\n\n[[switch_off]]\nlimit = "BAIL-12"\n', 3, "switch_off is nothing that may be set here."),
    ],
)
def test_what_is_wrong_with_the_file_itself(undrift: Command, home: Path, text: str, line: int, reason: str) -> None:
    file = force_file(home, text)
    assert undrift("due", "SUP-03", "--from", "2026-11-20").reason() == f"{file}, line {line}: {reason}"


def test_a_file_that_is_no_toml_says_the_line(undrift: Command, home: Path) -> None:
    file = force_file(home, "version = 1\n[[alter]\n")
    reason = undrift("due", "SUP-03", "--from", "2026-11-20").reason()
    assert reason.startswith(f"The force's file of limits {file} cannot be read: ")
    assert "at line 2" in reason


def test_what_is_allowed_counts(undrift: Command, home: Path) -> None:
    force_file(home, HEAD + alter("SUP-04", "amount = 30"))
    assert undrift("due", "SUP-04", "--from", "2026-11-19", "--json").document()["due"] == "2026-12-21"


def test_the_forces_own_weights_are_read_and_what_is_wrong_in_them_is_told(
    undrift: Command, home: Path, empty: Path
) -> None:
    shipped = (Path(__file__).parents[3] / "resources" / "weights" / "workload.toml").read_text(encoding="utf-8")
    own = home / "weights.toml"
    home.mkdir(parents=True, exist_ok=True)
    own.write_text(shipped.replace("base = 4", "base = 5").replace("confirmed = false", "confirmed = true"), "utf-8")
    settings = paths().settings
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"weights_file = '{own}'\n", encoding="utf-8")
    weights = rules_in_force.shipped_rules().weights(date(2026, 11, 20))
    assert (weights.base, weights.own, weights.confirmed) == (5, True, True)
    own.write_text(shipped.replace("base = 4", "base = -4"), encoding="utf-8")
    ran = undrift("status", "--db", empty)
    assert (ran.code, ran.reason()) == (2, f"{own}: base must be a whole number over nought.")
    own.write_text("[[edition", encoding="utf-8")
    assert str(own) in undrift("status", "--db", empty).reason()
