"""The root of a tree as RFC 9162 defines it, recursively: what the trees that grow must give."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.platform.envelope import Entry


def half_of(size: int) -> int:
    """The largest power of two that is smaller."""
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def root_of(leaves: Sequence[bytes]) -> bytes:
    """MTH (§2.1.1), over hashes of leaves."""
    if len(leaves) == 1:
        return leaves[0]
    half = half_of(len(leaves))
    return sha256(b"\x01" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def root_of_log(entries: Sequence[Entry]) -> bytes:
    """The same, over facts: each leaf is the position in eight bytes and the stored bytes."""
    return root_of([sha256(b"\x00" + entry.position.to_bytes(8, "big") + entry.state).digest() for entry in entries])
