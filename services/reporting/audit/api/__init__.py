"""The audit view over HTTP: facts in words, one fact with what became of it, the ledger line by line."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from services.reporting.audit.api.telling import COLUMNS, row_of, told, told_story
from services.reporting.audit.application import Audit, Order, Place, Wanted
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE
from shared.platform.access import Permission
from shared.platform.exchange import LARGEST_POSITION, After, CivilDate, Limit, page, read_cursor, read_position
from shared.platform.routes import NDJSON, LogPage, LogPosition, log_lines
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

Source = Annotated[str, Path(max_length=40)]


def wanted(
    council: Annotated[
        str | None, Query(pattern=rf"{COUNCIL_ID}|^none$", description="A code; `none` for facts that name no council.")
    ] = None,
    person: Annotated[UUID | None, Query(description="Facts that name this person, member or of the team.")] = None,
    thing: Annotated[UUID | None, Query(description="Everything that was said of this thing.")] = None,
    type: Annotated[  # noqa: A002 - the word people use
        str | None,
        Query(pattern=r"^[a-z0-9.-]+$", max_length=80, description="A type, or how it begins: `activities.meeting`."),
    ] = None,
    source: Annotated[str | None, Query(max_length=40)] = None,
    by: Annotated[str | None, Query(max_length=200, pattern=ONE_LINE, description="Account that recorded it.")] = None,
    batch: Annotated[
        str | None,
        Query(
            max_length=64,
            pattern=ONE_LINE,
            description="What led to it, as `import:90204e99a48e`; an import of a spreadsheet, with its undoing, by its id.",
        ),
    ] = None,
    request: Annotated[UUID | None, Query(description="Request in which it was recorded.")] = None,
    recorded_from: Annotated[CivilDate | None, Query(description="First day of recording, in Paris.")] = None,
    recorded_to: Annotated[CivilDate | None, Query(description="Last day of recording, included.")] = None,
    day_from: Annotated[CivilDate | None, Query(description="First day on which it happened.")] = None,
    day_to: Annotated[CivilDate | None, Query(description="Last day on which it happened, included.")] = None,
) -> Wanted:
    """The conditions of a question."""
    return Wanted(
        *(council, person, thing, type, source, by, batch, request), *(recorded_from, recorded_to, day_from, day_to)
    )


def routes(audit: Audit) -> APIRouter:
    """What auditors ask."""
    routes = router()
    read = allow(Permission.READ_LOG)

    @routes.get("/v1/facts", operation_id="list_facts", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_facts(
        request: Request,
        response: Response,
        asked: Annotated[Wanted, Depends(wanted)],
        order: Annotated[Order, Query(description="Of their recording: the newest first, unless `asc`.")] = "desc",
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """Any fact, by anyone or anything, in words; page by page, or all of them as a file."""
        await audit.model.wait_for(after)
        if file_format == "csv":
            found = await audit.all_facts(asked, order)
            return list_file("faits.csv", COLUMNS, await asyncio.to_thread(lambda: [row_of(one) for one in found]))
        rows = await audit.facts(asked, order, _place(cursor), limit + 1)
        lines = [told(one) | {"recorded_us": one.recorded_us} for one in rows]
        answer = page("facts", lines, limit, ("recorded_us", "source", "position"), request, response)
        for line in answer["facts"]:
            del line["recorded_us"]
        return answer

    @routes.get("/v1/facts/{source}/{position}", operation_id="show_fact", **read)
    async def show_fact(
        source: Source, position: Annotated[int, Path(ge=1, le=LARGEST_POSITION)], after: After = None
    ) -> dict[str, Any]:
        """One fact whole, in words and as it was stored, with the facts that correct or withdraw it, and what led to it."""
        await audit.model.wait_for(after)
        return told_story(await audit.story(source, position))

    @routes.get("/v1/ledger/{source}", operation_id="read_ledger", **NDJSON, **read)
    async def read_ledger(source: Source, after: LogPosition = 0, limit: LogPage = 1000) -> Response:
        """Every fact of a source that follows a position, one JSON line each as in its log, with its link of the `chain`."""
        return log_lines(await audit.lines(source, after, limit))

    return routes


def _place(cursor: str | None) -> Place | None:
    """The place among all facts that a cursor says. Raises MalformedCursor."""
    parts = read_cursor(cursor, 3)
    return None if parts is None else (read_position(parts[0]), parts[1], read_position(parts[2]))
