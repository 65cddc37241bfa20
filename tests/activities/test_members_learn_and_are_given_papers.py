"""Trainings of members, who attended them, and documents that were shared: for a meeting, a session, an initiative, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House


@pytest.fixture
def service(town: House) -> Caller:
    return town.activities


def test_a_training_for_several_councils_is_attended_by_members_of_each(
    service: Caller, council: str, other_council: str
) -> None:
    anna, bilal = str(uuid4()), str(uuid4())
    training = service.record("/v1/trainings", {"title": "Lire un budget", "held_on": "2018-03-05"})["id"]
    attended = {"training_id": training, "attended_on": "2018-03-05"}
    service.record("/v1/training-attendances", attended | {"council_id": council, "person_id": anna})
    done = service.record("/v1/training-attendances", attended | {"council_id": other_council, "person_id": bilal})

    def who(**query: Any) -> list[str]:
        listed = service.get("/v1/training-attendances", after=done["after"], **query).json()
        return sorted(one["person_id"] for one in listed["training_attendances"])

    assert who(about=training) == sorted([anna, bilal])
    assert who(about=training, council=council) == [anna]
    assert who(person=bilal) == [bilal]
    seen = service.get(f"/v1/trainings/{training}").json()
    assert (seen["council_id"], seen["minutes"], seen["headcount"]) == (None, None, None)


def test_a_training_of_one_council_is_attended_by_its_members_only(
    service: Caller, council: str, other_council: str
) -> None:
    training = service.record(
        "/v1/trainings", {"council_id": council, "title": "Lire un budget", "held_on": "2018-03-05"}
    )["id"]
    attended = {"training_id": training, "person_id": str(uuid4()), "attended_on": "2018-03-05"}
    refused = service.post("/v1/training-attendances", attended | {"council_id": other_council})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/training_id")
    assert service.post("/v1/training-attendances", attended | {"council_id": council}).is_success


def test_a_document_is_for_a_meeting_a_session_or_an_initiative(service: Caller, council: str) -> None:
    meeting = service.record("/v1/meetings", {"council_id": council, "kind": "PLENARY", "planned_on": "2018-04-05"})[
        "id"
    ]
    body = service.record(
        "/v1/steering-bodies",
        {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité local", "council_ids": [council]},
    )["id"]
    session = service.record("/v1/steering-sessions", {"body_id": body, "planned_on": "2018-04-06"})["id"]
    initiative = service.record(
        "/v1/initiatives",
        {"council_id": council, "title": "Jardin", "theme": "SOCIAL_TIES", "proposed_on": "2018-02-01"},
    )["id"]
    for field, subject in (("meeting_id", meeting), ("session_id", session), ("initiative_id", initiative)):
        said = {"council_id": council, "title": f"Pour {field}", "shared_on": "2018-03-05", field: subject}
        done = service.record("/v1/documents", said)
        listed = service.get("/v1/documents", about=subject, after=done["after"]).json()["documents"]
        assert [(one["title"], one["kind"]) for one in listed] == [(f"Pour {field}", "NOT_STATED")]
        others = {"meeting_id", "session_id", "initiative_id"} - {field}
        for other in others:
            wrong = {"council_id": council, "title": "Ailleurs", "shared_on": "2018-03-05", other: subject}
            refused = service.post("/v1/documents", wrong)
            assert (refused.status_code, refused.json()["type"]) == (422, "/problems/unknown-subject")
            assert refused.json()["errors"][0]["pointer"] == f"/{other}"


def test_a_document_is_for_a_session_where_its_council_has_a_seat(
    service: Caller, council: str, other_council: str
) -> None:
    body = service.record(
        "/v1/steering-bodies",
        {"kind": "LOCAL_STEERING_COMMITTEE", "name": "Comité local", "council_ids": [council]},
    )["id"]
    session = service.record("/v1/steering-sessions/held", {"body_id": body, "held_on": "2018-04-06"})["id"]
    said = {"title": "Ordre du jour", "kind": "AGENDA", "session_id": session, "shared_on": "2018-03-30"}
    refused = service.post("/v1/documents", said | {"council_id": other_council})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/council-has-no-seat")
    assert service.post("/v1/documents", said | {"council_id": council}).is_success
    assert service.post("/v1/documents", said).is_success, "it was sent to all who have a seat"


def test_papers_were_sent_for_what_was_cancelled_but_not_for_what_was_never_to_be(
    service: Caller, council: str
) -> None:
    def planned() -> str:
        said = {"council_id": council, "kind": "PLENARY", "planned_on": "2018-04-05"}
        return str(service.record("/v1/meetings", said)["id"])

    cancelled, withdrawn = planned(), planned()
    service.record(f"/v1/meetings/{cancelled}/cancelled", {"reason": "NO_ROOM"})
    service.record(f"/v1/meetings/{withdrawn}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    paper = {"council_id": council, "title": "Ordre du jour", "shared_on": "2018-03-05"}
    assert service.post("/v1/documents", paper | {"meeting_id": cancelled}).is_success
    refused = service.post("/v1/documents", paper | {"meeting_id": withdrawn})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/subject-was-withdrawn")
