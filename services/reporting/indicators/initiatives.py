"""Initiatives: from the idea to what was done (INI)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured, Reason
from services.reporting.indicators.measures import Distinct, Form, Indicator, Median, Ratio, Selection, Sum, Unknown

_BY_RESIDENTS = {"kind": ("RESIDENT", "WIDER_CIRCLE")}
_BY_SOMEBODY = {"kind": (*_BY_RESIDENTS["kind"], "LOCAL_ACTOR", "TEAM", "INSTITUTION", "OTHER")}

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="INI-01",
        name="Initiatives proposées",
        name_en="Initiatives proposed",
        definition="Initiatives proposées dans la période.",
        definition_en="Initiatives proposed in the period.",
        reference="plaquette du dispositif, mission 3",
        unit="initiatives",
        unit_en="initiatives",
        dimensions=("theme",),
        measure=Sum(Selection(Measured.INITIATIVES_PROPOSED)),
    ),
    Indicator(
        code="INI-02",
        name="Initiatives adoptées",
        name_en="Initiatives adopted",
        definition="Initiatives adoptées par le conseil dans la période.",
        definition_en="Initiatives adopted by the council in the period.",
        reference="plaquette du dispositif, mission 3",
        unit="initiatives",
        unit_en="initiatives",
        dimensions=("theme",),
        measure=Sum(Selection(Measured.INITIATIVES_ADOPTED)),
    ),
    Indicator(
        code="INI-02.rate",
        name="Taux d'adoption des initiatives",
        name_en="Adoption rate",
        definition="Parmi les initiatives proposées dans la période, part de celles qui ont été adoptées, quand que ce soit.",
        definition_en="Among the initiatives proposed in the period, share of those adopted, whenever that was.",
        reference="plaquette du dispositif, mission 3",
        unit="part des initiatives proposées",
        unit_en="share of proposed initiatives",
        dimensions=("theme",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.PROPOSED_INITIATIVES_ADOPTED)), Sum(Selection(Measured.INITIATIVES_PROPOSED))
        ),
        not_measurable="aucune initiative proposée dans la période n'a été enregistrée",
    ),
    Indicator(
        code="INI-03",
        name="Initiatives financées",
        name_en="Initiatives funded",
        definition="Initiatives qui ont reçu au moins un financement dans la période, chacune comptée une fois ; "
        "par financeur, une initiative compte une fois chez chacun.",
        definition_en="Initiatives that received at least one grant in the period, each counted once; "
        "by funder, an initiative counts once with each.",
        reference="Conseil de Paris, mai 2018, DDCT 72-73",
        unit="initiatives",
        unit_en="initiatives",
        dimensions=("theme", "funder"),
        measure=Distinct(Selection(Measured.INITIATIVES_FUNDED)),
    ),
    Indicator(
        code="INI-03.amount",
        name="Montant des financements d'initiatives",
        name_en="Amount granted to initiatives",
        definition="Somme des financements accordés aux initiatives dans la période, en centimes d'euro.",
        definition_en="Sum of the grants to initiatives in the period, in euro cents.",
        reference="Conseil de Paris, mai 2018, DDCT 72-73",
        unit="centimes d'euro",
        unit_en="euro cents",
        dimensions=("theme", "funder"),
        form=Form.CENTS,
        measure=Sum(Selection(Measured.CENTS_GRANTED)),
    ),
    Indicator(
        code="INI-04",
        name="Initiatives réalisées",
        name_en="Initiatives completed",
        definition="Initiatives réalisées dans la période.",
        definition_en="Initiatives completed in the period.",
        reference="plaquette du dispositif, mission 3",
        unit="initiatives",
        unit_en="initiatives",
        dimensions=("theme",),
        measure=Sum(Selection(Measured.INITIATIVES_COMPLETED)),
    ),
    Indicator(
        code="INI-04.rate",
        name="Taux de réalisation des initiatives",
        name_en="Completion rate",
        definition="Parmi les initiatives adoptées dans la période, part de celles qui ont été réalisées, quand que ce soit.",
        definition_en="Among the initiatives adopted in the period, share of those completed, whenever that was.",
        reference="plaquette du dispositif, mission 3",
        unit="part des initiatives adoptées",
        unit_en="share of adopted initiatives",
        dimensions=("theme",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.ADOPTED_INITIATIVES_COMPLETED)), Sum(Selection(Measured.INITIATIVES_ADOPTED))
        ),
        not_measurable="aucune initiative adoptée dans la période n'a été enregistrée",
    ),
    Indicator(
        code="INI-05",
        name="Délai proposition - réalisation",
        name_en="Lead time",
        definition="Médiane des jours entre la proposition et la réalisation, pour les initiatives réalisées dans la "
        "période.",
        definition_en="Median of the days from proposal to completion, for initiatives completed in the period.",
        reference="catalogue d'indicateurs du programme",
        unit="jours",
        unit_en="days",
        dimensions=("theme",),
        form=Form.DAYS,
        measure=Median(Selection(Measured.DAYS_TO_COMPLETE)),
        not_measurable="aucune initiative n'a été réalisée dans la période",
    ),
    Indicator(
        code="INI-06",
        is_of_persons=True,
        name="Participants aux initiatives",
        name_en="Participants",
        definition="Participations aux initiatives dans la période : personnes connues et personnes seulement comptées. Des "
        "têtes, pas des personnes distinctes.",
        definition_en="Participations in initiatives in the period: persons who are known and persons who were only counted. "
        "Heads, not distinct persons.",
        reference="fonds de participation des habitants de la Goutte d'Or, 2018",
        unit="participations",
        unit_en="participations",
        dimensions=("theme",),
        measure=Sum(
            Selection(Measured.HEADS_IN_INITIATIVES),
            Unknown(Reason.HEADS_UNKNOWN, known=Measured.PARTICIPATIONS_COUNTED),
        ),
        not_measurable="personne n'a compté qui a pris part aux initiatives de la période",
    ),
    Indicator(
        code="INI-07",
        name="Initiatives abandonnées et motif",
        name_en="Dropped, reason",
        definition="Initiatives abandonnées dans la période, par motif.",
        definition_en="Initiatives dropped in the period, by reason.",
        reference="catalogue d'indicateurs du programme",
        unit="initiatives",
        unit_en="initiatives",
        dimensions=("kind", "theme"),
        measure=Sum(Selection(Measured.INITIATIVES_DROPPED)),
    ),
    Indicator(
        code="INI-08",
        name="Initiatives portées par des habitants",
        name_en="Resident-led share",
        definition="Initiatives proposées dans la période par le collège habitants ou le cercle élargi, rapportées aux "
        "initiatives proposées dont on sait qui les porte.",
        definition_en="Initiatives proposed in the period by the residents' college or the wider circle, over initiatives "
        "proposed of which it is known who carries them.",
        reference="Conseil de Paris, mai 2018, DDCT 72-73",
        unit="part des initiatives proposées",
        unit_en="share of proposed initiatives",
        dimensions=("theme",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.INITIATIVES_PROPOSED, _BY_RESIDENTS)),
            Sum(Selection(Measured.INITIATIVES_PROPOSED, _BY_SOMEBODY)),
        ),
        not_measurable="de nulle initiative proposée dans la période on ne sait qui la porte",
    ),
)
