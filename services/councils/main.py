"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council import api as council_api
from services.councils.council import readmodel as council_views
from services.councils.council.application import Councils
from services.councils.known_councils import KnownCouncils
from services.councils.recognition import api as recognition_api
from services.councils.recognition import readmodel as recognition_views
from services.councils.recognition.application import Recognitions
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("councils", settings, clock)
    store = service.records()
    councils = council_views.Views(service.reads(council_views.CouncilViews()))
    recognitions = recognition_views.Views(service.reads(recognition_views.RecognitionViews()))
    known = KnownCouncils(store)
    return service.app(
        [
            council_api.routes(Councils(store, service.clock), councils),
            recognition_api.routes(Recognitions(store, known, service.clock), recognitions),
        ],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
