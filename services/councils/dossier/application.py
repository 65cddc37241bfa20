"""What people do with the council's file: say an entry, say it again, withdraw it; and read it all as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.councils.dossier.domain import FileEntry
from shared.entries.application import Entries

if TYPE_CHECKING:
    from datetime import date

    from services.councils.dossier.readmodel import DossierViews
    from services.councils.known_councils import KnownCouncils
    from shared.platform.clock import Clock
    from shared.platform.store import Store


class Dossier(Entries):
    """The file, as people act on it and read it."""

    def __init__(self, store: Store, councils: KnownCouncils, clock: Clock, views: DossierViews) -> None:
        super().__init__(store, FileEntry, councils, clock, views)
        self._known = councils
        self._file = views

    async def file(self, council_id: str, on: date | None) -> dict[str, Any]:
        """The whole file of a council as of a day, or of today. Raises NotFound."""
        await self._known.find(council_id)
        return await self._file.file(council_id, on or self._clock.today())

    async def autonomy(self, council_id: str) -> list[dict[str, Any]]:
        """All assessments of a council's autonomy, in order. Raises NotFound."""
        await self._known.find(council_id)
        return await self._file.autonomy(council_id)
