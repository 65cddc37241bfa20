"""A document as JSON, with the schema of it: what programs read, and what a digest stands for."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.reporting.exports.document import Chart, Masked, Quantity, Table, Text

if TYPE_CHECKING:
    from services.reporting.exports.document import Cell, Document

FORMAT = "fil-citoyen/document/v1"


def write_json(document: Document) -> bytes:
    """The whole document: UTF-8, keys in order. The same document gives the same bytes."""
    text = json.dumps(told(document), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def told(document: Document) -> dict[str, Any]:
    """What is written, before it is."""
    return {
        "format": FORMAT,
        "title": document.title,
        "subtitle": document.subtitle,
        "made_at": document.made_at.isoformat(),
        "about": [{"label": label, "value": value} for label, value in document.about],
        "sections": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in document.sections
        ],
        "data": _table(document.data),
    }


def _block(block: Text | Table | Chart) -> dict[str, Any]:
    match block:
        case Text():
            return {"text": block.text}
        case Table():
            return {"table": _table(block)}
        case Chart():
            points = [{"label": label, "value": _cell(value)} for label, value in block.points]
            return {"chart": {"title": block.title, "unit": block.unit, "points": points}, "table": _table(block.table)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "columns": [{"key": column.key, "title": column.title} for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> Any:
    match cell:
        case Quantity():
            return {"value": _cell(cell.value), "words": cell.words}
        case Masked():
            return {"masked": True}
        case Decimal():
            return float(cell)  # at most fifteen digits: the same ones come out
        case datetime() | date():
            return cell.isoformat()
        case _:
            return cell


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


_STRING = {"type": "string"}
_NUMBER = {"type": ["number", "null"]}
_TABLE = _object(
    key={"type": "string", "pattern": "^[a-z0-9_]+$"},
    title=_STRING,
    columns=_list(_object(key={"type": "string", "pattern": "^[a-z0-9_]+$"}, title=_STRING)),
    rows=_list(_list({"$ref": "#/$defs/cell"})),
)
_CHART = _object(title=_STRING, unit=_STRING, points=_list(_object(label=_STRING, value=_NUMBER)))
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": FORMAT,
    **_object(
        format={"const": FORMAT},
        title=_STRING,
        subtitle=_STRING,
        made_at={"type": "string", "format": "date-time"},
        about=_list(_object(label=_STRING, value=_STRING)),
        sections=_list(
            _object(
                title=_STRING,
                blocks=_list(
                    {
                        "oneOf": [
                            _object(text=_STRING),
                            _object(table={"$ref": "#/$defs/table"}),
                            _object(chart=_CHART, table={"$ref": "#/$defs/table"}),
                        ]
                    }
                ),
            )
        ),
        data={"$ref": "#/$defs/table"},
    ),
    "$defs": {
        "table": _TABLE,
        "cell": {
            "anyOf": [
                {"type": ["string", "number", "null"]},
                _object(value=_NUMBER, words=_STRING),
                _object(masked={"const": True}),
            ]
        },
    },
}
"""JSON Schema (2020-12) of the file."""
