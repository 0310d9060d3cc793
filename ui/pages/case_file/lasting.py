"""From when to when something lasted, in words."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from ui import wording

translate = QCoreApplication.translate


def lasted(since: date, until: date, *, still: bool) -> str:
    """Say from when to when, and for how many days; of what still lasts since when."""
    days = wording.count_of((until - since).days, "day")
    if still:
        return translate("lasting", "since {day}, {days} so far").format(day=wording.day(since), days=days)
    words = translate("lasting", "{since} to {until}, {days}")
    return words.format(since=wording.day(since), until=wording.day(until), days=days)
