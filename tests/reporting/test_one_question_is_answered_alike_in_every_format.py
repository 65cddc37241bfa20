"""Whatever the file, one question has one answer: the values of JSON are those of CSV, of workbooks and of the data of a PDF."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from services.reporting.exports.data import SCHEMA
from tests.reporting.histories import residents, room
from tests.reporting.test_figures_over_http import PERIOD, meet, rows

if TYPE_CHECKING:
    from tests.support.house import House

QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "figures": ("/v1/figures", {}),
    "a breakdown": ("/v1/figures", {"by": "council"}),
    "one of one council": ("/v1/figures", {"indicator": "VIE-03", "council": "CC18"}),
    "beside a former period": ("/v1/figures", {"beside": "year-before"}),
    "a series": ("/v1/figures/VIE-03/series", {"step": "month"}),
}
LISTED: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a trace": ("/v1/figures/VIE-03/trace", {}, "Poids", "weight"),
    "differences": ("/v1/figures/VIE-03/differences", {"since": "activities@0"}, "Écart", "change"),
}
"""What is a line each, its column, and its name in JSON."""


def number(cell: object) -> float | None:
    """What a cell of a file says; nothing where it is not available."""
    if cell in {"", "n.d.", None}:
        return None
    return float(str(cell).replace(",", "."))


def column(house: House, path: str, header: str, **query: Any) -> list[list[float | None]]:
    """A column of the same answer, as CSV, XLSX, ODS and the data of the PDF have it."""

    def content(form: str) -> bytes:
        answer = house.reporting.get(path, **PERIOD, **query, format=form)
        assert answer.status_code == 200, answer.text
        return answer.content

    found = [[number(row[header]) for row in rows(content("csv"))]]
    for form in ("xlsx", "ods"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content(form)))
        head, *lines = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
        found.append([number(line[head.index(header)]) for line in lines])
    reader = PdfReader(io.BytesIO(content("pdf")))
    assert len(reader.pages) >= 1
    (attached,) = reader.attachments["donnees.json"]
    document = json.loads(attached)
    jsonschema.validate(document, SCHEMA)
    at = [one["title"] for one in document["data"]["columns"]].index(header)
    cells = [row[at] for row in document["data"]["rows"]]
    found.append([number(cell["value"] if isinstance(cell, dict) else cell) for cell in cells])
    return found


def test_each_format_has_the_values_of_json(busy: House) -> None:
    meet(busy, "CC18", "2017-03-13", room(residents(7)))
    after = meet(busy, "CC18", "2018-05-15", room(residents(3)))
    for name, (path, query) in QUESTIONS.items():
        told = busy.reporting.get(path, **PERIOD, **query, after=after).json()["figures"]
        values = [None if one["value"] is None else float(one["value"]) for one in told]
        assert any(values), name
        for of_a_format in column(busy, path, "Valeur", **query):
            assert of_a_format == pytest.approx(values), name
    for name, (path, query, header, field) in LISTED.items():
        told = busy.reporting.get(path, **PERIOD, **query).json()
        lines = told["changes"] if "changes" in told else told["counted"] + told["not_counted"]
        assert lines, name
        for of_a_format in column(busy, path, header, **query):
            assert of_a_format == [float(line[field]) for line in lines], name


def test_a_file_says_who_asked_of_what_and_how_to_ask_it_again(busy: House) -> None:
    answer = busy.reporting.get("/v1/figures", **PERIOD, council="CC18", indicator="VIE-01", format="pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="chiffres-2018-01-01-2018-12-31.pdf"'
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for words in ("tester", "conseil CC18", "activities@2,councils@2,reporting@0", "n.d. : non disponible"):
        assert words in read
    (attached,) = PdfReader(io.BytesIO(answer.content)).attachments["donnees.json"]
    about = {line["label"]: line["value"] for line in json.loads(attached)["about"]}
    address, _, query = about["Vérifier"].removeprefix("GET ").partition("?")
    assert address == "/v1/figures"
    assert "as_of=activities%402%2Ccouncils%402%2Creporting%400" in query
    assert "format" not in query
