"""Spreadsheets that come in through the window, and the answers to what an import asks."""

from pathlib import Path
from typing import Any

from tests.tracker.intake.files import a_csv
from tracker.actions.import_cases import ImportCases, Imported
from tracker.changes import Changes
from tracker.intake.preview import ExistingCase, ImportPreview, ImportPreviewQuestion, preview
from tracker.rows.column_choice import ColumnChoice, ColumnChoiceQuestion

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "unit-tracker.xlsx"
HEADS = ("Crime Ref", "Date Rptd", "OIC", "Risk", "Medical", "Med", "Colour")
#: one row to add, with a cell that cannot be read; one unchanged, one that changes, one in conflict, one rejected
ROWS = (
    ("44NI/00901/26", "14/09/2026", "DC 3312 Patel", "purple", "", "", "blue"),
    ("44NI/00902/26", "15/09/2026", "DC 3312 Patel", "Low", "", "", ""),
    ("44NI/00903/26", "16/09/2026", "DC 3312 Patel", "Very high", "", "", ""),
    ("44NI/00904/26", "17/09/2026", "DC 77 Novak", "Medium", "", "", ""),
    ("44NI/00905/26", "tbc", "", "Low", "", "", ""),
)


def a_file(folder: Path, *rows: tuple[str, ...], name: str = "tracker.csv") -> Path:
    """Write a CSV file, the usual one where no rows are given."""
    path = folder / name
    path.write_bytes(a_csv(rows or (HEADS, *ROWS)))
    return path


def here_already() -> dict[str, ExistingCase]:
    """Three of the cases as they are here: as in the file, as before the file, and changed here meanwhile."""
    same = {"oic": "DC 3312 Patel", "reported_on": "2026-09-15", "risk": "low"}
    before = {"oic": "DC 3312 Patel", "reported_on": "2026-09-16", "risk": "high"}
    here = {"oic": "DC 2207 Hughes", "reported_on": "2026-09-17", "risk": "medium"}
    return {
        "44NI/00902/26": ExistingCase("case-2", 1, same, same),
        "44NI/00903/26": ExistingCase("case-3", 1, before, before),
        "44NI/00904/26": ExistingCase("case-4", 1, here, before | {"reported_on": "2026-09-17"}),
    }


def import_answers() -> dict[type, Any]:
    """Answer as a unit would that has three of the cases already."""

    def previewed(asked: ImportPreviewQuestion | ImportCases) -> ImportPreview:
        left_out = asked.left_out if isinstance(asked, ImportCases) else ()
        return preview(asked.reading, here_already(), left_out=left_out)

    def imported(asked: ImportCases) -> Changes:
        return Changes.of(case=None, result=Imported(previewed(asked), ("DC 77 Novak",)))

    return {ColumnChoiceQuestion: ColumnChoice(), ImportPreviewQuestion: previewed, ImportCases: imported}
