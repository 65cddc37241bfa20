"""Ids are chosen by whoever enters something: one that is taken is refused, whatever it was taken for."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from services.activities.initiatives.domain.initiative import Initiative
from services.activities.initiatives.domain.refusals import InitiativeAlreadyExists
from services.activities.meetings.domain import Meeting, MeetingAlreadyExists
from services.activities.steering.domain.body import SteeringBody, SteeringBodyAlreadyExists
from services.activities.steering.domain.session import SessionAlreadyExists, SteeringSession
from shared.contracts.activities.initiatives import DropReason, InitiativeProposed
from shared.contracts.activities.meetings import CorrectionReason, MeetingHeld, MeetingScheduled, WithdrawalReason
from shared.contracts.activities.steering import (
    Representative,
    SteeringBodyDeclared,
    SteeringSessionHeld,
    SteeringSessionNotConvened,
    SteeringSessionScheduled,
)
from shared.contracts.activities.words import CancellationReason
from shared.contracts.vocabulary import College, FunderKind, MeetingKind, Origin, SteeringBodyKind, Theme
from shared.kernel import Acting, NotFound
from shared.platform.clock import Clock
from shared.platform.store import Command, Committed, Store
from tests.support.given import IT, TODAY, given

if TYPE_CHECKING:
    from collections.abc import Callable

MARCH_5 = date(2026, 3, 5)
NOTED = Origin()
ANNA = Representative(person_id=UUID("01936f00-0000-7000-8000-0000000000c1"), college=College.RESIDENT)


def a_meeting(meeting_id: UUID = IT) -> MeetingScheduled:
    return MeetingScheduled(meeting_id=meeting_id, council_id="CC18", kind=MeetingKind.BOARD, planned_on=MARCH_5)


def an_initiative(initiative_id: UUID = IT) -> InitiativeProposed:
    return InitiativeProposed(
        initiative_id=initiative_id, council_id="CC18", title="Fête", theme=Theme.NOT_STATED, proposed_on=MARCH_5
    )


meeting, initiative = a_meeting(), an_initiative()
held_meeting = MeetingHeld(meeting_id=IT, council_id="CC18", kind=MeetingKind.BOARD, held_on=MARCH_5)
body = SteeringBodyDeclared(body_id=IT, kind=SteeringBodyKind.OTHER, name="Comité", council_ids=("CC18",))
session = SteeringSessionScheduled(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.OTHER,
    body_name="Comité",
    council_ids=("CC18",),
    planned_on=MARCH_5,
)
held_session = SteeringSessionHeld(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.OTHER,
    body_name="Comité",
    council_ids=("CC18",),
    held_on=MARCH_5,
)
missed_session = SteeringSessionNotConvened(
    session_id=IT,
    body_id=IT,
    body_kind=SteeringBodyKind.OTHER,
    body_name="Comité",
    council_ids=("CC18",),
    expected_from_on=MARCH_5,
    expected_until_on=MARCH_5,
)


def test_the_id_of_a_meeting_begins_nothing_else() -> None:
    given(Initiative, meeting).when(lambda it: it.propose(initiative, today=TODAY)).refused(
        InitiativeAlreadyExists, pointer="/initiative_id"
    )
    given(SteeringBody, meeting).when(lambda it: it.declare(body)).refused(
        SteeringBodyAlreadyExists, pointer="/body_id"
    )
    for begin in (
        lambda it: it.schedule(session),
        lambda it: it.enter_held(held_session, today=TODAY),
        lambda it: it.miss(missed_session, today=TODAY),
    ):
        given(SteeringSession, meeting).when(begin).refused(SessionAlreadyExists, pointer="/session_id")


def test_the_id_of_an_initiative_begins_no_meeting() -> None:
    given(Meeting, initiative).when(lambda it: it.schedule(meeting)).refused(
        MeetingAlreadyExists, pointer="/meeting_id"
    )
    given(Meeting, initiative).when(lambda it: it.enter_held(held_meeting, today=TODAY)).refused(
        MeetingAlreadyExists, pointer="/meeting_id"
    )


@pytest.mark.parametrize(
    "say",
    [
        lambda it: it.hold(MARCH_5, None, NOTED, today=TODAY),
        lambda it: it.correct_attendance(None, CorrectionReason.OTHER, NOTED),
        lambda it: it.cancel(CancellationReason.OTHER, NOTED),
        lambda it: it.withdraw(WithdrawalReason.OTHER, NOTED),
        lambda it: it.publish_minutes(MARCH_5, NOTED, today=TODAY),
    ],
)
def test_the_id_of_something_else_is_no_meeting(say: Callable[[Meeting], None]) -> None:
    given(Meeting, initiative).when(say).refused(NotFound)


@pytest.mark.parametrize(
    "say",
    [
        lambda it: it.adopt(MARCH_5, NOTED, today=TODAY),
        lambda it: it.fund(IT, FunderKind.CITY, 1, MARCH_5, NOTED, today=TODAY),
        lambda it: it.complete(MARCH_5, NOTED, today=TODAY),
        lambda it: it.drop(MARCH_5, DropReason.OTHER, NOTED, today=TODAY),
    ],
)
def test_the_id_of_something_else_is_no_initiative(say: Callable[[Initiative], None]) -> None:
    given(Initiative, meeting).when(say).refused(NotFound)


@pytest.mark.parametrize(
    "say",
    [
        lambda it: it.hold(MARCH_5, NOTED, today=TODAY),
        lambda it: it.cancel(CancellationReason.OTHER, NOTED),
        lambda it: it.name("CC18", ANNA, MARCH_5, NOTED, today=TODAY),
        lambda it: it.attend("CC18", (ANNA,), NOTED),
    ],
)
def test_the_id_of_something_else_is_no_session(say: Callable[[SteeringSession], None]) -> None:
    given(SteeringSession, meeting).when(say).refused(NotFound)


def test_the_id_of_something_else_is_no_body() -> None:
    given(SteeringBody, meeting).when(lambda it: it.known()).refused(NotFound)


def test_two_things_that_arrive_together_with_one_id_are_told_apart(database_url: str) -> None:
    store = Store("activities", database_url, Clock())
    store.migrate()
    outcomes = asyncio.run(_pairs(store))
    assert len(outcomes) == 60
    assert [one.version for one in outcomes[::2] if isinstance(one, Committed)] == [1] * 30
    assert [type(other) for other in outcomes[1::2]] == [InitiativeAlreadyExists] * 30


async def _pairs(store: Store) -> list[Committed | BaseException]:
    """Thirty times a meeting and, in the same breath, an initiative with its id."""
    store.start()
    asked = []
    for _ in range(30):
        one = uuid4()
        asked += [
            store.open(_command(), Meeting, one, partial(Meeting.schedule, fact=a_meeting(one))),
            store.open(_command(), Initiative, one, partial(Initiative.propose, fact=an_initiative(one), today=TODAY)),
        ]
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    await store.stop()
    return outcomes


def _command() -> Command:
    return Command(key=f"tester:{uuid4()}", fingerprint="", acting=Acting(by="tester", request_id=""))
