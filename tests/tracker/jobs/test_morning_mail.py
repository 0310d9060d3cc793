"""The digest by e-mail goes out once each working day to whom the settings name, and says nothing of a case."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.cores import ACCOUNT, DETECTIVE, NORTH, SOUTH, SUPERVISOR, open_a_case, set_up_unit
from tests.fakes import StoppedTime
from tests.smtp_sink import HERE, Behaviour, Sink, certificates, closed_port, sink
from tracker.actions.allocate_case import AllocateCase
from tracker.bootstrap import Tracker
from tracker.errors import MailProblem
from tracker.jobs import morning_mail
from tracker.jobs.clockwork import Pass
from tracker.jobs.morning_mail import is_time_for_mail, is_waiting, job_of, mail_digests, server_of
from tracker.jobs.tick import JobOutcome, tick
from tracker.jobs.timetable import TIMETABLE, Job
from tracker.mail import MailServer, Postbox
from tracker.paths import paths
from tracker.rows.job_health import JobHealthQuestion
from tracker.rows.unit_health import Health, UnitHealthQuestion
from tracker.settings import MailTls, MailTo, Settings, load_settings, save_settings
from tracker.storage.engine import Database
from tracker.storage.ids import IdSource
from tracker.storage.job_run_store import MAIL_JOB, JobRun, JobRunStore

pytestmark = pytest.mark.leaves_threads

MAIL = next(job for job in TIMETABLE if job.name == MAIL_JOB)
UNITS, NORTHS, PATELS = (MailTo("unit@force.example"), MailTo("north@force.example", team="north"),
                         MailTo("dc@force.example", officer="3312"))  # fmt: skip
EVERYBODY = (UNITS, NORTHS, PATELS)
AFTER = 6  # minutes, when the server is tried again


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """What is sent is the same on both engines; that it is sent once is tried on both, beside this file."""
    return sqlite_database


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own, no key store, and little patience."""
    monkeypatch.setenv("UNDRIFT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(morning_mail, "server_of", lambda settings: replace(server_of(settings), seconds=0.5))


def set_mail(port: int, *to: MailTo, **other: object) -> None:
    facts = {"mail_tls": MailTls.NONE, "mail_sender": "undrift@force.example", "mail_to": to} | other
    save_settings(replace(Settings(), mail_host=HERE, mail_port=port, **facts))


def pass_(core: Tracker, machine: str = "desk-1", job: Job = MAIL) -> tuple[JobOutcome, ...]:
    return tick(core, core.time.now(), machine, (job,)).ran


def run_of(core: Tracker, job: str) -> JobRun:
    with core.database.read() as connection:
        return JobRunStore(connection).last(job)


def addresses(to: Sink) -> list[str]:
    return sorted(address for address, _ in to.taken)


def told(to: Sink, address: str) -> dict[str, int]:
    (body,) = [body.decode() for one, body in to.taken if one == address]
    lines = [line.strip() for line in body.splitlines() if line.startswith("  ")]
    return {name: int(count) for name, count in (line.split(": ") for line in lines)}


def health(core: Tracker) -> dict[str, tuple[Health, str]]:
    rows = core.ask(UnitHealthQuestion(SUPERVISOR)).rows
    return {row.what: (row.state, row.detail) for row in rows if "mail" in row.key}


@pytest.fixture
def cases(core: Tracker) -> list[str]:
    """A case of team North that is the detective's, one of team South, and a restricted one; swept."""
    first = open_a_case(core, reference="44NI/00305/26", team_id=NORTH)
    core.do(AllocateCase(SUPERVISOR, first, 1, DETECTIVE))
    open_a_case(core, reference="44NI/00402/26", team_id=SOUTH)
    open_a_case(core, reference="44NI/00499/26", team_id=NORTH, restricted=True)
    tick(core, core.time.now(), core.machine, TIMETABLE[:1])
    return ["44NI/00305/26", "44NI/00402/26", "44NI/00499/26"]


def test_everybody_is_sent_the_counts_that_concern_them_once_a_day(
    core: Tracker, cases: list[str], time: StoppedTime
) -> None:
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 3),)
        assert pass_(core) == pass_(core, "desk-2") == ()
        assert addresses(to) == sorted(one.address for one in EVERYBODY)
        unit, north, patel = (sum(told(to, one.address).values()) for one in EVERYBODY)
        assert unit > north > 0
        assert patel > 0
        time.forward(days=3)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 3),)
    assert len(to.taken) == 6
    run = run_of(core, job_of(NORTHS))
    assert (run.last_good, run.machine, run.count, run.failure) == (time.now(), "desk-1", 1, "")


