"""Routes, views and files are made from one catalogue: it names every kind of entry, once, and every field of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.activities.journal.domain import CATALOGUE as JOURNAL
from services.councils.dossier.domain import CATALOGUE as FILE
from services.reporting.agreements.domain import CATALOGUE as AGREEMENTS
from shared.contracts.activities import journal
from shared.contracts.councils import dossier
from shared.contracts.reporting import agreements
from shared.entries.api import messages_of
from tests.entries.examples import AGGREGATES, KINDS, entry_of

if TYPE_CHECKING:
    from shared.entries.kinds import Catalogue, Kind

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)


each_catalogue = pytest.mark.parametrize(
    "catalogue", [one.catalogue for one in AGGREGATES], ids=["file", "journal", "agreements"]
)


def test_every_kind_of_entry_is_in_it_once() -> None:
    assert [kind.fact for kind in FILE.kinds] == list(dossier.ENTRIES)
    assert [kind.fact for kind in JOURNAL.kinds] == list(journal.ENTRIES)
    assert [kind.fact for kind in AGREEMENTS.kinds] == list(agreements.ENTRIES)
    for aggregate, examples in AGGREGATES.items():
        assert list(examples) == [kind.path for kind in aggregate.catalogue.kinds]
    for names in ("one", "path", "french", "english"):
        assert len({getattr(kind, names) for kind in KINDS}) == len(KINDS)


@each_catalogue
def test_no_french_word_is_for_nothing(catalogue: Catalogue) -> None:
    assert len({kind.entry for kind in catalogue.kinds}) == len(catalogue.kinds)
    used = {name for kind in catalogue.kinds for name in kind.fields if name not in kind.words}
    assert used == set(catalogue.words)
    assert [kind.path for kind in catalogue.kinds if not set(kind.words) <= set(kind.fields)] == []


@each_kind
def test_no_two_columns_of_a_file_have_the_same_header(kind: Kind) -> None:
    columns = entry_of(kind).catalogue.columns(kind)
    assert len(set(columns.values())) == len(columns)


@each_kind
def test_its_days_are_days_of_its_fact(kind: Kind) -> None:
    assert kind.fact.model_fields[kind.day].annotation is date
    ending = {name for name in kind.fact.model_fields if name.endswith("until_on")}
    assert ending == ({kind.last_day} if kind.last_day else set())


@each_kind
def test_a_request_says_what_the_fact_says(kind: Kind) -> None:
    fact = kind.fact.model_json_schema()
    messages = next(its for one, its in messages_of(entry_of(kind).catalogue) if one is kind)
    for request, own in ((messages.add, "entry_id"), (messages.correct, "reason")):
        asked = request.model_json_schema()
        assert set(asked["properties"]) - {own} == set(fact["properties"]) - {"entry", "entry_id"}
        assert {name: told for name, told in asked["properties"].items() if name not in {own, "origin"}} == {
            name: told for name, told in fact["properties"].items() if name not in {"entry", "entry_id", "origin"}
        }
        assert set(asked["required"]) - {"reason"} == set(fact["required"]) - {"entry_id"}
