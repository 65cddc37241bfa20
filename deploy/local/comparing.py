"""A log and its copy in the ledger, laid side by side and against what was signed: in one pass, however long they are."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from services.reporting.ledger import NO_CHAIN, link
from shared.platform.proof import Tree, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.platform.checkpoints import Checkpoint
    from shared.platform.envelope import Entry


class What(StrEnum):
    """What was done to a fact; where nobody can tell which side is the true one, where it is."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    ONLY_IN_LOG = "only-in-log"
    ONLY_IN_LEDGER = "only-in-ledger"


class Differs(StrEnum):
    """Which side is not what was recorded."""

    LOG = "log"
    LEDGER = "ledger"
    BOTH = "both"
    UNKNOWN = "unknown"


DONE = {
    (What.ONLY_IN_LOG, Differs.LOG): What.INSERTED,
    (What.ONLY_IN_LOG, Differs.LEDGER): What.REMOVED,
    (What.ONLY_IN_LEDGER, Differs.LOG): What.REMOVED,
    (What.ONLY_IN_LEDGER, Differs.LEDGER): What.INSERTED,
}
"""What was done, from where the fact is and which side is not what was recorded."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the two sides are not the same."""

    position: int
    what: What
    differs: Differs


class Walk:
    """The lines of one side, passed on as they come, and compared with each checkpoint on the way.

    `reached` is how far this side had come, where it follows the other: what was signed behind is not asked of it.
    """

    def __init__(self, lines: Iterable[Entry], checkpoints: Iterable[Checkpoint], reached: int | None = None) -> None:
        self._lines = lines
        self._ahead = deque(
            one
            for one in sorted(checkpoints, key=lambda one: one.position)
            if reached is None or one.position <= reached
        )
        self._tree = Tree()
        self._position = 0
        self.confirmed = 0
        """Checkpoints whose facts are those that were signed."""
        self.true_until = 0
        """Position of the last fact of which that is sure."""
        self.broken: Checkpoint | None = None
        """The first checkpoint whose facts are others."""

    @property
    def facts(self) -> int:
        """How many have passed."""
        return self._tree.size

    def __iter__(self) -> Iterator[Entry]:
        for line in self._lines:
            while self._ahead and self._ahead[0].position < line.position:
                self._check(self._ahead.popleft())
            self._tree.add(leaf_hash(line.position, line.state))
            self._position = line.position
            yield line
        while self._ahead:
            self._check(self._ahead.popleft())

    def _check(self, checkpoint: Checkpoint) -> None:
        """What has passed is all that it would stand for."""
        passed = (self._tree.size, self._position, self._tree.root())
        if passed == (checkpoint.size, checkpoint.position, checkpoint.root):
            self.confirmed += 1
            self.true_until = checkpoint.position
        else:
            self.broken = self.broken or checkpoint


class Chain:
    """The lines of a ledger, passed on as they come, and the chain that binds them, made again."""

    def __init__(self, lines: Iterable[Entry]) -> None:
        self._lines = lines
        self.broken_at: int | None = None
        """Position of the first fact that is not bound to those before it."""

    def __iter__(self) -> Iterator[Entry]:
        chain = NO_CHAIN
        for line in self._lines:
            chain = link(chain, line)
            if chain != line.chain and self.broken_at is None:
                self.broken_at = line.position
            yield line


def compare(log: Walk, ledger: Walk, reached: int) -> Difference | None:
    """The first place where they differ, and which of them is the false one; both have then been walked to their end.

    `reached` is the position that the ledger had come to before it was read: of what follows, it may lack the end.
    """
    said, kept = iter(log), iter(ledger)
    apart = _first_apart(said, kept, reached)
    for lines in (kept, said):
        deque(lines, maxlen=0)
    if apart is None:
        return None
    position, what = apart
    differs = _which_differs(position, log, ledger)
    return Difference(position, DONE.get((what, differs), what), differs)


def _first_apart(log: Iterator[Entry], ledger: Iterator[Entry], reached: int) -> tuple[int, What] | None:
    while True:
        # The ledger first: whatever it holds when it is read stands in the log already, which is read afterwards.
        kept, said = next(ledger, None), next(log, None)
        if kept is None:
            return (said.position, What.ONLY_IN_LOG) if said and said.position <= reached else None
        if said is None or kept.position < said.position:
            return kept.position, What.ONLY_IN_LEDGER
        if said.position < kept.position:
            return said.position, What.ONLY_IN_LOG
        if said.state != kept.state:
            return said.position, What.ALTERED


def _which_differs(position: int, log: Walk, ledger: Walk) -> Differs:
    """The one that does not give a root that was signed over that place; else the one that misses a root it should give."""
    if log.true_until >= position:
        return Differs.LEDGER
    if ledger.true_until >= position:
        return Differs.LOG
    broken = (log.broken is not None, ledger.broken is not None)
    return {(True, True): Differs.BOTH, (True, False): Differs.LOG, (False, True): Differs.LEDGER}.get(
        broken, Differs.UNKNOWN
    )
