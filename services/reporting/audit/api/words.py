"""What a fact says, in French: each field that it states, and for a correction each field that changed, before and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from services.reporting import labels
from shared.contracts.activities.life import Life
from shared.contracts.fact_names import FACT_NAMES
from shared.contracts.field_names import field_name
from shared.contracts.french import in_french
from shared.contracts.reporting.periods import Missing
from shared.contracts.timeline import TAKES_BACK, WITHDRAWN
from shared.contracts.vocabulary import Origin
from shared.kernel import Fact
from shared.platform.spreadsheets import euros
from shared.sentences import day_fr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KIND_OF_ENTRY = "entry"
"""A field that says what the type of the fact says already."""
BEFORE, AFTER, FORMER = "before", "after", "former_"
FIRST_LINES = 10
"""Of what a fact lists, as hundreds drawn by lot, this many are told where it is one fact among others."""


@dataclass(frozen=True, slots=True)
class Said:
    """One field, by its address (`attendance.present`), its French name and its value in words."""

    field: str
    name: str
    said: str
    value: Any
    """As it was recorded: a year may be the same in words, and another day."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that is said otherwise: in words before and now, none where nothing was or is said."""

    field: str
    name: str
    before: str | None
    now: str | None


def said_of(fact: Fact, most: int | None = None) -> list[Said]:
    """What a fact states, in the order of its fields, but for what it says otherwise than before: `changes_of`."""
    paired = {name for pair in _pairs(fact) for name in pair}
    names = (name for name in type(fact).model_fields if name not in paired and name != KIND_OF_ENTRY)
    return [one for name in names for one in _field(fact, name, most)]


def changes_of(fact: Fact) -> list[Changed]:
    """The fields that a fact says otherwise than they were said, and only these."""
    changes: list[Changed] = []
    for former, now in _pairs(fact):
        was, becomes = (_by_address(fact, now, getattr(fact, name)) for name in (former, now))
        for field in dict.fromkeys((*was, *becomes)):
            old, new = was.get(field), becomes.get(field)
            if old is None or new is None:
                changes.append(
                    Changed(field, (new or was[field]).name, old.said if old else None, new.said if new else None)
                )
            elif old.value != new.value:
                # Days that are not known to the day may be the same in words: these are then told as they were written.
                words = (old.said, new.said) if old.said != new.said else (str(old.value), str(new.value))
                changes.append(Changed(field, new.name, *words))
    return changes


def _by_address(fact: Fact, now: str, value: Any) -> dict[str, Said]:
    """What is said, or was, under the names of the field that says it now; what is said again whole needs no name."""
    name = "" if now == AFTER else field_name(type(fact), now)
    return {one.field: one for one in _value(fact, now, value, now, name, None, is_whole=True)}


def _pairs(fact: Fact) -> list[tuple[str, str]]:
    """The fields that hold what was said, each with that which holds what is said now."""
    rule = TAKES_BACK.get(type(fact))
    if rule is not None and rule.mark == WITHDRAWN:
        return []
    fields = type(fact).model_fields
    former = [(name, name.removeprefix(FORMER)) for name in fields if name.startswith(FORMER)]
    return [pair for pair in ((BEFORE, AFTER), *former) if set(pair) <= set(fields)]


def _field(fact: Any, name: str, most: int | None) -> Iterator[Said]:
    yield from _value(fact, name, getattr(fact, name), name, field_name(type(fact), name), most, is_whole=False)


def _value(
    part: Any, field: str, value: Any, address: str, name: str, most: int | None, *, is_whole: bool
) -> Iterator[Said]:
    """One field of a part of a fact: one line, or several where it holds a part itself; none where nothing is said."""
    match value:
        case Life():
            for step, fact in value.steps.items():
                yield from _inside(fact, f"{address}.{step}", FACT_NAMES[fact.type], most, is_whole=is_whole)
        case Fact():
            yield from _inside(value, address, FACT_NAMES[value.type], most, is_whole=is_whole)
        case BaseModel():
            yield from _inside(value, address, name, most, is_whole=is_whole)
        case None | ():
            return
        case _:
            yield Said(address, name, _in_words(part, field, value, most), value)


def _inside(part: BaseModel, address: str, name: str, most: int | None, *, is_whole: bool) -> Iterator[Said]:
    """The fields of a part, under its name. Of an origin only what is unusual is told, unless all is compared."""
    usual = Origin() if isinstance(part, Origin) and not is_whole else None
    for field, value in part:
        if field != KIND_OF_ENTRY and (usual is None or value != getattr(usual, field)):
            own = field_name(type(part), field)
            title = f"{name}, {own}" if name else own
            yield from _value(part, field, value, f"{address}.{field}", title, most, is_whole=is_whole)


def _in_words(part: Any, field: str, value: Any, most: int | None) -> str:  # noqa: PLR0911 - one a kind of value
    """A value as people say it: words of lists, days as finely as they are known, sums in euros."""
    match value:
        case bool():
            return "oui" if value else "non"
        case int() if field.endswith("_cents"):
            return f"{euros(value)} €"
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case StrEnum():
            return in_french(value)
        case date():
            origin = _origin_of(part, field)
            return day_fr(value if origin is None else origin.as_known(value))
        case time():
            return value.strftime("%H:%M")
        case str() if field == "changed_by":
            return FACT_NAMES.get(value, value)
        case str() if isinstance(part, Missing):
            return labels.MISSING[value][0] if field == "what" and value in labels.MISSING else value
        case tuple():
            return _list_in_words(part, field, value, most)
        case _:
            return str(value)


def _list_in_words(part: Any, field: str, values: Sequence[Any], most: int | None) -> str:
    """Each of them, or the first ones and how many others."""
    told = [
        _item_in_words(value) if isinstance(value, BaseModel) else _in_words(part, field, value, most)
        for value in values[:most]
    ]
    others = len(values) - len(told)
    return " ; ".join([*told, *([f"et {others} de plus"] if others else [])])


def _item_in_words(item: BaseModel) -> str:
    """A part among others of a list, on one line: `collège habitants, personnes 4`."""
    lines = (one for name in type(item).model_fields for one in _field(item, name, None))
    return ", ".join(f"{one.name} {one.said}" for one in lines)


def _origin_of(part: Any, field: str) -> Origin | None:
    """What says how well a day is known: an origin of its own, or of what is taken back, or of the part that says it."""
    others = [name for name in type(part).model_fields if name.endswith("_origin")]
    own = field.removesuffix("_on") + "_origin"
    if own in others:
        return getattr(part, own)  # type: ignore[no-any-return]
    if type(part) in TAKES_BACK:
        return getattr(part, others[0]) if others else None
    return getattr(part, "origin", None)
