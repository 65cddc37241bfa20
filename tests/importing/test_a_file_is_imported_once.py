"""A file is imported record by record through the public APIs, and never twice."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from services.console.importing import run_import
from tests.support.records import REAL, Importer, record, write

if TYPE_CHECKING:
    from pathlib import Path

    from services.console.importing.report import ImportReport
    from tests.support.house import House

TODAY = date(2026, 11, 23)
BECAME = {
    "recorded": {
        *("RR-002", "RR-003", "RR-005", "RR-007", "RR-009", "RR-011", "RR-015"),
        *("RR-017", "RR-018", "RR-019", "RR-021", "RR-022", "RR-027"),
    },
    "not_importable": {
        *("RR-001", "RR-004", "RR-006", "RR-008", "RR-010", "RR-012", "RR-013", "RR-014"),
        *("RR-016", "RR-020", "RR-023", "RR-024", "RR-025", "RR-026"),
    },
}


def heads(house: House) -> tuple[int, int]:
    """Where the logs of both services end."""
    return tuple(caller.get("/v1/log/head").json()["position"] for caller in (house.councils, house.activities))


def statuses(report: ImportReport) -> dict[str, set[str]]:
    became: dict[str, set[str]] = {}
    for outcome in report.outcomes:
        became.setdefault(outcome.status, set()).add(outcome.record.id)
    return became


def history(house: House, path: str) -> list[dict[str, Any]]:
    caller = house.councils if path.startswith("/v1/councils") else house.activities
    told: list[dict[str, Any]] = caller.get(f"{path}/history").json()["history"]
    return told


def test_the_real_records_become_facts_and_importing_them_again_records_nothing(
    house: House, importer: Importer
) -> None:
    first = run_import(REAL, importer, dry_run=False, today=TODAY)
    assert statuses(first) == BECAME
    assert first.totals() == {
        "records": 27,
        "recorded": 13,
        "partly": 0,
        "known": 0,
        "not_importable": 14,
        "facts": 19,
    }
    assert [(one.council_id, one.record_id, one.attested_on) for one in first.opened] == [
        ("CC14", "RR-003", "le 11 avril 2016")
    ]
    ended = heads(house)
    assert ended == (10, 9)

    again = run_import(REAL, importer, dry_run=False, today=TODAY)
    assert statuses(again) == {"known": BECAME["recorded"], "not_importable": BECAME["not_importable"]}
    assert again.totals()["facts"] == 0
    assert list(again.opened) == []
    assert heads(house) == ended

    urls = {"councils": house.councils.base_url, "activities": house.activities.base_url}
    somebody_else = Importer(urls, house.signer, subject="somebody-else")
    report = run_import(REAL, somebody_else, dry_run=False, today=TODAY)
    somebody_else.close()
    assert statuses(report)["known"] == BECAME["recorded"]
    assert heads(house) == ended


def test_the_council_that_no_record_establishes_is_opened_with_the_doubt_written(
    house: House, importer: Importer
) -> None:
    report = run_import(REAL, importer, dry_run=False, today=TODAY)
    [established] = history(house, "/v1/councils/CC14")
    assert established["fact"]["established_on"] == "2016-04-11"
    origin = established["fact"]["origin"]
    assert (origin["date_certainty"], origin["confidence"], origin["record"]) == ("INFERRED", "LOW", "RR-003")
    assert origin["source"]["title"] == "le14participe.paris - Le Conseil Citoyen"
    assert established["cause"] == report.cause
    assert re.fullmatch("import:[0-9a-f]{12}", report.cause)
    assert (
        "Conseil CC14 ouvert d'après RR-003 : attesté le 11 avril 2016, date de création non connue" in report.lines()
    )


def test_a_trial_says_what_would_be_recorded_and_records_nothing(house: House, importer: Importer) -> None:
    before = run_import(REAL, importer, dry_run=True, today=TODAY)
    assert heads(house) == (0, 0)
    assert statuses(before) == BECAME
    assert before.totals()["facts"] == 19
    assert {fact.position for outcome in before.outcomes for fact in outcome.facts} == {None}
    assert before.lines()[0] == "real_records.json : 27 enregistrements, essai : rien n'est enregistré."
    assert "Seraient enregistrés (13)" in before.lines()
    assert before.lines()[1].startswith("Conseil CC14 serait ouvert d'après RR-003")

    run_import(REAL, importer, dry_run=False, today=TODAY)
    after = run_import(REAL, importer, dry_run=True, today=TODAY)
    assert statuses(after)["known"] == BECAME["recorded"]


def test_a_known_identifier_with_other_content_is_told_and_changes_nothing(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    as_before = [
        record(1, type="council_created", event_hint="CouncilEstablished", counts={}, date="2016-11-01"),
        record(2),
        record(3),
        record(4, type="members_joined", event_hint="MemberJoined x2", counts={"joined": 2, "college_residents": 2}),
        record(5, type="support_started", event_hint="FacilitatorAssigned", counts={}),
        record(6, type="council_created", event_hint="CouncilEstablished", counts={}, council="CC19"),
    ]
    run_import(write(tmp_path, as_before), importer, dry_run=False, today=TODAY)
    ended = heads(house)
    changed = [
        as_before[0] | {"date": "2016-12-01"},
        record(2, counts={"present": 12}),
        record(3, type="members_joined", event_hint="MemberJoined", counts={"college_residents": 1}),
        record(4),
        as_before[4] | {"council": "CC19"},
    ]
    report = run_import(write(tmp_path, changed), importer, dry_run=False, today=TODAY)
    assert statuses(report) == {"not_importable": {"T-001", "T-002", "T-003", "T-004", "T-005"}}
    reasons = [outcome.reason.fr for outcome in report.outcomes if outcome.reason]
    assert reasons[1] == "même identifiant, autre contenu : T-002 a déjà été importé avec d'autres informations"
    assert all(reason.startswith("même identifiant, autre contenu") for reason in reasons)
    assert len(reasons) == 5
    assert heads(house) == ended


def test_a_council_that_was_established_otherwise_keeps_its_particulars_and_receives_the_rest(
    house: House, importer: Importer, tmp_path: Path
) -> None:
    house.councils.record(
        "/v1/councils",
        {
            "council_id": "CC18",
            "name": "Conseil citoyen de la Goutte d'Or",
            "arrondissement": "18",
            "established_on": "2016-10-03",
        },
    )
    founding = record(1, type="general_assembly", event_hint="GeneralAssemblyHeld / CouncilEstablished", counts={})
    report = run_import(write(tmp_path, [founding, record(2)]), importer, dry_run=False, today=TODAY)
    assert statuses(report) == {"partly": {"T-001"}, "recorded": {"T-002"}}
    reason = report.outcomes[0].reason
    assert reason is not None
    assert reason.fr == "le conseil CC18 existe déjà, avec d'autres informations"
    assert heads(house) == (1, 2)


def test_one_bad_record_prevents_no_other(importer: Importer, tmp_path: Path) -> None:
    records = [
        record(1),
        record(2, date="2018-02-30"),
        record(3, date="2018-05-03"),
        record(3),
        record(4, council="ALL"),
    ]
    report = run_import(write(tmp_path, records), importer, dry_run=False, today=TODAY)
    assert [outcome.status for outcome in report.outcomes] == [
        "recorded",
        "not_importable",
        "recorded",
        "not_importable",
        "not_importable",
    ]
    reasons = [outcome.reason.fr if outcome.reason else None for outcome in report.outcomes]
    assert reasons == [
        None,
        "« 2018-02-30 » n'est pas une date : AAAA, AAAA-MM ou AAAA-MM-JJ est attendu",
        None,
        "l'identifiant T-003 figure déjà plus haut dans le fichier",
        "« ALL » n'est pas le code d'un conseil (CC1 à CC20)",
    ]


def test_three_hundred_records_are_imported_in_one_go(house: House, importer: Importer, tmp_path: Path) -> None:
    codes = ("CC10", "CC11", "CC13", "CC14", "CC17", "CC18", "CC19", "CC20")
    records = [
        record(rank, council=codes[rank % 8], date=f"201{8 + rank % 2}-{1 + rank % 12:02d}-{1 + rank % 28:02d}")
        for rank in range(300)
    ]
    report = run_import(write(tmp_path, records), importer, dry_run=False, today=TODAY)
    assert report.totals()["recorded"] == 300
    assert len(report.opened) == 8
    assert heads(house) == (8, 300)
