"""The inbox over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from services.notifications.inbox.readmodel import InboxViews
from services.notifications.labels import MEETING_KINDS, delay_en, delay_fr
from services.notifications.triggers import TRIGGER, TriggerCode
from shared.contracts.vocabulary import COUNCIL_ID, MeetingKind
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    After,
    CivilDate,
    Limit,
    MalformedCursor,
    page,
    read_cursor,
)
from shared.platform.web import allow, router
from shared.sentences import in_english, in_french


def routes(views: InboxViews, clock: Clock) -> APIRouter:
    """What can be seen of the inbox."""
    routes = router()

    @routes.get("/v1/inbox", operation_id="list_inbox", **allow(Permission.READ))
    async def list_inbox(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID)] = None,
        trigger: TriggerCode | None = None,
        on: Annotated[CivilDate | None, Query(description="Day asked about; today unless said.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """What waits for somebody on that day, as it is known now: the most urgent first, page by page."""
        await views.model.wait_for(after)
        day = on or clock.today()
        rows = await views.due(day, council, trigger, _key(read_cursor(cursor, 4)), limit + 1)
        found = page("items", rows, limit, ("deadline_on", "trigger", "subject_id", "council_id"), request, response)
        return {"on": day, **found, "items": [_item(row, day) for row in found["items"]]}

    return routes


def _item(row: dict[str, Any], day: date) -> dict[str, Any]:
    trigger = TRIGGER[TriggerCode(row["trigger"])]
    days_left = (row["deadline_on"] - day).days
    thing_fr, thing_en = _thing(row["kind"], row["title"])
    concerned_on = row["concerned_on"]
    return {
        "trigger": trigger.code,
        "council": {"id": row["council_id"], "name": row["name"]},
        "concerned_on": concerned_on,
        "deadline_on": row["deadline_on"],
        "days_left": max(days_left, 0),
        "days_late": max(-days_left, 0),
        "text": in_french(trigger.french, thing=thing_fr, day=concerned_on, delay=delay_fr(days_left)),
        "en": {"text": in_english(trigger.english, thing=thing_en, day=concerned_on, delay=delay_en(days_left))},
        "fact": {"source": row["source"], "position": row["position"]},
        "thing": {"service": "activities", "id": row["subject_id"], "path": trigger.path.format(row["subject_id"])},
    }


def _thing(kind: str | None, title: str | None) -> tuple[str, str]:
    """A meeting by its kind and title, a steering session by the name of its body; in French and in English."""
    if kind is None:
        return f"« {title} »", f"“{title}”"
    french, english = MEETING_KINDS[MeetingKind(kind)]
    return (french, english) if title is None else (f"{french} « {title} »", f"{english} “{title}”")


def _key(parts: list[str] | None) -> tuple[date, str, str, str] | None:
    if parts is None:
        return None
    deadline_on, trigger, subject_id, council_id = parts
    try:
        return date.fromisoformat(deadline_on), trigger, subject_id, council_id
    except ValueError as error:
        raise MalformedCursor from error
