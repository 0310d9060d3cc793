"""What is said of what stays open in a case that is to be closed, or passed to another force."""

from itertools import groupby

from PySide6.QtCore import QCoreApplication

from tracker.rows.closing import Closing
from ui import wording
from ui.problems import in_words

translate = QCoreApplication.translate


def listed(closing: Closing, without: str = "") -> str:
    """List what is open, gathered by what kind of thing it is.

    Args:
        without: the key of what this very step brings to its end.
    """
    open_work = [row for key, row in zip(closing.seen, closing.open_work, strict=True) if key != without]
    if not open_work:
        return translate("left_open", "Nothing is open in this case.")
    lines = [translate("left_open", "Still open, and left so when the case is closed:")]
    for kind, rows in groupby(open_work, lambda row: row.kind):
        of_kind = list(rows)
        lines.append(f"{wording.term(kind)} ({len(of_kind)})")
        lines += [f"– {row.what}: {row.stands}" for row in of_kind]
    return "\n".join(lines)


def cannot_be_listed(problem: Exception) -> str:
    """Say why what is open cannot be listed."""
    words = translate(
        "left_open", "What is still open cannot be listed, so the case cannot be closed now. {why}"
    )  # fmt: skip
    return words.format(why=in_words(problem))
