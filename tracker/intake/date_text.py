"""A date as units write it: one cell to a date, to numbers whose order must still be settled, or to a reason."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.intake.sheet import ERROR_TEXTS, NOT_CALCULATED, Cell, clean

EARLIEST = date(1990, 1, 1)
#: A year of two figures is at most this many years ahead of the present one; beyond, it is of the last century.
YEARS_AHEAD = 10
FIRST_SERIAL, LAST_SERIAL = 32_000, 80_000
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january ion ionawr",
            "feb february chwe chwefror",
            "mar march maw mawrth",
            "apr april ebr ebrill",
            "may mai",
            "jun june meh mehefin",
            "jul july gor gorff gorffennaf",
            "aug august aws awst",
            "sep sept september medi",
            "oct october hyd hydref",
            "nov november tach tachwedd",
            "dec december rhag rhagfyr",
        ),
        start=1,
    )
    for name in names.split()
}

MARK = r"\s*[/.\-–\\,\s]\s*"
NUMBERS = re.compile(rf"(\d{{1,4}}){MARK}(\d{{1,2}}){MARK}(\d{{1,4}})\Z")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.\-,]*(?:of\s+)?([a-z]{3,11})\.?[\s/.\-,']*(\d{4}|\d{2})\Z")
MONTH_FIRST = re.compile(r"([a-z]{3,11})\.?[\s/.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s/.\-,]+'?(\d{4}|\d{2})\Z")
YEAR_FIRST = re.compile(r"(\d{4})[\s/.\-]+([a-z]{3,11})\.?[\s/.\-]+(\d{1,2})(?:st|nd|rd|th)?\Z")
TOGETHER = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)\Z")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?\Z")
INCOMPLETE = re.compile(
    rf"(?:\d{{1,2}}{MARK}\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s*[a-z]{{3,9}}|([a-z]{{3,9}})[\s\-]*\d{{2,4}})\Z"
)
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\w)")
TIME = re.compile(
    r"(?<=\d)(?:\s*[t@,]\s*|\s+(?:at\s+|@\s*)?)"
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?|\d{4}(?=\s*h))\s*(?:am|pm|hrs?|h|z|[+\-]\d\d:?\d\d)?\Z"
)
DATE_INSIDE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\s+\d{2,4}")

NOT_REQUIRED = re.compile(
    r"n\s*[/.]?\s*a\.?|not? (?:req\w*|need\w*|necessary|applicable|appropriate|medical|abe|vri)\b.*"
    r"|not? (?:interview|exam\w*) (?:req\w*|need\w*)|non[e]? req\w*|not\s?req\w*"
)
REFUSED = re.compile(r".*\b(?:refus\w*|declin\w*|did not consent|no consent)\b.*")
WAITING = re.compile(
    r"no|n|.*\b(?:tbc|tba|tbd|tbn|await\w*|pending|outstanding|chas\w*|not yet|not done|book\w*|request\w*|arrang\w*"
    r"|ongoing|o/s|wait\w*|to do|due|asap|in progress|w/c|week commencing|cancel\w*|re-?arr\w*|dna|fta)\b.*"
)
DONE = re.compile(r"y|yes|x|ok|✓|✔|done|complete[d]?|held|sent|sub|submitted|returned|back|rec'?d|received|true")
DASHES = frozenset("-–—._/ ")


class DateOrder(StrEnum):
    """In which order day, month and year stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Three numbers that are a date once their order is known. `short`: all three have at most two figures."""

    first: int
    second: int
    third: int
    short: bool

    def in_order(self, order: DateOrder, today: date) -> date | None:
        """Give the date in an order, or nothing where there is no such day."""
        if order is DateOrder.YMD:
            if not self.short:
                return None
            year, month, day = self.first, self.second, self.third
        elif order is DateOrder.DMY:
            day, month, year = self.first, self.second, self.third
        else:
            month, day, year = self.first, self.second, self.third
        return real_date(whole_year(year, today) if self.short else year, month, day)


#: A date, numbers without an order, or the code of the reason why it is neither.
ReadDate = date | Numbers | str


def read_date(cell: Cell, today: date, *, epoch_1904: bool = False) -> ReadDate | None:
    """Read one cell as a date; nothing where it is empty or holds only a dash."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return read_date_text(cell, today, epoch_1904=epoch_1904)
    if isinstance(cell, bool):
        return "says_done" if cell else "says_waiting"
    if isinstance(cell, int | float):
        return from_serial(cell, epoch_1904=epoch_1904) or "number_not_date"
    return "number_not_date"


