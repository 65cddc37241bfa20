"""Meetings, steering bodies, their sessions and initiatives as a spreadsheet opens them: French headers, words instead of codes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.house import House


def spread(town: House, path: str, **query: Any) -> list[dict[str, str]]:
    """The lines of a file, by their headers."""
    answer = town.activities.get(path, format="csv", **query)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_meetings_are_taken_away_with_all_their_days(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "BOARD", "title": "Budget", "planned_on": "2026-03-05"}
    plan |= {"starts_at": "18:30", "place": "Salle Saint-Bruno"}
    it = activities.record("/v1/meetings", plan)["id"]
    activities.record(f"/v1/meetings/{it}/postponed", {"planned_on": "2026-03-12"})
    activities.record(f"/v1/meetings/{it}/held", {"held_on": "2026-03-12", "attendance": {"present": 0}})
    activities.record(f"/v1/meetings/{it}/minutes/drafted", {"drafted_on": "2026-03-13"})
    last = activities.record("/v1/meetings", plan | {"planned_on": "2026-04-02", "title": None})
    lines = spread(town, "/v1/meetings", council=council, after=last["after"])
    assert lines[0] == {
        "Identifiant": it,
        "Conseil": council,
        "Conseil (nom)": "Conseil citoyen",
        "Nature": "conseil d'administration",
        "Objet": "Budget",
        "Lieu": "Salle Saint-Bruno",
        "État": "tenue",
        "Prévue d'abord le": "05/03/2026",
        "Prévue le": "12/03/2026",
        "Heure": "",
        "Tenue le": "12/03/2026",
        "Présents": "0",
        "Compte rendu rédigé le": "13/03/2026",
        "Compte rendu interne transmis le": "",
        "Compte rendu approuvé le": "",
        "Compte rendu publié le": "",
    }
    assert [(line["État"], line["Présents"]) for line in lines] == [("tenue", "0"), ("prévue", "")]
    assert [line["Heure"] for line in lines] == ["", "18:30"]
    assert len(spread(town, "/v1/meetings", council=council, from_="2026-04-01")) == 1


def test_bodies_are_taken_away_with_the_councils_that_have_a_seat(
    town: House, council: str, other_council: str
) -> None:
    activities = town.activities
    body = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "=Comité", "council_ids": [other_council, council]}
    kept = activities.record("/v1/steering-bodies", body)
    gone = activities.record("/v1/steering-bodies", body | {"kind": "OTHER", "council_ids": [council]})
    mistake = {"reason": "ENTERED_TWICE"}
    done = activities.record(f"/v1/steering-bodies/{gone['id']}/withdrawn", mistake, if_match=1)
    lines = spread(town, "/v1/steering-bodies", council=council, after=done["after"])
    seated = {
        "Identifiant": kept["id"],
        "Nature": "comité de pilotage local",
        "Instance": "'=Comité",
        "État": "déclarée",
        "Conseils qui y siègent": ", ".join(sorted([council, other_council])),
    }
    assert seated in lines
    assert sorted(line["État"] for line in lines) == ["déclarée", "saisie retirée"]
    assert spread(town, "/v1/steering-bodies", council=council, kind="LOCAL_STEERING_COMMITTEE") == [seated]


def test_sessions_are_taken_away_held_or_never_convened(town: House, council: str) -> None:
    activities = town.activities
    body = {"kind": "TECHNICAL_COMMITTEE", "name": "Comité technique", "council_ids": [council]}
    body_id = activities.record("/v1/steering-bodies", body)["id"]
    held = activities.record("/v1/steering-sessions/held", {"body_id": body_id, "held_on": "2026-06-02"})
    last = activities.record(
        f"/v1/steering-bodies/{body_id}/not-convened",
        {"expected_from_on": "2026-07-01", "expected_until_on": "2026-09-30"},
    )
    lines = spread(town, "/v1/steering-sessions", council=council, after=last["after"])
    assert lines[0] == {
        "Identifiant": held["id"],
        "Instance (identifiant)": body_id,
        "Nature de l'instance": "comité technique",
        "Instance": "Comité technique",
        "État": "tenue",
        "Prévue le": "",
        "Tenue le": "02/06/2026",
        "Attendue à partir du": "",
        "Attendue jusqu'au": "",
    }
    assert (lines[1]["État"], lines[1]["Attendue jusqu'au"]) == ("non convoquée", "30/09/2026")


def test_initiatives_are_taken_away_with_their_money_in_euros(town: House, council: str) -> None:
    activities = town.activities
    proposal = {"council_id": council, "title": "=Fête", "theme": "PREVENTION", "proposed_on": "2026-03-05"}
    it = activities.record("/v1/initiatives", proposal | {"proposed_by": "RESIDENT"})["id"]
    activities.record(f"/v1/initiatives/{it}/adopted", {"adopted_on": "2026-05-01"})
    grant = {"funder": "CITY", "amount_cents": 45_050, "funded_on": "2026-05-20"}
    activities.record(f"/v1/initiatives/{it}/fundings", grant)
    last = activities.record(f"/v1/initiatives/{it}/dropped", {"dropped_on": "2026-06-02", "reason": "NO_CARRIER"})
    assert spread(town, "/v1/initiatives", council=council, after=last["after"]) == [
        {
            "Identifiant": it,
            "Conseil": council,
            "Conseil (nom)": "Conseil citoyen",
            "Initiative": "'=Fête",
            "Thématique": "prévention",
            "État": "abandonnée",
            "Proposée le": "05/03/2026",
            "Proposée par": "habitants du conseil",
            "Adoptée le": "01/05/2026",
            "Financements (euros)": "450,50",
            "Commencée le": "",
            "Réalisée le": "",
            "Abandonnée le": "02/06/2026",
            "Motif d'abandon": "plus de porteur",
        }
    ]
