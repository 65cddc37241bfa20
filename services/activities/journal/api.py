"""The journal over HTTP: every kind of entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.activities.journal.domain import CATALOGUE
from shared.entries.api import add_entries, messages_of
from shared.platform.access import Permission
from shared.platform.exchange import After
from shared.platform.web import allow, router

if TYPE_CHECKING:
    from fastapi import APIRouter

    from services.activities.journal.readmodel import JournalViews
    from shared.entries.application import Entries

MESSAGES = messages_of(CATALOGUE)


def routes(journal: Entries, views: JournalViews) -> APIRouter:
    """What can be said in the journal and seen of it."""
    routes = router()
    add_entries(routes, MESSAGES, journal, views)
    _add_sheets(routes, views)
    return routes


def _add_sheets(routes: APIRouter, views: JournalViews) -> None:
    """What entries say together of a meeting, or of an initiative."""
    read = allow(Permission.READ)

    @routes.get("/v1/meetings/{meeting_id}/attendance-sheet", operation_id="show_attendance_sheet", **read)
    async def attendance_sheet(meeting_id: UUID, after: After = None) -> dict[str, Any]:
        """Each person with the last thing said of their presence, and how many are in each state; guests and chairs."""
        await views.model.wait_for(after)
        return await views.attendance_sheet(str(meeting_id))

    @routes.get("/v1/initiatives/{initiative_id}/participation", operation_id="show_participation", **read)
    async def participation(initiative_id: UUID, after: After = None) -> dict[str, Any]:
        """Persons who took part, and heads counted, in all and day by day."""
        await views.model.wait_for(after)
        return await views.participation(str(initiative_id))
