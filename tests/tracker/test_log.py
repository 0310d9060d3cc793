"""The log: what must never reach the file, who may read it, and how long it is kept."""

import logging
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from tracker.errors import RuleBroken, StorageProblem
from tracker.log import CaseContent, DailyFile, Log, redact, start_log

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
log = logging.getLogger("tracker.of_this_test")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Log]:
    with start_log(tmp_path / "log") as running:
        yield running


def written(running: Log) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted(running.folder.iterdir()))


def a_record(message: str, at: datetime = NOON, *values: object) -> logging.LogRecord:
    record = logging.LogRecord("tracker.of_this_test", logging.INFO, __file__, 1, message, values, None)
    record.created = at.timestamp()
    return record


def test_a_line_says_when_in_london_which_part_and_what(tmp_path: Path) -> None:
    handler = DailyFile(tmp_path)
    handler.handle(a_record("done: CompleteMilestone", datetime(2026, 7, 1, 23, 30, tzinfo=UTC)))
    handler.close()
    line = (tmp_path / "undrift-2026-07-02.log").read_text(encoding="utf-8")
    assert line.startswith("2026-07-02 00:30:00.000+01:00 INFO ")
    assert line.endswith(" tracker.of_this_test: done: CompleteMilestone\n")


def test_a_reference_and_an_officer_logged_by_mistake_do_not_reach_the_file(started: Log) -> None:
    log.info("completed for %s by %s", "44NI/00305/26", "DC 3312 Patel")
    assert "completed for [reference] by [officer]" in written(started)
    assert "00305" not in written(started)
    assert "Patel" not in written(started)


@pytest.mark.parametrize(
    "reference",
    [
        "44NI/00305/26",
        "44ni/00305/26",
        "44NI/00305",
        "44NI-00305-26",
        "44NI 00305 26",
        "CR/2026/12345",
        "1234567/26",
        "20/123456/26",
        "2026/0123456A",
        "44260123456",
    ],
)
def test_references_as_forces_write_them(reference: str) -> None:
    said = redact(f"case {reference}, opened")
    assert not any(sign.isdigit() for sign in said)
    assert said.startswith("case [")
    assert said.endswith("], opened")


@pytest.mark.parametrize(
    "officer",
    [
        "DC 3312 Patel",
        "DS Khan",
        "A/DS 902 Ade",
        "T/DI O'Neill",
        "PC 77 van der Berg",
        "Ch Insp 4 Smith-Jones",
        "Detective Sergeant Ŵyn Evans",
        "PSI 12 al Amin",
        "Insp. McDonald",
        "DC 3312",
    ],
)
def test_officers_as_they_are_written(officer: str) -> None:
    assert redact(f"told {officer}; waiting") == "told [officer]; waiting"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("from a.person@force.example today", "from [e-mail] today"),
        ("postgresql+psycopg://undrift:hunter2@server/unit", "postgresql+psycopg://server/unit"),
        ("rang 07700 900123 twice", "rang [number] twice"),
        ("rang +447700900123 twice", "rang [number] twice"),
    ],
)
def test_addresses_passwords_and_numbers(text: str, safe: str) -> None:
    assert redact(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "done: CompleteMilestone",
        "job sweep: 12 new in 0.25 s",
        "case 019ab4c0f3e27a1b8c0d00001e2f3a4b5 touched",
        "opened at 2026-11-20 09:41:07.123+00:00",
        "clock due 20/11/2026, provisional",
        "schema v0001_first_tables is the newest",
        'File "tracker/storage/engine.py", line 101, in work',
        "BAIL-02 version 1 of 4",
        "opened postgresql://server:5432/unit",
    ],
)
def test_what_helps_to_find_a_fault_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.expects_log_warning
def test_case_content_is_never_written(started: Log) -> None:
    log.warning("row left out: %s", CaseContent("said at school that"))
    log.warning("rows left out: %r", [CaseContent("said at school that")])
    log.warning(f"row left out: {CaseContent('said at school that'):>40}")  # noqa: G004 - the mistake this is about
    assert "school" not in written(started)
    assert written(started).count("[case content]") == 3


@pytest.mark.expects_log_warning
def test_an_error_is_written_with_its_place_and_kind_but_without_its_values(started: Log) -> None:
    values = ["said at school that", "the Smith matter"]

    def fail() -> None:
        try:
            int(values[0])
        except ValueError as error:
            raise RuleBroken("reference_in_use", reference=values[1]) from error

    try:
        fail()
    except RuleBroken as broken:
        log.exception("not done: %s", broken)  # noqa: TRY401 - as somebody may write it
    text = written(started)
    assert "not done: reference_in_use\n" in text
    assert "ValueError: [left out]\ncause of:\n" in text
    assert "tracker.errors.RuleBroken: reference_in_use\n" in text
    assert "in fail" in text
    assert "school" not in text
    assert "Smith matter" not in text


