"""What entries name, in running services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts.activities.cases import CaseOpened
from shared.contracts.activities.initiatives import InitiativeProposed
from shared.contracts.activities.meetings import MeetingHeld, MeetingScheduled
from shared.contracts.activities.steering import SteeringSessionScheduled
from tests.entries.examples import BY_PATH, body

if TYPE_CHECKING:
    from shared.entries.kinds import Catalogue, Kind
    from shared.kernel import Fact
    from tests.support.house import Caller


class Named:
    """What entries name, made when one first needs it: for each fact that something may begin with, an id, of the council."""

    def __init__(self, service: Caller, catalogue: Catalogue, council: str) -> None:
        self._service, self._catalogue, self._council = service, catalogue, council
        self._ids: dict[type[Fact], str] = {}

    def said(self, kind: Kind, **other: str) -> dict[str, Any]:
        """The example of a kind, that names what exists; with those of these words that it has."""
        example = BY_PATH[kind.path]
        named = {
            about.field: self._id_of(about.facts[0]) for about in kind.about if example.get(about.field) is not None
        }
        return body(kind, self._council, **(named | {name: said for name, said in other.items() if name in example}))

    def _id_of(self, fact: type[Fact]) -> str:
        if fact not in self._ids:
            self._ids[fact] = self._make(fact)
        return self._ids[fact]

    def _make(self, fact: type[Fact]) -> str:
        record = self._service.record
        if fact is MeetingHeld:
            said: dict[str, Any] = {"council_id": self._council, "kind": "PLENARY", "held_on": "2018-03-05"}
            return str(record("/v1/meetings/held", said)["id"])
        if fact is SteeringSessionScheduled:
            said = {"kind": "LOCAL_STEERING_COMMITTEE", "name": "COPIL", "council_ids": [self._council]}
            body_id = record("/v1/steering-bodies", said)["id"]
            return str(record("/v1/steering-sessions", {"body_id": body_id, "planned_on": "2018-03-20"})["id"])
        if fact is MeetingScheduled:
            said = {"council_id": self._council, "kind": "BOARD", "planned_on": "2018-03-05"}
            return str(record("/v1/meetings", said)["id"])
        if fact is CaseOpened:
            said = {"council_id": self._council, "case_type": "COUNCIL_SUPPORT", "opened_on": "2018-01-05"}
            return str(record("/v1/cases", said | {"title": "Accompagnement 2018"})["id"])
        if fact is InitiativeProposed:
            said = {"council_id": self._council, "title": "Repas de quartier", "proposed_on": "2018-03-05"}
            return str(record("/v1/initiatives", said)["id"])
        kind = self._catalogue.of[fact]
        # Said of a day long before, as an answer comes after its question.
        return str(record(f"/v1/{kind.path}", self.said(kind) | {kind.day: "2018-01-05"})["id"])
