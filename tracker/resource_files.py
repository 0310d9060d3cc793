"""The one reader of resources/: plans, limits, calendars, codes and fonts, as data or bytes."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

PACKAGE = "resources"


def toml(path: str) -> dict[str, Any]:
    """Read one TOML file, named by its path inside resources/ with forward slashes."""
    return tomllib.loads(data(path).decode("utf-8"))


def toml_folder(folder: str) -> dict[str, dict[str, Any]]:
    """Read every TOML file of a folder, by its name without the ending, in order of name."""
    names = sorted(entry.name for entry in _find(folder).iterdir() if entry.name.endswith(".toml"))
    return {name.removesuffix(".toml"): toml(f"{folder}/{name}") for name in names}


def data(path: str) -> bytes:
    """Read the bytes of one file.

    Raises:
        FileNotFoundError: there is no such file, or the path leads out of resources/.
    """
    return _find(path).read_bytes()


def every_resource() -> list[str]:
    """Give the path of every file that belongs to the program's data, in order, for the self-check."""
    return sorted(_below(files(PACKAGE), ""))


def _find(path: str) -> Traversable:
    parts = path.split("/")
    if not path or any(part in {"", ".", ".."} for part in parts) or "\\" in path:
        raise FileNotFoundError(path)
    found = files(PACKAGE)
    for part in parts:
        found = found.joinpath(part)
    if not (found.is_file() or found.is_dir()):
        raise FileNotFoundError(path)
    return found


def _below(folder: Traversable, prefix: str) -> list[str]:
    paths: list[str] = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                paths.extend(_below(entry, f"{path}/"))
        elif not entry.name.endswith((".py", ".pyc")):
            paths.append(path)
    return paths
