from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

FEAST = {
    "title": "Repas de quartier, rue Polonceau",
    "theme": "SOCIAL_TIES",
    "proposed_on": "2026-03-05",
}


def test_an_initiative_from_its_proposal_to_its_completion(town: House, council: str) -> None:
    activities = town.activities
    proposed = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    feast = f"/v1/initiatives/{proposed['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    first, second = str(uuid4()), str(uuid4())
    of_the_fund = {"grant_id": first, "funder": "RESIDENTS_FUND", "amount_cents": 80_000, "funded_on": "2026-05-20"}
    of_the_city = {"grant_id": second, "funder": "CITY", "amount_cents": 45_050, "funded_on": "2026-05-12"}
    granted = activities.record(f"{feast}/fundings", of_the_fund)
    assert (granted["id"], granted["version"]) == (first, 3)
    granted = activities.record(f"{feast}/fundings", of_the_city)
    seen = activities.get(feast, after=granted["after"]).json()
    assert (seen["status"], seen["funded_cents"]) == ("FUNDED", 125_050)

    done = activities.record(f"{feast}/completed", {"completed_on": "2026-06-13"})
    seen = activities.get(feast, after=done["after"])
    assert seen.headers["ETag"] == '"5"'
    assert seen.json() == {
        "initiative_id": proposed["id"],
        "council_id": council,
        "title": "Repas de quartier, rue Polonceau",
        "theme": "SOCIAL_TIES",
        "status": "COMPLETED",
        "proposed_on": "2026-03-05",
        "proposed_by": "NOT_STATED",
        "adopted_on": "2026-05-01",
        "started_on": None,
        "completed_on": "2026-06-13",
        "dropped_on": None,
        "drop_reason": None,
        "funded_cents": 125_050,
        "version": 5,
        "submissions": [],
        "grants": [
            {"grant_id": second, "funder": "CITY", "amount_cents": 45_050, "funded_on": "2026-05-12"},
            {"grant_id": first, "funder": "RESIDENTS_FUND", "amount_cents": 80_000, "funded_on": "2026-05-20"},
        ],
    }
    history = activities.get(f"{feast}/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        "initiative-proposed",
        "initiative-adopted",
        "initiative-funded",
        "initiative-funded",
        "initiative-completed",
    ]


def test_money_is_asked_and_refused_then_the_work_begins(town: House, council: str) -> None:
    activities = town.activities
    proposed = activities.record("/v1/initiatives", FEAST | {"council_id": council, "proposed_by": "WIDER_CIRCLE"})
    feast = f"/v1/initiatives/{proposed['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    first, second = str(uuid4()), str(uuid4())
    of_the_city = {"submission_id": first, "funder": "CITY", "amount_cents": 80_000, "submitted_on": "2026-05-12"}

    def status(after: str) -> str:
        return str(activities.get(feast, after=after).json()["status"])

    asked = activities.record(f"{feast}/submissions", of_the_city)
    assert (asked["id"], asked["version"], status(asked["after"])) == (first, 3, "SUBMITTED")
    activities.record(
        f"{feast}/submissions", {"submission_id": second, "funder": "LANDLORD", "submitted_on": "2026-05-13"}
    )
    refused = activities.record(f"{feast}/submissions/{first}/refused", {"refused_on": "2026-05-20"})
    assert status(refused["after"]) == "SUBMITTED"
    refused = activities.record(f"{feast}/submissions/{second}/refused", {"refused_on": "2026-05-21"})
    assert status(refused["after"]) == "ADOPTED"
    started = activities.record(f"{feast}/started", {"started_on": "2026-06-02"})
    assert status(started["after"]) == "STARTED"
    late = activities.record(f"{feast}/fundings", {"funder": "STATE", "amount_cents": 500, "funded_on": "2026-06-09"})
    seen = activities.get(feast, after=late["after"]).json()
    assert (seen["status"], seen["started_on"], seen["proposed_by"], seen["funded_cents"]) == (
        *("STARTED", "2026-06-02", "WIDER_CIRCLE", 500),
    )
    assert seen["submissions"] == [
        {
            "submission_id": first,
            "funder": "CITY",
            "amount_cents": 80_000,
            "submitted_on": "2026-05-12",
            "refused_on": "2026-05-20",
        },
        {
            "submission_id": second,
            "funder": "LANDLORD",
            "amount_cents": None,
            "submitted_on": "2026-05-13",
            "refused_on": "2026-05-21",
        },
    ]
    nothing = activities.post(f"{feast}/submissions/{uuid4()}/refused", {"refused_on": "2026-05-21"})
    assert (nothing.status_code, nothing.json()["type"]) == (404, "/problems/no-such-submission")


