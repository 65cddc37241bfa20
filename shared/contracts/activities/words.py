"""Words that several activities share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.vocabulary import (
    ONE_LINE,
)

Title = Annotated[
    str,
    Field(
        min_length=1,
        max_length=240,
        pattern=ONE_LINE,
        description="Public label on one line, never the name of a person.",
    ),
]


class CancellationReason(StrEnum):
    """Why it did not take place."""

    TOO_FEW_PEOPLE = "TOO_FEW_PEOPLE"
    NO_ROOM = "NO_ROOM"
    FACILITATOR_ABSENT = "FACILITATOR_ABSENT"
    INSTITUTION_UNAVAILABLE = "INSTITUTION_UNAVAILABLE"
    SANITARY = "SANITARY"
    OTHER = "OTHER"
    NOT_STATED = "NOT_STATED"
