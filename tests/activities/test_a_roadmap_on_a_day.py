"""The roadmap of a council is what had been said of it by a day: what is planned, late, done or given up, and for which need."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import House

NONE = {"PLANNED": 0, "LATE": 0, "DONE": 0, "DROPPED": 0}


class Plan:
    """The roadmap of 2018 of a council: four actions on two axes and on none."""

    def __init__(self, town: House, council: str) -> None:
        self.service, self.council = town.activities, council
        self.need = self.say(
            "needs", title="Un lieu pour les jeunes", priority=2, theme="PREVENTION", identified_on="2018-01-10"
        )
        self.roadmap = self.say(
            "roadmaps", title="2018", adopted_on="2018-01-20", from_on="2018-01-15", until_on="2018-12-31"
        )
        self.visit = self.action(
            title="Visiter deux lieux", axis="Cadre de vie", due_on="2018-03-31", need_id=self.need, lead="COUNCIL"
        )
        self.poster = self.action(title="Afficher", axis="Cadre de vie", due_on="2018-02-28")
        self.chair = self.action(title="Présider seul", axis="Autonomie", planned_on="2018-02-10")
        self.party = self.action(title="Fête")
        self.end(self.visit, "DONE", "2018-04-02", learned="Y aller le soir")
        self.end(self.poster, "DROPPED", "2018-03-15")

    def say(self, path: str, **said: Any) -> str:
        """Say an entry, and remember after what it can be read."""
        done = self.service.record(f"/v1/{path}", {"council_id": self.council} | said)
        self.after = done["after"]
        return str(done["id"])

    def action(self, **said: Any) -> str:
        """Plan something."""
        return self.say("roadmap-actions", **{"roadmap_id": self.roadmap, "planned_on": "2018-01-20"} | said)

    def end(self, action: str, outcome: str, ended_on: str, **said: Any) -> str:
        """Say how it ended."""
        return self.say("roadmap-action-ends", action_id=action, outcome=outcome, ended_on=ended_on, **said)

    def seen(self, on: str | None = None, **query: Any) -> dict[str, Any]:
        """The roadmap, as it stood."""
        answer = self.service.get(f"/v1/councils/{self.council}/roadmap", after=self.after, on=on, **query)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def statuses(self, on: str | None = None) -> list[tuple[str | None, list[tuple[str, str]]]]:
        """Each axis, and where its actions stood."""
        return [
            (axis["axis"], [(one["title"], one["status"]) for one in axis["actions"]]) for axis in self.seen(on)["axes"]
        ]


@pytest.fixture
def plan(town: House, council: str) -> Plan:
    return Plan(town, council)


def test_an_action_is_planned_then_late_then_ended(plan: Plan) -> None:
    assert plan.statuses("2018-02-28") == [
        ("Autonomie", [("Présider seul", "PLANNED")]),
        ("Cadre de vie", [("Afficher", "PLANNED"), ("Visiter deux lieux", "PLANNED")]),
        (None, [("Fête", "PLANNED")]),
    ]
    assert plan.statuses("2018-03-01")[1] == ("Cadre de vie", [("Afficher", "LATE"), ("Visiter deux lieux", "PLANNED")])
    assert plan.statuses("2018-03-15")[1][1][0] == ("Afficher", "DROPPED")
    assert plan.statuses("2018-04-01")[1][1][1] == ("Visiter deux lieux", "LATE")
    assert plan.statuses("2018-04-02")[1][1][1] == ("Visiter deux lieux", "DONE")


def test_what_has_no_day_is_never_late_and_today_is_the_day_when_none_is_said(plan: Plan) -> None:
    today = plan.seen()
    assert today["on"] == "2026-11-23"
    assert today["progress"] == {"PLANNED": 2, "LATE": 0, "DONE": 1, "DROPPED": 1}
    assert [axis["progress"] for axis in today["axes"]] == [
        NONE | {"PLANNED": 1},
        NONE | {"DONE": 1, "DROPPED": 1},
        NONE | {"PLANNED": 1},
    ]


def test_what_was_said_of_a_later_day_was_not_known_yet(plan: Plan) -> None:
    assert plan.statuses("2018-02-09")[0][0] == "Cadre de vie", "nobody had planned to chair"
    not_adopted = plan.seen("2018-01-19")
    assert (not_adopted["roadmap"], not_adopted["axes"], not_adopted["progress"]) == (None, [], NONE)


def test_an_action_is_shown_with_its_lead_its_end_and_the_need_that_it_answers(plan: Plan) -> None:
    shown = plan.seen("2018-12-31")["axes"][1]["actions"]
    assert shown[1] == {
        "entry_id": plan.visit,
        "roadmap_id": plan.roadmap,
        "axis": "Cadre de vie",
        "title": "Visiter deux lieux",
        "theme": "NOT_STATED",
        "lead": "COUNCIL",
        "lead_label": None,
        "planned_on": "2018-01-20",
        "due_on": "2018-03-31",
        "status": "DONE",
        "ended_on": "2018-04-02",
        "learned": "Y aller le soir",
        "need": {"entry_id": plan.need, "title": "Un lieu pour les jeunes", "priority": 2},
        "commitment": None,
    }
    assert shown[0]["need"] is None


def test_an_action_follows_a_commitment_of_an_institution(plan: Plan) -> None:
    promised = {"title": "Prêter une salle", "institution": "CITY", "due_on": "2018-06-30", "made_on": "2018-01-18"}
    commitment = plan.say("commitments", **promised)
    action = plan.action(title="Choisir la salle", commitment_id=commitment)
    (shown,) = [one for axis in plan.seen()["axes"] for one in axis["actions"] if one["entry_id"] == action]
    assert shown["commitment"] == {
        "entry_id": commitment,
        "title": "Prêter une salle",
        "institution": "CITY",
        "due_on": "2018-06-30",
    }
    listed = plan.service.get("/v1/roadmap-actions", about=commitment, after=plan.after).json()["roadmap_actions"]
    assert [one["entry_id"] for one in listed] == [action]
    taken_back = {"reason": "ENTERED_BY_MISTAKE"}
    refused = plan.service.post(f"/v1/commitments/{commitment}/withdrawn", taken_back, if_match=1)
    assert refused.json()["type"] == "/problems/others-stand-on-it"
    answer = plan.service.get(f"/v1/councils/{plan.council}/roadmap", after=plan.after, format="csv")
    assert "Choisir la salle;;;Prêter une salle;" in answer.content.decode("utf-8-sig")


def test_of_several_ends_the_last_counts_and_an_end_that_was_withdrawn_does_not(plan: Plan) -> None:
    again = plan.end(plan.poster, "DONE", "2018-05-02")
    assert plan.statuses("2018-05-01")[1][1][0] == ("Afficher", "DROPPED")
    assert plan.statuses("2018-05-02")[1][1][0] == ("Afficher", "DONE")
    done = plan.service.record(
        f"/v1/roadmap-action-ends/{again}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=1
    )
    plan.after = done["after"]
    assert plan.statuses("2018-05-02")[1][1][0] == ("Afficher", "DROPPED")


def test_the_last_roadmap_that_began_is_in_force_until_another_begins(plan: Plan) -> None:
    following = plan.say("roadmaps", title="2020", from_on="2020-01-01")
    plan.action(roadmap_id=following, title="Jardiner", planned_on="2019-12-01")
    over = plan.seen("2019-12-31")
    assert (over["roadmap"]["title"], over["roadmap"]["until_on"], over["progress"]["PLANNED"]) == (
        "2018",
        "2018-12-31",
        2,
    )
    assert plan.seen("2020-01-01")["roadmap"]["title"] == "2020"
    assert plan.statuses("2020-01-01") == [(None, [("Jardiner", "PLANNED")])]
    assert plan.seen("2019-12-01", roadmap=following)["progress"] == NONE | {"PLANNED": 1}
    assert plan.seen("2026-01-01", roadmap=plan.roadmap)["progress"]["DONE"] == 1


def test_the_roadmap_is_a_file_too(plan: Plan) -> None:
    answer = plan.service.get(f"/v1/councils/{plan.council}/roadmap", after=plan.after, on="2018-03-20", format="csv")
    assert f'filename="feuille-de-route-{plan.council}-2018-03-20.csv"' in answer.headers["content-disposition"]
    header, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert header == [
        *("Axe", "Action", "Besoin", "Priorité du besoin", "Engagement suivi", "Thématique", "Prévue le"),
        "Responsable",
        *("Responsable (précision)", "Échéance", "État", "Terminée le", "Ce qu'on en retient"),
    ]
    assert [line[1] for line in lines] == ["Présider seul", "Afficher", "Visiter deux lieux", "Fête"]
    assert lines[1] == [
        *("Cadre de vie", "Afficher", "", "", "", "non précisé", "20/01/2018", "non précisé", ""),
        *("28/02/2018", "abandonnée", "15/03/2018", ""),
    ]
    assert lines[2][2:4] == ["Un lieu pour les jeunes", "2"]


def test_no_roadmap_is_shown_of_what_does_not_exist(plan: Plan, other_council: str) -> None:
    unknown = plan.service.get("/v1/councils/CC99/roadmap")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/path/council_id")
    for path, roadmap in ((plan.council, str(uuid4())), (other_council, plan.roadmap)):
        answer = plan.service.get(f"/v1/councils/{path}/roadmap", after=plan.after, roadmap=roadmap)
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    assert plan.service.get(f"/v1/councils/{other_council}/roadmap").json()["roadmap"] is None


def test_an_action_is_in_a_roadmap_of_its_council(plan: Plan, other_council: str) -> None:
    said = {"council_id": other_council, "title": "Fête", "planned_on": "2018-01-20", "roadmap_id": plan.roadmap}
    refused = plan.service.post("/v1/roadmap-actions", said)
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/subject-of-another-council")
    refused = plan.service.post("/v1/roadmap-actions", said | {"council_id": plan.council, "roadmap_id": plan.need})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/roadmap_id")
