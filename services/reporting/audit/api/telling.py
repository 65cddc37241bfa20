"""How facts travel: in words, with who said them, when, about what, and the way to the line as it was received."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from services.reporting import labels
from services.reporting.audit.api.words import FIRST_LINES, changes_of, said_of
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.timeline import TAKES_BACK

if TYPE_CHECKING:
    from services.reporting.audit.api.words import Changed, Said
    from services.reporting.audit.application import Kept, Story

COLUMNS = {
    "fact": "Fait",
    "recorded_at": "Enregistré le",
    "by": "Par",
    "name": "Nature",
    "councils": "Conseils",
    "happened_on": "Jour",
    "words": "Ce qui a été dit",
    "reason": "Motif",
    "persons": "Personnes",
    "thing": "Chose",
    "request": "Requête",
    "cause": "Cause",
    "type": "Type",
}
"""Columns of the file, and their French words."""


def told(kept: Kept, most: int | None = FIRST_LINES) -> dict[str, Any]:
    """One fact: its kind in French and English, what it states, and for a correction what changed. `most` is of what it lists."""
    fact = kept.recorded and kept.recorded.fact
    said = said_of(fact, most) if fact else []
    changes = changes_of(fact) if fact else []
    rule = fact and TAKES_BACK.get(type(fact))
    return {
        "fact": f"{kept.source}@{kept.position}",
        "source": kept.source,
        "position": kept.position,
        "id": kept.fact_id,
        "type": kept.type,
        "name": FACT_NAMES.get(kept.type, labels.UNKNOWN_FACT),
        "name_en": in_english(kept.type),
        "recorded_at": kept.recorded_at,
        "by": kept.by,
        "request": kept.request_id,
        "cause": kept.cause,
        "thing": kept.stream_id,
        "councils": kept.councils,
        "persons": kept.persons,
        "happened_on": kept.happened_on,
        "mark": rule.mark if rule else None,
        "reason": next((one.said for one in said if one.field == "reason"), None),
        "said": [{"field": one.field, "name": one.name, "said": one.said} for one in said],
        "changes": [asdict(change) for change in changes],
        "words": _sentence(said, changes) if fact else labels.UNREADABLE_FACT,
        "whole": f"/v1/facts/{kept.source}/{kept.position}",
        "raw": f"/v1/ledger/{kept.source}?{urlencode({'after': kept.position - 1, 'limit': 1})}",
    }


def told_story(story: Story) -> dict[str, Any]:
    """One fact whole, with its stored bytes as text, and the facts that have to do with it."""
    fact = story.fact
    return {
        **told(fact, most=None),
        "state": fact.state.decode(errors="replace"),
        "chain": fact.chain,
        "taken_back_by": [told(one) for one in story.taken_back_by],
        "takes_back": [told(one) for one in story.takes_back],
        "led_to_by": told(story.led_to_by) if story.led_to_by else None,
        "of_the_same_cause": f"/v1/facts?{urlencode({'batch': fact.cause})}" if fact.cause else None,
        "of_the_same_request": f"/v1/facts?{urlencode({'request': fact.request_id})}",
        "of_the_same_thing": f"/v1/facts?{urlencode({'thing': fact.stream_id})}",
    }


def in_english(fact_type: str) -> str:
    """A kind of fact as its type says it: `activities.meeting-held.v1` is `meeting held`."""
    return fact_type.partition(".")[2].rpartition(".")[0].replace("-", " ")


def row_of(kept: Kept) -> dict[str, Any]:
    """A fact as a line of a file."""
    line = told(kept)
    return line | {name: ", ".join(line[name]) for name in ("councils", "persons")}


def _sentence(said: list[Said], changes: list[Changed]) -> str:
    """What changed first, then what is stated."""
    nothing = labels.NOTHING_SAID
    changed = [f"{one.name} : {one.before or nothing} → {one.now or nothing}" for one in changes]
    return " ; ".join([*changed, *(f"{one.name} : {one.said}" for one in said)])
