"""The digest by e-mail: counts and no more, handed over protected, refused in words, never sent twice."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.smtp_sink import HERE, Behaviour, Sink, certificates, closed_port, sink
from tracker import wording
from tracker.errors import MailProblem
from tracker.mail import MailServer, Postbox, digest_message
from tracker.settings import MailTls, Settings
from tracker.terms import Severity

pytestmark = pytest.mark.leaves_threads

FROM, TO = "undrift@force.example", "team.north@force.example"
COUNTS = ((Severity.CRITICAL, 2), (Severity.URGENT, 1_204), (Severity.WARNING, 0), (Severity.NOTICE, 7))
NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
MESSAGE = digest_message(FROM, TO, NOW, COUNTS)
PATIENCE = 0.3


def server(port: int, tls: MailTls = MailTls.NONE, **other: Any) -> MailServer:
    return replace(MailServer(HERE, port, tls, FROM, seconds=PATIENCE), **other)


def send(to: Sink, tls: MailTls = MailTls.NONE, trust: ssl.SSLContext | None = None, **other: Any) -> list[str]:
    """Send one message; give in which order it was recorded and taken."""
    order: list[str] = []

    def may_arrive() -> bool:
        order.append("recorded" if not to.taken else "recorded too late")
        return True

    with Postbox(server(to.port, tls, **other), trust) as postbox:
        order.append(f"sent {postbox.send(MESSAGE, TO, may_arrive)}")
    return order


def problem_of(to: Sink, tls: MailTls = MailTls.NONE, trust: ssl.SSLContext | None = None, **other: Any) -> str:
    with pytest.raises(MailProblem) as caught:
        send(to, tls, trust, **other)
    assert wording.error(caught.value.code, {}).endswith(".")
    assert "hunter2" not in repr(caught.value)
    return caught.value.code


def test_the_message_says_how_many_of_each_severity_and_no_more() -> None:
    message = message_from_bytes(MESSAGE, policy=default)
    assert (message["From"], message["To"], message["Subject"]) == (FROM, TO, "Undrift: what waits for you")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Fri, 20 Nov 2026 07:00:00 +0000"
    assert digest_message(FROM, TO, datetime(2026, 7, 1, 6, tzinfo=UTC), COUNTS).count(b"07:00:00 +0100") == 1
    assert message.get_content().replace("\r\n", "\n") == (
        "Open alerts on Fri 20 Nov 2026:\n\n  critical: 2\n  urgent: 1,204\n  warning: 0\n  notice: 7\n\n"
        "Open Undrift to see them. This message holds nothing of any case. Nobody reads answers to it.\n"
    )
    assert MESSAGE.isascii()
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip


def test_it_has_one_identifier_a_day_that_says_nothing() -> None:
    def identifier(to: str = TO, now: datetime = NOW) -> str:
        return str(message_from_bytes(digest_message(FROM, to, now, COUNTS), policy=default)["Message-ID"])

    assert identifier() == identifier(TO.upper(), NOW + timedelta(hours=9))
    assert len({identifier(), identifier("other@force.example"), identifier(TO, NOW + timedelta(days=1))}) == 3
    assert identifier().endswith("@force.example>")
    assert "north" not in identifier()


def test_it_is_recorded_before_it_can_arrive_and_taken_as_it_is() -> None:
    with sink() as to:
        assert send(to) == ["recorded", "sent True"]
    assert to.taken == [(TO, MESSAGE)]


def test_a_line_that_begins_with_a_dot_arrives_whole() -> None:
    dotted = MESSAGE + b".hidden\r\n..\r\n"
    with sink() as to, Postbox(server(to.port)) as postbox:
        postbox.send(dotted, TO, lambda: True)
    assert to.taken[0][1].replace(b"\n..", b"\n.") == dotted


def test_what_may_not_be_sent_any_more_is_not_and_the_next_one_is() -> None:
    with sink() as to, Postbox(server(to.port)) as postbox:
        assert not postbox.send(MESSAGE, TO, lambda: False)
        assert postbox.send(MESSAGE, "other@force.example", lambda: True)
    assert [address for address, _ in to.taken] == ["other@force.example"]


@pytest.mark.parametrize("tls", [MailTls.STARTTLS, MailTls.TLS])
def test_with_tls_nothing_is_readable_on_the_way_and_the_password_goes_protected(tls: MailTls, tmp_path: Path) -> None:
    own, trust = certificates(tmp_path)
    behaviour = Behaviour(tls=own, at_once=tls is MailTls.TLS, password="hunter2")
    with sink(behaviour) as to:
        assert send(to, tls, trust, account="unit", password="hunter2") == ["recorded", "sent True"]
    assert to.protected == [True]
    assert len(to.logins) == 1


def test_where_tls_is_demanded_and_not_offered_nothing_is_sent() -> None:
    with sink() as to:
        assert problem_of(to, MailTls.STARTTLS) == "mail_tls_not_offered"
    assert to.taken == []
    assert b"MAIL" not in to.heard


def test_a_certificate_that_is_not_trusted_or_for_another_host_is_refused(tmp_path: Path) -> None:
    own, _ = certificates(tmp_path)
    with sink(Behaviour(tls=own)) as to:
        assert problem_of(to, MailTls.STARTTLS, account="unit", password="hunter2") == "mail_tls_failed"
    other, trust = certificates(tmp_path, "mail.elsewhere.example")
    with sink(Behaviour(tls=other)) as to:
        assert problem_of(to, MailTls.STARTTLS, trust) == "mail_tls_failed"
    assert (to.taken, to.logins) == ([], [])


def test_a_server_that_is_down_is_not_reached() -> None:
    with pytest.raises(MailProblem, match="mail_server_unreachable"), Postbox(server(closed_port())):
        pass


@pytest.mark.parametrize("at", ["greeting", "EHLO", "MAIL", "RCPT"])
def test_a_server_that_hangs_is_given_up_before_anything_could_arrive(at: str) -> None:
    with sink(Behaviour(hangs=frozenset({at}))) as to:
        assert problem_of(to) == "mail_timed_out"
    assert to.taken == []


@pytest.mark.parametrize("at", ["greeting", "MAIL", "RCPT"])
def test_a_server_that_hangs_up_before_the_message_took_nothing(at: str) -> None:
    with sink(Behaviour(drops=frozenset({at}))) as to:
        assert problem_of(to) == "mail_server_unreachable"


@pytest.mark.parametrize("behaviour", [Behaviour(hangs=frozenset({"body"})), Behaviour(drops=frozenset({"body"}))])
def test_when_the_answer_to_the_message_is_lost_it_may_have_arrived(behaviour: Behaviour) -> None:
    with sink(behaviour) as to:
        assert problem_of(to) == "mail_uncertain"


@pytest.mark.parametrize(
    ("at", "answer", "code"),
    [
        ("MAIL", "550 not you", "mail_sender_refused"),
        ("RCPT", "550 nobody here", "mail_recipient_refused"),
        ("RCPT", "450 greylisted", "mail_try_later"),
        ("DATA", "554 no", "mail_refused"),
        ("body", "554 spam", "mail_refused"),
        ("body", "452 full", "mail_try_later"),
        ("AUTH", "535 wrong", "mail_login_refused"),
    ],
)
def test_what_the_server_refuses_is_told_apart(at: str, answer: str, code: str, tmp_path: Path) -> None:
    own, trust = certificates(tmp_path)
    with sink(Behaviour({at: answer}, tls=own, password="hunter2")) as to:
        assert problem_of(to, MailTls.STARTTLS, trust, account="unit", password="hunter2") == code
    assert to.taken == []


def test_a_server_that_asks_for_no_password_is_not_given_one(tmp_path: Path) -> None:
    own, trust = certificates(tmp_path)
    with sink(Behaviour(tls=own)) as to:
        assert problem_of(to, MailTls.STARTTLS, trust, account="unit", password="hunter2") == "mail_login_refused"


def test_after_one_refused_recipient_the_others_are_sent_to() -> None:
    with sink(Behaviour({"RCPT": "550 nobody here"})) as to, Postbox(server(to.port)) as postbox:
        with pytest.raises(MailProblem, match="mail_recipient_refused"):
            postbox.send(MESSAGE, TO, lambda: True)
        to.behaviour.answers.clear()
        assert postbox.send(MESSAGE, TO, lambda: True)
    assert len(to.taken) == 1
    with pytest.raises(MailProblem, match="mail_server_unreachable"):
        postbox.send(MESSAGE, TO, lambda: True)


@pytest.mark.parametrize(
    ("values", "password", "code"),
    [
        ({"mail_host": ""}, "", "mail_settings_incomplete"),
        ({"mail_sender": ""}, "", "mail_settings_incomplete"),
        ({"mail_account": "unit", "mail_tls": MailTls.NONE}, "hunter2", "mail_password_in_clear"),
        ({"mail_account": "unit"}, "", "mail_password_missing"),
    ],
)
def test_settings_that_cannot_be_are_refused(values: dict[str, Any], password: str, code: str) -> None:
    good = Settings(mail_host="mail.force.example", mail_sender=FROM)
    assert MailServer.of(good, "").tls is MailTls.STARTTLS
    with pytest.raises(MailProblem, match=code):
        MailServer.of(replace(good, **values), password)
    assert "hunter2" not in repr(MailServer.of(replace(good, mail_account="unit"), "hunter2"))
