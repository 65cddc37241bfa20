"""Training, autonomy, means, roadmap and diagnosis (FOR, AUT, MOY, FDR, DIA, QUA, UTI)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Measured, Reason
from services.reporting.indicators.measures import (
    LAW,
    Days,
    Form,
    Indicator,
    Ratio,
    Selection,
    Standing,
    Stock,
    Stocks,
    Sum,
    Unknown,
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="FOR-01",
        name="Actions de formation",
        name_en="Training sessions",
        definition="Formations de membres tenues dans la période. Celle qui était pour plusieurs conseils n'est d'aucun en "
        "particulier.",
        definition_en="Trainings of members held in the period. One that was for several councils is of none in particular.",
        reference=LAW,
        unit="formations",
        unit_en="trainings",
        dimensions=("theme",),
        measure=Sum(Selection(Measured.TRAININGS)),
    ),
    Indicator(
        code="FOR-01.hours",
        name="Heures de formation",
        name_en="Training hours",
        definition="Durée des formations de membres tenues dans la période, parmi celles dont elle est connue.",
        definition_en="Duration of the trainings of members held in the period, among those of which it is known.",
        reference=LAW,
        unit="minutes",
        unit_en="minutes",
        dimensions=("theme",),
        form=Form.MINUTES,
        measure=Sum(
            Selection(Measured.TRAINING_MINUTES),
            Unknown(Reason.TIME_UNKNOWN, known=Measured.TIMED_TRAININGS),
        ),
        not_measurable="aucune durée de formation n'a été notée dans la période",
    ),
    Indicator(
        code="FOR-02",
        name="Part des membres formés",
        name_en="Trained members",
        definition="Membres en activité le dernier jour qui ont suivi une formation dans les 12 mois d'avant, rapportés aux "
        "membres en activité.",
        definition_en="Members active on the last day who attended a training in the 12 months before, over active members.",
        reference=LAW,
        unit="part des membres",
        unit_en="share of members",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Standing(Selection(Measured.MEMBERSHIPS), along=Selection(Measured.TRAINED)),
            Standing(Selection(Measured.MEMBERSHIPS)),
        ),
        not_measurable="aucun membre en activité n'est enregistré",
    ),
    Indicator(
        code="AUT-01",
        name="Niveau d'autonomie",
        name_en="Autonomy level",
        definition="Moyenne des notes de 0 à 4 données dans la période aux huit points de la grille, par qui évalue. Un "
        "point que personne n'a évalué n'y entre pas.",
        definition_en="Mean of the scores from 0 to 4 given in the period to the eight items of the grid, by who assesses. An "
        "item that nobody assessed is not in it.",
        reference="plaquette du dispositif",
        unit="points sur 4",
        unit_en="points out of 4",
        dimensions=("kind",),
        form=Form.MEAN,
        measure=Ratio(Sum(Selection(Measured.AUTONOMY_POINTS)), Sum(Selection(Measured.AUTONOMY_ITEMS))),
        not_measurable="aucune évaluation de l'autonomie n'a été enregistrée dans la période",
    ),
    Indicator(
        code="MOY-01",
        name="Budget du conseil",
        name_en="Council budget",
        definition="Sommes accordées au conseil dans la période, par financeur, en centimes d'euro.",
        definition_en="Sums granted to the council in the period, by funder, in euro cents.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="centimes d'euro",
        unit_en="euro cents",
        dimensions=("funder",),
        form=Form.CENTS,
        measure=Sum(Selection(Measured.CENTS_ALLOCATED)),
    ),
    Indicator(
        code="MOY-01.spent",
        name="Budget dépensé",
        name_en="Budget spent",
        definition="Dépenses du conseil dans la période, en centimes d'euro.",
        definition_en="Expenses of the council in the period, in euro cents.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="centimes d'euro",
        unit_en="euro cents",
        dimensions=("funder",),
        form=Form.CENTS,
        measure=Sum(Selection(Measured.CENTS_SPENT)),
    ),
    Indicator(
        code="MOY-01.remaining",
        name="Budget restant",
        name_en="Budget left",
        definition="Sommes accordées jusqu'au dernier jour de la période moins les dépenses jusqu'à ce jour, en centimes "
        "d'euro ; au-dessous de zéro, il a été trop dépensé.",
        definition_en="Sums granted until the last day of the period less the expenses until that day, in euro cents; below "
        "zero, too much was spent.",
        reference="rapport d'activité 2019-2021 du conseil du 18e",
        unit="centimes d'euro",
        unit_en="euro cents",
        dimensions=("funder",),
        form=Form.CENTS,
        measure=Stock(Selection(Measured.CENTS_LEFT)),
        not_measurable="aucune ligne de budget n'a été enregistrée",
    ),
    Indicator(
        code="MOY-02",
        name="Local dédié",
        name_en="Dedicated place",
        definition="Conseils qui disposent d'un local le dernier jour de la période : 1 ou 0 pour un conseil.",
        definition_en="Councils that have a place of their own on the last day of the period: 1 or 0 for a council.",
        reference="cadre de référence de juin 2014",
        unit="conseils",
        unit_en="councils",
        dimensions=(),
        measure=Standing(Selection(Measured.PREMISES)),
        not_measurable="aucun local n'a été enregistré",
    ),
    Indicator(
        code="MOY-03",
        name="Postes pourvus",
        name_en="Posts filled",
        definition="Jours ouvrés de la période où au moins une personne de l'équipe était affectée au conseil, absente ou non, rapportés "
        "aux jours ouvrés où il existait : du lundi au vendredi, sauf jours fériés. Un conseil dont aucune affectation n'a été "
        "enregistrée n'y entre pas.",
        definition_en="Working days of the period on which somebody of the team was assigned to the council, away or not, over the "
        "working days on which it existed: Monday to Friday but for public holidays. A council of which no assignment was recorded is "
        "not in it.",
        reference="conseil du 18e, 5 février 2019",
        unit="part des jours ouvrés",
        unit_en="share of working days",
        dimensions=(),
        form=Form.SHARE,
        measure=Ratio(
            Stocks(Selection(Measured.COUNCILS_SUPPORTED), Days.WORKING),
            Stocks(Selection(Measured.COUNCILS), Days.WORKING),
        ),
        not_measurable="aucune affectation n'a été enregistrée, ou le conseil n'existait aucun jour ouvré de la période",
    ),
    Indicator(
        code="FDR-01",
        name="Avancement de la feuille de route",
        name_en="Roadmap progress",
        definition="Actions de la feuille de route dont l'échéance tombe dans la période et qui sont faites, rapportées à "
        "celles dont l'échéance y tombe.",
        definition_en="Actions of the roadmap due in the period that are done, over those due in it.",
        reference="plaquette du dispositif",
        unit="part des actions échues",
        unit_en="share of actions due",
        dimensions=("theme",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.ACTIONS_DONE)), Sum(Selection(Measured.ACTIONS_DUE))),
        not_measurable="aucune action de la feuille de route n'avait son échéance dans la période",
    ),
    Indicator(
        code="FDR-01.late",
        name="Actions de la feuille de route en retard",
        name_en="Late roadmap actions",
        definition="Actions dont l'échéance est passée et que personne n'a dites finies, le dernier jour de la période.",
        definition_en="Actions whose due day has passed and that nobody said were ended, on the last day of the period.",
        reference="plaquette du dispositif",
        unit="actions",
        unit_en="actions",
        dimensions=("theme",),
        measure=Stock(Selection(Measured.ACTIONS_LATE)),
        not_measurable="aucune action n'a encore dépassé son échéance",
    ),
    Indicator(
        code="DIA-01",
        name="Diagnostic à jour",
        name_en="Diagnosis up to date",
        definition="Conseils dont le diagnostic a été mis à jour dans les 12 mois qui précèdent la fin de la période : 1 ou "
        "0 pour un conseil.",
        definition_en="Councils whose diagnosis was updated in the 12 months before the end of the period: 1 or 0 for a "
        "council.",
        reference=LAW,
        unit="conseils",
        unit_en="councils",
        dimensions=(),
        measure=Standing(Selection(Measured.DIAGNOSES)),
        not_measurable="aucun diagnostic n'a été enregistré",
    ),
    Indicator(
        code="QUA-01",
        name="Conformité au cadre",
        name_en="Framework compliance",
        definition="Exigences du cadre qu'un acte daté du dossier atteste le dernier jour (structure porteuse, charte, règlement "
        "intérieur, local, moyens de l'année, formation offerte dans les 12 mois), rapportées à ces six exigences. Le verdict de chacune "
        "des règles R01 à R30 se lit dans le dossier du conseil.",
        definition_en="What the framework asks and a dated act of the file attests on the last day (supporting structure, charter, "
        "internal rules, place, means of the year, training offered within 12 months), over these six. The verdict of each of the rules "
        "R01 to R30 is read in the council's file.",
        reference="cadre de référence de juin 2014 ; règles R17 à R20",
        unit="part des exigences",
        unit_en="share of requirements",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(
            Standing(Selection(Measured.REQUIREMENTS), along=Selection(Measured.REQUIREMENTS_ATTESTED)),
            Standing(Selection(Measured.REQUIREMENTS)),
        ),
        not_measurable="le conseil n'existait pas encore, ou il est fermé",
    ),
    Indicator(
        code="UTI-01",
        name="Utilité sociale",
        name_en="Social usefulness",
        definition="Récits d'utilité sociale notés pour la période, par registre ; au moins un par conseil et par an est "
        "attendu.",
        definition_en="Notes of social usefulness made for the period, by register; at least one a council and a year is "
        "expected.",
        reference="guide d'évaluation de l'utilité sociale de la médiation sociale (Duclos et Grésy)",
        unit="récits",
        unit_en="notes",
        dimensions=("kind", "theme"),
        measure=Sum(Selection(Measured.IMPACT_STORIES)),
    ),
)
