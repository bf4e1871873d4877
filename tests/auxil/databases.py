"""Real databases for tests: SQLite with the whole catalogue, a PostgreSQL and a Redis server."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
import redis
from sqlalchemy import Engine, create_engine, make_url, text

from knowledge.catalogue_files import CATALOGUE, read_directory
from knowledge.content import ProcedureContent
from knowledge.database import engine, migrate, session
from knowledge.filling import fill
from knowledge.repository import Repository
from tests import machine

_PATIENCE = 20
"""Seconds until a server that does not answer counts as broken."""
_names = count(1)


@pytest.fixture(scope="session")
def catalogue() -> list[ProcedureContent]:
    """The 61 procedures as the files have them."""
    return read_directory(CATALOGUE)


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the real catalogue, for copying; never write to it."""
    path = tmp_path_factory.mktemp("filled") / "motcua.db"
    url = f"sqlite:///{path}"
    migrate(url)
    with session(engine(url)) as opened:
        fill(opened)
    engine(url).dispose()
    return path


@pytest.fixture
def database(filled_database: Path, tmp_path: Path) -> Iterator[Engine]:
    """A SQLite database of the test's own, with the real catalogue in it."""
    copy = shutil.copy(filled_database, tmp_path / "motcua.db")
    opened = engine(f"sqlite:///{copy}")
    yield opened
    opened.dispose()


@pytest.fixture
def repository(database: Engine) -> Iterator[Repository]:
    """The knowledge base on `database`; what the test writes is committed at its end."""
    with session(database) as opened:
        yield Repository(opened)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run; its first database is empty."""
    programs = machine.postgresql()
    assert programs is not None, machine.REMEDY
    with tempfile.TemporaryDirectory(prefix="motcua-postgresql-") as folder:
        port = _free_port()
        data = f"{folder}/data"
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        initdb = [programs / "initdb", "-D", data, "-U", "motcua", "-A", "trust"]
        _as_postgres([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], folder)
        control = [programs / "pg_ctl", "-D", data, "-w", "-t", str(_PATIENCE)]
        _as_postgres([*control, "-l", f"{folder}/log", "-o", options, "start"], folder)
        try:
            yield f"postgresql+psycopg://motcua@127.0.0.1:{port}/postgres"
        finally:
            _as_postgres([*control, "-m", "immediate", "stop"], folder)


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[Engine]:
    """An empty PostgreSQL database of the test's own."""
    name = f"test_{next(_names)}"
    server = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    url = make_url(postgresql_url).set(database=name)
    opened = engine(url.render_as_string(hide_password=False))
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis server of this test run, which keeps nothing on disk."""
    program = machine.redis()
    assert program is not None, machine.REMEDY
    with tempfile.TemporaryDirectory(prefix="motcua-redis-") as folder:
        port = _free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
        server = subprocess.Popen(
            [program, *options, "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL
        )
        try:
            _wait_for_redis(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def _as_postgres(command: Sequence[str | Path], folder: str) -> None:
    """Run `command`; PostgreSQL refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    # Handing the server a pipe would make this wait for the server's own end.
    subprocess.run(
        [*prefix, *command],
        cwd=folder,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for_redis(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    with redis.Redis(host="127.0.0.1", port=port) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
