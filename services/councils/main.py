"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council.api import routes
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Views
from services.councils.rules.api import rule_routes
from services.councils.rules.readmodel import Rules, RuleViews
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
    rules = Rules(service.reads(RuleViews()))
    return service.app(
        [routes(Councils(store, service.clock), views), rule_routes(rules, service.clock)],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
