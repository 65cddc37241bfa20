from __future__ import annotations

import ast

from tests.support.sources import ROOT, parsed, python_files


def test_every_module_has_its_sentence() -> None:
    silent = [
        path
        for path in python_files("services", "shared", "deploy", "benchmarks")
        if not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_every_public_class_has_its_sentence() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in python_files("services", "shared", "deploy", "benchmarks")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
