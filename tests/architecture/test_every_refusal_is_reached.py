"""A rule that no test breaks is a rule that nobody knows to hold: those by which facts are recorded or not."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

import pytest

from shared.contracts import FACTS_OF
from shared.kernel import Refusal
from tests.support.sources import modules, parsed, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator


def refusals(service: str) -> set[type[Refusal]]:
    return {
        thing
        for module in modules(service)
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, Refusal) and thing.__module__.startswith(f"services.{service}.")
    }


def expected() -> Iterator[str]:
    """Refusals that tests expect: `….refused(Rule, …)`, `pytest.raises(Rule)`, or the code of a problem."""
    for path in python_files("tests"):
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Call(func=ast.Attribute(attr="refused" | "raises"), args=[ast.Name(id=name), *_]):
                    yield name
                case ast.Constant(value=str(words)):
                    yield words.removeprefix("/problems/")


@pytest.mark.parametrize("service", FACTS_OF)
def test_every_rule_is_broken_by_a_test(service: str) -> None:
    told = set(expected())
    unknown = {rule.__name__ for rule in refusals(service) if not {rule.__name__, rule.code()} & told}
    assert unknown == set()
