"""A PostgreSQL server of the tests' own: made in a temporary folder, on loopback, gone when the tests end."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

BINARIES = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
ATTEMPTS = 5
#: a cluster with its log stays well under this
ROOM = 2 << 30
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_wal_size": "256MB",
    "max_connections": "60",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


class NoPostgres(Exception):
    """The server's programs are not installed, or the server does not start."""


def newest_binaries() -> Path:
    """The folder of the newest installed server's programs."""
    found = [path.parent for path in BINARIES.glob("*/bin/initdb")]
    if not found:
        on_path = shutil.which("initdb")
        if on_path is None:
            message = f"no initdb under {BINARIES} or on the path: make test installs a server"
            raise NoPostgres(message)
        return Path(on_path).parent
    return max(found, key=lambda folder: float(folder.parent.name))


def unprivileged_user() -> pwd.struct_passwd | None:
    """The account to run the server under; the server refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    message = "running as root, and there is no unprivileged account to run the server under"
    raise NoPostgres(message)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def in_memory() -> Path | None:
    """A folder kept in memory, where there is one with room: each test copies a database, which a disk makes slow."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free >= ROOM
    return place if roomy else None


class PostgresServer:
    """One cluster and its server process."""

    def __init__(self) -> None:
        self.binaries = newest_binaries()
        self.user = unprivileged_user()
        self.folder = Path(tempfile.mkdtemp(prefix="undrift-pg-", dir=in_memory()))
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster and start its server; what was begun is removed when it fails."""
        try:
            if self.user is not None:
                os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            self._run(
                "initdb",
                "--pgdata",
                str(self.data),
                "--username",
                "postgres",
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
                "--no-sync",
                "--no-instructions",
            )
            self._serve()
        except BaseException:
            self.stop()
            raise

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def admin_url(self) -> str:
        """The superuser's address of the maintenance database, as SQLAlchemy wants it."""
        return self.url("postgres")

    def url(self, database: str, user: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def fresh_database(self, template: str = "template1") -> Iterator[str]:
        """A database that is dropped afterwards, whoever is still connected; yields its address."""
        name = f"undrift_{secrets.token_hex(6)}"
        make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(template)
        )
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        self._as_admin(make)
        try:
            yield self.url(name)
        finally:
            self._as_admin(drop)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Let the server be off meanwhile; it comes back on the same port with the same databases."""
        self._end()
        try:
            yield
        finally:
            self.process = self._popen()
            if not self._answers():
                message = f"the server does not come back:\n{self.log.read_text(errors='replace')[-2000:]}"
                raise NoPostgres(message)

    def stop(self) -> None:
        """End the server and remove the cluster; safe to call twice."""
        self._end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(SECONDS_TO_STOP)
            self.process = None

    def _as_admin(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._dsn, autocommit=True) as connection:
            connection.execute(statement)

    @property
    def _dsn(self) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres connect_timeout=5"

    def _serve(self) -> None:
        """Another program may take the free port before the server does, hence the attempts."""
        for _ in range(ATTEMPTS):
            self.port = free_port()
            self.process = self._popen()
            if self._answers():
                return
            self.process = None
        message = f"the server does not start:\n{self.log.read_text(errors='replace')[-2000:]}"
        raise NoPostgres(message)

    def _answers(self) -> bool:
        """Whether the server came up, rather than ended."""
        waiting = threading.Event()
        for _ in range(SECONDS_TO_START * 20):
            assert self.process is not None
            if self.process.poll() is not None:
                return False
            with suppress(psycopg.OperationalError), psycopg.connect(self._dsn):
                return True
            waiting.wait(0.05)
        return False

    def _popen(self) -> "subprocess.Popen[bytes]":
        """The server dies with the tests, also when they are killed: setpriv has the kernel see to it."""
        settings = SETTINGS | {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        command = ["setpriv", "--pdeathsig", "QUIT"]
        if self.user is not None:
            command += ["--reuid", str(self.user.pw_uid), "--regid", str(self.user.pw_gid), "--clear-groups"]
        command += [str(self.binaries / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )

    def _run(self, program: str, *words: str) -> None:
        account = {} if self.user is None else {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [str(self.binaries / program), *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **account,
        )
        if done.returncode:
            message = f"{program} failed:\n{done.stdout}{done.stderr}"
            raise NoPostgres(message)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A started server, stopped at the end whatever happened in between."""
    server = PostgresServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
