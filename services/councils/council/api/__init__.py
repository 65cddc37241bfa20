"""Councils over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from services.councils.council.api.councils import add_councils
from services.councils.council.api.facilitators import add_facilitators
from services.councils.council.api.members import add_members
from services.councils.council.application import Councils
from services.councils.council.readmodel.views import CouncilViews
from shared.platform.clock import Clock
from shared.platform.web import router


def routes(councils: Councils, views: CouncilViews, clock: Clock) -> APIRouter:
    """What can be done with councils, and seen of them."""
    routes = router()
    add_councils(routes, councils, views, clock)
    add_members(routes, councils, views, clock)
    add_facilitators(routes, councils)
    return routes
