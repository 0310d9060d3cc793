"""`import`: a dry run changes nothing, the real one adds up with every row accounted for, a second has no effect."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.fakes import StoppedTime
from tests.tracker.cli.command import EXAMPLE, Command, core_of, everything_below
from tests.tracker.intake.files import a_csv, a_workbook
from tracker.storage.tables import audit_entry, case_record, import_batch

PARTS = ("added", "updated", "unchanged", "conflict", "rejected", "skipped")
HEADS = ("Crime Ref", "OIC", "Date Rptd", "Type", "VRI done")
ROWS = (
    ("44NI/00001/26", "DC 3312 Patel", "14/09/2026", "Rape", "21/09/2026"),
    ("44NI/00002/26", "", "25/09/2026", "Neglect", ""),
)


def adds_up(answer: Mapping[str, Any]) -> bool:
    return bool(answer["read"] == sum(answer[part] for part in PARTS))


def numbers(answer: Mapping[str, Any]) -> dict[str, int]:
    return {name: answer[name] for name in ("read", *PARTS)}


def lines_with(answer: Mapping[str, Any], effect: str) -> set[int]:
    return {problem["line"] for problem in answer["problems"] if problem["effect"] == effect}


def a_file(folder: Path, *rows: tuple[str, ...], name: str = "tracker.csv", heads: tuple[str, ...] = HEADS) -> Path:
    path = folder / name
    path.write_bytes(a_csv([heads, *rows]))
    return path


def test_a_dry_run_adds_up_and_changes_nothing(undrift: Command, empty: Path) -> None:
    before = everything_below(empty.parent)
    answer = undrift("import", EXAMPLE, "--db", empty, "--dry-run", "--json").document()
    assert adds_up(answer)
    assert (answer["dry_run"], answer["updated"], answer["unchanged"], answer["conflict"]) == (True, 0, 0, 0)
    assert answer["added"] > 250
    assert everything_below(empty.parent) == before


def test_the_real_import_does_what_the_dry_run_said(undrift: Command, empty: Path, time: StoppedTime) -> None:
    dry = undrift("import", EXAMPLE, "--db", empty, "--dry-run", "--json").document()
    answer = undrift("import", EXAMPLE, "--db", empty, "--json").document()
    assert numbers(answer) == numbers(dry)
    assert answer["problems"] == dry["problems"]
    assert answer["officers_added"]
    with core_of(empty, time) as core, core.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(case_record)).scalar_one() == answer["added"]
        by_action = Counter(connection.execute(select(audit_entry.c.action)).scalars())
    assert (by_action["import_case"], by_action["import_cases"]) == (answer["added"], 1)


def test_every_rejected_and_skipped_row_has_its_line_column_and_reason(undrift: Command, empty: Path) -> None:
    answer = undrift("import", EXAMPLE, "--db", empty, "--dry-run", "--json").document()
    assert len(lines_with(answer, "row_rejected")) == answer["rejected"] > 0
    assert len(lines_with(answer, "row_skipped")) == answer["skipped"] > 0
    for problem in answer["problems"]:
        assert problem["line"] > 0
        assert problem["reason"], problem
        if problem["effect"] in {"row_rejected", "cell_left_empty"}:
            assert problem["column"] in answer["columns"].values(), problem
    rejected = [problem for problem in answer["problems"] if problem["effect"] == "row_rejected"]
    assert {problem["reason"] for problem in rejected} >= {"No crime reference", "There is no such day"}


def test_a_second_import_changes_nothing(undrift: Command, imported: Path, time: StoppedTime) -> None:
    with core_of(imported, time) as core, core.database.read() as connection:
        cases = connection.execute(select(case_record).order_by(case_record.c.id)).all()
        batches = connection.execute(select(func.count()).select_from(import_batch)).scalar_one()
    answer = undrift("import", EXAMPLE, "--db", imported, "--json").document()
    assert adds_up(answer)
    assert (answer["added"], answer["updated"], answer["conflict"]) == (0, 0, 0)
    assert answer["unchanged"] == len(cases)
    with core_of(imported, time) as core, core.database.read() as connection:
        assert connection.execute(select(case_record).order_by(case_record.c.id)).all() == cases
        assert connection.execute(select(func.count()).select_from(import_batch)).scalar_one() == batches


def test_a_copy_from_before_is_kept_and_opens(
    undrift: Command, empty: Path, tmp_path: Path, time: StoppedTime, home: Path
) -> None:
    for number in (1, 2):
        file = a_file(tmp_path, (f"44NI/0000{number}/26", "", "14/09/2026", "Rape", "21/09/2026"))
        answer = undrift("import", file, "--db", empty, "--json").document()
        assert answer["added"] == 1
        copy = Path(answer["copy"])
        assert copy.is_file()
        copy.with_name(f"{copy.name}.key").write_bytes(empty.with_name("unit.db.key").read_bytes())
        with core_of(copy, time) as core, core.database.read() as connection:
            held = connection.execute(select(func.count()).select_from(case_record)).scalar_one()
        assert held == number - 1


def test_strict_tells_of_rejected_rows_by_its_exit_code(undrift: Command, empty: Path, tmp_path: Path) -> None:
    assert undrift("import", EXAMPLE, "--db", empty, "--dry-run").code == 0
    ran = undrift("import", EXAMPLE, "--db", empty, "--dry-run", "--strict", "--json")
    assert ran.code == 1
    assert ran.document()["rejected"] > 0
    assert undrift("import", a_file(tmp_path, *ROWS), "--db", empty, "--strict").code == 0


def test_in_words_every_problem_has_its_line(undrift: Command, empty: Path) -> None:
    ran = undrift("import", EXAMPLE, "--db", empty, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].split() == ["read", *PARTS]
    read, *others = (int(number) for number in lines[1].split())
    assert read == sum(others)
    assert lines[2] == "Dry run: nothing was changed."
    assert any("There is no such day" in line for line in lines)


def test_what_changed_in_the_file_is_brought_over_and_what_changed_here_is_not(
    undrift: Command, empty: Path, tmp_path: Path, time: StoppedTime
) -> None:
    undrift("import", a_file(tmp_path, *ROWS), "--db", empty)
    with core_of(empty, time) as core, core.database.write() as connection:
        table = case_record
        connection.execute(table.update().where(table.c.reference == "44NI/00001/26").values(risk="high"))
    heads = (*HEADS, "Risk")
    changed = a_file(tmp_path, (*ROWS[0], "Low"), ("44NI/00002/26", "DC 3312 Patel", *ROWS[1][2:], "Low"), heads=heads)
    answer = undrift("import", changed, "--db", empty, "--json").document()
    assert adds_up(answer)
    assert (answer["updated"], answer["conflict"]) == (1, 1)
    (conflict,) = [problem for problem in answer["problems"] if problem["effect"] == "row_conflict"]
    assert (conflict["line"], conflict["column"]) == (2, "Risk")
    assert conflict["reason"] == "Changed here since the last import. Here: high. In the file: low"


def test_a_mapping_says_which_column_is_which(undrift: Command, empty: Path, tmp_path: Path) -> None:
    file = a_file(tmp_path, *(row[:3] for row in ROWS), heads=("No", "Who", "When it came"))
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\nreference = "No"\noic = "Who"\nreported_on = "When it came"\n', encoding="utf-8")
    answer = undrift("import", file, "--mapping", mapping, "--db", empty, "--dry-run", "--json").document()
    assert (answer["added"], answer["columns"]["reported_on"]) == (2, "When it came")


def test_dates_that_fit_two_orders_are_asked_for(undrift: Command, empty: Path, tmp_path: Path) -> None:
    file = a_file(tmp_path, ("44NI/00001/26", "", "03/04/2026", "Rape", ""))
    ran = undrift("import", file, "--db", empty)
    assert ran.code == 2
    assert ran.reason().startswith("Dates in Date Rptd fit two orders, such as 03/04/2026. Say which with --date-order")
    answer = undrift("import", file, "--db", empty, "--date-order", "dmy", "--json").document()
    assert answer["added"] == 1


def test_a_named_sheet_is_read(undrift: Command, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(a_workbook([HEADS, *ROWS], name="Live"))
    words = ("import", file, "--db", empty, "--dry-run", "--json", "--sheet")
    assert undrift(*words, "live").document()["sheet"] == "Live"
    refused = undrift(*words, "Nov")
    assert (refused.code, refused.reason()) == (2, "There is no sheet Nov. There are: Live.")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_rows_in_both_formats(undrift: Command, empty: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"tracker.{ending}"
    file.write_bytes(a_csv([HEADS, *ROWS]) if ending == "csv" else a_workbook([HEADS, *ROWS]))
    answer = undrift("import", file, "--db", empty, "--json").document()
    assert numbers(answer) == dict.fromkeys(PARTS, 0) | {"read": 2, "added": 2}


def test_a_server_takes_the_same_and_keeps_no_copy_here(undrift: Command, postgres_url: str) -> None:
    assert undrift("init", "--db", postgres_url).code == 0
    answer = undrift("import", EXAMPLE, "--db", postgres_url, "--json").document()
    assert adds_up(answer)
    assert answer["copy"] == ""
    assert undrift("import", EXAMPLE, "--db", postgres_url, "--json").document()["unchanged"] == answer["added"]
    ticked = undrift("tick", "--db", postgres_url, "--json").document()
    assert [one["failure"] for one in ticked["ran"]] == [""] * len(ticked["ran"])
    alerts = undrift("alerts", "--db", postgres_url, "--json").document()
    assert len({alert["alert_id"] for alert in alerts}) == len(alerts) > 0
