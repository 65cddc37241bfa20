"""The catalogue says what every figure means, in the official words; whatever people read of it is there in French."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.reporting import labels
from services.reporting.figures.api import DIMENSIONS
from services.reporting.figures.domain.contribution import Contribution, Group, Measured, Reason
from services.reporting.indicators.__main__ import indicators_in_markdown
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import Distinct, Form, Indicator, Ratio, Stock, Sum
from shared.contracts.vocabulary import (
    AgeBand,
    College,
    Confidence,
    FunderKind,
    Gender,
    MeetingKind,
    SteeringBodyKind,
    Theme,
)

ROOT = Path(__file__).parents[2]

OFFICIAL_NAMES = {
    "CMP-01": ("Nombre de membres", "Active members"),
    "CMP-02": ("Part du collège habitants", "Residents' share"),
    "CMP-03": ("Parité du collège habitants", "Parity index"),
    "VIE-01": ("Réunions tenues", "Meetings held"),
    "VIE-02": ("Taux de réunions tenues", "Held / planned"),
    "VIE-03": ("Présences", "Attendances"),
    "VIE-04": ("Participation moyenne", "Mean attendance"),
    "PIL-01": ("Séances d'instances tenues", "Steering sessions held"),
    "PIL-02": ("Taux de présence en instance", "Presence rate"),
    "INI-01": ("Initiatives proposées", "Initiatives proposed"),
    "INI-02": ("Initiatives adoptées", "Initiatives adopted"),
    "INI-03": ("Initiatives financées", "Initiatives funded"),
    "INI-04": ("Initiatives réalisées", "Initiatives completed"),
}
"""As the catalogue of the programme writes them; what it names two of (held / cancelled, count / amount) has two codes here."""
SECOND_MEASURES = {"PIL-01.cancelled", "PIL-01.not-convened", "INI-02.rate", "INI-03.amount", "INI-04.rate"}


def test_there_are_thirteen_indicators_of_the_programme_and_five_second_measures() -> None:
    assert len(BY_CODE) == len(INDICATORS) == 18
    assert set(BY_CODE) == OFFICIAL_NAMES.keys() | SECOND_MEASURES


@pytest.mark.parametrize("code", OFFICIAL_NAMES)
def test_an_indicator_has_the_name_of_the_programme(code: str) -> None:
    assert (BY_CODE[code].name, BY_CODE[code].name_en) == OFFICIAL_NAMES[code]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_an_indicator_says_all_that_must_travel_with_a_figure(indicator: Indicator) -> None:
    texts = (indicator.name, indicator.name_en, indicator.reference, indicator.unit, indicator.unit_en)
    assert all(text.strip() == text and text for text in (*texts, indicator.not_measurable))
    assert indicator.definition.endswith(".")
    assert indicator.definition_en.endswith(".")
    assert indicator.version >= 1
    assert indicator.valid_until is None


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.code)
def test_the_way_a_value_is_written_follows_from_the_way_it_is_measured(indicator: Indicator) -> None:
    match indicator.measure:
        case Ratio():
            assert indicator.form in {Form.SHARE, Form.MEAN}
        case Sum() | Stock() | Distinct():
            assert indicator.form in {Form.NUMBER, Form.CENTS}
    assert (indicator.form == Form.CENTS) == (indicator.unit == "centimes d'euro")
    assert (indicator.form == Form.SHARE) == indicator.unit.startswith("part des ")


def test_everything_that_is_measured_is_used_by_an_indicator() -> None:
    used = set()
    for indicator in INDICATORS:
        measure = indicator.measure
        for one in (measure.numerator, measure.denominator) if isinstance(measure, Ratio) else (measure,):
            used.add(one.selection.measured)
            if isinstance(one, Sum) and one.unknown is not None:
                used |= {one.unknown.known, one.unknown.at_least}
    assert used == set(Measured)


def test_every_dimension_is_one_that_contributions_have_and_has_its_column() -> None:
    assert set(DIMENSIONS) == set(labels.DIMENSIONS)
    assert set(DIMENSIONS) - {"council", "arrondissement"} <= set(Contribution.__dataclass_fields__)


def test_every_reason_has_its_words_and_no_word_is_left_over() -> None:
    assert set(labels.REASONS) == {str(reason) for reason in Reason}
    assert set(labels.CONFIDENCES) == {str(one) for one in Confidence}


def test_every_part_of_a_breakdown_has_its_words_and_no_word_is_left_over() -> None:
    words = {
        "kind": {*MeetingKind, *SteeringBodyKind},
        "group": set(Group),
        "college": set(College),
        "gender": set(Gender),
        "age_band": set(AgeBand),
        "theme": set(Theme),
        "funder": set(FunderKind),
    }
    assert {name: set(values) for name, values in labels.VALUES.items()} == {
        name: {str(value) for value in values} for name, values in words.items()
    }
    assert labels.VALUES["kind"] is labels.KINDS


def test_the_document_of_indicators_is_the_one_that_the_catalogue_gives() -> None:
    assert (ROOT / "docs/indicators.md").read_text(encoding="utf-8") == indicators_in_markdown()
