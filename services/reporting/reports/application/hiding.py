"""Which figures of a line of councils are hidden from everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.reporting.indicators.measures import Form
from services.reporting.reports.domain.masking import masked_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.reporting.figures.application.answers import Figure

    Persons = Callable[[Figure], int | None]


def hidden(whole: Figure, parts: Mapping[str, Figure]) -> set[str | None]:
    """The councils whose figure is hidden, and None where that of all of them is."""
    if not whole.indicator.is_of_persons:
        return set()
    found: set[str | None] = set()
    for persons in _FOUND_IN[whole.indicator.form]:
        known = {council: many for council, figure in parts.items() if (many := persons(figure)) is not None}
        councils, is_whole_hidden = masked_parts(known, persons(whole))
        found |= councils | ({None} if is_whole_hidden else set())
    return found


def _value(figure: Figure) -> int | None:
    return figure.value if isinstance(figure.value, int) else None


def _numerator(figure: Figure) -> int | None:
    return figure.numerator


def _denominator(figure: Figure) -> int | None:
    return figure.denominator


def _others(figure: Figure) -> int | None:
    """Those of the denominator that are not in the numerator."""
    if figure.numerator is None or figure.denominator is None:
        return None
    return figure.denominator - figure.numerator


_FOUND_IN: Mapping[Form, tuple[Persons, ...]] = {
    Form.NUMBER: (_value,),
    Form.SHARE: (_numerator, _others, _denominator),
    Form.MEAN: (_numerator,),
}
"""The numbers of persons that a figure lets everybody find: a share says how many, how many not, and of how many."""
