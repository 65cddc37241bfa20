from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from tests.support.house import House

CC18 = {
    "council_id": "CC18",
    "name": "Conseil citoyen du 18e",
    "arrondissement": "18",
    "established_on": "2016-11-01",
}


def test_a_council_its_districts_its_members_and_those_who_support_it(house: House) -> None:
    councils = house.start("councils", "activities").councils  # it also reads the log of activities
    councils.record("/v1/councils", CC18)
    councils.record(
        "/v1/councils/CC18/districts", {"district_code": "QP075019", "generation": "2015", "from_on": "2016-11-01"}
    )
    councils.record(
        "/v1/councils/CC18/districts",
        {"district_code": "QP075019", "generation": "2015", "from_on": "2016-11-01", "until_on": "2023-12-31"},
    )
    anna = councils.record(
        "/v1/councils/CC18/members",
        {"college": "RESIDENT", "gender": "F", "age_band": "26_39", "recruitment": "LOT", "joined_on": "2018-01-08"},
    )
    bilal = councils.record(
        "/v1/councils/CC18/members", {"college": "LOCAL_ACTOR", "role": "SUBSTITUTE", "joined_on": "2018-02-10"}
    )
    assert UUID(anna["id"]) != UUID(bilal["id"])
    councils.record(f"/v1/councils/CC18/members/{anna['id']}/departure", {"left_on": "2018-06-02"})
    facilitator = councils.record("/v1/councils/CC18/facilitators", {"assigned_on": "2018-03-13"})
    last = councils.record(
        f"/v1/councils/CC18/facilitators/{facilitator['id']}/end",
        {"unassigned_on": "2018-09-01", "reason": "REPLACED"},
    )
    seen = councils.get("/v1/councils/CC18", after=last["after"])
    assert seen.headers["ETag"] == '"8"'
    council = seen.json()
    assert [(one["district_code"], one["until_on"]) for one in council["districts"]] == [("QP075019", "2023-12-31")]
    assert [(one["facilitator_id"], one["assigned_on"], one["unassigned_on"]) for one in council["facilitators"]] == [
        (facilitator["id"], "2018-03-13", "2018-09-01")
    ]

    def members(on: str) -> list[str]:
        return [one["person_id"] for one in councils.get("/v1/councils/CC18/members", on=on).json()["members"]]

    assert members("2018-01-07") == []
    assert members("2018-01-08") == [anna["id"]]
    assert members("2018-06-01") == [anna["id"], bilal["id"]]
    assert members("2018-06-02") == [bilal["id"]]

    history = councils.get("/v1/councils/CC18/history").json()["history"]
    assert [one["type"].split(".")[1] for one in history] == [
        "council-established",
        "council-district-set",
        "council-district-set",
        "member-joined",
        "member-joined",
        "member-left",
        "facilitator-assigned",
        "facilitator-unassigned",
    ]
    assert history[5]["fact"]["age_band"] == "26_39"
    assert councils.post("/v1/replays").json()["equal"] is True


def test_a_council_that_nobody_established_is_not_found(town: House) -> None:
    councils = town.councils
    joining = {"college": "RESIDENT", "joined_on": "2018-01-08"}
    for answer in (
        councils.get("/v1/councils/CC99"),
        councils.get("/v1/councils/CC99/history"),
        councils.get("/v1/councils/CC99/members", on="2018-01-08"),
        councils.post("/v1/councils/CC99/members", joining),
        councils.post("/v1/councils/CC99/facilitators", {"assigned_on": "2018-01-08"}),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
