"""What every fact looks like, written down once: its JSON Schema, and one sample with all its fields filled.

A schema is a promise to readers: a changed file is a changed promise. A sample is what a database may hold for ever.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from shared.contracts import FACTS_OF, REGISTRY
from shared.contracts.activities.cases import CASE_CODE
from shared.contracts.reporting.agreements import CODE
from shared.contracts.vocabulary import COUNCIL_ID, LINES, ONE_LINE, PLACES
from shared.kernel import Recorded
from shared.platform.envelope import encode

if TYPE_CHECKING:
    from shared.kernel import Fact

TESTS = Path(__file__).parents[1]
SCHEMAS = TESTS / "schemas"
STORED_FACTS = TESTS / "stored_facts"

AN_ID = "0198d3a5-7c3e-7000-8000-000000000001"
BY_PATTERN = {
    COUNCIL_ID: "CC18",
    ONE_LINE: "Exemple d'une ligne, avec des accents : é, œ, €",
    CASE_CODE: "REFERRAL",
    CODE: "VIE-01",
    PLACES: "activities@809,councils@798,reporting@12",
    LINES: "Exemple de plusieurs lignes.\nLa seconde, avec des accents : é, œ, €",
    r"^([1-9]|1[0-9]|20)$": "18",
    r"^(QP\d{6}|QN\d{5}[A-Z])$": "QN07511M",
    r"^[0-9a-f]{64}$": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    r"^[A-Z0-9]{4,20}$": "7KQ2M9XA",
    r"^[a-z_]{1,40}$": "held_on",
    r"^[a-z-]{1,40}$": "attendance-unknown",
    r"^[a-z][a-z0-9-]{0,79}$": "meeting-in-the-future",
    r"^[a-z]+\.[a-z-]+\.v\d+$": "activities.attendance-corrected.v1",
    r"^https?://[^\s\x00-\x1f\x7f]+$": "https://www.paris.fr/conseils-citoyens?annee=2016",
}
BY_FORMAT = {"uuid": AN_ID, "date": "2016-02-29", "time": "18:30:00", "date-time": "2026-11-23T11:00:00Z"}


def schema_of(fact: type[Fact]) -> str:
    """The JSON Schema of a fact, as it is kept."""
    schema = fact.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def type_of(sample: Path) -> str:
    """The type of fact of which a file holds a sample: `councils.member-joined.v1`, for `…v1.json` and `…v1.2.json`."""
    return ".".join(sample.name.split(".")[:3])


def samples_of(name: str) -> list[Path]:
    """The samples of one type, from the oldest to the newest: another is kept each time that a field was added."""
    return sorted((path for path in STORED_FACTS.glob(f"{name}.*json")), key=lambda path: (len(path.name), path.name))


def sample_of(fact: type[Fact]) -> bytes:
    """A fact with every field filled, as a store would keep it."""
    schema = fact.model_json_schema()
    (source,) = [service for service, facts in FACTS_OF.items() if fact in facts]
    return encode(
        Recorded(
            id=UUID("0198d3a5-7c3e-7000-8000-00000000000f"),
            source=source,
            log_id=UUID("5f0b6f6f-1a0c-4b53-9a3e-0d1c7a0f5c11"),
            stream_id=UUID("6f6f1a0c-5f0b-5b53-9a3e-0d1c7a0f5c11"),
            version=1,
            recorded_at=datetime(2026, 11, 23, 11, 0, 0, 123456, tzinfo=UTC),
            by="0198d3a5-account",
            request_id="0198d3a5-7c3e-7000-8000-0000000000aa",
            cause="RR-015",
            fact=fact.model_validate_json(json.dumps(_filled(schema, schema.get("$defs", {})))),
        )
    )


def _filled(schema: dict[str, Any], definitions: dict[str, Any]) -> Any:  # noqa: C901, PLR0911 - one a kind of schema
    """A value that fits: optional fields are given, lists have one element, choices are the last one."""
    match schema:
        case {"$ref": reference}:
            return _filled(definitions[reference.removeprefix("#/$defs/")], definitions)
        case {"anyOf": [some, *_]} | {"oneOf": [some, *_]}:
            return _filled(some, definitions)
        case {"const": only}:
            return only
        case {"enum": choices}:
            return choices[-1]
        case {"type": "object", "properties": properties}:
            return {name: _filled(field, definitions) for name, field in properties.items()}
        case {"type": "array", "items": items}:
            return [_filled(items, definitions)]
        case {"type": "integer", **bounds}:
            return max(bounds.get("minimum", 7), min(7, bounds.get("maximum", 7)))
        case {"type": "number"}:
            return 24.5
        case {"type": "boolean"}:
            return True
        case {"type": "string", "pattern": pattern}:
            return BY_PATTERN[pattern]
        case {"type": "string", "format": form}:
            return BY_FORMAT[form]
    raise ValueError(f"no value is known that fits {schema}: say one here")


def missing() -> dict[Path, bytes]:
    """The files that a fact should have and does not have yet."""
    wanted = {SCHEMAS / f"{name}.json": schema_of(fact).encode() for name, fact in REGISTRY.items()}
    wanted |= {_sample_to_write(name, fact): sample_of(fact) for name, fact in REGISTRY.items()}
    return {path: content for path, content in wanted.items() if not path.exists()}


def _sample_to_write(name: str, fact: type[Fact]) -> Path:
    """The newest sample, while it has all the fields of the fact; else the one that must follow it."""
    samples = samples_of(name)
    if not samples:
        return STORED_FACTS / f"{name}.json"
    said = json.loads(samples[-1].read_bytes())["data"]
    return samples[-1] if set(said) == set(fact.model_fields) else STORED_FACTS / f"{name}.{len(samples) + 1}.json"


def changed_schemas() -> dict[Path, bytes]:
    """The schemas that the code no longer keeps, as the code has them now."""
    kept = {SCHEMAS / f"{name}.json": schema_of(fact).encode() for name, fact in REGISTRY.items()}
    return {path: content for path, content in kept.items() if path.exists() and path.read_bytes() != content}
