from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from deploy.local import sheets
from services.console.importing import CannotImport
from services.console.importing.sheets import Choices
from tests.support.spreadsheets import MEETINGS, ROW_BY_ROW

if TYPE_CHECKING:
    from tests.support.spreadsheets import Office


class Asker:
    """What the command line's client does, in the town."""

    after = None

    def __init__(self, office: Office) -> None:
        self.look = office.api.look
        self.attempt = office.api.attempt

    def get(self, service: str, path: str, _: object) -> Any:
        head = self.look(service, "/v1/log/head").body["position"]
        return self.look(service, f"{path}?after={service}@{head}").body


def test_rejected_rows_are_written_where_it_was_asked_and_the_status_is_1(office: Office) -> None:
    client: Any = Asker(office)
    file = office.write(MEETINGS, "03/02/2026;plénière;12;", "31/02/2026;bureau;3;")
    choices = Choices(ROW_BY_ROW, council=office.council)
    with pytest.raises(CannotImport, match="le fichier importé lui-même"):
        sheets.import_file(client, file, "meetings", choices, file)
    errors = office.directory / "erreurs.csv"
    outcome = sheets.import_file(client, file, "meetings", choices, errors)
    assert (outcome.code, outcome.data["totals"]) == (
        1,
        {"rows": 2, "recorded": 1, "known": 0, "held": 0, "rejected": 1},
    )
    assert outcome.lines[-1] == f"Lignes rejetées écrites dans {errors} : corrigez-les, puis importez ce fichier."
    assert errors.read_text(encoding="utf-8-sig").splitlines() == [
        f"{MEETINGS};Ligne;Champ;Problème;Problem",
        (
            "31/02/2026;bureau;3;;3;Date;« 31/02/2026 » n'est pas une date : JJ/MM/AAAA est attendu;"
            "“31/02/2026” is not a date: DD/MM/YYYY is expected."
        ),
    ]
    again = sheets.import_file(client, file, "meetings", choices, None)
    assert again.lines[-1] == "Pour avoir les lignes rejetées dans un fichier à corriger : --errors FICHIER.csv"
    nowhere = sheets.import_file(client, file, "meetings", choices, office.directory / "nulle part" / "e.csv")
    assert nowhere.lines[-1].startswith("Le fichier ")


def test_imports_are_listed_and_undone(office: Office) -> None:
    client: Any = Asker(office)
    file = office.write(MEETINGS, "03/02/2026;plénière;12;")
    choices = Choices(ROW_BY_ROW, council=office.council)
    batch_id = sheets.import_file(client, file, "meetings", choices, None).data["batch_id"]

    listed = sheets.batches(client)
    assert listed.lines[0].split() == [
        "Lot",
        "Commencé",
        "Tableau",
        "État",
        "Lignes",
        "Enregistrés",
        "Rejetées",
        "Retirés",
    ]
    assert listed.lines[2].startswith(batch_id)
    assert listed.lines[2].split()[-5:] == ["réunions", "terminé", "1", "1", "0"]

    undone = sheets.undo(client, UUID(batch_id), dry_run=False)
    assert (undone.code, [one["row"] for one in undone.data["withdrawn"]]) == (0, [2])
    assert sheets.batches(client).lines[2].split()[-5:] == ["annulé", "1", "1", "0", "1"]


def test_no_import_is_told(office: Office) -> None:
    class Empty(Asker):
        def get(self, *_: object) -> Any:
            return {"imports": []}

    nothing: Any = Empty(office)
    assert sheets.batches(nothing).lines == ["Aucun import de tableau."]
