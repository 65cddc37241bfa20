"""How facts become rows: the few things that both projections of this subject do with a table."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Column, String, delete, insert, or_, update

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Table


def id_column(name: str, **options: Any) -> Column[str]:
    """A column for the id of a thing or a person."""
    return Column(name, String(36), **{"nullable": False, **options})


def word_column(name: str, longest: int = 32, **options: Any) -> Column[str]:
    """A column for a code or a public label."""
    return Column(name, String(longest), **{"nullable": False, **options})


def said(fact: Any, *names: str) -> dict[str, Any]:
    """These fields of a fact, as columns hold them."""
    return {name: _plain(getattr(fact, name)) for name in names}


def _plain(value: object) -> object:
    match value:
        case UUID():
            return str(value)
        case Enum():
            return value.value
        case _:
            return value


def add(connection: Connection, table: Table, **values: Any) -> None:
    """Another row."""
    connection.execute(insert(table).values(**values))


def change(connection: Connection, table: Table, *where: ColumnElement[bool], **values: Any) -> None:
    """Other values in the rows that are so."""
    connection.execute(update(table).where(*where).values(**values))


def remove(connection: Connection, table: Table, *where: ColumnElement[bool]) -> None:
    """No such rows any more."""
    connection.execute(delete(table).where(*where))


def same(table: Table, fact: Any, *names: str) -> list[ColumnElement[bool]]:
    """The rows that say the same as the fact in these fields."""
    return [table.c[name] == value for name, value in said(fact, *names).items()]


def lasts_on(start: ColumnElement[Any], end: ColumnElement[Any], on: date) -> ColumnElement[bool]:
    """Whether a period holds that day. `end` is the first day after it, none while it lasts."""
    return (start <= on) & or_(end.is_(None), end > on)


def without(rows: Iterable[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The rows, without what the reader knows already."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]
