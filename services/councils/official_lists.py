"""Which codes stand in which official list of priority districts."""

from __future__ import annotations

from shared.contracts.councils.territories import DistrictGeneration
from shared.kernel import Incoherent

PREFIXES = {DistrictGeneration.LIST_2015: "QP", DistrictGeneration.LIST_2024: "QN"}
"""How the codes of each list begin."""


class CodeOfAnotherList(Incoherent):
    """The code {district_code} is not one of the {generation} list."""

    pointer = "/generation"


def refuse_other_list(district_code: str, generation: DistrictGeneration) -> None:
    """A code says of which list it is. Raises CodeOfAnotherList."""
    if not district_code.startswith(PREFIXES[generation]):
        raise CodeOfAnotherList(district_code=district_code, generation=generation)
