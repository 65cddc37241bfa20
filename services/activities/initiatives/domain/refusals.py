"""What is refused of an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel import NotFound, RuleBroken

if TYPE_CHECKING:
    from shared.sentences import Day


class InitiativeWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class InitiativeAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/initiative_id"


class InitiativeInTheFuture(RuleBroken):
    """Nothing can have happened to an initiative {day:on}: that day has not come yet."""

    def __init__(self, *, field: str, day: Day) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class AdoptedBeforeProposed(RuleBroken):
    """This initiative was proposed {proposed_on:on} and cannot have been adopted before."""

    pointer = "/adopted_on"


class AlreadyAdopted(RuleBroken):
    """This initiative was already said to be adopted, {adopted_on:on}."""

    pointer = "/adopted_on"


class InitiativeNotAdopted(RuleBroken):
    """The initiative “{title}” has not been adopted: it can be neither funded, nor started, nor completed."""


class FundedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been funded before."""

    pointer = "/funded_on"


class GrantAlreadyRecorded(RuleBroken):
    """This grant was already recorded, with other particulars."""

    pointer = "/grant_id"


class SubmittedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on}; nothing can have been asked for it before."""

    pointer = "/submitted_on"


class SubmissionAlreadyRecorded(RuleBroken):
    """This request was already recorded, with other particulars."""

    pointer = "/submission_id"


class NoSuchSubmission(NotFound):
    """Nothing was asked for this initiative under this id."""


class RefusedBeforeSubmitted(RuleBroken):
    """This was asked {submitted_on:on} and cannot have been refused before."""

    pointer = "/refused_on"


class SubmissionAlreadyRefused(RuleBroken):
    """This request was already said to be refused, {refused_on:on}."""

    pointer = "/refused_on"


class StartedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have started before."""

    pointer = "/started_on"


class AlreadyStarted(RuleBroken):
    """This initiative was already said to have started, {started_on:on}."""

    pointer = "/started_on"


class EndedBeforeStarted(RuleBroken):
    """An initiative that started {started_on:on} cannot have ended before, {ended_on:on}."""

    def __init__(self, *, field: str, started_on: Day, ended_on: Day) -> None:
        super().__init__(started_on=started_on, ended_on=ended_on)
        self.pointer = f"/{field}"


class CompletedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been completed before."""

    pointer = "/completed_on"


class AlreadyCompleted(RuleBroken):
    """This initiative was already said to be completed, {completed_on:on}."""

    pointer = "/completed_on"


class InitiativeWasDropped(RuleBroken):
    """This initiative was given up {dropped_on:on}."""


class InitiativeWasCompleted(RuleBroken):
    """This initiative was completed {completed_on:on}; it cannot be given up."""


class DroppedBeforeProposed(RuleBroken):
    """This initiative was proposed {proposed_on:on} and cannot have been given up before."""

    pointer = "/dropped_on"


class DroppedBeforeAdopted(RuleBroken):
    """This initiative was adopted {adopted_on:on} and cannot have been given up before."""

    pointer = "/dropped_on"


class AlreadyDropped(RuleBroken):
    """This initiative was already said to be given up, {dropped_on:on}, with other particulars."""
