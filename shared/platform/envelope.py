"""How a recorded fact is written: bytes that never change, from the store through NATS to every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson

from shared.contracts import REGISTRY
from shared.kernel import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kernel import Fact

_LINE = re.compile(
    rb'^\{"position":(\d+),"previous_position":(\d+),(?:"chain":("(?:[^"\\]|\\.)*"),)?"state":', re.MULTILINE
)


class UnknownFact(Exception):  # noqa: N818 - named by what was met
    """This program does not know that type of fact, or not that version of it: it must be upgraded before it reads on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a source's log: the bytes as stored, and what is known beside them."""

    position: int
    previous_position: int
    state: bytes
    chain: str | None = None
    """What binds it to all that came before it, where it is kept in a ledger."""

    def head(self) -> dict[str, Any]:
        """The envelope as stored, without checking the fact: enough to carry it on."""
        head: dict[str, Any] = orjson.loads(self.state)
        return head

    def recorded(self) -> Recorded:
        """The fact, checked against its contract. Raises UnknownFact."""
        return decode(self.state, self.position, self.previous_position)


def encode(recorded: Recorded) -> bytes:
    """The bytes that are stored, published and hashed. The place in the log is not in them: it is known after the commit."""
    head = orjson.dumps(
        {
            "id": recorded.id,
            "type": recorded.fact.type,
            "source": recorded.source,
            "log_id": recorded.log_id,
            "stream_id": recorded.stream_id,
            "version": recorded.version,
            "recorded_at": recorded.recorded_at,
            "by": recorded.by,
            "request_id": recorded.request_id,
            "cause": recorded.cause,
        }
    )
    return b'%s,"data":%s}' % (head[:-1], recorded.fact.model_dump_json().encode())


def decode(state: bytes, position: int = 0, previous_position: int = 0) -> Recorded:
    """The recorded fact these bytes say. Fields that a newer program added are ignored. Raises UnknownFact."""
    head = orjson.loads(state)
    return Recorded(
        id=UUID(head["id"]),
        source=head["source"],
        log_id=UUID(head["log_id"]),
        stream_id=UUID(head["stream_id"]),
        version=head["version"],
        recorded_at=datetime.fromisoformat(head["recorded_at"]),
        by=head["by"],
        request_id=head["request_id"],
        cause=head["cause"],
        fact=fact_class(head["type"]).model_validate(head["data"], extra="ignore"),
        position=position,
        previous_position=previous_position,
    )


def fact_class(type_name: str) -> type[Fact]:
    """The class that the registry knows under that name. Raises UnknownFact."""
    try:
        return REGISTRY[type_name]
    except KeyError:
        raise UnknownFact(f"{type_name} is not a fact that this program knows") from None


def write_log_line(entry: Entry) -> bytes:
    """One line of `GET /v1/log`: JSON, with the stored bytes in it as they are, so that their hash can be checked."""
    chain = b"" if entry.chain is None else b'"chain":%s,' % orjson.dumps(entry.chain)
    return b'{"position":%d,"previous_position":%d,%s"state":%s}\n' % (
        entry.position,
        entry.previous_position,
        chain,
        entry.state,
    )


def read_log_lines(body: bytes) -> Iterator[Entry]:
    """The entries that such lines say, whatever bytes are stored: those that somebody altered may hold anything."""
    starts = list(_LINE.finditer(body))
    ends = [*(start.start() for start in starts), len(body)][1:]
    for start, end in zip(starts, ends, strict=True):
        position, previous_position, chain = start.groups()
        state = body[start.end() : end].removesuffix(b"}\n")
        yield Entry(int(position), int(previous_position), state, orjson.loads(chain) if chain else None)
