"""Composition: who sits in the council (CMP)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured
from services.reporting.indicators.measures import (
    LAW,
    OF_KNOWN_AGE,
    YOUNG,
    Days,
    Delay,
    Form,
    Free,
    Indicator,
    Ratio,
    Selection,
    Standing,
    Stock,
    Stocks,
    Sum,
)

_RESIDENT = {"college": ("RESIDENT",)}
_BY_LOT = {"kind": ("LOT", "RESERVE")}

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="CMP-01",
        is_of_persons=True,
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
        is_of_persons=True,
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
        is_of_persons=True,
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
        is_of_persons=True,
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
        is_of_persons=True,
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
    Indicator(
        code="CMP-06",
        is_of_persons=True,
        name="Taux de renouvellement",
        name_en="Turnover",
        definition="Entrées et départs de la période, rapportés à la somme des membres de la veille de la période et du dernier "
        "jour : c'est la moyenne des entrées et des départs divisée par celle des membres à ces deux dates. Qui change de collège "
        "n'entre ni ne part.",
        definition_en="Joinings and departures of the period, over the sum of the members on the day before it and on its last "
        "day: that is the mean of joinings and departures divided by that of the members on these two days. Who changes college "
        "neither joins nor leaves.",
        reference="rapport du Sénat 2017 (renouvellement des membres)",
        unit="mouvements par membre",
        unit_en="moves per member",
        dimensions=("college",),
        form=Form.MEAN,
        measure=Ratio(Sum(Selection(Measured.COMINGS_AND_GOINGS)), Stocks(Selection(Measured.MEMBERSHIPS), Days.ENDS)),
        not_measurable="aucun membre n'est enregistré à la veille de la période ni le dernier jour",
    ),
    Indicator(
        code="CMP-07",
        name="Sièges vacants",
        name_en="Vacancies",
        definition="Sièges décidés par le conseil que n'occupe aucun titulaire le dernier jour, par collège. Un collège plus nombreux "
        "que ses sièges n'en comble pas un autre.",
        definition_en="Seats decided by the council that no titular member holds on the last day, by college. A college with more "
        "members than seats does not fill another.",
        reference="rapport du Sénat 2017 (renouvellement des membres)",
        unit="sièges",
        unit_en="seats",
        dimensions=("college",),
        measure=Free(Selection(Measured.SEATS), taken=Selection(Measured.TITULARS)),
        not_measurable="le nombre de sièges n'a pas été décidé",
    ),
    Indicator(
        code="CMP-07.days",
        name="Délai de remplacement",
        name_en="Days to fill a seat",
        definition="Jours entre le départ d'un membre et le jour où siège qui le remplace, pour les remplacements de la période : "
        "valeur du milieu. Un siège repris sans qu'on dise de qui n'y entre pas.",
        definition_en="Days from the departure of a member until whoever replaces them sits, for the replacements of the period: the "
        "middle value. A seat taken without saying whose it was is not in it.",
        reference="rapport du Sénat 2017 (renouvellement des membres)",
        unit="jours",
        unit_en="days",
        dimensions=("college",),
        form=Form.DAYS,
        measure=Delay(Selection(Measured.SEATS_CHANGED_HANDS)),
        not_measurable="aucun remplacement de la période n'a ses deux dates connues au jour",
    ),
    Indicator(
        code="CMP-08",
        is_of_persons=True,
        name="Conformité à l'arrêté",
        name_en="Match with the recognised list",
        definition="Personnes du dernier arrêté du préfet qui sont membres en activité le dernier jour, rapportées à celles de cet "
        "arrêté. Le décret 2024-1036 a mis fin à l'arrêté : le dernier reste celui d'avant.",
        definition_en="Persons of the prefect's latest order who are active members on the last day, over those of that order. Decree "
        "2024-1036 ended orders: the latest one remains that of before.",
        reference=LAW,
        unit="part des personnes de l'arrêté",
        unit_en="share of persons on the order",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Standing(Selection(Measured.ON_THE_ORDER), along=Selection(Measured.MEMBERSHIPS)),
            Standing(Selection(Measured.ON_THE_ORDER)),
        ),
        not_measurable="aucun arrêté n'a été enregistré",
    ),
    Indicator(
        code="CMP-09",
        is_of_persons=True,
        name="Cercle élargi",
        name_en="Wider circle",
        definition="Participants inscrits, non membres, qui acceptent d'être contactés le dernier jour et dont une participation à une "
        "réunion, une initiative ou une formation du conseil a été notée dans les 12 mois : aucun contact avec une personne privée "
        "n'est enregistré autrement.",
        definition_en="Registered participants, not members, who agree to be contacted on the last day and who took part in a meeting, "
        "an initiative or a training of the council in the 12 months before, as noted by name: no contact with a private person is "
        "recorded otherwise.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="personnes",
        unit_en="persons",
        dimensions=(),
        measure=Standing(Selection(Measured.WIDER_CIRCLE), along=Selection(Measured.IN_TOUCH)),
        not_measurable="personne n'a été inscrit comme participant avec son accord pour être contacté",
    ),
    Indicator(
        code="CMP-10",
        name="QPV couverts",
        name_en="Districts covered",
        definition="Quartiers du conseil où habite au moins un membre en activité du collège habitants, rapportés aux quartiers du "
        "conseil, le dernier jour. Où habite un membre est ce qu'a dit la dernière vérification, ou à défaut son entrée.",
        definition_en="Districts of the council where at least one active member of the residents' college lives, over the districts of "
        "the council, on the last day. Where a member lives is what the last check said, or else the joining.",
        reference="groupe cadre de vie du conseil du 18e, 10 juillet 2017",
        unit="part des quartiers",
        unit_en="share of districts",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Standing(Selection(Measured.DISTRICTS_COVERED), along=Selection(Measured.DISTRICTS_LIVED_IN)),
            Standing(Selection(Measured.DISTRICTS_COVERED)),
        ),
        not_measurable="aucun quartier du conseil n'a été enregistré",
    ),
)
