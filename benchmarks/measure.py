"""What a benchmark says: our figure, the baseline's, their ratio, and the aim beside it."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

ROUNDS = 3
HEADINGS = ("measured", "ours", "baseline", "ratio", "aim", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison. Without an aim it is for information."""

    measured: str
    ours: float
    baseline: float
    unit: str = "/s"
    at_least: float | None = None
    """How many times the baseline we want to be."""
    at_most: float | None = None
    """How much our own figure may be, in its unit."""

    @property
    def ratio(self) -> float:
        """How many times the baseline we are."""
        return self.ours / self.baseline

    def cells(self) -> tuple[str, ...]:
        """As a row of the table."""
        aim, verdict = "", ""
        if self.at_least is not None:
            aim, verdict = f">= {self.at_least:g} x", _verdict(is_met=self.ratio >= self.at_least)
        if self.at_most is not None:
            aim, verdict = f"< {self.at_most:g}{self.unit}", _verdict(is_met=self.ours < self.at_most)
        figures = (f"{value:,.1f}{self.unit}" if value < 100 else f"{value:,.0f}{self.unit}" for value in self.values())
        return (self.measured, *figures, f"{self.ratio:.2f} x", aim, verdict)

    def values(self) -> tuple[float, float]:
        """Ours and the baseline's."""
        return self.ours, self.baseline


def _verdict(*, is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


def alternate(measures: Mapping[str, Callable[[], T]], rounds: int = ROUNDS) -> dict[str, list[T]]:
    """Run each measure in turn, round after round, so that a noisy moment of the machine falls on all of them."""
    found: dict[str, list[T]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for name, measure in measures.items():
            found[name].append(measure())
            print(f"  round {number}  {name}: {found[name][-1]}", flush=True)
    return found


def announce(title: str) -> None:
    """Say what follows, and what else the machine is doing."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n{title}\n  {os.cpu_count()} CPUs, load averages before it {load}", flush=True)


def show(lines: Sequence[Line]) -> None:
    """Print the comparisons as a table."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    print()
    for row in rows:
        first, *others = (
            cell.ljust(width) if column in (0, 5) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print(f"  {first}  {'  '.join(others)}".rstrip())
