"""Which clocks still count, as SQL with its constants written out: bound values would hide the partial indexes."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from tracker.domain.time_limits import LimitPack
from tracker.storage.tables import clock

RUNNING: ColumnElement[bool] = literal_column("clock.state") == literal_column("'running'")
NOT_STOPPED: ColumnElement[bool] = literal_column("clock.state") != literal_column("'stopped'")


def limits_gone(connection: Connection, pack: LimitPack) -> Mapping[str, int]:
    """Give the limits that stand in no file here although clocks run under them, each with how many."""
    version = clock.c.limit_id, clock.c.limit_version
    found = connection.execute(select(*version, func.count()).where(NOT_STOPPED).group_by(*version).order_by(*version))
    gone: dict[str, int] = {}
    for limit_id, number, clocks in found:
        if pack.version(limit_id, number) is None:
            gone[limit_id] = gone.get(limit_id, 0) + clocks
    return gone
