"""`mail password` and `mail check`: kept where the database's key is, reached as the settings say, nothing sent."""

import getpass
import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.smtp_sink import HERE, closed_port, sink
from tests.tracker.cli.command import Command
from tracker.settings import MailTls, Settings, save_settings
from tracker.storage.mail_password import mail_key_file, mail_password

pytestmark = pytest.mark.leaves_threads


def settings(port: int, **other: object) -> None:
    facts = {"mail_tls": MailTls.NONE, "mail_sender": "undrift@force.example"} | other
    save_settings(replace(Settings(), mail_host=HERE, mail_port=port, **facts))


def test_a_password_that_is_piped_in_is_kept_and_not_shown(undrift: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(25, mail_account="unit")
    monkeypatch.setattr(sys, "stdin", io.StringIO("hunter2\n"))
    ran = undrift("mail", "password")
    assert ran.out == "Kept in a file that this account alone may read: this machine has no key store.\n"
    assert mail_password(HERE, "unit") == "hunter2"
    monkeypatch.setattr(sys, "stdin", io.StringIO("other\r\n"))
    assert undrift("mail", "password", "--json").document() == {"kept_in": "key_file"}
    assert mail_password(HERE, "unit") == "other"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert "none is kept" in undrift("mail", "password").reason()


def test_a_password_is_asked_for_without_being_seen(undrift: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    settings(25, mail_account="unit")
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "hunter2")
    undrift("mail", "password")
    assert mail_password(HERE, "unit") == "hunter2"


def test_without_an_account_there_is_no_password_to_keep(undrift: Command, tmp_path: Path) -> None:
    assert undrift("mail", "password").code == 2
    assert not mail_key_file().exists()


def test_the_server_is_reached_and_nothing_sent(undrift: Command) -> None:
    with sink() as to:
        settings(to.port)
        assert undrift("mail", "check").out == f"Reached {HERE}, port {to.port}. Nothing was sent.\n"
        facts = undrift("mail", "check", "--json").document()
        assert facts == {"host": HERE, "port": to.port, "tls": "none"}
        settings(to.port, mail_tls=MailTls.STARTTLS)
        assert "STARTTLS" in undrift("mail", "check").reason()
    assert b"MAIL" not in to.heard
    settings(closed_port())
    ran = undrift("mail", "check")
    assert (ran.code, "was not reached" in ran.err) == (3, True)
    save_settings(Settings())
    assert "no mail server" in undrift("mail", "check").reason()
