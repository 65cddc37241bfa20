"""The life of a thing that is told step by step: every fact that stands of it, whole, in the order in which they are said.

What corrects or withdraws such a thing holds its life as it was told before, and as it is told now: a reader takes back the former one
and tells the latter, and looks nothing up.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from shared.kernel import Fact


class Life(BaseModel):
    """What stands of one thing. A field for each step, in the order of a life; a tuple where a step is said several times."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    KEYS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """What tells apart the facts of a step that is said several times; their rank where nothing else does."""

    @property
    def steps(self) -> dict[str, Any]:
        """Every fact by its address: `adopted`, or `grants/0198d3a5-7c3e-7000-8000-000000000001`."""
        found: dict[str, Any] = {}
        for name, said in self:
            if isinstance(said, Fact):
                found[name] = said
            for rank, fact in enumerate(said if isinstance(said, tuple) else ()):
                keys = [str(attrgetter(key)(fact)) for key in self.KEYS.get(name, ())]
                found["/".join((name, *(keys or [str(rank)])))] = fact
        return found

    @property
    def facts(self) -> tuple[Any, ...]:
        """Every fact, in the order of the life."""
        return tuple(self.steps.values())
