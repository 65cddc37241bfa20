"""Numbers as people in France read them: thousands, euros, hours, shares, and what nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_MEASURABLE = "n.d."
LEGEND = (
    ("n.d.", "non disponible : ne peut pas être mesuré, ce qui n'est pas zéro"),
    ("≥", "au moins : certaines sources ne donnent qu'un minimum"),
    ("n.c.", "non comptés : personne n'a compté, ou noté la durée"),
    ("d.i.", "dates imprécises : faits laissés de côté, peut-être hors de la période"),
)
"""The short words of figures, and what they mean."""
_THIN, FIRM = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def number_in_words(value: float) -> str:
    """`1234.5` → `1 234,5`."""
    return f"{value:,}".replace(",", _THIN).replace(".", ",").removesuffix(",0")


def amount_in_words(cents: int) -> str:
    """`123450` → `1 234,50 €`."""
    euros, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{number_in_words(euros)},{rest:02d}{FIRM}€"


def duration_in_words(minutes: int) -> str:
    """`125` → `2 h 05`."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{number_in_words(hours)}{FIRM}h{FIRM}{rest:02d}"


def figure_in_words(figure: Mapping[str, Any]) -> str:
    """`62,5 % (5/8)`, `1 234,50 €`, `12`, `≥ 43`, `n.d.`: what cannot be measured is never zero."""
    value, terms = figure["value"], f" ({figure['numerator']}/{figure['denominator']})"
    beside = f" + {figure['unknown']}{FIRM}n.c." if figure["unknown"] else ""
    beside += f" + {figure['imprecise']}{FIRM}d.i." if figure["imprecise"] else ""
    if value is None:
        return NOT_MEASURABLE + beside
    bound = f"≥{FIRM}" if figure["at_least"] else ""
    match figure["form"]:
        case "cents":
            return amount_in_words(value) + beside
        case "share":
            return f"{number_in_words(round(value * 100, 2))}{FIRM}%{terms}{beside}"
        case "minutes":
            return bound + duration_in_words(value) + beside
        case "mean":
            return bound + number_in_words(value) + terms + beside
        case _:
            return bound + number_in_words(value) + beside
