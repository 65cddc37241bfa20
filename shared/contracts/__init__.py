"""The public language: what services tell one another. Facts are declared here once, and only ever added to.

A fact is never renamed or removed. A new meaning is a new version (`…v2`) beside the former one; every version ever
recorded keeps a stored sample in `tests/stored_facts/` that must load for ever. A projection that hears `v1` stops at a
`v2` until it lists it: it may mean something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts import activities, councils, reporting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.kernel import Fact

FACTS_OF: Mapping[str, tuple[type[Fact], ...]] = {
    "councils": councils.FACTS,
    "activities": activities.FACTS,
    "reporting": reporting.FACTS,
}
"""Facts by the service that records them."""

REGISTRY: Mapping[str, type[Fact]] = {fact.type: fact for facts in FACTS_OF.values() for fact in facts}
"""The closed registry: a type that is not here is refused, whatever a database or a broker says."""
