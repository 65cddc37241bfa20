"""A rehearsed command is judged as if it were meant, and answered; nothing is recorded, and its key stays free."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.platform.stage import STREAM, Team, assign, command, numbers_in, opened

if TYPE_CHECKING:
    from shared.platform.store import Committed, Store
    from tests.support.house import Caller, House

REHEARSAL = {"Fil-Rehearsal": "1"}


async def rehearse(store: Store, *numbers: int, **how: Any) -> Committed:
    return await store.open(
        replace(command(**how), is_rehearsal=True), Team, STREAM, lambda team: team.assign(*numbers)
    )


async def test_it_is_answered_with_what_would_be_and_the_log_stays_as_it_is(database_url: str) -> None:
    async with opened(database_url) as store:
        await assign(store, 1)
        answer = await rehearse(store, 2, 3)
        assert (answer.version, answer.position, answer.rehearsed, answer.replayed) == (3, 1, True, False)
        assert await numbers_in(store) == [1]


async def test_its_key_can_be_used_for_the_command_itself(database_url: str) -> None:
    async with opened(database_url) as store:
        await rehearse(store, 1, key="once")
        assert (await assign(store, 1, key="once")).replayed is False
        again = await rehearse(store, 1, key="once")
        assert (again.version, again.replayed, again.rehearsed) == (1, True, False)
        assert await numbers_in(store) == [1]


async def test_it_is_refused_as_the_command_would_be(database_url: str) -> None:
    async with opened(database_url) as store:
        with pytest.raises(Exception, match="Thirteen"):
            await rehearse(store, 13)
        assert await numbers_in(store) == []


async def test_neighbours_in_the_same_transaction_never_stand_on_it(database_url: str) -> None:
    async with opened(database_url) as store:
        answers = await asyncio.gather(
            *(one for number in range(20, 40) for one in (assign(store, number), rehearse(store, 100 + number)))
        )
        assert sorted(await numbers_in(store)) == list(range(20, 40))
        assert sorted(one.version for one in answers if not one.rehearsed) == list(range(1, 21))


def test_over_http_a_meeting_that_is_rehearsed_is_not_there(town: House, council: str) -> None:
    meeting = {"meeting_id": str(uuid4()), "council_id": council, "kind": "BOARD", "held_on": "2018-05-03"}
    key = str(uuid4())
    answer = town.activities.post("/v1/meetings/held", meeting, key=key, headers=REHEARSAL)
    assert (answer.status_code, answer.json()["version"], answer.headers["fil-rehearsal"]) == (201, 1, "1")
    assert town.activities.get(f"/v1/meetings/{meeting['meeting_id']}/history").status_code == 404
    meant = town.activities.post("/v1/meetings/held", meeting, key=key)
    assert (meant.status_code, "fil-rehearsal" in meant.headers) == (201, False)


def test_over_http_it_says_the_problem_and_takes_no_other_word(town: House, council: str) -> None:
    meeting = {"council_id": council, "kind": "BOARD", "held_on": "2030-05-03"}
    to_come = town.activities.post("/v1/meetings/held", meeting, headers=REHEARSAL)
    assert (to_come.status_code, to_come.json()["type"]) == (409, "/problems/meeting-in-the-future")
    unclear = town.activities.post("/v1/meetings/held", meeting, headers={"Fil-Rehearsal": "perhaps"})
    assert (unclear.status_code, unclear.json()["errors"][0]["pointer"]) == (422, "/header/fil-rehearsal")


def _details(town: House) -> tuple[Caller, dict[str, Any]]:
    own = uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    details = {"family_name": f"Diallo{own}", "given_name": "Awa", "email": f"{own}@example.org"}
    return town.councils, {"details": details, "legal_basis": "MEMBERSHIP", "registered_on": "2026-03-02"}


def test_the_vault_keeps_nothing_of_a_person_who_is_rehearsed(town: House) -> None:
    councils, awa = _details(town)
    person_id = str(uuid4())
    answer = councils.post("/v1/people", awa | {"person_id": person_id}, headers=REHEARSAL)
    assert (answer.status_code, answer.json()["possible_duplicates"]) == (201, [])
    assert councils.get(f"/v1/people/{person_id}").status_code == 404
    sought = {"family_name": awa["details"]["family_name"]}
    assert councils.post("/v1/people/search", sought).json() == {"people": []}

    known = councils.record("/v1/people", awa)["id"]
    again = councils.post("/v1/people", awa | {"person_id": person_id}, headers=REHEARSAL).json()
    assert [one["person_id"] for one in again["possible_duplicates"]] == [known]


def test_the_vault_keeps_its_words_when_a_change_of_them_is_rehearsed(town: House) -> None:
    councils, awa = _details(town)
    person = f"/v1/people/{councils.record('/v1/people', awa)['id']}"
    change = {"details": {"given_name": "Aya"}}
    assert councils.post(f"{person}/details", change, if_match=1, headers=REHEARSAL).json()["version"] == 2
    assert councils.get(person).json()["details"]["given_name"] == "Awa"
    councils.record(f"{person}/details", change, if_match=1)
    assert councils.get(person).json()["details"]["given_name"] == "Aya"