def read_date_text(text: str, today: date, *, epoch_1904: bool = False) -> ReadDate | None:
    """Read a text as a date."""
    text = clean(text)
    if not text or DASHES.issuperset(text):
        return None
    if text == NOT_CALCULATED:
        return "formula_not_calculated"
    if text.upper() in ERROR_TEXTS:
        return "cell_error"
    text = text.casefold()
    bare = TIME.sub("", WEEKDAY.sub("", text, count=1))
    return numeric_date(bare, epoch_1904=epoch_1904) or named_date(bare, today) or reason_for(text, bare)


def numeric_date(text: str, *, epoch_1904: bool) -> ReadDate | None:
    """Read a date written in figures only, or a spreadsheet's day number."""
    match = NUMBERS.match(text)
    if match:
        first, second, third = match.groups()
        if len(first) == 4:
            return real_date(int(first), int(second), int(third)) or "date_impossible"
        if len(first) == 3 or len(third) in {1, 3}:
            return "date_impossible"
        return Numbers(int(first), int(second), int(third), short=len(third) == 2)
    match = TOGETHER.match(text)
    if match:
        return real_date(int(match[1]), int(match[2]), int(match[3])) or "date_impossible"
    match = SERIAL.match(text)
    if match:
        return from_serial(int(match[1]), epoch_1904=epoch_1904) or "number_not_date"
    return None


def named_date(text: str, today: date) -> ReadDate | None:
    """Read a date whose month is a word, English or Welsh."""
    match = DAY_FIRST.match(text)
    if match and match[2] in MONTHS:
        day, month, year = match.groups()
    else:
        match = MONTH_FIRST.match(text)
        if match and match[1] in MONTHS:
            month, day, year = match.groups()
        else:
            match = YEAR_FIRST.match(text)
            if not match or match[2] not in MONTHS:
                return None
            year, month, day = match.groups()
    full_year = whole_year(int(year), today) if len(year) == 2 else int(year)
    return real_date(full_year, MONTHS[month], int(day)) or "date_impossible"


def reason_for(text: str, bare: str) -> str:
    """Give the code of the reason why a text is no date."""
    for pattern, code in ((REFUSED, "says_refused"), (NOT_REQUIRED, "says_not_required"), (WAITING, "says_waiting")):
        if pattern.fullmatch(text):
            return code
    if DONE.fullmatch(text):
        return "says_done"
    if INCOMPLETE.fullmatch(bare):
        return "date_incomplete"
    if DATE_INSIDE.search(text):
        return "date_among_words"
    return "not_a_date"


def from_serial(number: float, *, epoch_1904: bool) -> date | None:
    """Give the day of a spreadsheet's day number, where it can be one of our time."""
    epoch = EPOCH_1904 if epoch_1904 else EPOCH
    shift = 1462 if epoch_1904 else 0
    if FIRST_SERIAL <= number + shift < LAST_SERIAL:
        return epoch + timedelta(days=int(number))
    return None


def whole_year(year: int, today: date) -> int:
    """Give the full year of two figures: in this century up to ten years ahead, else in the last."""
    return 2000 + year if 2000 + year <= today.year + YEARS_AHEAD else 1900 + year


def real_date(year: int, month: int, day: int) -> date | None:
    """Give a date, or nothing where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
