"""Free ports on loopback, each given to one test run only, below the range of outgoing connections.

A port chosen there stays free while its server is down, so that a killed server can come back to the same one.
"""

from __future__ import annotations

import random
import socket
from collections import deque

LOOPBACK = "127.0.0.1"
CHOICE = range(15_000, 32_000)
CLAIMS_KEPT = 200
_claims: deque[socket.socket] = deque()
"""The UDP port of the same number is held by whoever was given a port, until long after a server listens there: nothing
here speaks UDP, and the system lets go of it when the process ends."""


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # What servers do: the ghosts of closed connections do not keep a port taken.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return _can_bind(candidate, port)


def free_base(count: int) -> int:
    """The first of `count` consecutive free ports."""
    for _ in range(1_000):
        base = random.randrange(CHOICE.start, CHOICE.stop - count)
        if all(_claim(port) and is_free(port) for port in range(base, base + count)):
            return base
    raise OSError(f"no {count} consecutive free ports between {CHOICE.start} and {CHOICE.stop}")


def free_port() -> int:
    """A port that nobody listens on."""
    return free_base(1)


def _claim(port: int) -> bool:
    claim = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    if not _can_bind(claim, port):
        claim.close()
        return False
    _claims.append(claim)
    if len(_claims) > CLAIMS_KEPT:
        _claims.popleft().close()
    return True


def _can_bind(candidate: socket.socket, port: int) -> bool:
    try:
        candidate.bind((LOOPBACK, port))
    except OSError:
        return False
    return True