def test_the_days_in_each_stage_are_told_as_of_a_day(town: House, council: str) -> None:
    activities = town.activities
    proposed = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    feast = f"/v1/initiatives/{proposed['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    activities.record(f"{feast}/fundings", {"funder": "CITY", "amount_cents": 100, "funded_on": "2026-05-20"})
    activities.record(f"{feast}/completed", {"completed_on": "2026-06-13"})
    other = activities.record("/v1/initiatives", FEAST | {"council_id": council, "proposed_on": "2026-11-20"})
    of_the_council = f"/v1/councils/{council}/initiative-stages"
    assert activities.get(of_the_council, on="2026-05-10", after=other["after"]).json() == {
        "council_id": council,
        "on": "2026-05-10",
        "initiatives": [
            {
                "initiative_id": proposed["id"],
                "title": "Repas de quartier, rue Polonceau",
                "status": "ADOPTED",
                "stages": [
                    {"stage": "PROPOSED", "from_on": "2026-03-05", "until_on": "2026-05-01", "days": 57},
                    {"stage": "ADOPTED", "from_on": "2026-05-01", "until_on": None, "days": 9},
                ],
            }
        ],
    }
    # Today: 23 November 2026.
    told = activities.get(of_the_council).json()["initiatives"]
    assert [(one["status"], [stage["days"] for stage in one["stages"]]) for one in told] == [
        ("COMPLETED", [57, 19, 24]),
        ("PROPOSED", [3]),
    ]
    assert activities.get(of_the_council, on="2026-03-04").json()["initiatives"] == []


def test_a_grant_said_again_by_somebody_else_is_counted_once(town: House, council: str) -> None:
    activities = town.activities
    proposed = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    feast = f"/v1/initiatives/{proposed['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    grant = {"grant_id": str(uuid4()), "funder": "STATE", "amount_cents": 1, "funded_on": "2026-05-20"}
    first = activities.record(f"{feast}/fundings", grant)
    again = activities.record(f"{feast}/fundings", grant)
    assert (first["version"], again["version"]) == (3, 3)
    refused = activities.post(f"{feast}/fundings", grant | {"amount_cents": 2})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/grant-already-recorded")
    assert activities.get(feast, after=again["after"]).json()["funded_cents"] == 1


def test_what_was_given_up_says_why_and_keeps_its_grants(town: House, council: str) -> None:
    activities = town.activities
    proposed = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    feast = f"/v1/initiatives/{proposed['id']}"
    activities.record(f"{feast}/adopted", {"adopted_on": "2026-05-01"})
    activities.record(f"{feast}/dropped", {"dropped_on": "2026-06-02", "reason": "NO_CARRIER"})
    late = activities.record(
        f"{feast}/fundings", {"funder": "LANDLORD", "amount_cents": 500, "funded_on": "2026-05-20"}
    )
    seen = activities.get(feast, after=late["after"]).json()
    assert (seen["status"], seen["dropped_on"], seen["drop_reason"], seen["funded_cents"]) == (
        "DROPPED",
        "2026-06-02",
        "NO_CARRIER",
        500,
    )


def test_the_initiatives_of_a_council_are_its_own(town: House, council: str, other_council: str) -> None:
    activities = town.activities
    mine = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    activities.record("/v1/initiatives", FEAST | {"council_id": other_council})
    listed = activities.get("/v1/initiatives", council=council, after=mine["after"]).json()["initiatives"]
    assert [(one["initiative_id"], one["status"]) for one in listed] == [(mine["id"], "PROPOSED")]


def test_the_id_of_a_meeting_leads_to_no_initiative(town: House, council: str) -> None:
    activities = town.activities
    plan = {"council_id": council, "kind": "BOARD", "planned_on": "2026-06-02"}
    meeting = activities.record("/v1/meetings", plan)
    taken = activities.post("/v1/initiatives", FEAST | {"council_id": council, "initiative_id": meeting["id"]})
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/initiative-already-exists")
    adopted = activities.post(f"/v1/initiatives/{meeting['id']}/adopted", {"adopted_on": "2026-05-01"})
    assert adopted.status_code == 404
    assert activities.get(f"/v1/initiatives/{meeting['id']}/history").status_code == 404
    assert activities.get(f"/v1/meetings/{meeting['id']}/history").json()["history"][-1]["version"] == 1


def test_the_id_of_an_initiative_leads_to_no_meeting(town: House, council: str) -> None:
    activities = town.activities
    initiative = activities.record("/v1/initiatives", FEAST | {"council_id": council})
    assert activities.get(f"/v1/meetings/{initiative['id']}/history").status_code == 404
