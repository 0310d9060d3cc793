"""Frozen dataclasses to table rows and back; bulk inserts of tuples, and updates that notice a lost one."""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import islice, starmap
from operator import attrgetter
from typing import Any, ClassVar, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Column, ColumnElement, Connection, Dialect, Table, select

from tracker.errors import NotFound, StaleRecord
from tracker.storage.last_change import last_change


class Record(Protocol):
    """A frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class VersionedRecord(Record, Protocol):
    """A frozen dataclass with an id and the version it was read at."""

    @property
    def id(self) -> str:
        """The key of its row."""

    @property
    def version(self) -> int:
        """The version of its row when it was read."""


Some = TypeVar("Some", bound=Record)
Versioned = TypeVar("Versioned", bound=VersionedRecord)
Convert = Callable[[Any], Any]
Row = Sequence[Any]
AT_ONCE = 10_000


def insert_all(connection: Connection, table: Table, entities: Sequence[Record], **fixed: Any) -> None:
    """Insert entities of one class; `fixed` gives columns that the entities do not have."""
    if not entities:
        return
    shape = shape_of(type(entities[0]), table)
    insert_rows(connection, table, (*shape.names, *fixed), shape.rows(entities, tuple(fixed.values())))


def insert_rows(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Insert rows of plain values, in the order of `names`, by the driver's own bulk call."""
    statement, converters = _insert(table, names, connection.dialect)
    given = iter(rows)
    while some := list(islice(given, AT_ONCE)):
        ready = list(map(tuple, _by_column(some, converters)))
        connection.exec_driver_sql(statement, ready if len(ready) > 1 else ready[0])


def load(
    connection: Connection,
    cls: type[Some],
    table: Table,
    *where: ColumnElement[bool],
    order_by: Sequence[ColumnElement[Any]] = (),
) -> tuple[Some, ...]:
    """Load the entities whose rows meet all conditions, by id unless another order is given."""
    shape = shape_of(cls, table)
    ordered = order_by or tuple(table.primary_key.columns)
    rows = connection.execute(shape.selected.where(*where).order_by(*ordered)).all()
    return tuple([shape.entity(row) for row in rows])


def load_by(connection: Connection, cls: type[Some], table: Table, name: str, key: str) -> tuple[Some, ...]:
    """Load the entities whose column has a value, by id, by the driver's own call, which is quicker."""
    return shape_of(cls, table).entities(values_by(connection, cls, table, name, key))


def values_by(connection: Connection, cls: type[Record], table: Table, name: str, key: str) -> Iterable[Row]:
    """Give the values that entities have columns for, as `load_by` finds them, in the order of the shape's names."""
    shape = shape_of(cls, table)
    return _by_column(_rows_by(connection, table, shape.names, name, key), _into_fields(cls, table, connection.dialect))


def plain_rows_by(connection: Connection, table: Table, names: tuple[str, ...], name: str, key: str) -> Iterable[Row]:
    """Give some columns of the rows whose column has a value, by primary key, by the driver's own call."""
    return _by_column(_rows_by(connection, table, names, name, key), _readers(table, names, connection.dialect))


def load_by_id(connection: Connection, cls: type[Some], table: Table, key: str) -> Some | None:
    """Load the entity with an id; None where there is none."""
    found = load_by(connection, cls, table, "id", key)
    return found[0] if found else None


def load_one(connection: Connection, cls: type[Some], table: Table, *where: ColumnElement[bool]) -> Some:
    """Load the one entity that meets all conditions, or raise NotFound."""
    found = load(connection, cls, table, *where)
    if len(found) != 1:
        raise NotFound("not_found")
    return found[0]


def update_versioned(connection: Connection, table: Table, entity: Versioned, **fixed: Any) -> Versioned:
    """Store an entity over the version it was read at; give it with its new version.

    Raises:
        StaleRecord: somebody stored another version meanwhile; with who and when.
        NotFound: the row is gone.
    """
    shape = shape_of(type(entity), table)
    names = (*shape.names, *fixed)
    (row,) = shape.rows([entity], tuple(fixed.values()))
    values = dict(zip(names, row, strict=True))
    seen = values["version"]
    statement, converters = _update(table, names, connection.dialect)
    given = [*(seen + 1 if name == "version" else value for name, value in values.items() if name != "id")]
    ready = [value if convert is None else convert(value) for value, convert in zip(given, converters, strict=True)]
    result = connection.exec_driver_sql(statement, (*ready, entity.id, seen))
    if result.rowcount != 1:
        _refuse(connection, table, entity.id)
    return replace(entity, version=seen + 1)


