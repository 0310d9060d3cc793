"""Where database, logs, backups and exports live on each system."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs
from platformdirs.api import PlatformDirsABC

HOME = "UNDRIFT_HOME"
NAME = "undrift"
POLICY_FILE = "policy.toml"
OWNER_ONLY_FOLDER = 0o700


@dataclass(frozen=True, slots=True)
class Paths:
    """One account's own places, and the machine's policy, which belongs to no account."""

    settings: Path
    database: Path
    key: Path
    backups: Path
    exports: Path
    logs: Path
    policy: Path


def paths(environment: Mapping[str, str] = os.environ) -> Paths:
    """Give the places of the account that runs the program.

    `UNDRIFT_HOME` gathers them under one folder. It does not move the policy, which an account may not get around.
    """
    dirs = PlatformDirs(NAME, appauthor=False, roaming=False)
    home = environment.get(HOME, "")
    if home:
        folder = Path(home).expanduser().absolute()
        return _below(folder, folder / "settings.toml", folder / "logs")
    return paths_on(dirs)


def paths_on(dirs: PlatformDirsABC) -> Paths:
    """Give the places by a system's own conventions; never a folder that roams or is synchronised."""
    settings = Path(dirs.user_config_dir) / "settings.toml"
    return _below(Path(dirs.user_data_dir), settings, Path(dirs.user_log_dir))


def policy_file() -> Path:
    """Give where the machine's policy lies; no variable of the environment moves it."""
    if sys.platform == "win32":
        from platformdirs.windows import get_win_folder_via_ctypes

        return Path(get_win_folder_via_ctypes("CSIDL_COMMON_APPDATA"), NAME, POLICY_FILE)
    if sys.platform == "darwin":
        return Path("/Library/Application Support", NAME, POLICY_FILE)
    return Path("/etc", NAME, POLICY_FILE)


def make_folder(folder: Path) -> Path:
    """Make a folder, with those above it that are missing, for its owner alone; one that is there stays as it is.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        if folder.parent != folder:
            make_folder(folder.parent)
        folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    return folder


def _below(data: Path, settings: Path, logs: Path) -> Paths:
    database = data / f"{NAME}.db"
    key = database.with_name(f"{database.name}.key")
    return Paths(settings, database, key, data / f"{NAME}-copies", data / "exports", logs, policy_file())
