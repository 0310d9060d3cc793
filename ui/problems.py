"""Problems: turns errors into words and puts them in the right place."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from tracker.errors import RuleBroken, StorageProblem, UndriftError
from ui import wording

log = logging.getLogger(__name__)


def in_words(problem: Exception) -> str:
    """Give the sentence for a problem that a person can meet."""
    if isinstance(problem, UndriftError):
        return wording.error(problem.code, problem.values)
    return QCoreApplication.translate(
        "problems", "Something went wrong that Undrift did not expect. What you entered is still here."
    )


def field_of(problem: Exception) -> str:
    """Give the field of the request that a broken rule concerns, or nothing."""
    return problem.field if isinstance(problem, RuleBroken) else ""


class Problems(QObject):
    """Where problems go that no form or page has a place for."""

    #: a sentence for the banner and what to try again, or None
    told = Signal(str, object)
    #: something that is our fault; carries the exception
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def show(self, problem: Exception, retry: Callable[[], None] | None = None) -> None:
        """Put a problem in its place: the banner for what a person can understand, else the crash dialog."""
        if isinstance(problem, StorageProblem):
            log.warning("storage: %s", problem.code)
        if isinstance(problem, UndriftError):
            self.told.emit(in_words(problem), retry)
            return
        log.error("not expected: %s", type(problem).__name__, exc_info=problem)
        self.crashed.emit(problem)
