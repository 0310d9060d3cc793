"""The digest by e-mail: counts and nothing of any case; handed to the force's mail server, at most once."""

import platform
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from types import TracebackType
from typing import Self

from tracker.errors import MailProblem
from tracker.settings import MailTls, Settings
from tracker.terms import Severity
from tracker.time_source import LONDON, local_date
from tracker.wording import day, term

SECONDS = 10.0
FINE, READY_FOR_DATA, LASTING = 2, 354, 500
SUBJECT = "Undrift: what waits for you"


@dataclass(frozen=True, slots=True)
class MailServer:
    """How the mail server is reached. The password never stands in a setting nor in what is said of an error."""

    host: str
    port: int
    tls: MailTls
    sender: str
    account: str = ""
    password: str = field(default="", repr=False)
    seconds: float = SECONDS

    @classmethod
    def of(cls, settings: Settings, password: str) -> "MailServer":
        """Give the server that the settings name.

        Raises:
            MailProblem: `mail_settings_incomplete`; `mail_password_in_clear`, where a password would go unprotected;
                `mail_password_missing`.
        """
        if not (settings.mail_host and settings.mail_sender):
            raise MailProblem("mail_settings_incomplete")
        if settings.mail_account and settings.mail_tls is MailTls.NONE:
            raise MailProblem("mail_password_in_clear")
        if settings.mail_account and not password:
            raise MailProblem("mail_password_missing")
        return cls(
            settings.mail_host,
            settings.mail_port,
            settings.mail_tls,
            settings.mail_sender,
            settings.mail_account,
            password,
        )


def digest_message(sender: str, to: str, now: datetime, counts: Sequence[tuple[Severity, int]]) -> bytes:
    """Give the digest as the bytes of an e-mail: how many alerts of each severity are open, and no more.

    Its identifier is the same for a recipient all day, so that a server which was handed it twice could tell.
    """
    today = local_date(now)
    name = sha256(f"{to.casefold()} {today}".encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, SUBJECT
    message["Date"] = format_datetime(now.astimezone(LONDON))
    message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    open_ones = [f"  {term(severity).lower()}: {count:,}" for severity, count in counts]
    lines = (
        f"Open alerts on {day(today)}:",
        "",
        *open_ones,
        "",
        "Open Undrift to see them. This message holds nothing of any case. Nobody reads answers to it.",
    )
    message.set_content("\n".join(lines) + "\n", cte="7bit")
    return message.as_bytes()


class Postbox:
    """A connection to the mail server, open for as long as the block; nothing is sent over one that is not protected.

    Args:
        trust: which certificates count; else those that the system trusts.
    """

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._trust = trust or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        try:
            self._connect()
        except Exception as problem:
            self._close()
            raise _as_problem(problem) from problem
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, message: bytes, to: str, may_arrive: Callable[[], bool]) -> bool:
        """Hand over one message; say whether it was.

        Args:
            may_arrive: called at the last moment at which it is certain that nothing was sent; where it says no,
                nothing is. What goes wrong from then on leaves open whether the message arrives, unless the server
                refuses it.

        Raises:
            MailProblem: `mail_sender_refused`, `mail_recipient_refused`, `mail_refused`: nothing was sent, and another
                try is no use; `mail_try_later`; `mail_uncertain`: it may have arrived; else as on opening.
        """
        smtp = self._smtp
        if smtp is None:
            raise MailProblem("mail_server_unreachable")
        begun = False
        try:
            smtp.rset()
            _check("mail_sender_refused", *smtp.mail(self._server.sender))
            _check("mail_recipient_refused", *smtp.rcpt(to))
            if not may_arrive():
                return False
            begun = True
            code, _ = smtp.docmd("DATA")
            if code != READY_FOR_DATA:
                raise _refusal("mail_refused", code)
            smtp.send(_dotted(message) + b".\r\n")
            _check("mail_refused", *smtp.getreply())
        except (OSError, smtplib.SMTPException) as problem:
            raise MailProblem("mail_uncertain") if begun else _as_problem(problem) from problem
        return True

    def _connect(self) -> None:
        server, name = self._server, platform.node() or "localhost"
        smtp: smtplib.SMTP
        if server.tls is MailTls.TLS:
            smtp = smtplib.SMTP_SSL(server.host, server.port, name, timeout=server.seconds, context=self._trust)
        else:
            smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.seconds)
        self._smtp = smtp
        smtp.ehlo()
        if server.tls is MailTls.STARTTLS:
            if not smtp.has_extn("starttls"):
                raise MailProblem("mail_tls_not_offered")
            smtp.starttls(context=self._trust)
            smtp.ehlo()
        if server.account:
            smtp.login(server.account, server.password)

    def _close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()


def _check(refused: str, code: int, _said: bytes) -> None:
    """Refuse to go on where the server does; what it said is left out, for it may repeat an address."""
    if code // 100 != FINE:
        raise _refusal(refused, code)


def _refusal(what: str, code: int) -> MailProblem:
    return MailProblem(what if code >= LASTING else "mail_try_later", answer=code)


def _as_problem(problem: Exception) -> MailProblem:
    """Give what went wrong as a person can act on it."""
    if isinstance(problem, MailProblem):
        return problem
    for one in (problem, problem.__context__):
        if isinstance(one, TimeoutError):
            return MailProblem("mail_timed_out")
        if isinstance(one, ssl.SSLError):
            return MailProblem("mail_tls_failed")
    if isinstance(problem, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError):
        return MailProblem("mail_login_refused")
    return MailProblem("mail_server_unreachable")


def _dotted(message: bytes) -> bytes:
    """Double a dot at the beginning of a line: alone it would end the message."""
    return re.sub(rb"(?m)^\.", b"..", message)
