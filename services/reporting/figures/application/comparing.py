"""Differences: one figure at two points in the logs, and the facts that weigh otherwise at each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from services.reporting.figures.application.answers import Cause, Change, Difference, LaterFact
from services.reporting.figures.application.conditions import at
from services.reporting.figures.application.tracing import Tracing
from services.reporting.indicators.measures import parts_of, selections_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from services.reporting.figures.application.answers import Part, Question, Trace, TracedFact
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.indicators.measures import Indicator
    from shared.platform.readmodel import Vector

Place = tuple[str, int]
"""Where a fact stands: its source, and its position there."""


class Comparing(Tracing):
    """One question, asked at two points in the logs."""

    def __init__(self, connection: Connection, tables: FigureTables, question: Question, since: Vector) -> None:
        super().__init__(connection, tables, question)
        self._since = since
        self._earlier = Tracing(connection, tables, replace(question, as_of=since))

    def difference(self, indicator: Indicator) -> Difference:
        """The figure then and now, and the facts that make the difference, by the day of what they tell."""
        before, now = self._earlier.trace(indicator), self.trace(indicator)
        weighed, weighs, ended = _weights(before), _weights(now), self._ended(indicator)
        changes = []
        for key in sorted(weighed.keys() | weighs.keys(), key=lambda key: (_fact(key, weighs, weighed).first_on, key)):
            was, is_now = (facts[key].weight if key in facts else 0 for facts in (weighed, weighs))
            if was != is_now:
                _, source, position = key
                since = ended.get((source, position))
                changes.append(
                    Change(_fact(key, weighs, weighed), was, is_now, self._cause(source, position, since), since)
                )
        return Difference(self._since, before.figure, now.figure, changes)

    def _cause(self, source: str, position: int, since: LaterFact | None) -> Cause:
        if position > self._since.get(source, 0):
            return Cause.RECORDED
        return Cause.NO_LONGER_TRUE if since else Cause.OTHERS

    def _ended(self, indicator: Indicator) -> Mapping[Place, LaterFact]:
        """Of the facts of which something was true then and no longer is: the first fact since which that is so."""
        rows, ledger = self._rows, self._ledger
        measured = {one.measured for part in parts_of(indicator.measure) for one in selections_of(part)}
        then, now = (at(vector, rows.c.source) for vector in (self._since, self._question.as_of))
        ended = (
            select(rows.c.source, rows.c.told_at, func.min(rows.c.undone_at).label("undone_at"))
            .where(
                rows.c.measured.in_(measured),
                rows.c.position <= then,
                rows.c.undone_at > then,
                rows.c.undone_at <= now,
            )
            .group_by(rows.c.source, rows.c.told_at)
        ).subquery()
        question = select(ended, ledger.c.state).join(
            ledger, and_(ledger.c.source == ended.c.source, ledger.c.position == ended.c.undone_at)
        )
        return {
            (row.source, row.told_at): LaterFact(row.source, row.undone_at, row.state)
            for row in self._connection.execute(question)
        }


Key = tuple["Part", str, int]


def _weights(trace: Trace) -> dict[Key, TracedFact]:
    """What each fact adds to each part of the figure, for all its councils."""
    facts: dict[Key, TracedFact] = {}
    for fact in trace.counted:
        key = (fact.part, fact.source, fact.position)
        told = facts.get(key)
        facts[key] = replace(told, weight=told.weight + fact.weight, lines=[*told.lines, *fact.lines]) if told else fact
    return facts


def _fact(key: Key, weighs: Mapping[Key, TracedFact], weighed: Mapping[Key, TracedFact]) -> TracedFact:
    return weighs.get(key) or weighed[key]
