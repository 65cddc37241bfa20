"""Free ports on loopback, below the range from which the system serves outgoing connections.

A port chosen there stays free while its server is down, so that a killed server can come back to the same one.
"""

from __future__ import annotations

import random
import socket

LOOPBACK = "127.0.0.1"
CHOICE = range(15_000, 32_000)


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # What servers do: the ghosts of closed connections do not keep a port taken.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_base(count: int) -> int:
    """The first of `count` consecutive free ports."""
    for _ in range(1_000):
        base = random.randrange(CHOICE.start, CHOICE.stop - count)
        if all(is_free(port) for port in range(base, base + count)):
            return base
    raise OSError(f"no {count} consecutive free ports between {CHOICE.start} and {CHOICE.stop}")


def free_port() -> int:
    """A port that nobody listens on."""
    return free_base(1)
