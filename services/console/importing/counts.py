"""The counts of a record: which numbers it gives, and the attendance that they add up to."""

from __future__ import annotations

from typing import Any

from services.console.importing.reasons import CountsContradict, WrongCount
from shared.contracts.vocabulary import Attendance, College, HeadCount

MOST_HEADS = 1_000_000
AT_LEAST = "_at_least"
COLLEGES = {"college_residents": College.RESIDENT, "college_associations": College.LOCAL_ACTOR}
BOARD = ("board_members_present", "board_members_or_candidates_named")
GUESTS = ("facilitator", "facilitators", "institutional_guests", "guests")
GENDERS = ("women", "men", "gender_not_stated")


class Counts:
    """The counts of one record, and which of them were taken."""

    def __init__(self, given: Any) -> None:
        """Raises WrongCount. What is not a number of persons (a sum of money, a breakdown) is not looked at."""
        if not isinstance(given, dict):
            raise WrongCount(name="counts")
        self._given = {name: value for name, value in given.items() if value is not None}
        self._taken: set[str] = set()
        for name, value in self._given.items():
            if not isinstance(value, dict) and not name.endswith("_eur") and not _is_heads(value):
                raise WrongCount(name=name)

    def take(self, name: str) -> int | None:
        """A count, exact or at least; none when it is not given. Raises CountsContradict, WrongCount."""
        exact, at_least = self._read(name), self._read(name + AT_LEAST)
        if exact is not None and at_least is not None and at_least > exact:
            raise CountsContradict(parts=at_least, whole=exact)
        return at_least if exact is None else exact

    def is_exact(self, name: str) -> bool:
        """Whether the count is given, and not as a lower bound."""
        return name in self._given

    def sum_of(self, *prefixes: str) -> int:
        """All the numbers whose names begin so, taken or not."""
        return sum(value for name, value in self._given.items() if name.startswith(prefixes) and _is_heads(value))

    def left(self) -> dict[str, Any]:
        """What nobody took."""
        return {name: value for name, value in self._given.items() if name not in self._taken}

    def _read(self, name: str) -> int | None:
        self._taken.add(name)
        value = self._given.get(name)
        if isinstance(value, dict):
            raise WrongCount(name=name)
        return value


def _is_heads(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST_HEADS


def read_attendance(counts: Counts) -> Attendance | None:
    """Who was in the room; none when the record counts nobody: unknown, not zero.

    Those who are excused, absent or represented by a proxy were not in the room. Raises CountsContradict.
    """
    members = {college: counts.take(name) for name, college in COLLEGES.items()}
    board = [counts.take(name) for name in BOARD]
    guests = [counts.take(name) for name in GUESTS]
    unspecified, present = counts.take("unspecified"), counts.take("present")
    if all(count is None for count in (*members.values(), *board, *guests, unspecified, present)):
        return None
    named, invited = sum(filter(None, members.values())), sum(filter(None, guests))
    if present is None:
        present = max([*filter(None, board), 0]) or named + (unspecified or 0)
        present += invited
    unnamed = present - named - invited
    if unnamed < (unspecified or 0):
        raise CountsContradict(parts=named + invited + (unspecified or 0), whole=present)
    if (by_gender := counts.sum_of(*GENDERS)) > present:
        raise CountsContradict(parts=by_gender, whole=present)
    return Attendance(
        present=present,
        members=tuple(HeadCount(college=college, heads=heads) for college, heads in members.items() if heads),
        guests=invited,
        unnamed=unnamed,
        is_lower_bound=not counts.is_exact("present"),
    )
