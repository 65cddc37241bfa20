"""Why a record, or a part of it, cannot be imported: one class a reason, whose French is in `labels`."""

from __future__ import annotations

from dataclasses import dataclass

from services.console import labels
from shared.kernel import Incoherent
from shared.sentences import in_french


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as people read it."""

    fr: str
    en: str


class NotImportable(Incoherent):
    """This record cannot be imported."""

    def told(self) -> Reason:
        """The sentence in both languages, with the facts of the case."""
        return Reason(in_french(labels.REFUSALS[self.code()], **self.facts), self.sentence())


class NotSupportedYet(NotImportable):
    """Not supported by this version yet ({kind})."""


class NotACouncil(NotImportable):
    """“{council}” is not the code of one council (CC1 to CC20)."""


class WrongDate(NotImportable):
    """“{given}” is not a date: YYYY, YYYY-MM or YYYY-MM-DD is expected."""


class DateTooEarly(NotImportable):
    """The date ({given}) is before the year 2000."""


class DateInTheFuture(NotImportable):
    """The date ({given}) has not come yet."""


class UnknownPrecision(NotImportable):
    """The precision of the date (“{given}”) is not known: day, month or year is expected, perhaps with approx, inferred or estimated."""


class PrecisionFinerThanDate(NotImportable):
    """The precision of the date (“{precision}”) is finer than the date itself ({given})."""


class UnknownConfidence(NotImportable):
    """The confidence (“{given}”) is not known: high, medium or low is expected."""


class WrongSource(NotImportable):
    """The source needs a title (300 characters at most) and an address that begins with http:// or https://."""


class WrongSubject(NotImportable):
    """The subject is missing or cannot be read as a text."""


class WrongCount(NotImportable):
    """The count “{name}” is not a whole number of persons."""


class CountsContradict(NotImportable):
    """The counts contradict themselves: {parts} in the parts, {whole} in all."""


class MembersNotCounted(NotImportable):
    """The record does not say how many members joined."""


class TooManyMembers(NotImportable):
    """{heads:member at once is|members at once are} too many to be likely (at most {most})."""


class CollegeNotStated(NotImportable):
    """The college of {heads:member|members} is not stated: nobody can be recorded without it."""


class IdRepeated(NotImportable):
    """The identifier {record} is used higher up in the file."""


class SameIdOtherContent(NotImportable):
    """Same identifier, other content: {record} was imported before with other particulars."""


class CouncilKnownOtherwise(NotImportable):
    """The council {council} exists already, with other particulars."""
