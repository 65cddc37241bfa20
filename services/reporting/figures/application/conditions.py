"""Which rows a question is about: conditions that values and traces share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_

from services.reporting.indicators.measures import Free, Standing, Stock, Stocks

if TYPE_CHECKING:
    from sqlalchemy import Connection, FromClause

    from services.reporting.figures.application.answers import Question
    from services.reporting.figures.domain.measured import Measured
    from services.reporting.figures.readmodel import FigureTables
    from services.reporting.indicators.measures import Selection, Single
    from shared.platform.readmodel import Vector


class Conditions:
    """One question, and the rows of the tables that it is about."""

    def __init__(self, connection: Connection, tables: FigureTables, question: Question) -> None:
        self._connection = connection
        self._rows = tables.contribution
        self._ledger = tables.ledger
        self._councils = tables.council
        self._question = question

    def _from(self) -> FromClause:
        rows, councils = self._rows, self._councils
        return rows.outerjoin(
            councils,
            and_(councils.c.council_id == rows.c.council_id, self._as_known_then()),
        )

    def _as_known_then(self) -> ColumnElement[bool]:
        """Of each council, what was said of it last by then."""
        councils, then = self._councils, self._question.as_of.get("councils", 0)
        return and_(councils.c.position <= then, or_(councils.c.replaced_at.is_(None), councils.c.replaced_at > then))

    def _key_columns(self) -> list[ColumnElement[Any]]:
        places = {"council": self._rows.c.council_id, "arrondissement": self._councils.c.arrondissement}
        return [places[name] if name in places else self._rows.c[name] for name in self._question.by]

    def _selected(self, selection: Selection, *, dimensions: bool = True) -> ColumnElement[bool]:
        return and_(self._of(selection, dimensions=dimensions), self._known())

    def _of(self, selection: Selection, *, dimensions: bool = True) -> ColumnElement[bool]:
        rows, question = self._rows, self._question
        conditions = [rows.c.measured == selection.measured]
        if dimensions:
            conditions += [rows.c[name].in_(values) for name, values in selection.where.items()]
            if selection.also is not None:
                conditions.append(self._is_also(selection.also))
        if question.council is not None:
            conditions.append(rows.c.council_id == question.council)
        if question.arrondissement is not None:
            conditions.append(self._councils.c.arrondissement == question.arrondissement)
        return and_(*conditions)

    def _is_also(self, measured: Measured) -> ColumnElement[bool]:
        """The same thing of the same council is measured in this too."""
        rows, others = self._rows, self._rows.alias()
        return exists().where(
            others.c.measured == measured,
            others.c.council_id == rows.c.council_id,
            others.c.subject == rows.c.subject,
            others.c.reason.is_(None),
            self._known(others),
        )

    def _known(self, rows: FromClause | None = None) -> ColumnElement[bool]:
        """What was true at that point in the logs."""
        of = (self._rows if rows is None else rows).c
        then = at(self._question.as_of, of.source)
        return and_(of.position <= then, or_(of.undone_at.is_(None), of.undone_at > then))

    def _no_longer_known(self) -> ColumnElement[bool]:
        """What was true before that point, and no longer is."""
        undone_at, then = self._rows.c.undone_at, at(self._question.as_of, self._rows.c.source)
        return and_(self._rows.c.position <= then, undone_at <= then)

    def _within(self, *, until: bool) -> ColumnElement[bool]:
        """Certainly in the period, or for a stock certainly by its last day."""
        by_the_end = self._rows.c.last_on <= self._question.last
        if until:
            return by_the_end
        # What ended by then had begun by then: said for the sake of the index, which knows the days of all councils in order.
        return and_(self._rows.c.first_on.between(self._question.first, self._question.last), by_the_end)

    def _perhaps(self, *, until: bool) -> ColumnElement[bool]:
        """Perhaps in the period, perhaps not: the date is not known finely enough."""
        return and_(self._overlaps(until=until), ~self._within(until=until))

    def _overlaps(self, *, until: bool = False) -> ColumnElement[bool]:
        begun = self._rows.c.first_on <= self._question.last
        return begun if until else and_(begun, self._rows.c.last_on >= self._question.first)


def at(vector: Vector, source: ColumnElement[str]) -> ColumnElement[int]:
    """The position of each row's source, as an expression."""
    return case(*((source == name, literal(position)) for name, position in vector.items()), else_=literal(0))


def is_at_the_end(measure: Single) -> bool:
    """Whether it tells what there is on the last day, and not what happened in the period."""
    return isinstance(measure, (Stock, Standing, Stocks, Free))
