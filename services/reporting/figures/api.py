"""Figures over HTTP: values, traces, indicators, the ledger."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Path, Query, Response

from services.reporting import labels
from services.reporting.figures.application import Figures, NoIndicatorHasAll, breaks_down
from services.reporting.figures.application.answers import PLACES, Figure, Question, Trace, TracedFact
from services.reporting.figures.domain.contribution import SEVERAL
from services.reporting.figures.readmodel import FigureTables
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import Indicator
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.vocabulary import COUNCIL_ID, Origin
from shared.kernel import NotFound
from shared.platform.access import Permission
from shared.platform.exchange import After, CivilDate
from shared.platform.readmodel import ReadModel, write_vector
from shared.platform.spreadsheets import FileFormat, csv_file, write_csv
from shared.platform.web import allow, router
from shared.sentences import in_french

DIMENSIONS = (*PLACES, *sorted({name for indicator in INDICATORS for name in indicator.dimensions}))

First = Annotated[CivilDate, Query(alias="from", description="First day of the period.")]
Last = Annotated[CivilDate, Query(alias="to", description="Last day of the period, included.")]
Council = Annotated[str | None, Query(pattern=COUNCIL_ID)]
Arrondissement = Annotated[str | None, Query(pattern=r"^([1-9]|1[0-9]|20)$")]
AsOf = Annotated[str | None, Query(max_length=200, description="A day, a moment with its zone, or places in the logs.")]
Code = Annotated[str, Path(max_length=40)]


class NoSuchIndicator(NotFound):
    """No indicator has the code {code}."""


def routes(figures: Figures, model: ReadModel[FigureTables]) -> APIRouter:
    """What can be asked of reporting."""
    routes = router()
    read = allow(Permission.READ_FIGURES)

    @routes.get("/v1/indicators", operation_id="list_indicators", **read)
    async def list_indicators() -> dict[str, Any]:
        """What every figure means."""
        return {"indicators": [_described(indicator) for indicator in INDICATORS]}

    @routes.get("/v1/indicators/{code}", operation_id="show_indicator", **read)
    async def show_indicator(code: Code) -> dict[str, Any]:
        """What one figure means."""
        return _described(_indicator(code))

    @routes.get("/v1/figures", operation_id="list_figures", response_model=None, **read)
    async def list_figures(
        first: First,
        last: Last,
        by: Annotated[
            str | None, Query(max_length=60, description="Dimensions, as `council` or `council,kind`.")
        ] = None,
        council: Council = None,
        arrondissement: Arrondissement = None,
        indicator: Annotated[str | None, Query(max_length=40)] = None,
        as_of: AsOf = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """The figures of a period, whole or broken down. Indicators without a dimension asked for are left out."""
        await model.wait_for(after)
        dimensions = tuple(by.split(",")) if by else ()
        chosen = (
            [_indicator(indicator, "/query/indicator")]
            if indicator
            else [one for one in INDICATORS if breaks_down(one, dimensions)]
        )
        if not chosen:
            raise NoIndicatorHasAll(dimensions=by)
        question = await figures.question(first, last, as_of, dimensions, council, arrondissement)
        found = await figures.figures(chosen, question)
        if file_format == "csv":
            return csv_file(f"chiffres-{first}-{last}.csv", _figures_csv(found, question))
        return {**_asked(question), "figures": [_told(figure, question) for figure in found]}

    @routes.get("/v1/figures/{code}/trace", operation_id="trace_figure", response_model=None, **read)
    async def trace(
        code: Code,
        first: First,
        last: Last,
        council: Council = None,
        arrondissement: Arrondissement = None,
        as_of: AsOf = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """The facts behind one figure: counted, with their weights, and not counted, with the reason."""
        await model.wait_for(after)
        question = await figures.question(first, last, as_of, (), council, arrondissement)
        found = await figures.trace(_indicator(code), question)
        if file_format == "csv":
            return csv_file(f"{code}-{first}-{last}.csv", _trace_csv(found, question))
        return {
            **_asked(question),
            "figure": _told(found.figure, question),
            "definition": _described(found.figure.indicator),
            "counted": [_fact(fact) for fact in found.counted],
            "not_counted": [_fact(fact) for fact in found.not_counted],
        }

    return routes


def _indicator(code: str, pointer: str = "/path/code") -> Indicator:
    if code not in BY_CODE:
        refusal = NoSuchIndicator(code=code)
        refusal.pointer = pointer
        raise refusal
    return BY_CODE[code]


def _described(indicator: Indicator) -> dict[str, Any]:
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


def _asked(question: Question) -> dict[str, Any]:
    return {"as_of": write_vector(question.as_of), "from": question.first, "to": question.last}


def _told(figure: Figure, question: Question) -> dict[str, Any]:
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


def _fact(fact: TracedFact) -> dict[str, Any]:
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
        "fact": {
            "source": fact.source,
            "position": fact.position,
            "id": state["id"],
            "type": state["type"],
            "recorded_at": state["recorded_at"],
            "by": state["by"],
            "cause": state["cause"],
        },
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


def _in_words(dimension: str, value: str | None) -> str | None:
    """A part of a breakdown; councils and arrondissements are known by their codes."""
    if value == SEVERAL:
        return labels.SEVERAL_COUNCILS
    return labels.VALUES.get(dimension, {}).get(value, value) if value else None


def _detail(fact: TracedFact) -> str | None:
    """What a weight is made of, where it has several parts: `10 membres, habitants ; 3 personnes comptées sans nom`."""
    parts = []
    for line in fact.lines:
        if line.get("group"):
            college = f", {labels.VALUES['college'][line['college']]}" if line.get("college") else ""
            parts.append(in_french(labels.HEADS[line["group"]], heads=line["weight"]) + college)
    return " ; ".join(parts) or None


def _figures_csv(figures: list[Figure], question: Question) -> bytes:
    scopes = list(dict.fromkeys(name for figure in figures for name in figure.scope))
    header = [
        "Indicateur",
        "Nom",
        *(labels.DIMENSIONS[name] for name in scopes),
        "Valeur",
        "Numérateur",
        "Dénominateur",
    ]
    header += [
        "Inconnus",
        "Minima",
        "Dates imprécises",
        "Unité",
        "Non mesurable",
        "Du",
        "Au",
        "État des faits",
        "Version",
    ]
    as_of = write_vector(question.as_of)
    return write_csv(
        header,
        [
            [
                figure.indicator.code,
                figure.indicator.name,
                *(_in_words(name, figure.scope.get(name)) for name in scopes),
                figure.value,
                figure.numerator,
                figure.denominator,
                figure.unknown,
                figure.at_least,
                figure.imprecise,
                figure.indicator.unit,
                figure.indicator.not_measurable if figure.value is None else None,
                question.first,
                question.last,
                as_of,
                figure.indicator.version,
            ]
            for figure in figures
        ],
    )


def _trace_csv(trace: Trace, question: Question) -> bytes:
    header = ["Indicateur", "Part", "Poids", "Motif si non compté", "Date", "Date au plus tard", "Conseil", "Fait"]
    header += ["Confiance", "Source", "Adresse", "Enregistré le", "Par", "Position", "État des faits"]
    as_of = write_vector(question.as_of)
    rows = []
    for one in (*trace.counted, *trace.not_counted):
        told = _fact(one)
        origin, fact = told["origin"] or {}, told["fact"]
        rows.append(
            [
                trace.figure.indicator.code,
                labels.PARTS[one.part],
                one.weight,
                told["reason_fr"],
                one.first_on,
                one.last_on,
                told["council_id"],
                told["label"],
                labels.CONFIDENCES[told["confidence"]],
                origin.get("title"),
                origin.get("url"),
                datetime.fromisoformat(fact["recorded_at"]),
                fact["by"],
                f"{fact['source']}@{fact['position']}",
                as_of,
            ]
        )
    return write_csv(header, rows)
