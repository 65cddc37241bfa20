"""The team over HTTP: posts, absences, what is open and handed over, and the team on a day.

People of the team are helped here, not watched: no answer ranks them or counts what one of them did, and no request has
room for the reason of an absence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.councils.labels import TEAM_COLUMNS, TEAM_STATUSES
from services.councils.team.application import Absences, Handovers, Posts
from services.councils.team.domain.handovers import LARGEST_LIST
from services.councils.team.readmodel.open_matters import OpenMatters
from services.councils.team.readmodel.views import TeamViews
from shared.contracts.councils.team import (
    AbsenceBegan,
    AbsenceSaid,
    Agreement,
    HandoverOpened,
    PostKind,
    PostOpened,
    PostSaid,
    RecruitmentStep,
    RecruitmentStepTaken,
    VacatingReason,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import COUNCIL_ID, ONE_LINE, AmendmentReason, CouncilId, Heads
from shared.days import refuse_backwards
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    PLACES,
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    CouncilCode,
    Done,
    Limit,
    Withdraw,
    chosen,
    done,
    page,
    read_cursor,
    read_dated_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

CouncilFilter = Annotated[str | None, Query(pattern=COUNCIL_ID, description="Of this council only.")]
On = Annotated[CivilDate | None, Query(description="On which day; today unless said.")]
Person = Annotated[UUID | None, Query(description="Of this person only.")]


# Posts

Label = Annotated[str, Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Public label, as `Poste 3`.")]


class PostStatus(StrEnum):
    """How a post stands on a day."""

    VACANT = "VACANT"
    FILLED = "FILLED"
    CLOSED = "CLOSED"


class Agreed(BaseModel):
    """The agreement that pays for a post."""

    model_config = ConfigDict(extra="forbid")

    number: str = Field(min_length=1, max_length=60, pattern=ONE_LINE)
    from_on: CivilDate
    until_on: CivilDate = Field(description="Last day, included.")

    def as_said(self) -> Agreement:
        """The agreement, as facts hold it."""
        return Agreement(**dict(self))


class OpenPost(Asked):
    """The team has a post. An id may be chosen by the sender."""

    post_id: UUID | None = None
    kind: PostKind
    title: Label
    agreement: Agreed | None = None
    opened_on: CivilDate


class RenewAgreement(Asked):
    """The agreement was renewed."""

    agreement: Agreed


class TakeStep(Asked):
    """The recruitment went one step further."""

    step: RecruitmentStep
    heads: Heads | None = None
    taken_on: CivilDate


class FillPost(Asked):
    """Somebody holds the post."""

    facilitator_id: UUID
    filled_on: CivilDate


class VacatePost(Asked):
    """Its holder left. Never anything about health."""

    vacated_on: CivilDate
    reason: VacatingReason = VacatingReason.NOT_STATED


class WithdrawFilling(Asked):
    """That person never held the post from that day."""

    facilitator_id: UUID
    filled_on: CivilDate
    reason: AmendmentReason


class ClosePost(Asked):
    """The post no longer exists."""

    closed_on: CivilDate = Field(description="First day without the post.")


class CorrectPost(Asked):
    """What the post is, said again whole."""

    kind: PostKind
    title: Label
    opened_on: CivilDate
    closed_on: CivilDate | None = None
    reason: AmendmentReason


# Absences


class BeginAbsence(Asked):
    """Somebody is away. An id may be chosen by the sender."""

    absence_id: UUID | None = None
    facilitator_id: UUID
    from_on: CivilDate = Field(description="First day away.")
    expected_until_on: CivilDate | None = Field(default=None, description="Expected last day away, included.")


class EndAbsence(Asked):
    """They are back."""

    back_on: CivilDate = Field(description="First day back.")


class CorrectAbsence(Asked):
    """The days of the absence, said again whole."""

    from_on: CivilDate
    expected_until_on: CivilDate | None = None
    back_on: CivilDate | None = None
    reason: AmendmentReason


class ArrangeCover(Asked):
    """Somebody answers for a council meanwhile."""

    council_id: CouncilId
    covered_by: UUID
    from_on: CivilDate


class WithdrawCover(Withdraw):
    """The last cover of a council is taken back."""

    council_id: CouncilId


# Handovers


class HandoverStatus(StrEnum):
    """How far a handover has come."""

    OPEN = "OPEN"
    COMPLETE = "COMPLETE"
    WITHDRAWN = "WITHDRAWN"


class OpenHandover(Asked):
    """What is open for a council passes from one facilitator to another. An id may be chosen by the sender."""

    handover_id: UUID | None = None
    council_id: CouncilId
    from_facilitator_id: UUID
    to_facilitator_id: UUID
    opened_on: CivilDate
    after: str | None = Field(
        default=None, pattern=PLACES, description="What must have been heard of before: `activities@41`."
    )


class AcceptLine(Asked):
    """One line is taken over."""

    accepted_on: CivilDate


def routes(
    posts: Posts, absences: Absences, handovers: Handovers, views: TeamViews, open_now: OpenMatters, clock: Clock
) -> APIRouter:
    """What can be done with the team, and seen of it."""
    routes = router()
    _add_posts(routes, posts, views, clock)
    _add_holders_of_posts(routes, posts)
    _add_lives_of_posts(routes, posts)
    _add_absences(routes, absences, views)
    _add_lives_of_absences(routes, absences)
    _add_handovers(routes, handovers, views, open_now, clock)
    _add_lives_of_handovers(routes, handovers)
    _add_people(routes, views, clock)
    return routes


def _add_posts(routes: APIRouter, posts: Posts, views: TeamViews, clock: Clock) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/posts", operation_id="list_posts", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_posts(
        request: Request,
        response: Response,
        on: On = None,
        status: PostStatus | None = None,
        kind: PostKind | None = None,
        agreement_ends_before: CivilDate | None = None,
        q: Annotated[
            str | None, Query(max_length=120, pattern=ONE_LINE, description="In the label, or the agreement's number.")
        ] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> Mapping[str, Any] | Response:
        """Posts as they stand on a day, in the order of their labels."""
        await views.wait_for(after)
        wanted: dict[str, Any] = {"status": status, "kind": kind, "ends_before": agreement_ends_before, "words": q}
        day = on or clock.today()
        if file_format == "csv":
            return _file("posts", await views.posts(day, **wanted))
        rows = await views.posts(day, **wanted, after_key=read_cursor(cursor, 2), limit=limit + 1)
        return page("posts", rows, limit, ("title", "post_id"), request, response)

    @routes.get("/v1/posts/{post_id}", operation_id="show_post", **read)
    async def show(response: Response, post_id: UUID, after: After = None) -> dict[str, Any]:
        """One post: its agreement, everyone who held it, and the steps of its recruitment."""
        await views.wait_for(after)
        post = await views.post(str(post_id))
        response.headers["ETag"] = f'"{post["version"]}"'
        return post

    @routes.get("/v1/posts/{post_id}/history", operation_id="show_post_history", **read)
    async def history(post_id: UUID) -> dict[str, Any]:
        """Everything recorded about a post, in order."""
        return {"post_id": post_id, "history": history_of(await posts.history(post_id))}


def _add_holders_of_posts(routes: APIRouter, posts: Posts) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/posts/{post_id}/recruitment", operation_id="take_recruitment_step", **record)
    async def take_step(request: Request, post_id: UUID, asked: TakeStep, command: Commanded) -> Response:
        """Say that the recruitment went one step further."""
        fact = RecruitmentStepTaken(post_id=post_id, **dict(asked))
        return done(request, await posts.take_step(command, fact), post_id)

    @routes.post("/v1/posts/{post_id}/filled", operation_id="fill_post", **record)
    async def fill(request: Request, post_id: UUID, asked: FillPost, command: Commanded) -> Response:
        """Say who holds the post from a day."""
        committed = await posts.fill(command, post_id, asked.facilitator_id, asked.filled_on, asked.origin)
        return done(request, committed, post_id)

    @routes.post("/v1/posts/{post_id}/vacated", operation_id="vacate_post", **record)
    async def vacate(request: Request, post_id: UUID, asked: VacatePost, command: Commanded) -> Response:
        """Say that its holder left."""
        committed = await posts.vacate(command, post_id, asked.vacated_on, asked.reason, asked.origin)
        return done(request, committed, post_id)

    @routes.post("/v1/posts/{post_id}/filling/withdrawn", operation_id="withdraw_post_filling", **record)
    async def withdraw_filling(
        request: Request, post_id: UUID, asked: WithdrawFilling, command: Correcting
    ) -> Response:
        """Say that a person never held the post from that day: the entry was a mistake."""
        committed = await posts.withdraw_filling(
            command, post_id, asked.facilitator_id, asked.filled_on, asked.reason, asked.origin
        )
        return done(request, committed, post_id)


def _add_lives_of_posts(routes: APIRouter, posts: Posts) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/posts", status_code=201, operation_id="open_post", **record)
    async def open_post(request: Request, asked: OpenPost, command: Commanded) -> Response:
        """Say that the team has a post, filled or not."""
        post_id = chosen(asked.post_id, command)
        agreement = asked.agreement.as_said() if asked.agreement else None
        fact = PostOpened(**dict(asked) | {"post_id": post_id, "agreement": agreement})
        return done(request, await posts.open(command, fact), post_id, created=True)

    @routes.post("/v1/posts/{post_id}/agreement", operation_id="renew_post_agreement", **record)
    async def renew(request: Request, post_id: UUID, asked: RenewAgreement, command: Commanded) -> Response:
        """Say that the agreement of a post was renewed, or say it again."""
        committed = await posts.renew(command, post_id, asked.agreement.as_said(), asked.origin)
        return done(request, committed, post_id)

    @routes.post("/v1/posts/{post_id}/closed", operation_id="close_post", **record)
    async def close(request: Request, post_id: UUID, asked: ClosePost, command: Commanded) -> Response:
        """Say that the post no longer exists."""
        return done(request, await posts.close(command, post_id, asked.closed_on, asked.origin), post_id)

    @routes.post("/v1/posts/{post_id}/corrected", operation_id="correct_post", **record)
    async def correct(request: Request, post_id: UUID, asked: CorrectPost, command: Correcting) -> Response:
        """Say again what the post is, and whether it was closed; the former words stay in its history."""
        after = PostSaid(**asked.model_dump(exclude={"reason"}))
        return done(request, await posts.correct(command, post_id, after, asked.reason, asked.origin), post_id)

    @routes.post("/v1/posts/{post_id}/withdrawn", operation_id="withdraw_post", **record)
    async def withdraw(request: Request, post_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the team never had this post: the entry was a mistake."""
        return done(request, await posts.withdraw(command, post_id, asked.reason, asked.origin), post_id)


