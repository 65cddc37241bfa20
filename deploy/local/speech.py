"""How the command line speaks: JSON to programs, French to people, progress to whoever waits."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: the same thing for a program and for a person, and whether all is well."""

    data: Any
    lines: Sequence[str]
    code: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Says what is being done, with the seconds elapsed; on the error stream, so that answers stay clean."""

    since: float = field(default_factory=time.monotonic)

    def __call__(self, text: str) -> None:
        seconds = f"{time.monotonic() - self.since:5.1f}".replace(".", ",")
        print(f"[{seconds} s] {text}", file=sys.stderr, flush=True)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as they need: the first to the left, figures to the right, a line under the head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if rank else cell.ljust(width)
            for rank, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return [lines[0].rstrip(), "-" * len(lines[0]), *(line.rstrip() for line in lines[1:])]