def test_nothing_of_a_case_a_person_or_the_unit_is_in_the_bytes(core: Tracker, cases: list[str]) -> None:
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        pass_(core)
    heard = to.heard.decode("ascii").lower()
    assert heard.count("open alerts on") == 3
    names = ("ade", "patel", "lewis", "902", "3312", "unit north", "south", "ab", "s1", "ex1", "abuse")
    words = {word.strip(".,:;<>@") for word in heard.replace("\n", " ").split()}
    for secret in (*cases, "44ni", "overdue", "strategy", "restricted"):
        assert secret.lower() not in heard, secret
    assert not words & set(names)
    assert "unit north" not in heard


@pytest.mark.parametrize(
    ("now", "is_time"),
    [
        (datetime(2026, 11, 20, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 9, 0, tzinfo=UTC), False),  # a Saturday
        (datetime(2026, 12, 25, 9, 0, tzinfo=UTC), False),  # Christmas Day
        (datetime(2026, 7, 1, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), True),  # seven in London
        (datetime(2090, 3, 4, 9, 0, tzinfo=UTC), False),  # a Saturday past the calendar
        (datetime(2090, 3, 6, 9, 0, tzinfo=UTC), True),
    ],
)
def test_it_goes_out_from_the_hour_of_a_working_day_in_london(core: Tracker, now: datetime, is_time: bool) -> None:
    set_mail(25, UNITS)
    assert is_time_for_mail(core, now) is is_time


def test_a_machine_without_the_settings_leaves_it_to_others(core: Tracker, cases: list[str], time: StoppedTime) -> None:
    assert pass_(core) == ()
    assert run_of(core, MAIL_JOB) == JobRun(MAIL_JOB)
    with sink() as to:
        set_mail(to.port)
        assert pass_(core) == ()
        set_mail(to.port, UNITS)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 1),)
    assert health(core).keys() == {"The digest by e-mail, each working day", "Digest by e-mail to unit@force.example"}


def test_a_demo_unit_sends_nothing(database: Database, time: StoppedTime) -> None:
    set_up_unit(database, time, demo=True)
    with closing(Tracker(database, time, ACCOUNT, IdSource(time, seed=2))) as core:
        set_mail(25, UNITS)
        assert pass_(core) == ()


@pytest.mark.expects_log_warning
def test_a_server_that_is_down_is_told_and_tried_again_until_it_is_up(
    core: Tracker, cases: list[str], time: StoppedTime
) -> None:
    set_mail(closed_port(), *EVERYBODY)
    assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_server_unreachable"),)
    state, detail = health(core)["The digest by e-mail, each working day"]
    assert state is Health.WRONG
    assert detail == "Failed at Fri 20 Nov 2026 09:41: The mail server was not reached, or hung up."
    assert not any("mail" in row.job for row in core.ask(JobHealthQuestion(SUPERVISOR)).jobs)
    time.forward(minutes=1)
    assert pass_(core) == ()
    time.forward(minutes=AFTER)
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        assert pass_(core, "desk-2") == (JobOutcome(MAIL_JOB, 3),)
    assert {state for state, _ in health(core).values()} == {Health.WELL}


@pytest.mark.expects_log_warning
def test_a_server_that_hangs_holds_up_one_pass_for_one_time_out(
    core: Tracker, cases: list[str], time: StoppedTime
) -> None:
    with sink(Behaviour(hangs=frozenset({"MAIL"}))) as to:
        set_mail(to.port, *EVERYBODY)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_timed_out"),)
        assert to.connections == 1
        time.forward(minutes=AFTER)
        to.behaviour = Behaviour()
        assert pass_(core) == (JobOutcome(MAIL_JOB, 3),)


@pytest.mark.expects_log_warning
def test_where_tls_is_demanded_and_not_offered_nothing_is_sent(core: Tracker, cases: list[str]) -> None:
    with sink() as to:
        set_mail(to.port, *EVERYBODY, mail_tls=MailTls.STARTTLS)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_tls_not_offered"),)
    assert to.taken == []


def test_over_starttls_it_arrives(core: Tracker, cases: list[str], tmp_path: Path) -> None:
    own, trust = certificates(tmp_path)
    job = replace(MAIL, work=partial(mail_digests, trust=trust))
    with sink(Behaviour(tls=own)) as to:
        set_mail(to.port, *EVERYBODY, mail_tls=MailTls.STARTTLS)
        assert pass_(core, job=job) == (JobOutcome(MAIL_JOB, 3),)
    assert to.protected == [True, True, True]


def test_who_is_refused_or_unknown_is_told_and_keeps_nobody_from_theirs(
    core: Tracker, cases: list[str], time: StoppedTime
) -> None:
    lost = MailTo("lost@force.example", team="Nowhere")
    gone = MailTo("gone@force.example", officer="1")
    with sink(Behaviour(refuses=frozenset({UNITS.address}))) as to:
        set_mail(to.port, UNITS, lost, NORTHS, gone)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 1),)
        assert addresses(to) == [NORTHS.address]
        said = health(core)
        for one, why in ((UNITS, "refused the recipient"), (lost, "not in this unit"), (gone, "not in this unit")):
            state, detail = said[f"Digest by e-mail to {one.address}"]
            assert state is Health.WRONG
            assert why in detail
        time.forward(days=3)
        to.behaviour = Behaviour()
        set_mail(to.port, UNITS, NORTHS)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 2),)
    assert health(core)[f"Digest by e-mail to {UNITS.address}"][0] is Health.WELL


