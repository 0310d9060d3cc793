"""Instants and structures mean the same on both engines."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.exc import StatementError

from tests.tracker.storage.made_up import write_people
from tracker.storage.column_types import instant_text
from tracker.storage.engine import Database
from tracker.storage.tables import column_choice, unit

SUMMER = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
WINTER = datetime(2026, 12, 1, 9, 30, 0, 5, tzinfo=UTC)


def write_unit(database: Database, at: datetime) -> None:
    with database.write() as connection:
        connection.execute(unit.insert().values(id="u", name="North", nation="england", demo=True, created_at=at))


@pytest.mark.parametrize("at", [SUMMER, WINTER, datetime(1970, 1, 1, tzinfo=UTC)])
def test_an_instant_comes_back_in_utc(database: Database, at: datetime) -> None:
    write_unit(database, at)
    with database.read() as connection:
        found = connection.execute(select(unit.c.created_at)).scalar_one()
    assert found == at
    assert found.tzinfo is UTC


def test_instants_are_compared_as_instants(database: Database) -> None:
    write_unit(database, SUMMER)
    same = SUMMER.astimezone(UTC)
    with database.read() as connection:
        found = select(func.count()).select_from(unit)
        assert connection.execute(found.where(unit.c.created_at == same)).scalar_one() == 1
        assert connection.execute(found.where(unit.c.created_at < same + timedelta(microseconds=1))).scalar_one() == 1
        assert connection.execute(found.where(unit.c.created_at < same)).scalar_one() == 0


def test_an_instant_without_its_offset_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs its offset"):
        write_unit(database, datetime(2026, 7, 1))  # noqa: DTZ001 - what is refused


def test_texts_of_instants_sort_by_time() -> None:
    assert instant_text(SUMMER) == "2026-07-01T08:30:00.000000Z"
    assert instant_text(SUMMER) < instant_text(SUMMER + timedelta(microseconds=1)) < instant_text(WINTER)


def test_equal_structures_are_equal_text(database: Database) -> None:
    with database.write() as connection:
        write_people(connection)
        for key, mapping in (("a", {"x": 1, "ä": None}), ("b", {"ä": None, "x": 1})):
            connection.execute(column_choice.insert().values(source_key=key, mapping=mapping, at=WINTER))
        texts = connection.execute(select(type_coerce(column_choice.c.mapping, Text))).scalars().all()
        assert texts == ['{"x":1,"ä":null}'] * 2
        assert connection.execute(select(column_choice.c.mapping)).scalars().first() == {"x": 1, "ä": None}
