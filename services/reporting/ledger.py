"""The ledger: every fact of every source as it was received, chained by hash, and what each names, so that it is found again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, Date, Index, LargeBinary, MetaData, String, Table, Text, insert, select

from shared.contracts.timeline import councils_in, day_of, persons_in
from shared.platform.clock import PARIS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from shared.kernel import Fact, Recorded
    from shared.platform.envelope import Entry

NO_CHAIN = "0" * 64
COUNCIL, PERSON = "COUNCIL", "PERSON"


def ledger_table(metadata: MetaData, suffix: str) -> Table:
    """One row a fact: its bytes as received, and beside them what it is looked for by."""
    return Table(
        f"ledger{suffix}",
        metadata,
        Column("source", String(32), primary_key=True),
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("previous_position", BigInteger, nullable=False),
        Column("fact_id", String(36), nullable=False),
        Column("type", String(80), nullable=False),
        Column("stream_id", String(36), nullable=False),
        Column("recorded_us", BigInteger, nullable=False),
        Column("by", Text, nullable=False),
        Column("request_id", String(36), nullable=False),
        Column("cause", String(64), nullable=True),
        # Its day as timelines tell it, never after it was recorded; of an unknown type, the day on which it was recorded.
        Column("happened_on", Date, nullable=False),
        Column("state", LargeBinary, nullable=False),
        Column("chain", String(64), nullable=False),
        Index(f"ledger{suffix}_order", "recorded_us", "source", "position"),
        Index(f"ledger{suffix}_stream", "stream_id"),
        Index(f"ledger{suffix}_cause", "cause"),
    )


def named_table(metadata: MetaData, suffix: str) -> Table:
    """One row for each council and each person that a fact names."""
    return Table(
        f"ledger_named{suffix}",
        metadata,
        Column("source", String(32), primary_key=True),
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("kind", String(8), primary_key=True),
        Column("named", String(36), primary_key=True),
        Index(f"ledger_named{suffix}_who", "kind", "named"),
    )


def keep(
    connection: Connection, ledger: Table, named: Table, entries: Sequence[Entry], known: Sequence[Recorded]
) -> None:
    """Keep entries of one source, in order, also those of a type that this program does not know. `known` are the others."""
    heads = [entry.head() for entry in entries]
    facts = {one.position: one.fact for one in known}
    connection.execute(insert(ledger), list(_rows(connection, ledger, entries, heads, facts)))
    names = [
        {"kind": kind, "named": name, "source": head["source"], "position": entry.position}
        for entry, head in zip(entries, heads, strict=True)
        for kind, found in ((COUNCIL, councils_in(head["data"])), (PERSON, persons_in(head["data"])))
        for name in sorted(found)
    ]
    if names:
        connection.execute(insert(named), names)


def _rows(
    connection: Connection,
    ledger: Table,
    entries: Sequence[Entry],
    heads: Sequence[dict[str, Any]],
    facts: Mapping[int, Fact],
) -> Iterator[dict[str, Any]]:
    source = heads[0]["source"]
    last = select(ledger.c.chain).where(ledger.c.source == source).order_by(ledger.c.position.desc()).limit(1)
    chain = connection.execute(last).scalar() or NO_CHAIN
    for entry, head in zip(entries, heads, strict=True):
        chain = link(chain, entry)
        recorded_at = datetime.fromisoformat(head["recorded_at"])
        fact, recorded_on = facts.get(entry.position), recorded_at.astimezone(PARIS).date()
        yield {
            "source": source,
            "position": entry.position,
            "previous_position": entry.previous_position,
            "fact_id": head["id"],
            "type": head["type"],
            "stream_id": head["stream_id"],
            "recorded_us": microseconds(recorded_at),
            "by": head["by"],
            "request_id": head["request_id"],
            "cause": head["cause"],
            "happened_on": recorded_on if fact is None else day_of(fact, recorded_on),
            "state": entry.state,
            "chain": chain,
        }


def link(chain: str, entry: Entry) -> str:
    """The hash that binds an entry, and its place, to all that came before it in its source."""
    return hashlib.sha256(b"%s %d %s" % (chain.encode(), entry.position, entry.state)).hexdigest()


def microseconds(moment: datetime) -> int:
    """A moment as a number that sorts: microseconds since 1970, UTC."""
    return round(moment.timestamp() * 1_000_000)
