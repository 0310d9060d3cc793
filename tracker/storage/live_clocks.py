"""Which clocks still count, as SQL with its constants written out: bound values would hide the partial indexes."""

from sqlalchemy import ColumnElement, literal_column

RUNNING: ColumnElement[bool] = literal_column("clock.state") == literal_column("'running'")
NOT_STOPPED: ColumnElement[bool] = literal_column("clock.state") != literal_column("'stopped'")
