"""`import`: the unit's own spreadsheet comes in, with every row accounted for."""

import argparse
from pathlib import Path
from typing import cast

from tracker import wording
from tracker.actions.import_cases import ImportCases, Imported
from tracker.bootstrap import Tracker
from tracker.cli.opening import add_database, add_json, opened, who
from tracker.cli.output import say, say_columns, say_json
from tracker.intake.date_text import DateOrder
from tracker.intake.mapping_file import load_mapping
from tracker.intake.preview import ImportPreview, ImportPreviewQuestion
from tracker.intake.reading import FileReading, read_file
from tracker.intake.reasons import reason
from tracker.intake.sheet import MAX_BYTES

NUMBERS = ("read", "added", "updated", "unchanged", "conflict", "rejected", "skipped")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    words = commands.add_parser("import", help="take in the unit's own spreadsheet")
    words.add_argument("file", type=Path, help="an .xlsx or .csv file, one row a crime")
    words.add_argument("--mapping", type=Path, help="a file that says which column is which")
    words.add_argument("--sheet", help="the sheet of the workbook; else the one with the most known headings")
    words.add_argument("--date-order", choices=[order.value for order in DateOrder], help="the order of 03/04/2025")
    words.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    words.add_argument("--strict", action="store_true", help="exit with 1 where a row was rejected")
    add_database(words)
    add_json(words)
    words.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> int:
    """Import a file, or say what an import would do."""
    with opened(options) as tracker:
        reading = _read(options, tracker)
        copy = ""
        officers: tuple[str, ...] = ()
        if options.dry_run:
            found = tracker.ask(ImportPreviewQuestion(who(tracker).officer_id, reading))
        else:
            copy = tracker.copy_before("import")
            imported = cast(Imported, tracker.do(ImportCases(who(tracker).officer_id, reading)).result)
            found, officers = imported.preview, imported.officers_added
    if options.json:
        say_json(_document(found, officers, copy, dry_run=options.dry_run))
    else:
        _say(found, officers, copy, dry_run=options.dry_run)
    return 1 if options.strict and found.counts()["rejected"] else 0


def _read(options: argparse.Namespace, tracker: Tracker) -> FileReading:
    with options.file.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    mapping = load_mapping(options.mapping.read_bytes()) if options.mapping else None
    return read_file(
        content,
        options.file.name,
        mapping=mapping,
        sheet=options.sheet,
        date_order=options.date_order,
        today=tracker.time.today(),
    )


def _document(found: ImportPreview, officers: tuple[str, ...], copy: str, *, dry_run: bool) -> dict[str, object]:
    problems = [
        {"line": one.line, "column": one.column, "value": one.value, "reason": reason(one), "effect": one.effect}
        for one in found.problems()
    ]
    columns = {str(field): label for field, label in found.reading.mapping.columns.items()}
    return {
        **found.counts(), "dry_run": dry_run, "sheet": found.reading.sheet, "columns": columns,
        "officers_added": officers, "copy": copy, "problems": problems,
    }  # fmt: skip


def _say(found: ImportPreview, officers: tuple[str, ...], copy: str, *, dry_run: bool) -> None:
    counts = found.counts()
    say_columns(NUMBERS, [[str(counts[name]) for name in NUMBERS]])
    if dry_run:
        say("Dry run: nothing was changed.")
    elif copy:
        say(f"A copy from before the import is kept in {copy}")
    if officers:
        say(f"{wording.count_of(len(officers), 'officer')} added: {', '.join(officers)}")
    rows = [(str(one.line), one.column, one.value, reason(one)) for one in found.problems()]
    if rows:
        say_columns(("line", "column", "value", "reason"), rows)
