"""Imports of spreadsheets over HTTP: their beginning, their end, their undoing. Rows are said where they belong."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.activities.imports.application import Imports
from services.activities.imports.readmodel import ImportViews
from services.activities.labels import IMPORT_STATUSES
from shared.contracts.activities.imports import (
    MOST_ROWS,
    MOST_THINGS,
    ColumnMatched,
    ImportBegun,
    ImportMode,
    KnownChoice,
    RowRejected,
    SheetKind,
    ThingKept,
    ThingRecorded,
    ThingRefused,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import CouncilId, Sha256
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    Commanded,
    Correcting,
    Done,
    Limit,
    chosen,
    done,
    page,
    read_cursor,
    read_position,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

COLUMNS = {
    "batch_id": "Lot",
    "sheet": "Tableau",
    "begun_at": "Commencé le",
    "begun_by": "Par",
    "mode": "Lignes fautives",
    "council_id": "Conseil",
    "status": "État",
    "rows": "Lignes",
    "recorded_count": "Enregistrés",
    "rejected_count": "Lignes rejetées",
    "withdrawn_count": "Retirés",
    "kept_count": "Conservés",
    "refused_count": "Non retirés",
}
"""The columns of the list of imports."""
_WORDS = {"sheet": FRENCH[SheetKind], "mode": FRENCH[ImportMode], "status": IMPORT_STATUSES}
Digest = Annotated[str, Query(pattern=r"^[0-9a-f]{64}$")]


class Begin(Asked):
    """A file is to be imported: how it is read, and what is done with bad and with doubtful rows."""

    batch_id: UUID | None = None
    sheet: SheetKind
    file_digest: Sha256
    attempt: int = Field(default=1, strict=True, ge=1, le=1_000)
    mode: ImportMode
    known: KnownChoice = KnownChoice.ASK
    council_id: CouncilId | None = None
    headings_digest: Sha256
    columns: tuple[ColumnMatched, ...] = Field(min_length=1, max_length=100)
    rows: int = Field(strict=True, ge=1, le=MOST_ROWS)


class End(Asked):
    """Every row was tried."""

    recorded: tuple[ThingRecorded, ...] = Field(max_length=MOST_THINGS)
    rejected: tuple[RowRejected, ...] = Field(default=(), max_length=MOST_ROWS)


class Undo(Asked):
    """Everything that it recorded was tried to be withdrawn: together these are all of it."""

    withdrawn: tuple[ThingRecorded, ...] = Field(max_length=MOST_THINGS)
    kept: tuple[ThingKept, ...] = Field(default=(), max_length=MOST_THINGS)
    refused: tuple[ThingRefused, ...] = Field(default=(), max_length=MOST_THINGS)


def routes(imports: Imports, views: ImportViews) -> APIRouter:
    """What can be said of imports, and seen of them."""
    routes = router()
    _add_changes(routes, imports)
    _add_reads(routes, imports, views)
    return routes


def _add_changes(routes: APIRouter, imports: Imports) -> None:
    record = allow(Permission.RECORD)

    @routes.post("/v1/imports", status_code=201, response_model=Done, operation_id="begin_import", **record)
    async def begin(request: Request, asked: Begin, command: Commanded) -> Response:
        """Say that a file is to be imported, and how; nothing of it is recorded yet."""
        batch_id = chosen(asked.batch_id, command)
        fact = ImportBegun(**dict(asked) | {"batch_id": batch_id})
        return done(request, await imports.begin(command, fact), batch_id, created=True)

    @routes.post("/v1/imports/{batch_id}/ended", response_model=Done, operation_id="end_import", **record)
    async def end(request: Request, batch_id: UUID, asked: End, command: Commanded) -> Response:
        """Say what an import recorded, and which rows it could not."""
        committed = await imports.end(command, batch_id, asked.recorded, asked.rejected, asked.origin)
        return done(request, committed, batch_id)

    @routes.post("/v1/imports/{batch_id}/undone", response_model=Done, operation_id="undo_import", **record)
    async def undo(request: Request, batch_id: UUID, asked: Undo, command: Correcting) -> Response:
        """Say what became of each thing that an import recorded, when it was undone."""
        committed = await imports.undo(command, batch_id, asked.withdrawn, asked.kept, asked.refused, asked.origin)
        return done(request, committed, batch_id)


def _add_reads(routes: APIRouter, imports: Imports, views: ImportViews) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/imports", operation_id="list_imports", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_imports(
        request: Request,
        response: Response,
        sheet: SheetKind | None = None,
        file_digest: Digest | None = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Imports, the last one first, page by page; or all of them as a file."""
        await views.model.wait_for(after)
        if file_format == "csv":
            return list_file("imports.csv", COLUMNS, await views.batches(sheet, file_digest, None, None), _WORDS)
        last = read_cursor(cursor, 1)
        before = None if last is None else read_position(last[0])
        rows = await views.batches(sheet, file_digest, before, limit + 1)
        return page("imports", rows, limit, ("position",), request, response)

    @routes.get("/v1/imports/matching", operation_id="show_matching", **read)
    async def matching(sheet: SheetKind, headings_digest: Digest, after: After = None) -> dict[str, Any]:
        """How the columns of the last file with these very headings were matched."""
        await views.model.wait_for(after)
        return {"columns": await views.matching(sheet, headings_digest)}

    @routes.get("/v1/imports/{batch_id}", operation_id="show_import", **read)
    async def show(response: Response, batch_id: UUID, after: After = None) -> dict[str, Any]:
        """One import, with the ids of all that it recorded."""
        await views.model.wait_for(after)
        batch = await views.batch(str(batch_id))
        response.headers["ETag"] = f'"{batch["version"]}"'
        return batch

    @routes.get("/v1/imports/{batch_id}/history", operation_id="show_import_history", **read)
    async def history(batch_id: UUID) -> dict[str, Any]:
        """Everything recorded about an import, in order."""
        return {"batch_id": batch_id, "history": history_of(await imports.history(batch_id))}
