"""Settings: what is read, who wins, what is refused and in which words."""

import stat
from dataclasses import Field, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker import wording
from tracker.errors import RuleBroken, StorageProblem
from tracker.settings import (
    CHECKS,
    MailTls,
    MailTo,
    NoticeSound,
    ReasonForLooking,
    SettingFault,
    Settings,
    changed,
    database_address,
    is_quiet,
    load_settings,
    save_settings,
)
from tracker.time_source import LONDON


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own" / "settings.toml"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


NOT_A_MAILBOX = "must be the address of a mailbox, such as unit@force.example."
NOT_RECIPIENTS = "must be tables with an address, each once, and a team or an officer unless it is for the whole unit."


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refused(own: Path, policy: Path, text: str) -> RuleBroken:
    write(own, text)
    with pytest.raises(RuleBroken) as caught:
        load_settings(own, policy)
    return caught.value


def sentence(broken: RuleBroken) -> str:
    return wording.error(broken.code, broken.values)


def test_each_setting_has_its_check() -> None:
    assert set(CHECKS) == {field.name for field in fields(Settings)} - {"fixed"}


def test_without_files_the_defaults_hold(own: Path, policy: Path) -> None:
    settings = load_settings(own, policy)
    assert settings == Settings()
    assert settings.marking == "OFFICIAL-SENSITIVE"
    assert settings.reason_for_looking is ReasonForLooking.REQUIRED


def test_every_setting_is_read(own: Path, policy: Path, tmp_path: Path) -> None:
    limits = write(tmp_path / "limits.toml", "")
    write(
        own,
        f"""\
        database = "postgresql://undrift@records.example/unit"
        force = "Force of the North"
        marking = "OFFICIAL"
        handling = "Keep it to yourself."
        limits_file = '{limits}'
        reason_for_looking = "optional"
        idle_minutes = 5
        log_folder = '{tmp_path}'
        notice_sound = "on"
        quiet_hours = "22:00 - 7:30"
        mail_host = "mail.force.example"
        mail_port = 465
        mail_tls = "tls"
        mail_account = "unit"
        mail_sender = "undrift@force.example"
        mail_hour = 8

        [[mail_to]]
        address = "unit@force.example"

        [[mail_to]]
        address = "north@force.example"
        team = "North"
        """,
    )
    assert load_settings(own, policy) == Settings(
        database="postgresql://undrift@records.example/unit",
        force="Force of the North",
        marking="OFFICIAL",
        handling="Keep it to yourself.",
        limits_file=limits,
        reason_for_looking=ReasonForLooking.OPTIONAL,
        idle_minutes=5,
        log_folder=tmp_path,
        notice_sound=NoticeSound.ON,
        quiet_hours="22:00-07:30",
        mail_host="mail.force.example",
        mail_port=465,
        mail_tls=MailTls.TLS,
        mail_account="unit",
        mail_sender="undrift@force.example",
        mail_hour=8,
        mail_to=(MailTo("unit@force.example"), MailTo("north@force.example", team="North")),
    )


