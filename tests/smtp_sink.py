"""A mail server for the tests, on 127.0.0.1: keeps what it takes, and fails where it is told to."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = "127.0.0.1"
GREETING, GONE = "greeting", "gone"


@dataclass
class Behaviour:
    """How the server acts.

    Args:
        answers: instead of the usual answer to a command, by its first word, or to "body" for the end of a message.
        refuses, later: recipients it refuses for good, or asks to come again for.
        hangs, drops: commands at which it says nothing more, or hangs up; "greeting" is before the first.
        tls: with which certificate it offers STARTTLS; None for not at all.
        at_once: TLS from the first byte.
        password: what must be said on logging in.
    """

    answers: dict[str, str] = field(default_factory=dict)
    refuses: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    hangs: frozenset[str] = frozenset()
    drops: frozenset[str] = frozenset()
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    password: str = ""


@dataclass
class Sink:
    """What came in: every byte the client sent, each message taken, and whether it came protected."""

    behaviour: Behaviour = field(default_factory=Behaviour)
    port: int = 0
    heard: bytes = b""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    protected: list[bool] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    connections: int = 0


class _Over(Exception):
    """The conversation ends here."""


class _Conversation:
    """One client."""

    def __init__(self, sink: Sink, client: socket.socket, stop: threading.Event) -> None:
        self.sink = sink
        self.socket = client
        self.stop = stop
        self.rcpt = ""
        self.rest = b""

    def run(self) -> None:
        with suppress(_Over, OSError):
            if self.sink.behaviour.at_once and self.sink.behaviour.tls is not None:
                self._protect()
            self._meet(GREETING)
            self._say("220 sink ESMTP")
            while True:
                self._answer(self._line())
        self.socket.close()

    def _answer(self, line: bytes) -> None:
        word = line.split(b" ")[0].upper().decode()
        self._meet(word)
        behaviour = self.sink.behaviour
        if word in behaviour.answers:
            self._say(behaviour.answers[word])
        elif word == "EHLO":
            offers = ["250-sink"]
            if behaviour.tls is not None and not isinstance(self.socket, ssl.SSLSocket):
                offers.append("250-STARTTLS")
            if behaviour.password:
                offers.append("250-AUTH PLAIN")
            self._say("\r\n".join([*offers, "250 OK"]))
        elif word == "STARTTLS":
            self._say("220 go on")
            self._protect()
        elif word == "AUTH":
            self.sink.logins.append(line.decode())
            self._say("235 welcome")
        elif word == "DATA":
            self._say("354 go on")
            self._take()
        elif word == "QUIT":
            self._say("221 bye")
            raise _Over
        else:
            self._say(self._receive(line.decode()) if word == "RCPT" else "250 OK")

    def _receive(self, line: str) -> str:
        self.rcpt = line.partition("<")[2].rstrip(">")
        if self.rcpt in self.sink.behaviour.refuses:
            return "550 nobody here"
        return "450 come again" if self.rcpt in self.sink.behaviour.later else "250 OK"

    def _take(self) -> None:
        body = b""
        while not body.endswith(b"\r\n.\r\n"):
            body += self._line() + b"\r\n"
        self._meet("body")
        answer = self.sink.behaviour.answers.get("body", "250 OK")
        if answer.startswith("2"):
            self.sink.taken.append((self.rcpt, body[:-3]))
            self.sink.protected.append(isinstance(self.socket, ssl.SSLSocket))
        self._say(answer)

    def _meet(self, what: str) -> None:
        if what in self.sink.behaviour.drops:
            raise _Over
        if what in self.sink.behaviour.hangs:
            self.stop.wait()
            raise _Over

    def _protect(self) -> None:
        context = self.sink.behaviour.tls
        assert context is not None
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def _line(self) -> bytes:
        while b"\r\n" not in self.rest:
            more = self.socket.recv(4096)
            if not more:
                raise _Over
            self.sink.heard += more
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\r\n")
        return line

    def _say(self, words: str) -> None:
        self.socket.sendall(f"{words}\r\n".encode())


@contextmanager
def sink(behaviour: Behaviour | None = None) -> Iterator[Sink]:
    """Run a server for as long as the block."""
    found, stop = Sink(behaviour or Behaviour()), threading.Event()
    talks: list[threading.Thread] = []
    sockets: list[socket.socket] = []
    with socket.create_server((HERE, 0)) as listening:
        found.port = listening.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    client, _ = listening.accept()
                except OSError:
                    return
                if stop.is_set():
                    client.close()
                    return
                found.connections += 1
                sockets.append(client)
                talk = threading.Thread(target=_Conversation(found, client, stop).run)
                talks.append(talk)
                talk.start()

        server = threading.Thread(target=serve)
        server.start()
        try:
            yield found
        finally:
            stop.set()
            with suppress(OSError), socket.create_connection((HERE, found.port)):
                pass
            server.join()
            for client in sockets:
                with suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)
            for talk in talks:
                talk.join()


def closed_port() -> int:
    """Give a port at which nobody listens."""
    with socket.create_server((HERE, 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def certificates(folder: Path, name: str = HERE) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for a server, and give what the server and a client that trusts it go by."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink")])
    alternative = x509.IPAddress(ip_address(name)) if name == HERE else x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "sink.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))
