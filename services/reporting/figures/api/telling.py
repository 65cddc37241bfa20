"""How figures and their facts are told: in JSON, with the words that people read."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import orjson

from services.reporting import labels
from services.reporting.figures.application.answers import PLACES
from services.reporting.figures.domain.contribution import SEVERAL
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.vocabulary import Origin
from shared.platform.readmodel import write_vector
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.reporting.figures.application.answers import Change, Figure, LaterFact, Question, TracedFact
    from services.reporting.figures.application.completeness import LateFact, Weeks
    from services.reporting.indicators.measures import Indicator


def described(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "definition": indicator.definition,
        "definition_en": indicator.definition_en,
        "reference": indicator.reference,
        "unit": indicator.unit,
        "unit_en": indicator.unit_en,
        "form": indicator.form,
        "dimensions": [*PLACES, *indicator.dimensions],
        "version": indicator.version,
        "valid_from": indicator.valid_from,
        "valid_until": indicator.valid_until,
    }


def asked(question: Question) -> dict[str, Any]:
    return {"as_of": write_vector(question.as_of), "from": question.first, "to": question.last}


def told_weeks(weeks: Mapping[str, Weeks]) -> dict[str, Any]:
    """How complete the period is, in weeks of councils: of those that nobody closed, nobody knows whether anything is missing."""
    return {
        "weeks": sum(one.expected for one in weeks.values()),
        "closed": sum(one.closed for one in weeks.values()),
        "councils": {council_id: asdict(one) for council_id, one in weeks.items()},
    }


def told(figure: Figure, question: Question) -> dict[str, Any]:
    """A figure as it travels: with its unit, its terms, its definition's version, and the way to its trace."""
    indicator, value = figure.indicator, figure.value
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "scope": figure.scope,
        "value": float(value) if isinstance(value, Decimal) else value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unit": indicator.unit,
        "form": indicator.form,
        "not_measurable": indicator.not_measurable if value is None else None,
        "unknown": figure.unknown,
        "at_least": figure.at_least,
        "imprecise": figure.imprecise,
        "version": indicator.version,
        "trace": _trace_address(figure, question),
    }


def told_beside(figure: Figure, before: Figure, question: Question, earlier: Question) -> dict[str, Any]:
    """A figure, that of a former period, and what lies between; nothing where one of them cannot be measured."""
    change = change_of(figure, before)
    return {
        **told(figure, question),
        "change": float(change) if isinstance(change, Decimal) else change,
        "before": {"from": earlier.first, "to": earlier.last, **told(before, earlier)},
    }


def change_of(figure: Figure, before: Figure) -> int | Decimal | None:
    """How much more than before, in the unit of the figure."""
    return None if figure.value is None or before.value is None else figure.value - before.value


def _trace_address(figure: Figure, question: Question) -> str | None:
    """Only places have a trace of their own so far; a part of a figure is found in the trace of the whole."""
    if set(figure.scope) - set(PLACES) or {None, SEVERAL} & set(figure.scope.values()):
        return None
    query = {
        "from": question.first.isoformat(),
        "to": question.last.isoformat(),
        **figure.scope,
        "as_of": write_vector(question.as_of),
    }
    return f"/v1/figures/{figure.indicator.code}/trace?{urlencode(query)}"


def told_fact(fact: TracedFact) -> dict[str, Any]:
    state = orjson.loads(fact.state)
    said = _standing(state["data"], fact)
    origin = said.get("origin", {})
    source = origin.get("source")
    reason = fact.reason
    return {
        "part": fact.part,
        "weight": fact.weight,
        "reason": reason,
        "reason_fr": labels.REASONS[reason][0] if reason else None,
        "reason_en": labels.REASONS[reason][1] if reason else None,
        "fact": _place(fact.source, fact.position, state),
        "occurred_on": fact.first_on,
        "occurred_until": fact.last_on,
        "date_precision": origin.get("date_precision", "DAY"),
        "date_certainty": origin.get("date_certainty", "STATED"),
        "confidence": origin.get("confidence", "HIGH"),
        "council_id": fact.lines[0]["council"],
        "label": _label(state["type"], said),
        "detail": _detail(fact),
        "at_least": bool((said.get("attendance") or {}).get("is_lower_bound")),
        "origin": {"record": origin.get("record"), **source} if source else None,
        "lines": fact.lines,
    }


def _place(source: str, position: int, state: dict[str, Any]) -> dict[str, Any]:
    """Which fact it is, who recorded it, when, and what led to it."""
    return {
        "source": source,
        "position": position,
        **{name: state[name] for name in ("id", "type", "recorded_at", "by", "cause")},
    }


def told_change(change: Change) -> dict[str, Any]:
    """A fact that made a figure change: what it weighed, what it weighs, and since which fact."""
    cause, since = change.cause, change.since
    told = told_fact(replace(change.fact, weight=change.now - change.before))
    return {
        "change": told.pop("weight"),
        "before": change.before,
        "now": change.now,
        "cause": cause,
        "cause_fr": labels.CAUSES[cause][0],
        "cause_en": labels.CAUSES[cause][1],
        "since": _since(since) if since else None,
        **told,
    }


def told_late(fact: LateFact) -> dict[str, Any]:
    """A fact that came after a period was closed: which one, of which council, and when it happened."""
    state = orjson.loads(fact.state)
    return {
        "fact": _place(fact.source, fact.position, state),
        "label": FACT_NAMES[state["type"]],
        "council_id": fact.council_id,
        "occurred_on": fact.first_on,
    }


def _since(fact: LaterFact) -> dict[str, Any]:
    state = orjson.loads(fact.state)
    return {**_place(fact.source, fact.position, state), "label": FACT_NAMES[state["type"]]}


def _standing(data: dict[str, Any], fact: TracedFact) -> dict[str, Any]:
    """What a fact says that stands: of a correction, what it says now, with where that comes from."""
    after = data.get("after")
    if "held_origin" in data:  # a count of those present, said again
        return {**data, "origin": data["held_origin"], "attendance": after}
    if not isinstance(after, dict):
        return data
    if "origin" in after:  # an entry, or a joining
        return after
    steps = [step for said in after.values() for step in (said if isinstance(said, list) else [said]) if step]
    return next((step for step in steps if _is_of_those_days(step, fact)), steps[0])


def _is_of_those_days(step: dict[str, Any], fact: TracedFact) -> bool:
    """Whether it is this step of a life that a row tells of: it says its days."""
    origin = Origin.model_validate(step.get("origin", {}))
    days = [date.fromisoformat(day) for name, day in step.items() if name.endswith("_on") and day]
    return (fact.first_on, fact.last_on) in {origin.window(day) for day in days}


def _label(fact_type: str, data: dict[str, Any]) -> str:
    """A fact in a few words: what happened, and to what."""
    name = data.get("title") or data.get("body_name") or data.get("name")
    kind = labels.KINDS.get(data.get("kind") or data.get("body_kind") or "")
    return " · ".join(part for part in (FACT_NAMES[fact_type], kind, name) if part)


def _detail(fact: TracedFact) -> str | None:
    """What a weight is made of, where it has several parts: `10 membres, habitants ; 3 personnes comptées sans nom`."""
    parts = []
    for line in fact.lines:
        if line.get("group"):
            college = f", {labels.VALUES['college'][line['college']]}" if line.get("college") else ""
            parts.append(in_french(labels.HEADS[line["group"]], heads=line["weight"]) + college)
    return " ; ".join(parts) or None
