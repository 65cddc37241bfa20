"""Traces: the facts behind a figure, by the same conditions as its value."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, or_, select

from services.reporting.figures.application.answers import Trace, TracedFact
from services.reporting.figures.application.asking import Asking
from services.reporting.figures.application.conditions import is_at_the_end
from services.reporting.figures.domain.measured import Reason
from services.reporting.indicators.measures import Delay, Distinct, Free, Standing, Stocks, parts_of, selections_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.reporting.figures.application.answers import Part
    from services.reporting.indicators.measures import Indicator, Selection, Single


class Tracing(Asking):
    """One question, answered fact by fact."""

    def trace(self, indicator: Indicator) -> Trace:
        """The facts behind the figure, for each of its parts."""
        (figure,) = self.figures(indicator)
        singles = parts_of(indicator.measure)
        parts: tuple[Part, ...] = ("value",) if len(singles) == 1 else ("numerator", "denominator")
        counted, not_counted = [], []
        for part, one in zip(parts, singles, strict=True):
            adding, otherwise = self._weighed(part, one)
            counted += adding
            not_counted += otherwise
            told = self._not_counted(part, one)
            # Replaced is only what says nothing more: neither that it counts, nor why it does not.
            speaking = {(fact.source, fact.position) for fact in (*adding, *told) if fact.reason != Reason.REPLACED}
            not_counted += [
                fact for fact in told if fact.reason != Reason.REPLACED or (fact.source, fact.position) not in speaking
            ]
        return Trace(figure, counted, not_counted)

    def _weighed(self, part: Part, measure: Single) -> tuple[list[TracedFact], list[TracedFact]]:
        """The facts that count, each with what it adds, and those that do not count because of others."""
        adding = self._traced(part, measure.selection, self._within(until=is_at_the_end(measure)))
        match measure:
            case Distinct():
                return _each_once(adding)
            case Standing():
                return self._which_stand(adding, measure)
            case Stocks():
                return self._each_day(adding, measure)
            case Free():
                return self._which_are_free(
                    adding, self._traced(part, measure.taken, self._within(until=True)), measure
                )
            case Delay():
                return self._how_long(adding, measure)
            case _:
                return adding, []

    def _each_day(self, facts: Sequence[TracedFact], measure: Stocks) -> tuple[list[TracedFact], list[TracedFact]]:
        """A fact counts as often as there are days from it on."""
        times = self._times(measure)
        each = [(fact, times(fact.lines[0]["council"], fact.last_on)) for fact in facts]
        counted = [
            _lines(fact, [line | {"weight": line["weight"] * many} for line in fact.lines])
            for fact, many in each
            if many
        ]
        return counted, [replace(fact, weight=0, reason=Reason.ON_NO_DAY) for fact, many in each if not many]

    def _which_are_free(
        self, seats: Sequence[TracedFact], taken: Sequence[TracedFact], measure: Free
    ) -> tuple[list[TracedFact], list[TracedFact]]:
        """Where something is left, what there is and what is taken of it; where nothing is, why nothing counts."""
        free = {(council_id, college) for (_, council_id, college), many in self._left(measure).items() if many > 0}
        counted, not_counted = list[TracedFact](), list[TracedFact]()
        for sign, facts in ((1, seats), (-1, taken)):
            for fact in facts:
                lines = [
                    line | {"weight": sign * line["weight"]}
                    for line in fact.lines
                    if (line["council"], line.get("college")) in free
                ]
                if lines:
                    counted.append(_lines(fact, lines))
                else:
                    not_counted.append(replace(fact, weight=0, reason=Reason.NO_SEAT_FREE))
        return counted, not_counted

    def _how_long(self, facts: Sequence[TracedFact], measure: Delay) -> tuple[list[TracedFact], list[TracedFact]]:
        """What ends in the period counts the days since the beginning, where both are known."""
        counted, not_counted = list[TracedFact](), list[TracedFact]()
        delays = self._delays(measure.selection)
        for fact in facts:
            _, days = delays.get((fact.source, fact.position, fact.lines[0]["council"]), ((), None))
            if days is not None:
                counted.append(replace(fact, weight=days))
            elif any(line["weight"] < 0 for line in fact.lines):
                not_counted.append(replace(fact, weight=0, reason=Reason.SINCE_WHEN_UNKNOWN))
        return counted, not_counted

    def _which_stand(self, facts: Sequence[TracedFact], measure: Standing) -> tuple[list[TracedFact], list[TracedFact]]:
        """A fact counts for each thing that stands and that no later fact tells of; others say why they do not."""
        standing = {thing for _, thing in self._still_standing(measure.selection)}
        together = {thing for _, thing in self._still_standing(measure.selection, measure.along)}
        counted, not_counted, seen = list[TracedFact](), list[TracedFact](), set[tuple[str, str]]()
        for fact in reversed(facts):
            things = {(line["council"], line["subject"]) for line in fact.lines}
            fresh = (things & together) - seen
            if fresh:
                counted.append(replace(fact, weight=len(fresh)))
            else:
                alone = Reason.ALONE if things & standing else Reason.OVER
                not_counted.append(replace(fact, weight=0, reason=Reason.ALREADY_COUNTED if things & seen else alone))
            seen |= fresh
        return counted[::-1], not_counted[::-1]

    def _traced(self, part: Part, selection: Selection, condition: ColumnElement[bool]) -> list[TracedFact]:
        return self._facts(part, and_(self._selected(selection), self._rows.c.reason.is_(None), condition), None)

    def _not_counted(self, part: Part, measure: Single) -> list[TracedFact]:
        """Facts that may lie outside, those that say themselves why they add nothing, and those that later ones replaced."""
        rows, until, selections = self._rows, is_at_the_end(measure), selections_of(measure)
        adds = rows.c.reason.is_(None)
        selected = or_(*(self._selected(one) for one in selections))
        told = and_(or_(*(self._selected(one, dimensions=False) for one in selections)), rows.c.reason.is_not(None))
        replaced = and_(or_(*(self._of(one) for one in selections)), self._no_longer_known(), adds)
        return [
            *self._facts(part, and_(selected, adds, self._perhaps(until=until)), Reason.DATE_IMPRECISE),
            *self._facts(part, and_(told, self._overlaps(until=until)), None),
            *self._facts(part, and_(replaced, self._overlaps(until=until)), Reason.REPLACED),
        ]

    def _facts(self, part: Part, condition: ColumnElement[bool], reason: Reason | None) -> list[TracedFact]:
        """The rows that meet a condition, gathered by the fact that says them."""
        rows, ledger = self._rows, self._ledger
        question = (
            select(rows, ledger.c.state)
            .select_from(
                self._from().join(ledger, and_(ledger.c.source == rows.c.source, ledger.c.position == rows.c.told_at))
            )
            .where(condition)
            .order_by(rows.c.first_on, rows.c.source, rows.c.told_at, rows.c.position, rows.c.line)
        )
        gathered: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
        for row in self._connection.execute(question):
            gathered[row.source, row.told_at, row.council_id].append(row)
        return [_traced_fact(part, reason, together) for together in gathered.values()]


def _traced_fact(part: Part, reason: Reason | None, rows: Sequence[Any]) -> TracedFact:
    told = reason or (Reason(rows[0].reason) if rows[0].reason else None)
    return TracedFact(
        part=part,
        weight=0 if told else sum(row.weight for row in rows),
        reason=told,
        source=rows[0].source,
        position=rows[0].told_at,
        state=rows[0].state,
        first_on=rows[0].first_on,
        last_on=rows[0].last_on,
        lines=[_line(row) for row in rows],
    )


def _lines(fact: TracedFact, lines: list[dict[str, Any]]) -> TracedFact:
    """The same fact, which adds these."""
    return replace(fact, weight=sum(line["weight"] for line in lines), lines=lines)


_DIMENSIONS = ("kind", "group", "college", "gender", "age_band", "theme", "funder", "register")


def _line(row: Any) -> dict[str, Any]:
    dimensions = {name: getattr(row, name) for name in _DIMENSIONS if getattr(row, name) is not None}
    return {"weight": row.weight, "council": row.council_id, "subject": row.subject, **dimensions}


def _each_once(facts: Sequence[TracedFact]) -> tuple[list[TracedFact], list[TracedFact]]:
    """A fact counts for each thing that no fact before it counted, for all its councils; others say that it is counted already."""
    seen: set[str] = set()
    once: dict[tuple[str, int], TracedFact] = {}
    again: list[TracedFact] = []
    for fact in facts:
        place = (fact.source, fact.position)
        fresh = {line["subject"] for line in fact.lines} - seen
        seen |= fresh
        if place in once:  # the same fact, for another council
            first = once[place]
            once[place] = replace(first, weight=first.weight + len(fresh), lines=[*first.lines, *fact.lines])
        elif fresh:
            once[place] = replace(fact, weight=len(fresh))
        else:
            again.append(replace(fact, weight=0, reason=Reason.ALREADY_COUNTED))
    return list(once.values()), again
