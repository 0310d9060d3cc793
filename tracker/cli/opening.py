"""What several commands share: where the database is, who acts, and dates and instants as typed."""

import argparse
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from tracker.bootstrap import Tracker, open_tracker
from tracker.errors import RuleBroken, StorageProblem
from tracker.rows.people import Person
from tracker.settings import database_address
from tracker.storage.postgres_engine import is_server_address
from tracker.time_source import LONDON, FixedTime, SystemTime, TimeSource, local_date

EARLIEST_YEAR = 1900


def add_database(words: argparse.ArgumentParser) -> None:
    """Add the option that says where the database is."""
    words.add_argument("--db", metavar="URL-or-path", help="the database; else as in the settings, else the user's own")


def add_json(words: argparse.ArgumentParser) -> None:
    """Add the option that prints one JSON document."""
    words.add_argument("--json", action="store_true", help="print one JSON document")


def address(options: argparse.Namespace) -> str:
    """Give where the database is: as said, else as in the settings, else the user's own.

    Raises:
        StorageProblem: `address_unreadable`, for an address of a kind that is not known.
    """
    place = str(options.db) if options.db else database_address()
    if "://" in place and not is_server_address(place):
        raise StorageProblem("address_unreadable")
    return place


@contextmanager
def opened(options: argparse.Namespace, time: TimeSource | None = None) -> Iterator[Tracker]:
    """Open the database for the person bound to this account.

    Raises:
        RuleBroken: `no_officer_for_account`: nobody is bound to it.
    """
    tracker = open_tracker(address(options), account=account(), time=time)
    try:
        if tracker.person is None:
            raise RuleBroken("no_officer_for_account", account=account())
        yield tracker
    finally:
        tracker.close()


def who(tracker: Tracker) -> Person:
    """Give the person who acts."""
    if tracker.person is None:
        raise RuleBroken("no_officer_for_account", account=account())
    return tracker.person


def account() -> str:
    """Give the account of the operating system that runs the command."""
    return getpass.getuser()


def day(text: str) -> date:
    """Read a date as ISO 8601.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-20") from None


def day_or_instant(text: str) -> date | datetime:
    """Read a date or an instant as ISO 8601; an instant without an offset is London's.

    Raises:
        argparse.ArgumentTypeError: it is none, or London's clocks skip it. Of one that comes twice the first is taken.
    """
    if "T" not in text and " " not in text:
        return day(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no instant; write it as 2026-11-20T09:30") from None
    if instant.tzinfo is not None:
        return instant
    instant = instant.replace(tzinfo=LONDON)
    if instant.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != instant.replace(tzinfo=None):
        raise argparse.ArgumentTypeError(f"{text!r} does not exist: the clocks go forward over it")
    return instant


def happens_twice(instant: datetime) -> bool:
    """Say whether a time in London, written without an offset, comes twice, as the clocks go back."""
    return instant.tzinfo is LONDON and instant.utcoffset() != instant.replace(fold=1).utcoffset()


def as_of(when: date | datetime | None) -> TimeSource:
    """Give the time source for `--as-of`: a bare day means its noon in London; nothing means now."""
    if when is None:
        return SystemTime()
    if isinstance(when, datetime):
        return FixedTime(when)
    return FixedTime(datetime(when.year, when.month, when.day, 12, tzinfo=LONDON))


def monday_of(text: str) -> date:
    """Read an ISO week such as 2026-W47 as its Monday."""
    try:
        year, week = text.upper().split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no week; write it as 2026-W47") from None
    if monday.year < EARLIEST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} lies before any case")
    return monday


def last_whole_week(time: TimeSource) -> date:
    """Give the Monday of the last week that is over."""
    year, week, _ = local_date(time.now()).isocalendar()
    this_monday = date.fromisocalendar(year, week, 1)
    return date.fromordinal(this_monday.toordinal() - 7)
