"""The tests' own PostgreSQL server: it answers, it makes databases quickly, and it leaves nothing behind."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres_server import PostgresServer, running_server

REPOSITORY = Path(__file__).parents[2]
STARTS_A_SERVER = """
import sys
from tests.postgres_server import running_server
with running_server() as server:
    print(server.port, server.folder, flush=True)
    sys.stdin.read()
"""


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres connect_timeout=2").close()
    except psycopg.OperationalError:
        return False
    return True


def be_interrupted(servers: list[PostgresServer]) -> None:
    with running_server() as server:
        servers.append(server)
        assert answers(server.port)
        raise KeyboardInterrupt


def test_a_fresh_database_is_empty_and_ours(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        tables = connection.execute(text("select count(*) from pg_tables where schemaname = 'public'")).scalar_one()
        connection.execute(text("create table something (id integer primary key)"))
    engine.dispose()
    assert tables == 0


def test_a_database_is_dropped_while_somebody_is_connected(postgres_server: PostgresServer) -> None:
    with postgres_server.fresh_database() as url:
        name = url.rsplit("/", 1)[1]
        connection = psycopg.connect(url.replace("+psycopg", ""))
    with psycopg.connect(postgres_server.admin_url.replace("+psycopg", "")) as admin:
        left = admin.execute("select count(*) from pg_database where datname = %s", (name,)).fetchone()
    connection.close()
    assert left == (0,)


def test_a_template_is_copied_with_its_rows(postgres_server: PostgresServer) -> None:
    with postgres_server.fresh_database() as template:
        with psycopg.connect(template.replace("+psycopg", "")) as connection:
            connection.execute("create table kept as select 7 as figure")
        with (
            postgres_server.fresh_database(template=template.rsplit("/", 1)[1]) as copy,
            psycopg.connect(copy.replace("+psycopg", "")) as connection,
        ):
            assert connection.execute("select figure from kept").fetchone() == (7,)


def test_a_stopped_server_leaves_nothing() -> None:
    servers: list[PostgresServer] = []
    with pytest.raises(KeyboardInterrupt):
        be_interrupted(servers)
    assert not answers(servers[0].port)
    assert not servers[0].folder.exists()


def test_the_server_dies_with_killed_tests() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_A_SERVER],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout is not None
        port, folder = tests.stdout.readline().split()
        tests.send_signal(signal.SIGKILL)
        tests.wait()
    waiting = threading.Event()
    for _ in range(200):
        if not answers(int(port)):
            break
        waiting.wait(0.05)
    else:
        pytest.fail("the server outlived the tests that started it")
    subprocess.run(["rm", "-rf", folder], check=True)
