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
