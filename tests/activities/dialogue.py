"""What tests of the dialogue with institutions say, in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

    from tests.support.house import Caller


class Dialogue:
    """What is said for one council in the journal."""

    def __init__(self, activities: Caller, council_id: str) -> None:
        self.activities = activities
        self.council_id = council_id
        self.after: str | None = None

    def say(self, path: str, **said: Any) -> str:
        """An entry of the council; its id. What is asked next waits for it."""
        done = self.activities.record(f"/v1/{path}", {"council_id": self.council_id, **said})
        self.after = done["after"]
        return str(done["id"])

    def correct(self, path: str, entry_id: str, if_match: int, **said: Any) -> None:
        """Say it again, whole."""
        body = {"council_id": self.council_id, "reason": "BETTER_SOURCE", **said}
        self.after = self.activities.record(f"/v1/{path}/{entry_id}/corrected", body, if_match=if_match)["after"]

    def withdraw(self, path: str, entry_id: str, if_match: int = 1) -> httpx2.Response:
        """It should never have been said."""
        answer = self.activities.post(
            f"/v1/{path}/{entry_id}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=if_match
        )
        self.after = answer.json()["after"] if answer.is_success else self.after
        return answer

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """What is seen after all that."""
        answer = self.activities.get(path, after=self.after, **query)
        assert answer.is_success, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    def session(self, *others: str, held_on: str | None = None, planned_on: str | None = None) -> str:
        """A session of a body in which the council has a seat, as others have."""
        body = {
            "kind": "LOCAL_STEERING_COMMITTEE",
            "name": "Comité de pilotage",
            "council_ids": [self.council_id, *others],
        }
        body_id = self.activities.record("/v1/steering-bodies", body)["id"]
        path, day = ("/held", {"held_on": held_on}) if held_on else ("", {"planned_on": planned_on})
        return str(self.activities.record(f"/v1/steering-sessions{path}", {"body_id": body_id, **day})["id"])
