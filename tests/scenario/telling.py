"""How a story is told to the services: day by day, over HTTP, as the people who live it would."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.house import House, SetClock

PATIENCE_SECONDS = 20
NEWS = {"/problems/unknown-council", "/problems/unknown-steering-body"}
"""What one service refuses until it has heard of it from the other."""


def id_of(name: str) -> str:
    """The id of whoever, or whatever, the story calls by that name."""
    return str(uuid5(NAMESPACE_URL, f"https://example.org/scenario/{name}"))


@dataclass(frozen=True)
class Said:
    """One thing said to one service."""

    service: str
    path: str
    body: dict[str, Any]
    seen_at: str | None = None
    """What was read before: a correction says which version it saw."""


@dataclass(frozen=True)
class Day:
    """A day on which somebody entered something, why, and what they entered."""

    on: str
    told: str
    said: tuple[Said, ...]


def day(on: str, told: str, *said: Said) -> Day:
    """A day of the story."""
    return Day(on, told, said)


def councils(path: str, **body: Any) -> Said:
    """Something said to the councils service."""
    return Said("councils", path, body)


def activities(path: str, **body: Any) -> Said:
    """Something said to the activities service."""
    return Said("activities", path, body)


class Teller:
    """Tells a story to a house whose clock it moves: each day is recorded on its own day."""

    def __init__(self, house: House, clock: SetClock) -> None:
        self._house = house
        self._clock = clock
        self._places: dict[str, int] = {}

    def tell(self, story: Iterable[Day]) -> None:
        """Say everything, in order."""
        for one in story:
            self._clock.set(date.fromisoformat(one.on))
            for said in one.said:
                self._say(said, one.told)

    @property
    def after(self) -> str:
        """How far it has told: a read that is given it shows all of that."""
        return ",".join(f"{service}@{position}" for service, position in sorted(self._places.items()))

    def _say(self, said: Said, told: str) -> None:
        caller = getattr(self._house, said.service)
        body = said.body | {"after": self.after} if said.path == "/v1/handovers" else said.body
        version = None
        if said.seen_at is not None:
            seen = caller.get(said.seen_at, after=self.after)
            version = int(seen.headers["ETag"].strip('"'))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (answer := caller.post(said.path, body, if_match=version)).json().get("type") in NEWS:
            assert time.monotonic() < deadline, answer.text
            time.sleep(0.02)
        assert answer.is_success, f"{told} {said.path}: {answer.text}"
        self._places[said.service] = max(answer.json()["position"], self._places.get(said.service, 0))
