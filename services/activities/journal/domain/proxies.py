"""Who holds proxies at a meeting, and what is to be looked at: nothing is refused, as the sheet is filled in during the meeting."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shared.contracts.activities.meeting_papers import Presence

if TYPE_CHECKING:
    from collections.abc import Mapping


class ProxyWarning(StrEnum):
    """What a council may want to look at before it votes."""

    HOLDER_UNKNOWN = "HOLDER_UNKNOWN"
    """Nobody said who holds it."""
    HOLDER_NOT_THERE = "HOLDER_NOT_THERE"
    """Who holds it is excused, absent, or represented by somebody else."""
    HOLDER_NOT_NOTED = "HOLDER_NOT_NOTED"
    """Nobody said yet whether who holds it is there."""
    OWN_HOLDER = "OWN_HOLDER"
    """A proxy is given to somebody else."""
    SEVERAL = "SEVERAL"
    """Internal rules often allow one for each member: read those of the council."""


def proxies_of(noted: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those who hold proxies, by the last thing noted of each person: of whom, and what is to be looked at."""
    given: dict[str | None, list[str]] = defaultdict(list)
    for person_id in sorted(noted):
        if noted[person_id]["state"] == Presence.PROXY:
            given[noted[person_id]["proxy_holder_id"]].append(person_id)
    return [
        {"holder_id": holder_id, "given_by": givers, "warnings": _warnings(holder_id, givers, noted)}
        for holder_id, givers in sorted(given.items(), key=lambda one: one[0] or "")
    ]


def _warnings(holder_id: str | None, givers: list[str], noted: Mapping[str, Mapping[str, Any]]) -> list[ProxyWarning]:
    if holder_id is None:
        return [ProxyWarning.HOLDER_UNKNOWN]
    state = noted[holder_id]["state"] if holder_id in noted else Presence.UNKNOWN
    found = []
    if holder_id in givers:
        found.append(ProxyWarning.OWN_HOLDER)
    elif state == Presence.UNKNOWN:
        found.append(ProxyWarning.HOLDER_NOT_NOTED)
    elif state != Presence.PRESENT:
        found.append(ProxyWarning.HOLDER_NOT_THERE)
    if len(givers) > 1:
        found.append(ProxyWarning.SEVERAL)
    return found
