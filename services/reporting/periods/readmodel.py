"""What can be seen of periods: how each stands, and what it was last closed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, Text, insert, select, update

from services.reporting.periods.domain import Status
from shared.contracts.reporting.periods import FACTS, PeriodApproved, PeriodClosed
from shared.kernel import NotFound
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel


@dataclass(frozen=True)
class PeriodTables:
    """The periods."""

    period: Table


class PeriodProjection(Projection[PeriodTables]):
    """From what is said of periods to how each stands."""

    name = "period_views"
    version = 1
    sources = ("reporting",)
    listens_to = FACTS

    def tables(self, metadata: MetaData, suffix: str) -> PeriodTables:
        """One row a period that was ever closed."""
        return PeriodTables(
            Table(
                f"period{suffix}",
                metadata,
                Column("period_id", String(36), primary_key=True),
                Column("first_on", Date, nullable=False),
                Column("last_on", Date, nullable=False),
                Column("status", String(16), nullable=False),
                # As it was last closed, also once it is reopened.
                Column("as_of", String(200), nullable=False),
                Column("missing", Text, nullable=False),
                Column("closed_at", String(40), nullable=False),
                Column("closed_by", String(255), nullable=False),
                Column("version", BigInteger, nullable=False),
                Column("position", BigInteger, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: PeriodTables, entries: Sequence[Entry]) -> None:
        """The last word on each period holds."""
        period = tables.period
        for recorded in heard(self, entries):
            fact: Any = recorded.fact
            mine = period.c.period_id == str(fact.period_id)
            place: dict[str, Any] = {"version": recorded.version, "position": recorded.position}
            if not isinstance(fact, PeriodClosed):
                status = Status.APPROVED if isinstance(fact, PeriodApproved) else Status.REOPENED
                connection.execute(update(period).where(mine).values(status=status, **place))
                continue
            closed = {
                "status": Status.CLOSED,
                "as_of": fact.as_of,
                "missing": orjson.dumps([one.model_dump() for one in fact.missing]).decode(),
                "closed_at": recorded.recorded_at.isoformat(),
                "closed_by": recorded.by,
                **place,
            }
            if connection.execute(update(period).where(mine).values(**closed)).rowcount == 0:
                days = {"period_id": str(fact.period_id), "first_on": fact.first_on, "last_on": fact.last_on}
                connection.execute(insert(period).values(**days, **closed))


class PeriodViews:
    """Questions that people ask about periods."""

    def __init__(self, model: ReadModel[PeriodTables]) -> None:
        self.model = model

    async def periods(self) -> list[dict[str, Any]]:
        """All periods that were ever closed, the latest first, the longer before those within it."""
        period = self.model.tables.period
        rows = await self.model.rows(select(period).order_by(period.c.last_on.desc(), period.c.first_on))
        return [_shown(row) for row in rows]

    async def period(self, which: str) -> dict[str, Any]:
        """One period. Raises NotFound."""
        period = self.model.tables.period
        rows = await self.model.rows(select(period).where(period.c.period_id == which))
        if not rows:
            raise NotFound
        return _shown(rows[0])


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name not in {"first_on", "last_on", "missing"}}
    return {**shown, "from": row["first_on"], "to": row["last_on"], "missing": orjson.loads(row["missing"])}
