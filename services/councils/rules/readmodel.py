"""What rules are judged on: the statements about each council, as they were recorded. A verdict is made when it is asked for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table, insert, select

from services.councils.rules.domain.story import HAPPENED, Statement, councils_in, entry_of, told_otherwise
from services.councils.rules.domain.verdicts import LIFE, changes, judge
from shared.contracts.activities import journal
from shared.contracts.councils.council import CouncilEstablished, CouncilWithdrawn
from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn
from shared.contracts.councils.representation import SeatOfferWithdrawn, SeatsOffered
from shared.kernel import NotFound
from shared.platform.envelope import Entry
from shared.platform.readmodel import Projection, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from services.councils.rules.domain.rule import Rule
    from services.councils.rules.domain.verdicts import Change, Verdict
    from shared.kernel import Fact, Recorded
    from shared.platform.readmodel import ReadModel

EVERY_COUNCIL = ""
"""Where stand what is of several councils: the seats in a body (R14), official districts (R06), trainings for several (R20)."""


@dataclass(frozen=True)
class RuleTables:
    """The statements."""

    statement: Table


class RuleProjection(Projection[RuleTables]):
    """From facts of both services to statements about councils: rows are only ever added, so that facts commute."""

    name = "rule_views"
    version = 6
    sources = ("councils", "activities")
    listens_to = tuple(HAPPENED)

    def tables(self, metadata: MetaData, suffix: str) -> RuleTables:
        """One row for each council that a fact is about."""
        return RuleTables(
            Table(
                f"rule_statement{suffix}",
                metadata,
                Column("council_id", String(32), primary_key=True),
                Column("source", String(32), primary_key=True),
                Column("position", BigInteger, primary_key=True, autoincrement=False),
                Column("type", String(80), nullable=False, index=True),
                Column("state", LargeBinary, nullable=False),
            )
        )

    def apply(self, connection: Connection, tables: RuleTables, entries: Sequence[Entry]) -> None:
        """Keep each fact as it came."""
        states = {entry.position: entry.state for entry in entries}
        rows = [row for recorded in heard(self, entries) for row in _rows(recorded, states[recorded.position])]
        if rows:
            connection.execute(insert(tables.statement), rows)


def _rows(recorded: Recorded, state: bytes) -> list[dict[str, Any]]:
    return [
        {
            "council_id": council_id,
            "source": recorded.source,
            "position": recorded.position,
            "type": recorded.fact.type,
            "state": state,
        }
        for council_id in sorted(_councils_of(recorded.fact))
    ]


def _councils_of(fact: Fact) -> set[str]:
    """The councils that a fact is about; none for an entry that no rule rests on."""
    if type(entry_of(fact)) not in HAPPENED:
        return set()
    match fact:
        case SeatsOffered() | SeatOfferWithdrawn():
            return {EVERY_COUNCIL}
        case EntryCorrected() | journal.EntryCorrected():
            return _councils_of(fact.before) | _councils_of(fact.after)
        case EntryWithdrawn() | journal.EntryWithdrawn():
            return _councils_of(fact.said)
    told = told_otherwise(fact)
    if told is not None:
        return {council_id for facts in told for one in facts for council_id in councils_in(one)}
    return councils_in(fact) or {EVERY_COUNCIL}


class RuleViews:
    """Questions that people ask about rules."""

    def __init__(self, model: ReadModel[RuleTables]) -> None:
        self.model = model

    async def verdicts(self, council_id: str, rules: Sequence[Rule], on: date) -> list[Verdict]:
        """These rules, for one council, on one day. Raises NotFound."""
        statements = await self._statements(council_id)
        return await asyncio.to_thread(lambda: [judge(rule, council_id, statements, on) for rule in rules])

    async def verdict_of_each_council(self, rule: Rule, on: date) -> list[Verdict]:
        """One rule, for all councils in the order of their codes."""
        everything = await self._ask_all(rule)
        return await asyncio.to_thread(
            lambda: [judge(rule, council, everything[council], on) for council in sorted(everything)]
        )

    async def changes(self, council_id: str, rule: Rule, first: date, last: date) -> list[Change]:
        """The days on which the verdict changed. Raises NotFound."""
        statements = await self._statements(council_id)
        return await asyncio.to_thread(changes, rule, council_id, statements, first, last)

    async def _statements(self, council_id: str) -> list[Statement]:
        statement = self.model.tables.statement
        question = select(statement).where(statement.c.council_id.in_((council_id, EVERY_COUNCIL)))
        rows = await self.model.rows(question.order_by(statement.c.source, statement.c.position))
        if not _stands(rows):
            raise NotFound
        return await asyncio.to_thread(_read, rows)

    async def _ask_all(self, rule: Rule) -> Mapping[str, list[Statement]]:
        """What the rule rests on, by council that was established."""
        statement = self.model.tables.statement
        kinds: tuple[type[Fact], ...] = (*LIFE, *rule.rests_on)
        types = [kind.type for kind in kinds]
        question = select(statement).where(statement.c.type.in_(types))
        rows = await self.model.rows(question.order_by(statement.c.source, statement.c.position))
        by_council: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            by_council[row["council_id"]].append(row)
        shared = by_council.pop(EVERY_COUNCIL, [])
        return await asyncio.to_thread(
            lambda: {council: _read([*shared, *its]) for council, its in by_council.items() if _stands(its)}
        )


def _stands(rows: Iterable[dict[str, Any]]) -> bool:
    """Whether the council was established, and not withdrawn since."""
    life = {CouncilEstablished.type: True, CouncilWithdrawn.type: False}
    said = [life[row["type"]] for row in rows if row["type"] in life]
    return said[-1:] == [True]


def _read(rows: Sequence[dict[str, Any]]) -> list[Statement]:
    """The statements of these rows."""
    return [
        Statement(row["source"], row["position"], Entry(row["position"], 0, row["state"]).recorded().fact)
        for row in rows
    ]
