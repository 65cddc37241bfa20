"""The councils that exist: the stream of each, and the refusal of what is said of one that nobody established.

Its namesake in the activities service hears of them instead of asking the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.contracts.councils.council import CouncilEstablished
from shared.kernel import Incoherent, NotFound

if TYPE_CHECKING:
    from shared.platform.store import Store

_COUNCILS = UUID("6f6f1a0c-5f0b-4b53-9a3e-0d1c7a0f5c11")


def stream_of(council_id: str) -> UUID:
    """The stream of a council follows from its code, so that no code can be used twice."""
    return uuid5(_COUNCILS, council_id)


class UnknownCouncil(Incoherent):
    """No council has this code."""

    def __init__(self, pointer: str) -> None:
        super().__init__()
        self.pointer = pointer


class KnownCouncils:
    """Whether a council exists, asked of the facts themselves."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: set[str] = set()

    async def find(self, council_id: str) -> None:
        """Go on only with a council that exists, where it is what is asked for. Raises NotFound."""
        if council_id not in self._seen:
            await self._store.history(stream_of(council_id), CouncilEstablished)
            self._seen.add(council_id)

    async def require(self, council_id: str, pointer: str = "/council_id") -> None:
        """Go on only with a council that exists, where a field names it. Raises UnknownCouncil."""
        try:
            await self.find(council_id)
        except NotFound:
            raise UnknownCouncil(pointer) from None
