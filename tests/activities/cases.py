"""What tests of case files say, in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

    from tests.support.house import Caller

PROMISE = {"title": "Éclairer le square", "institution": "LANDLORD", "made_on": "2026-03-01"}


class CaseFile:
    """A case of one council, on a commitment of its own unless told otherwise."""

    def __init__(self, activities: Caller, council_id: str, **said: Any) -> None:
        self.activities = activities
        self.council_id = council_id
        self.promise: str | None = None
        body = {"council_id": council_id, "case_type": "COMMITMENT", "title": "Éclairage du square", **said}
        if body["case_type"] == "COMMITMENT" and "subject_id" not in said:
            self.promise = str(activities.record("/v1/commitments", PROMISE | {"council_id": council_id})["id"])
            body["subject_id"] = self.promise
        opened = activities.record("/v1/cases", {"opened_on": "2026-03-05", **body})
        self.id, self.after = str(opened["id"]), str(opened["after"])
        self.path = f"/v1/cases/{self.id}"

    def say(self, what: str, if_match: int | None = None, **said: Any) -> httpx2.Response:
        """Something of the case; what is asked next waits for it."""
        answer = self.activities.post(f"{self.path}/{what}", said, if_match=if_match)
        self.after = answer.json()["after"] if answer.is_success else self.after
        return answer

    def note(self, path: str, **said: Any) -> str:
        """An entry of the journal about the case; its id."""
        body = {"council_id": self.council_id, "case_id": self.id, **said}
        done = self.activities.record(f"/v1/{path}", body)
        self.after = done["after"]
        return str(done["id"])

    def seen(self, what: str = "", **query: Any) -> dict[str, Any]:
        """The case as it stands, or something of it, after all that."""
        answer = self.activities.get(self.path + what, after=self.after, **query)
        assert answer.is_success, answer.text
        seen: dict[str, Any] = answer.json()
        return seen

    def listed(self, **query: Any) -> list[str]:
        """Titles of the cases of its council that are so."""
        answer = self.activities.get("/v1/cases", after=self.after, council=self.council_id, **query)
        assert answer.is_success, answer.text
        return [case["title"] for case in answer.json()["cases"]]
