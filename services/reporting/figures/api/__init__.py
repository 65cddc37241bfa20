"""Figures over HTTP: values, traces, indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from services.reporting.exports.formats import AS_A_FILE, Format, file_of
from services.reporting.figures.api.files import (
    Demand,
    differences_document,
    figures_document,
    pairs_document,
    series_document,
    trace_document,
)
from services.reporting.figures.api.telling import (
    asked,
    described,
    told,
    told_beside,
    told_change,
    told_fact,
    told_weeks,
)
from services.reporting.figures.application import Figures, Former, NoIndicatorHasAll, Step, breaks_down
from services.reporting.figures.application.answers import PLACES, Question
from services.reporting.figures.readmodel import FigureTables
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import Indicator
from shared.contracts.vocabulary import COUNCIL_ID
from shared.kernel import NotFound
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import After, CivilDate
from shared.platform.readmodel import ReadModel, write_vector
from shared.platform.web import allow, router

DIMENSIONS = (*PLACES, *sorted({name for indicator in INDICATORS for name in indicator.dimensions}))

First = Annotated[CivilDate, Query(alias="from", description="First day of the period.")]
Last = Annotated[CivilDate, Query(alias="to", description="Last day of the period, included.")]
Council = Annotated[str | None, Query(pattern=COUNCIL_ID)]
Arrondissement = Annotated[str | None, Query(pattern=r"^([1-9]|1[0-9]|20)$")]
AsOf = Annotated[str | None, Query(max_length=200, description="A day, a moment with its zone, or places in the logs.")]
Wanted = Annotated[
    Format, Query(alias="format", description="JSON, or a file: a PDF, a workbook, CSV for French spreadsheets.")
]
Code = Annotated[str, Path(max_length=40)]


class NoSuchIndicator(NotFound):
    """No indicator has the code {code}."""


def routes(figures: Figures, model: ReadModel[FigureTables], clock: Clock) -> APIRouter:
    """What can be asked of reporting."""
    routes = router()
    read = allow(Permission.READ_FIGURES)
    filed: dict[str, Any] = {"response_model": None, "responses": AS_A_FILE, **read}

    @routes.get("/v1/indicators", operation_id="list_indicators", **read)
    async def list_indicators() -> dict[str, Any]:
        """What every figure means."""
        return {"indicators": [described(indicator) for indicator in INDICATORS]}

    @routes.get("/v1/indicators/{code}", operation_id="show_indicator", **read)
    async def showindicator_of(code: Code) -> dict[str, Any]:
        """What one figure means."""
        return described(indicator_of(code))

    @routes.get("/v1/figures", operation_id="list_figures", **filed)
    async def list_figures(
        request: Request,
        first: First,
        last: Last,
        by: Annotated[
            str | None, Query(max_length=60, description="Dimensions, as `council` or `council,kind`.")
        ] = None,
        council: Council = None,
        arrondissement: Arrondissement = None,
        indicator: Annotated[str | None, Query(max_length=40)] = None,
        as_of: AsOf = None,
        beside: Annotated[
            Former | None, Query(description="Beside each figure, that of the period before, or of a year before.")
        ] = None,
        wanted: Wanted = Format.JSON,
        after: After = None,
    ) -> dict[str, Any] | Response:
        """The figures of a period, whole or broken down. Indicators without a dimension asked for are left out."""
        await model.wait_for(after)
        dimensions = tuple(by.split(",")) if by else ()
        chosen = (
            [indicator_of(indicator, "/query/indicator")]
            if indicator
            else [one for one in INDICATORS if breaks_down(one, dimensions)]
        )
        if not chosen:
            raise NoIndicatorHasAll(dimensions=by)
        question = await figures.question(first, last, as_of, dimensions, council, arrondissement)
        if beside is not None:
            earlier, pairs = await figures.beside(chosen, question, beside)
            if wanted is not Format.JSON:
                document = pairs_document(_demand(request, clock, question), question, earlier, pairs)
                return await file_of(document, wanted, f"chiffres-{first}-{last}")
            return {**asked(question), "figures": [told_beside(*pair, question, earlier) for pair in pairs]}
        found = await figures.figures(chosen, question)
        if wanted is not Format.JSON:
            document = figures_document(_demand(request, clock, question), question, found)
            return await file_of(document, wanted, f"chiffres-{first}-{last}")
        weeks = await figures.weeks(question)
        return {
            **asked(question),
            "completeness": told_weeks(weeks),
            "figures": [told(figure, question) for figure in found],
        }

    async def about_one(
        first: First,
        last: Last,
        council: Council = None,
        arrondissement: Arrondissement = None,
        as_of: AsOf = None,
        after: After = None,
    ) -> Question:
        """What is asked of one figure, once all that it is asked after can be seen."""
        await model.wait_for(after)
        return await figures.question(first, last, as_of, (), council, arrondissement)

    one = Depends(about_one)

    @routes.get("/v1/figures/{code}/trace", operation_id="trace_figure", **filed)
    async def trace(
        request: Request,
        code: Code,
        question: Question = one,
        wanted: Wanted = Format.JSON,
    ) -> dict[str, Any] | Response:
        """The facts behind one figure: counted, with their weights, and not counted, with the reason."""
        found = await figures.trace(indicator_of(code), question)
        if wanted is not Format.JSON:
            document = trace_document(_demand(request, clock, question), question, found)
            return await file_of(document, wanted, f"{code}-{question.first}-{question.last}")
        return {
            **asked(question),
            "figure": told(found.figure, question),
            "definition": described(found.figure.indicator),
            "counted": [told_fact(fact) for fact in found.counted],
            "not_counted": [told_fact(fact) for fact in found.not_counted],
        }

    @routes.get("/v1/figures/{code}/differences", operation_id="compare_figure", **filed)
    async def differences(
        request: Request,
        code: Code,
        since: Annotated[str, Query(max_length=200, description="The earlier point: a day, a moment, or places.")],
        question: Question = one,
        wanted: Wanted = Format.JSON,
    ) -> dict[str, Any] | Response:
        """What made one figure change between two points in the logs, fact by fact; the changes add up to the difference."""
        found = await figures.difference(indicator_of(code), question, since)
        if wanted is not Format.JSON:
            demand = _demand(request, clock, question, since=write_vector(found.since))
            document = differences_document(demand, question, found)
            return await file_of(document, wanted, f"{code}-ecarts-{question.first}-{question.last}")
        return {
            **asked(question),
            "since": write_vector(found.since),
            "before": told(found.before, replace(question, as_of=found.since)),
            "now": told(found.now, question),
            "changes": [told_change(change) for change in found.changes],
        }

    @routes.get("/v1/figures/{code}/series", operation_id="follow_figure", **filed)
    async def series(
        request: Request,
        code: Code,
        step: Annotated[Step, Query(description="Calendar steps; the first and the last are cut at the period.")],
        question: Question = one,
        wanted: Wanted = Format.JSON,
    ) -> dict[str, Any] | Response:
        """One figure month by month, quarter by quarter or year by year."""
        found = await figures.series(indicator_of(code), question, step)
        if wanted is not Format.JSON:
            document = series_document(_demand(request, clock, question), question, found)
            return await file_of(document, wanted, f"{code}-{step}-{question.first}-{question.last}")
        return {
            **asked(question),
            "figures": [{"from": part.first, "to": part.last, **told(figure, part)} for part, figure in found],
        }

    return routes


def _demand(request: Request, clock: Clock, question: Question, **said: str) -> Demand:
    """Who asks this, now; its address says where in the logs, so that it is answered the same for ever."""
    query = {**request.query_params, "as_of": write_vector(question.as_of), **said}
    asked_again = urlencode({name: value for name, value in query.items() if name not in {"format", "after"}})
    return Demand(request.state.principal.subject, clock.now(), f"{request.url.path}?{asked_again}")


def indicator_of(code: str, pointer: str = "/path/code") -> Indicator:
    """The indicator that has this code. Raises NoSuchIndicator."""
    if code not in BY_CODE:
        refusal = NoSuchIndicator(code=code)
        refusal.pointer = pointer
        raise refusal
    return BY_CODE[code]
