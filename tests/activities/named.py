"""Examples of entries of the journal, for a council of a test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.entries.examples import KIND, body

if TYPE_CHECKING:
    from tests.support.house import Caller


def of(service: Caller, path: str, council: str, **named: str) -> dict[str, Any]:
    """The example of a kind; what it names is said first, of the same council."""
    for about in KIND[path].about:
        if about.field not in named and about.field in body(KIND[path]):
            under = next(kind.path for kind in KIND.values() if kind.fact is about.facts[0])
            named[about.field] = service.record(f"/v1/{under}", of(service, under, council))["id"]
    return body(KIND[path], council) | named
