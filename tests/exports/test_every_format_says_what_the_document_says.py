"""A document is written in five formats: each holds all that it says, as it is written, and nothing that it hides."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from services.reporting.exports.charts import svg
from services.reporting.exports.data import SCHEMA
from services.reporting.exports.document import MASKED, Chart, Column, Document, Quantity, Section, Table, Text
from services.reporting.exports.formats import Format, write
from services.reporting.exports.pdf import printable
from services.reporting.exports.spreadsheets import visible

if TYPE_CHECKING:
    from services.reporting.exports.document import Cell

NOON = datetime(2026, 11, 23, 11, 0, 0, 123456, tzinfo=UTC)
NASTY = [
    *("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tTAB", "\N{FULLWIDTH EQUALS SIGN}1+1", "'=1"),
    *('#eval("x")', "*gras* _italique_ $x^2$ @label <tag> `code` \\ #let x = 1", "// commentaire", "= Titre"),
    *("</text:p>", "&amp; <b>", '"guillemets" ; point-virgule', "ligne une\nligne deux", "\x00\x07\x1f\x7f", "_x000D_"),
    *("e\u0301 \u202eenvers\u202c \u200b", "😀 שלום 漢字", "fin\ufeff", "œuvre n° 3 € ≥ 2 : « oui »\u202f!"),
]


def a_document(*cells: Cell, words: str = "Bonjour.", many: int = 1) -> Document:
    columns = tuple(Column(f"c{place}", f"Colonne {place}") for place in range(len(cells)))
    table = Table("lignes", "Lignes", columns, (cells,) * many)
    chart = Chart(
        "Réunions tenues",
        "réunions",
        (("01/2018", 3), ("02/2018", None), ("03/2018", Decimal("1.5"))),
        Table("mois", "Mois par mois", (Column("mois", "Mois"),), (("01/2018",),)),
    )
    return Document(
        "L'année du conseil",
        "du 1er janvier 2018 au 31 décembre 2018",
        (("Demandé par", "tester"),),
        (Section("Vie du conseil", (Text(words), table)), Section("Mois", (chart,))),
        Table("donnees", "Données", columns, (cells,) * many),
        NOON,
    )


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def text_of(content: bytes) -> str:
    """What is read of a PDF, with its spaces as they fall."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.sampled_from(NASTY), st.text(max_size=60)), st.text(max_size=30))
def test_what_people_wrote_is_text_in_every_format(words: str, others: str) -> None:
    try:
        (words + others).encode()
    except UnicodeEncodeError:
        return  # half a character is refused long before
    document = a_document(words, others or None, words=words)
    content = json.loads(write(document, Format.JSON))
    jsonschema.validate(content, SCHEMA)
    assert content["data"]["rows"] == [[words, others or None]]

    header, *lines = csv.reader(io.StringIO(write(document, Format.CSV).decode("utf-8-sig"), newline=""), delimiter=";")
    assert header == ["Colonne 0", "Colonne 1"]
    assert all(not line[0].startswith(("=", "+", "-", "@", "\t")) for line in lines)

    for form, formula in ((Format.XLSX, "<f>"), (Format.ODS, "table:formula")):
        file = write(document, form)
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
        assert not any(formula in text for text in texts)
        for text in filter(None, texts):  # an ODS has empty parts
            ET.fromstring(text)  # noqa: S314 - our own
        if form is Format.XLSX and words.strip():
            assert sheets(file)["Lignes"][1][0].replace("\r\n", "\n") == visible(words)
    assert squeezed(printable(words)) in squeezed(text_of(write(document, Format.PDF))) or not _is_in_one_piece(words)


def _is_in_one_piece(words: str) -> bool:
    """Whether a PDF gives a text back as it was written: long words are cut at the end of a line, and some letters are joined."""
    return len(words) <= 40 and all(0x20 <= ord(one) < 0x7F for one in words)


CELLS: list[Cell] = [
    *("texte", 7, Decimal("0.625"), date(2018, 3, 1), datetime(2018, 3, 1, 11, 2, 3, tzinfo=UTC)),
    *(
        Quantity(1234, "1\u202f234"),
        Quantity(Decimal("0.625"), "62,5 % (5/8)"),
        Quantity(None, "n.d. + 1 n.c."),
        MASKED,
        None,
    ),
]


