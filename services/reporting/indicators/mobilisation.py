"""Mobilisation: going to people, and what follows (MOB), and the time it takes (ACT)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured, Reason
from services.reporting.indicators.measures import Distinct, Form, Indicator, Ratio, Selection, Sum, Unknown

_RESIDENTS_MET = Sum(
    Selection(Measured.RESIDENTS_MET),
    Unknown(Reason.HEADS_UNKNOWN, known=Measured.ENCOUNTERS_COUNTED),
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="MOB-01",
        name="Actions d'aller vers",
        name_en="Outreach actions",
        definition="Sorties à la rencontre des habitants dans la période, par méthode.",
        definition_en="Outings to meet residents in the period, by method.",
        reference="conseil du 18e, 13 mars 2018",
        unit="actions",
        unit_en="actions",
        dimensions=("kind", "theme", "register"),
        measure=Sum(Selection(Measured.OUTINGS)),
    ),
    Indicator(
        code="MOB-02",
        is_of_persons=True,
        name="Habitants rencontrés",
        name_en="Residents met",
        definition="Somme des personnes rencontrées lors des sorties et des visites aux permanences : des têtes, pas des "
        "personnes distinctes. Une sortie où personne n'a compté n'y ajoute rien et reste listée comme inconnue.",
        definition_en="Sum of the persons met on outings and of visits at drop-ins: heads, not distinct persons. An outing at "
        "which nobody counted adds nothing and stays listed as unknown.",
        reference="plaquette du dispositif",
        unit="personnes rencontrées",
        unit_en="persons met",
        dimensions=("theme", "register"),
        measure=_RESIDENTS_MET,
        not_measurable="personne n'a compté lors des sorties et permanences de la période",
    ),
    Indicator(
        code="MOB-03",
        is_of_persons=True,
        name="Habitants mobilisés",
        name_en="Residents mobilised",
        definition="Personnes différentes dont une participation à une réunion, une initiative ou une formation a été notée par leur "
        "identifiant dans la période. Une réunion dont personne n'a noté qui est venu reste listée comme inconnue.",
        definition_en="Different persons of whom a participation in a meeting, an initiative or a training was noted by their id in the "
        "period. A meeting of which nobody noted who came stays listed as unknown.",
        reference="plaquette du dispositif",
        unit="personnes",
        unit_en="persons",
        dimensions=(),
        measure=Distinct(
            Selection(Measured.PARTICIPATIONS),
            Unknown(Reason.NAMES_UNKNOWN, known=Measured.PARTICIPATIONS),
        ),
        not_measurable="d'aucune réunion de la période on n'a noté qui est venu, et aucune autre participation n'a été notée",
    ),
    Indicator(
        code="MOB-04",
        is_of_persons=True,
        name="Taux de conversion",
        name_en="Conversion rate",
        definition="Nouveaux participants de la période (VIE-10) que l'aller vers a amenés, d'après leur inscription ou leur entrée, "
        "rapportés aux habitants rencontrés (MOB-02). Il peut dépasser 1 : on revient d'une rencontre d'avant.",
        definition_en="First-time participants of the period (VIE-10) whom outreach brought, as their registration or joining says, over "
        "residents met (MOB-02). It may exceed 1: some come after an earlier encounter.",
        reference="commission inter-conseils du 4 novembre",
        unit="nouveaux participants par personne rencontrée",
        unit_en="first-time participants per person met",
        dimensions=(),
        form=Form.MEAN,
        measure=Ratio(
            Sum(
                Selection(Measured.NEWCOMERS, also=Measured.CAME_BY_OUTREACH),
                Unknown(Reason.NAMES_UNKNOWN, known=Measured.PRESENCES_NOTED),
            ),
            _RESIDENTS_MET,
        ),
        not_measurable="personne n'a été compté aux sorties et permanences, ou l'on n'a noté qui est venu à aucune réunion",
    ),
    Indicator(
        code="MOB-05",
        name="Heures de permanence",
        name_en="Drop-in hours",
        definition="Temps d'ouverture des permanences dans la période.",
        definition_en="Time during which drop-ins were open in the period.",
        reference="plaquette du dispositif",
        unit="minutes",
        unit_en="minutes",
        dimensions=("theme", "register"),
        form=Form.MINUTES,
        measure=Sum(Selection(Measured.DROP_IN_MINUTES), Unknown(Reason.TIME_UNKNOWN, known=Measured.TIMED_DROP_INS)),
        not_measurable="aucune durée de permanence n'a été notée dans la période",
    ),
    Indicator(
        code="MOB-05.visits",
        is_of_persons=True,
        name="Visites aux permanences",
        name_en="Drop-in visits",
        definition="Visites reçues aux permanences dans la période, parmi celles où elles ont été comptées.",
        definition_en="Visits at drop-ins in the period, among those at which they were counted.",
        reference="plaquette du dispositif",
        unit="visites",
        unit_en="visits",
        dimensions=("theme", "register"),
        measure=Sum(Selection(Measured.DROP_IN_VISITS), Unknown(Reason.HEADS_UNKNOWN, known=Measured.COUNTED_DROP_INS)),
        not_measurable="personne n'a compté les visites de la période",
    ),
    Indicator(
        code="MOB-06",
        name="Supports et communication",
        name_en="Communication actions",
        definition="Affiches, tracts, lettres et publications diffusés dans la période, par moyen.",
        definition_en="Posters, leaflets, newsletters and posts issued in the period, by means.",
        reference="rencontre du 26 janvier 2017 avec le délégué du préfet",
        unit="actions de communication",
        unit_en="communication actions",
        dimensions=("kind", "theme", "register"),
        measure=Sum(Selection(Measured.COMMUNICATIONS)),
    ),
    Indicator(
        code="MOB-07",
        is_of_persons=True,
        name="Nouveaux membres issus de la mobilisation",
        name_en="Members joined after outreach",
        definition="Entrées de membres dans la période dont l'origine est l'aller vers.",
        definition_en="Joinings in the period whose origin is outreach.",
        reference="conseil du 18e, 13 mars 2018",
        unit="entrées",
        unit_en="joinings",
        dimensions=("college", "gender", "age_band"),
        measure=Sum(Selection(Measured.JOININGS, {"kind": ("OUTREACH",)})),
    ),
    Indicator(
        code="ACT-01",
        name="Temps d'animation",
        name_en="Facilitator time",
        definition="Temps noté par l'équipe dans la période, par nature d'activité, registre de médiation et conseil. Une "
        "saisie sans durée n'y ajoute rien et reste listée comme inconnue.",
        definition_en="Time noted by the team in the period, by kind of activity, register of mediation and council. An entry "
        "without its time adds nothing and stays listed as unknown.",
        reference="plaquette du dispositif",
        unit="minutes",
        unit_en="minutes",
        dimensions=("kind", "theme", "register"),
        form=Form.MINUTES,
        measure=Sum(
            Selection(Measured.MINUTES_OF_WORK),
            Unknown(Reason.TIME_UNKNOWN, known=Measured.TIMED_WORK),
        ),
        not_measurable="aucune durée n'a été notée dans la période",
    ),
    Indicator(
        code="ACT-02",
        name="Saisie à jour",
        name_en="Logging timeliness",
        definition="Saisies du travail de la période faites au plus tard le troisième jour ouvré qui suit, rapportées à toutes ses "
        "saisies. Ce qui est repris d'un ancien document n'y entre pas. Une saisie corrigée garde le jour de la première.",
        definition_en="Entries of the work of the period made by the third working day after it, over all entries of it. What is taken "
        "over from an old document is not in it. An entry that was corrected keeps the day of the first.",
        reference="conseil du 18e, 5 février 2019",
        unit="part des saisies",
        unit_en="share of entries",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.ENTRIES_IN_TIME)), Sum(Selection(Measured.ENTRIES_LOGGED))),
        not_measurable="aucune saisie du travail de la période n'a été faite par l'équipe",
    ),
)
