"""The repository as the tests of this folder see it."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PACKAGES = ("tracker", "ui", "resources")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in the repository, or would be with the next commit; paths from its root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def modules(*folders: str) -> list[Path]:
    """The Python files below these folders."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in folders]


def text(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(text("pyproject.toml"))


def dependencies() -> dict[str, Requirement]:
    """What the program says it needs, by normal name."""
    asked = (Requirement(line) for line in project()["project"]["dependencies"])
    return {normal(requirement.name): requirement for requirement in asked}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
