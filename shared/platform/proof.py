"""A Merkle tree over a log, as RFC 6962 builds it: one hash stands for all the facts, in their order and at their places."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def leaf_hash(position: int, state: bytes) -> bytes:
    """What stands in the tree for one fact: its place in the log, in eight bytes, and its stored bytes (RFC 6962 §2.1)."""
    return sha256(b"\x00" + position.to_bytes(8, "big") + state).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """What stands for two halves. It begins otherwise than a leaf, so that neither can pass for the other."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows by a leaf at a time, and keeps only the roots of its full halves: some twenty for a million facts."""

    def __init__(self) -> None:
        self.size = 0
        """Leaves so far."""
        self._halves: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        size, half = self.size, leaf
        while size & 1:
            half = node_hash(self._halves.pop(), half)
            size >>= 1
        self._halves.append(half)
        self.size += 1

    def root(self) -> bytes:
        """The hash of the whole; of nothing, when there are no leaves."""
        if not self._halves:
            return sha256().digest()
        root = self._halves[-1]
        for half in self._halves[-2::-1]:
            root = node_hash(half, root)
        return root


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What must be hashed with the leaf at that index, counted from 0, to give the root; from the leaf upwards (RFC 9162 §2.1.3.1).

    `leaves` are the hashes of all leaves. Raises IndexError.
    """
    return inclusion_paths(leaves, [index])[index]


def inclusion_paths(leaves: Sequence[bytes], indexes: Iterable[int]) -> dict[int, list[bytes]]:
    """The paths of several leaves, by their index: the tree is built once. Raises IndexError."""
    paths: dict[int, list[bytes]] = {index: [] for index in indexes}
    for index in paths:
        if not 0 <= index < len(leaves):
            raise IndexError(index)
    places, level = {index: index for index in paths}, list(leaves)
    while len(level) > 1:
        for index, place in places.items():
            beside = place ^ 1
            if beside < len(level):
                paths[index].append(level[beside])
            places[index] = place >> 1
        pairs = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        # One that has nothing beside it goes up as it is.
        level = pairs + level[2 * len(pairs) :]
    return paths


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether that leaf stands at that index, counted from 0, in the tree of that size and root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(beside, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = node_hash(reached, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root
