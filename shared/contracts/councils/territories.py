"""Priority districts, as official lists give them: nothing that such a list says is written in the program."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.vocabulary import ONE_LINE, Arrondissement, DistrictCode, Origin, Sha256
from shared.kernel import Fact


class DistrictGeneration(StrEnum):
    """Which official list the district belongs to (decrees 2014-1750 and 2023-1314)."""

    LIST_2015 = "2015"
    LIST_2024 = "2024"


class PerimeterChange(StrEnum):
    """What became of the perimeter from one list to the next."""

    UNCHANGED = "UNCHANGED"
    MODIFIED = "MODIFIED"
    NEW = "NEW"
    NOT_STATED = "NOT_STATED"


class PriorityDistrictListed(Fact):
    """An official list holds this priority district (QPV). Said again with other particulars, the last list read is right."""

    type: ClassVar[str] = "councils.priority-district-listed.v1"
    district_code: DistrictCode
    generation: DistrictGeneration
    name: str = Field(min_length=1, max_length=120, pattern=ONE_LINE, description="Official name.")
    arrondissements: Annotated[tuple[Arrondissement, ...], Field(max_length=20)] = Field(
        default=(), description="Those that it lies in, often one, sometimes several; none where the list does not say."
    )
    valid_from_on: date = Field(description="First day on which the list applies.")
    valid_until_on: date | None = Field(default=None, description="Last day, included; none while it applies.")
    perimeter: PerimeterChange = PerimeterChange.NOT_STATED
    predecessors: Annotated[tuple[DistrictCode, ...], Field(max_length=20)] = Field(
        default=(), description="Districts of the earlier list whose perimeter it takes over, wholly or partly."
    )
    list_digest: Sha256 = Field(description="Digest of the file that said so.")
    origin: Origin = Origin()


class PriorityDistrictUnlisted(Fact):
    """A later reading of the same list no longer holds this district: it should never have been listed."""

    type: ClassVar[str] = "councils.priority-district-unlisted.v1"
    district_code: DistrictCode
    generation: DistrictGeneration
    list_digest: Sha256 = Field(description="Digest of the file that no longer holds it.")
    origin: Origin = Origin()


FACTS: tuple[type[Fact], ...] = (PriorityDistrictListed, PriorityDistrictUnlisted)
