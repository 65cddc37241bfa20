from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum

import pytest

import shared.contracts
from shared.contracts.french import FRENCH, in_french


def lists_of_words() -> set[type[StrEnum]]:
    """Every list of coded words that a contract declares."""
    modules = (
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(shared.contracts.__path__, "shared.contracts.")
        if not found.name.endswith("__main__")
    )
    return {
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum
    }


def test_no_list_is_left_out_and_none_is_translated_for_nothing() -> None:
    assert set(FRENCH) == lists_of_words()


@pytest.mark.parametrize("words", FRENCH, ids=lambda words: words.__name__)
def test_each_word_of_a_list_has_a_french_word_of_its_own(words: type[StrEnum]) -> None:
    french = [in_french(word) for word in words]
    assert list(FRENCH[words]) == [word.value for word in words]
    assert len(set(french)) == len(french)
