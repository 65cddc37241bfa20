"""What can be seen of the journal: its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.activities.journal.domain import CATALOGUE
from shared.contracts.activities.initiative_notes import InitiativeJoined
from shared.contracts.activities.journal import FACTS
from shared.contracts.activities.meeting_papers import ChairTaken, GuestsWelcomed, Presence, PresenceNoted
from shared.entries.readmodel import STANDS, EntryProjection, EntryTables, EntryViews, shown

if TYPE_CHECKING:
    from shared.kernel import Fact
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

    async def standing_about(self, about_id: str, *facts: type[Fact]) -> list[dict[str, Any]]:
        """What stands and names this, in the order of days, then in that in which it was last said."""
        entry = self.model.tables.entry
        question = self.of(*facts).where(entry.c.entry_id.in_(self._about(about_id)), entry.c.status == STANDS)
        return [shown(row) for row in await self.model.rows(question.order_by(entry.c.starts_on, entry.c.position))]

    async def attendance_sheet(self, meeting_id: str) -> dict[str, Any]:
        """Each person of whom something was said, with what was said last; how many in each state; guests and chairs."""
        noted = await self.standing_about(meeting_id, PresenceNoted)
        last = {one["person_id"]: one for one in noted}
        states = [one["state"] for one in last.values()]
        chairs = await self.standing_about(meeting_id, ChairTaken)
        return {
            "meeting_id": meeting_id,
            "persons": [last[person_id] for person_id in sorted(last)],
            # Nobody noted anything: unknown, which is not zero.
            "counts": {state.value: states.count(state) for state in Presence} if states else None,
            "guests": await self.standing_about(meeting_id, GuestsWelcomed),
            "chairs": sorted(chairs, key=lambda one: one["from_at"] or ""),
        }

    async def participation(self, initiative_id: str) -> dict[str, Any]:
        """Who took part in an initiative: persons who are known, once each; and those counted without names, day by day."""
        joined = await self.standing_about(initiative_id, InitiativeJoined)
        days = sorted({one["starts_on"] for one in joined})
        return {
            "initiative_id": initiative_id,
            **_took_part(joined),
            "days": [
                {"took_part_on": day, **_took_part([one for one in joined if one["starts_on"] == day])} for day in days
            ],
        }


def _took_part(joined: list[dict[str, Any]]) -> dict[str, Any]:
    """Persons known and heads counted; none where nobody named anybody, or nobody counted."""
    persons = {one["person_id"] for one in joined} - {None}
    counts = [one["unnamed"] for one in joined if one["unnamed"] is not None]
    return {"persons": len(persons) or None, "unnamed": sum(counts) if counts else None}
