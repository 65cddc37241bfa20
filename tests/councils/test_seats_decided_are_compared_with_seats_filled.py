"""How many seats were decided and how many are filled, on both databases; the decision is a fact of the council's file."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

import pytest

from services.councils.council.readmodel.projection import CouncilProjection
from services.councils.council.readmodel.views import CouncilViews
from shared.contracts.councils.composition import MemberJoined, Recruitment
from shared.contracts.councils.council import CouncilEstablished
from shared.contracts.councils.dossier import EntryCorrected, EntryWithdrawn, SeatsDecided
from shared.contracts.vocabulary import AgeBand, AmendmentReason, College, Gender, MemberRole
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.kernel import Fact

LOG = UUID(int=1)
ENTRY = UUID("01936f00-0000-7000-8000-0000000000e1")
ANNA, BILAL = UUID("01936f00-0000-7000-8000-0000000000c1"), UUID("01936f00-0000-7000-8000-0000000000c2")

established = CouncilEstablished(
    council_id="CC18", name="Conseil citoyen du 18e", arrondissement="18", established_on=date(2016, 11, 1)
)
joined = MemberJoined(
    council_id="CC18",
    person_id=ANNA,
    college=College.RESIDENT,
    role=MemberRole.TITULAR,
    recruitment=Recruitment.NOT_STATED,
    gender=Gender.NOT_DECLARED,
    age_band=AgeBand.NOT_DECLARED,
    joined_on=date(2018, 1, 8),
)
substitute = joined.model_copy(update={"person_id": BILAL, "role": MemberRole.SUBSTITUTE})
decided = SeatsDecided(
    entry_id=ENTRY, council_id="CC18", resident_seats=10, local_actor_seats=5, from_on=date(2018, 1, 1)
)
of_twelve = decided.model_copy(update={"resident_seats": 12})
corrected = EntryCorrected(entry_id=ENTRY, before=decided, after=of_twelve, reason=AmendmentReason.TYPING_ERROR)
withdrawn = EntryWithdrawn(entry_id=ENTRY, said=of_twelve, reason=AmendmentReason.ENTERED_BY_MISTAKE)
later = decided.model_copy(
    update={"entry_id": UUID(int=2), "resident_seats": 8, "from_on": date(2019, 1, 1)},
)


class Told:
    """The views of a database, and whoever tells them facts."""

    def __init__(self, url: str, runner: asyncio.Runner) -> None:
        self._model = ReadModel(url, CouncilProjection())
        self._model.migrate()
        self._model.open()
        self._run = runner.run
        self._last = 0

    def tell(self, *facts: Fact) -> Told:
        for fact in facts:
            recorded = Recorded(
                id=uuid5(LOG, str(self._last)),
                source="councils",
                log_id=LOG,
                stream_id=UUID(int=3),
                version=1,
                recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
                by="tester",
                request_id="request",
                cause=None,
                fact=fact,
            )
            entry = Entry(self._last + 1, self._last, encode(recorded))
            self._run(self._model.take("councils", LOG, [entry]))
            self._last += 1
        return self

    def seats(self, on: date) -> list[tuple[int | None, int]]:
        """Seats decided and filled: of residents, then of local actors."""
        found = self._run(CouncilViews(self._model).seats("CC18", on))
        assert [one["college"] for one in found] == ["RESIDENT", "LOCAL_ACTOR"]
        return [(one["decided"], one["filled"]) for one in found]


@pytest.fixture
def told(database_url: str) -> Iterator[Told]:
    with asyncio.Runner() as runner:
        views = Told(database_url, runner)
        yield views.tell(established, joined, substitute)
        views._model.engine.dispose()


def test_where_nobody_decided_how_many_that_is_unknown_and_not_zero(told: Told) -> None:
    assert told.seats(date(2018, 1, 8)) == [(None, 1), (None, 0)]


def test_a_decision_holds_from_its_day_until_the_next(told: Told) -> None:
    told.tell(decided, later)
    assert told.seats(date(2017, 12, 31)) == [(None, 0), (None, 0)]
    assert told.seats(date(2018, 1, 1)) == [(10, 0), (5, 0)]
    assert told.seats(date(2018, 1, 8)) == told.seats(date(2018, 12, 31)) == [(10, 1), (5, 0)]
    assert told.seats(date(2019, 1, 1)) == [(8, 1), (5, 0)]


def test_a_decision_that_is_corrected_or_withdrawn_is_followed(told: Told) -> None:
    assert told.tell(decided, corrected).seats(date(2018, 1, 8)) == [(12, 1), (5, 0)]
    assert told.tell(withdrawn).seats(date(2018, 1, 8)) == [(None, 1), (None, 0)]
