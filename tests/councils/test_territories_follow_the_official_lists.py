"""Official lists of districts, read from a file of the form that data.gouv.fr gives, and the change of 1 January 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.console.importing import CannotImport, load_districts
from tests.support.records import Importer, Nobody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.house import House

OF_2015 = """code_qp;lib_qp;insee_dep;insee_com
QP075019;Les Portes du Vingtième;75;75120
QP013001;Ailleurs;13;13055
"""
OF_2024 = """code_qp;lib_qp;insee_dep;arrondissements;perimetre;predecesseurs
QN07517I;Les Portes du Vingtième;75;20;inchangé;QP075019
QN07512I;Porte de la Chapelle - Charles Hermite;75;18/19;inchangé;
"""
CC20 = {"council_id": "CC20", "name": "Conseil citoyen du 20e", "arrondissement": "20", "established_on": "2016-01-01"}


@pytest.fixture
def importer(house: House) -> Iterator[Importer]:
    house.start("councils")
    importer = Importer({"councils": house.councils.base_url}, house.signer)
    yield importer
    importer.close()


def load(importer: Importer, folder: Path, text: str, **how: bool) -> dict[str, Any]:
    file = folder / "liste.csv"
    file.write_text(text, encoding="utf-8")
    report = load_districts(
        file, importer, dry_run=how.get("dry_run", False), remove_missing=how.get("remove_missing", False)
    )
    assert len(list(report.lines())) >= len(report.verdicts)
    return report.to_json()


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {one["district_code"]: one["verdict"] for one in report["districts"]}


def districts(house: House, **asked: Any) -> list[dict[str, Any]]:
    last = house.councils.get("/v1/log/head").json()["position"]
    found: list[dict[str, Any]] = house.councils.get("/v1/districts", after=f"councils@{last}", **asked).json()[
        "districts"
    ]
    return found


def codes(house: House, **asked: Any) -> list[str]:
    return [one["district_code"] for one in districts(house, **asked)]


def test_each_day_has_the_districts_of_its_list(house: House, importer: Importer, tmp_path: Path) -> None:
    first = load(importer, tmp_path, OF_2015)
    assert (verdicts(first), first["elsewhere"]) == ({"QP075019": "recorded"}, 1)
    assert set(verdicts(load(importer, tmp_path, OF_2024)).values()) == {"recorded"}
    assert codes(house, on="2023-12-31") == ["QP075019"]
    assert codes(house, on="2024-01-01") == ["QN07512I", "QN07517I"]
    assert codes(house, generation="2015") == ["QP075019"]
    assert codes(house, arrondissement="19") == ["QN07512I"]
    assert codes(house, q="vingtième", on="2024-01-01") == ["QN07517I"]
    former = house.councils.get("/v1/districts/QP075019").json()
    assert (former["successors"], former["valid_until_on"]) == (["QN07517I"], "2023-12-31")


def test_a_council_passes_from_the_old_perimeter_to_the_new(house: House, importer: Importer, tmp_path: Path) -> None:
    load(importer, tmp_path, OF_2015)
    load(importer, tmp_path, OF_2024)
    house.councils.record("/v1/councils", CC20)
    old = {"district_code": "QP075019", "generation": "2015", "from_on": "2016-01-01", "until_on": "2023-12-31"}
    new = {"district_code": "QN07517I", "generation": "2024", "from_on": "2024-01-01"}
    for cover in (old, new):
        house.councils.record("/v1/councils/CC20/districts", cover)
    assert [one["councils"] for one in districts(house, on="2023-12-31")] == [
        [{"council_id": "CC20", "from_on": "2016-01-01", "until_on": "2023-12-31"}]
    ]
    covered = {one["district_code"]: one["councils"] for one in districts(house, on="2024-01-01")}
    assert [one["council_id"] for one in covered["QN07517I"]] == ["CC20"]
    assert covered["QN07512I"] == []


def test_a_list_read_again_records_nothing_and_a_trial_neither(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    assert verdicts(load(importer, tmp_path, OF_2015, dry_run=True)) == {"QP075019": "recorded"}
    assert districts(house) == []
    load(importer, tmp_path, OF_2015)
    assert verdicts(load(importer, tmp_path, OF_2015)) == {"QP075019": "known"}
    assert len(house.councils.get("/v1/districts/QP075019/history").json()["history"]) == 1


def test_a_corrected_edition_is_right_and_what_it_lacks_is_told_then_removed_on_demand(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    load(importer, tmp_path, OF_2024)
    edition = "code_qp;lib_qp\nQN07517I;Les Portes du 20e\n"
    assert verdicts(load(importer, tmp_path, edition)) == {"QN07517I": "recorded", "QN07512I": "missing"}
    assert codes(house) == ["QN07512I", "QN07517I"]
    removed = load(importer, tmp_path, edition, remove_missing=True)
    assert verdicts(removed) == {"QN07517I": "known", "QN07512I": "struck"}
    assert [one["name"] for one in districts(house)] == ["Les Portes du 20e"]
    assert [one["verdict"] for one in load(importer, tmp_path, OF_2024)["districts"]] == ["recorded", "recorded"]


def test_the_list_is_a_file_for_spreadsheets_and_a_replay_gives_it_again(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    load(importer, tmp_path, OF_2024)
    assert len(districts(house)) == 2
    file = house.councils.get("/v1/districts", format="csv").content.decode("utf-8-sig").splitlines()
    assert file[1] == "QN07512I;2024;Porte de la Chapelle - Charles Hermite;18, 19;01/01/2024;;inchangé;;"
    replay = house.councils.record("/v1/replays", {})
    assert replay["equal"], replay["first_difference"]


def test_a_district_is_not_removed_by_whoever_saw_another_version(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    load(importer, tmp_path, OF_2015)
    removal = "/v1/districts/QP075019/removal"
    assert house.councils.post(removal, {"list_digest": "a" * 64}).status_code == 428
    assert house.councils.post(removal, {"list_digest": "a" * 64}, if_match=7).status_code == 412
    assert (
        house.councils.post(removal, {"list_digest": "zz"}, if_match=1).json()["errors"][0]["pointer"] == "/list_digest"
    )
    wrong = {"district_code": "QP075019", "generation": "2024", "name": "X", "valid_from_on": "2024-01-01"}
    refused = house.councils.post("/v1/districts", wrong | {"list_digest": "a" * 64})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/code-of-another-list")
    assert house.councils.get("/v1/districts/QP075018").status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a;b\n1;2\n", "n'a pas de colonne code_qp"),
        ("code_qp;lib_qp\nQX075019;Un nom\n", "Ligne 2"),
        ("code_qp;lib_qp\nQP075019;\n", "Ligne 2"),
        ("code_qp;lib_qp\nQP075019;Un nom\nQP075019;Un nom\n", "Ligne 3 : QP075019 figure deux fois"),
        ("code_qp;lib_qp;arrondissements\nQP075019;Un nom;21\n", "un arrondissement de Paris va de 1 à 20"),
        ("code_qp;lib_qp;valid_from\nQP075019;Un nom;1/1/2015\n", "une date s'écrit AAAA-MM-JJ"),
        ("code_qp;lib_qp;perimetre\nQP075019;Un nom;changé\n", "le périmètre est inchangé"),
        ("code_qp;lib_qp;predecesseurs\nQN07517I;Un nom;vieux\n", "n'a pas la forme d'un code"),
        ("code_qp;lib_qp;insee_dep\nQP013001;Ailleurs;13\n", "aucun quartier de Paris"),
        ("", "n'a pas de colonne"),
        (f'code_qp;lib_qp\nQP075019;"{"x" * 200_000}\n', "n'est pas un CSV lisible vers la ligne 2"),
    ],
)
def test_a_list_that_is_not_understood_is_refused_whole(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CannotImport, match=said):
        load_districts(file, Nobody(), dry_run=False, remove_missing=False)


def test_every_line_that_is_not_understood_is_told_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(
        "code_qp;lib_qp;arrondissements;debut\nQX075019;Un nom;;\nQP075018;Bien;18;\n\nQP075017;Un nom;21;\n"
        "QP075016;Un nom;;2015-02-30\nQP075018;Encore;18;\n",
        encoding="utf-8",
    )
    with pytest.raises(CannotImport) as refused:
        load_districts(file, Nobody(), dry_run=False, remove_missing=False)
    assert str(refused.value).splitlines() == [
        "liste.csv : 4 lignes ne sont pas comprises ; rien n'a été enregistré.",
        "  Ligne 2 : il faut un code de quartier (QP075019, QN07511M) et un nom.",
        "  Ligne 5 : un arrondissement de Paris va de 1 à 20.",
        "  Ligne 6 : une date s'écrit AAAA-MM-JJ, et doit exister.",
        "  Ligne 7 : QP075018 figure deux fois.",
    ]


def test_of_very_many_wrong_lines_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("code_qp;lib_qp\n" + "faux;Un nom\n" * 51, encoding="utf-8")
    with pytest.raises(CannotImport) as refused:
        load_districts(file, Nobody(), dry_run=False, remove_missing=False)
    told = str(refused.value).splitlines()
    assert told[0] == "liste.csv : 51 lignes ne sont pas comprises ; rien n'a été enregistré."
    assert told[50].startswith("  Ligne 51 :")
    assert told[51:] == ["  … et 1 autre."]


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    for content, said in (
        (b"code_qp;lib_qp\nQP075019;Vingti\xe8me\n", "n'est pas écrit en UTF-8"),
        (b"x" * 5_000_001, "dépasse 5 Mo"),
    ):
        file.write_bytes(content)
        with pytest.raises(CannotImport, match=said):
            load_districts(file, Nobody(), dry_run=False, remove_missing=False)
    with pytest.raises(CannotImport, match="n'est pas un fichier"):
        load_districts(tmp_path / "nulle part", Nobody(), dry_run=False, remove_missing=False)
