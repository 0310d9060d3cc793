"""The locked requirement files hold what the program asks for, each with hashes, and say nothing about where from."""

import re

import pytest

from tests.house import repository

LOCKED = ["build.txt", "mutants.txt", "run.txt", "server.txt", "test.txt"]
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[\w,-]+\])?==(?P<version>[\w.!+]+)( ; [^\\]+)? \\")
QT = {"pyside6-essentials", "shiboken6"}


def pins(name: str) -> dict[str, str]:
    """Versions by package, from the lines that are neither a hash nor a comment."""
    found = {}
    for line in repository.text(f"requirements/{name}").splitlines():
        if line and not line.startswith((" ", "#")):
            pin = PIN.fullmatch(line)
            assert pin, f"{name}: not a pin with hashes: {line}"
            found[repository.normal(pin["name"])] = pin["version"]
    return found


@pytest.mark.parametrize("name", LOCKED)
def test_every_pin_has_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[A-Za-z])", repository.text(f"requirements/{name}"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(name)) > 0
    assert [block.partition("\n")[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block)] == []


@pytest.mark.parametrize("name", LOCKED)
def test_no_line_says_where_from(name: str) -> None:
    suspicious = re.compile(r"^\s*-(?!-hash=)|://|@ ", re.MULTILINE)
    assert suspicious.search(repository.text(f"requirements/{name}")) is None


def test_what_the_program_asks_for_is_locked() -> None:
    locked = pins("run.txt")
    unmet = {
        name: locked.get(name)
        for name, asked in repository.dependencies().items()
        if name not in locked or not asked.specifier.contains(locked[name])
    }
    assert unmet == {}


def test_a_server_gets_the_same_without_qt() -> None:
    with_window = pins("run.txt")
    assert pins("server.txt") == {name: version for name, version in with_window.items() if name not in QT}
    assert with_window.keys() >= QT


def test_the_tools_agree_with_the_program() -> None:
    program, tools = pins("run.txt"), pins("test.txt")
    assert {name for name in program.keys() & tools.keys() if program[name] != tools[name]} == set()