def _add_absences(routes: APIRouter, absences: Absences, views: TeamViews) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/absences", operation_id="list_absences", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_absences(
        request: Request,
        response: Response,
        facilitator: Person = None,
        council: CouncilFilter = None,
        on: Annotated[CivilDate | None, Query(description="Those that last on that day.")] = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> Mapping[str, Any] | Response:
        """Absences in the order of their days, with their covers; those of one person that overlap say so."""
        await views.wait_for(after)
        person = str(facilitator) if facilitator else None
        if file_format == "csv":
            return _file("absences", await views.absences(facilitator=person, council=council, on=on))
        rows = await views.absences(
            facilitator=person, council=council, on=on, after_key=read_dated_cursor(cursor), limit=limit + 1
        )
        return page("absences", rows, limit, ("from_on", "absence_id"), request, response)

    @routes.get("/v1/absences/{absence_id}", operation_id="show_absence", **read)
    async def show(response: Response, absence_id: UUID, after: After = None) -> dict[str, Any]:
        """One absence, and who covers for which council."""
        await views.wait_for(after)
        absence = await views.absence(str(absence_id))
        response.headers["ETag"] = f'"{absence["version"]}"'
        return absence

    @routes.get("/v1/absences/{absence_id}/history", operation_id="show_absence_history", **read)
    async def history(absence_id: UUID) -> dict[str, Any]:
        """Everything recorded about an absence, in order."""
        return {"absence_id": absence_id, "history": history_of(await absences.history(absence_id))}


