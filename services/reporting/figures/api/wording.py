"""Figures as a document holds them: the number that programs read, and the words that people read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.reporting.exports.document import Quantity
from shared.numbers import figure_in_words

if TYPE_CHECKING:
    from services.reporting.figures.application.answers import Figure


def quantity(figure: Figure) -> Quantity:
    """A figure, with its terms and what nobody knows of it."""
    return Quantity(figure.value, _words(figure, figure.value))


def bare(figure: Figure, value: int | Decimal | None) -> Quantity:
    """Another number in the unit of a figure: a target, a change."""
    words = figure_in_words(
        {
            "value": _number(value),
            "form": figure.indicator.form,
            "numerator": "",
            "denominator": "",
            **dict.fromkeys(("unknown", "at_least", "imprecise"), 0),
        }
    )
    return Quantity(value, words.removesuffix(" (/)"))


def _words(figure: Figure, value: int | Decimal | None) -> str:
    return figure_in_words(
        {
            "value": _number(value),
            "form": figure.indicator.form,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "unknown": figure.unknown,
            "at_least": figure.at_least,
            "imprecise": figure.imprecise,
        }
    )


def _number(value: int | Decimal | None) -> float | int | None:
    return float(value) if isinstance(value, Decimal) else value
