"""Why a row of a spreadsheet is not recorded, where the import itself says so; services say the rest in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.console.importing.reasons import NotImportable

if TYPE_CHECKING:
    from services.console.importing.sending import Answer
    from services.console.importing.sheets.layouts import Layout


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, and in which column."""

    code: str
    field: str | None
    fr: str
    en: str


class CellMissing(NotImportable):
    """This cell must be filled."""


class NotADay(NotImportable):
    """“{given}” is not a date: DD/MM/YYYY is expected."""


class NotExactlyKnown(NotImportable):
    """“{given}” is not one day: DD/MM/YYYY is expected here."""


class NotAWholeNumber(NotImportable):
    """“{given}” is not a whole number."""


class NotADuration(NotImportable):
    """“{given}” is not a duration in whole minutes: 90, 1 h 30 or 1,5 h is expected."""


class NotAWord(NotImportable):
    """“{given}” is not one of these words: {words}."""


class NotYesOrNo(NotImportable):
    """“{given}” is neither “oui” nor “non”."""


class NoSuchCouncil(NotImportable):
    """No council has the code “{council}”."""


class NobodyNamed(NotImportable):
    """A name, an e-mail address or a telephone number is needed."""


class NotSamePerson(NotImportable):
    """“{given}” is neither “nouvelle” nor the id of a person."""


class NoSuchPerson(NotImportable):
    """No person is known under {person}."""


class SaidTwice(NotImportable):
    """The duration is said twice: in minutes or in hours, not both."""


class CountsNobodyInAll(NotImportable):
    """“Au moins” says nothing without a count of those present."""


class RepeatsARow(NotImportable):
    """This repeats row {row}: if it is something else, import it by itself with --known new."""


class KnownAlready(NotImportable):
    """This seems to be recorded already ({known}): --known reuse takes it for that, --known new records it anyway."""


class OnlyPlanned(NotImportable):
    """This meeting is planned ({known}) and was not said to be held: say that first, or --known new records it as another one."""


class PersonKnown(NotImportable):
    """This may be a person who is known already ({known}): say which in the column “Même personne”, or “nouvelle”."""


def problem_of(refusal: NotImportable, field: str | None) -> Problem:
    """A refusal of the import itself, about one column."""
    told = refusal.told()
    return Problem(refusal.code(), field, told.fr, told.en)


def problems_in(answer: Answer, layout: Layout) -> list[Problem]:
    """Why a service refused, in its own words: one problem for each field that it names."""
    body = answer.body
    code = str(body.get("type", "")).removeprefix("/problems/") or "unexpected"
    errors = [error for error in body.get("errors", ()) if error["code"] != code] or body.get("errors", ())
    if not errors:
        return [Problem(code, None, str(body.get("detail", "")), str(body.get("en", {}).get("detail", "")))]
    found = []
    for error in errors:
        steps = [step for step in error["pointer"].split("/") if step in layout.by_field]
        found.append(Problem(code, steps[-1] if steps else None, error["message"], error["message_en"]))
    return found
