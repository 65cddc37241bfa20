"""What people do with official lists of districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.territories.domain import PriorityDistrict, stream_of
from shared.contracts.councils.territories import PriorityDistrictListed

if TYPE_CHECKING:
    from shared.contracts.vocabulary import Origin
    from shared.kernel import Recorded
    from shared.platform.store import Command, Committed, Store


class Territories:
    """The priority districts, as lists tell of them. Every method raises what the district refuses, and NotFound."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def enlist(self, command: Command, fact: PriorityDistrictListed) -> Committed:
        """An official list holds a district."""
        return await self._store.open(
            command, PriorityDistrict, stream_of(fact.district_code), lambda district: district.enlist(fact)
        )

    async def strike(self, command: Command, district_code: str, list_digest: str, origin: Origin) -> Committed:
        """A later reading of its list no longer holds it."""
        return await self._store.change(
            command,
            PriorityDistrict,
            stream_of(district_code),
            lambda district: district.strike(list_digest, origin),
        )

    async def history(self, district_code: str) -> list[Recorded]:
        """Everything recorded about a district, in order."""
        return await self._store.history(stream_of(district_code), PriorityDistrictListed)
