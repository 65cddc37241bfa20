"""A handover from the opening to the last line, over HTTP, with the facts of both services."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from tests.support.house import House

ANNA, BILAL, CHLOE = (str(uuid4()) for _ in range(3))


def furnish(house: House, code: str) -> str:
    """A council that Anna supports: a meeting planned, minutes missing, an initiative, a session; returns how far it was read."""
    house.councils.record(
        "/v1/councils",
        {
            "council_id": code,
            "name": "Conseil citoyen du 18e",
            "arrondissement": "18",
            "established_on": "2016-11-01",
        },
    )
    assigned = house.councils.record(
        f"/v1/councils/{code}/facilitators", {"facilitator_id": ANNA, "assigned_on": "2018-01-08"}
    )
    for person in (BILAL, CHLOE):
        post = {"kind": "FACILITATOR", "title": "Poste", "opened_on": "2018-01-08"}
        post_id = house.councils.record("/v1/posts", post)["id"]
        filled = {"facilitator_id": person, "filled_on": "2018-01-08"}
        house.councils.record(f"/v1/posts/{post_id}/filled", filled)
    council = {"council_id": code}
    deadline = time.monotonic() + 20
    plan = council | {"kind": "BOARD", "planned_on": "2026-12-10"}
    while house.activities.post("/v1/meetings", plan).status_code == 422:
        assert time.monotonic() < deadline, "the activities service does not hear of councils"
        time.sleep(0.05)
    house.activities.record("/v1/meetings/held", council | {"kind": "PLENARY", "held_on": "2026-11-02"})
    house.activities.record("/v1/initiatives", council | {"title": "Fête", "proposed_on": "2026-10-05"})
    body = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "COPIL local", "council_ids": [code]}
    body_id = house.activities.record("/v1/steering-bodies", body)["id"]
    last = house.activities.record("/v1/steering-sessions", {"body_id": body_id, "planned_on": "2026-12-01"})
    return f"{last['after']},{assigned['after']}"


def test_nothing_open_remains_without_a_holder_once_every_line_is_accepted(house: House) -> None:
    house.start("councils", "activities")
    councils = house.councils
    everything = furnish(house, "CC18")

    def open_now(after: str | None = None) -> Any:
        return councils.get("/v1/councils/CC18/open-matters", on="2026-11-23", after=after).json()

    before = open_now(everything)
    assert [(one["matter"], one["due_on"], one["holders"]) for one in before["open_matters"]] == [
        ("SESSION_TO_PREPARE", "2026-12-01", [ANNA]),
        ("MEETING_PLANNED", "2026-12-10", [ANNA]),
        ("INITIATIVE_IN_PROGRESS", None, [ANNA]),
        ("MINUTES_MISSING", None, [ANNA]),
    ]
    assert all(one["facts"] for one in before["open_matters"])
    assert before["without_holder"] == 0

    asked = {"council_id": "CC18", "from_facilitator_id": ANNA, "to_facilitator_id": BILAL, "opened_on": "2026-11-23"}
    opened = councils.record("/v1/handovers", asked | {"handover_id": str(uuid4()), "after": everything})
    handover = f"/v1/handovers/{opened['id']}"
    again = councils.record("/v1/handovers", asked | {"handover_id": opened["id"]})
    assert again["version"] == 1, "said again, it is the list that was frozen"
    last = councils.record(f"/v1/councils/CC18/facilitators/{ANNA}/end", {"unassigned_on": "2026-11-23"})
    assert open_now(last["after"])["without_holder"] == 4, "handed over, and not accepted"

    for line in (3, 1, 4):
        last = councils.record(f"{handover}/lines/{line}/acceptance", {"accepted_on": "2026-11-23"})
    three_of_four = open_now(last["after"])
    assert [one["holders"] for one in three_of_four["open_matters"]] == [[BILAL], [], [BILAL], [BILAL]]
    assert three_of_four["without_holder"] == 1
    last = councils.record(f"{handover}/lines/2/acceptance", {"accepted_on": "2026-11-23"})
    assert open_now(last["after"])["without_holder"] == 0, "nothing open remains without a holder"

    seen = councils.get(handover, after=last["after"])
    assert (seen.headers["ETag"], seen.json()["status"]) == ('"5"', "COMPLETE")
    assert [one["accepted_on"] for one in seen.json()["lines"]] == ["2026-11-23"] * 4
    history = councils.get(f"{handover}/history").json()["history"]
    assert [one["fact"].get("is_last") for one in history] == [None, False, False, False, True]
    assert {one["by"] for one in history} == {"tester"}
    refused = councils.post(f"{handover}/withdrawn", {"reason": "OTHER"}, if_match=5)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/handover-is-complete")

    last_line = f"{handover}/lines/4/acceptance"
    assert councils.post(f"{last_line}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}).status_code == 428
    taken_back = councils.record(f"{last_line}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=5)
    assert open_now(taken_back["after"])["without_holder"] == 1
    seen = councils.get(handover)
    assert (seen.headers["ETag"], seen.json()["status"]) == ('"6"', "OPEN")
    assert [one["accepted_on"] for one in seen.json()["lines"]] == ["2026-11-23"] * 3 + [None]
    councils.record(last_line, {"accepted_on": "2026-11-23"})

    councils.record("/v1/councils/CC18/facilitators", {"facilitator_id": BILAL, "assigned_on": "2026-11-23"})
    replay = councils.post("/v1/replays").json()
    assert replay["equal"] is True
    assert {"team_handover_line", "open_matter", "open_matter_trace"} <= {
        one["table"] for one in replay["tables"] if one["rows"]
    }


def test_handovers_are_listed_filtered_exported_and_withdrawn(town: House) -> None:
    councils = town.councils
    code = f"CC-{uuid4().hex[:8].upper()}"
    everything = furnish(town, code)
    asked = {"council_id": code, "from_facilitator_id": ANNA, "to_facilitator_id": BILAL, "opened_on": "2026-11-23"}
    first = councils.record("/v1/handovers", asked | {"after": everything})
    assert councils.post(f"/v1/handovers/{first['id']}/withdrawn", {"reason": "OTHER"}).status_code == 428
    to_chloe = asked | {"to_facilitator_id": CHLOE, "opened_on": "2026-11-22"}
    refused = councils.post("/v1/handovers", to_chloe)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/handover-still-open")
    assert first["id"] in refused.json()["errors"][0]["message"]
    councils.record(f"/v1/handovers/{first['id']}/withdrawn", {"reason": "OTHER"}, if_match=1)
    gone = second = councils.record("/v1/handovers", to_chloe)

    def ids(limit: int = 200, **query: Any) -> list[str]:
        rows = councils.get("/v1/handovers", limit=limit, after=gone["after"], **query).json()["handovers"]
        return [one["handover_id"] for one in rows if one["council_id"] == code]

    assert ids() == [second["id"], first["id"]]
    assert ids(status="WITHDRAWN") == ids(facilitator=BILAL, council=code) == [first["id"]]
    assert ids(facilitator=CHLOE, status="OPEN") == [second["id"]]
    assert councils.get("/v1/handovers", council=f"{code}-B").json()["handovers"] == []
    page = councils.get("/v1/handovers", council=code, limit=1).json()
    assert ids(limit=1, council=code, cursor=page["next"]) == [first["id"]]
    file = councils.get("/v1/handovers", council=code, format="csv", after=councils.all_said)
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Conseil;Conseil (nom);De (identifiant);À (identifiant);Ouverte le;Situation;Identifiant"
    assert lines[2] == f"{code};Conseil citoyen du 18e;{ANNA};{BILAL};23/11/2026;retirée;{first['id']}"
    refused = councils.post("/v1/handovers", asked | {"council_id": f"{code}-B"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/council_id")
    missing = councils.post(f"/v1/handovers/{second['id']}/lines/400/acceptance", {"accepted_on": "2026-11-23"})
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/unknown-line")
