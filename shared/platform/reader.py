"""The reader: follows the log of one source and applies it to a read model, in order, each fact once, none skipped."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import httpx2
import structlog

from shared.platform import telemetry
from shared.platform.bus import BATCH, BROKER_ERRORS, POLL_SECONDS, VERIFY_SECONDS
from shared.platform.log import LogReplaced
from shared.platform.readmodel import BookmarkMoved, Quarantined, is_database_trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from shared.platform.bus import Feed
    from shared.platform.envelope import Entry
    from shared.platform.log import Log
    from shared.platform.readmodel import ReadModel

log = structlog.get_logger()

RETRY_SECONDS = 0.5
COMPARE_SECONDS = 5.0
"""Between two looks at the log and the bookmark: whether it is still the same log, and as long as what was read. With
some thirty readers in a house, looking every second took two fifths of a processor while nothing happened."""
REST_SECONDS = 0.025
"""After a batch of the service's own log: a transaction costs more than its facts, so when commits come thick, it takes several."""


class Reader:
    """Reads one source for one read model: from the broker as it comes, from the source's log wherever that has a hole."""

    def __init__(self, model: ReadModel[Any], source: str, source_log: Log, heard: Feed | asyncio.Event) -> None:
        """`heard` is a feed from the broker, or, for a service's own log, the event that follows each commit."""
        self.model = model
        self.source = source
        self._log = source_log
        self._heard = heard
        self._resumed = asyncio.Event()
        self._was_stopped = False
        self._labels = (model.projection.name, source)
        self.trouble: str | None = "not started"
        """Why facts are not being read at the moment; None when all is well."""
        self.stopped: str | None = None
        """Why it waits for somebody."""

    def resume(self) -> None:
        """Try again, after somebody mended what made it stop."""
        self._resumed.set()

    async def run(self) -> None:
        """Read for ever. What passes is waited out; what needs somebody stops it until `resume`."""
        while True:
            try:
                await self._read_on()
            except (Quarantined, LogReplaced) as error:
                await self.model.find_bookmark(self.source)
                await self.wait_for_somebody(str(error))
            except BookmarkMoved:
                await self.model.find_bookmark(self.source)
            except (*BROKER_ERRORS, httpx2.HTTPError) as error:
                self._note_trouble(type(error).__name__)
                await asyncio.sleep(POLL_SECONDS)
            except Exception as error:
                if not is_database_trouble(error):
                    raise
                self._note_trouble(type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def wait_for_somebody(self, why: str) -> None:
        """Stop, visibly, until `resume`."""
        self._note_trouble(why)
        self.stopped = why
        telemetry.READER_STOPPED.labels(*self._labels).set(1)
        self._resumed.clear()
        await self._resumed.wait()
        self.stopped = None
        self._was_stopped = True
        telemetry.READER_STOPPED.labels(*self._labels).set(0)

    def _note_trouble(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.warning("reading_interrupted", projection=self._labels[0], source=self.source, reason=trouble)
        self.trouble = trouble

    @property
    def position(self) -> int:
        """How far it has read."""
        return self.model.positions[self.source]

    async def _read_on(self) -> None:
        await self.model.find_bookmark(self.source)
        if isinstance(self._heard, asyncio.Event):
            await self._follow_own(self._heard)
        else:
            await self._follow(self._heard)

    async def _follow_own(self, committed: asyncio.Event) -> None:
        """A service's own log needs no broker; what another process of the service recorded is looked for every second."""
        clock = asyncio.get_running_loop().time
        compared_at = -COMPARE_SECONDS
        while True:
            committed.clear()
            if clock() - compared_at >= COMPARE_SECONDS:
                log_id, _ = await self._log.head()
                await self._catch_up()
                compared_at = clock()
            self.trouble = None
            entries = await self._log.page(self.position, BATCH)
            if entries:
                await self._apply(log_id, entries)
                await asyncio.sleep(REST_SECONDS)
            if len(entries) < BATCH:
                # Not `wait_for`: before Python 3.12 it forgets a cancellation that comes together with what it waits for.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(VERIFY_SECONDS):
                        await committed.wait()

    async def _follow(self, feed: Feed) -> None:
        """The source's log tells what was missed; then the broker tells what comes."""
        with contextlib.suppress(httpx2.HTTPError):
            await self._catch_up()
        clock = asyncio.get_running_loop().time
        compared_at = clock()
        async with contextlib.aclosing(feed.batches()) as batches:
            async for batch in batches:
                self.trouble = None
                if batch is not None:
                    await self._take(batch.log_id, batch.entries)
                    await batch.acknowledge()
                elif clock() - compared_at >= COMPARE_SECONDS:
                    compared_at = clock()
                    if await self._is_behind():
                        # The broker fell silent though there is more: ask it anew.
                        return

    async def _is_behind(self) -> bool:
        try:
            return await self._catch_up() > 0
        except httpx2.HTTPError:
            # The source is away: what the broker holds is all there is to read.
            return False

    async def _catch_up(self) -> int:
        """Apply all that the source's log has beyond the bookmark; returns how many. Raises LogReplaced."""
        log_id, head = await self._log.head()
        known, position = await asyncio.to_thread(self.model.bookmark, self.source)
        if (known is not None and known != log_id) or head < position:
            raise LogReplaced(f"the log of {self.source} is another one, or was restored from before {position}")
        telemetry.READ_BEHIND.labels(*self._labels).set(head - self.position)
        applied = 0
        while self.position < head:
            entries = await self._log.page(self.position, BATCH)
            if not entries:
                raise LogReplaced(f"the log of {self.source} ends before {head}")
            await self._apply(log_id, entries)
            applied += len(entries)
        telemetry.READ_BEHIND.labels(*self._labels).set(0)
        return applied

    async def _take(self, log_id: UUID, entries: Sequence[Entry]) -> None:
        """Apply a batch of the broker: drop what is known, and close every hole from the source's log first."""
        fresh = [entry for entry in entries if entry.position > self.position]
        while fresh:
            if fresh[0].previous_position != self.position:
                telemetry.HOLES_CLOSED.labels(*self._labels).inc()
                await self._close_hole(log_id, fresh[0].previous_position)
                fresh = [entry for entry in fresh if entry.position > self.position]
                continue
            run = _unbroken(fresh)
            await self._apply(log_id, run)
            fresh = fresh[len(run) :]

    async def _close_hole(self, log_id: UUID, end: int) -> None:
        while self.position < end:
            entries = await self._log.page(self.position, BATCH)
            if not entries:
                raise LogReplaced(
                    f"the broker holds more of {self.source} than its own log, which ends at {self.position}"
                )
            await self._apply(log_id, entries)

    async def _apply(self, log_id: UUID, entries: Sequence[Entry]) -> None:
        await self.model.take(self.source, log_id, entries)
        if self._was_stopped:
            await asyncio.to_thread(self.model.release, self.source, self.position)
            self._was_stopped = False


def _unbroken(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The longest beginning in which each entry follows the one before."""
    for rank in range(1, len(entries)):
        if entries[rank].previous_position != entries[rank - 1].position:
            return entries[:rank]
    return entries
