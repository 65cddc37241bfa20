"""What a timeline marks as corrected or withdrawn, from facts that are told directly, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest

from services.activities.cases.readmodel.timeline import TimelineProjection, TimelineViews
from shared.contracts.activities.initiatives import (
    InitiativeCorrected,
    InitiativeFunded,
    InitiativeLife,
    InitiativeProposed,
)
from shared.contracts.activities.meetings import (
    AttendanceCorrected,
    CorrectionReason,
    MeetingCorrected,
    MeetingHeld,
    MeetingLife,
    MeetingScheduled,
)
from shared.contracts.councils.composition import (
    JoiningSaid,
    LeavingReason,
    MemberJoined,
    MemberLeft,
    MembershipCorrected,
    MembershipWithdrawn,
    Recruitment,
)
from shared.contracts.timeline import TAKES_BACK, key_of, said_by
from shared.contracts.vocabulary import (
    AgeBand,
    AmendmentReason,
    Attendance,
    College,
    FunderKind,
    Gender,
    MeetingKind,
    MemberRole,
    Theme,
)
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


# A joining that is said again, and taken back


def said_again(before: date, after: date) -> MembershipCorrected:
    return MembershipCorrected(
        council_id="CC18",
        person_id=PERSON,
        before=JoiningSaid(joined_on=before, **WORDS),
        after=JoiningSaid(joined_on=after, **WORDS),
        reason=AmendmentReason.TYPING_ERROR,
    )


def never_joined(on: date) -> MembershipWithdrawn:
    return MembershipWithdrawn(
        council_id="CC18",
        person_id=PERSON,
        joining=JoiningSaid(joined_on=on, **WORDS),
        reason=AmendmentReason.ENTERED_BY_MISTAKE,
    )


def test_a_joining_of_another_day_is_withdrawn_with_what_corrected_it(database_url: str) -> None:
    january, february = date(2018, 1, 1), date(2018, 2, 1)
    facts = joined(january), said_again(january, february), never_joined(february)
    assert marks(database_url, "councils", *facts) == ["WITHDRAWN", "WITHDRAWN", None]


def test_a_joining_said_again_twice_is_corrected_twice(database_url: str) -> None:
    january, february, march = date(2018, 1, 1), date(2018, 2, 1), date(2018, 3, 1)
    facts = joined(january), said_again(january, february), said_again(february, march)
    assert marks(database_url, "councils", *facts) == ["CORRECTED", "CORRECTED", None]


def test_a_joining_said_again_twice_is_withdrawn_with_both(database_url: str) -> None:
    january, february, march = date(2018, 1, 1), date(2018, 2, 1), date(2018, 3, 1)
    facts = joined(january), said_again(january, february), said_again(february, march), never_joined(march)
    assert marks(database_url, "councils", *facts) == ["WITHDRAWN", "WITHDRAWN", "WITHDRAWN", None]


def test_what_was_withdrawn_stays_so_when_the_very_same_is_said_and_corrected(database_url: str) -> None:
    january, february = date(2018, 1, 1), date(2018, 2, 1)
    facts = joined(january), never_joined(january), joined(january), said_again(january, february)
    assert marks(database_url, "councils", *facts) == ["WITHDRAWN", None, "CORRECTED", None]


# A life that is told again: only its steps that are said otherwise


def grant(number: int, cents: int) -> InitiativeFunded:
    return InitiativeFunded(
        initiative_id=IT,
        council_id="CC18",
        title="Repas de quartier",
        theme=Theme.SOCIAL_TIES,
        grant_id=uuid5(IT, str(number)),
        funder=FunderKind.CITY,
        amount_cents=cents,
        funded_on=date(2018, 5, 12),
    )


proposed = InitiativeProposed(
    initiative_id=IT,
    council_id="CC18",
    title="Repas de quartier",
    theme=Theme.SOCIAL_TIES,
    proposed_on=date(2018, 3, 5),
)


def granted_otherwise(*said: tuple[InitiativeFunded, ...]) -> InitiativeCorrected:
    """With some grants before, and some now."""
    before, after = (InitiativeLife(proposed=proposed, grants=grants) for grants in said)
    typing = AmendmentReason.TYPING_ERROR
    return InitiativeCorrected(initiative_id=IT, council_id="CC18", before=before, after=after, reason=typing)


def test_of_two_grants_the_one_that_is_said_again_is_corrected(database_url: str) -> None:
    first, second, less = grant(1, 80_000), grant(2, 80_000), grant(2, 60_000)
    facts = proposed, first, second, granted_otherwise((first, second), (first, less))
    assert marks(database_url, "activities", *facts) == [None, None, "CORRECTED", None]


@pytest.mark.parametrize(
    ("now", "mark"), [([(1, 80_000)], "CORRECTED"), ([(1, 70_000), (2, 60_000)], None)], ids=["the same", "the other"]
)
def test_what_corrects_is_corrected_when_its_own_words_are_said_again(
    database_url: str, now: list[tuple[int, int]], mark: str | None
) -> None:
    first, second, less = grant(1, 80_000), grant(2, 80_000), grant(2, 60_000)
    once = granted_otherwise((first, second), (first, less))
    again = granted_otherwise((first, less), tuple(grant(*one) for one in now))
    of_the_first = None if mark else "CORRECTED"
    told = marks(database_url, "activities", proposed, first, second, once, again)
    assert told == [None, of_the_first, "CORRECTED", mark, None]


MEETING: dict[str, Any] = {"meeting_id": IT, "council_id": "CC18", "kind": MeetingKind.BOARD}
planned = MeetingScheduled(**MEETING, planned_on=date(2018, 3, 5))
held = MeetingHeld(**MEETING, planned_on=date(2018, 3, 5), held_on=date(2018, 3, 12))
TWELVE = Attendance(present=12, unnamed=12)
known = held.model_copy(update={"attendance": TWELVE})


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            MeetingLife(scheduled=planned, held=known.model_copy(update={"held_on": date(2018, 3, 13)})),
            [None, "CORRECTED", "CORRECTED", None],
        ),
        (MeetingLife(scheduled=planned), [None, "CORRECTED", "CORRECTED", None]),
        # That it was held is corrected by the count, which nothing corrects.
        (
            MeetingLife(scheduled=planned.model_copy(update={"title": "Budget"}), held=known),
            ["CORRECTED", "CORRECTED", None, None],
        ),
    ],
    ids=["held another day", "never held", "of another title"],
)
def test_of_a_meeting_the_steps_that_are_said_again_are_corrected(
    database_url: str, after: MeetingLife, expected: list[str | None]
) -> None:
    counted = AttendanceCorrected(
        **MEETING, held_on=date(2018, 3, 12), before=None, after=TWELVE, reason=CorrectionReason.OTHER
    )
    again = MeetingCorrected(
        meeting_id=IT,
        council_id="CC18",
        before=MeetingLife(scheduled=planned, held=known),
        after=after,
        reason=AmendmentReason.TYPING_ERROR,
    )
    assert marks(database_url, "activities", planned, held, counted, again) == expected


# The table


@pytest.mark.parametrize("kind", [one for one, rule in TAKES_BACK.items() if rule.by], ids=lambda one: one.type)
def test_what_is_taken_back_is_known_by_what_both_say(kind: type[Fact]) -> None:
    rule = TAKES_BACK[kind]
    said = key_of(decode(sample_of(kind)).fact)
    theirs = {name for fact in rule.facts for name in said_by(decode(sample_of(fact)).fact)}
    # Of a person who was drawn, one attempt, one answer, one seat: each has a day of its own.
    wanted = set(rule.by) - ({"answered_on", "seated_on", "used_on", "contacted_on"} - said.keys())
    assert wanted <= said.keys()
    assert wanted <= theirs
