"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.autonomy import api as autonomy_api
from services.councils.autonomy.readmodel import AutonomyProjection, AutonomyViews
from services.councils.council import api as council_api
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilProjection, CouncilViews
from services.councils.known_councils import KnownCouncils
from services.councils.recognition import api as recognition_api
from services.councils.recognition.application import Recognitions
from services.councils.recognition.readmodel import RecognitionProjection, RecognitionViews
from services.councils.representation import api as representation_api
from services.councils.representation.application import Representation
from services.councils.representation.readmodel import RepresentationProjection, RepresentationViews
from services.councils.territories import api as territories_api
from services.councils.territories.application import Territories
from services.councils.territories.readmodel import TerritoryProjection, TerritoryViews
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("councils", settings, clock)
    store = service.records()
    councils = KnownCouncils(store)
    views = CouncilViews(service.reads(CouncilProjection()))
    recognitions = RecognitionViews(service.reads(RecognitionProjection()))
    representation = RepresentationViews(service.reads(RepresentationProjection()))
    return service.app(
        [
            council_api.routes(Councils(store, service.clock), views),
            recognition_api.routes(Recognitions(store, councils, service.clock), recognitions),
            territories_api.routes(Territories(store), TerritoryViews(service.reads(TerritoryProjection()))),
            representation_api.routes(Representation(store, councils, service.clock), representation, service.clock),
            autonomy_api.routes(AutonomyViews(service.reads(AutonomyProjection())), councils),
        ],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
