"""What one invented council says, day by day: the same each time, whoever draws it up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shared.contracts.vocabulary import INVENTED

SEED = "fil-citoyen/vies-inventées/1"
"""Another seed would give other lives."""
FIRST_DAY, LAST_DAY = date(2023, 9, 4), date(2025, 2, 28)
"""Eighteen months in which perimeters changed (1 January 2024) and the draw by lot ended (18 November 2024)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said to one service, on the day on which somebody entered it."""

    entered_on: date
    service: str
    path: str
    body: dict[str, Any]
    version: int | None = None
    """What was seen, when something is said again."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member: an id, what serves counting, and a name for the vault."""

    person_id: str
    college: str
    gender: str
    age_band: str
    given_name: str
    family_name: str
    ticket: str | None
    """Of the draw, for residents."""

    def speaks(self) -> dict[str, str]:
        """As a representative."""
        return {"person_id": self.person_id, "college": self.college, "gender": self.gender}


class Diary:
    """The diary of one council. Chance is drawn from its own seed, so that lives do not depend on one another."""

    def __init__(self, arrondissement: str) -> None:
        self.arrondissement = arrondissement
        self.council_id = f"{INVENTED}{arrondissement}E"
        self.chance = Random(f"{SEED}/{arrondissement}")  # noqa: S311 - lives, not keys
        self.here = {"council_id": self.council_id}
        self.of_it = f"/v1/councils/{self.council_id}"
        self._said: list[Said] = []

    def entries(self) -> list[Said]:
        """All that was said, in the order in which it was entered."""
        return sorted(self._said, key=lambda one: one.entered_on)

    def id_of(self, name: str) -> str:
        """The id of whatever this council calls by that name."""
        return str(uuid5(NAMESPACE_URL, f"{SEED}/{self.council_id}/{name}"))

    def day(self, week: int, weekday: int | None = None) -> date:
        """A working day of a week, counted from the first; any, unless one is told."""
        return FIRST_DAY + timedelta(weeks=week, days=self.chance.randrange(5) if weekday is None else weekday)

    def councils(self, on: date, path: str, **body: Any) -> None:
        """Tell the councils service."""
        self._say(on, "councils", path, body, None)

    def activities(self, on: date, path: str, **body: Any) -> None:
        """Tell the activities service."""
        self._say(on, "activities", path, body, None)

    def correct(self, on: date, path: str, version: int, **body: Any) -> None:
        """Tell the activities service again what was seen in that version."""
        self._say(on, "activities", path, body, version)

    def _say(self, on: date, service: str, path: str, body: dict[str, Any], version: int | None) -> None:
        marked = {"origin": {"record": f"{self.council_id}-{len(self._said) + 1:03d}"}}
        said = {name: value.isoformat() if isinstance(value, date) else value for name, value in body.items()}
        self._said.append(Said(on, service, path, said | marked, version))


def invented(title: str) -> str:
    """A title that says what it is."""
    return f"{title} (inventé)"


def room(present: list[Person], guests: int, unnamed: int) -> dict[str, Any]:
    """Who was there, counted."""
    groups = Counter((one.college, one.gender, one.age_band) for one in present)
    members = [
        {"college": college, "gender": gender, "age_band": age_band, "heads": heads}
        for (college, gender, age_band), heads in sorted(groups.items())
    ]
    heads = len(present) + guests + unnamed
    return {"present": heads, "members": members, "guests": guests, "unnamed": unnamed}