def update_rows(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Change columns of many rows by the driver's own bulk call; each row ends with the id, and gets a new version."""
    statement, converters = _update_many(table, names, connection.dialect)
    given = iter(rows)
    while some := list(islice(given, AT_ONCE)):
        ready = list(map(tuple, _by_column(some, converters)))
        connection.exec_driver_sql(statement, ready if len(ready) > 1 else ready[0])


def _refuse(connection: Connection, table: Table, key: str) -> None:
    where = [table.c[name] for name in ("id", "case_id") if name in table.c]
    stored = connection.execute(select(*where).where(table.c.id == key)).one_or_none()
    if stored is None:
        raise NotFound("not_found")
    who, when = last_change(connection, *stored) or ("", None)
    raise StaleRecord("stale", who=who, when=when)


class Shape:
    """How the fields of a dataclass stand in the columns of a table; fields without a column are left out."""

    def __init__(self, cls: type[Record], table: Table) -> None:
        hints = get_type_hints(cls)
        self.cls = cls
        self.names = tuple(field.name for field in fields(cls) if field.name in table.c)
        self.columns: tuple[Column[Any], ...] = tuple(table.c[name] for name in self.names)
        self.selected = select(*self.columns)
        self._complete = len(self.names) == len(fields(cls))
        self._stored = tuple(_to_row(hints[name]) for name in self.names)
        self.loaded = tuple(_from_row(hints[name]) for name in self.names)
        self._get: Callable[[Any], Any] = attrgetter(*self.names)

    def rows(self, entities: Iterable[Record], tail: tuple[Any, ...] = ()) -> Iterable[Row]:
        """Give the plain values of entities in the order of `names`, each followed by `tail`."""
        values = list(map(self._get, entities))
        stored = (*self._stored, *([None] * len(tail)))
        return _by_column([(*row, *tail) for row in values] if tail else values, stored)

    def entities(self, rows: Iterable[Row]) -> tuple[Any, ...]:
        """Build entities from values that `values_by` gave."""
        if self._complete:
            return tuple(starmap(self.cls, rows))
        return tuple([self.cls(**dict(zip(self.names, row, strict=True))) for row in rows])

    def entity(self, row: Row, **others: Any) -> Any:
        """Build an entity from a row of `columns`, with the fields that have no column given by name."""
        values = [
            value if take is None or value is None else take(value)
            for value, take in zip(row, self.loaded, strict=False)
        ]
        if self._complete and not others:
            return self.cls(*values)
        return self.cls(**dict(zip(self.names, values, strict=True)), **others)


@lru_cache(maxsize=256)
def shape_of(cls: type[Any], table: Table) -> Shape:
    """Give how a dataclass stands in a table."""
    return Shape(cls, table)


@lru_cache(maxsize=64)
def value_reader(cls: type[Some]) -> Callable[[Any], Some]:
    """Give how a structure kept as JSON becomes one value of a dataclass."""
    read = _from_row(cls)
    if read is None:
        raise TypeError(f"{cls.__name__} is no dataclass")
    return read


def _by_column(rows: Sequence[Row], converters: Sequence[Convert | None]) -> Iterable[Row]:
    """Convert rows a column at a time, which is quicker than a row at a time; None stays None."""
    if not rows or not any(converters):
        return rows
    columns = [
        values if convert is None else [None if value is None else convert(value) for value in values]
        for values, convert in zip(zip(*rows, strict=True), converters, strict=True)
    ]
    return zip(*columns, strict=True)


def _one_after_other(first: Convert | None, then: Convert | None) -> Convert | None:
    """Give one conversion for two; what becomes a structure that nobody can change is made once for each text."""
    if first is None or then is None:
        return first or then
    return lru_cache(maxsize=1024)(lambda value: then(first(value)))


def _put(value: Any, put: Convert | None) -> Any:
    return value if put is None or value is None else put(value)


@lru_cache(maxsize=512)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Convert | None, ...]]:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    places = ", ".join([_mark(dialect)] * len(names))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})", _converters(table, names, dialect)  # noqa: S608 - names come from the tables


