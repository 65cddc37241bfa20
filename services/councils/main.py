"""The councils service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council.api import routes
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Views
from services.councils.known_councils import KnownCouncils
from services.councils.team import api as team_api
from services.councils.team.application import Absences, Handovers, Posts
from services.councils.team.readmodel.matters import OpenMatterViews
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.team import TeamViews
from services.councils.team.readmodel.views import Views as TeamQuestions
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
    known, clock = KnownCouncils(store), service.clock
    team = TeamQuestions(service.reads(TeamViews()))
    open_matters = OpenMatters(service.reads(OpenMatterViews()), team)
    return service.app(
        [
            routes(Councils(store, service.clock), views),
            team_api.routes(
                Posts(store, clock),
                Absences(store, clock, known, team),
                Handovers(store, clock, known, open_matters),
                team,
                open_matters,
                clock,
            ),
        ],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
