"""Convocation, presence of each person, guests, chairs: entries about a meeting, and the sheet that they make together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from services.activities.journal.domain.proxies import proxies_of
from tests.entries.examples import KIND, body

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNA, BILAL, CHLOE = (f"0193{number}f00-0000-7000-8000-000000000001" for number in "abc")
OF_A_MEETING = ("convocations", "presences", "meeting-guests", "meeting-chairs")


def a_meeting(service: Caller, council_id: str) -> str:
    plan = {"council_id": council_id, "kind": "PLENARY", "planned_on": "2018-03-05"}
    return str(service.record("/v1/meetings", plan)["id"])


def an_initiative(service: Caller, council_id: str) -> str:
    proposal = {"council_id": council_id, "title": "Repas de quartier", "proposed_on": "2018-03-01"}
    return str(service.record("/v1/initiatives", proposal)["id"])


def test_an_entry_is_found_by_what_it_names_until_it_is_withdrawn(town: House, council: str) -> None:
    service, kind = town.activities, KIND["convocations"]
    about, other = a_meeting(service, council), a_meeting(service, council)
    ids = [service.record("/v1/convocations", body(kind, council, meeting_id=one)) for one in (about, about, other)]

    def found(after: str) -> list[str]:
        listed = service.get("/v1/convocations", about=about, after=after).json()["convocations"]
        return sorted(one["entry_id"] for one in listed)

    assert found(ids[-1]["after"]) == sorted(one["id"] for one in ids[:2])
    gone = service.record(f"/v1/convocations/{ids[0]['id']}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    assert found(gone["after"]) == [ids[1]["id"]]


def test_a_paper_is_of_a_meeting_that_stands_of_the_same_council(town: House, council: str, other_council: str) -> None:
    service, kind = town.activities, KIND["convocations"]
    elsewhere, withdrawn = a_meeting(service, other_council), a_meeting(service, council)
    service.record(f"/v1/meetings/{withdrawn}/withdrawn", {"reason": "ENTERED_TWICE"}, if_match=1)
    for meeting_id, problem in (
        (str(uuid4()), "unknown-subject"),
        (an_initiative(service, council), "unknown-subject"),
        (elsewhere, "subject-of-another-council"),
        (withdrawn, "subject-was-withdrawn"),
    ):
        refused = service.post("/v1/convocations", body(kind, council, meeting_id=meeting_id))
        assert refused.json()["type"] == f"/problems/{problem}"
        assert refused.json()["errors"][0]["pointer"] == "/meeting_id"


@pytest.mark.parametrize(
    ("said", "field", "french"),
    [
        (
            {"state": "PRESENT", "proxy_holder_id": BILAL},
            "proxy_holder_id",
            "seule une personne représentée a quelqu'un qui porte son pouvoir",
        ),
        ({"state": "PRESENT", "arrived_at": "19:30", "left_at": "19:00"}, "left_at", "le départ précède l'arrivée"),
        ({"state": "PRESENT", "arrived_at": 1900}, "arrived_at", "une heure s'écrit HH:MM"),
    ],
    ids=["a holder without a proxy", "gone before having come", "a number for an hour"],
)
def test_what_contradicts_itself_is_refused(
    town: House, council: str, said: dict[str, Any], field: str, french: str
) -> None:
    service = town.activities
    presence = {"council_id": council, "meeting_id": a_meeting(service, council), "person_id": ANNA}
    refused = service.post("/v1/presences", presence | said | {"noted_on": "2018-03-05"})
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert (error["pointer"], error["message"]) == (f"/{field}", french)


def note(service: Caller, council_id: str, meeting_id: str, person_id: str, state: str, **other: Any) -> dict[str, Any]:
    said = {"council_id": council_id, "meeting_id": meeting_id, "person_id": person_id, "state": state}
    return service.record("/v1/presences", {"noted_on": "2018-03-05"} | said | other)


def test_the_sheet_says_of_each_person_what_was_said_last(town: House, council: str) -> None:
    service = town.activities
    it = a_meeting(service, council)
    note(service, council, it, ANNA, "PRESENT", arrived_at="19:30", left_at="20:15")
    # Entered later, but of an earlier day: Anna came after all.
    note(service, council, it, ANNA, "EXCUSED", noted_on="2018-03-01")
    note(service, council, it, BILAL, "UNKNOWN")
    mistaken = note(service, council, it, BILAL, "ABSENT")
    note(service, council, it, CHLOE, "PROXY", proxy_holder_id=ANNA)
    note(service, council, a_meeting(service, council), CHLOE, "PRESENT")
    guests = body(KIND["meeting-guests"], council, meeting_id=it)
    service.record("/v1/meeting-guests", guests)
    chair = body(KIND["meeting-chairs"], council, meeting_id=it)
    service.record("/v1/meeting-chairs", chair | {"from_at": "20:00", "person_id": BILAL})
    service.record("/v1/meeting-chairs", chair | {"from_at": None})
    last = service.record(f"/v1/presences/{mistaken['id']}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=1)

    sheet = service.get(f"/v1/meetings/{it}/attendance-sheet", after=last["after"]).json()
    assert [(one["person_id"], one["state"], one["proxy_holder_id"]) for one in sheet["persons"]] == [
        (ANNA, "PRESENT", None),
        (BILAL, "UNKNOWN", None),
        (CHLOE, "PROXY", ANNA),
    ]
    assert (sheet["persons"][0]["arrived_at"], sheet["persons"][0]["left_at"]) == ("19:30:00", "20:15:00")
    assert sheet["counts"] == {"PRESENT": 1, "EXCUSED": 0, "ABSENT": 0, "UNKNOWN": 1, "PROXY": 1}
    assert sheet["proxies"] == [{"holder_id": ANNA, "given_by": [CHLOE], "warnings": []}]
    assert [(one["kind"], one["heads"]) for one in sheet["guests"]] == [("EXPERT", 2)]
    assert [(one["person_id"], one["from_at"]) for one in sheet["chairs"]] == [
        (chair["person_id"], None),
        (BILAL, "20:00:00"),
    ]


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ({"a": ("PRESENT", None), "b": ("PROXY", "a")}, [("a", ["b"], [])]),
        ({"b": ("PROXY", None)}, [(None, ["b"], ["HOLDER_UNKNOWN"])]),
        ({"a": ("EXCUSED", None), "b": ("PROXY", "a")}, [("a", ["b"], ["HOLDER_NOT_THERE"])]),
        (
            {"a": ("PROXY", "b"), "b": ("PROXY", "c")},
            [("b", ["a"], ["HOLDER_NOT_THERE"]), ("c", ["b"], ["HOLDER_NOT_NOTED"])],
        ),
        ({"a": ("UNKNOWN", None), "b": ("PROXY", "a")}, [("a", ["b"], ["HOLDER_NOT_NOTED"])]),
        ({"b": ("PROXY", "b")}, [("b", ["b"], ["OWN_HOLDER"])]),
        (
            {"a": ("PRESENT", None), "b": ("PROXY", "a"), "c": ("PROXY", "a")},
            [("a", ["b", "c"], ["SEVERAL"])],
        ),
    ],
    ids=["in order", "of nobody", "who is away", "who gave it on", "unknown", "of oneself", "of two"],
)
def test_proxies_are_told_with_what_is_to_be_looked_at(
    noted: dict[str, tuple[str, str | None]], told: list[tuple[str | None, list[str], list[str]]]
) -> None:
    last = {who: {"state": state, "proxy_holder_id": holder} for who, (state, holder) in noted.items()}
    assert [(one["holder_id"], one["given_by"], one["warnings"]) for one in proxies_of(last)] == told


def test_a_sheet_on_which_nobody_noted_anything_counts_nobody_and_not_zero(town: House, council: str) -> None:
    it = a_meeting(town.activities, council)
    assert town.activities.get(f"/v1/meetings/{it}/attendance-sheet").json() == {
        "meeting_id": it,
        "persons": [],
        "counts": None,
        "proxies": [],
        "guests": [],
        "chairs": [],
    }


def test_who_took_part_in_an_initiative_is_told_in_all_and_day_by_day(town: House, council: str) -> None:
    service = town.activities
    it = an_initiative(service, council)
    said = {"council_id": council, "initiative_id": it}
    for day, who in (
        ("2018-06-02", {"person_id": ANNA}),
        ("2018-06-02", {"unnamed": 12}),
        ("2018-06-02", {"unnamed": 0}),
        ("2018-06-09", {"person_id": ANNA}),
        ("2018-06-09", {"person_id": BILAL}),
    ):
        last = service.record("/v1/initiative-participations", said | {"took_part_on": day} | who)
    assert service.get(f"/v1/initiatives/{it}/participation", after=last["after"]).json() == {
        "initiative_id": it,
        "persons": 2,
        "unnamed": 12,
        "days": [
            {"took_part_on": "2018-06-02", "persons": 1, "unnamed": 12},
            {"took_part_on": "2018-06-09", "persons": 2, "unnamed": None},
        ],
    }


def test_an_initiative_in_which_nobody_was_counted_says_nothing(town: House, council: str) -> None:
    it = an_initiative(town.activities, council)
    assert town.activities.get(f"/v1/initiatives/{it}/participation").json() == {
        "initiative_id": it,
        "persons": None,
        "unnamed": None,
        "days": [],
    }
