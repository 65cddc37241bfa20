"""The card of a service, which is the docstring of its package, says what it records and what it listens to."""

from __future__ import annotations

import inspect
import re
from importlib import import_module

import pytest

from shared.contracts import FACTS_OF
from tests.support.sources import SERVICES, modules


def written(card: str, label: str) -> set[str]:
    """What the card lists after a label, over as many indented lines as it takes."""
    found = re.search(rf"^{label}: (.+(?:\n +.+)*)", card, re.MULTILINE)
    assert found, f"no line « {label}: » on the card"
    return {name for words in set(re.split(r",\s*", found[1])) - {"nothing"} for name in named(words)}


def named(words: str) -> set[str]:
    """A fact, or every fact of a source: `councils.*`."""
    source, _, rest = words.partition(".")
    return {fact.type for fact in FACTS_OF[source]} if rest == "*" else {words}


def listening(service: str) -> set[str]:
    """Types that any projection of the service listens to."""
    classes = {thing for module in modules(service) for _, thing in inspect.getmembers(module, inspect.isclass)}
    return {
        fact.type
        for projection in classes
        if projection.__module__.startswith(f"services.{service}.")
        for fact in getattr(projection, "listens_to", ())
    }


def test_the_five_services_have_cards() -> None:
    assert SERVICES == ["activities", "console", "councils", "notifications", "reporting"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_records_what_its_card_says(service: str) -> None:
    card = inspect.getdoc(import_module(f"services.{service}")) or ""
    assert written(card, "Records") == {fact.type for fact in FACTS_OF.get(service, ())}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_listens_to_what_its_card_says(service: str) -> None:
    card = inspect.getdoc(import_module(f"services.{service}")) or ""
    assert written(card, "Listens to") == listening(service)
