"""Which figures are not shown to everybody: few persons are behind them, or another would give them away by subtraction.

Fewer than five persons are masked (common convention of the indicators); so are as many others as it takes that no masked
part can be found from the whole and the parts that are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FEW = 5
"""From so many persons on, a number is shown."""


def is_few(persons: int | None) -> bool:
    """Whether so many are too few to be shown; nobody is nobody, and unknown is unknown."""
    return persons is not None and 0 < persons < FEW


def masked_parts(parts: Mapping[str, int], whole: int | None) -> tuple[frozenset[str], bool]:
    """Which of these numbers of persons are masked, and whether the whole is.

    `parts` by what they are of, those that are known; `whole` None where it is not known or not shown.
    """
    masked = {name for name, persons in parts.items() if is_few(persons)}
    if whole is None or is_few(whole):
        return frozenset(masked), whole is not None
    if not masked:
        return frozenset(), False
    # The smallest first, so that as little as possible is lost; nobody is no cover.
    others = sorted(
        (name for name in parts if name not in masked and parts[name]), key=lambda name: (parts[name], name)
    )
    while _gives_away([parts[name] for name in masked]):
        if not others:
            return frozenset(masked), True
        masked.add(others.pop(0))
    return frozenset(masked), False


def _gives_away(masked: list[int]) -> bool:
    """Whether their sum, which everybody can find, says what one of them is, or is itself of few persons.

    Each is one person at least. If all are one, or if all are as many as few can be, their sum says so.
    """
    total, many = sum(masked), len(masked)
    return many == 1 or total < FEW or total in {many, many * (FEW - 1)}
