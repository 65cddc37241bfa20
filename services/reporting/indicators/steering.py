"""Steering bodies: sessions, seats, what is said there (PIL)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured
from services.reporting.indicators.measures import LAW, Distinct, Form, Indicator, Ratio, Selection, Stock, Sum

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="PIL-01",
        name="Séances d'instances tenues",
        name_en="Steering sessions held",
        definition="Séances tenues des instances où le conseil a un siège, par nature d'instance. Une séance où plusieurs "
        "conseils siègent compte une fois pour chacun, et une fois en tout.",
        definition_en="Sessions held of the bodies in which the council has a seat, by kind of body. A session in which "
        "several councils sit counts once for each, and once in all.",
        reference=LAW,
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
        reference=LAW,
        unit="part des séances",
        unit_en="share of sessions",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.SEATS_TAKEN)), Sum(Selection(Measured.SEATS_AT_SESSIONS))),
        not_measurable="aucune séance tenue où le conseil a un siège n'a été enregistrée",
    ),
    Indicator(
        code="PIL-03",
        name="Taux d'invitation",
        name_en="Invitation rate",
        definition="Séances tenues pour lesquelles le conseil avait reçu une invitation, rapportées aux séances tenues où il"
        " a un siège.",
        definition_en="Sessions held for which the council had received an invitation, over sessions held in which it has a "
        "seat.",
        reference="question écrite 12600 (Assemblée nationale)",
        unit="part des séances",
        unit_en="share of sessions",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.INVITATIONS)), Sum(Selection(Measured.SEATS_AT_SESSIONS))),
        not_measurable="aucune séance tenue où le conseil a un siège n'a été enregistrée",
    ),
    Indicator(
        code="PIL-04",
        is_of_persons=True,
        name="Représentants distincts",
        name_en="Distinct representatives",
        definition="Membres différents qui ont représenté leur conseil à une séance tenue dans la période.",
        definition_en="Different members who represented their council at a session held in the period.",
        reference=LAW,
        unit="membres",
        unit_en="members",
        dimensions=("college", "gender"),
        measure=Distinct(Selection(Measured.REPRESENTATIVES)),
    ),
    Indicator(
        code="PIL-05",
        name="Part des sièges",
        name_en="Seat share",
        definition="Sièges de titulaires offerts aux conseils dans les instances, rapportés à tous les sièges de ces instances, le "
        "dernier jour. Une instance où plusieurs conseils siègent n'est d'aucun en particulier : ses sièges comptent pour tous ensemble.",
        definition_en="Titular seats offered to councils in steering bodies, over all seats of these bodies, on the last day. A body in "
        "which several councils sit is of none in particular: its seats count for all together.",
        reference="cadre de référence de juin 2014 (jusqu'à un tiers)",
        unit="part des sièges",
        unit_en="share of seats",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Stock(Selection(Measured.SEATS_OF_COUNCILS)), Stock(Selection(Measured.SEATS_OF_BODIES))),
        not_measurable="d'aucune instance on ne sait combien de sièges elle a",
    ),
    Indicator(
        code="PIL-06",
        name="Contributions portées",
        name_en="Points raised",
        definition="Points, avis ou motions présentés en séance dans la période.",
        definition_en="Points, opinions or motions presented at sessions in the period.",
        reference="intervention de l'inter-conseils, 3 juin 2019",
        unit="contributions",
        unit_en="points",
        dimensions=("theme",),
        measure=Sum(Selection(Measured.POINTS_RAISED)),
    ),
    Indicator(
        code="PIL-07",
        name="Contributions suivies d'effet",
        name_en="Points taken up",
        definition="Contributions portées dans la période et suivies d'effet, même en partie, rapportées à celles qui ont "
        "reçu une réponse.",
        definition_en="Points raised in the period and taken up, even in part, over those that were answered.",
        reference="référentiel adulte-relais (participation)",
        unit="part des contributions qui ont une réponse",
        unit_en="share of points answered",
        dimensions=("theme",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.POINTS_TAKEN_UP)), Sum(Selection(Measured.POINTS_ANSWERED))),
        not_measurable="aucune contribution de la période n'a reçu de réponse",
    ),
    Indicator(
        code="PIL-08",
        name="Restitution au conseil",
        name_en="Report back",
        definition="Séances de la période où le conseil était représenté et dont il a été rendu compte aux membres dans les "
        "30 jours, rapportées à ces séances.",
        definition_en="Sessions of the period at which the council was represented and of which members were told within 30 "
        "days, over these sessions.",
        reference="cadre de référence de juin 2014",
        unit="part des séances suivies",
        unit_en="share of sessions attended",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.REPORTED_BACK)), Sum(Selection(Measured.SEATS_TAKEN))),
        not_measurable="le conseil n'a été représenté à aucune séance de la période",
    ),
)
