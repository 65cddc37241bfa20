"""The files and the modules of the repository, for tests that read what is written there."""

from __future__ import annotations

import ast
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split())}
SERVICES = sorted(module.name for module in pkgutil.iter_modules(services.__path__))


def files(*folders: str) -> Iterator[Path]:
    """Every file below these folders of the repository (all of it, when none is named), but for what Git ignores."""
    waiting = [ROOT / folder for folder in folders] or [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in NOT_OURS:
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def python_files(*folders: str) -> Iterator[Path]:
    return (path for path in files(*folders) if path.suffix == ".py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def modules(service: str) -> Iterator[ModuleType]:
    """Every module of a service but the one that runs it."""
    package = import_module(f"services.{service}")
    yield package
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith(".__main__"):
            yield import_module(module.name)
