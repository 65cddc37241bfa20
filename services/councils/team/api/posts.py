"""Posts over HTTP: opened, recruited for, filled, vacated, renewed, closed; and as they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.councils.labels import TEAM_COLUMNS, TEAM_STATUSES
from services.councils.team.application import Posts
from services.councils.team.readmodel.views import TeamViews
from shared.contracts.councils.team import (
    Agreement,
    PostKind,
    PostOpened,
    PostSaid,
    RecruitmentStep,
    RecruitmentStepTaken,
    VacatingReason,
)
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import ONE_LINE, AmendmentReason, Heads
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import (
    After,
    Asked,
    CivilDate,
    Commanded,
    Correcting,
    Done,
    Limit,
    OnDay,
    Withdraw,
    chosen,
    done,
    page,
    read_cursor,
)
from shared.platform.routes import history_of
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow

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


class WithdrawStep(Withdraw):
    """The recruitment did not take that step on that day; of several said so, the last."""

    step: RecruitmentStep
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


def add_posts(routes: APIRouter, posts: Posts, views: TeamViews, clock: Clock) -> None:
    """What can be done with posts, and seen of them."""
    _add_views(routes, posts, views, clock)
    _add_holders(routes, posts)
    _add_lives(routes, posts)


def _add_views(routes: APIRouter, posts: Posts, views: TeamViews, clock: Clock) -> None:
    read = allow(Permission.READ)

    @routes.get("/v1/posts", operation_id="list_posts", response_model=None, responses=AS_A_FILE_TOO, **read)
    async def list_posts(
        request: Request,
        response: Response,
        on: OnDay = None,
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
            rows = await views.posts(day, **wanted)
            return list_file(
                "posts.csv", TEAM_COLUMNS["posts"], rows, {"kind": FRENCH[PostKind], "status": TEAM_STATUSES}
            )
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


def _add_holders(routes: APIRouter, posts: Posts) -> None:
    record = {"response_model": Done, **allow(Permission.RECORD)}

    @routes.post("/v1/posts/{post_id}/recruitment", operation_id="take_recruitment_step", **record)
    async def take_step(request: Request, post_id: UUID, asked: TakeStep, command: Commanded) -> Response:
        """Say that the recruitment went one step further."""
        fact = RecruitmentStepTaken(post_id=post_id, **dict(asked))
        return done(request, await posts.take_step(command, fact), post_id)

    @routes.post("/v1/posts/{post_id}/recruitment/withdrawn", operation_id="withdraw_recruitment_step", **record)
    async def withdraw_step(request: Request, post_id: UUID, asked: WithdrawStep, command: Correcting) -> Response:
        """Say that the recruitment did not take that step on that day: the entry was a mistake."""
        committed = await posts.withdraw_step(command, post_id, asked.step, asked.taken_on, asked.reason, asked.origin)
        return done(request, committed, post_id)

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


def _add_lives(routes: APIRouter, posts: Posts) -> None:
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

    @routes.post("/v1/posts/{post_id}/agreement/withdrawn", operation_id="withdraw_post_renewal", **record)
    async def withdraw_renewal(request: Request, post_id: UUID, asked: Withdraw, command: Correcting) -> Response:
        """Say that the last renewal of the agreement was a mistake; the agreement before it stands again."""
        return done(request, await posts.withdraw_renewal(command, post_id, asked.reason, asked.origin), post_id)

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
