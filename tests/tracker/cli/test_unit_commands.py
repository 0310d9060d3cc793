"""`init`: an empty, encrypted unit with its first officer; `selfcheck`: what the program needs is there and whole."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from tests.fakes import StoppedTime
from tests.tracker.cli.command import Command, core_of, everything_below
from tracker.rows.caseload import CaseloadQuestion
from tracker.storage.tables import audit_entry, clock
from tracker.terms import Role

PLAIN_HEADER = b"SQLite format 3\0"


def test_init_makes_an_encrypted_unit_for_the_account(undrift: Command, tmp_path: Path, time: StoppedTime) -> None:
    place = tmp_path / "new folder" / "unit.db"
    made = undrift("init", "--db", place, "--unit", "Unit South", "--nation", "wales", "--json").document()
    assert (made["database"], made["unit"], made["nation"]) == (str(place), "Unit South", "wales")
    assert made["key_kept_in"] == "key_file"
    assert len(made["recovery_code"].split("-")) == 6
    assert not place.read_bytes().startswith(PLAIN_HEADER)
    for file in place.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    with core_of(place, time) as core:
        person = core.person
        assert person is not None
        assert person.roles == {Role.ADMINISTRATOR, Role.UNIT_HEAD}
        assert (person.unit, person.demo) == ("Unit South", False)
        assert core.ask(CaseloadQuestion(person.officer_id)).rows == ()


def test_init_says_where_the_key_is_and_the_code_once(undrift: Command, tmp_path: Path) -> None:
    ran = undrift("init", "--db", tmp_path / "unit.db")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"Made {tmp_path / 'unit.db'} for Child abuse investigation unit."
    assert "no key store" in lines[2]
    assert lines[3].startswith("Recovery code, shown only now: ")


def test_init_without_a_place_uses_the_accounts_own(undrift: Command, home: Path) -> None:
    assert undrift("init").code == 0
    assert (home / "undrift.db").is_file()
    assert undrift("status", "--json").document()["open_cases"] == 0


def test_init_does_not_touch_a_unit_that_is_there(undrift: Command, imported: Path) -> None:
    before = everything_below(imported.parent)
    ran = undrift("init", "--db", imported)
    assert ran.code == 3
    assert ran.reason() == f"There is something at {imported} already."
    assert everything_below(imported.parent) == before


def test_init_on_a_server_asks_for_no_key(undrift: Command, postgres_url: str) -> None:
    made = undrift("init", "--db", postgres_url, "--json").document()
    assert "recovery_code" not in made
    assert undrift("init", "--db", postgres_url).code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("init",),
        ("demo",),
        ("alerts", "--json"),
        ("backup",),
        ("restore", "a-copy.db"),
        ("recover-key",),
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "postgresql://unit:made-up-secret@127.0.0.1:1/unit",
        "postgresql://unit:made-up-secret@[::1/unit",
        "postgresql://unit:made-up-secret@127.0.0.1:port/unit",
        "mysql://unit:made-up-secret@127.0.0.1/unit",
    ],
)
def test_no_refusal_repeats_a_password(undrift: Command, home: Path, words: tuple[str, ...], place: str) -> None:
    ran = undrift(*words, "--db", place)
    assert "made-up-secret" not in ran.reason()
    assert "fault of the program" not in ran.reason()
    assert not any("made-up-secret" in log.read_text() for log in home.rglob("*.log"))


def test_what_was_made_on_a_server_is_said_without_its_password(undrift: Command, postgres_url: str) -> None:
    place = make_url(postgres_url).set(password="made-up-secret").render_as_string(hide_password=False)
    ran = undrift("init", "--db", place)
    assert (ran.code, "made-up-secret" in ran.out + ran.err) == (0, False)


def test_selfcheck_looks_at_everything(undrift: Command, imported: Path) -> None:
    found = undrift("selfcheck", "--db", imported, "--json").document()
    assert found["ok"] is True
    by_name = {one["what"]: one for one in found["findings"]}
    assert {one["state"] for one in found["findings"]} == {"ok"}
    assert {"resources", "fonts", "limits and plans", "database", "audit trail"} <= by_name.keys()
    assert "known to" in by_name["calendar: England and Wales working days"]["detail"]
    assert "announced to" in by_name["calendar: England and Wales working days"]["detail"]
    assert by_name["database"]["detail"].endswith("schema 0001")


def test_selfcheck_without_a_database_looks_at_the_program(undrift: Command) -> None:
    ran = undrift("selfcheck")
    assert (ran.code, ran.err) == (0, "")
    assert "database" not in ran.out


def test_selfcheck_says_that_a_database_is_missing(undrift: Command, tmp_path: Path) -> None:
    ran = undrift("selfcheck", "--db", tmp_path / "none.db", "--json")
    assert ran.code == 1
    wrong = [one for one in ran.document()["findings"] if one["state"] == "wrong"]
    assert [(one["what"], one["detail"]) for one in wrong] == [
        ("database", f"There is no database at {tmp_path / 'none.db'}.")
    ]


def test_selfcheck_finds_an_audit_trail_that_was_tampered_with(
    undrift: Command, imported: Path, time: StoppedTime
) -> None:
    with core_of(imported, time) as core, core.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_not_changed")
        place = connection.execute(select(audit_entry.c.place).order_by(audit_entry.c.place)).scalars().all()[5]
        connection.execute(audit_entry.update().where(audit_entry.c.place == place).values(action="something_else"))
    ran = undrift("selfcheck", "--db", imported, "--json")
    assert ran.code == 1
    trail = next(one for one in ran.document()["findings"] if one["what"] == "audit trail")
    assert (trail["state"], trail["detail"].startswith(f"not whole at entry {place}")) == ("wrong", True)


def test_selfcheck_names_the_limits_that_clocks_run_under_and_no_file_has(
    undrift: Command, imported: Path, time: StoppedTime
) -> None:
    with core_of(imported, time) as core, core.database.write() as connection:
        some = select(clock.c.limit_id).where(clock.c.state == "running").limit(1).scalar_subquery()
        connection.execute(clock.update().where(clock.c.limit_id == some).values(limit_id="FORCE-01"))
    ran = undrift("selfcheck", "--db", imported, "--json")
    assert ran.code == 1
    (wrong,) = (one for one in ran.document()["findings"] if one["state"] == "wrong")
    assert wrong["what"] == "limits of the clocks"
    assert "under FORCE-01, which the limits here do not have" in wrong["detail"]
    assert undrift("tick", "--db", imported).code == 0
