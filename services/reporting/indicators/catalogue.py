"""The indicators: data, in the words and with the definitions of the programme. A second measure of one has a suffix.

Common conventions: a period includes both its ends; a percentage shows its numerator and denominator; what is unknown is
not zero. Definitions follow the catalogue of the programme; where they leave a choice, the choice is told in the definition
and in `docs/decisions/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.reporting.indicators import composition, dialogue, initiatives, life, means, mobilisation, steering

if TYPE_CHECKING:
    from services.reporting.indicators.measures import Indicator

INDICATORS: tuple[Indicator, ...] = (
    *composition.INDICATORS,
    *life.INDICATORS,
    *mobilisation.INDICATORS,
    *steering.INDICATORS,
    *initiatives.INDICATORS,
    *dialogue.INDICATORS,
    *means.INDICATORS,
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
FORMER: tuple[Indicator, ...] = ()
"""Versions that were current once: reports that printed them are made again with them, so none is ever taken away."""
PROPOSED: tuple[Indicator, ...] = ()
"""Versions that are not current yet: each is rehearsed, then moved to its place, and the one that it replaces to FORMER."""


def in_version(code: str, version: int) -> Indicator:
    """An indicator as it was measured in that version. Raises KeyError."""
    versions = {(one.code, one.version): one for one in (*FORMER, *INDICATORS)}
    return versions[code, version]


def proposed(code: str) -> Indicator | None:
    """The version of an indicator that is proposed; None where there is none."""
    return next((one for one in PROPOSED if one.code == code), None)
