"""What the window remembers from one start to the next: its place, column widths, theme and zoom (QSettings)."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from ui.theme import FULL_SIZE, THEMES, ZOOMS


def settings() -> QSettings:
    """Open the store."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Undrift", "Undrift")


def remember_geometry(window: QWidget) -> None:
    """Keep the size and place of a window."""
    settings().setValue("window/geometry", window.saveGeometry())


def restore_geometry(window: QWidget) -> bool:
    """Give a window its last size and place; False where none is known."""
    kept = settings().value("window/geometry")
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def remember_widths(name: str, widths: Sequence[int]) -> None:
    """Keep the column widths of a table."""
    settings().setValue(f"widths/{name}", ",".join(str(width) for width in widths))


def remembered_widths(name: str, count: int) -> list[int] | None:
    """Give the kept widths of a table, or None where they are not known or the columns have changed."""
    kept = settings().value(f"widths/{name}")
    parts = kept.split(",") if isinstance(kept, str) else kept if isinstance(kept, list) else []
    if len(parts) != count or not all(str(part).isdecimal() for part in parts):
        return None
    return [max(24, min(2000, int(part))) for part in parts]


def remember_columns(name: str, columns: Sequence[tuple[str, bool]]) -> None:
    """Keep the columns of a table by their titles, in order, each with whether it is shown."""
    settings().setValue(f"columns/{name}", json.dumps(columns))


def remembered_columns(name: str) -> list[tuple[str, bool]]:
    """Give the kept columns of a table; none where nothing, or nothing of use, was kept."""
    kept = settings().value(f"columns/{name}")
    try:
        columns = json.loads(kept) if isinstance(kept, str) else []
        return list({str(title): bool(shown) for title, shown in columns}.items())
    except (TypeError, ValueError):
        return []


def forget_columns(name: str) -> None:
    """Keep nothing of the columns of a table any more."""
    settings().remove(f"columns/{name}")


def remember_theme(name: str) -> None:
    """Keep the theme the person chose; "system" follows the system."""
    settings().setValue("window/theme", name)


def remembered_theme() -> str:
    """Give the theme the person chose, "system" where none was."""
    kept = settings().value("window/theme")
    return kept if isinstance(kept, str) and kept in THEMES else "system"


def remember_zoom(percent: int) -> None:
    """Keep the size the person chose, in per cent."""
    settings().setValue("window/zoom", percent)


def remembered_zoom() -> int:
    """Give the size the person chose, the full size where none was."""
    kept = str(settings().value("window/zoom", ""))
    return int(kept) if kept.isdecimal() and int(kept) in ZOOMS else FULL_SIZE
