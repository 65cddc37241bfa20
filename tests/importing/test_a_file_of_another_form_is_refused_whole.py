"""A file of another form is refused whole, before anything is recorded, with the place where it goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from services.console.importing import CannotImport, run_import
from services.console.importing.records import LARGEST_BYTES
from tests.support.records import Nobody, record, write

if TYPE_CHECKING:
    from pathlib import Path


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in record(2).items() if name != key}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Le fichier n'est pas du JSON (ligne 1, colonne 1)."),
        (b"date;conseil\n2018-03-13;CC18\n", "Le fichier n'est pas du JSON (ligne 1, colonne 1)."),
        (b'[\n {"id": "RR-001",\n', "Le fichier n'est pas du JSON (ligne 3, colonne 1)."),
        (b"[NaN]", "Le fichier n'est pas du JSON (ligne 1, colonne 2)."),
        (b"[" * 100_000, "Le fichier n'est pas du JSON"),
        (b'[\n{"id": "R\xe9union"}]', "Le fichier n'est pas en UTF-8 (ligne 2) : enregistrez-le dans cet encodage."),
        (
            b'{"records": []}',
            "Le fichier n'est pas une liste d'enregistrements : il doit commencer par [ et finir par ].",
        ),
        (b'"RR-001"', "Le fichier n'est pas une liste d'enregistrements"),
        (b'[["RR-001"]]', "L'élément n° 1 de la liste n'est pas un enregistrement (un objet entre accolades)."),
        (json.dumps([record(1), without("counts")]).encode(), "Il manque à l'enregistrement n° 2 : counts."),
        (
            json.dumps([{"name": "CC18"}]).encode(),
            "Il manque à l'enregistrement n° 1 : id, date, date_precision, council,",
        ),
        (json.dumps([record(1), record(2, id=7)]).encode(), "L'identifiant (id) de l'enregistrement n° 2 doit être"),
        (json.dumps([record(1, id="")]).encode(), "L'identifiant (id) de l'enregistrement n° 1 doit être"),
        (json.dumps([record(1, id="a\u0000b")]).encode(), "L'identifiant (id) de l'enregistrement n° 1 doit être"),
        (json.dumps([record(1, id="x" * 65)]).encode(), "de 1 à 64 caractères"),
        (b" " * (LARGEST_BYTES + 1), "dépasse 10 Mo : ce n'est sans doute pas le bon."),
    ],
)
def test_it_is_refused_with_its_place_and_nobody_is_told_anything(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "records.json"
    file.write_bytes(content)
    with pytest.raises(CannotImport) as refusal:
        run_import(file, Nobody(), dry_run=False)
    assert message in str(refusal.value)
    assert str(refusal.value).endswith("Rien n'a été importé.")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match=r"none\.json ne peut pas être lu .*Rien n'a été importé\."):
        run_import(tmp_path / "none.json", Nobody(), dry_run=True)
    with pytest.raises(CannotImport, match="ne peut pas être lu"):
        run_import(tmp_path, Nobody(), dry_run=True)


def test_a_file_without_records_is_no_fault(tmp_path: Path) -> None:
    report = run_import(write(tmp_path, []), Nobody(), dry_run=False)
    assert report.totals()["records"] == 0


def test_the_mark_that_some_editors_put_first_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "records.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps([record(1, type="funding_vote")]).encode())
    report = run_import(file, Nobody(), dry_run=False)
    assert [outcome.status for outcome in report.outcomes] == ["not_importable"]


def test_nothing_that_a_file_holds_can_command_a_terminal(tmp_path: Path) -> None:
    file = write(tmp_path, [record(1, id="T-\u009b2J", type="\u001b[2J", note="\u0007")])
    said = "\n".join(run_import(file, Nobody(), dry_run=False).lines())
    assert not {"\u001b", "\u009b", "\u0007"} & set(said)
    assert "pas encore pris en charge par cette version (?[2J)" in said
