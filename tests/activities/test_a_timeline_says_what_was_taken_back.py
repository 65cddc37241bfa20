"""What a timeline marks as corrected or withdrawn, from facts that are told directly, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest

from services.activities.cases.domain.timeline import TAKES_BACK, key_of
from services.activities.cases.readmodel.timeline import TimelineProjection, TimelineViews
from shared.contracts.activities.meetings import AttendanceCorrected, CorrectionReason, MeetingHeld
from shared.contracts.councils.composition import (
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.vocabulary import AgeBand, AmendmentReason, Attendance, College, Gender, MeetingKind, MemberRole
from shared.kernel import Recorded
from shared.platform.envelope import Entry, decode, encode
from shared.platform.readmodel import ReadModel
from tests.contracts.snapshots import sample_of

if TYPE_CHECKING:
    from shared.kernel import Fact

IT, PERSON, LOG = (UUID(f"01936f00-0000-7000-8000-00000000000{n}") for n in "123")
WORDS: dict[str, Any] = {
    "college": College.RESIDENT,
    "role": MemberRole.TITULAR,
    "recruitment": Recruitment.LOT,
    "gender": Gender.F,
    "age_band": AgeBand.FROM_26_TO_39,
}


def joined(on: date) -> MemberJoined:
    return MemberJoined(council_id="CC18", person_id=PERSON, joined_on=on, **WORDS)


def entries(facts: tuple[Fact, ...], source: str) -> list[Entry]:
    return [
        Entry(
            place,
            place - 1,
            encode(
                Recorded(
                    id=uuid5(LOG, str(place)),
                    source=source,
                    log_id=LOG,
                    stream_id=IT,
                    version=place,
                    recorded_at=datetime(2026, 11, 23, 11, 0, place, tzinfo=UTC),
                    by="tester",
                    request_id="request",
                    cause=None,
                    fact=fact,
                )
            ),
        )
        for place, fact in enumerate(facts, start=1)
    ]


def marks(url: str, source: str, *facts: Fact) -> list[str | None]:
    """The marks of these facts, in their order, told all at once."""

    async def tell() -> list[dict[str, Any]]:
        model = ReadModel(url, TimelineProjection())
        model.migrate()
        model.open()
        await model.take(source, LOG, entries(facts, source))
        told = await TimelineViews(model).timeline(["CC18"], None, None, 50)
        model.engine.dispose()
        return told

    told = sorted(asyncio.run(tell()), key=lambda one: one["position"])
    assert [one["type"] for one in told] == [fact.type for fact in facts]
    return [one["mark"] for one in told]


def test_a_membership_that_never_was_leaves_the_former_one(database_url: str) -> None:
    first, second = joined(date(2017, 1, 5)), joined(date(2018, 1, 5))
    left: dict[str, Any] = {
        "council_id": "CC18",
        "person_id": PERSON,
        "joined_on": first.joined_on,
        "left_on": date(2017, 6, 1),
    }
    seat = {name: WORDS[name] for name in ("college", "role", "gender", "age_band")}
    departure = MemberLeft(**left, **seat, reason=LeavingReason.RESIGNED)
    gone = MembershipWithdrawn(
        council_id="CC18",
        person_id=PERSON,
        joining=JoiningSaid(joined_on=second.joined_on, **WORDS),
        reason=AmendmentReason.ENTERED_BY_MISTAKE,
    )
    assert marks(database_url, "councils", first, departure, second, gone) == [None, None, "WITHDRAWN", None]


def test_a_count_said_twice_again_is_corrected_twice(database_url: str) -> None:
    words: dict[str, Any] = {
        "meeting_id": IT,
        "council_id": "CC18",
        "kind": MeetingKind.BOARD,
        "held_on": date(2018, 3, 5),
    }
    held = MeetingHeld(**words)
    again = [
        AttendanceCorrected(**words, before=None, after=Attendance(present=n, unnamed=n), reason=CorrectionReason.OTHER)
        for n in (12, 13)
    ]
    assert marks(database_url, "activities", held, *again) == ["CORRECTED", "CORRECTED", None]


@pytest.mark.parametrize("kind", [one for one, rule in TAKES_BACK.items() if rule.by], ids=lambda one: one.type)
def test_what_is_taken_back_is_known_by_what_both_say(kind: type[Fact]) -> None:
    rule = TAKES_BACK[kind]
    said = key_of(decode(sample_of(kind)).fact)
    theirs = {name for fact in rule.facts for name in key_of(decode(sample_of(fact)).fact)}
    # Of a person who was drawn, one attempt, one answer, one seat: each has a day of its own.
    wanted = set(rule.by) - ({"answered_on", "seated_on", "used_on", "contacted_on"} - said.keys())
    assert wanted <= said.keys()
    assert wanted <= theirs
