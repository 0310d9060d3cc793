"""Rejected rows as a CSV file, to be corrected and imported by itself."""

import csv
import io

from tracker.intake.reading import FileReading
from tracker.intake.reasons import reason

#: A spreadsheet would run a cell that begins with one of these.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def rejected_rows_as_csv(reading: FileReading) -> bytes:
    """Give the rejected rows under their own headings, each with why it was rejected, as a spreadsheet opens it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([*map(harmless, reading.headings), "Line", "Why rejected"])
    for row in reading.rejected:
        why = "; ".join(f"{problem.column}: {reason(problem)}" for problem in row.problems)
        writer.writerow([*map(harmless, row.cells), row.line, why])
    return target.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Give a text so that a spreadsheet shows it and does not run it."""
    return f"'{text}" if text.startswith(RUNS) else text
