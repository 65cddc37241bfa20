"""Periods that the coordinator closes: what was missing then, and the point in the logs that figures are reported as of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import LINES, PLACES, CouncilId
from shared.kernel import Fact

Places = Annotated[
    str,
    Field(
        max_length=200, pattern=PLACES, description="A place in each log: `activities@809,councils@798,reporting@12`."
    ),
]
Why = Annotated[
    str,
    Field(min_length=1, max_length=500, pattern=LINES, description="Read by others; never the name of a person."),
]


class Missing(BaseModel):
    """Something of one council that nobody noted, and how often."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    council_id: CouncilId | None = Field(default=None, description="None for what is of several councils.")
    what: str = Field(
        pattern=r"^[a-z-]{1,40}$", description="`attendance-unknown`, `not-held-yet`, `week-not-closed` …"
    )
    times: int = Field(strict=True, ge=1, description="Facts, or weeks.")


class PeriodClosed(Fact):
    """The coordinator closed a period: from then on it is reported as it was known, and what comes later is told apart."""

    type: ClassVar[str] = "reporting.period-closed.v1"
    period_id: UUID
    first_on: date
    last_on: date = Field(description="Last day, included.")
    as_of: Places = Field(description="What was known.")
    missing: tuple[Missing, ...] = Field(
        max_length=5000, description="What nobody had noted by then; closing all the same."
    )


class PeriodApproved(Fact):
    """Somebody read what the closed period says, and answers for it."""

    type: ClassVar[str] = "reporting.period-approved.v1"
    period_id: UUID
    first_on: date
    last_on: date
    as_of: Places = Field(description="What was known when it was closed.")


class PeriodReopened(Fact):
    """The period is no longer closed: it is to be closed again, as it will be known then."""

    type: ClassVar[str] = "reporting.period-reopened.v1"
    period_id: UUID
    first_on: date
    last_on: date
    why: Why


FACTS: tuple[type[Fact], ...] = (PeriodClosed, PeriodApproved, PeriodReopened)
