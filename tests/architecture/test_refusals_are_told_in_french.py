from __future__ import annotations

import inspect
import re
from importlib import import_module

import pytest

from shared.kernel import Refusal
from tests.support.sources import SERVICES, modules


def refusals(service: str) -> dict[str, type[Refusal]]:
    """The rules that the service may say no by."""
    return {
        thing.code(): thing
        for module in modules(service)
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, Refusal) and thing.__module__.startswith(f"services.{service}.")
    }


def blanks(sentence: str) -> set[str]:
    return set(re.findall(r"{(\w+)", sentence))


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_has_its_french_sentence_and_no_other_has(service: str) -> None:
    french: dict[str, str] = getattr(import_module(f"services.{service}.labels"), "REFUSALS", {})
    assert set(french) == set(refusals(service))


@pytest.mark.parametrize("service", SERVICES)
def test_the_french_sentence_knows_only_what_the_refusal_knows(service: str) -> None:
    french: dict[str, str] = getattr(import_module(f"services.{service}.labels"), "REFUSALS", {})
    for code, refusal in refusals(service).items():
        assert blanks(french[code]) <= blanks(refusal.__doc__ or ""), code
