"""Composition: who sits in the council (CMP)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured
from services.reporting.indicators.measures import LAW, OF_KNOWN_AGE, YOUNG, Form, Indicator, Ratio, Selection, Stock

_RESIDENT = {"college": ("RESIDENT",)}
_BY_LOT = {"kind": ("LOT", "RESERVE")}

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="CMP-01",
        name="Nombre de membres",
        name_en="Active members",
        definition="Membres en activité le dernier jour de la période : entrés au plus tard ce jour-là et non partis.",
        definition_en="Members active on the last day of the period: joined by that day and not left.",
        reference="circulaire du 2 février 2017 (15 à 50 membres recommandés)",
        unit="membres",
        unit_en="members",
        dimensions=("college", "gender", "age_band"),
        measure=Stock(Selection(Measured.MEMBERSHIPS)),
        not_measurable="aucune entrée de membre n'a été enregistrée",
    ),
    Indicator(
        code="CMP-02",
        name="Part du collège habitants",
        name_en="Residents' share",
        definition="Membres en activité du collège habitants, rapportés à tous les membres en activité, le dernier jour.",
        definition_en="Active members of the residents' college, over all active members, on the last day.",
        reference="cadre de référence de juin 2014 (au moins 50 %)",
        unit="part des membres",
        unit_en="share of members",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(Stock(Selection(Measured.MEMBERSHIPS, _RESIDENT)), Stock(Selection(Measured.MEMBERSHIPS))),
        not_measurable="aucun membre en activité n'est enregistré",
    ),
    Indicator(
        code="CMP-03",
        name="Parité du collège habitants",
        name_en="Parity index",
        definition="Femmes / (femmes + hommes) parmi les habitants en activité qui ont déclaré l'un ou l'autre. Cible : 0,45"
        " à 0,55.",
        definition_en="Women / (women + men) among active residents who declared one of these. Target: 0.45 to 0.55.",
        reference=LAW,
        unit="part des habitants déclarés",
        unit_en="share of declared residents",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Stock(Selection(Measured.MEMBERSHIPS, _RESIDENT | {"gender": ("F",)})),
            Stock(Selection(Measured.MEMBERSHIPS, _RESIDENT | {"gender": ("F", "M")})),
        ),
        not_measurable="aucun habitant en activité n'a déclaré son genre",
    ),
    Indicator(
        code="CMP-04",
        name="Part des moins de 26 ans",
        name_en="Youth share",
        definition="Membres en activité de moins de 26 ans, rapportés à ceux dont la tranche d'âge est connue, le dernier "
        "jour.",
        definition_en="Active members under 26, over those whose age band is known, on the last day.",
        reference="rapport du Sénat 2017, circulaire du 2 février 2017 (place des jeunes)",
        unit="part des membres dont l'âge est connu",
        unit_en="share of members whose age is known",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Stock(Selection(Measured.MEMBERSHIPS, YOUNG)),
            Stock(Selection(Measured.MEMBERSHIPS, OF_KNOWN_AGE)),
        ),
        not_measurable="aucun membre en activité n'a de tranche d'âge connue",
    ),
    Indicator(
        code="CMP-05",
        name="Membres tirés au sort en activité",
        name_en="Drawn-by-lot members still active",
        definition="Membres en activité venus d'un tirage au sort ou de sa liste complémentaire, rapportés à toutes les "
        "entrées qui en sont venues jusqu'au dernier jour.",
        definition_en="Active members who came by lot or from its reserve list, over all joinings that came so until the last "
        "day.",
        reference=LAW,
        unit="part des entrées par tirage au sort",
        unit_en="share of joinings by lot",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Stock(Selection(Measured.MEMBERSHIPS, _BY_LOT)),
            Stock(Selection(Measured.JOININGS, _BY_LOT)),
        ),
        not_measurable="aucun membre n'est venu d'un tirage au sort",
    ),
)
