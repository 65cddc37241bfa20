"""The database's own roles, on a real PostgreSQL: what a service may do there, and what nobody may."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RaiseException

from deploy.make_secrets import SERVICES
from services.activities.meetings.domain import Meeting
from services.activities.meetings.readmodel import MeetingProjection
from shared.kernel import Acting
from shared.platform.clock import Clock
from shared.platform.readmodel import ReadModel
from shared.platform.store import Command, Store
from tests.notifications.facts import planned
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.activities.meetings.readmodel import MeetingTables
    from tests.support.postgres import Postgres

ROLES = [role for service in SERVICES for role in (service, f"{service}_owner")]
ONE_INSTALLATION_AT_A_TIME = 20261123


@dataclass(frozen=True)
class Installed:
    """A database prepared as `docker-compose.yml` does it, and the addresses that its secrets tell."""

    server: str
    secrets: Path

    def url(self, container: str, name: str) -> str:
        """The address that a container is told, where this database really is."""
        told = urlsplit((self.secrets / container / name).read_text())
        real = urlsplit(self.server)
        return told._replace(
            netloc=f"{told.username}:{told.password}@{real.hostname}:{real.port}", path=real.path
        ).geturl()

    def connect(self, container: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url(container, "fil_store_url").partition("?")[0], autocommit=True)

    def store(self, container: str) -> Store:
        return Store("activities", self.url(container, "fil_store_url"), Clock())

    def views(self, container: str) -> ReadModel[MeetingTables]:
        return ReadModel(self.url(container, "fil_views_url"), MeetingProjection())


@pytest.fixture(scope="module")
def installed(postgres_server: Postgres, secrets: Path) -> Iterator[Installed]:
    """Roles are of the whole server, so two runs on one server take turns. One meeting is recorded."""
    with (
        psycopg.connect(postgres_server.url, autocommit=True) as turn,
        postgres_server.database() as url,
        psycopg.connect(url, autocommit=True) as administrator,
    ):
        turn.execute("SELECT pg_advisory_lock(%s)", [ONE_INSTALLATION_AT_A_TIME])
        administrator.execute((ROOT / "deploy" / "postgres" / "init.sql").read_bytes())
        try:
            administrator.execute((secrets / "postgres" / "passwords.sql").read_bytes())
            installed = Installed(url, secrets)
            migrate(installed)
            asyncio.run(record_a_meeting(installed))
            yield installed
        finally:
            for role in ROLES:
                administrator.execute(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}")


def migrate(installed: Installed) -> None:
    store, views = installed.store("activities-migrate"), installed.views("activities-migrate")
    store.migrate()
    store.close()
    views.migrate()
    views.engine.dispose()


async def record_a_meeting(installed: Installed) -> None:
    store = installed.store("activities")
    store.start()
    command = Command("key", "print", Acting("tester", "request"))
    committed = await store.open(command, Meeting, UUID(int=26), lambda meeting: meeting.schedule(planned))
    assert (committed.version, committed.position) == (1, 1)
    await store.stop()


def test_the_service_role_has_all_that_its_store_and_its_views_need(installed: Installed) -> None:
    store, views = installed.store("activities"), installed.views("activities")

    async def read() -> list[str]:
        log_id, _ = await store.head()
        views.open()
        await views.take("activities", log_id, await store.page(0, 10))
        await views.rebuild({"activities": store})
        return [row["status"] for row in await views.rows(views.tables.meeting.select())]

    assert asyncio.run(read()) == ["SCHEDULED"]
    views.engine.dispose()
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activities.facts SET state = ''",
        "DELETE FROM activities.facts",
        "TRUNCATE activities.facts",
        "UPDATE activities.commands SET position = 7",
        "DELETE FROM activities.commands",
        "UPDATE activities.log_meta SET log_id = gen_random_uuid()",
        "SELECT setval('activities.facts_notification_id_seq', 1)",
        "CREATE TABLE activities.other ()",
        "CREATE SCHEMA other",
        "SET ROLE activities_owner",
        "SELECT * FROM councils.facts",
        "INSERT INTO reporting_views.ledger DEFAULT VALUES",
    ],
)
def test_the_service_role_may_only_add_and_read_its_own_facts(installed: Installed, statement: str) -> None:
    with installed.connect("activities") as service, pytest.raises(InsufficientPrivilege):
        service.execute(statement)


@pytest.mark.parametrize(
    "statement", ["DROP TABLE activities.facts", "ALTER TABLE activities.facts DISABLE TRIGGER ALL"]
)
def test_the_service_role_does_not_own_the_table(installed: Installed, statement: str) -> None:
    with (
        installed.connect("activities") as service,
        pytest.raises(InsufficientPrivilege, match="must be owner of table facts"),
    ):
        service.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE activities.facts SET state = ''", "DELETE FROM activities.facts", "TRUNCATE activities.facts"],
)
def test_even_the_owner_alters_nothing(installed: Installed, statement: str) -> None:
    with (
        installed.connect("activities-migrate") as owner,
        pytest.raises(RaiseException, match="recorded facts are never altered"),
    ):
        owner.execute(statement)
