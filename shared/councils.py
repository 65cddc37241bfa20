"""Councils of which nothing can be said: the refusals that the two services which record share."""

from __future__ import annotations

from shared.kernel import Incoherent, RuleBroken


class UnknownCouncil(Incoherent):
    """No council has this code."""

    def __init__(self, pointer: str) -> None:
        super().__init__()
        self.pointer = pointer


class CouncilWasWithdrawn(RuleBroken):
    """This council was established by mistake and withdrawn: nothing can be said of it."""

    def __init__(self, pointer: str | None = None) -> None:
        super().__init__()
        self.pointer = pointer
