"""The tables of figures: the ledger (every fact as received), contributions, and the councils they are about."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    select,
    update,
)

from services.reporting.figures.domain import contributions
from shared.contracts import FACTS_OF
from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished, CouncilParticulars, CouncilWithdrawn
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.kernel import Recorded
    from shared.platform.envelope import Entry

NO_CHAIN = "0" * 64


@dataclass(frozen=True)
class FigureTables:
    """The tables that figures are asked of."""

    ledger: Table
    contribution: Table
    council: Table


class FigureProjection(Projection[FigureTables]):
    """From every fact of every source to what the figures are made of."""

    name = "figures"
    version = 4
    sources = tuple(FACTS_OF)
    listens_to = tuple(fact for facts in FACTS_OF.values() for fact in facts)

    def tables(self, metadata: MetaData, suffix: str) -> FigureTables:
        """One row a fact, a contribution, a council."""
        return FigureTables(
            ledger=Table(
                f"ledger{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("previous_position", BigInteger, nullable=False),
                Column("fact_id", String(36), nullable=False),
                Column("type", String(80), nullable=False),
                Column("stream_id", String(36), nullable=False),
                Column("recorded_us", BigInteger, nullable=False),
                Column("state", LargeBinary, nullable=False),
                Column("chain", String(64), nullable=False),
            ),
            contribution=Table(
                f"contribution{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("line", Integer, primary_key=True, autoincrement=False),
                Column("measured", String(40), nullable=False),
                Column("weight", BigInteger, nullable=False),
                Column("first_on", Date, nullable=False),
                Column("last_on", Date, nullable=False),
                Column("council_id", String(32), nullable=False),
                Column("subject", String(36), nullable=False),
                Column("reason", String(32), nullable=True),
                Column("kind", String(40), nullable=True),
                Column("college", String(16), nullable=True),
                Column("gender", String(16), nullable=True),
                Column("age_band", String(16), nullable=True),
                Column("group", String(16), nullable=True),
                Column("theme", String(32), nullable=True),
                Column("funder", String(32), nullable=True),
                # Place of the fact that takes it back; its own, for what takes back.
                Column("undone_at", BigInteger, nullable=True),
                Index(f"contribution{suffix}_measured", "measured", "council_id", "first_on"),
            ),
            council=Table(
                f"council_place{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("council_id", String(32), nullable=False),
                Column("name", String(120), nullable=False),
                Column("arrondissement", String(2), nullable=False),
                Column("first_on", Date, nullable=False),
                # Place of the fact that says it again, otherwise; none for what was said last.
                Column("replaced_at", BigInteger, nullable=True),
            ),
        )

    def apply(self, connection: Connection, tables: FigureTables, entries: Sequence[Entry]) -> None:
        """Keep every entry in the ledger, chained; add what the facts contribute."""
        connection.execute(insert(tables.ledger), _ledger_rows(connection, tables.ledger, entries))
        known = list(heard(self, entries))
        rows = [row for recorded in known for row in _contribution_rows(recorded)]
        if rows:
            connection.execute(insert(tables.contribution), rows)
            for row in rows:
                if row["undone_at"] is not None:
                    _undo(connection, tables.contribution, row)
        for recorded in known:
            _place(connection, tables.council, recorded)


def _ledger_rows(connection: Connection, ledger: Table, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    source = entries[0].head()["source"]
    last = select(ledger.c.chain).where(ledger.c.source == source).order_by(ledger.c.position.desc()).limit(1)
    chain = connection.execute(last).scalar() or NO_CHAIN
    rows = []
    for entry in entries:
        head = entry.head()
        chain = link(chain, entry)
        rows.append(
            {
                "source": source,
                "position": entry.position,
                "previous_position": entry.previous_position,
                "fact_id": head["id"],
                "type": head["type"],
                "stream_id": head["stream_id"],
                "recorded_us": microseconds(datetime.fromisoformat(head["recorded_at"])),
                "state": entry.state,
                "chain": chain,
            }
        )
    return rows


def link(chain: str, entry: Entry) -> str:
    """The hash that binds an entry, and its place, to all that came before it in its source."""
    return hashlib.sha256(b"%s %d %s" % (chain.encode(), entry.position, entry.state)).hexdigest()


def microseconds(moment: datetime) -> int:
    """A moment as a number that sorts: microseconds since 1970, UTC."""
    return round(moment.timestamp() * 1_000_000)


def _contribution_rows(recorded: Recorded) -> list[dict[str, Any]]:
    rows = []
    for line, contribution in enumerate(contributions(recorded.fact)):
        row = {"source": recorded.source, "position": recorded.position, "line": line, **asdict(contribution)}
        row["undone_at"] = recorded.position if row.pop("is_reverse") else None
        rows.append(row)
    return rows


_SAME = ("measured", "council_id", "subject", "first_on", "last_on", "college", "gender", "age_band")


def _undo(connection: Connection, contribution: Table, reverse: dict[str, Any]) -> None:
    """Mark the row that another takes back: the last one before it that says the same, and stands."""
    rows = contribution.c
    stands = (
        select(rows.position, rows.line)
        .where(
            rows.source == reverse["source"],
            rows.position < reverse["position"],
            rows.undone_at.is_(None),
            rows.reason.is_(None),
            rows.weight == -reverse["weight"],
            *(rows[name] == reverse[name] for name in _SAME),
        )
        .order_by(rows.position.desc(), rows.line.desc())
        .limit(1)
    )
    for position, line in connection.execute(stands).all():
        taken_back = (rows.source == reverse["source"]) & (rows.position == position) & (rows.line == line)
        connection.execute(update(contribution).where(taken_back).values(undone_at=reverse["position"]))


def _place(connection: Connection, council: Table, recorded: Recorded) -> None:
    """Keep how a council is called and where it is; what was said before stays, for who asks as of then."""
    match recorded.fact:
        case CouncilEstablished() as fact:
            connection.execute(insert(council).values(_council_row(recorded, fact.council_id, fact)))
        case CouncilWithdrawn() as fact:
            _replace(connection, council, fact.council_id, recorded.position)
        case CouncilCorrected() as fact:
            _replace(connection, council, fact.council_id, recorded.position)
            connection.execute(insert(council).values(_council_row(recorded, fact.council_id, fact.after)))


def _replace(connection: Connection, council: Table, council_id: str, position: int) -> None:
    last = (council.c.council_id == council_id) & council.c.replaced_at.is_(None)
    connection.execute(update(council).where(last).values(replaced_at=position))


def _council_row(recorded: Recorded, council_id: str, said: CouncilEstablished | CouncilParticulars) -> dict[str, Any]:
    return {
        "source": recorded.source,
        "position": recorded.position,
        "council_id": council_id,
        "name": said.name,
        "arrondissement": said.arrondissement,
        "first_on": said.origin.window(said.established_on)[0],
    }
