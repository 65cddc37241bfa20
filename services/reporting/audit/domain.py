"""Which facts of one thing correct or withdraw which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts.timeline import TAKES_BACK, WITHDRAWN, said_by, said_since, taken_back_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.kernel import Recorded


def taken_back(facts: Sequence[Recorded]) -> Iterator[tuple[Recorded, Recorded]]:
    """Each fact of a stream, in order, with each that corrects or withdraws it; what was withdrawn stays so, whatever is said after."""
    standing: list[tuple[Recorded, dict[str, Any]]] = []
    for later in facts:
        rule = TAKES_BACK.get(type(later.fact))
        if rule is not None:
            is_taken_back, still = taken_back_by(later.fact), []
            for earlier, said in standing:
                if is_taken_back(earlier.fact.type, said):
                    yield earlier, later
                    if rule.mark != WITHDRAWN:
                        still.append((earlier, said_since(said, later.fact)))
                else:
                    still.append((earlier, said))
            standing = still
        standing.append((later, said_by(later.fact)))
