"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council.api import routes
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Views
from services.councils.dossier.api import routes as dossier_routes
from services.councils.dossier.application import Dossier
from services.councils.dossier.readmodel import DossierViews
from services.councils.dossier.readmodel import Views as ViewsOfDossier
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
    dossier = ViewsOfDossier(service.reads(DossierViews()))
    return service.app(
        [
            routes(Councils(store, service.clock), views),
            dossier_routes(Dossier(store, service.clock, dossier), dossier),
        ],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
