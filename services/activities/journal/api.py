"""The journal over HTTP: every kind of entry, and what they say together."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.activities.journal.domain import CATALOGUE
from services.activities.journal.domain.followed import FollowedStatus
from services.activities.journal.domain.progress import Progress
from services.activities.journal.readmodel import JournalViews
from services.activities.journal.readmodel.plans import counted
from services.activities.known_councils import KnownCouncils
from services.activities.labels import ASKED, FOLLOWED, PROGRESS
from shared.contracts.activities.plans import Lead
from shared.contracts.activities.words import OrganisationKind
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import COUNCIL_ID, DateCertainty, DatePrecision, Theme
from shared.entries.api import add_entries, messages_of
from shared.entries.application import Entries
from shared.kernel import NotFound
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import After, CivilDate, CouncilCode, Limit, page, read_dated_cursor
from shared.platform.readmodel import ReadModel
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

MESSAGES = messages_of(CATALOGUE)

Council = Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")]
On = Annotated[CivilDate | None, Query(description="As it stood on that day; today when none is given.")]

DIALOGUE_COLUMNS = {
    "council_id": "Conseil",
    "entry": "Nature",
    "title": "Objet",
    "institution": "Institution",
    "theme": "Thématique",
    "asked_on": "Date",
    "date_precision": "Précision de la date",
    "date_certainty": "Certitude de la date",
    "due_on": "Échéance",
    "status": "État",
    "days_of_silence": "Jours sans réponse",
    "days_to_answer": "Délai de réponse (jours)",
    "days_late": "Retard (jours)",
    "answered_on": "Répondu le",
    "answer_precision": "Précision de la date de réponse",
    "answer_title": "Réponse",
    "entry_id": "Identifiant",
}


_TO_BE_DONE = {
    "lead": "Responsable",
    "lead_label": "Responsable (précision)",
    "due_on": "Échéance",
    "status": "État",
    "ended_on": "Terminée le",
    "learned": "Ce qu'on en retient",
}
ROADMAP_COLUMNS = {
    "axis": "Axe",
    "title": "Action",
    "need": "Besoin",
    "priority": "Priorité du besoin",
    "commitment": "Engagement suivi",
    "theme": "Thématique",
    "planned_on": "Prévue le",
    **_TO_BE_DONE,
}
IMPROVEMENT_COLUMNS = {
    "council_id": "Conseil",
    "title": "Amélioration",
    "decided_on": "Décidée le",
    **_TO_BE_DONE,
}


DIALOGUE_WORDS = {
    "entry": ASKED,
    "institution": FRENCH[OrganisationKind],
    "theme": FRENCH[Theme],
    "date_precision": FRENCH[DatePrecision],
    "date_certainty": FRENCH[DateCertainty],
    "status": FOLLOWED,
    "answer_precision": FRENCH[DatePrecision],
}
PLAN_WORDS = {"lead": FRENCH[Lead], "status": PROGRESS, "theme": FRENCH[Theme]}


class Sessions(Protocol):
    """What another subject of the service knows of sessions of steering bodies."""

    model: ReadModel[Any]

    async def session(self, session_id: str) -> dict[str, Any]:
        """One session, and each council with a seat there. Raises NotFound."""


def routes(
    journal: Entries, views: JournalViews, councils: KnownCouncils, sessions: Sessions, clock: Clock
) -> APIRouter:
    """What can be said in the journal and seen of it."""
    routes = router()
    add_entries(routes, MESSAGES, journal, views)
    _add_dialogue(routes, views, sessions, clock)
    _add_plans(routes, views, councils, clock)
    _add_sheets(routes, views)
    return routes


def _add_dialogue(routes: APIRouter, views: JournalViews, sessions: Sessions, clock: Clock) -> None:
    """What became of what was asked, promised and said in steering bodies."""
    read: dict[str, Any] = {"tags": ["dialogue avec les institutions"], **allow(Permission.READ)}

    @routes.get("/v1/dialogue", operation_id="list_dialogue", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def dialogue(
        request: Request,
        response: Response,
        council: Council = None,
        on: On = None,
        status: Annotated[FollowedStatus | None, Query(description="Where it stood on the day.")] = None,
        institution: OrganisationKind | None = None,
        cursor: str | None = None,
        limit: Limit = 50,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> Any:
        """Each question, commitment and referral as it stood on a day: open, overdue, or with its answer. Silence is counted."""
        await views.model.wait_for(after)
        day = on or clock.today()
        rows = [
            one
            for one in await views.dialogue(council, day)
            if status in (None, one["status"]) and institution in (None, one["institution"])
        ]
        if file_format == "csv":
            return list_file(f"dialogue-{day}.csv", DIALOGUE_COLUMNS, map(_spread, rows), DIALOGUE_WORDS)
        return {"on": day, **_page("dialogue", rows, "asked_on", cursor, limit, request, response)}

    @routes.get("/v1/prefect-referrals/{entry_id}/file", operation_id="show_prefect_referral_file", **read)
    async def referral(entry_id: UUID, on: On = None, after: After = None) -> dict[str, Any]:
        """A referral to the prefect as it stood on a day: sent, acknowledged, answered, examined, with the days between."""
        await views.model.wait_for(after)
        return await views.referral(str(entry_id), on or clock.today())

    @routes.get(
        "/v1/steering-sessions/{session_id}/councils/{council_id}", operation_id="show_session_of_council", **read
    )
    async def at_session(
        session_id: UUID, council_id: CouncilCode, on: On = None, after: After = None
    ) -> dict[str, Any]:
        """What is known of a session for one council with a seat there.

        Entries are those whose day had come; the session itself, and who represented the council, are told as they are known now.
        """
        await views.model.wait_for(after)
        await sessions.model.wait_for(after)
        session = await sessions.session(str(session_id))
        seat = next((one for one in session.pop("councils") if one["council_id"] == council_id), None)
        if seat is None:
            raise NotFound
        day = on or clock.today()
        return {**session, **seat, "on": day, **await views.at_session(session, council_id, day)}

    @routes.get("/v1/plain-language", operation_id="list_plain_language", **read)
    async def plain_language(
        request: Request,
        response: Response,
        council: Council = None,
        stale: Annotated[Literal["only"] | None, Query(description="Only what must be read again.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """Each plain-language version, with what it says again; stale when that was corrected after it was last said."""
        await views.model.wait_for(after)
        rows = [one for one in await views.plain_versions(council) if one["is_stale"] or stale is None]
        return _page("plain_language", rows, "starts_on", cursor, limit, request, response)

    @routes.get("/v1/plain-language/lacking", operation_id="list_lacking_plain_language", **read)
    async def lacking(
        request: Request,
        response: Response,
        council: Council = None,
        on: On = None,
        status: Annotated[Literal["MISSING", "STALE"] | None, Query(description="Exactly this.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
    ) -> dict[str, Any]:
        """Decisions and answers by a day without a plain-language version, or whose version is older than their last correction."""
        await views.model.wait_for(after)
        day = on or clock.today()
        rows = [one for one in await views.not_said_plainly(council, day) if status in (None, one["status"])]
        return {"on": day, **_page("lacking", rows, "starts_on", cursor, limit, request, response)}


def _add_plans(routes: APIRouter, views: JournalViews, councils: KnownCouncils, clock: Clock) -> None:
    """What was needed, planned and decided, as of a day."""
    as_a_file_too: dict[str, Any] = {
        "response_model": None,
        "responses": AS_A_FILE_TOO,
        **allow(Permission.READ),
    }

    @routes.get("/v1/councils/{council_id}/roadmap", operation_id="show_roadmap_on_a_day", **as_a_file_too)
    async def show_roadmap(
        council_id: CouncilCode,
        on: On = None,
        roadmap: Annotated[UUID | None, Query(description="This one; unless said, the last that began.")] = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """The roadmap of a council as it stood on a day: its actions by axis, and the need that each answers (FDR-01)."""
        await views.model.wait_for(after)
        await councils.require(council_id, "/path/council_id")
        day = on or clock.today()
        found = await views.roadmap(council_id, day, None if roadmap is None else str(roadmap))
        if file_format == "csv":
            actions = [action for axis in found["axes"] for action in axis["actions"]]
            return list_file(
                f"feuille-de-route-{council_id}-{day}.csv", ROADMAP_COLUMNS, map(_line, actions), PLAN_WORDS
            )
        return {"council_id": council_id, "on": day, **found}

    @routes.get("/v1/councils/{council_id}/diagnosis", operation_id="show_diagnosis_on_a_day", **allow(Permission.READ))
    async def show_diagnosis(council_id: CouncilCode, on: On = None, after: After = None) -> dict[str, Any]:
        """What the neighbourhood needed and had on a day, and which actions answer each need (DIA-01)."""
        await views.model.wait_for(after)
        await councils.require(council_id, "/path/council_id")
        day = on or clock.today()
        return {"council_id": council_id, "on": day, **await views.diagnosis(council_id, day)}

    @routes.get("/v1/followed-improvements", operation_id="follow_improvements", **as_a_file_too)
    async def follow_improvements(
        council: Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council.")] = None,
        status: Progress | None = None,
        on: On = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """What evaluations led to, as it stood on a day: to be done, late, done or given up."""
        await views.model.wait_for(after)
        day = on or clock.today()
        known = [one for one in await views.improvements(day) if council in (None, one["council_id"])]
        shown = [one for one in known if status in (None, one["status"])]
        if file_format == "csv":
            return list_file(f"ameliorations-{day}.csv", IMPROVEMENT_COLUMNS, shown, PLAN_WORDS)
        return {"on": day, "progress": counted(known), "improvements": shown}


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


def _page(
    name: str,
    rows: list[dict[str, Any]],
    day: str,
    cursor: str | None,
    limit: int,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """A page of rows that are computed, and so cut here."""
    after_key = read_dated_cursor(cursor)
    rows = sorted(rows, key=lambda one: _key(one, day))
    if after_key is not None:
        rows = [one for one in rows if _key(one, day) > after_key]
    return page(name, rows[: limit + 1], limit, (day, "entry_id"), request, response)


def _key(row: dict[str, Any], day: str) -> tuple[date, str]:
    return row[day], row["entry_id"]


def _spread(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the dialogue as a line of a file."""
    answer = row["answer"] or {}
    answered_on = answer.get("answered_on")
    return {
        **row,
        "answered_on": answered_on and date.fromisoformat(answered_on),
        "answer_precision": answer.get("date_precision"),
        "answer_title": answer.get("title"),
    }


def _line(action: dict[str, Any]) -> dict[str, Any]:
    """An action as a line of a file: its need and its commitment by their titles."""
    need = action["need"] or {"title": None, "priority": None}
    commitment = action["commitment"] or {"title": None}
    return action | {"need": need["title"], "priority": need["priority"], "commitment": commitment["title"]}
