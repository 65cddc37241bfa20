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

OURS = {"benchmarks", "deploy", "services", "shared", "tests"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


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


def undeclared(folders: set[str], requirements: list[str]) -> set[str]:
    """Imports in these folders of what no requirement names. What another package happens to bring may go away with it."""
    declared = {canonical(re.split(r"[\[<>=!~; ]", line)[0]) for line in requirements}
    distributions = packages_distributions()
    return {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in python_files(*folders)
        for name in imported(parsed(file))
        if name not in {*sys.stdlib_module_names, *OURS}
        and not declared & {canonical(distribution) for distribution in distributions.get(name, ())}
    }


def test_what_runs_imports_only_what_is_declared() -> None:
    assert undeclared({"services", "shared", "deploy"}, PROJECT["dependencies"]) == set()


def test_what_tests_and_measures_imports_only_what_is_declared() -> None:
    everything = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert undeclared({"tests", "benchmarks"}, everything) == set()
