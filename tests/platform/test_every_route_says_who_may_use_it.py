from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Any, cast

import pytest
from starlette.testclient import TestClient

from shared.contracts import FACTS_OF
from shared.platform.access import Permission
from shared.platform.exchange import CommandApp, Commanded
from shared.platform.settings import Settings
from shared.platform.web import GuardedRoute, allow, router
from tests.support.house import vault_settings
from tests.support.sources import SERVICES

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

PUBLIC = {"/livez", "/readyz", "/metrics", "/openapi.json", "/problems/{code}"}
"""Nothing of anybody's. The console adds its pages, which hold nothing before somebody signs in."""


def built(service: str, directory: Path) -> FastAPI:
    """The application of a service that is not served."""
    from shared.platform.access import make_keys  # noqa: PLC0415

    make_keys(directory / "issuer.json", directory / "jwks.json")
    settings = Settings(
        issuer="fil-tests",
        jwks=str(directory / "jwks.json"),
        signing_key=directory / "issuer.json",
        store_url=f"sqlite:///{directory}/facts.db",
        views_url=f"sqlite:///{directory}/views.db",
        nats_url="nats://127.0.0.1:1",
        **vault_settings(directory, lambda: f"sqlite:///{directory}/vault.db"),
    )
    app: FastAPI = importlib.import_module(f"services.{service}.main").build(settings)
    return app


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_of_every_service_declares_one(service: str, tmp_path: Path) -> None:
    app = built(service, tmp_path)
    routes: list[Any] = app.routes
    assert len(routes) > len(PUBLIC)
    undeclared = [route for route in routes if not isinstance(route, GuardedRoute)]
    assert not undeclared, "routers within routers count as well: routes stand in one list"
    declared = {f"{method} {path}" for path, methods in app.openapi()["paths"].items() for method in methods}
    walked = {f"{method.lower()} {r.path}" for r in routes if r.include_in_schema for method in r.methods}
    assert declared == walked, "the walk and the description of the API do not see the same routes"


@pytest.mark.parametrize("service", SERVICES)
def test_every_command_is_read_in_one_pass(service: str, tmp_path: Path) -> None:
    commands = [route for route in cast("list[Any]", built(service, tmp_path).routes) if CommandApp.serves(route)]
    assert all(isinstance(route.app, CommandApp) for route in commands)
    assert bool(commands) == (service in FACTS_OF)


@pytest.mark.parametrize("service", [name for name in SERVICES if name != "console"])
def test_every_route_but_the_public_ones_asks_for_a_token(service: str, tmp_path: Path) -> None:
    app = built(service, tmp_path)
    client = TestClient(app)
    public = set()
    for route in cast("list[Any]", app.routes):
        if route.permission is Permission.PUBLIC:
            public.add(route.path)
            continue
        for method in route.methods:
            answer = client.request(method, re.sub(r"\{[^}]+\}", "x", route.path))
            assert answer.status_code == 401, f"{method} {route.path}"
    assert public == PUBLIC


def test_a_route_that_declares_none_cannot_be_made() -> None:
    routes = router()
    with pytest.raises(ValueError, match="declares no permission"):
        routes.get("/v1/forgotten")(lambda: None)


def test_a_permission_that_does_not_exist_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="everything"):
        router().get("/v1/open", openapi_extra={"x-permission": "everything"})(lambda: None)


def test_a_command_that_depends_on_its_query_cannot_be_made() -> None:
    async def forgetful(command: Commanded, how: str | None = None) -> None:
        """Would never be given its query."""

    with pytest.raises(ValueError, match="path, headers and body alone"):
        router().post("/v1/notes", **allow(Permission.RECORD))(forgetful)


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_says_what_it_does_in_french_and_in_english(service: str, tmp_path: Path) -> None:
    paths = built(service, tmp_path).openapi()["paths"]
    told = {one["operationId"]: one["summary"] for methods in paths.values() for one in methods.values()}
    assert {name: summary for name, summary in told.items() if not re.fullmatch(r"[^/]+ / \S.*", summary)} == {}
    french = getattr(importlib.import_module(f"services.{service}.labels"), "OPERATIONS", {})
    assert set(french) - set(told) == set(), "words for what cannot be asked"
    summaries = list(told.values())
    assert len(set(summaries)) == len(summaries), "two operations are told alike"
