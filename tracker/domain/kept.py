"""KeptRecord: what is kept beside a case and read by no clock rule; a note, a chase."""

from typing import Any, ClassVar, Protocol, TypeVar


class KeptRecord(Protocol):
    """A frozen dataclass with an id, its case, and the version it was read at."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def case_id(self) -> str:
        """The case it is kept with."""

    @property
    def version(self) -> int:
        """The version it was read at."""


OneKept = TypeVar("OneKept", bound=KeptRecord)
