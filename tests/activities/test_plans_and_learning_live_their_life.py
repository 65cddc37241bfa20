"""An entry of diagnosis, roadmap, evaluation, training or documents is said, listed, taken away, said again and withdrawn."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from services.activities.journal.domain import CATALOGUE, learning, plans
from tests.activities.named import of

if TYPE_CHECKING:
    from shared.entries.kinds import Kind
    from tests.support.house import House

each_kind = pytest.mark.parametrize("kind", [*plans.KINDS, *learning.KINDS], ids=lambda kind: kind.path)


@each_kind
def test_it_is_said_said_again_and_withdrawn(town: House, council: str, kind: Kind) -> None:
    service, things = town.activities, f"/v1/{kind.path}"
    said = of(service, kind.path, council)
    done = service.record(things, said)
    it = f"{things}/{done['id']}"
    seen = service.get(it, after=done["after"]).json()
    assert said.items() <= seen.items()
    assert (seen["status"], seen["starts_on"], seen["version"]) == ("STANDS", "2018-03-05", 1)

    file = service.get(things, council=council, format="csv").content.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(file), delimiter=";")
    assert header == [*CATALOGUE.columns(kind).values(), "Retirée"]
    assert [(line[0], line[-1]) for line in lines] == [(done["id"], "non")]

    done = service.record(f"{it}/corrected", said | {kind.day: "2018-02-28", "reason": "BETTER_SOURCE"}, if_match=1)
    assert service.get(it, after=done["after"]).json()["starts_on"] == "2018-02-28"
    done = service.record(f"{it}/withdrawn", {"reason": "ENTERED_BY_MISTAKE"}, if_match=2)
    assert service.get(things, council=council, after=done["after"]).json()[kind.many] == []
    assert [one["type"] for one in service.get(f"{it}/history").json()["history"]] == [
        kind.fact.type,
        "activities.entry-corrected.v1",
        "activities.entry-withdrawn.v1",
    ]


@each_kind
def test_it_is_found_by_any_of_its_words(town: House, council: str, kind: Kind) -> None:
    service = town.activities
    said = of(service, kind.path, council)
    done = service.record(f"/v1/{kind.path}", said)
    searched = ("title", "axis", "lead_label", "source", "learned", "provider")
    for words in [str(said[field]).upper() for field in searched if field in said]:
        listed = service.get(f"/v1/{kind.path}", council=council, q=words, after=done["after"]).json()[kind.many]
        assert [one["entry_id"] for one in listed] == [done["id"]]
    nothing = service.get(f"/v1/{kind.path}", council=council, q="rien de tel", after=done["after"]).json()
    assert nothing[kind.many] == []
