"""What the window remembers goes into a folder of the test's own, never into the person's settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path: Path) -> Iterator[Path]:
    """Each test begins with nothing remembered."""
    folder = tmp_path / "settings"
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder
