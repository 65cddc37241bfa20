"""The ledger, as auditors read it: every fact of every source as it was received, and the chain that binds it to the former ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, cast, select

from shared.kernel import NotFound
from shared.platform.envelope import Entry

if TYPE_CHECKING:
    from services.reporting.figures.readmodel import FigureTables
    from shared.platform.readmodel import ReadModel


class NoSuchSource(NotFound):
    """No log is called {source}."""

    pointer = "/path/source"


async def ledger_lines(model: ReadModel[FigureTables], source: str, after: int, limit: int) -> list[Entry]:
    """What the ledger keeps of a source behind a position, in order. Raises NoSuchSource."""
    if source not in model.projection.sources:
        raise NoSuchSource(source=source)
    ledger = model.tables.ledger
    # Bytes, also where somebody has put a text in their place: that is what auditors look for.
    state = cast(ledger.c.state, LargeBinary).label("state")
    lines = (
        select(ledger.c.position, ledger.c.previous_position, state, ledger.c.chain)
        .where(ledger.c.source == source, ledger.c.position > after)
        .order_by(ledger.c.position)
        .limit(limit)
    )
    return [Entry(**row) for row in await model.rows(lines)]
