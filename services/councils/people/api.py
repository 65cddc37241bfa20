"""Persons over HTTP. No name, address or number is ever in a URL: URLs are written to logs, bookmarks and histories."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from services.councils.people.application import People
from services.councils.people.domain import Criterion, email_of, phone_of, words_of
from services.councils.people.readmodel import PeopleViews
from shared.contracts.councils.people import Detail, LegalBasis, PersonRegistered, Purpose
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import ONE_LINE, Origin
from shared.kernel import Acting
from shared.platform.access import Permission
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    Done,
    Limit,
    MalformedCursor,
    chosen,
    done,
    page,
    read_cursor,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

COLUMNS = {
    "person_id": "Personne",
    "legal_basis": "Base légale",
    "registered_on": "Connue depuis le",
    "consents": "Consentements",
}
"""Columns of the file, and their French words."""
READ_COLUMNS = {"read_at": "Lu le", "by": "Par", "person_id": "Personne", "request_id": "Requête"}
"""The same of the file of readings."""


def _understood(what: str, understand: Callable[[str], str | None]) -> AfterValidator:
    """A value as it is kept, or an error that does not repeat it."""

    def check(written: str) -> str:
        kept = understand(written)
        if kept is None:
            raise PydanticCustomError(f"{what}_not_understood", f"this {what} is not understood")
        return kept

    return AfterValidator(check)


def _line(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest, pattern=ONE_LINE)


Name = Annotated[str, _line(120), _understood("name", lambda name: name if words_of(name) else None)]
Email = Annotated[str, _line(254), _understood("email", email_of)]
Phone = Annotated[str, _line(40), _understood("phone", phone_of)]
Address = Annotated[str, _line(300)]
Note = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$"
    ),
]


class Details(BaseModel):
    """What the vault keeps of a person. A number is kept with its country: `+33612345678`."""

    model_config = ConfigDict(extra="forbid")

    given_name: Name | None = None
    family_name: Name | None = None
    email: Email | None = None
    phone: Phone | None = None
    postal_address: Address | None = None
    note: Note | None = Field(default=None, description="Facts only: no judgement, no health, no family situation.")

    def said(self) -> dict[Detail, str | None]:
        """The details that were mentioned; None for those that are not to be kept."""
        return {Detail(name.upper()): getattr(self, name) for name in self.model_fields_set}

    def kept(self) -> dict[Detail, str]:
        """The details that have a value."""
        return {detail: value for detail, value in self.said().items() if value is not None}


class Sought(BaseModel):
    """Whom to look for: a family name, with or without a given name, an e-mail address, a telephone number."""

    model_config = ConfigDict(extra="forbid")

    family_name: Name | None = None
    given_name: Name | None = None
    email: Email | None = None
    phone: Phone | None = None


class _OfAPerson(Asked):
    """The origin goes into facts, which never forget: it has no words of its own there."""

    @field_validator("origin")
    @classmethod
    def _without_words(cls, origin: Origin) -> Origin:
        is_a_code = origin.record is None or (origin.record.isascii() and any(map(str.isdecimal, origin.record)))
        if origin.source is not None or not is_a_code:
            raise PydanticCustomError("words_in_origin", "the origin of a person has a numbered record, and no source")
        return origin


class Register(_OfAPerson):
    """Somebody is known. An id may be chosen by the sender, so that a draft made offline can refer to it."""

    person_id: UUID | None = None
    details: Details
    legal_basis: LegalBasis
    registered_on: CivilDate
    consents: tuple[Purpose, ...] = Field(default=(), max_length=len(Purpose), description="Given on that day.")

    @field_validator("details")
    @classmethod
    def _with_something(cls, details: Details) -> Details:
        if not details.kept():
            raise PydanticCustomError("nothing_said", "at least one detail is needed")
        return details


class ChangeDetails(_OfAPerson):
    """The vault keeps something else: only the details that are mentioned change, `null` removes one."""

    details: Details


class Consent(_OfAPerson):
    """The person agreed to a purpose."""

    purpose: Purpose
    given_on: CivilDate


class WithdrawConsent(_OfAPerson):
    """The person no longer agrees."""

    withdrawn_on: CivilDate


class PossibleDuplicate(BaseModel):
    """An entry that may be of the same person: by what, and how likely."""

    person_id: UUID
    criteria: list[Criterion]
    score: int = Field(description="Of 100.")


class Registered(Done):
    """Somebody is registered; whoever it may be already, nothing was merged or refused."""

    possible_duplicates: list[PossibleDuplicate]


def routes(people: People, views: PeopleViews) -> APIRouter:
    """What can be done with persons, and seen of them. Those that name something come before those that name a person."""
    routes = router()
    _add_listing(routes, people, views)
    _add_reading(routes, people)
    _add_recording(routes, people)
    return routes


def _add_listing(routes: APIRouter, people: People, views: PeopleViews) -> None:
    read = allow(Permission.READ_PEOPLE)

    @routes.get("/v1/people", operation_id="list_people", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_people(
        request: Request,
        response: Response,
        legal_basis: LegalBasis | None = None,
        consent: Annotated[Purpose | None, Query(description="Who agrees to this.")] = None,
        file_format: FileFormat = "json",
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any] | Response:
        """Persons without their names, page by page, or all of them as a file."""
        await views.model.wait_for(after)
        if file_format == "csv":
            rows = await views.people(legal_basis, consent, None, None)
            said = FRENCH[Purpose]
            rows = [row | {"consents": ", ".join(said[one] for one in row["consents"])} for row in rows]
            return list_file("personnes.csv", COLUMNS, rows, {"legal_basis": FRENCH[LegalBasis]})
        rows = await views.people(legal_basis, consent, read_dated_cursor(cursor), limit + 1)
        return page("people", rows, limit, ("registered_on", "person_id"), request, response)

    @routes.get("/v1/people/duplicates", operation_id="list_duplicates", **read)
    async def duplicates(
        request: Request, response: Response, cursor: str | None = None, limit: Limit = 50
    ) -> dict[str, Any]:
        """Pairs of entries that may be of one person, by what, and how likely. Nothing is merged by itself."""
        last = read_cursor(cursor, 2)
        rows = await people.duplicates((last[0], last[1]) if last else None, limit + 1)
        return page("duplicates", rows, limit, ("person_id", "other_person_id"), request, response)

    @routes.post("/v1/people/search", operation_id="search_people", **read)
    async def search(request: Request, asked: Sought) -> dict[str, Any]:
        """Who matches, the likeliest first: asked in a body, so that no name is in a URL."""
        sought = {Detail(name.upper()): value for name, value in asked if value is not None}
        return {"people": await people.search(sought, _acting(request))}


def _add_reading(routes: APIRouter, people: People) -> None:
    read = allow(Permission.READ_PEOPLE)

    @routes.get("/v1/people/{person_id}", operation_id="show_person", **read)
    async def show(request: Request, response: Response, person_id: UUID) -> dict[str, Any]:
        """Who a person is, and what they agree to. That this was read is recorded."""
        person, details = await people.read(person_id, _acting(request))
        registered = person.known()
        response.headers["ETag"] = f'"{person.version}"'
        return {
            "person_id": person_id,
            "version": person.version,
            "legal_basis": registered.legal_basis,
            "registered_on": registered.registered_on,
            "details": {detail.value.lower(): details.get(detail) for detail in Detail},
            "consents": [
                {"purpose": purpose, "given_on": given.given_on} for purpose, given in sorted(person.consents.items())
            ],
        }

    @routes.get("/v1/people/{person_id}/history", operation_id="show_person_history", **read)
    async def history(person_id: UUID) -> dict[str, Any]:
        """Everything recorded about a person, in order: which details changed, never what they are."""
        return {"person_id": person_id, "history": history_of(await people.history(person_id))}

    @routes.get("/v1/people/{person_id}/reads", operation_id="list_readings", **allow(Permission.AUDIT_PEOPLE))
    async def reads(
        request: Request, response: Response, person_id: UUID, cursor: str | None = None, limit: Limit = 50
    ) -> dict[str, Any]:
        """Who read that person, and when, in order."""
        last = read_cursor(cursor, 1)
        rows = await people.readings(person_id, _reading_id(last[0]) if last else None, limit + 1)
        return page("reads", rows, limit, ("reading_id",), request, response)

    @routes.get(
        "/v1/reads",
        operation_id="list_all_readings",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **allow(Permission.AUDIT_PEOPLE),
    )
    async def all_reads(
        request: Request,
        response: Response,
        person: UUID | None = None,
        by: Annotated[str | None, Query(max_length=200, pattern=ONE_LINE, description="Account that read.")] = None,
        in_request: Annotated[UUID | None, Query(alias="request", description="Request in which it was read.")] = None,
        read_from: Annotated[CivilDate | None, Query(description="First day, in Paris.")] = None,
        read_to: Annotated[CivilDate | None, Query(description="Last day, included.")] = None,
        file_format: FileFormat = "json",
        cursor: str | None = None,
        limit: Limit = 50,
    ) -> dict[str, Any] | Response:
        """Who read whom, and when, the newest first, page by page; or all of it as a file."""
        asked = (person, by, in_request, read_from, read_to)
        if file_format == "csv":
            return list_file("consultations.csv", READ_COLUMNS, await people.all_readings(*asked, None, None))
        last = read_cursor(cursor, 1)
        rows = await people.all_readings(*asked, _reading_id(last[0]) if last else None, limit + 1)
        return page("reads", rows, limit, ("reading_id",), request, response)


def _add_recording(routes: APIRouter, people: People) -> None:
    record = allow(Permission.RECORD_PEOPLE)

    @routes.post("/v1/people", status_code=201, response_model=Registered, operation_id="register_person", **record)
    async def register(request: Request, asked: Register, command: Commanded) -> Response:
        """Say that somebody is known. The answer names the entries that may be of the same person."""
        person_id = chosen(asked.person_id, command)
        fact = PersonRegistered(
            person_id=person_id, legal_basis=asked.legal_basis, registered_on=asked.registered_on, origin=asked.origin
        )
        committed, matches = await people.register(command, fact, asked.consents, asked.details.kept())
        return done(
            request,
            committed,
            person_id,
            Registered,
            created=True,
            possible_duplicates=[PossibleDuplicate(**asdict(match)) for match in matches],
        )

    @routes.post("/v1/people/{person_id}/details", response_model=Done, operation_id="change_person_details", **record)
    async def change(request: Request, person_id: UUID, asked: ChangeDetails, command: Correcting) -> Response:
        """Keep something else of a person."""
        committed = await people.change_details(command, person_id, asked.details.said(), asked.origin)
        return done(request, committed, person_id)

    @routes.post("/v1/people/{person_id}/consents", response_model=Done, operation_id="give_consent", **record)
    async def consent(request: Request, person_id: UUID, asked: Consent, command: Commanded) -> Response:
        """Say that a person agreed to a purpose."""
        committed = await people.consent(command, person_id, asked.purpose, asked.given_on, asked.origin)
        return done(request, committed, person_id)

    @routes.post(
        "/v1/people/{person_id}/consents/{purpose}/withdrawal",
        response_model=Done,
        operation_id="withdraw_consent",
        **record,
    )
    async def withdraw(
        request: Request, person_id: UUID, purpose: Purpose, asked: WithdrawConsent, command: Commanded
    ) -> Response:
        """Say that a person no longer agrees. Nothing more is asked than to agree (RGPD, art. 7.3): no version."""
        committed = await people.withdraw_consent(command, person_id, purpose, asked.withdrawn_on, asked.origin)
        return done(request, committed, person_id)


def _acting(request: Request) -> Acting:
    return Acting(by=request.state.principal.subject, request_id=request.state.request_id)


def _reading_id(written: str) -> str:
    """The id in a cursor. Raises MalformedCursor."""
    try:
        return str(UUID(written))
    except ValueError as error:
        raise MalformedCursor from error