@pytest.mark.expects_log_warning
def test_who_was_sent_to_is_not_sent_to_again_when_the_rest_is_tried_again(
    core: Tracker, cases: list[str], time: StoppedTime
) -> None:
    with sink(Behaviour(later=frozenset({NORTHS.address}))) as to:
        set_mail(to.port, *EVERYBODY)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_try_later"),)
        assert addresses(to) == sorted([UNITS.address, PATELS.address])
        to.behaviour = Behaviour()
        time.forward(minutes=AFTER)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 1),)
        assert addresses(to) == sorted(one.address for one in EVERYBODY)


@pytest.mark.parametrize("at", ["hangs", "drops"])
def test_a_message_that_may_have_arrived_is_not_sent_again(
    core: Tracker, cases: list[str], time: StoppedTime, at: str
) -> None:
    with sink(Behaviour(**{at: frozenset({"body"})})) as to:
        set_mail(to.port, UNITS)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0),)
        to.behaviour = Behaviour()
        time.forward(hours=2)
        assert mail_digests(core, Pass(time.now(), None)) == 0
        state, detail = health(core)[f"Digest by e-mail to {UNITS.address}"]
        assert (state, "may have arrived" in detail) == (Health.WRONG, True)
        time.forward(days=3)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 1),)


def test_a_machine_that_dies_while_it_hands_a_message_over_leaves_that_on_record(
    core: Tracker, cases: list[str], time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dies(Postbox):
        def send(self, message: bytes, to: str, may_arrive: Callable[[], bool]) -> bool:
            may_arrive()
            raise KeyboardInterrupt

    with sink() as to:
        set_mail(to.port, UNITS, NORTHS)
        with monkeypatch.context() as patched:
            patched.setattr(morning_mail, "Postbox", Dies)
            with pytest.raises(KeyboardInterrupt):
                pass_(core)
        state, detail = health(core)[f"Digest by e-mail to {UNITS.address}"]
        assert (state, "may have arrived" in detail) == (Health.WRONG, True)
        time.forward(minutes=11)
        assert pass_(core, "desk-2") == (JobOutcome(MAIL_JOB, 1),)
        assert addresses(to) == [NORTHS.address]
        time.forward(days=3)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 2),)
    assert {state for state, _ in health(core).values()} == {Health.WELL}


@pytest.mark.expects_log_warning
def test_a_server_that_is_slow_holds_up_no_pass_for_long(
    core: Tracker, cases: list[str], time: StoppedTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1000, 40))
    monkeypatch.setattr(morning_mail, "steady_seconds", lambda: float(next(clock)))
    with sink() as to:
        set_mail(to.port, *EVERYBODY)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_timed_out"),)
        assert addresses(to) == [UNITS.address]
        time.forward(minutes=AFTER)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 0, "mail_timed_out"),)
        time.forward(minutes=AFTER)
        assert pass_(core) == (JobOutcome(MAIL_JOB, 1),)
        assert addresses(to) == sorted(one.address for one in EVERYBODY)


def test_a_clock_that_was_moved_back_sends_nothing_twice(time: StoppedTime) -> None:
    later = datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert not is_waiting(JobRun("x", last_good=later), time.now())
    assert is_waiting(JobRun("x", last_good=later), datetime(2026, 11, 25, 0, 1, tzinfo=UTC))


def test_settings_without_a_sender_or_a_kept_password_fail_in_words(core: Tracker, cases: list[str]) -> None:
    for other, code in (({"mail_sender": ""}, "incomplete"), ({"mail_account": "unit"}, "in_clear"),
                        ({"mail_account": "unit", "mail_tls": MailTls.STARTTLS}, "password_missing")):  # fmt: skip
        set_mail(25, UNITS, **other)
        with pytest.raises(MailProblem, match=code):
            mail_digests(core, Pass(core.time.now(), None))


def test_the_settings_come_back_as_they_were_written() -> None:
    set_mail(2525, *EVERYBODY, mail_hour=8, mail_account="unit")
    found = load_settings()
    assert (found.mail_to, found.mail_port, found.mail_hour) == (EVERYBODY, 2525, 8)
    assert (found.mail_tls, found.mail_account) == (MailTls.NONE, "unit")
    assert "[[mail_to]]" in paths().settings.read_text(encoding="utf-8")
    assert isinstance(MailServer.of(replace(found, mail_account=""), ""), MailServer)
