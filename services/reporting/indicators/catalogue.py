"""The indicators: data, in the words and with the definitions of the programme. A second measure of one has a suffix.

Common conventions: a period includes both its ends; a percentage shows its numerator and denominator; what is unknown is
not zero. Definitions follow the catalogue of the programme (composition, life of the council, steering bodies,
initiatives); where they leave a choice, the choice is told in the definition and in `docs/decisions/`.
"""

from __future__ import annotations

from services.reporting.figures.domain.contribution import Measured, Reason
from services.reporting.indicators.measures import Distinct, Form, Indicator, Ratio, Selection, Stock, Sum, Unknown

_LAW = "loi 2014-173 du 21 février 2014, art. 7"
_RESIDENT = {"college": ("RESIDENT",)}
_HEADS_PRESENT = Sum(
    Selection(Measured.HEADS_PRESENT),
    Unknown(Reason.ATTENDANCE_UNKNOWN, known=Measured.MEETINGS_COUNTED, at_least=Measured.MEETINGS_COUNTED_AT_LEAST),
)

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
        definition="Femmes / (femmes + hommes) parmi les habitants en activité qui ont déclaré l'un ou l'autre. Cible : 0,45 à 0,55.",
        definition_en="Women / (women + men) among active residents who declared one of these. Target: 0.45 to 0.55.",
        reference=_LAW,
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
        code="VIE-01",
        name="Réunions tenues",
        name_en="Meetings held",
        definition="Réunions du conseil qui se sont tenues dans la période, par nature : plénière, conseil d'administration, "
        "bureau, assemblée générale, groupe de travail, inter-conseils.",
        definition_en="Meetings of the council held in the period, by kind: plenary, board, bureau, general assembly, "
        "working group, inter-council.",
        reference="rapports d'activité des conseils",
        unit="réunions",
        unit_en="meetings",
        dimensions=("kind",),
        measure=Sum(Selection(Measured.MEETINGS_HELD)),
    ),
    Indicator(
        code="VIE-02",
        name="Taux de réunions tenues",
        name_en="Held / planned",
        definition="Réunions prévues dans la période qui se sont tenues, rapportées à toutes celles qui y étaient prévues ; "
        "les annulées restent au dénominateur, les reportées comptent au dernier jour prévu. Une réunion saisie sans avoir "
        "été prévue ici n'y entre pas : on ne sait pas ce qui était prévu avec elle.",
        definition_en="Meetings planned in the period that were held, over all that were planned in it; cancelled ones stay "
        "in the denominator, postponed ones count on the day that was last planned. A meeting entered without having been "
        "planned here is not in it: what was planned beside it is not known.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="part des réunions prévues",
        unit_en="share of planned meetings",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.PLANNED_MEETINGS_HELD)),
            Sum(Selection(Measured.MEETINGS_PLANNED)),
        ),
        not_measurable="aucune réunion prévue dans la période n'a été enregistrée",
    ),
    Indicator(
        code="VIE-03",
        name="Présences",
        name_en="Attendances",
        definition="Somme des personnes présentes aux réunions tenues : membres, invités et public compté sans nom. "
        "Une réunion dont personne n'a compté les présents n'y ajoute rien et reste listée comme inconnue.",
        definition_en="Sum of the persons present at meetings held: members, guests, and public counted without names. "
        "A meeting whose attendance nobody counted adds nothing and stays listed as unknown.",
        reference="demande du conseil du 18e, 5 février 2019 (table de présence)",
        unit="présences",
        unit_en="attendances",
        dimensions=("kind", "group", "college", "gender", "age_band"),
        measure=_HEADS_PRESENT,
        not_measurable="les présences des réunions de la période ne sont pas connues",
    ),
    Indicator(
        code="VIE-04",
        name="Participation moyenne",
        name_en="Mean attendance",
        definition="Présences (VIE-03) par réunion tenue (VIE-01), parmi les réunions dont les présents ont été comptés : "
        "une présence inconnue n'est pas zéro.",
        definition_en="Attendances (VIE-03) per meeting held (VIE-01), among meetings whose attendance was counted: "
        "an unknown attendance is not zero.",
        reference="catalogue d'indicateurs du programme",
        unit="présences par réunion",
        unit_en="attendances per meeting",
        dimensions=("kind",),
        form=Form.MEAN,
        measure=Ratio(_HEADS_PRESENT, Sum(Selection(Measured.MEETINGS_COUNTED))),
        not_measurable="aucune réunion de la période n'a de présences connues",
    ),
    Indicator(
        code="PIL-01",
        name="Séances d'instances tenues",
        name_en="Steering sessions held",
        definition="Séances tenues des instances où le conseil a un siège, par nature d'instance. Une séance où plusieurs "
        "conseils siègent compte une fois pour chacun, et une fois en tout.",
        definition_en="Sessions held of the bodies in which the council has a seat, by kind of body. A session in which "
        "several councils sit counts once for each, and once in all.",
        reference=_LAW,
        unit="séances",
        unit_en="sessions",
        dimensions=("kind",),
        measure=Distinct(Selection(Measured.SESSIONS_HELD)),
    ),
    Indicator(
        code="PIL-01.cancelled",
        name="Séances d'instances annulées",
        name_en="Steering sessions cancelled",
        definition="Séances annulées des instances où le conseil a un siège, au jour où elles étaient prévues.",
        definition_en="Sessions cancelled of the bodies in which the council has a seat, on the day they were planned.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="séances",
        unit_en="sessions",
        dimensions=("kind",),
        measure=Distinct(Selection(Measured.SESSIONS_CANCELLED)),
    ),
    Indicator(
        code="PIL-01.not-convened",
        name="Séances d'instances non convoquées",
        name_en="Steering sessions not convened",
        definition="Séances attendues que l'instance n'a jamais convoquées, au dernier jour où elles étaient attendues.",
        definition_en="Sessions expected that the body never convened, on the last day they were expected.",
        reference="rapport d'activité 2019-2021 du conseil du 18e (aucun comité local en 2019 ni 2020)",
        unit="séances",
        unit_en="sessions",
        dimensions=("kind",),
        measure=Distinct(Selection(Measured.SESSIONS_NOT_CONVENED)),
    ),
    Indicator(
        code="PIL-02",
        name="Taux de présence en instance",
        name_en="Presence rate",
        definition="Séances tenues où le conseil était représenté, rapportées aux séances tenues où il a un siège. "
        "Pour plusieurs conseils, chaque couple (conseil, séance) compte.",
        definition_en="Sessions held at which the council was represented, over sessions held in which it has a seat. "
        "For several councils, each pair (council, session) counts.",
        reference=_LAW,
        unit="part des séances",
        unit_en="share of sessions",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.SEATS_TAKEN)), Sum(Selection(Measured.SEATS_AT_SESSIONS))),
        not_measurable="aucune séance tenue où le conseil a un siège n'a été enregistrée",
    ),
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
)

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
