"""The console, put together: no store, no tables, only pages over the other services' public APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.console import labels
from services.console.pages import LOOPBACK, LoopbackOnly, Reporting, routes
from shared.platform.access import Signer
from shared.platform.clock import Clock
from shared.platform.web import create_app

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served. Raises SystemExit beyond loopback."""
    if settings.host not in LOOPBACK:
        raise SystemExit(labels.LOOPBACK_ONLY.format(host=settings.host))
    signer = Signer.load(settings.needed("signing_key"), settings.issuer, settings.audience)
    reporting = Reporting(settings.reporting_url, signer)
    app = create_app(
        "console",
        settings,
        [routes(reporting, clock or Clock())],
        french=labels.REFUSALS,
        running=reporting.open,
        troubles=dict,
        notes=dict,
        title="Fil citoyen : la console",
    )
    app.add_middleware(LoopbackOnly)
    return app
