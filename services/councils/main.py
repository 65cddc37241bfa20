"""The councils service, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.autonomy import api as autonomy_api
from services.councils.autonomy.readmodel import AutonomyProjection, AutonomyViews
from services.councils.council import api as council_api
from services.councils.council.application import Councils
from services.councils.council.readmodel.projection import CouncilProjection
from services.councils.council.readmodel.standing import StandingProjection, StandingViews
from services.councils.council.readmodel.views import CouncilViews
from services.councils.dossier import api as dossier_api
from services.councils.dossier.application import Dossier
from services.councils.dossier.readmodel import DossierProjection, DossierViews
from services.councils.draw import api as draw_api
from services.councils.draw.application import Draws
from services.councils.draw.readmodel.draws import DrawProjection
from services.councils.draw.readmodel.views import DrawViews
from services.councils.known_councils import KnownCouncils
from services.councils.people import api as people_api
from services.councils.people.application import People
from services.councils.people.readmodel import PeopleProjection, PeopleViews
from services.councils.recognition import api as recognition_api
from services.councils.recognition.application import Recognitions
from services.councils.recognition.readmodel import RecognitionProjection, RecognitionViews
from services.councils.representation import api as representation_api
from services.councils.representation.application import Representation
from services.councils.representation.readmodel import RepresentationProjection, RepresentationViews
from services.councils.rules import api as rules_api
from services.councils.rules.readmodel import RuleProjection, RuleViews
from services.councils.team import api as team_api
from services.councils.team.application import Absences, Handovers, Posts
from services.councils.team.readmodel.matters import OpenMatterProjection
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.team import TeamProjection
from services.councils.team.readmodel.views import TeamViews
from services.councils.territories import api as territories_api
from services.councils.territories.application import Territories
from services.councils.territories.readmodel import TerritoryProjection, TerritoryViews
from services.councils.titles import FIELDS, CouncilTitleProjection
from shared.platform.cipher import Cipher
from shared.platform.service import Service
from shared.platform.vault import Vault

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings
    from shared.platform.store import Store


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("councils", settings, clock)
    store = service.records()
    councils, clock = KnownCouncils(store), service.clock
    views = CouncilViews(service.reads(CouncilProjection()))
    dossier = DossierViews(service.reads(DossierProjection()))
    recognitions = RecognitionViews(service.reads(RecognitionProjection()))
    representation = RepresentationViews(service.reads(RepresentationProjection()))
    team = TeamViews(service.reads(TeamProjection()))
    open_matters = OpenMatters(service.reads(OpenMatterProjection()), team)
    people = People(store, _vault(service, store), clock)
    service.names(CouncilTitleProjection(), FIELDS)
    return service.app(
        [
            dossier_api.routes(Dossier(store, councils, clock, dossier), dossier),
            people_api.routes(people, PeopleViews(service.reads(PeopleProjection()))),
            draw_api.routes(Draws(store, councils, clock), DrawViews(service.reads(DrawProjection())), clock),
            council_api.routes(
                Councils(store, clock, StandingViews(service.reads(StandingProjection()))), views, clock
            ),
            recognition_api.routes(Recognitions(store, councils, clock), recognitions, clock),
            territories_api.routes(Territories(store), TerritoryViews(service.reads(TerritoryProjection()))),
            representation_api.routes(Representation(store, councils, clock), representation, clock),
            rules_api.routes(RuleViews(service.reads(RuleProjection())), clock),
            team_api.routes(
                Posts(store, clock),
                Absences(store, clock, councils, team),
                Handovers(store, clock, councils, team, open_matters),
                team,
                open_matters,
                clock,
            ),
            autonomy_api.routes(AutonomyViews(service.reads(AutonomyProjection())), councils),
        ],
        french=labels.REFUSALS,
        operations=labels.OPERATIONS,
        title="Fil citoyen : les conseils",
    )


def _vault(service: Service, store: Store) -> Vault:
    """The vault of persons: opened with the service, swept while it runs."""
    settings = service.settings
    vault = Vault(
        settings.needed("vault_url"),
        settings.needed("vault_keys_url"),
        Cipher.load(Path(settings.needed("vault_secret"))),
        service.clock,
        store.answers,
    )
    service.holds(vault)
    service.keeps(vault.keep_clean)
    return vault
