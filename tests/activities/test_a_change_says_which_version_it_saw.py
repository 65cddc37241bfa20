from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.house import Caller, House

THIRTEEN = {"attendance": {"present": 13, "unnamed": 13}, "reason": "SHEET_FOUND"}


def a_held_meeting(activities: Caller, council: str) -> str:
    """A meeting at version 1."""
    entry = {"council_id": council, "kind": "BOARD", "held_on": "2026-06-02"}
    return f"/v1/meetings/{activities.record('/v1/meetings/held', entry)['id']}"


def test_a_correction_of_what_somebody_saw_is_made(town: House, council: str) -> None:
    meeting = a_held_meeting(town.activities, council)
    answer = town.activities.post(f"{meeting}/attendance", THIRTEEN, if_match=1)
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')


def test_a_correction_of_what_changed_since_is_refused_and_says_the_version(town: House, council: str) -> None:
    activities = town.activities
    meeting = a_held_meeting(activities, council)
    activities.record(f"{meeting}/attendance", THIRTEEN, if_match=1)
    refused = activities.post(f"{meeting}/attendance", THIRTEEN | {"attendance": None}, if_match=1)
    assert refused.status_code == 412
    assert refused.json()["type"] == "/problems/version-mismatch"
    assert (
        refused.json()["detail"]
        == "Modifiée depuis que vous l'avez lue, cette fiche en est à la version 2. Relisez-la, puis recommencez."
    )
    assert refused.json()["en"]["detail"] == "It changed since it was read: it is now at version 2."
    assert activities.get(f"{meeting}/history").json()["history"][-1]["version"] == 2


def test_a_correction_that_does_not_say_what_it_corrects_is_refused(town: House, council: str) -> None:
    activities = town.activities
    meeting = a_held_meeting(activities, council)
    for path, body in (("attendance", THIRTEEN), ("withdrawn", {"reason": "OTHER"})):
        refused = activities.post(f"{meeting}/{path}", body)
        assert (refused.status_code, refused.json()["type"]) == (428, "/problems/version-needed")
    assert activities.get(f"{meeting}/history").json()["history"][-1]["version"] == 1


def test_what_need_not_say_a_version_is_held_to_the_one_it_says(town: House, council: str) -> None:
    activities = town.activities
    proposal = {"council_id": council, "title": "Repas de quartier", "proposed_on": "2026-03-05"}
    feast = f"/v1/initiatives/{activities.record('/v1/initiatives', proposal)['id']}"
    assert activities.post(f"{feast}/adopted", {"adopted_on": "2026-05-01"}, if_match=7).status_code == 412
    assert activities.post(f"{feast}/adopted", {"adopted_on": "2026-05-01"}, if_match=1).status_code == 200


@pytest.mark.parametrize("header", ["1", "*", 'W/"1"', '"-1"', '"1", "2"', '"9999999999999999999"'])
def test_a_version_is_written_between_quotation_marks(town: House, council: str, header: str) -> None:
    meeting = a_held_meeting(town.activities, council)
    refused = town.activities.post(f"{meeting}/attendance", THIRTEEN, headers={"If-Match": header})
    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/malformed-version")
    assert refused.json()["errors"][0]["pointer"] == "/header/If-Match"


def test_the_version_of_a_council_guards_its_changes_too(town: House, council: str) -> None:
    joining = {"college": "RESIDENT", "joined_on": "2026-01-08"}
    refused = town.councils.post(f"/v1/councils/{council}/members", joining, if_match=4)
    assert (refused.status_code, refused.json()["type"]) == (412, "/problems/version-mismatch")
    assert town.councils.post(f"/v1/councils/{council}/members", joining, if_match=1).status_code == 201
