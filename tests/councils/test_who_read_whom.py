"""Who read whom is found by person, account, request and day, and taken away as a file; it is no fact, and is for coordinators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from tests.support.house import SetClock

if TYPE_CHECKING:
    from tests.support.house import Caller, House

ANNE, BAYA = str(UUID(int=1)), str(UUID(int=2))


class Readings:
    """Anne was read on 23 and 24 November 2026, Baya on the 24th, and on the 25th by somebody else."""

    def __init__(self, house: House) -> None:
        self.councils: Caller = house.start("councils").councils
        for person_id, name in ((ANNE, "Durand"), (BAYA, "Diallo")):
            body = {"person_id": person_id, "details": {"family_name": name}, "legal_basis": "MEMBERSHIP"}
            self.councils.record("/v1/people", body | {"registered_on": "2026-03-02"})
        self.requests = []
        for day, person_id in ((23, ANNE), (24, ANNE), (24, BAYA)):
            self._on(house, day)
            answer = self.councils.get(f"/v1/people/{person_id}")
            assert answer.status_code == 200
            self.requests.append(answer.headers["x-request-id"])
        self._on(house, 25)
        somebody = house.signer.headers("somebody", ("facilitator",))
        found = self.councils.post("/v1/people/search", {"family_name": "Diallo"}, headers=somebody).json()["people"]
        assert [one["person_id"] for one in found] == [BAYA]

    @staticmethod
    def _on(house: House, day: int) -> None:
        assert isinstance(house.clock, SetClock)
        house.clock.set(date(2026, 11, day))

    def told(self, **query: Any) -> list[tuple[str, str, str]]:
        """The day, by whom, whom: of the readings of one answer, in its order."""
        answer = self.councils.get("/v1/reads", **query)
        assert answer.status_code == 200, answer.text
        return [(one["read_at"][:10], one["by"], one["person_id"]) for one in answer.json()["reads"]]


@pytest.fixture
def readings(house: House) -> Readings:
    """Four readings, of two persons."""
    return Readings(house)


def test_readings_are_found_by_each_condition_and_by_all_together(readings: Readings) -> None:
    last = ("2026-11-25", "somebody", BAYA)
    third, second, first = (
        ("2026-11-24", "tester", BAYA),
        ("2026-11-24", "tester", ANNE),
        ("2026-11-23", "tester", ANNE),
    )
    assert readings.told() == [last, third, second, first]
    assert readings.told(person=ANNE) == [second, first]
    assert readings.told(by="somebody") == [last]
    assert readings.told(request=readings.requests[2]) == [third]
    assert readings.told(read_from="2026-11-24") == [last, third, second]
    assert readings.told(read_to="2026-11-24") == [third, second, first]
    assert readings.told(read_from="2026-11-24", read_to="2026-11-24", person=BAYA, by="tester") == [third]
    assert readings.told(person=UUID(int=3)) == []

    pages, cursor = [], None
    while True:
        answer = readings.councils.get("/v1/reads", limit=3, cursor=cursor).json()
        pages += [one["person_id"] for one in answer["reads"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert pages == [BAYA, BAYA, ANNE, ANNE]

    file = readings.councils.get("/v1/reads", person=ANNE, read_to="2026-11-23", format="csv")
    assert file.content.decode("utf-8-sig").split("\r\n") == [
        "Lu le;Par;Personne;Requête",
        f"23/11/2026 12:00:00;tester;{ANNE};{readings.requests[0]}",
        "",
    ]
    assert b"Durand" not in file.content


def test_who_may_not_audit_persons_is_not_told_and_neither_is_what_makes_no_sense(readings: Readings) -> None:
    for role in ("facilitator", "operator", "service", "funder"):
        assert readings.councils.get("/v1/reads", roles=(role,)).status_code == 403
    for query, pointer, code in (
        ({"person": "Durand"}, "/query/person", "malformed-request"),
        ({"request": "x"}, "/query/request", "malformed-request"),
        ({"read_from": "hier"}, "/query/read_from", "malformed-request"),
        ({"read_from": "2026-11-24", "read_to": "2026-11-23"}, "/query/read_to", "ends-before-it-starts"),
        ({"cursor": "x"}, "/query/cursor", "malformed-cursor"),
    ):
        answer = readings.councils.get("/v1/reads", roles=("coordinator",), **query)  # type: ignore[arg-type]
        told = answer.json()
        assert (answer.status_code, told["type"]) == (422, f"/problems/{code}"), query
        assert [error["pointer"] for error in told["errors"]] == [pointer]
