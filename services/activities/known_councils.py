"""The councils that exist, as far as this service has heard: nothing can be said of a council that nobody established."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, MetaData, String, Table, delete, insert, select

from shared.contracts.councils.council import CouncilEstablished, CouncilWithdrawn
from shared.councils import CouncilWasWithdrawn, UnknownCouncil
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class KnownCouncilsTables:
    """The codes of the councils."""

    known_council: Table


class KnownCouncilsProjection(Projection[KnownCouncilsTables]):
    """From the establishment of councils, and the withdrawal of those that never were, to the list of their codes."""

    name = "known_councils"
    version = 2
    sources = ("councils",)
    listens_to = (CouncilEstablished, CouncilWithdrawn)

    def tables(self, metadata: MetaData, suffix: str) -> KnownCouncilsTables:
        """One row a council, whether it stands or was withdrawn."""
        return KnownCouncilsTables(
            Table(
                f"known_council{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("is_withdrawn", Boolean, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: KnownCouncilsTables, entries: Sequence[Entry]) -> None:
        """The last word on each council holds."""
        for recorded in heard(self, entries):
            fact: Any = recorded.fact
            known = tables.known_council
            connection.execute(delete(known).where(known.c.council_id == fact.council_id))
            is_withdrawn = isinstance(fact, CouncilWithdrawn)
            connection.execute(insert(known).values(council_id=fact.council_id, is_withdrawn=is_withdrawn))


class KnownCouncils:
    """Whether a council exists."""

    def __init__(self, model: ReadModel[KnownCouncilsTables]) -> None:
        self._model = model

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists.

        Raises UnknownCouncil, after having waited a little for news, and CouncilWasWithdrawn. What was said of a council before
        the news of its withdrawal came stands, and can be withdrawn too.
        """
        known = self._model.tables.known_council
        found = await self._model.rows_soon(select(known).where(known.c.council_id == council_id))
        if not found:
            raise UnknownCouncil(pointer)
        if found[0]["is_withdrawn"]:
            raise CouncilWasWithdrawn(pointer)
