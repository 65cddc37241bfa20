"""Days that cannot be: the refusals that every subject shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kernel import Incoherent, RuleBroken

if TYPE_CHECKING:
    from datetime import date

    from shared.contracts.vocabulary import Origin
    from shared.sentences import Day


class InTheFuture(RuleBroken):
    """That day ({day}) has not come yet."""

    def __init__(self, *, field: str, day: Day) -> None:
        super().__init__(day=day)
        self.pointer = f"/{field}"


class EndsBeforeItStarts(Incoherent):
    """The end ({end}) is before the start ({start})."""

    def __init__(self, *, field: str, start: date, end: date) -> None:
        super().__init__(start=start, end=end)
        self.pointer = f"/{field}"


def refuse_future(field: str, day: date, origin: Origin, today: date) -> None:
    """Days are compared as far as they are known: a month that has begun may hold it. Raises InTheFuture."""
    if origin.is_to_come(day, today):
        raise InTheFuture(field=field, day=origin.as_known(day))


def refuse_backwards(field: str, start: date, end: date | None) -> None:
    """A period ends on its first day or later. `field` is that of the end. Raises EndsBeforeItStarts."""
    if end is not None and end < start:
        raise EndsBeforeItStarts(field=field, start=start, end=end)
