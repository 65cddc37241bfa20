"""What can be seen of the journal: its entries, and what they tell as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.journal.domain import CATALOGUE
from services.activities.journal.readmodel.plans import diagnosis_on, improvements_on, roadmap_on
from shared.contracts.activities.journal import FACTS
from shared.contracts.activities.plans import (
    DiagnosisUpdated,
    ImprovementDecided,
    ImprovementEnded,
    NeedIdentified,
    ResourceIdentified,
    RoadmapActionEnded,
    RoadmapActionPlanned,
    RoadmapAdopted,
)
from shared.entries.readmodel import EntryProjection, EntryTables, EntryViews

if TYPE_CHECKING:
    from datetime import date

    from shared.platform.readmodel import ReadModel


class JournalProjection(EntryProjection):
    """From what is said in the journal to the list of its entries, each as it was last said."""

    name = "journal_views"
    version = 1
    sources = ("activities",)
    listens_to = FACTS
    catalogue = CATALOGUE


class JournalViews(EntryViews):
    """Questions that people ask about the journal."""

    def __init__(self, model: ReadModel[EntryTables]) -> None:
        super().__init__(model, CATALOGUE)

    async def roadmap(self, council_id: str, on: date, roadmap_id: str | None = None) -> dict[str, Any]:
        """A roadmap of a council as it stood on a day, or that in force on it. Raises NotFound."""
        entries = await self.standing(
            council_id, RoadmapAdopted, RoadmapActionPlanned, RoadmapActionEnded, NeedIdentified
        )
        return roadmap_on(entries, on, roadmap_id)

    async def diagnosis(self, council_id: str, on: date) -> dict[str, Any]:
        """What the neighbourhood of a council needed and had on a day, and what was planned about it."""
        entries = await self.standing(
            council_id, DiagnosisUpdated, NeedIdentified, ResourceIdentified, RoadmapActionPlanned, RoadmapActionEnded
        )
        return diagnosis_on(entries, on)

    async def improvements(self, on: date) -> list[dict[str, Any]]:
        """Every improvement decided by a day, whatever its council, and where it stood."""
        return improvements_on(await self.standing(None, ImprovementDecided, ImprovementEnded), on)
