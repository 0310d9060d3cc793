"""The two engines: how they open, how they write one at a time, and what they refuse."""

from tests.statements import count_statements
from tracker.domain.people import Team
from tracker.storage.engine import Database
from tracker.storage.records import insert_all, load
from tracker.storage.tables import team


def test_what_was_written_is_read(database: Database) -> None:
    with database.write() as connection:
        insert_all(connection, team, [Team("1", "Blue"), Team("2", "Red")])
    with count_statements(database) as seen, database.read() as connection:
        assert load(connection, Team, team) == (Team("1", "Blue"), Team("2", "Red"))
    assert len(seen) == 1
