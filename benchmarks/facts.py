"""A log full of meetings, as its service would have recorded them; written in bulk, as that is not what is measured."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from uuid_utils.compat import uuid7

from shared.contracts.activities.meetings import MeetingHeld
from shared.contracts.vocabulary import AgeBand, Attendance, College, Gender, HeadCount, MeetingKind
from shared.kernel import Recorded
from shared.platform.clock import Clock
from shared.platform.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

SOURCE = "activities"
COUNCILS = 20
AT_ONCE = 500


@contextmanager
def store_of_meetings(url: str, count: int) -> Iterator[Store]:
    """A store whose log holds so many meetings of twenty councils. It can be read, and accepts no command."""
    store = Store(SOURCE, url, Clock())
    store.migrate()
    log_id, _ = store.recorder.log_meta()
    try:
        for first in range(0, count, AT_ONCE):
            facts = (_meeting(log_id, rank) for rank in range(first, min(first + AT_ONCE, count)))
            store.recorder.insert_events([store.mapper.to_stored_event(cast("Any", fact)) for fact in facts])
        yield store
    finally:
        store.recorder.close()
        store.close()


def _meeting(log_id: UUID, rank: int) -> Recorded:
    meeting_id = uuid7()
    return Recorded(
        id=uuid7(),
        source=SOURCE,
        log_id=log_id,
        stream_id=meeting_id,
        version=1,
        recorded_at=datetime.now(UTC),
        by="benchmark",
        request_id=str(uuid7()),
        cause=None,
        fact=MeetingHeld(
            meeting_id=meeting_id,
            council_id=f"CC{rank % COUNCILS + 1}",
            kind=MeetingKind.PLENARY,
            held_on=date(2026, 1 + rank % 12, 1 + rank % 28),
            attendance=Attendance(
                present=13,
                members=(
                    HeadCount(college=College.RESIDENT, gender=Gender.F, age_band=AgeBand.FROM_26_TO_39, heads=6),
                    HeadCount(college=College.LOCAL_ACTOR, gender=Gender.M, age_band=AgeBand.FROM_60, heads=3),
                ),
                unnamed=4,
            ),
        ),
    )
