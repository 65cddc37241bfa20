"""Recognition of compositions over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from services.councils.labels import RECOGNITION_STATUSES, STANDINGS
from services.councils.recognition.application import Recognitions
from services.councils.recognition.readmodel import RecognitionViews, Status
from shared.contracts.councils.recognition import (
    Authority,
    Composition,
    CompositionRecognised,
    CompositionSubmitted,
    ConsultationOutcome,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, College, CouncilId, MemberRole
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    CouncilCode,
    Done,
    Limit,
    OnDay,
    Withdraw,
    chosen,
    done,
    page,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

OrderNumber = Annotated[
    str, Field(min_length=1, max_length=60, pattern=ONE_LINE, description="Number of the prefect's order.")
]

_FILE_COLUMNS = {
    "council_id": "Conseil",
    "status": "État",
    "submitted_on": "Transmise le",
    "order_number": "Arrêté",
    "recognised_on": "Reconnue le",
    "refused_on": "Refusée le",
    "file_id": "Identifiant",
}
_LINE_COLUMNS = {
    "person_id": "Personne",
    "standing": "Situation",
    "college_on_order": "Collège à l'arrêté",
    "role_on_order": "Rôle à l'arrêté",
    "college": "Collège réel",
    "role": "Rôle réel",
    "left_on": "Départ le",
    "order_position": "Fait : arrêté",
    "seat_position": "Fait : siège",
    "departure_position": "Fait : départ",
}
_CODED = {
    "standing": STANDINGS,
    "college_on_order": FRENCH[College],
    "college": FRENCH[College],
    "role_on_order": FRENCH[MemberRole],
    "role": FRENCH[MemberRole],
}


class Submit(Asked):
    """A composition was sent to the prefect. An id may be chosen by the sender."""

    file_id: UUID | None = None
    council_id: CouncilId
    members: Composition
    submitted_on: CivilDate


class EnterOrder(Asked):
    """The prefect recognised a composition, and only the order is known. An id may be chosen by the sender."""

    file_id: UUID | None = None
    council_id: CouncilId
    order_number: OrderNumber
    members: Composition
    recognised_on: CivilDate


class Consult(Asked):
    """The prefect consulted an authority."""

    authority: Authority
    outcome: ConsultationOutcome = ConsultationOutcome.NOT_STATED
    consulted_on: CivilDate


class WithdrawConsultation(Withdraw):
    """An authority was not consulted so."""

    authority: Authority


class Recognise(Asked):
    """The prefect recognised what was submitted, or another list when it is given."""

    order_number: OrderNumber
    members: Composition | None = None
    recognised_on: CivilDate


class Refuse(Asked):
    """The prefect did not recognise it."""

    refused_on: CivilDate


def routes(recognitions: Recognitions, views: RecognitionViews, clock: Clock) -> APIRouter:
    """What can be done with recognitions, and seen of them."""
    routes = router()
    record, read = allow(Permission.RECORD), allow(Permission.READ)

    @routes.post("/v1/recognitions", status_code=201, response_model=Done, operation_id="submit_composition", **record)
    async def submit(request: Request, asked: Submit, command: Commanded) -> Response:
        """Say that a composition was sent to the prefect."""
        file_id = chosen(asked.file_id, command)
        fact = CompositionSubmitted(**dict(asked) | {"file_id": file_id})
        return done(request, await recognitions.submit(command, fact), file_id, created=True)

    @routes.post(
        "/v1/recognitions/recognised",
        status_code=201,
        response_model=Done,
        operation_id="enter_recognition_order",
        **record,
    )
    async def enter_order(request: Request, asked: EnterOrder, command: Commanded) -> Response:
        """Say that a composition was recognised, when only the order is known."""
        file_id = chosen(asked.file_id, command)
        fact = CompositionRecognised(**dict(asked) | {"file_id": file_id})
        return done(request, await recognitions.enter_order(command, fact), file_id, created=True)

    @routes.post(
        "/v1/recognitions/{file_id}/consultations",
        response_model=Done,
        operation_id="consult_authority",
        **record,
    )
    async def consult(request: Request, file_id: UUID, asked: Consult, command: Commanded) -> Response:
        """Say that the prefect consulted the mayor or the president of the EPCI."""
        committed = await recognitions.consult(
            command, file_id, asked.authority, asked.outcome, asked.consulted_on, asked.origin
        )
        return done(request, committed, file_id)

    @routes.post(
        "/v1/recognitions/{file_id}/consultations/withdrawn",
        response_model=Done,
        operation_id="withdraw_consultation",
        **record,
    )
    async def withdraw_consultation(
        request: Request, file_id: UUID, asked: WithdrawConsultation, command: Correcting
    ) -> Response:
        """Say that an authority was not consulted so: the entry was a mistake."""
        committed = await recognitions.withdraw_consultation(
            command, file_id, asked.authority, asked.reason, asked.origin
        )
        return done(request, committed, file_id)

    @routes.post(
        "/v1/recognitions/{file_id}/recognised",
        response_model=Done,
        operation_id="recognise_composition",
        **record,
    )
    async def recognise(request: Request, file_id: UUID, asked: Recognise, command: Commanded) -> Response:
        """Say that the prefect recognised what was submitted."""
        committed = await recognitions.recognise(
            command, file_id, asked.order_number, asked.members, asked.recognised_on, asked.origin
        )
        return done(request, committed, file_id)

    @routes.post("/v1/recognitions/{file_id}/refused", response_model=Done, operation_id="refuse_composition", **record)
    async def refuse(request: Request, file_id: UUID, asked: Refuse, command: Commanded) -> Response:
        """Say that the prefect did not recognise it."""
        return done(request, await recognitions.refuse(command, file_id, asked.refused_on, asked.origin), file_id)

    @routes.post(
        "/v1/recognitions/{file_id}/withdrawn", response_model=Done, operation_id="withdraw_recognition", **record
    )
    async def withdraw(request: Request, file_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that all that was said of a file was a mistake."""
        return done(request, await recognitions.withdraw(command, file_id, asked.reason, asked.origin), file_id)

    @routes.get(
        "/v1/recognitions", operation_id="list_recognitions", response_model=None, responses=AS_A_FILE_TOO, **read
    )
    async def list_files(
        request: Request,
        response: Response,
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")] = None,
        status: Status | None = None,
        q: Annotated[
            str | None,
            Query(min_length=1, max_length=60, pattern=ONE_LINE, description="A part of the order's number."),
        ] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """Files in the order of their first days, page by page."""
        await views.model.wait_for(after)
        if file_format == "csv":
            rows = await views.files(council, status, q, None, None)
            return list_file("reconnaissances.csv", _FILE_COLUMNS, rows, {"status": RECOGNITION_STATUSES})
        rows = await views.files(council, status, q, read_dated_cursor(cursor), limit + 1)
        return page("recognitions", rows, limit, ("opened_on", "file_id"), request, response)

    @routes.get("/v1/recognitions/{file_id}", operation_id="show_recognition", **read)
    async def show(response: Response, file_id: UUID, after: After = None) -> dict[str, Any]:
        """One file, with its lists and its consultations."""
        await views.model.wait_for(after)
        file = await views.file(str(file_id))
        response.headers["ETag"] = f'"{file["version"]}"'
        return file

    @routes.get("/v1/recognitions/{file_id}/history", operation_id="show_recognition_history", **read)
    async def history(file_id: UUID) -> dict[str, Any]:
        """Everything recorded about a file, in order."""
        return {"file_id": file_id, "history": history_of(await recognitions.history(file_id))}

    @routes.get(
        "/v1/councils/{council_id}/recognition",
        operation_id="compare_recognition",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def compare(
        council_id: CouncilCode,
        on: OnDay = None,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> dict[str, Any] | Response:
        """The order in force on a day, compared with who really sits that day (R09, CMP-08)."""
        await views.model.wait_for(after)
        day = on or clock.today()
        compared = await views.compared(council_id, day)
        if file_format == "csv":
            return list_file(f"reconnaissance-{council_id}-{day}.csv", _LINE_COLUMNS, compared["lines"], _CODED)
        return compared

    return routes
