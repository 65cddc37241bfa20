from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.activities.journal.domain import CATALOGUE, learning, plans
from tests.entries.named import Named

if TYPE_CHECKING:
    from shared.entries.kinds import Kind
    from tests.support.house import House

each_kind = pytest.mark.parametrize("kind", [*plans.KINDS, *learning.KINDS], ids=lambda kind: kind.path)


@each_kind
def test_it_is_found_by_any_of_its_words(town: House, council: str, kind: Kind) -> None:
    service = town.activities
    said = Named(service, CATALOGUE, council).said(kind)
    done = service.record(f"/v1/{kind.path}", said)
    searched = ("title", "axis", "lead_label", "source", "learned", "provider")
    for words in [str(said[field]).upper() for field in searched if field in said]:
        listed = service.get(f"/v1/{kind.path}", council=council, q=words, after=done["after"]).json()[kind.many]
        assert [one["entry_id"] for one in listed] == [done["id"]]
    nothing = service.get(f"/v1/{kind.path}", council=council, q="rien de tel", after=done["after"]).json()
    assert nothing[kind.many] == []
