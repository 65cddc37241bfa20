"""`python -m shared.contracts`: the list of facts, as Markdown, for `docs/events.md`."""

from __future__ import annotations

import sys

from shared.contracts import FACTS_OF


def facts_in_markdown() -> str:
    """Every fact with its meaning and its fields, from the code itself."""
    lines = [
        "# Facts",
        "",
        "What services tell one another, and what is stored for ever. Generated: `python -m shared.contracts > docs/events.md`.",
        "On NATS a fact travels on the subject that is its type, in the stream of its source, as a CloudEvent (binary mode)",
        "whose data are the stored bytes.",
    ]
    for source, facts in FACTS_OF.items():
        lines += ["", f"## {source}"]
        for fact in facts:
            lines += ["", f"### `{fact.type}`", "", " ".join((fact.__doc__ or "").split()), ""]
            lines += ["| Field | Shape | Meaning |", "|---|---|---|"]
            schema = fact.model_json_schema()
            for name, told in schema["properties"].items():
                needed = "" if name in schema.get("required", ()) else " (optional)"
                lines.append(f"| `{name}` | {_shape(told)}{needed} | {told.get('description', '')} |")
    return "\n".join(lines) + "\n"


def _shape(told: dict[str, object]) -> str:
    if isinstance(told.get("anyOf"), list):
        return " or ".join(_shape(one) for one in told["anyOf"])  # type: ignore[attr-defined]
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if isinstance(told.get("items"), dict):
        return f"list of {_shape(told['items'])}"  # type: ignore[arg-type]
    return str(told.get("format") or told.get("type") or "")


if __name__ == "__main__":
    sys.stdout.write(facts_in_markdown())
