"""`mail`: keep the password for the mail server, and see whether the server can be reached; nothing is sent."""

import argparse
import getpass
import sys

from tracker import wording
from tracker.cli.opening import add_json
from tracker.cli.output import say, say_json
from tracker.errors import RuleBroken
from tracker.jobs.morning_mail import server_of
from tracker.mail import Postbox
from tracker.settings import load_settings
from tracker.storage.mail_password import keep_mail_password


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    mail = commands.add_parser("mail", help="the digest by e-mail: the password, and whether the server is reached")
    what = mail.add_subparsers(dest="what", required=True, metavar="WHAT", parser_class=type(mail))
    password = what.add_parser("password", help="keep the password of mail_account, asked for or piped in")
    password.set_defaults(run=run_password)
    check = what.add_parser("check", help="connect as the settings say and log in; nothing is sent")
    check.set_defaults(run=run_check)
    for words in (password, check):
        add_json(words)


def run_password(options: argparse.Namespace) -> int:
    """Keep the password in the system's key store, or where there is none in a file for this account alone."""
    settings = load_settings()
    if not settings.mail_host or not settings.mail_account:
        raise RuleBroken("mail_account_missing")
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise RuleBroken("mail_password_missing")
    kept = keep_mail_password(settings.mail_host, settings.mail_account, typed)
    say_json({"kept_in": kept}) if options.json else say(wording.MAIL_PASSWORD_KEPT[kept])
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Connect to the mail server, and log in where the settings say so."""
    settings = load_settings()
    with Postbox(server_of(settings)):
        facts = {"host": settings.mail_host, "port": settings.mail_port, "tls": settings.mail_tls.value}
    say_json(facts) if options.json else say(
        f"Reached {settings.mail_host}, port {settings.mail_port}. Nothing was sent."
    )
    return 0