def test_each_kind_of_cell_is_told_in_each_format() -> None:
    document = a_document(*CELLS)
    (row,) = json.loads(write(document, Format.JSON))["data"]["rows"]
    assert row == [
        *("texte", 7, 0.625, "2018-03-01", "2018-03-01T11:02:03+00:00"),
        {"value": 1234, "words": "1\u202f234"},
        {"value": 0.625, "words": "62,5 % (5/8)"},
        {"value": None, "words": "n.d. + 1 n.c."},
        {"masked": True},
        None,
    ]
    told_in_csv = write(document, Format.CSV).decode("utf-8-sig").splitlines()[1]
    assert told_in_csv == "texte;7;0,625;01/03/2018;01/03/2018 12:02:03;1234;0,625;;masqué;"
    for form in (Format.XLSX, Format.ODS):
        (_, cells) = sheets(write(document, form))["Lignes"]
        told_in_sheet = [*cells, *[""] * (len(CELLS) - len(cells))]
        assert told_in_sheet == [
            *("texte", 7.0, 0.625, date(2018, 3, 1), datetime(2018, 3, 1, 12, 2, 3)),  # noqa: DTZ001 - Paris
            *(1234.0, 0.625, "n.d.", "masqué", ""),
        ], form
    read = squeezed(text_of(write(document, Format.PDF)))
    for words in ("texte", "0,625", "01/03/2018", "1234", "62,5%(5/8)", "n.d.+1n.c.", "masqué"):
        assert words in read, words


def test_a_pdf_is_tagged_says_its_language_and_holds_its_data() -> None:
    document = a_document("texte", 7, many=200)
    content = write(document, Format.PDF)
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert len(reader.pages) > 3
    assert all("Colonne 0" in page.extract_text() for page in reader.pages[:3]), "the header is repeated"
    assert reader.attachments == {"donnees.json": [write(document, Format.JSON)]}


def test_a_chart_begins_at_zero_says_each_value_and_leaves_a_gap_where_nobody_knows() -> None:
    drawn = svg(Chart("A & B", "réunions", (("01", 4), ("02", None), ("03", 2)), Table("t", "t", (), ())))
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    heights = [float(bar.attrib["height"]) for bar in root.iter(f"{space}rect")]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert [text.text for text in root.iter(f"{space}text")] == ["01", "4", "02", "n.d.", "03", "2"]
    assert (root.find(f"{space}title"), root.find(f"{space}desc")) != (None, None)
    assert "A & B (réunions). 01 : 4 ; 02 : n.d. ; 03 : 2." in "".join(root.itertext())
    for points in ((), (("01", 0),), (("01", None),)):
        ET.fromstring(svg(Chart("t", "u", points, Table("t", "t", (), ()))))  # noqa: S314 - our own


def test_sheets_have_names_that_a_spreadsheet_takes_and_no_two_alike() -> None:
    long = "Participation aux instances de pilotage"
    tables = tuple(
        Table(f"t{rank}", title, (Column("a", "A"),), ((rank,),))
        for rank, title in enumerate([f"{long} : tenues", f"{long} : annulées", "[à] / propos ?", "", "Données"])
    )
    document = Document("T", "s", (), (Section("S", tables),), Table("donnees", "Données", (), ()), NOON)
    for form in (Format.XLSX, Format.ODS):
        names = list(sheets(write(document, form)))
        assert len({name.casefold() for name in names}) == len(tables) + 2
        assert all(0 < len(name) <= 31 for name in names)


PROGRAM = """
import hashlib
from tests.exports.test_every_format_says_what_the_document_says import CELLS, a_document
from services.reporting.exports.formats import Format, write
document = a_document(*CELLS, words="œuvre n° 3", many=3)
print(" ".join(hashlib.sha256(write(document, form)).hexdigest() for form in Format))
"""


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    here = a_document(*CELLS, words="œuvre n° 3", many=3)
    digests.add(" ".join(hashlib.sha256(write(here, form)).hexdigest() for form in Format) + "\n")
    assert len(digests) == 1
