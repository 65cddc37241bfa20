"""The pages: the figures of a period, and the facts behind one of them. They ask reporting's public API and keep nothing."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2
from fastapi import APIRouter, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.console import labels
from shared.kernel import NotFound
from shared.numbers import LEGEND, figure_in_words
from shared.platform.access import Permission
from shared.platform.web import allow, router
from shared.sentences import day_fr

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from shared.platform.access import Signer
    from shared.platform.clock import Clock

HERE = Path(__file__).parent
STATIC = {"fil.css": "text/css; charset=utf-8", "fil.svg": "image/svg+xml"}
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
FIRST_DAY = "2015-01-01"
"""The year of the Paris city contract that founds the councils: before it there is nothing to count."""
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

Json = dict[str, Any]


class Unanswered(Exception):  # noqa: N818 - errors name the rule that was broken
    """The question has no answer; what is shown instead says why."""

    def __init__(self, status: int, messages: list[str]) -> None:
        super().__init__(*messages)
        self.status = status
        self.messages = messages


class Reporting:
    """The reporting service, asked through its public API with a token of the console's own."""

    def __init__(self, url: str, signer: Signer) -> None:
        self._url = url
        self._signer = signer
        self._client: httpx2.AsyncClient

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Connections that live as long as the service."""
        async with httpx2.AsyncClient(base_url=self._url, timeout=10, trust_env=False) as self._client:
            yield

    async def ask(self, path: str, **query: str | None) -> Json:
        """The answer. Raises Unanswered, with what reporting said when the question is at fault."""
        given = {name.rstrip("_"): value for name, value in query.items() if value}
        headers = self._signer.headers("service:console", ("service",))
        try:
            answer = await self._client.get(path, params=given, headers=headers)
        except httpx2.TransportError as error:
            raise Unanswered(503, [labels.AWAY]) from error
        if answer.status_code in (404, 422):
            problem = answer.json()
            messages = [problem["detail"], *(error["message"] for error in problem.get("errors", ()))]
            raise Unanswered(answer.status_code, list(dict.fromkeys(messages)))
        if not answer.is_success:
            raise Unanswered(503, [labels.AWAY])
        found: Json = answer.json()
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked to see: a period, a council or all, the state of the facts or now."""

    du: str
    au: str
    conseil: str
    etat: str

    def link(self, path: str = "", **other: str) -> str:
        """The address of another question, like this one but for what is given."""
        query = {name: value for name, value in {**asdict(self), **other}.items() if value}
        return f"/{path}?{urlencode(query)}"


def routes(reporting: Reporting, clock: Clock) -> APIRouter:
    """What can be seen. Nobody signs in yet, so the pages are public to this machine, and to it only."""
    routes = router()
    public = allow(Permission.PUBLIC)
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    templates.globals |= {
        "figure_in_words": figure_in_words,
        "weight_in_words": labels.weight_in_words,
        "moment_in_words": labels.moment_in_words,
        "unit_in_words": labels.unit_in_words,
        "days_in_words": _days_in_words,
        "day": lambda written: day_fr(date.fromisoformat(written)),
        "CONFIDENCES": labels.CONFIDENCES,
        "PARTS": labels.PARTS,
        "LEGEND": LEGEND,
    }

    def page(name: str, status: int = 200, **content: Any) -> Response:
        return Response(
            templates.get_template(name).render(content),
            status,
            {"Content-Security-Policy": CONTENT_POLICY},
            "text/html; charset=utf-8",
        )

    def asked(du: str, au: str, conseil: str, etat: str) -> Asked:
        return Asked(du or FIRST_DAY, au or clock.today().isoformat(), conseil, etat)

    @routes.get("/", operation_id="show_figures", include_in_schema=False, **public)
    async def show_figures(du: str = "", au: str = "", conseil: str = "", etat: str = "") -> Response:
        """The figures of a period: one row an indicator, one column a council, and all together."""
        wanted = asked(du, au, conseil, etat)
        period = {"from_": wanted.du, "to": wanted.au}
        try:
            by_council = await reporting.ask("/v1/figures", by="council", as_of=wanted.etat, **period)
            # Asked of the very same facts, whatever was recorded meanwhile.
            whole = await reporting.ask("/v1/figures", as_of=by_council["as_of"], **period)
        except Unanswered as error:
            return page("figures.html", error.status, asked=wanted, messages=error.messages, councils=[], rows=[])
        found = {(figure["indicator"], figure["scope"].get("council")): figure for figure in by_council["figures"]}
        councils = sorted({council for _, council in found}, key=lambda code: (len(code), code))
        columns = [council for council in councils if wanted.conseil in ("", council)]
        messages = [] if columns or not wanted.conseil else [labels.NO_FIGURE.format(council=wanted.conseil)]
        rows = [
            {"all": figure, "parts": [(column, found.get((figure["indicator"], column))) for column in columns]}
            for figure in whole["figures"]
        ]
        known = Asked(wanted.du, wanted.au, wanted.conseil, by_council["as_of"])
        beside = {"mixed": labels.mixed_in_words(councils), "weeks": labels.weeks_in_words(whole["completeness"])}
        shown: Json = {"known": known, "councils": councils, "columns": columns, "rows": rows, **beside}
        return page("figures.html", asked=wanted, messages=messages, **shown)

    @routes.get("/figures/{code}", operation_id="explain_figure", include_in_schema=False, **public)
    async def explain_figure(code: str, du: str = "", au: str = "", conseil: str = "", etat: str = "") -> Response:
        """One figure: what it means, the facts that are counted in it, and those that are not, with the reason."""
        wanted = asked(du, au, conseil, etat)
        query = {"from_": wanted.du, "to": wanted.au, "council": wanted.conseil, "as_of": wanted.etat}
        try:
            trace = await reporting.ask(f"/v1/figures/{quote(code, safe='')}/trace", **query)
        except Unanswered as error:
            return page("unanswered.html", error.status, asked=wanted, messages=error.messages)
        return page("facts.html", asked=wanted, trace=trace, figure=trace["figure"], definition=trace["definition"])

    @routes.get("/static/{name}", operation_id="static", include_in_schema=False, **public)
    async def static(name: str) -> Response:
        """Our style and our sign; nothing comes from another host."""
        if name not in STATIC:
            raise NotFound
        return Response((HERE / "static" / name).read_bytes(), media_type=STATIC[name])

    return routes


def _days_in_words(fact: Mapping[str, Any]) -> str:
    """When it happened, as finely as the figure knows it."""
    first, last = date.fromisoformat(fact["occurred_on"]), date.fromisoformat(fact["occurred_until"])
    return labels.days_in_words(first, last, fact["date_certainty"])


class LoopbackOnly:
    """Serves this machine only, under the names of its loopback: another site that points its own name here gets nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or refuse as misdirected (RFC 9110, 15.5.20)."""
        if scope["type"] == "http":
            hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
            if len(hosts) != 1 or not _is_loopback(hosts[0]):
                refusal = Response(labels.NO_SUCH_PAGE_HOST, 421, media_type="text/plain; charset=utf-8")
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False
