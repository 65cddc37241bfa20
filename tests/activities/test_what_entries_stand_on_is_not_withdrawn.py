"""What other entries of the journal are about cannot be withdrawn before they are: a roadmap under its actions, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.activities.journal.domain import CATALOGUE
from tests.entries.examples import KIND
from tests.entries.named import Named

if TYPE_CHECKING:
    from tests.support.house import House

MISTAKE = {"reason": "ENTERED_BY_MISTAKE"}

BELOW_AND_ABOVE = [
    ("organisations", "resources", "organisation_id"),
    ("roadmaps", "roadmap-actions", "roadmap_id"),
    ("needs", "roadmap-actions", "need_id"),
    ("roadmap-actions", "roadmap-action-ends", "action_id"),
    ("improvements", "improvement-ends", "improvement_id"),
    ("trainings", "training-attendances", "training_id"),
]


@pytest.mark.parametrize(("below", "above", "field"), BELOW_AND_ABOVE)
def test_what_others_stand_on_is_withdrawn_after_them(
    town: House, council: str, below: str, above: str, field: str
) -> None:
    service = town.activities
    named = Named(service, CATALOGUE, council)
    under = service.record(f"/v1/{below}", named.said(KIND[below]))["id"]
    said = named.said(KIND[above], **{field: under})
    upon = service.record(f"/v1/{above}", said)["id"]

    refused = service.post(f"/v1/{below}/{under}/withdrawn", MISTAKE, if_match=1)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/others-stand-on-it")
    service.record(f"/v1/{above}/{upon}/withdrawn", MISTAKE, if_match=1)
    service.record(f"/v1/{below}/{under}/withdrawn", MISTAKE, if_match=1)

    refused = service.post(f"/v1/{above}", said)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/subject-was-withdrawn")
    assert refused.json()["errors"][0]["pointer"] == f"/{field}"
