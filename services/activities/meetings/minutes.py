"""The minutes of one meeting: written, sent to the members, approved, published. Each is said once, in any order of entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts.activities.meetings import (
    MinutesApproved,
    MinutesCirculated,
    MinutesDrafted,
    MinutesPublished,
)
from shared.days import refuse_future
from shared.kernel import Incoherent, RuleBroken

if TYPE_CHECKING:
    from datetime import date

    from shared.contracts.activities.meetings import MeetingHeld
    from shared.sentences import Day

OfMinutes = MinutesDrafted | MinutesCirculated | MinutesApproved | MinutesPublished


class MinutesAlreadyDrafted(RuleBroken):
    """The minutes of this meeting were already said to be written, {drafted_on:on}, with other particulars."""

    pointer = "/drafted_on"


class MinutesAlreadyCirculated(RuleBroken):
    """The minutes of this meeting were already said to be sent to the members, {circulated_on:on}."""

    pointer = "/circulated_on"


class MinutesAlreadyApproved(RuleBroken):
    """The minutes of this meeting were already said to be approved, {approved_on:on}, with other particulars."""

    pointer = "/approved_on"


class MinutesAlreadyPublished(RuleBroken):
    """The minutes of this meeting were already said to be published, {published_on:on}."""

    pointer = "/published_on"


class MinutesBeforeMeeting(RuleBroken):
    """Minutes cannot precede the meeting, held {held_on:on}."""

    def __init__(self, *, field: str, held_on: Day) -> None:
        super().__init__(held_on=held_on)
        self.pointer = f"/{field}"


class ApprovedBeforeDrafted(RuleBroken):
    """Minutes written {drafted_on:on} cannot have been approved before, {approved_on:on}."""

    def __init__(self, *, field: str, drafted_on: Day, approved_on: Day) -> None:
        super().__init__(drafted_on=drafted_on, approved_on=approved_on)
        self.pointer = f"/{field}"


class NoApprovingMeeting(Incoherent):
    """Minutes are approved at another meeting of the same council, which was held."""

    pointer = "/approving_meeting_id"


_SAID_ONCE: dict[str, tuple[str, type[RuleBroken]]] = {
    MinutesDrafted.type: ("drafted_on", MinutesAlreadyDrafted),
    MinutesCirculated.type: ("circulated_on", MinutesAlreadyCirculated),
    MinutesApproved.type: ("approved_on", MinutesAlreadyApproved),
    MinutesPublished.type: ("published_on", MinutesAlreadyPublished),
}
"""The field of the day of each fact, and what is told when it was said otherwise."""


class Minutes:
    """What was said of the minutes of a meeting."""

    def __init__(self) -> None:
        self.said: dict[str, Any] = {}
        """By the type of the fact."""

    def is_news(self, fact: OfMinutes, held: MeetingHeld, today: date) -> bool:
        """Whether it was not said yet. What came before it need not have been entered.

        Raises MinutesAlreadyDrafted, MinutesAlreadyCirculated, MinutesAlreadyApproved, MinutesAlreadyPublished,
        MinutesBeforeMeeting, InTheFuture, ApprovedBeforeDrafted.
        """
        field, already = _SAID_ONCE[fact.type]
        day, known = getattr(fact, field), self.said.get(fact.type)
        if known == fact:
            return False
        if known is not None:
            raise already(**{field: known.origin.as_known(getattr(known, field))})
        if fact.origin.is_before(day, held.held_on, held.origin):
            raise MinutesBeforeMeeting(field=field, held_on=held.origin.as_known(held.held_on))
        refuse_future(field, day, fact.origin, today)
        said = self.said | {fact.type: fact}
        _check_order(field, said.get(MinutesDrafted.type), said.get(MinutesApproved.type))
        return True


def _check_order(field: str, drafted: MinutesDrafted | None, approved: MinutesApproved | None) -> None:
    if drafted is None or approved is None:
        return
    if approved.origin.is_before(approved.approved_on, drafted.drafted_on, drafted.origin):
        raise ApprovedBeforeDrafted(
            field=field,
            drafted_on=drafted.origin.as_known(drafted.drafted_on),
            approved_on=approved.origin.as_known(approved.approved_on),
        )
