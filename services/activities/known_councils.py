"""The councils that exist, as far as this service has heard: nothing can be said of a council that nobody established."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, String, Table, insert, select

from shared.contracts.councils.council import CouncilEstablished
from shared.kernel import Incoherent
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


class UnknownCouncil(Incoherent):
    """No council has this code."""

    def __init__(self, pointer: str) -> None:
        super().__init__()
        self.pointer = pointer


@dataclass(frozen=True)
class KnownCouncilsTables:
    """The codes of the councils."""

    known_council: Table


class KnownCouncilsProjection(Projection[KnownCouncilsTables]):
    """From the establishment of councils to the list of their codes."""

    name = "known_councils"
    version = 1
    sources = ("councils",)
    listens_to = (CouncilEstablished,)

    def tables(self, metadata: MetaData, suffix: str) -> KnownCouncilsTables:
        """One row a council."""
        return KnownCouncilsTables(
            Table(f"known_council{suffix}", metadata, Column("council_id", String(32), primary_key=True))
        )

    def apply(self, connection: Connection, tables: KnownCouncilsTables, entries: Sequence[Entry]) -> None:
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

    def __init__(self, model: ReadModel[KnownCouncilsTables]) -> None:
        self._model = model
        self._seen: set[str] = set()

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists. Raises UnknownCouncil, after having waited a little for news."""
        if council_id in self._seen:
            return
        known = self._model.tables.known_council
        if not await self._model.rows_soon(select(known).where(known.c.council_id == council_id)):
            raise UnknownCouncil(pointer)
        self._seen.add(council_id)
