from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from services.notifications.inbox.domain import opened_by
from shared.contracts.vocabulary import Channel, DateCertainty, DatePrecision, Origin
from tests.notifications.facts import held, planned, session_planned

if TYPE_CHECKING:
    from shared.kernel import Fact
    from tests.notifications.conftest import ToldInbox

RAISING = pytest.mark.parametrize("fact", [planned, held, session_planned], ids=["meeting", "minutes", "session"])


def originating(fact: Fact, **origin: object) -> Fact:
    return fact.model_copy(update={"origin": Origin.model_validate(origin)})


@RAISING
def test_an_imported_fact_asks_nothing_of_anybody(fact: Fact) -> None:
    assert opened_by(originating(fact, channel=Channel.IMPORT)) == []


@RAISING
@pytest.mark.parametrize("precision", [DatePrecision.MONTH, DatePrecision.YEAR])
def test_days_are_not_counted_from_a_day_that_nobody_knows(fact: Fact, precision: DatePrecision) -> None:
    assert opened_by(originating(fact, date_precision=precision)) == []


@RAISING
@pytest.mark.parametrize(
    "origin", [{"channel": Channel.MINUTES}, {"date_certainty": DateCertainty.APPROXIMATE}], ids=["minutes", "roughly"]
)
def test_what_is_read_in_minutes_or_known_roughly_asks_as_usual(fact: Fact, origin: dict[str, object]) -> None:
    assert opened_by(originating(fact, **origin)) == opened_by(fact) != []


def test_an_imported_fact_settles_what_waited(inbox: ToldInbox) -> None:
    inbox.tell(planned, originating(held, channel=Channel.IMPORT))
    assert inbox.due(date(2026, 11, 26)) == []
    assert inbox.due(date(2026, 12, 11)) == []
