"""Who is of the team: whoever held a post, supported a council or was introduced to the work, as far as that was said."""

from __future__ import annotations

from shared.kernel import Incoherent


class UnknownTeamMember(Incoherent):
    """Nobody of the team has this id: say first which post they hold, or which council they support."""

    def __init__(self, pointer: str) -> None:
        super().__init__()
        self.pointer = pointer
