"""Books of the tests of the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proof.books import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.proof.books import Books


@pytest.fixture
def sqlite_databases(tmp_path: Path) -> Callable[[], str]:
    """Gives another SQLite file at each call."""
    made: list[str] = []

    def new() -> str:
        made.append(f"sqlite:///{tmp_path}/books-{len(made)}.db")
        return made[-1]

    return new


@pytest.fixture
def books(tmp_path: Path, sqlite_databases: Callable[[], str]) -> Iterator[Books]:
    """Four facts that are signed, a position skipped, four more that are signed, and two that are not."""
    with kept(tmp_path, sqlite_databases, 4, 4, 2) as books:
        yield books
