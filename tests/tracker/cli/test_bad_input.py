"""What is wrong is refused in one line with the exit code that was promised, and nothing is changed."""

import getpass
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from tests.databases import KEY
from tests.tracker.cli.bad_files import a_workbook_with_a_password, an_old_workbook
from tests.tracker.cli.command import EXAMPLE, Command, everything_below
from tests.tracker.intake.files import a_workbook
from tracker.cli.main import main
from tracker.storage.sqlite_engine import connect

WITH_A_DATABASE = (
    ("import", EXAMPLE),
    ("tick",),
    ("alerts",),
    ("status",),
    ("explain", "44NI/00305/26"),
    ("report", "list"),
    ("report", "weekly", "--out", "paper.pdf"),
    ("report", "reprint", "WD-2026-0001", "--out", "paper.pdf"),
)
NO_WORKBOOK = "This is not an Excel workbook: open it in the spreadsheet and save it as .xlsx."
FILES: tuple[tuple[str, bytes, str], ...] = (
    ("notes.xlsx", b"hello", NO_WORKBOOK),
    ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NO_WORKBOOK),
    ("tracker.xlsx", a_workbook_with_a_password(), "The workbook has a password: save a copy without one."),
    ("tracker.csv", a_workbook_with_a_password(), "The workbook has a password: save a copy without one."),
    ("tracker.xls", an_old_workbook(), "An old Excel workbook (.xls): save it as .xlsx."),
    ("tracker.xlsx", b"", "The file is empty."),
    ("tracker.csv", b"", "The file is empty."),
    ("tracker.csv", b" \r\n\r\n", "The file is empty."),
    ("tracker.xlsx", a_workbook([]), "The workbook holds nothing to read."),
    ("tracker.xlsx", a_workbook([["a", "b"], [1, 2]])[:700], "The workbook is damaged"),
    ("tracker.csv", b"Crime Ref,Date Rptd\r\n\x00\x00\x00", "This is not a text file: it holds NUL bytes."),
    (
        "tracker.csv",
        b"apples,pears\r\n1,2\r\n",
        "No column for Crime reference was found among: apples, pears. Say which in a mapping.",
    ),
    ("tracker.csv", b'Crime Ref,Date Rptd\r\n"44NI/1/26,14/09/2026\r\n', "A quotation mark opened in line 2"),
)


@pytest.mark.parametrize(("name", "content", "reason"), FILES, ids=[f"{one[0]}: {one[2]}" for one in FILES])
def test_a_file_that_is_no_tracker(
    undrift: Command, empty: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    before = everything_below(empty.parent)
    for more in ((), ("--dry-run", "--json")):
        ran = undrift("import", file, "--db", empty, *more)
        assert ran.code == 2
        assert ran.reason().startswith(reason)
    copies = {name for name in everything_below(empty.parent) if name.startswith("unit-copies/")}
    assert copies == set()
    assert everything_below(empty.parent) == before


def test_a_file_that_is_too_big(undrift: Command, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "tracker.csv"
    with file.open("wb") as large:
        large.truncate(50 * 1024 * 1024 + 1)
    ran = undrift("import", file, "--db", empty)
    assert (ran.code, ran.reason()) == (2, "The file is larger than 50 MB.")


@pytest.mark.parametrize("name", ["nothing here.xlsx", "a\nfile.xlsx", ""])
def test_a_file_that_cannot_be_opened(undrift: Command, empty: Path, tmp_path: Path, name: str) -> None:
    ran = undrift("import", tmp_path / name, "--db", empty)
    assert ran.code == 3
    assert ran.reason().split(":")[0] in {"No such file or directory", "Is a directory"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"[columns]\nreference = 'No such'\n", "The mapping names the column No such"),
        (b"[columns]\nnonsense = 'Crime Ref'\n", "The mapping file is wrong at"),
        (b"{", "The mapping file is neither TOML nor JSON."),
    ],
)
def test_a_mapping_that_does_not_fit(undrift: Command, empty: Path, tmp_path: Path, text: bytes, reason: str) -> None:
    mapping = tmp_path / "mapping"
    mapping.write_bytes(text)
    ran = undrift("import", EXAMPLE, "--mapping", mapping, "--db", empty)
    assert ran.code == 2
    assert ran.reason().startswith(reason)


@pytest.mark.parametrize(
    "words", [*WITH_A_DATABASE, ("watch",)], ids=lambda words: " ".join(str(word) for word in words[:2])
)
def test_no_such_database(undrift: Command, tmp_path: Path, words: tuple[object, ...]) -> None:
    ran = undrift(*words, "--db", tmp_path / "none.db")
    assert (ran.code, ran.reason()) == (3, f"There is no database at {tmp_path / 'none.db'}.")
    assert list(tmp_path.glob("*.db")) == []


