"""The councils that exist, as far as this service has heard: nothing can be said of a council that nobody established."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, String, Table, insert, select

from shared.contracts.councils import CouncilEstablished
from shared.kernel import Incoherent
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

PATIENCE_SECONDS = 1.0
"""A council established a moment ago may not have been heard of yet."""


class UnknownCouncil(Incoherent):
    """No council has the code {council_id}."""

    def __init__(self, *, field: str, council_id: str) -> None:
        super().__init__(council_id=council_id)
        self.pointer = f"/{field}"


@dataclass(frozen=True)
class KnownTables:
    """The codes of the councils."""

    known_council: Table


class KnownCouncilsProjection(Projection[KnownTables]):
    """From the establishment of councils to the list of their codes."""

    name = "known_councils"
    version = 1
    sources = ("councils",)
    listens_to = (CouncilEstablished,)

    def tables(self, metadata: MetaData, suffix: str) -> KnownTables:
        """One row a council."""
        return KnownTables(
            Table(f"known_council{suffix}", metadata, Column("council_id", String(32), primary_key=True))
        )

    def apply(self, connection: Connection, tables: KnownTables, entries: Sequence[Entry]) -> None:
        """Add the councils that were established."""
        rows = [
            {"council_id": recorded.fact.council_id}
            for recorded in heard(self, entries)
            if isinstance(recorded.fact, CouncilEstablished)
        ]
        if rows:
            connection.execute(insert(tables.known_council), rows)


class KnownCouncils:
    """Whether a council exists."""

    def __init__(self, model: ReadModel[KnownTables]) -> None:
        self._model = model
        self._seen: set[str] = set()

    async def require(self, *council_ids: str, field: str = "council_id") -> None:
        """Go on only with councils that exist. Raises UnknownCouncil, after having waited a little for news."""
        for council_id in council_ids:
            if council_id not in self._seen:
                await self._look_for(council_id, field)

    async def _look_for(self, council_id: str, field: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not await asyncio.to_thread(self._exists, council_id):
                    await self._model.next_change()
        except TimeoutError:
            raise UnknownCouncil(field=field, council_id=council_id) from None
        self._seen.add(council_id)

    def _exists(self, council_id: str) -> bool:
        known = self._model.tables.known_council
        with self._model.engine.connect() as connection:
            return connection.execute(select(known).where(known.c.council_id == council_id)).first() is not None
