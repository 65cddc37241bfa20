"""What the ids of the councils service name: councils, priority districts, lines of budgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils.council import CouncilCorrected, CouncilEstablished
from shared.contracts.councils.dossier import BudgetAllocated, EntryCorrected
from shared.contracts.councils.territories import PriorityDistrictListed
from shared.platform.titles import TitleProjection

if TYPE_CHECKING:
    from shared.kernel import Fact

FIELDS = frozenset({"council_id", "district_code", "budget_id"})


class CouncilTitleProjection(TitleProjection):
    """From what is said of councils to what their ids name."""

    version = 1
    sources = ("councils",)
    listens_to = (CouncilEstablished, CouncilCorrected, PriorityDistrictListed, BudgetAllocated, EntryCorrected)

    @staticmethod
    def told(fact: Fact) -> tuple[object, str] | None:
        """A council, a district, a line of a budget."""
        match fact:
            case CouncilEstablished():
                return fact.council_id, fact.name
            case CouncilCorrected():
                return fact.council_id, fact.after.name
            case PriorityDistrictListed():
                return fact.district_code, fact.name
            case BudgetAllocated() | EntryCorrected(after=BudgetAllocated()):
                line = fact if isinstance(fact, BudgetAllocated) else fact.after
                return fact.entry_id, getattr(line, "title", "")
        return None
