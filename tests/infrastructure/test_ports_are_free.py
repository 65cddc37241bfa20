from __future__ import annotations

import socket

from tests.support.ports import CHOICE, LOOPBACK, free_base, free_port, is_free


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
