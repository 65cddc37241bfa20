"""The notifications service, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.notifications import labels
from services.notifications.inbox.api import routes
from services.notifications.inbox.readmodel import InboxProjection, InboxViews
from shared.platform.service import Service

if TYPE_CHECKING:
    from fastapi import FastAPI

    from shared.platform.clock import Clock
    from shared.platform.settings import Settings


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The application of the service; nothing runs until it is served."""
    service = Service("notifications", settings, clock)
    views = InboxViews(service.reads(InboxProjection()))
    service.keeps(lambda: views.keep_counting(service.clock))
    return service.app(
        [routes(views, service.clock)],
        french={},
        operations=labels.OPERATIONS,
        title="Fil citoyen : les notifications",
    )
