"""What was imported, from which file and with which values, and which column was which."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from tracker.storage.records import insert_rows
from tracker.storage.tables import case_record, column_choice, import_batch, imported_case
from tracker.storage.upsert import insert_missing

AT_ONCE = 500


class ImportedCase(NamedTuple):
    """A case that has a reference already: its version now, and what its last import gave (None: never imported)."""

    case_id: str
    version: int
    values: dict[str, Any] | None


class ImportStore:
    """Imports, on the connection of one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def existing(self, references: Collection[str]) -> dict[str, ImportedCase]:
        """Give the cases that have some of these folded references, by reference."""
        return existing_cases(self._connection, references)

    def add_batch(
        self, batch_id: str, at: datetime, by: str, file_digest: str, source_key: str, counts: Mapping[str, int]
    ) -> None:
        """Record that a file was imported."""
        names = ("id", "at", "by", "file_digest", "source_key", "counts")
        row = (batch_id, at, by, file_digest, source_key, dict(counts))
        insert_rows(self._connection, import_batch, names, [row])

    def set_imported(self, case_id: str, batch_id: str, values: Mapping[str, Any]) -> None:
        """Record with which values a case was imported last."""
        self.set_many_imported({case_id: values}, batch_id)

    def set_many_imported(self, values: Mapping[str, Mapping[str, Any]], batch_id: str) -> None:
        """Record with which values cases were imported last, by case id."""
        ids = list(values)
        for first in range(0, len(ids), AT_ONCE):
            some = ids[first : first + AT_ONCE]
            self._connection.execute(imported_case.delete().where(imported_case.c.case_id.in_(some)))
        rows = [(case_id, batch_id, dict(given)) for case_id, given in values.items()]
        insert_rows(self._connection, imported_case, ("case_id", "batch_id", "values"), rows)

    def column_choice(self, source_key: str) -> dict[str, Any] | None:
        """Give which column was which in the last file of a source, if there was one."""
        return column_choice_of(self._connection, source_key)

    def keep_column_choice(self, source_key: str, mapping: Mapping[str, Any], at: datetime) -> None:
        """Remember which column is which in files of a source."""
        row = {"source_key": source_key, "mapping": dict(mapping), "at": at}
        if not insert_missing(self._connection, column_choice, [row], ["source_key"]):
            self._connection.execute(
                update(column_choice)
                .where(column_choice.c.source_key == source_key)
                .values(mapping=dict(mapping), at=at)
            )


def existing_cases(connection: Connection, references: Collection[str]) -> dict[str, ImportedCase]:
    """Give the cases that have some of these folded references, by reference."""
    found: dict[str, ImportedCase] = {}
    wanted = list(references)
    for first in range(0, len(wanted), AT_ONCE):
        query = (
            select(case_record.c.reference_folded, case_record.c.id, case_record.c.version, imported_case.c["values"])
            .join_from(case_record, imported_case, imported_case.c.case_id == case_record.c.id, isouter=True)
            .where(case_record.c.reference_folded.in_(wanted[first : first + AT_ONCE]))
        )
        for reference, case_id, version, values in connection.execute(query):
            found[reference] = ImportedCase(case_id, version, values)
    return found


def column_choice_of(connection: Connection, source_key: str) -> dict[str, Any] | None:
    """Give which column was which in the last file of a source, if there was one."""
    query = select(column_choice.c.mapping).where(column_choice.c.source_key == source_key)
    return connection.execute(query).scalar_one_or_none()