def test_the_record_stays_whole_for_others(started: Log, caplog: pytest.LogCaptureFixture) -> None:
    log.warning("about %s", "44NI/00305/26")
    assert caplog.messages == ["about 44NI/00305/26"]


@pytest.mark.expects_log_warning
def test_what_the_interpreter_and_sqlite_say_of_code_and_tables_is_kept(started: Log) -> None:
    for fault in (
        AttributeError("'NoneType' object has no attribute 'due'"),
        sqlcipher3.dbapi2.OperationalError("no such table: clock"),
        StorageProblem("disk_full", place="somewhere"),
        PermissionError(13, "Permission denied", "a file"),
    ):
        log.error("failed", exc_info=fault)
    text = written(started)
    for words in ("no attribute 'due'", "no such table: clock", "StorageProblem: disk_full", "Permission denied"):
        assert words in text


@pytest.mark.expects_log_warning
def test_an_error_that_is_its_own_cause_ends(started: Log) -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    log.error("failed", exc_info=first)
    assert written(started).count("[left out]") == 2


def test_a_text_cannot_pass_itself_off_as_another_line(started: Log) -> None:
    log.info("read %s", "a file\n2026-11-20 09:00:00 INFO 1 tracker.bootstrap: done: CloseCase")
    assert len(written(started).splitlines()) == 1


def test_a_message_whose_values_do_not_fit_is_written_without_them(tmp_path: Path) -> None:
    handler = DailyFile(tmp_path)
    handler.handle(a_record("two %s of %s", NOON, "only one, of a case"))
    handler.close()
    assert next(tmp_path.iterdir()).read_text(encoding="utf-8").endswith(": two %s of %s [left out]\n")


def test_the_owner_alone_may_read_it(started: Log) -> None:
    log.info("a line")
    file = next(started.folder.iterdir())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(started.folder.stat().st_mode) == 0o700


def test_each_day_has_its_file_and_seven_are_kept(tmp_path: Path) -> None:
    (tmp_path / "somebody's own.log").write_text("")
    handler = DailyFile(tmp_path)
    for days in range(10):
        handler.handle(a_record(f"day {days}", NOON + timedelta(days=days)))
    handler.close()
    logs = sorted(file.name for file in tmp_path.glob("undrift-*.log"))
    assert logs == [f"undrift-2026-11-{day}.log" for day in range(23, 30)]
    assert "day 9\n" in (tmp_path / logs[-1]).read_text(encoding="utf-8")
    assert (tmp_path / "somebody's own.log").exists()


def test_the_files_of_a_program_that_did_not_run_for_a_while_go_at_its_start(tmp_path: Path) -> None:
    (tmp_path / "undrift-2026-11-13.log").write_text("old")
    (tmp_path / "undrift-2026-11-14.log").write_text("kept")
    handler = DailyFile(tmp_path)
    handler.handle(a_record("now"))
    handler.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["undrift-2026-11-14.log", "undrift-2026-11-20.log"]


def test_two_that_cross_midnight_together_lose_nothing(tmp_path: Path) -> None:
    window, watch = DailyFile(tmp_path), DailyFile(tmp_path)
    for at in (NOON, NOON + timedelta(days=1)):
        window.handle(a_record("of the window", at))
        watch.handle(a_record("of the watch", at))
    for handler in (window, watch):
        handler.close()
    for file in tmp_path.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "of the window" in text
        assert "of the watch" in text


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    with start_log(tmp_path / "log") as running:
        log.info("a line")
        assert running.problem
        (tmp_path / "log").unlink()
        log.info("another line")
        assert not running.problem
        assert "another line" in written(running)
    assert capsys.readouterr().err == ""


@pytest.mark.expects_log_warning
def test_libraries_are_only_heard_when_they_warn(started: Log) -> None:
    logging.getLogger("sqlalchemy.engine").info("SELECT everything")
    logging.getLogger("apscheduler.executors").warning("a warning")
    log.info("ours")
    log.debug("too much")
    text = written(started)
    assert "SELECT" not in text
    assert "a warning" in text
    assert "ours" in text
    assert "too much" not in text


def test_debugging_says_more_of_ours_only(tmp_path: Path) -> None:
    with start_log(tmp_path, debug=True) as running:
        log.debug("a detail")
        logging.getLogger("sqlalchemy.engine").debug("SELECT everything")
    assert "a detail" in written(running)
    assert "SELECT" not in written(running)


def test_a_log_that_was_stopped_leaves_everything_as_it_was(tmp_path: Path) -> None:
    before = (logging.getLogger().handlers[:], logging.getLogger("tracker").level)
    with start_log(tmp_path):
        pass
    log.info("after")
    assert (logging.getLogger().handlers, logging.getLogger("tracker").level) == before
    assert list(tmp_path.iterdir()) == []
