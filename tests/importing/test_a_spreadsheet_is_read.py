"""CSV, xlsx and ods are read as people here write them; a file of another form, or of unlikely size, is refused whole."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from services.console.importing import CannotImport
from services.console.importing.sheets import LAYOUTS, reading, write_template
from services.console.importing.sheets.cells import plain
from services.console.importing.sheets.columns import match
from services.console.importing.sheets.reading import read_sheet
from shared.contracts.activities.imports import MOST_ROWS
from shared.platform.spreadsheets import as_written, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def sheet_of(directory: Path, content: bytes, name: str = "t.csv") -> Any:
    file = directory / name
    file.write_bytes(content)
    return read_sheet(file)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    fill(book)
    book.close()
    return written.getvalue()


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="Feuille1">
<table:table-row><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Présents</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2026-02-03"><text:p>03/02/26</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry
 manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_each_encoding_and_with_each_sign_between_cells(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    lines = [["Prénom", "Collège"], ["Zoé", "é€"], ["", ""], ["Noël"]]
    text = "\r\n".join(sign.join(line) for line in lines)
    sheet = sheet_of(tmp_path, text.encode(encoding))
    assert sheet.headings == ("Prénom", "Collège")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("Zoé", "é€")), (4, ("Noël", ""))]


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=3, max_size=3)
    )
)
def test_any_text_comes_back_from_our_files_as_it_was(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("csv") / "t.csv"
    file.write_bytes(write_csv(["a", "b", "c"], rows))
    expected = [tuple(row) for row in rows if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#")]
    assert [row.cells for row in read_sheet(file).rows] == expected


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''+33", "-2", "'", "l'eau", "'bonjour'", ""])
def test_the_apostrophe_that_keeps_a_formula_from_running_is_taken_away_and_no_other(text: str) -> None:
    cell = write_csv(["a"], [[text]]).decode("utf-8-sig").split("\r\n")[1].strip('"')
    assert as_written(cell) == text


def test_lines_that_begin_with_a_hash_are_passed_over_and_counted(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, b"# un mot\nDate;Nature\n# exemple;x\n03/02/2026;bureau\n")
    assert (sheet.headings, sheet.comments) == (("Date", "Nature"), 2)
    assert [row.number for row in sheet.rows] == [4]


@pytest.mark.parametrize("above", ["# a, b, c, d, e", '"# a, b,\nc, d, e";', "", "////", '#,"x'])
@pytest.mark.parametrize("sign", [";", "\t"])
def test_the_sign_between_cells_is_that_of_the_headings_whatever_is_written_above_them(
    tmp_path: Path, above: str, sign: str
) -> None:
    headings = ("Conseil", "Date", "Nature")
    sheet = sheet_of(tmp_path, f"{above.replace('/', sign)}\n{sign.join(headings)}\n".encode())
    assert sheet.headings == headings


def test_a_workbook_says_days_numbers_and_words_as_people_write_them(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        first, other = book.add_worksheet("Réunions"), book.add_worksheet("Notes")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        first.write_row(0, 0, ["Date", "Présents", "Durée", "Au moins", "Objet", "Vide"])
        first.write_datetime(1, 0, datetime(2026, 2, 3), day)  # noqa: DTZ001 - a day in a cell has no zone
        first.write_row(1, 1, [12, 1.5, True, "été"])
        first.write_row(3, 0, ["04/02/2026", "7"])
        other.write(0, 0, "à lire")
        book.add_worksheet("Rien")

    sheet = sheet_of(tmp_path, workbook(fill), "t.xlsx")
    assert sheet.headings == ("Date", "Présents", "Durée", "Au moins", "Objet", "Vide")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("03/02/2026", "12", "1,5", "oui", "été", "")),
        (4, ("04/02/2026", "7", "", "", "", "")),
    ]
    assert sheet.other_sheets == ("Notes",)


def test_an_ods_workbook_is_read_too(tmp_path: Path) -> None:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    content = packed({"mimetype": mimetype, "content.xml": ODS.replace("\n", ""), "META-INF/manifest.xml": MANIFEST})
    sheet = sheet_of(tmp_path, content, "t.ods")
    assert (sheet.headings, [row.cells for row in sheet.rows]) == (("Date", "Présents"), [("03/02/2026", "12")])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_template_holds_our_headings_and_no_row(tmp_path: Path, name: str, suffix: str) -> None:
    layout, file = LAYOUTS[name], tmp_path / f"modèle{suffix}"
    write_template(layout, file)
    sheet = read_sheet(file)
    assert (sheet.headings, sheet.rows) == (tuple(column.heading for column in layout.columns), ())
    found = match(sheet.headings, layout, {}, {}, council=False)
    assert (list(found.columns), found.unmatched) == ([column.field for column in layout.columns], ())
    with pytest.raises(CannotImport, match="ne peut pas être écrit"):
        write_template(layout, file)


def test_a_template_is_a_csv_or_an_xlsx(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match=r"\.xlsx ou en \.csv"):
        write_template(LAYOUTS["members"], tmp_path / "modèle.ods")


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_example_of_each_column_is_understood_as_it_is_explained(name: str) -> None:
    for column in LAYOUTS[name].columns:
        assert not column.example or column.read(column.example) not in ("", None), column.heading
        assert all(column.read(word) for word in column.admitted()), column.heading


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_two_columns_of_a_kind_share_a_heading(name: str) -> None:
    said = [plain(heading) for one in LAYOUTS[name].columns for heading in (one.heading, *one.also)]
    assert len(said) == len(set(said))


def _corners(sheet: Any) -> None:
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")


MACROS = packed({"xl/workbook.xml": "", "xl/vbaProject.bin": b"macro"})
FAR = workbook(lambda book: _corners(book.add_worksheet()))
LONG = "a;b\n" + "1;2\n" * (MOST_ROWS + 1)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.xls", b"", "n'est pas un tableau lisible ici (.csv, .xlsx, .ods)"),
        ("t.xlsm", b"", "n'est pas un tableau lisible ici"),
        ("t.csv", b"", "est vide"),
        ("t.csv", b"\xef\xbb\xbf;;\n", "est vide"),
        ("t.csv", "Date;Nature".encode("utf-16"), "ni en UTF-8 ni en Windows-1252"),
        ("t.csv", b"Pr\x81nom;\x8d", "ni en UTF-8 ni en Windows-1252"),
        ("t.csv", LONG.encode(), f"a {MOST_ROWS + 1} lignes, {MOST_ROWS} au plus"),
        ("t.csv", (";".join("x" * 101)).encode(), "a 101 colonnes, 100 au plus"),
        ("t.csv", b"a\n" + b"x" * 5000, "Une cellule de la ligne 2 dépasse 4000 caractères"),
        ("t.csv", b"a\n" + b"x" * 200_000, "n'est pas bien formé (ligne 2)"),
        ("t.csv", b"x" * 200_000, "n'est pas bien formé (ligne 1)"),
        ("t.xlsx", b"PK\x03\x04 nothing", "ne peut pas être lu"),
        ("t.xlsx", packed({"xl/workbook.xml": "<workbook/>"}), "ne peut pas être lu"),
        ("t.xlsx", MACROS, "contient des macros"),
        ("t.xlsx", packed({"xl/worksheets/sheet1.xml": b"0" * 110_000_000}), "démesuré une fois décompressé"),
        ("t.xlsx", FAR, "ne peut pas être lu"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_form_is_refused_whole(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(CannotImport) as refused:
        sheet_of(tmp_path, content, name)
    assert told in str(refused.value)
    assert str(refused.value).endswith("Rien n'a été importé.")


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_BYTES", 5)
    with pytest.raises(CannotImport, match="ce n'est sans doute pas le bon"):
        sheet_of(tmp_path, b"a;b\n1;2")
    with pytest.raises(CannotImport, match="ne peut pas être lu"):
        read_sheet(tmp_path / "nulle-part.csv")


def test_days_have_no_year_of_two_figures() -> None:
    assert date(2026, 2, 3) == LAYOUTS["meetings"].by_field["held_on"].read("3.2.2026").day
    with pytest.raises(Exception, match="is not a date"):
        LAYOUTS["meetings"].by_field["held_on"].read("03/02/26")
