"""Drafts: what is typed into a form is kept beside the records until it is sent or given up."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from tracker.actions.drop_draft import DropDraft
from tracker.actions.keep_draft import KeepDraft
from tracker.rows.drafts import DraftQuestion, DraftRow


class Asks(Protocol):
    """What drafts need of the background."""

    def do(
        self,
        request: Any,
        done: Callable[[Any], None] | None = None,
        problem: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a request."""

    def ask_aside(
        self, question: Any, answer: Callable[[Any], None], problem: Callable[[Exception], None] | None = None
    ) -> None:
        """Ask a question."""


class KeepsDrafts(Protocol):
    """Drafts, or what stands in for them."""

    def restore(self, form: str, take: Callable[[DraftRow], None]) -> None:
        """Hand over the draft of a form, if there is one."""

    def keep(self, form: str, values: Mapping[str, str]) -> None:
        """Keep the texts of a form."""

    def drop(self, form: str) -> None:
        """Give up the draft of a form."""


class NoDrafts:
    """Keeps nothing: for a window without records."""

    def restore(self, form: str, take: Callable[[DraftRow], None]) -> None:
        """There is none."""

    def keep(self, form: str, values: Mapping[str, str]) -> None:
        """Nothing is kept."""

    def drop(self, form: str) -> None:
        """Nothing was kept."""


class Drafts:
    """Keeps drafts with the records. That one could not be kept is no reason to disturb who is typing."""

    def __init__(self, background: Asks, officer_id: str) -> None:
        self._background = background
        self._by = officer_id

    def restore(self, form: str, take: Callable[[DraftRow], None]) -> None:
        """Hand over the draft of a form, if there is one."""

        def answer(found: DraftRow | None) -> None:
            if found is not None:
                take(found)

        self._background.ask_aside(DraftQuestion(self._by, form), answer, _not_told)

    def keep(self, form: str, values: Mapping[str, str]) -> None:
        """Keep the texts of a form."""
        self._background.do(KeepDraft(self._by, form, dict(values)), None, _not_told)

    def drop(self, form: str) -> None:
        """Give up the draft of a form."""
        self._background.do(DropDraft(self._by, form), None, _not_told)


def _not_told(_problem: Exception) -> None:
    """What cannot be kept now is kept with the next letters."""
