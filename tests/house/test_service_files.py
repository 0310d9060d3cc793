"""What a server is told of `undrift watch`: the unit for systemd, the description for WinSW, and the guide to both."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree as ET

import pytest

from tests.house import repository
from tracker.cli.main import parser

UNIT = "installer/service/undrift-watch.service"
WINDOWS = "installer/service/undrift-watch.xml"
GUIDE = "docs/watch.md"
PYTHON = "/opt/undrift/.venv/bin/python"

# WinSW 2 and 3, docs/xml-config-file.md: an element and what it may hold; each once, but for those that may be repeated
ONCE = {
    "id", "name", "description", "executable", "arguments", "workingdirectory", "startmode", "delayedAutoStart",
    "stoptimeout", "resetfailure", "logpath", "log", "serviceaccount", "priority",
}  # fmt: skip
REPEATED = {"env": {"name", "value"}, "depend": set(), "onfailure": {"action", "delay"}}
NEEDED = {"id", "executable"}
WITHIN = {"log": {"sizeThreshold", "keepFiles"}, "serviceaccount": {"username", "allowservicelogon"}}
UNITS_OF_TIME = {"sec", "secs", "min", "mins", "hour", "hours", "day", "days"}


def directives() -> dict[str, list[tuple[str, str]]]:
    """The unit by its sections; a directive may come more than once."""
    sections: dict[str, list[tuple[str, str]]] = {}
    section = ""
    for line in repository.text(UNIT).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = []
        elif line:
            name, _, value = line.partition("=")
            sections[section].append((name, value))
    return sections


def test_the_unit_runs_a_word_of_the_program_and_is_started_again_when_it_fails() -> None:
    sections = directives()
    assert set(sections) == {"Unit", "Service", "Install"}
    service = dict(sections["Service"])
    python, module, name, *words = shlex.split(service["ExecStart"])
    assert (python, module, name) == (PYTHON, "-m", "tracker")
    assert parser().parse_args(words).command == "watch"
    assert service["Type"] == "notify"
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == "2"
    assert dict(sections["Unit"])["StartLimitIntervalSec"] == "0"


def test_the_unit_may_do_little() -> None:
    service = dict(directives()["Service"])
    on = {
        "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectClock", "ProtectControlGroups", "ProtectHome",
        "ProtectKernelModules", "ProtectKernelTunables", "RestrictNamespaces", "RestrictSUIDSGID",
    }  # fmt: skip
    assert {name for name in on if service.get(name) != "yes"} == set()
    assert (service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("strict", "")
    assert service["User"] not in {"", "root"}
    assert service["UMask"] == "0077"


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Asked where it is installed; its own words are the judge of each name and value."""
    names = [name for section in directives().values() for name, _ in section]
    assert all(name.isalnum() and name[0].isupper() for name in names)
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    unit = tmp_path / Path(UNIT).name
    unit.write_text(repository.text(UNIT).replace(PYTHON, sys.executable), encoding="utf-8")
    asked = subprocess.run([analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    told = [line for line in asked.stderr.splitlines() if unit.name in line]
    assert (asked.returncode, told) == (0, [])


def test_the_windows_description_holds_what_winsw_knows() -> None:
    service = ET.fromstring(repository.text(WINDOWS))
    assert service.tag == "service"
    tags = [child.tag for child in service]
    assert NEEDED <= set(tags) <= ONCE | set(REPEATED)
    assert [tag for tag in ONCE if tags.count(tag) > 1] == []
    for child in service:
        attributes = REPEATED.get(child.tag, {"mode"} if child.tag == "log" else set())
        assert set(child.attrib) <= attributes, child.tag
        assert {part.tag for part in child} <= WITHIN.get(child.tag, set()), child.tag


def test_the_windows_description_says_what_winsw_can_do() -> None:
    service = ET.fromstring(repository.text(WINDOWS))

    def said(tag: str) -> str:
        return service.findtext(tag) or ""

    assert said("id").isalnum()
    assert said("startmode") in {"Boot", "System", "Automatic", "Manual"}
    assert said("delayedAutoStart") in {"true", "false"}
    assert PureWindowsPath(said("executable")).name == "python.exe"
    module, name, *words = shlex.split(said("arguments"))
    assert (module, name, parser().parse_args(words).command) == ("-m", "tracker", "watch")
    spans = [said("stoptimeout"), said("resetfailure"), *(one.attrib["delay"] for one in service.iter("onfailure"))]
    for span in spans:
        number, unit = span.split()
        assert number.isdecimal()
        assert unit in UNITS_OF_TIME
    assert {one.attrib["action"] for one in service.iter("onfailure")} == {"restart"}
    (log,) = service.iter("log")
    assert log.attrib["mode"] in {"append", "reset", "none", "roll", "roll-by-size", "roll-by-time"}
    assert all((part.text or "").isdecimal() for part in log)
    # no password stands in a file that everybody may read
    assert list(service.iter("password")) == []


@pytest.mark.parametrize("file", [UNIT, WINDOWS])
def test_the_guide_tells_of_both(file: str) -> None:
    assert file in repository.text(GUIDE)
