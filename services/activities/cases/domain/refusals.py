"""What a case refuses: what contradicts what is known of it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel import Incoherent, RuleBroken

if TYPE_CHECKING:
    from shared.sentences import Day


class UnknownCaseType(Incoherent):
    """No type of case has this code; there are: {known}."""

    pointer = "/case_type"


class CaseAlreadyExists(RuleBroken):
    """This case was opened before, with other particulars."""

    pointer = "/case_id"


class CaseWasWithdrawn(RuleBroken):
    """This case was withdrawn; nothing more can be said of it."""


class CaseIsClosed(RuleBroken):
    """This case was closed {closed_on:on}: reopen it first."""


class CaseNotClosed(RuleBroken):
    """This case is not closed: there is nothing to reopen."""


class CaseAlreadyPaused(RuleBroken):
    """This case is paused already, since {paused_on}."""

    pointer = "/paused_on"


class CaseNotPaused(RuleBroken):
    """This case is not paused on that day: there is nothing to resume."""

    pointer = "/resumed_on"


class AlreadyHolder(RuleBroken):
    """This is the present holder of the case: there is nothing to hand over."""

    pointer = "/holder_id"


class AnotherCaseIsOpen(RuleBroken):
    """Another case of this type is open about the very same: {other_case_id}."""


class SubjectIsTheCouncil(Incoherent):
    """A case of this type is about the council itself, and names nothing else."""

    pointer = "/subject_id"


class BeforeWhatItFollows(RuleBroken):
    """This cannot have been before what it follows in the case, {day:on}."""

    def __init__(self, *, field: str, day: Day) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class OpenedAfterWhatFollowed(RuleBroken):
    """Something was said of this case for {day}: it cannot have been opened after."""

    pointer = "/opened_on"


class StepUnclear(Incoherent):
    """A step is either one of the usual steps of its type (code) or another one in words (title)."""

    def __init__(self, *, field: str) -> None:
        super().__init__()
        self.pointer = f"/{field}"


class UnknownStep(Incoherent):
    """This type of case has no such usual step; it has: {known}."""

    def __init__(self, *, field: str, known: str) -> None:
        super().__init__(known=known)
        self.pointer = f"/{field}/code"


class StepIsNotNext(RuleBroken):
    """This is not the next step of the case: set it as the next one first."""

    pointer = "/step"
