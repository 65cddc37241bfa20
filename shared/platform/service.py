"""One service, put together: its store, its relay, its read models and their readers, and the application over them."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import structlog

from shared.platform.access import Signer
from shared.platform.bus import Bus, Feed, Relay
from shared.platform.clock import Clock
from shared.platform.log import Log, RemoteLog
from shared.platform.notary import CannotSign, Notary
from shared.platform.reader import Reader
from shared.platform.readmodel import Projection, Quarantined, ReadModel
from shared.platform.routes import Read, log_routes, operation_routes
from shared.platform.settings import Settings
from shared.platform.store import Store, StoreNotReady
from shared.platform.telemetry import configure_logs
from shared.platform.titles import TitleProjection, Titles
from shared.platform.web import create_app, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from fastapi import APIRouter, FastAPI

log = structlog.get_logger()

T = TypeVar("T")

RESTART_SECONDS = 1.0
QUESTIONS_AT_ONCE = 8
"""Of the databases, in threads, beside what the readers write."""


class CannotStart(Exception):  # noqa: N818 - named by what happened
    """Something that the service keeps cannot be opened: the message says what somebody must do."""


class Kept(Protocol):
    """Something that a service keeps beside facts and views: its tables are made by the migration step."""

    def migrate(self) -> None:
        """Make its tables, if they are not there. Raises CannotStart."""

    def open(self) -> None:
        """Make sure, when the service starts, that it can be used. Raises CannotStart."""

    def close(self) -> None:
        """Let it go, when the service stops."""


class Service:
    """The parts of one service, and what they do while it runs."""

    def __init__(self, name: str, settings: Settings, clock: Clock | None = None) -> None:
        self.name = name
        self.settings = settings
        self.clock = clock or Clock()
        self.store: Store | None = None
        self._bus: Bus | None = None
        self._relay: Relay | None = None
        self._notary: Notary | None = None
        self._reads: list[Read] = []
        self._remote: dict[str, RemoteLog] = {}
        self._kept: list[Kept] = []
        self._works: list[Callable[[], Awaitable[None]]] = []
        self._titles: Titles | None = None

    def records(self) -> Store:
        """The service records facts of its own: a store, a relay that publishes them, and a notary that signs them."""
        self.store = Store(self.name, self.settings.needed("store_url"), self.clock)
        self._notary = Notary(self.store, self.settings.log_key, self.settings.checkpoints)
        self._relay = Relay(self.store, self._broker())
        return self.store

    def reads(self, projection: Projection[T]) -> ReadModel[T]:
        """The service keeps a read model: a reader for each of its sources, its own log or another's."""
        model = ReadModel(self.settings.needed("views_url"), projection)
        logs: dict[str, Log] = {}
        readers = []
        for source in projection.sources:
            if self.store is not None and source == self.name:
                logs[source] = self.store
                readers.append(Reader(model, source, self.store, self.store.listen()))
            else:
                remote = self._remote_log(source)
                logs[source] = remote
                feed = Feed(self._broker(), source, f"{self.name}-{projection.name}")
                readers.append(Reader(model, source, remote, feed))
        self._reads.append(Read(model, readers, logs))
        return model

    async def signed(self, source: str) -> tuple[str, str]:
        """The last checkpoint of a log that is read here, its own or another's, and the key to check it with.

        Raises NothingSignedYet of its own, httpx2.HTTPError of another's.
        """
        if source == self.name and self._notary is not None:
            return self._notary.latest, self._notary.key
        return await self._remote_log(source).signed()

    def names(self, projection: TitleProjection, fields: frozenset[str]) -> None:
        """The service says in files what the ids in these fields name."""
        self._titles = Titles(self.reads(projection), fields)

    def holds(self, kept: Kept) -> None:
        """The service keeps something of its own beside facts and views."""
        self._kept.append(kept)

    def keeps(self, work: Callable[[], Awaitable[None]]) -> None:
        """The service keeps doing something of its own while it runs; begun again whenever it fails."""
        self._works.append(work)

    def _broker(self) -> Bus:
        if self._bus is None:
            self._bus = Bus(self.settings.needed("nats_url"), self.name)
        return self._bus

    def _remote_log(self, source: str) -> RemoteLog:
        if source not in self._remote:
            settings = self.settings
            signer = Signer.load(settings.needed("signing_key"), settings.issuer, settings.audience)
            self._remote[source] = RemoteLog(settings.needed(f"{source}_url"), signer, f"service:{self.name}")
        return self._remote[source]

    def migrate(self) -> None:
        """The migration step: tables for facts, for what is kept beside, and those that say where readers stand."""
        if self.store is not None:
            self.store.migrate()
        for kept in self._kept:
            kept.migrate()
        for read in self._reads:
            read.model.migrate()

    def check(self) -> None:
        """Before anything is served: what will be recorded can be signed. Raises CannotSign."""
        if self._notary is not None:
            self._notary.means()

    def app(
        self, routers: Sequence[APIRouter], *, french: Mapping[str, str], operations: Mapping[str, str], title: str
    ) -> FastAPI:
        """The application of the service: its own routes and those that its parts bring."""
        all_routers = [*routers]
        if self.store is not None and self._notary is not None:
            all_routers.append(log_routes(self.store, self._notary))
        if self._reads:
            all_routers.append(operation_routes(self._reads))
        app = create_app(
            self.name,
            self.settings,
            all_routers,
            french=french,
            running=self._running,
            troubles=self._troubles,
            notes=self._notes,
            title=title,
            operations=operations,
        )
        app.state.platform = self
        app.state.titles = self._titles
        return app

    @contextlib.asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        tasks = []
        # Each reader may wait in a thread for its turn to write: enough of them that questions need not wait as well.
        threads = QUESTIONS_AT_ONCE + sum(len(read.readers) for read in self._reads)
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(threads, thread_name_prefix=self.name))
        for kept in self._kept:
            await asyncio.to_thread(kept.open)
        if self.store is not None:
            self.store.start()
        if self._notary is not None:
            await asyncio.to_thread(self._notary.open)
            tasks.append(asyncio.create_task(self._forever(self._notary.run)))
        if self._relay is not None:
            tasks.append(asyncio.create_task(self._forever(self._relay.run)))
        tasks += [asyncio.create_task(self._read(read)) for read in self._reads]
        tasks += [asyncio.create_task(self._forever(work)) for work in self._works]
        log.info("service_started", port=self.settings.port)
        try:
            yield
        finally:
            # Who reads the log stops before the log does.
            await end(tasks)
            if self._notary is not None:
                await self._notary.conclude()
            if self.store is not None:
                await self.store.stop()
            await asyncio.gather(*(remote.close() for remote in self._remote.values()))
            if self._bus is not None:
                await self._bus.close()
            # A thread outlives the task that waited for it: it ends what it asks of a database before that is closed.
            await asyncio.get_running_loop().shutdown_default_executor()
            for kept in self._kept:
                kept.close()
            for read in self._reads:
                read.model.engine.dispose()
            log.info("service_stopped")

    async def _read(self, read: Read) -> None:
        """Open the tables, rebuild them if their version was raised, then read on."""
        model = read.model

        async def opened() -> None:
            if await asyncio.to_thread(model.open):
                log.info("rebuild_started", projection=model.projection.name, version=model.projection.version)
                try:
                    await model.rebuild(read.logs)
                except Quarantined as error:
                    await read.readers[0].wait_for_somebody(f"rebuilding stopped at {error}")
                    return  # and is begun again: the tables are opened and rebuilt anew
                log.info("rebuild_ended", projection=model.projection.name, positions=model.positions)
            await asyncio.gather(*(self._forever(reader.run) for reader in read.readers))

        await self._forever(opened)

    async def _forever(self, work: Callable[[], Any]) -> None:
        """Begin again whatever ends or fails, and say so: a part that died in silence would be the worst of faults."""
        while True:
            try:
                await work()
            except Exception:
                log.exception("part_failed", part=getattr(work, "__qualname__", "part"))
                await asyncio.sleep(RESTART_SECONDS)

    def _troubles(self) -> dict[str, str]:
        """What needs somebody: tables that cannot be read, a projection that stopped."""
        troubles = {}
        for read in self._reads:
            name = read.model.projection.name
            if not read.model.is_open:
                troubles[name] = "opening its tables"
            troubles |= {f"{name} from {reader.source}": reader.stopped for reader in read.readers if reader.stopped}
        return troubles

    def _notes(self) -> dict[str, str]:
        """What is only late: facts are recorded and figures are shown whether or not the broker answers."""
        notes = {}
        if self._relay is not None and self._relay.trouble:
            notes["publishing"] = f"delayed: {self._relay.trouble}"
        if self._notary is not None and self._notary.trouble:
            notes["signing"] = self._notary.trouble
        for read in self._reads:
            notes |= {
                f"reading {reader.source}": f"delayed: {reader.trouble}" for reader in read.readers if reader.trouble
            }
        return notes


async def end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancel, and again: a library may take a cancellation for a failure of its own, which is waited out and begun again."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=1)


def run(name: str, build: Callable[[Settings], FastAPI]) -> None:
    """The process of a service: `python -m services.<name>`, or `… migrate` for the migration step alone.

    `… migrate serve` does one after the other, where a service is one process: the embedded default.
    """
    settings = Settings()
    configure_logs(name, settings.log_level)
    try:
        app = build(settings)
        if "migrate" in sys.argv[1:]:
            app.state.platform.migrate()
            if "serve" not in sys.argv[1:]:
                return
        # The console records nothing and keeps nothing: it has only its pages.
        if platform := getattr(app.state, "platform", None):
            platform.check()
        serve(app, settings)
    except (CannotSign, CannotStart, StoreNotReady) as error:
        raise SystemExit(str(error)) from error
