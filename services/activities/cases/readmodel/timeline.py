"""The facts of all services, each under the id of everything that it names: what happened about a case, or about a council."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import BigInteger, Column, Date, MetaData, String, Table, Text, func, insert, select, tuple_, update

from shared.contracts import activities, councils
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.timeline import (
    TAKES_BACK,
    WITHDRAWN,
    day_of,
    named_in,
    said_by,
    said_since,
    taken_back_by,
    title_of,
)
from shared.platform.clock import PARIS
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry
    from shared.platform.readmodel import ReadModel

Place = tuple["date", str, str, int]
"""Where a fact stands in a timeline: its day, when it was recorded, its source, its position there."""


@dataclass(frozen=True)
class TimelineTables:
    """Facts, and what each names."""

    fact: Table
    name: Table


class TimelineProjection(Projection[TimelineTables]):
    """From every fact of councils and activities to what happened about each thing."""

    name = "timeline_views"
    version = 3
    sources = ("councils", "activities")
    listens_to = (*councils.FACTS, *activities.FACTS)

    def tables(self, metadata: MetaData, suffix: str) -> TimelineTables:
        """One row a fact; one row for each thing that it names."""
        return TimelineTables(
            fact=Table(
                f"timeline_fact{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("stream_id", String(36), nullable=False, index=True),
                Column("version", BigInteger, nullable=False),
                Column("type", String(64), nullable=False),
                Column("title", String(300), nullable=True),
                Column("happened_on", Date, nullable=False),
                Column("recorded_at", String(32), nullable=False),
                Column("mark", String(16), nullable=True),
                Column("says", Text, nullable=False),
            ),
            name=Table(
                f"timeline_name{suffix}",
                metadata,
                Column("named", String(36), primary_key=True),
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("happened_on", Date, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: TimelineTables, entries: Sequence[Entry]) -> None:
        """Many facts at once, but for those that take back others, which must be there by then."""
        waiting: list[Recorded] = []
        for recorded in heard(self, entries):
            if type(recorded.fact) in TAKES_BACK:
                _add(connection, tables, waiting)
                _take_back(connection, tables.fact, recorded)
                waiting = []
            waiting.append(recorded)
        _add(connection, tables, waiting)


def _add(connection: Connection, tables: TimelineTables, facts: Sequence[Recorded]) -> None:
    rows = [_row(recorded) for recorded in facts]
    names = [
        {"named": named, **{column: row[column] for column in ("source", "position", "happened_on")}}
        for recorded, row in zip(facts, rows, strict=True)
        for named in sorted(named_in(recorded.fact))
    ]
    if rows:
        connection.execute(insert(tables.fact), rows)
    if names:
        connection.execute(insert(tables.name), names)


def _row(recorded: Recorded) -> dict[str, Any]:
    return {
        "source": recorded.source,
        "position": recorded.position,
        "stream_id": str(recorded.stream_id),
        "version": recorded.version,
        "type": recorded.fact.type,
        "title": title_of(recorded.fact),
        "happened_on": day_of(recorded.fact, recorded.recorded_at.astimezone(PARIS).date()),
        "recorded_at": recorded.recorded_at.isoformat(timespec="microseconds"),
        "mark": None,
        "says": orjson.dumps(said_by(recorded.fact)).decode(),
    }


def _take_back(connection: Connection, fact: Table, recorded: Recorded) -> None:
    """Mark the earlier facts of the stream that it corrects or withdraws; what was withdrawn stays so, whatever is said after."""
    by, of_the_source = recorded.fact, fact.c.source == recorded.source
    is_taken_back = taken_back_by(by)
    stands = of_the_source & (fact.c.stream_id == str(recorded.stream_id)) & fact.c.mark.is_distinct_from(WITHDRAWN)
    for row in connection.execute(select(fact.c.position, fact.c.type, fact.c.says).where(stands)).all():
        said = orjson.loads(row.says)
        if is_taken_back(row.type, said):
            says = orjson.dumps(said_since(said, by)).decode()
            marked = update(fact).where(of_the_source, fact.c.position == row.position)
            connection.execute(marked.values(mark=TAKES_BACK[type(by)].mark, says=says))


class TimelineViews:
    """What people ask of what happened."""

    def __init__(self, model: ReadModel[TimelineTables]) -> None:
        self.model = model

    async def timeline(
        self, named: Iterable[str], on: date | None, after_place: Place | None, limit: int
    ) -> list[dict[str, Any]]:
        """The facts that name any of these things, the newest first; those that had happened by a day, or all."""
        fact, name = self.model.tables.fact, self.model.tables.name
        places = select(name.c.source, name.c.position).where(name.c.named.in_(named)).distinct().subquery()
        order = (fact.c.happened_on, fact.c.recorded_at, fact.c.source, fact.c.position)
        question = (
            select(*(column for column in fact.c if column.name != "says"))
            .join(places, (places.c.source == fact.c.source) & (places.c.position == fact.c.position))
            .order_by(*(column.desc() for column in order))
            .limit(limit)
        )
        if on is not None:
            question = question.where(fact.c.happened_on <= on)
        if after_place is not None:
            question = question.where(tuple_(*order) < tuple_(*after_place))
        return [{**row, "name": FACT_NAMES[row["type"]]} for row in await self.model.rows(question)]

    async def last_news(self, named: Iterable[str], on: date) -> dict[str, date]:
        """For each of these things of which something is known, the last day by that day on which something happened."""
        name = self.model.tables.name
        rows = await self.model.rows(
            select(name.c.named, func.max(name.c.happened_on).label("last_on"))
            .where(name.c.named.in_(named), name.c.happened_on <= on)
            .group_by(name.c.named)
        )
        return {row["named"]: row["last_on"] for row in rows}
