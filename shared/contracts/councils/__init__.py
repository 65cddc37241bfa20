"""Facts of the councils service: who. One module for each thing that people talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.councils import (
    composition,
    council,
    dossier,
    draw,
    people,
    recognition,
    representation,
    team,
    territories,
)

if TYPE_CHECKING:
    from shared.kernel import Fact

FACTS: tuple[type[Fact], ...] = (
    *territories.FACTS,
    *council.FACTS,
    *composition.FACTS,
    *draw.FACTS,
    *recognition.FACTS,
    *dossier.FACTS,
    *people.FACTS,
    *team.FACTS,
    *representation.FACTS,
)
