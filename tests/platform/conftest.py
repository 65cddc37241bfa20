"""A test that is a coroutine runs in an event loop of its own."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING

import pytest
import structlog

from tests.platform import stage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run it, where it is one; anything else is for pytest."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


@pytest.fixture(autouse=True)
def _connections_are_closed() -> Iterator[None]:
    yield
    while stage.models:
        stage.models.pop().engine.dispose()


@pytest.fixture(autouse=True, scope="session")
def _logs_are_plain() -> None:
    """The library's default draws every variable of every frame of an exception, which takes seconds."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])
