"""The councils service, put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from services.councils import labels
from services.councils.council.api import routes
from services.councils.council.application import Councils
from services.councils.council.readmodel import CouncilViews, Views
from services.councils.people import api as people_api
from services.councils.people import readmodel as people_readmodel
from services.councils.people.application import People
from shared.platform.cipher import Cipher
from shared.platform.service import Service
from shared.platform.vault import Vault

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("councils", settings, clock)
    store = service.records()
    views = Views(service.reads(CouncilViews()))
    vault = Vault(
        settings.needed("vault_url"),
        settings.needed("vault_keys_url"),
        Cipher.load(Path(settings.needed("vault_secret"))),
        service.clock,
        store.answers,
    )
    service.holds(vault)
    service.keeps(vault.keep_clean)
    people = People(store, vault, service.clock)
    people_views = people_readmodel.Views(service.reads(people_readmodel.PeopleViews()))
    return service.app(
        [routes(Councils(store, service.clock), views), people_api.routes(people, people_views)],
        french=labels.REFUSALS,
        title="Fil citoyen : les conseils",
    )