def _add_lives_of_absences(routes: APIRouter, absences: Absences) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/absences", status_code=201, operation_id="begin_absence", **record)
    async def begin(request: Request, asked: BeginAbsence, command: Commanded) -> Response:
        """Say that somebody is away, never why."""
        absence_id = chosen(asked.absence_id, command)
        fact = AbsenceBegan(**dict(asked) | {"absence_id": absence_id})
        return done(request, await absences.begin(command, fact), absence_id, created=True)

    @routes.post("/v1/absences/{absence_id}/end", operation_id="end_absence", **record)
    async def end(request: Request, absence_id: UUID, asked: EndAbsence, command: Commanded) -> Response:
        """Say that they are back."""
        return done(request, await absences.end(command, absence_id, asked.back_on, asked.origin), absence_id)

    @routes.post("/v1/absences/{absence_id}/corrected", operation_id="correct_absence", **record)
    async def correct(request: Request, absence_id: UUID, asked: CorrectAbsence, command: Correcting) -> Response:
        """Say the days of an absence again: it lasts longer, or a day was wrong."""
        after = AbsenceSaid(**asked.model_dump(exclude={"reason"}))
        committed = await absences.correct(command, absence_id, after, asked.reason, asked.origin)
        return done(request, committed, absence_id)

    @routes.post("/v1/absences/{absence_id}/withdrawn", operation_id="withdraw_absence", **record)
    async def withdraw(request: Request, absence_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the absence never was: the entry was a mistake."""
        return done(request, await absences.withdraw(command, absence_id, asked.reason, asked.origin), absence_id)

    @routes.post("/v1/absences/{absence_id}/covers", operation_id="arrange_cover", **record)
    async def cover(request: Request, absence_id: UUID, asked: ArrangeCover, command: Commanded) -> Response:
        """Say who answers for a council meanwhile."""
        committed = await absences.arrange_cover(
            command, absence_id, asked.council_id, asked.covered_by, asked.from_on, asked.origin
        )
        return done(request, committed, absence_id)

    @routes.post("/v1/absences/{absence_id}/covers/withdrawn", operation_id="withdraw_cover", **record)
    async def withdraw_cover(request: Request, absence_id: UUID, asked: WithdrawCover, command: Correcting) -> Response:
        """Say that the last cover of a council was a mistake: it has whoever was said to answer for it before, or nobody."""
        committed = await absences.withdraw_cover(command, absence_id, asked.council_id, asked.reason, asked.origin)
        return done(request, committed, absence_id)


def _add_handovers(
    routes: APIRouter, handovers: Handovers, views: TeamViews, open_now: OpenMatters, clock: Clock
) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/councils/{council_id}/open-matters", operation_id="list_open_matters", **read)
    async def open_matters(council_id: CouncilCode, on: On = None, after: After = None) -> dict[str, Any]:
        """What is open for a council on a day, the facts behind each matter, and who holds it."""
        await open_now.wait_for(after)
        day = on or clock.today()
        matters = await open_now.of_council(council_id, day)
        without_holder = sum(not one["holders"] for one in matters)
        return {"council_id": council_id, "on": day, "open_matters": matters, "without_holder": without_holder}

    @routes.get("/v1/handovers", operation_id="list_handovers", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_handovers(
        request: Request,
        response: Response,
        council: CouncilFilter = None,
        facilitator: Person = None,
        status: HandoverStatus | None = None,
        cursor: str | None = None,
        limit: Limit = 50,
        after: After = None,
        file_format: FileFormat = "json",
    ) -> Mapping[str, Any] | Response:
        """Handovers in the order of their days."""
        await views.wait_for(after)
        person = str(facilitator) if facilitator else None
        if file_format == "csv":
            return _file("handovers", await views.handovers(council=council, facilitator=person, status=status))
        rows = await views.handovers(
            council=council,
            facilitator=person,
            status=status,
            after_key=read_dated_cursor(cursor),
            limit=limit + 1,
        )
        return page("handovers", rows, limit, ("opened_on", "handover_id"), request, response)

    @routes.get("/v1/handovers/{handover_id}", operation_id="show_handover", **read)
    async def show(response: Response, handover_id: UUID, after: After = None) -> dict[str, Any]:
        """One handover, line by line."""
        await views.wait_for(after)
        handover = await views.handover(str(handover_id))
        response.headers["ETag"] = f'"{handover["version"]}"'
        return handover

    @routes.get("/v1/handovers/{handover_id}/history", operation_id="show_handover_history", **read)
    async def history(handover_id: UUID) -> dict[str, Any]:
        """Everything recorded about a handover, in order: who accepted which line is in the envelope."""
        return {"handover_id": handover_id, "history": history_of(await handovers.history(handover_id))}


def _add_lives_of_handovers(routes: APIRouter, handovers: Handovers) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/handovers", status_code=201, operation_id="open_handover", **record)
    async def open_handover(request: Request, asked: OpenHandover, command: Commanded) -> Response:
        """Freeze what is open for the council on that day, for the one who takes over."""
        handover_id = chosen(asked.handover_id, command)
        said = {name: value for name, value in asked if name != "after"}
        fact = HandoverOpened(**said | {"handover_id": handover_id, "lines": ()})
        return done(request, await handovers.open(command, fact, asked.after), handover_id, created=True)

    @routes.post("/v1/handovers/{handover_id}/lines/{line}/acceptance", operation_id="accept_handover_line", **record)
    async def accept(
        request: Request,
        handover_id: UUID,
        line: Annotated[int, Path(ge=1, le=LARGEST_LIST)],
        asked: AcceptLine,
        command: Commanded,
    ) -> Response:
        """Take over one line."""
        committed = await handovers.accept(command, handover_id, line, asked.accepted_on, asked.origin)
        return done(request, committed, handover_id)

    @routes.post("/v1/handovers/{handover_id}/withdrawn", operation_id="withdraw_handover", **record)
    async def withdraw(request: Request, handover_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the handover does not take place."""
        return done(request, await handovers.withdraw(command, handover_id, asked.reason, asked.origin), handover_id)


def _add_people(routes: APIRouter, views: TeamViews, clock: Clock) -> None:
    """What can be seen of the team as a whole."""
    read = allow(Permission.READ)

    @routes.get("/v1/team", operation_id="show_team", **read)
    async def show_team(on: On = None, after: After = None) -> dict[str, Any]:
        """Who is there on a day and for which councils, who is away and covered by whom, and which councils have nobody."""
        await views.wait_for(after)
        return await views.team(on or clock.today())

    @routes.get("/v1/facilitators/{facilitator_id}", operation_id="show_facilitator", **read)
    async def show_facilitator(facilitator_id: UUID, on: On = None, after: After = None) -> dict[str, Any]:
        """The file of a person of the team; qualifications that expire are told as of a day."""
        await views.wait_for(after)
        return await views.facilitator(str(facilitator_id), on or clock.today())

    @routes.get("/v1/councils/{council_id}/coverage", operation_id="show_coverage", **read)
    async def coverage(
        council_id: CouncilCode,
        first: Annotated[CivilDate, Query(alias="from", description="First day.")],
        last: Annotated[CivilDate, Query(alias="to", description="Last day, included.")],
        after: After = None,
    ) -> dict[str, Any]:
        """Working days of a period on which a facilitator was assigned to the council (MOY-03).

        Working days are Monday to Friday without the public holidays of mainland France.
        """
        await views.wait_for(after)
        refuse_backwards("query/to", first, last)
        return await views.coverage(council_id, first, last)


def _file(name: str, rows: Iterable[dict[str, Any]]) -> Response:
    """A list of the team as a file, in French."""
    return list_file(f"{name}.csv", TEAM_COLUMNS[name], rows, {"kind": FRENCH[PostKind], "status": TEAM_STATUSES})
