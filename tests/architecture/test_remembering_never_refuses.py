"""A fact that was recorded is remembered for ever, whatever rules say by then: `remember` assigns, and only assigns."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.support.sources import ROOT, parsed, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSING = (ast.Raise, ast.Assert, ast.Delete, ast.Await, ast.With, ast.AsyncWith, ast.Try, ast.Import, ast.ImportFrom)
KEEPING = {"add", "append", "discard", "extend", "get", "setdefault", "update"}
PURE = {"dict", "frozenset", "len", "list", "max", "min", "replace", "set", "sum", "tuple"}


def refusals(remember: ast.FunctionDef) -> Iterator[str]:
    """What could fail, wait, or answer otherwise another day."""
    for node in ast.walk(remember):
        match node:
            case ast.Call(func=ast.Attribute(attr="pop"), args=[_, _]):
                pass  # with an answer for what is not there
            case ast.Call(func=ast.Attribute(value=ast.Attribute(), attr=name)) if name in KEEPING:
                pass
            case ast.Call(func=ast.Name(id=name)) if name in PURE:
                pass
            case ast.Call() | ast.Subscript(ctx=ast.Load()):
                yield f"{node.lineno}: {ast.unparse(node)}"
            case _ if isinstance(node, REFUSING):
                yield f"{node.lineno}: {ast.unparse(node)}"


def remembering() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in python_files("services"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and node.name == "remember":
                yield str(path.relative_to(ROOT)), node


def function(body: str) -> ast.FunctionDef:
    made = ast.parse(f"def remember(self, fact):\n    {body}").body[0]
    assert isinstance(made, ast.FunctionDef)
    return made


def test_no_aggregate_can_fail_to_remember() -> None:
    found = list(remembering())
    assert len(found) >= 4, "council, meeting, steering, initiative"
    assert [f"{file}:{refusal}" for file, node in found for refusal in refusals(node)] == []


@pytest.mark.parametrize(
    "line",
    [
        "raise ValueError",
        "self.today = date.today()",
        "self.check(fact)",
        "check(fact)",
        "self.members.remove(fact.person_id)",
        "self.members.pop(fact.person_id)",
        "del self.members[fact.person_id]",
        "self.joined = self.members[fact.person_id]",
        "print(fact)",
        "assert fact",
    ],
)
def test_what_could_fail_is_found(line: str) -> None:
    assert list(refusals(function(line))) != []


@pytest.mark.parametrize(
    "line",
    [
        "self.held = fact",
        "self.members[fact.person_id] = fact",
        "self.members.pop(fact.person_id, None)",
        "self.districts.add(fact.district_code)",
        "self.funders = frozenset(fact.funders)",
    ],
)
def test_keeping_is_no_refusal(line: str) -> None:
    assert list(refusals(function(line))) == []
