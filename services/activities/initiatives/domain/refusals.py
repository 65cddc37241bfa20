"""What is refused of an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel import NotFound, RuleBroken

if TYPE_CHECKING:
    from datetime import date


class InitiativeWasWithdrawn(RuleBroken):
    """This entry was withdrawn; nothing more can be said of it."""


class InitiativeAlreadyExists(RuleBroken):
    """This id is taken already, with other particulars."""

    pointer = "/initiative_id"


class InitiativeInTheFuture(RuleBroken):
    """Nothing can have happened to an initiative on {day}: that day has not come yet."""

    def __init__(self, *, field: str, day: date) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class AdoptedBeforeProposed(RuleBroken):
    """This initiative was proposed on {proposed_on} and cannot have been adopted before."""

    pointer = "/adopted_on"


class AlreadyAdopted(RuleBroken):
    """This initiative was already said to be adopted, on {adopted_on}."""

    pointer = "/adopted_on"


class InitiativeNotAdopted(RuleBroken):
    """The initiative “{title}” has not been adopted: it can be neither funded, nor started, nor completed."""


class FundedBeforeAdopted(RuleBroken):
    """This initiative was adopted on {adopted_on} and cannot have been funded before."""

    pointer = "/funded_on"


class GrantAlreadyRecorded(RuleBroken):
    """This grant was already recorded, with other particulars."""

    pointer = "/grant_id"


class SubmittedBeforeAdopted(RuleBroken):
    """This initiative was adopted on {adopted_on}; nothing can have been asked for it before."""

    pointer = "/submitted_on"


class SubmissionAlreadyRecorded(RuleBroken):
    """This request was already recorded, with other particulars."""

    pointer = "/submission_id"


class NoSuchSubmission(NotFound):
    """Nothing was asked for this initiative under this id."""


class RefusedBeforeSubmitted(RuleBroken):
    """This was asked on {submitted_on} and cannot have been refused before."""

    pointer = "/refused_on"


class SubmissionAlreadyRefused(RuleBroken):
    """This request was already said to be refused, on {refused_on}."""

    pointer = "/refused_on"


class StartedBeforeAdopted(RuleBroken):
    """This initiative was adopted on {adopted_on} and cannot have started before."""

    pointer = "/started_on"


class AlreadyStarted(RuleBroken):
    """This initiative was already said to have started, on {started_on}."""

    pointer = "/started_on"


class EndedBeforeStarted(RuleBroken):
    """An initiative that started on {started_on} cannot have ended before, on {ended_on}."""

    def __init__(self, *, field: str, started_on: date, ended_on: date) -> None:
        super().__init__(started_on=started_on, ended_on=ended_on)
        self.pointer = f"/{field}"


class CompletedBeforeAdopted(RuleBroken):
    """This initiative was adopted on {adopted_on} and cannot have been completed before."""

    pointer = "/completed_on"


class AlreadyCompleted(RuleBroken):
    """This initiative was already said to be completed, on {completed_on}."""

    pointer = "/completed_on"


class InitiativeWasDropped(RuleBroken):
    """This initiative was given up on {dropped_on}."""


class InitiativeWasCompleted(RuleBroken):
    """This initiative was completed on {completed_on}; it cannot be given up."""


class DroppedBeforeProposed(RuleBroken):
    """This initiative was proposed on {proposed_on} and cannot have been given up before."""

    pointer = "/dropped_on"


class DroppedBeforeAdopted(RuleBroken):
    """This initiative was adopted on {adopted_on} and cannot have been given up before."""

    pointer = "/dropped_on"


class AlreadyDropped(RuleBroken):
    """This initiative was already said to be given up, on {dropped_on}, with other particulars."""