@pytest.mark.parametrize("words", WITH_A_DATABASE, ids=lambda words: " ".join(str(word) for word in words[:2]))
def test_an_account_without_an_officer(
    undrift: Command, worked: Path, words: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "stranger")
    before = everything_below(worked.parent)
    ran = undrift(*words, "--db", worked)
    assert ran.code == 2
    assert ran.reason() == "No officer is bound to the account stranger, so it may not do this here."
    assert everything_below(worked.parent) == before


def of_a_newer_program(place: Path) -> None:
    connection = connect(place, KEY)
    connection.execute("UPDATE schema_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def cut_short(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def without_a_key(place: Path) -> None:
    place.with_name("unit.db.key").unlink()


def with_another_key(place: Path) -> None:
    place.with_name("unit.db.key").write_text("ab" * 32, encoding="ascii")


def with_a_torn_key(place: Path) -> None:
    place.with_name("unit.db.key").write_text("zz", encoding="ascii")


def some_text(place: Path) -> None:
    place.with_name("unit.db.key").unlink()
    place.write_text("This is a letter. " * 100, encoding="utf-8")


def empty_file(place: Path) -> None:
    place.write_bytes(b"")


def somebody_elses(place: Path) -> None:
    place.unlink()
    connection = sqlcipher3.dbapi2.connect(str(place))
    connection.execute("CREATE TABLE stamps (country TEXT)")
    connection.close()


def a_folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (of_a_newer_program, "has schema 9999; this program knows 0001. Install the newer program."),
        (cut_short, "is damaged. Restore the newest copy."),
        (without_a_key, "is neither in the key store nor in a key file. Use the recovery code."),
        (with_another_key, "does not open: it is no Undrift database, or the key is another database's."),
        (with_a_torn_key, "Use the recovery code."),
        (some_text, "is neither in the key store nor in a key file. Use the recovery code."),
        (empty_file, "has not been set up for Undrift."),
        (somebody_elses, "has not been set up for Undrift."),
        (a_folder, "does not open: it is no Undrift database, or the key is another database's."),
    ],
)
def test_a_database_that_cannot_be_opened(
    undrift: Command, worked: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    spoil(worked)
    before = everything_below(worked.parent)
    for words in (("tick",), ("watch",), ("import", EXAMPLE), ("alerts", "--json")):
        ran = undrift(*words, "--db", worked)
        assert ran.code == 3
        assert ran.reason().endswith(reason)
        assert str(worked) in ran.reason()
    now = everything_below(worked.parent)
    assert {name: digest for name, digest in now.items() if not name.endswith(("-shm", "-wal"))} == before


@pytest.mark.parametrize("word", ["tick", "watch"])
def test_a_server_that_does_not_answer(undrift: Command, word: str) -> None:
    ran = undrift(word, "--db", "postgresql://undrift:secret@127.0.0.1:1/unit")
    assert ran.code == 3
    assert ran.reason().startswith("The database server does not answer")
    assert "secret" not in ran.reason()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("improt", "x"), "invalid choice: 'improt'"),
        (("import",), "the following arguments are required: file"),
        (("import", "x", "--date-order", "dmx"), "invalid choice: 'dmx'"),
        (("tick", "--as-of", "yesterday"), "'yesterday' is no date; write it as 2026-11-20"),
        (("alerts", "--as-of", "2026-11-31"), "'2026-11-31' is no date"),
        (("report", "weekly", "--out", "x.pdf", "--week", "0001-W01"), "'0001-W01' lies before any case"),
        (("alerts", "more"), "unrecognized arguments: more"),
        (("init", "--nation", "scotland"), "scotland"),
        (("demo", "--cases", "-1"), "'-1' is no number; write 0 or more"),
        (("demo", "--cases", "many"), "'many' is no number; write 0 or more"),
        (("--jsn",), ""),
    ],
)
def test_wrong_words(undrift: Command, words: tuple[str, ...], reason: str) -> None:
    ran = undrift(*words)
    assert ran.code == 2
    assert reason in ran.reason()
    assert "--help` lists the words." in ran.reason()


def test_help_is_no_error(undrift: Command) -> None:
    for words in (("--help",), ("import", "--help"), ("report", "weekly", "--help")):
        ran = undrift(*words)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("usage: undrift")


def test_a_settings_file_that_is_wrong_is_named_with_its_line(undrift: Command, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("force = 'Northshire'\nidle_minutes = 'ten'\n", encoding="utf-8")
    ran = undrift("status")
    assert ran.code == 2
    assert ran.reason().startswith(f"{home / 'settings.toml'}, line 2: idle_minutes")


def test_a_fault_of_ours_is_one_line_unless_it_is_asked_for(
    undrift: Command, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise KeyError("clock_id")

    monkeypatch.setattr("tracker.cli.date_commands.shipped_rules", broken)
    ran = undrift("due", "BAIL-02", "--from", "2024-08-30")
    assert ran.code == 3
    assert ran.reason() == "a fault of the program (KeyError). Run it again with --debug to see it whole."
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    with pytest.raises(KeyError):
        main(["--debug", "due", "BAIL-02", "--from", "2024-08-30"])
