"""Facts of the activities service: what. One module for each thing that people talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.activities import cases, imports, initiatives, journal, meetings, steering

if TYPE_CHECKING:
    from shared.kernel import Fact

FACTS: tuple[type[Fact], ...] = (
    *meetings.FACTS,
    *steering.FACTS,
    *initiatives.FACTS,
    *journal.FACTS,
    *cases.FACTS,
    *imports.FACTS,
)
