from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.support.sources import ROOT, parsed, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def imported(tree: ast.Module) -> Iterator[str]:
    """First names of what a module imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_contracts_of_the_house_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert verdict == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_what_runs_imports_only_what_is_declared() -> None:
    """What another package happens to bring may be gone with its next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {canonical(re.split(r"[\[<>=!~; ]", line)[0]) for line in project["dependencies"]}
    ours = {"services", "shared", "deploy"}
    known = {*sys.stdlib_module_names, *ours}
    distributions = packages_distributions()
    undeclared = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in python_files(*ours)
        for name in imported(parsed(file))
        if name not in known and not declared & {canonical(d) for d in distributions.get(name, ())}
    }
    assert not undeclared
