"""What can be seen of the journal: its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.activities.journal.domain import CATALOGUE
from shared.contracts.activities.journal import FACTS
from shared.entries.readmodel import EntryProjection, EntryTables, EntryViews

if TYPE_CHECKING:
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
