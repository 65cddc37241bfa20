"""A priority district, as the last official list that was read gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from services.councils.official_lists import refuse_other_list
from shared.contracts.councils.territories import PriorityDistrictListed, PriorityDistrictUnlisted
from shared.days import refuse_backwards
from shared.kernel import Aggregate, Fact, NotFound

if TYPE_CHECKING:
    from shared.contracts.vocabulary import Origin

_DISTRICTS = UUID("8b0e5c1a-3d5c-4f0e-9a44-51d2c0b7e913")


def stream_of(district_code: str) -> UUID:
    """The stream of a district follows from its official code."""
    return uuid5(_DISTRICTS, district_code)


class PriorityDistrict(Aggregate):
    """One priority district (loi 2014-173, art. 5)."""

    def __init__(self, id: UUID) -> None:  # noqa: A002
        super().__init__(id)
        self.listed: PriorityDistrictListed | None = None

    def enlist(self, fact: PriorityDistrictListed) -> None:
        """Say what an official list says of it. Raises CodeOfAnotherList, EndsBeforeItStarts.

        The same words in another edition of the list are nothing new.
        """
        refuse_other_list(fact.district_code, fact.generation)
        refuse_backwards("valid_until_on", fact.valid_from_on, fact.valid_until_on)
        if self.listed is None or _words(fact) != _words(self.listed):
            self.record(fact)

    def strike(self, list_digest: str, origin: Origin) -> None:
        """Say that a later reading of its list no longer holds it. Raises NotFound."""
        if self.listed is None:
            raise NotFound
        self.record(
            PriorityDistrictUnlisted(
                district_code=self.listed.district_code,
                generation=self.listed.generation,
                list_digest=list_digest,
                origin=origin,
            )
        )

    def remember(self, fact: Fact) -> None:
        """Keep what later decisions need."""
        match fact:
            case PriorityDistrictListed():
                self.listed = fact
            case PriorityDistrictUnlisted():
                self.listed = None


def _words(fact: PriorityDistrictListed) -> PriorityDistrictListed:
    """What a list says, whichever edition of it."""
    return fact.model_copy(update={"list_digest": "", "origin": None})
