from __future__ import annotations

import socket
import subprocess
import sys

from tests.support import ports
from tests.support.ports import CHOICE, LOOPBACK, free_base, free_port, is_free
from tests.support.sources import ROOT


def test_a_free_port_can_be_listened_on() -> None:
    with socket.create_server((LOOPBACK, free_port())) as server:
        assert server.getsockname()[1] in CHOICE


def test_a_port_that_is_listened_on_is_not_free() -> None:
    with socket.create_server((LOOPBACK, free_port())) as server:
        assert not is_free(server.getsockname()[1])


def test_a_base_has_as_many_free_ports_after_it_as_asked() -> None:
    base = free_base(23)
    servers = [socket.create_server((LOOPBACK, base + offset)) for offset in range(23)]
    for server in servers:
        server.close()


def test_a_port_is_given_once_even_before_anybody_listens_there() -> None:
    given = [free_port() for _ in range(ports.CLAIMS_KEPT)]
    assert len(set(given)) == ports.CLAIMS_KEPT


def test_another_run_is_not_given_the_same_port() -> None:
    port = free_port()
    script = f"from tests.support import ports; print(ports._claim({port}), ports.is_free({port}))"
    other = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert other.stdout == "False True\n"
