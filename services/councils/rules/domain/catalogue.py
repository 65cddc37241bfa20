"""The rules R01 to R30: data, in words that a resident understands. Each names the facts that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.councils.rules.domain.catalogue_of_dialogue import DIALOGUE
from services.councils.rules.domain.catalogue_of_life import LIFE
from services.councils.rules.domain.catalogue_of_members import MEMBERS

if TYPE_CHECKING:
    from services.councils.rules.domain.rule import Rule

RULES: tuple[Rule, ...] = tuple(sorted((*MEMBERS, *LIFE, *DIALOGUE), key=lambda rule: rule.id))
"""Every rule, in the order of their ids."""

BY_ID = {rule.id: rule for rule in RULES}
