"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council.api import routes
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Views
from services.councils.draw.api import routes as draw_routes
from services.councils.draw.application import Draws
from services.councils.draw.readmodel import DrawViews
from services.councils.draw.readmodel import Views as ViewsOfDraws
from services.councils.known_councils import KnownCouncils
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("councils", settings, clock)
    store = service.records()
    views = Views(service.reads(CouncilViews()))
    known = KnownCouncils(store)
    return service.app(
        [
            routes(Councils(store, service.clock), views),
            draw_routes(Draws(store, known, service.clock), ViewsOfDraws(service.reads(DrawViews()))),
        ],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
