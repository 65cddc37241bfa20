from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from services.councils.draw.readmodel.draws import DrawProjection, DrawTables
from services.councils.draw.readmodel.views import DrawViews
from shared.contracts.councils.composition import (
    DepartureWithdrawn,
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipCorrected,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.councils.draw import (
    CandidateAnswered,
    CandidateSeated,
    DrawAnswer,
    DrawHeld,
    DrawList,
    DrawMethod,
    Drawn,
    DrawPrepared,
    ListKind,
)
from shared.contracts.vocabulary import AgeBand, AmendmentReason, College, Gender, MemberRole
from shared.kernel import Recorded
from shared.platform.envelope import Entry, encode
from shared.platform.readmodel import ReadModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.kernel import Fact

    Tell = Callable[..., tuple[int | None, int]]

LOG, DRAW, ANNA = UUID(int=1), UUID(int=2), UUID(int=3)
MARCH_7, APRIL_3, JUNE_2 = date(2018, 3, 7), date(2018, 4, 3), date(2018, 6, 2)
A_YEAR_LATER = date(2019, 4, 3)

LISTS = (DrawList(kind=ListKind.TAX, title="Foyers", tickets=1, digest="ab" * 32),)
OF_DRAW: dict[str, Any] = {"draw_id": DRAW, "council_id": "CC18"}
PLACES: dict[str, Any] = {"lists": LISTS, "seats": 1, "reserve": 0, "method": DrawMethod.SHA256_PARITY_1}
TICKET: dict[str, Any] = {"ticket": "A7K2", "kind": ListKind.TAX, "gender": Gender.F}
OF_ANNA: dict[str, Any] = {
    "council_id": "CC18",
    "person_id": ANNA,
    "college": College.RESIDENT,
    "role": MemberRole.TITULAR,
    "gender": Gender.F,
    "age_band": AgeBand.NOT_DECLARED,
}
SEATED = (
    DrawPrepared(**OF_DRAW, **PLACES, prepared_on=MARCH_7),
    DrawHeld(**OF_DRAW, **PLACES, seed="4 2 6 1", drawn=(Drawn(rank=1, is_reserve=False, **TICKET),), held_on=MARCH_7),
    CandidateAnswered(**OF_DRAW, **TICKET, answer=DrawAnswer.ACCEPTED, answered_on=MARCH_7),
    CandidateSeated(**OF_DRAW, **TICKET, person_id=ANNA, seated_on=APRIL_3),
)
said = JoiningSaid(
    **{name: value for name, value in OF_ANNA.items() if name not in ("council_id", "person_id")},
    recruitment=Recruitment.LOT,
    joined_on=APRIL_3,
)
joined = MemberJoined(**OF_ANNA, recruitment=Recruitment.LOT, draw_id=DRAW, joined_on=APRIL_3)
left = MemberLeft(**OF_ANNA, joined_on=APRIL_3, left_on=JUNE_2, reason=LeavingReason.OTHER)
never_left = DepartureWithdrawn(**OF_ANNA, joined_on=APRIL_3, left_on=JUNE_2, reason=AmendmentReason.ENTERED_BY_MISTAKE)
never_joined = MembershipWithdrawn(
    council_id="CC18", person_id=ANNA, joining=said, reason=AmendmentReason.ENTERED_BY_MISTAKE
)


@pytest.fixture
def still_there(database_url: str) -> Iterator[Tell]:
    """Tells these facts, and gives how many are still there a year later, and of how many that is unknown."""
    model: ReadModel[DrawTables] = ReadModel(database_url, DrawProjection())
    model.migrate()
    model.open()
    with asyncio.Runner() as runner:

        def tell(*facts: Fact) -> tuple[int | None, int]:
            at = datetime(2026, 1, 1, tzinfo=UTC)
            entries = [
                Entry(
                    place,
                    place - 1,
                    encode(Recorded(uuid4(), "councils", LOG, DRAW, place, at, "tester", "request", None, fact)),
                )
                for place, fact in enumerate(facts, start=1)
            ]
            runner.run(model.take("councils", LOG, entries))
            funnel = runner.run(DrawViews(model).funnel(str(DRAW), A_YEAR_LATER))
            found = funnel["stages"]["still_there"]
            return found["count"], found["unknown"]

        yield tell
    model.engine.dispose()


def test_who_left_is_gone(still_there: Tell) -> None:
    assert still_there(*SEATED, joined, left) == (0, 0)


def test_who_became_a_member_before_taking_the_seat_counts_too(
    still_there: Tell,
) -> None:
    assert still_there(joined, *SEATED) == (1, 0)


def test_a_departure_that_was_a_mistake_is_none(still_there: Tell) -> None:
    assert still_there(*SEATED, joined, left, never_left) == (1, 0)


def test_only_the_last_departure_is_taken_back(still_there: Tell) -> None:
    came_back = joined.model_copy(update={"joined_on": JUNE_2})
    left_again = left.model_copy(update={"joined_on": JUNE_2})
    assert still_there(*SEATED, joined, left, came_back, left_again, never_left) == (1, 0)


def test_a_membership_that_was_a_mistake_tells_nothing(still_there: Tell) -> None:
    assert still_there(*SEATED, joined, never_joined) == (None, 1)


def test_a_former_membership_outlives_a_later_mistake(still_there: Tell) -> None:
    came_back = joined.model_copy(update={"joined_on": JUNE_2})
    assert still_there(*SEATED, joined, left, came_back, never_joined) == (0, 0)


def test_a_joining_said_again_counts_as_it_was_said_last(still_there: Tell) -> None:
    wrong = joined.model_copy(update={"joined_on": date(2020, 4, 3)})
    corrected = MembershipCorrected(
        council_id="CC18",
        person_id=ANNA,
        before=said.model_copy(update={"joined_on": date(2020, 4, 3)}),
        after=said,
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert still_there(*SEATED, wrong, corrected) == (1, 0)


def test_a_member_of_another_council_is_somebody_else(still_there: Tell) -> None:
    assert still_there(*SEATED, joined.model_copy(update={"council_id": "CC19"})) == (None, 1)
