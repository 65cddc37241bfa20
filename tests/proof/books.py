"""A log, the ledger that follows it, and what was signed of it on the way."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from deploy.local import verify
from deploy.local.comparing import Chain, Difference, Walk, compare
from services.reporting.audit.application import Audit
from services.reporting.figures.readmodel import FigureProjection
from shared.platform.checkpoints import Checkpoint, CheckpointFile, NoteVerifier, make_log_key
from shared.platform.clock import Clock
from shared.platform.envelope import write_log_line
from shared.platform.notary import Notary
from shared.platform.readmodel import ReadModel
from shared.platform.store import Store
from tests.platform.stage import assign
from tests.support.intruder import Intruder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from deploy.local.client import Client
    from services.reporting.figures.readmodel import FigureTables
    from shared.platform.envelope import Entry

FEW = 16


class Books:
    """The councils' log, and its copy. Each run of facts is signed, but for the last one."""

    def __init__(self, directory: Path, new_database: Callable[[], str], runner: asyncio.Runner) -> None:
        self._run = runner.run
        self._log_url, self._views_url = new_database(), new_database()
        self.store = Store("councils", self._log_url, Clock())
        self.store.migrate()
        self.ledger: ReadModel[FigureTables] = ReadModel(self._views_url, FigureProjection())
        self.ledger.migrate()
        self.ledger.open()
        if not (directory / "log.key").exists():
            make_log_key(directory / "log.key")
        self._directory = directory
        self.checkpoints: list[Checkpoint] = []
        self._run(self._begin())

    async def _begin(self) -> None:
        self.store.start()
        self._notary = Notary(self.store, self._directory / "log.key", self._directory)
        self._notary.open()

    def record(self, *runs: int) -> None:
        """So many facts, then sign, then so many; the last are not signed. Between two runs a position is skipped."""
        intruder = self.in_log()
        for rank, facts in enumerate(runs):
            if rank:
                self._run(self._notary.conclude())
                intruder.leave_a_gap()
            for number in range(facts):
                self._run(assign(self.store, 1000 * rank + number + 100))
        intruder.leave()
        assert self.store.log_id is not None
        file = CheckpointFile(self._directory, "councils", self.store.log_id)
        read = file.read(NoteVerifier.parse(self._notary.key))
        self.checkpoints = [one for one in read if isinstance(one, Checkpoint)]
        self._run(self.ledger.take("councils", self.store.log_id, self._run(self.store.page(0, 5000))))

    def record_more(self, facts: int) -> None:
        """So many facts that the ledger does not hear of."""
        for number in range(facts):
            self._run(assign(self.store, 9000 + number))

    def in_log(self) -> Intruder:
        return Intruder.in_log(self._log_url)

    def in_ledger(self) -> Intruder:
        return Intruder.in_ledger(self._views_url, self.ledger.tables.ledger.name, "councils")

    def lines_of_log(self) -> list[Entry]:
        return list(verify.pages(cast("Client", self), "councils", "/v1/log"))

    def lines_of_ledger(self) -> list[Entry]:
        return list(verify.pages(cast("Client", self), "reporting", "/v1/ledger/councils"))

    def read(self, _: str, path: str, query: Mapping[str, str]) -> bytes:
        """What the services answer, a few lines at a time."""
        after = int(query["after"])
        asked = self.store.page(after, FEW) if path == "/v1/log" else Audit(self.ledger).lines("councils", after, FEW)
        return b"".join(map(write_log_line, self._run(asked)))

    def compared(self) -> Difference | None:
        """What anybody finds who compares both with what was signed."""
        reached = self.ledger.positions["councils"]
        log = Walk(self.lines_of_log(), self.checkpoints)
        ledger = Walk(Chain(self.lines_of_ledger()), self.checkpoints, reached)
        return compare(log, ledger, reached)

    def close(self) -> None:
        self._run(self.store.stop())
        self.ledger.engine.dispose()


@contextmanager
def kept(directory: Path, new_database: Callable[[], str], *runs: int) -> Iterator[Books]:
    """Books in which these runs of facts were recorded."""
    with asyncio.Runner() as runner:
        books = Books(directory, new_database, runner)
        try:
            books.record(*runs)
            yield books
        finally:
            books.close()