@pytest.mark.parametrize(
    ("hours", "quiet", "loud"),
    [
        ("22:00-07:00", ["22:00", "23:59", "00:00", "06:59"], ["07:00", "12:00", "21:59"]),
        ("12:30-13:15", ["12:30", "13:14"], ["12:29", "13:15", "00:00"]),
        ("", [], ["03:00", "15:00"]),
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(hours: str, quiet: list[str], loud: list[str]) -> None:
    settings = changed(Settings(), quiet_hours=hours)
    for month in (1, 7):
        for times, expected in ((quiet, True), (loud, False)):
            for at in times:
                hour, minute = map(int, at.split(":"))
                now = datetime(2026, month, 20, hour, minute, tzinfo=LONDON).astimezone(UTC)
                assert is_quiet(settings, now) is expected, at


def test_the_policy_always_wins_and_says_what_it_has_set(own: Path, policy: Path) -> None:
    write(own, 'idle_minutes = 60\nforce = "Force of the North"\n')
    write(policy, 'idle_minutes = 5\nmarking = "OFFICIAL"\n')
    settings = load_settings(own, policy)
    assert (settings.idle_minutes, settings.marking, settings.force) == (5, "OFFICIAL", "Force of the North")
    assert settings.fixed == {"idle_minutes", "marking"}


def test_a_wrong_policy_is_named_too(own: Path, policy: Path) -> None:
    write(policy, "idle_minutes = 0\n")
    with pytest.raises(RuleBroken) as caught:
        load_settings(own, policy)
    assert caught.value.values["file"] == str(policy)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n\nidle_minuts = 5\n", 3, "idle_minuts is not a setting. There is: idle_minutes."),
        ("idle_minutes = 0\n", 1, "idle_minutes must be a whole number: 1 to 480."),
        ("idle_minutes = true\n", 1, "idle_minutes must be a whole number: 1 to 480."),
        ("idle_minutes = 5.5\n", 1, "idle_minutes must be a whole number: 1 to 480."),
        ('force = "x"\nidle_minutes = "5"\n', 2, "idle_minutes must be a whole number: 1 to 480."),
        ("marking = 5\n", 1, "marking must be a text in quotation marks."),
        ('marking = " "\n', 1, "marking may not be empty."),
        ('marking = "a\\nb"\n', 1, "marking must be one line of so many characters at most: 60."),
        (f'force = "{"x" * 81}"\n', 1, "force must be one line of so many characters at most: 80."),
        ('reason_for_looking = "sometimes"\n', 1, "reason_for_looking must be one of these: required, optional."),
        ("[reason_for_looking]\n", 1, "reason_for_looking must be one of these: required, optional."),
        ('notice_sound = "loud"\n', 1, "notice_sound must be one of these: on, off."),
        ("quiet_hours = 22\n", 1, "quiet_hours must be a text in quotation marks."),
        *(
            (
                f'quiet_hours = "{span}"\n',
                1,
                "quiet_hours must be two different times of day, such as 22:00-07:00, or nothing.",
            )
            for span in ("22-7", "22:00", "22:00-24:00", "07:00-07:00", "7:00-8:60", "22:00-07:00-08:00")
        ),
        ("mail_port = 0\n", 1, "mail_port must be a whole number: 1 to 65535."),
        ("mail_hour = 24\n", 1, "mail_hour must be a whole number: 0 to 23."),
        ('mail_tls = "ssl"\n', 1, "mail_tls must be one of these: starttls, tls, none."),
        ("mail_sender = 5\n", 1, "mail_sender must be a text in quotation marks."),
        *(
            (f"mail_sender = {address}\n", 1, f"mail_sender {NOT_A_MAILBOX}")
            for address in (
                '"unit"',
                '"unit@force"',
                '"a b@force.example"',
                '"x@y.z, q@y.z"',
                '"x@y.z\\r\\nBcc: q@y.z"',
            )
        ),
        *(
            (f"{text}\n", line, f"mail_to {NOT_RECIPIENTS}")
            for text, line in (
                ('mail_to = "a@b.example"', 1),
                ("mail_to = [5]", 1),
                ('mail_hour = 8\n[[mail_to]]\nteam = "North"', 2),
                ('[[mail_to]]\naddress = "a@b.example"\nteam = "North"\nofficer = "3312"', 1),
                ('[[mail_to]]\naddress = "a@b.example"\nrole = "inspector"', 1),
                ('[[mail_to]]\naddress = "a@b.example"\nofficer = 3312', 1),
                ('[[mail_to]]\naddress = "a@b.example"\n[[mail_to]]\naddress = "A@b.example"\nteam = "North"', 1),
            )
        ),
        ("database = 5\n", 1, "database must be a text in quotation marks."),
        ("log_folder = 5\n", 1, "log_folder must be a text in quotation marks."),
        ('limits_file = "/nowhere/limits.toml"\n', 1, "limits_file names a file that is not there."),
        ('log_folder = "logs"\n', 1, "log_folder must be a full path, from the root or the drive on."),
        (
            'database = "unit.db"\n',
            1,
            "database must be a full path, or an address that begins with postgresql://.",
        ),
        (
            '# ours\n"database" = "mysql://server/unit"\n',
            2,
            "database must be a full path, or an address that begins with postgresql://.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(own: Path, policy: Path, text: str, line: int, words: str) -> None:
    broken = refused(own, policy, text)
    assert broken.code == "setting_wrong"
    assert sentence(broken) == f"{own}, line {line}: {words}"


@pytest.mark.parametrize(
    ("text", "line"), [('force = "x"\nidle_minutes 5\n', 2), ('limits_file = "C:\\Force\\l.toml"\n', 1), ("[", 1)]
)
def test_a_line_that_cannot_be_read_is_named(own: Path, policy: Path, text: str, line: int) -> None:
    broken = refused(own, policy, text)
    assert broken.code == "setting_line_wrong"
    assert broken.values["line"] == line
    assert "Write name = value" in sentence(broken)


def test_a_file_in_another_encoding_is_named_with_its_line(own: Path, policy: Path) -> None:
    write(own, "").write_bytes('idle_minutes = 5\nforce = "Ll\xeen"\n'.encode("cp1252"))
    with pytest.raises(RuleBroken) as caught:
        load_settings(own, policy)
    assert sentence(caught.value) == f"{own}, line 2: it is not saved as UTF-8 text."


def test_the_mark_a_windows_editor_puts_first_does_no_harm(own: Path, policy: Path) -> None:
    write(own, "").write_bytes(b"\xef\xbb\xbfidle_minutes = 5\r\n")
    assert load_settings(own, policy).idle_minutes == 5


def test_a_file_that_is_there_and_cannot_be_read_is_not_passed_over(own: Path, policy: Path) -> None:
    policy.mkdir()
    with pytest.raises(StorageProblem) as caught:
        load_settings(own, policy)
    assert (caught.value.code, caught.value.values["place"]) == ("cannot_open", str(policy))


def test_a_home_stands_for_each_account(
    own: Path, policy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    write(policy, 'database = "~/undrift/unit.db"\n')
    assert load_settings(own, policy).database == str(tmp_path / "undrift" / "unit.db")


def test_no_error_repeats_an_address_with_what_may_be_in_it(own: Path, policy: Path) -> None:
    broken = refused(own, policy, 'database = "postgres://me:hunter2@server/unit"\n')
    assert "hunter2" not in str(broken)


def test_what_was_saved_is_read(own: Path, policy: Path, tmp_path: Path) -> None:
    limits = write(tmp_path / "limits 'quoted' \"twice\".toml", "")
    settings = changed(
        Settings(),
        force='The "North", Llŷn \\ co',
        handling="",
        limits_file=limits,
        idle_minutes=15,
        reason_for_looking="optional",
    )
    save_settings(settings, own)
    assert load_settings(own, policy) == settings
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert [file.name for file in own.parent.iterdir()] == ["settings.toml"]


def test_only_what_differs_from_the_defaults_is_written(own: Path, policy: Path) -> None:
    save_settings(replace(Settings(), idle_minutes=15), own)
    lines = own.read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["idle_minutes = 15"]
    save_settings(Settings(), own)
    assert load_settings(own, policy) == Settings()


def test_the_policy_is_not_copied_into_the_accounts_file(own: Path, policy: Path) -> None:
    write(own, "idle_minutes = 60\n")
    write(policy, 'idle_minutes = 5\nmarking = "OFFICIAL"\n')
    save_settings(changed(load_settings(own, policy), force="Force of the North"), own)
    policy.unlink()
    settings = load_settings(own, policy)
    assert (settings.idle_minutes, settings.marking, settings.force) == (
        60,
        "OFFICIAL-SENSITIVE",
        "Force of the North",
    )


def test_what_a_person_typed_is_checked_beside_its_field() -> None:
    with pytest.raises(RuleBroken) as caught:
        changed(Settings(), idle_minutes=0)
    assert caught.value.field == "idle_minutes"
    assert sentence(caught.value) == "idle_minutes must be a whole number: 1 to 480."


def test_what_the_policy_has_set_is_not_changed(own: Path, policy: Path) -> None:
    write(policy, "idle_minutes = 5\n")
    with pytest.raises(RuleBroken) as caught:
        changed(load_settings(own, policy), idle_minutes=10)
    assert sentence(caught.value) == "idle_minutes is set for this machine and cannot be changed here."


def test_a_place_that_cannot_be_written_is_a_storage_problem(own: Path, tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")
    with pytest.raises(StorageProblem) as caught:
        save_settings(Settings(), own)
    assert caught.value.code == "read_only"


def test_a_save_that_fails_leaves_the_file_as_it_was(own: Path, policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(own, "idle_minutes = 60\n")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.settings.os.fsync", full)
    with pytest.raises(StorageProblem) as caught:
        save_settings(replace(Settings(), idle_minutes=15), own)
    assert caught.value.code == "disk_full"
    assert load_settings(own, policy).idle_minutes == 60
    assert [file.name for file in own.parent.iterdir()] == ["settings.toml"]


def test_the_database_is_the_accounts_own_unless_a_setting_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path))
    assert database_address() == str(tmp_path / "undrift.db")
    write(tmp_path / "settings.toml", 'database = "postgresql+psycopg://server/unit"\n')
    assert database_address() == "postgresql+psycopg://server/unit"


def test_every_fault_has_its_words() -> None:
    assert [fault for fault in SettingFault if f"SettingFault.{fault.value}" not in wording.TERMS] == []


@pytest.mark.parametrize("setting", [field for field in fields(Settings) if field.name != "fixed"])
def test_the_guide_tells_of_every_setting_and_its_default(setting: "Field[object]") -> None:
    guide = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    (row,) = [line for line in guide.splitlines() if line.startswith(f"| `{setting.name}` |")]
    if setting.default:
        assert f"| `{setting.default}` |" in row
