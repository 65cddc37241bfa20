"""The catalogue of the journal: every kind of entry, family by family."""

from __future__ import annotations

from services.activities.journal.domain import (
    case_notes,
    dialogue,
    fieldwork,
    initiative_notes,
    learning,
    meeting_papers,
    plans,
)
from services.activities.journal.domain.words import WORDS
from shared.contracts.activities.journal import EntryCorrected, EntryWithdrawn
from shared.entries.kinds import Catalogue, Entry

CATALOGUE = Catalogue(
    (
        *fieldwork.KINDS,
        *dialogue.KINDS,
        *plans.KINDS,
        *learning.KINDS,
        *meeting_papers.KINDS,
        *initiative_notes.KINDS,
        *case_notes.KINDS,
    ),
    EntryCorrected,
    EntryWithdrawn,
    WORDS,
    searched=(
        *("title", "next_step", "dissenting_opinion", "text"),
        *("axis", "lead_label", "source", "learned", "provider"),
    ),
)
"""Routes, views and files are made from it."""


class JournalEntry(Entry):
    """One entry of the journal."""

    catalogue = CATALOGUE
