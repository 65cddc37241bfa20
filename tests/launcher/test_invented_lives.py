"""The invented lives of the visit: the same each time, marked wherever they are read, whole, and told once however often."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from deploy.local.invented import FIRST_DAY, LAST_DAY, plan
from deploy.local.invented.lives import tell_life
from shared.contracts.vocabulary import INVENTED
from tests.support.records import Importer
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.local.invented.diary import Said
    from tests.support.house import House

LIVES = plan()
WORDS = {"name", "title", "structure", "family_name"}
"""What people read of a thing in lists and figures."""
LATE = timedelta(days=30)


def digest() -> str:
    return hashlib.sha256(repr(plan()).encode()).hexdigest()


def words(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        for name, value in body.items():
            if name in WORDS:
                yield value
            else:
                yield from words(value)
    elif isinstance(body, list):
        for one in body:
            yield from words(one)


def paths(life: tuple[Said, ...]) -> Counter[str]:
    """How often each route was used, whatever it is about."""
    return Counter("/".join(part for part in said.path.split("/") if not _is_a_name(part)) for said in life)


def _is_a_name(part: str) -> bool:
    return part.startswith(INVENTED) or part.count("-") == 4


def test_another_process_draws_up_the_same_lives() -> None:
    command = "from tests.launcher.test_invented_lives import digest; print(digest())"
    elsewhere = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert elsewhere.stdout.strip() == digest()


def test_each_arrondissement_that_has_a_council_has_an_invented_one() -> None:
    assert [*LIVES] == [f"INV-{number}E" for number in (10, 11, 13, 14, 17, 18, 19, 20)]


@pytest.mark.parametrize("code", LIVES)
def test_whatever_is_read_says_that_it_is_invented(code: str) -> None:
    for said in LIVES[code]:
        assert said.body["origin"]["record"].startswith(f"{code}-"), said
        assert [one for one in words(said.body) if "(inventé)" not in one and one != "Lien social"] == [], said
        districts = [said.body.get("district_code", ""), *said.body.get("predecessors", ())]
        assert all(one == "" or one[2:5] == "999" for one in districts), "no department has that number"


@pytest.mark.parametrize("code", LIVES)
def test_each_life_has_all_that_a_council_may_meet(code: str) -> None:
    of = paths(LIVES[code])
    for path in (
        *("/v1/draws", "/v1/draws/held", "/v1/draws/reserve", "/v1/people", "/v1/councils/members/departure"),
        *("/v1/meetings", "/v1/meetings/held", "/v1/meetings/postponed", "/v1/meetings/cancelled"),
        *("/v1/meetings/minutes", "/v1/steering-sessions/held", "/v1/steering-sessions/cancelled"),
        *("/v1/prefect-referrals", "/v1/questions", "/v1/outreach", "/v1/drop-ins", "/v1/roadmaps", "/v1/trainings"),
        *("/v1/recognitions/recognised", "/v1/absences/covers", "/v1/councils/facilitators/end"),
    ):
        assert of[path] >= 1, path
    assert of["/v1/autonomy-assessments"] == 4
    assert of["/v1/councils/facilitators"] == 2, "who leaves is replaced"
    assert of["/v1/commitments"] == 2
    assert of["/v1/people"] == of["/v1/councils/members"]
    for step in ("adopted", "submissions", "submissions/refused", "fundings", "started", "completed", "dropped"):
        assert of[f"/v1/initiatives/{step}"] >= 1, step


@pytest.mark.parametrize("code", LIVES)
def test_one_promise_is_never_answered(code: str) -> None:
    promised = {said.body["entry_id"] for said in LIVES[code] if said.path == "/v1/commitments"}
    answered = {said.body["about_id"] for said in LIVES[code] if said.path == "/v1/answers"}
    assert len(promised - answered) == 1


@pytest.mark.parametrize("code", LIVES)
def test_each_life_lasts_eighteen_months_and_changes_its_district_in_2024(code: str) -> None:
    days = [said.entered_on for said in LIVES[code]]
    assert days == sorted(days)
    assert (date(2023, 9, 4), date(2025, 2, 28)) == (FIRST_DAY, LAST_DAY)
    assert days[0] == FIRST_DAY
    assert LAST_DAY - timedelta(days=14) <= days[-1] <= LAST_DAY
    covers = [said.body for said in LIVES[code] if said.path.endswith("/districts") and "councils" in said.path]
    assert [(one["generation"], one["from_on"], one.get("until_on")) for one in covers] == [
        ("2015", "2023-09-04", None),
        ("2015", "2023-09-04", "2023-12-31"),
        ("2024", "2024-01-01", None),
    ]


@pytest.mark.parametrize("code", LIVES)
def test_some_weeks_are_silent_and_what_happened_in_them_is_told_late(code: str) -> None:
    days = [said.entered_on for said in LIVES[code]]
    longest, since = max((later - day, day) for day, later in pairwise(days))
    assert longest >= timedelta(weeks=6)
    told_late = {
        said.path: date.fromisoformat(said.body["held_on"])
        for said in LIVES[code]
        if "held_on" in said.body and said.entered_on - date.fromisoformat(said.body["held_on"]) >= LATE
    }
    assert told_late.keys() == {"/v1/meetings/held", "/v1/outreach"}
    assert all(since < day < since + longest for day in told_late.values())


def test_a_life_is_taken_whole_and_told_again_it_doubles_nothing(town: House) -> None:
    urls = {"councils": town.councils.base_url, "activities": town.activities.base_url}
    api = Importer(urls, town.signer)
    code, life = "INV-18E", LIVES["INV-18E"]

    def heads() -> list[int]:
        return [int(caller.get("/v1/log/head").json()["position"]) for caller in (town.councils, town.activities)]

    before = heads()
    tell_life(api, code, life)
    once = heads()
    assert sum(once) - sum(before) == len(life), "each thing said is one fact"
    tell_life(api, code, life)
    assert heads() == once
    shown = town.councils.get(f"/v1/councils/{code}", after=f"councils@{once[0]}").json()
    assert shown["name"] == "Conseil citoyen du 18e (inventé)"
    api.close()
