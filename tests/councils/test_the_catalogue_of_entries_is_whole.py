"""Routes, views and files are made from one catalogue: it names every kind of entry, once, and every field of each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.dossier.api import messages_of
from services.councils.dossier.domain import KINDS, WORDS, Kind
from shared.contracts.councils.dossier import ENTRIES
from tests.councils.entries import BY_PATH

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)


def test_every_kind_of_entry_is_in_it_once() -> None:
    assert [kind.fact for kind in KINDS] == list(ENTRIES)
    assert list(BY_PATH) == [kind.path for kind in KINDS]
    for names in ("one", "path", "french", "english", "entry"):
        assert len({getattr(kind, names) for kind in KINDS}) == len(KINDS) == 22


def test_no_french_word_is_for_nothing() -> None:
    used = {name for kind in KINDS for name in kind.columns if name not in kind.words}
    assert used == set(WORDS)
    assert [kind.path for kind in KINDS if not set(kind.words) <= set(kind.columns)] == []


@each_kind
def test_no_two_columns_of_a_file_have_the_same_header(kind: Kind) -> None:
    assert len(set(kind.columns.values())) == len(kind.columns)


@each_kind
def test_its_days_are_days_of_its_fact(kind: Kind) -> None:
    assert kind.fact.model_fields[kind.day].annotation is date
    ending = {name for name in kind.fact.model_fields if name.endswith("until_on")}
    assert ending == ({kind.last_day} if kind.last_day else set())


@each_kind
def test_a_request_says_what_the_fact_says(kind: Kind) -> None:
    fact = kind.fact.model_json_schema()
    messages = messages_of(kind)
    for request, own in ((messages.add, "entry_id"), (messages.correct, "reason")):
        asked = request.model_json_schema()
        assert set(asked["properties"]) - {own} == set(fact["properties"]) - {"entry", "entry_id"}
        assert {name: told for name, told in asked["properties"].items() if name not in {own, "origin"}} == {
            name: told for name, told in fact["properties"].items() if name not in {"entry", "entry_id", "origin"}
        }
        assert set(asked["required"]) - {"reason"} == set(fact["required"]) - {"entry_id"}