@lru_cache(maxsize=512)
def _update(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Convert | None, ...]]:
    quote, mark = dialect.identifier_preparer.quote, _mark(dialect)
    changed = tuple(name for name in names if name != "id")
    settings = ", ".join(f"{quote(name)} = {mark}" for name in changed)
    return (
        f"UPDATE {quote(table.name)} SET {settings} WHERE id = {mark} AND version = {mark}",  # noqa: S608 - as above
        _converters(table, changed, dialect),
    )


@lru_cache(maxsize=64)
def _update_many(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[Convert | None, ...]]:
    quote, mark = dialect.identifier_preparer.quote, _mark(dialect)
    settings = ", ".join(f"{quote(name)} = {mark}" for name in names)
    return (
        f"UPDATE {quote(table.name)} SET {settings}, version = version + 1 WHERE id = {mark}",  # noqa: S608 - as above
        _converters(table, (*names, "id"), dialect),
    )


def _rows_by(connection: Connection, table: Table, names: tuple[str, ...], name: str, key: str) -> Sequence[Row]:
    return connection.exec_driver_sql(_select(table, names, name, connection.dialect), (key,)).all()


@lru_cache(maxsize=512)
def _select(table: Table, names: tuple[str, ...], name: str, dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    columns, order = ", ".join(map(quote, names)), ", ".join(quote(column.name) for column in table.primary_key.columns)
    return f"SELECT {columns} FROM {quote(table.name)} WHERE {quote(name)} = {_mark(dialect)} ORDER BY {order}"  # noqa: S608 - as above


@lru_cache(maxsize=512)
def _readers(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[Convert | None, ...]:
    return tuple(table.c[name].type.dialect_impl(dialect).result_processor(dialect, None) for name in names)


@lru_cache(maxsize=256)
def _into_fields(cls: Any, table: Table, dialect: Dialect) -> tuple[Convert | None, ...]:
    shape = shape_of(cls, table)
    return tuple(map(_one_after_other, _readers(table, shape.names, dialect), shape.loaded))


def in_marks(statement: str, dialect: Dialect) -> str:
    """Give a statement written with question marks as the driver wants its parameters marked."""
    return statement if dialect.paramstyle == "qmark" else statement.replace("?", "%s")


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.paramstyle == "qmark" else "%s"


def _converters(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[Convert | None, ...]:
    return tuple(table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)


def _parts(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(part for part in get_args(hint) if part is not type(None))
    return (hint,)


def _to_row(hint: Any) -> Convert | None:
    """Give how a value of a type becomes a plain one, or None where it is plain already."""
    (part, *others) = _parts(hint)
    if others:
        return None
    if isinstance(part, type) and issubclass(part, Enum):
        return attrgetter("value")
    if get_origin(part) in (frozenset, set):
        return lambda values: sorted(_plain(value) for value in values)
    if is_dataclass(part) or get_origin(part) in (tuple, list, dict, Mapping):
        return _plain
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return value


def _from_json(hint: Any) -> Convert | None:
    """Give how a value within a structure kept as JSON becomes one of a type: there a day is a text."""
    return date.fromisoformat if _parts(hint) == (date,) else _from_row(hint)


def _from_row(hint: Any) -> Convert | None:
    """Give how a plain value becomes one of a type, or None where it is one already."""
    (part, *others) = _parts(hint)
    if others:
        return None
    if isinstance(part, type) and issubclass(part, Enum):
        return {member.value: member for member in part}.__getitem__
    if get_origin(part) in (frozenset, set, tuple):
        inner = _from_row(get_args(part)[0])
        collect = get_origin(part)
        return collect if inner is None else lambda values: collect(inner(value) for value in values)
    if isinstance(part, type) and is_dataclass(part):
        hints = get_type_hints(part)
        inside = {field.name: _from_json(hints[field.name]) for field in fields(part)}
        return lambda values: part(
            **{name: _put(value, inside[name]) for name, value in values.items() if name in inside}
        )
    return None
