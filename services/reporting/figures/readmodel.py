"""The tables of figures: the ledger, what facts tell of, contributions, and the councils they are about.

A contribution is true from one place in the log of its source to another, so that a question as of any point reads the
rows that were true there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    insert,
    select,
    update,
)

from services.reporting.figures.domain import rows_of, things_of
from services.reporting.figures.domain.contribution import Contribution, Said
from services.reporting.ledger import keep, ledger_table, named_table
from shared.contracts import FACTS_OF
from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished, CouncilParticulars, CouncilWithdrawn
from shared.platform.clock import PARIS
from shared.platform.envelope import Entry
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from shared.kernel import Recorded


@dataclass(frozen=True)
class FigureTables:
    """The tables that figures are asked of."""

    ledger: Table
    named: Table
    told: Table
    contribution: Table
    council: Table


class FigureProjection(Projection[FigureTables]):
    """From every fact of every source to what the figures are made of."""

    name = "figures"
    version = 9
    sources = tuple(FACTS_OF)
    listens_to = tuple(fact for facts in FACTS_OF.values() for fact in facts)

    def tables(self, metadata: MetaData, suffix: str) -> FigureTables:
        """One row a fact, what a fact names, a contribution, what a fact tells of, and what is said of a council."""
        return FigureTables(
            ledger=ledger_table(metadata, suffix),
            named=named_table(metadata, suffix),
            contribution=Table(
                f"contribution{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("line", Integer, primary_key=True, autoincrement=False),
                Column("thing", String(120), nullable=False),
                # Place of the fact that says so: a later one may have been needed for it to become true.
                Column("told_at", BigInteger, nullable=False),
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
                Column("register", String(32), nullable=True),
                # Place of the fact since which it is no longer so; none while it is.
                Column("undone_at", BigInteger, nullable=True),
                Index(f"contribution{suffix}_measured", "measured", "council_id", "first_on"),
                # A period of all councils reads its days alone.
                Index(f"contribution{suffix}_days", "measured", "first_on", "last_on"),
                Index(f"contribution{suffix}_thing", "thing"),
            ),
            told=Table(
                f"told{suffix}",
                metadata,
                Column("source", String(32), primary_key=True),
                Column("thing", String(120), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
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
        """Keep every entry in the ledger, chained; say which rows begin to be true with the facts, and which end."""
        known = list(heard(self, entries))
        keep(connection, tables.ledger, tables.named, entries, known)
        if known:
            _Stories(connection, tables, known).tell()
        for recorded in known:
            _place(connection, tables.council, recorded)


def _said(recorded: Recorded) -> Said[Any]:
    return Said(recorded.position, recorded.fact, recorded.recorded_at.astimezone(PARIS).date())


@dataclass(slots=True)
class _Row:
    """A contribution in the table: from which fact on it is true, and until which."""

    thing: str
    position: int
    line: int
    contribution: Contribution
    undone_at: int | None = None

    def values(self, source: str) -> dict[str, Any]:
        mine = {"thing": self.thing, "position": self.position, "line": self.line, "undone_at": self.undone_at}
        return {"source": source, **mine, **asdict(self.contribution)}


class _Stories:
    """The things that some facts of one source tell of: all that was said of each so far, and the rows that stand."""

    def __init__(self, connection: Connection, tables: FigureTables, known: Sequence[Recorded]) -> None:
        self._connection = connection
        self._tables = tables
        self._known = known
        self._source = known[0].source
        self._said: dict[str, list[Said[Any]]] = defaultdict(list)
        self._standing: dict[str, list[_Row]] = defaultdict(list)
        self._load(list({thing for one in known for thing in things_of(one.fact)}))

    def _load(self, things: Sequence[str]) -> None:
        told, ledger, rows = self._tables.told, self._tables.ledger, self._tables.contribution
        before = (
            select(told.c.thing, ledger.c.position, ledger.c.previous_position, ledger.c.state)
            .join(ledger, and_(ledger.c.source == told.c.source, ledger.c.position == told.c.position))
            .where(told.c.source == self._source, told.c.thing.in_(things))
            .order_by(ledger.c.position)
        )
        for thing, position, previous, state in self._connection.execute(before):
            self._said[thing].append(_said(Entry(position, previous, state).recorded()))
        standing = (
            select(rows)
            .where(rows.c.source == self._source, rows.c.thing.in_(things), rows.c.undone_at.is_(None))
            .order_by(rows.c.position, rows.c.line)
        )
        for row in self._connection.execute(standing).mappings():
            contribution = Contribution(**{name: row[name] for name in Contribution.__dataclass_fields__})
            self._standing[row["thing"]].append(_Row(row["thing"], row["position"], row["line"], contribution))

    def tell(self) -> None:
        """Rows that are no longer true end with the fact that ended them; those that have become true begin with it."""
        told, begun, ended = [], list[_Row](), list[_Row]()
        for recorded in self._known:
            position, first = recorded.position, len(begun)
            for thing in things_of(recorded.fact):
                told.append({"source": self._source, "thing": thing, "position": position})
                self._said[thing].append(_said(recorded))
                new = Counter(rows_of(thing, self._said[thing]))
                ended += self._end(thing, new, position)
                fresh = [
                    _Row(thing, position, line, one) for line, one in enumerate(new.elements(), len(begun) - first)
                ]
                self._standing[thing] += fresh
                begun += fresh
        self._write(told, begun, [row for row in ended if row.position < self._known[0].position])

    def _end(self, thing: str, new: Counter[Contribution], position: int) -> list[_Row]:
        """End the rows of a thing that are not among its new ones; what stays is taken out of these."""
        stays, ended = list[_Row](), list[_Row]()
        for row in self._standing[thing]:
            if new[row.contribution] > 0:
                new[row.contribution] -= 1
                stays.append(row)
            else:
                row.undone_at = position
                ended.append(row)
        self._standing[thing] = stays
        return ended

    def _write(self, told: list[dict[str, Any]], begun: list[_Row], ended: list[_Row]) -> None:
        rows = self._tables.contribution
        if told:
            self._connection.execute(insert(self._tables.told), told)
        if begun:
            self._connection.execute(insert(rows), [row.values(self._source) for row in begun])
        if ended:
            place = (rows.c.source == self._source, rows.c.position == bindparam("at"), rows.c.line == bindparam("on"))
            ending = update(rows).where(*place).values(undone_at=bindparam("until"))
            self._connection.execute(
                ending, [{"at": row.position, "on": row.line, "until": row.undone_at} for row in ended]
            )


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
