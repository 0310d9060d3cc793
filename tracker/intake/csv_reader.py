"""Bytes to records: encoding, delimiter, size limits."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from tracker.errors import FileRejected
from tracker.intake.heading_words import field_of
from tracker.intake.sheet import HEADING_SEARCH, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, drop_blank_end

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_RECORDS = 60
#: Marks the end of the text for the reader: a record that swallows it had a quote that was never closed.
END = "\x1f\x1f"
SEPARATOR_LINE = re.compile(r'\A"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
CONTROL_CHARACTERS = re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f]")


def read_csv(content: bytes) -> Sheet:
    """Read a delimited text file; refuse, with a code, what is not one."""
    if len(content) > MAX_BYTES:
        raise FileRejected("file_too_big", limit_mb=MAX_BYTES // (1024 * 1024))
    text = decoded(content)
    first_line = 1
    named = SEPARATOR_LINE.match(text)
    if named:
        text, first_line = text[named.end() :], 2
    if not text.strip():
        raise FileRejected("file_empty")
    delimiter = named[1] if named else found_delimiter(text)
    rows: list[list[Cell]] = []
    lines: list[int] = []
    for line, record in records(text, delimiter, first_line):
        if len(record) > MAX_COLUMNS:
            if any(field.strip() for field in record[MAX_COLUMNS:]):
                raise FileRejected("too_many_columns", columns=len(record), limit=MAX_COLUMNS)
            del record[MAX_COLUMNS:]
        rows.append([*record])
        lines.append(line)
        if len(rows) > MAX_ROWS + HEADING_SEARCH and any(field.strip() for field in record):
            raise FileRejected("too_many_rows", limit=MAX_ROWS)
    drop_blank_end(rows)
    if not rows:
        raise FileRejected("file_empty")
    width = max(map(len, rows))
    padded = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    return Sheet("", padded, lines[: len(rows)])


def decoded(content: bytes) -> str:
    """Give the text of a file: UTF-16 by its mark, UTF-8 with or without one, else Windows-1252."""
    if not content:
        raise FileRejected("file_empty")
    text = first_that_fits(content)
    if "\0" in text:
        raise FileRejected("file_has_nul")
    text = text.rstrip("\x1a")
    if len(CONTROL_CHARACTERS.findall(text)) > len(text) // 100:
        raise FileRejected("file_not_text")
    return text


def first_that_fits(content: bytes) -> str:
    """Decode with the first encoding that the bytes obey."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise FileRejected("encoding_unknown")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise FileRejected("file_has_nul")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRejected("encoding_unknown")


def found_delimiter(text: str) -> str:
    """Give the delimiter that makes known headings, then equally long records, then long ones."""
    best, best_score = ",", (0, 0.0, 0)
    for delimiter in DELIMITERS:
        try:
            sample = [record for _, record in islice(records(text, delimiter, 1), SAMPLE_RECORDS) if any(record)]
        except FileRejected:
            continue
        if not sample:
            continue
        width, times = Counter(map(len, sample)).most_common(1)[0]
        known = max(sum(field_of(field) is not None for field in record) for record in sample)
        score = (known, times / len(sample), width)
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    return best


def records(text: str, delimiter: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line it begins on; a quoted field may hold line ends."""
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    reader = csv.reader(io.StringIO(ended + END, newline=""), delimiter=delimiter)
    line = first_line
    try:
        for record in reader:
            if record and record[-1].endswith(END):
                if record == [END]:
                    return
                raise FileRejected("quote_not_closed", line=line)
            yield line, record
            line = first_line + reader.line_num
    except csv.Error as fault:
        raise FileRejected("csv_broken", line=line) from fault
