"""The journal over HTTP: every kind of entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities.journal.domain import CATALOGUE
from shared.entries.api import add_entries, messages_of
from shared.platform.web import router

if TYPE_CHECKING:
    from fastapi import APIRouter

    from services.activities.journal.readmodel import JournalViews
    from shared.entries.application import Entries

MESSAGES = messages_of(CATALOGUE)


def routes(journal: Entries, views: JournalViews) -> APIRouter:
    """What can be said in the journal and seen of it."""
    routes = router()
    add_entries(routes, MESSAGES, journal, views)
    return routes
