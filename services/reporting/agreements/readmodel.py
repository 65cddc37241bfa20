"""What can be seen of agreements: a list of each kind of entry."""

from __future__ import annotations

from services.reporting.agreements.domain import CATALOGUE
from shared.contracts.reporting.agreements import FACTS
from shared.entries.readmodel import EntryProjection


class AgreementProjection(EntryProjection):
    """From what is said of agreements to the list of entries, each as it was last said."""

    name = "agreement_views"
    version = 1
    sources = ("reporting",)
    listens_to = FACTS
    catalogue = CATALOGUE
