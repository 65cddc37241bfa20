"""The reporting service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.audit.api import routes as audit_routes
from services.reporting.audit.application import Audit
from services.reporting.figures.api import routes
from services.reporting.figures.application import Figures
from services.reporting.figures.readmodel import FigureProjection
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("reporting", settings, clock)
    model = service.reads(FigureProjection())
    figures = Figures(model, service.clock)
    return service.app(
        [routes(figures, model), audit_routes(Audit(model))],
        french=labels.REFUSALS,
        operations=labels.OPERATIONS,
        title="Fil citoyen : les chiffres",
    )
