"""What people do with imports: begin one, end it, undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities.imports.domain import Import
from shared.contracts.activities.imports import ImportBegun

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from shared.contracts.activities.imports import RowRejected, ThingKept, ThingRecorded, ThingRefused
    from shared.contracts.vocabulary import Origin
    from shared.kernel import Recorded
    from shared.platform.store import Command, Committed, Store


class Imports:
    """Imports, as people act on them. Every method raises what the import refuses, and NotFound."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def begin(self, command: Command, fact: ImportBegun) -> Committed:
        """A file is to be imported in this way."""
        return await self._store.open(command, Import, fact.batch_id, lambda batch: batch.begin(fact))

    async def end(
        self,
        command: Command,
        batch_id: UUID,
        recorded: Iterable[ThingRecorded],
        rejected: Iterable[RowRejected],
        origin: Origin,
    ) -> Committed:
        """Every row was tried."""
        return await self._store.change(command, Import, batch_id, lambda batch: batch.end(recorded, rejected, origin))

    async def undo(
        self,
        command: Command,
        batch_id: UUID,
        withdrawn: Iterable[ThingRecorded],
        kept: Iterable[ThingKept],
        refused: Iterable[ThingRefused],
        origin: Origin,
    ) -> Committed:
        """Everything that it recorded was tried to be withdrawn."""
        return await self._store.change(
            command, Import, batch_id, lambda batch: batch.undo(withdrawn, kept, refused, origin)
        )

    async def history(self, batch_id: UUID) -> list[Recorded]:
        """Everything recorded about an import, in order."""
        return await self._store.history(batch_id, ImportBegun)
