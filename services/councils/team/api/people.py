"""The team on a day over HTTP: who is there and for which councils, the file of a person, and how a council was covered."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from services.councils.labels import in_words
from services.councils.team.readmodel.views import TeamViews
from shared.days import refuse_backwards
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import After, CivilDate, CouncilCode, OnDay
from shared.platform.web import allow


def add_people(routes: APIRouter, views: TeamViews, clock: Clock) -> None:
    """What can be seen of the team as a whole."""
    read = allow(Permission.READ)

    @routes.get("/v1/team", operation_id="show_team", **read)
    async def show_team(on: OnDay = None, after: After = None) -> dict[str, Any]:
        """Who is there on a day and for which councils, who is away and covered by whom, and which councils have nobody.

        Who holds two posts at a time is told as a warning: it may be so, and may be a departure that nobody said.
        """
        await views.wait_for(after)
        team = await views.team(on or clock.today())
        return team | {"warnings": [in_words(one) for one in team["warnings"]]}

    @routes.get("/v1/facilitators/{facilitator_id}", operation_id="show_facilitator", **read)
    async def show_facilitator(facilitator_id: UUID, on: OnDay = None, after: After = None) -> dict[str, Any]:
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
