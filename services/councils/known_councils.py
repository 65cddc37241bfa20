"""The councils that exist: the stream of each, and the refusal of what is said of one that nobody established, or that was withdrawn.

Its namesake in the activities service hears of them instead of asking the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.contracts.councils.council import CouncilEstablished, CouncilWithdrawn
from shared.councils import CouncilWasWithdrawn, UnknownCouncil
from shared.kernel import NotFound

if TYPE_CHECKING:
    from shared.platform.store import Store

_COUNCILS = UUID("6f6f1a0c-5f0b-4b53-9a3e-0d1c7a0f5c11")


def stream_of(council_id: str) -> UUID:
    """The stream of a council follows from its code, so that no code can be used twice."""
    return uuid5(_COUNCILS, council_id)


class KnownCouncils:
    """Whether a council exists, asked of the facts themselves."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: set[str] = set()
        """Those that were established once; whether they stand is asked each time."""

    async def find(self, council_id: str) -> None:
        """Go on only with a council that exists, where it is what is asked for. Raises NotFound."""
        if not await self._stands(council_id):
            raise NotFound

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists, where a field names it. Raises UnknownCouncil, CouncilWasWithdrawn."""
        try:
            if not await self._stands(council_id):
                raise CouncilWasWithdrawn(pointer)
        except NotFound:
            raise UnknownCouncil(pointer) from None

    async def _stands(self, council_id: str) -> bool:
        """Whether it was not withdrawn: then that is the last of its facts. Raises NotFound."""
        stream_id = stream_of(council_id)
        if council_id not in self._seen:
            await self._store.history(stream_id, CouncilEstablished)
            self._seen.add(council_id)
        return not isinstance(await self._store.last(stream_id), CouncilWithdrawn)
