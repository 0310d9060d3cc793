"""A submit that keeps what it was handed, and answers when the test says so."""

from collections.abc import Callable
from typing import Any

from tracker.changes import Changes


class Submit:
    """Stands where `background.do` stands."""

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self._done: Callable[[Any], None] | None = None
        self._problem: Callable[[Exception], None] | None = None

    def __call__(self, request: Any, done: Callable[[Any], None], problem: Callable[[Exception], None]) -> None:
        self.requests.append(request)
        self._done, self._problem = done, problem

    def succeed(self, changes: Changes | None = None) -> None:
        """The request went through."""
        assert self._done is not None
        self._done(changes or Changes())

    def fail(self, problem: Exception) -> None:
        """The request was refused."""
        assert self._problem is not None
        self._problem(problem)
