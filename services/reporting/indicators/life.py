"""Life of the council: meetings, who comes, minutes (VIE)."""

from __future__ import annotations

from services.reporting.figures.domain.measured import Group, Measured, Reason
from services.reporting.indicators.measures import (
    OF_KNOWN_AGE,
    YOUNG,
    Distinct,
    Form,
    Indicator,
    Ratio,
    Selection,
    Stocks,
    Sum,
    Unknown,
)

_HEADS_PRESENT = Sum(
    Selection(Measured.HEADS_PRESENT),
    Unknown(Reason.ATTENDANCE_UNKNOWN, known=Measured.MEETINGS_COUNTED, at_least=Measured.MEETINGS_COUNTED_AT_LEAST),
)

INDICATORS: tuple[Indicator, ...] = (
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
        is_of_persons=True,
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
        is_of_persons=True,
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
        code="VIE-05",
        is_of_persons=True,
        name="Assiduité des membres",
        name_en="Member attendance rate",
        definition="Présences de membres aux réunions de la période dont les présents ont été comptés, rapportées à la somme, réunion "
        "par réunion, des membres en activité ce jour-là. Elle peut dépasser 1 quand des entrées de membres manquent.",
        definition_en="Attendances of members at the meetings of the period whose attendance was counted, over the sum, meeting by "
        "meeting, of the members active on that day. It may exceed 1 where joinings were not recorded.",
        reference="réponses du CGET aux questions sur les conseils, avril 2016",
        unit="présences par membre attendu",
        unit_en="attendances per member expected",
        dimensions=("college", "gender"),
        form=Form.MEAN,
        measure=Ratio(
            Sum(Selection(Measured.HEADS_PRESENT, {"group": (Group.MEMBERS,)})),
            Stocks(Selection(Measured.MEMBERSHIPS), on=Selection(Measured.MEETINGS_COUNTED)),
        ),
        not_measurable="aucune réunion de la période n'a de présences connues, ou aucun membre n'était enregistré ces jours-là",
    ),
    Indicator(
        code="VIE-06",
        is_of_persons=True,
        name="Part des femmes présentes",
        name_en="Women's share of attendances",
        definition="Présences de femmes, rapportées aux présences de membres dont le genre est déclaré.",
        definition_en="Attendances of women, over attendances of members whose gender is declared.",
        reference="plaquette du dispositif",
        unit="part des présences déclarées",
        unit_en="share of declared attendances",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.HEADS_PRESENT, {"gender": ("F",)})),
            Sum(Selection(Measured.HEADS_PRESENT, {"gender": ("F", "M", "OTHER")})),
        ),
        not_measurable="aucune présence de genre déclaré n'a été comptée",
    ),
    Indicator(
        code="VIE-07",
        is_of_persons=True,
        name="Part des jeunes présents",
        name_en="Youth share of attendances",
        definition="Présences de moins de 26 ans, rapportées aux présences de membres dont la tranche d'âge est connue.",
        definition_en="Attendances of people under 26, over attendances of members whose age band is known.",
        reference="rapport du Sénat 2017 (place des jeunes)",
        unit="part des présences d'âge connu",
        unit_en="share of attendances of known age",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(
            Sum(Selection(Measured.HEADS_PRESENT, YOUNG)),
            Sum(Selection(Measured.HEADS_PRESENT, OF_KNOWN_AGE)),
        ),
        not_measurable="aucune présence d'âge connu n'a été comptée",
    ),
    Indicator(
        code="VIE-08",
        name="Comptes rendus dans les délais",
        name_en="Minutes on time",
        definition="Réunions tenues dans la période dont le compte rendu a été publié dans les 15 jours, rapportées aux réunions "
        "tenues. Une réunion reprise d'un ancien document, dont on ne sait pas quand le compte rendu est paru, n'y entre pas.",
        definition_en="Meetings held in the period whose minutes were published within 15 days, over meetings held. A meeting "
        "taken over from an old document, of whose minutes nobody knows when they came out, is not in it.",
        reference="conseil du 18e, 3 mai 2018",
        unit="part des réunions à la publication connue",
        unit_en="share of meetings whose publication is known",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.MINUTES_IN_TIME)), Sum(Selection(Measured.MEETINGS_WITH_MINUTES_DUE))),
        not_measurable="d'aucune réunion de la période on ne sait quand le compte rendu est paru",
    ),
    Indicator(
        code="VIE-09",
        name="Documents transmis avant séance",
        name_en="Papers sent in time",
        definition="Réunions dont les documents sont partis au moins 7 jours avant, rapportées aux réunions pour lesquelles "
        "des documents sont partis.",
        definition_en="Meetings whose papers went out at least 7 days before, over meetings for which papers went out.",
        reference="rencontre avec l'APUR, 11 décembre 2018 (documents reçus trop tard)",
        unit="part des réunions avec documents",
        unit_en="share of meetings with papers",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.PAPERS_IN_TIME)), Sum(Selection(Measured.MEETINGS_WITH_PAPERS))),
        not_measurable="aucun envoi de documents n'a été enregistré pour une réunion de la période",
    ),
    Indicator(
        code="VIE-10",
        is_of_persons=True,
        name="Nouveaux participants",
        name_en="First-time participants",
        definition="Personnes dont la première présence notée à une réunion du conseil tombe dans la période. Une réunion dont personne "
        "n'a noté qui est venu reste listée comme inconnue : un public compté sans nom ne dit pas qui vient pour la première fois.",
        definition_en="Persons whose first presence noted at a meeting of the council is in the period. A meeting of which nobody noted "
        "who came stays listed as unknown: public counted without names does not tell who comes for the first time.",
        reference="plaquette du dispositif",
        unit="personnes",
        unit_en="persons",
        dimensions=(),
        measure=Sum(
            Selection(Measured.NEWCOMERS),
            Unknown(Reason.NAMES_UNKNOWN, known=Measured.PRESENCES_NOTED),
        ),
        not_measurable="d'aucune réunion de la période on n'a noté qui est venu",
    ),
    Indicator(
        code="VIE-11",
        name="Groupes de travail actifs",
        name_en="Active working groups",
        definition="Groupes de travail du conseil qui se sont réunis au moins une fois dans la période. Une réunion dont on n'a pas dit "
        "de quel groupe elle était reste listée comme inconnue.",
        definition_en="Working groups of the council that met at least once in the period. A meeting of which nobody said whose group it "
        "was stays listed as unknown.",
        reference="rapport moral 2017 du conseil du 18e",
        unit="groupes",
        unit_en="groups",
        dimensions=(),
        measure=Distinct(
            Selection(Measured.GROUPS_MET),
            Unknown(Reason.GROUP_UNKNOWN, known=Measured.GROUPS_MET),
        ),
        not_measurable="d'aucune réunion de groupe de la période on n'a dit de quel groupe elle était",
    ),
    Indicator(
        code="AUT-02",
        name="Réunions animées par un membre",
        name_en="Meetings chaired by a member",
        definition="Réunions tenues qu'un membre du conseil a animées du début à la fin, rapportées à celles dont on sait "
        "qui les a animées.",
        definition_en="Meetings held that a council member chaired from beginning to end, over those of which it is known "
        "who chaired them.",
        reference="conseil du 18e, 3 mai 2018",
        unit="part des réunions à l'animation connue",
        unit_en="share of meetings whose chair is known",
        dimensions=("kind",),
        form=Form.SHARE,
        measure=Ratio(Sum(Selection(Measured.MEETINGS_CHAIRED_BY_MEMBERS)), Sum(Selection(Measured.MEETINGS_CHAIRED))),
        not_measurable="d'aucune réunion de la période on ne sait qui l'a animée",
    ),
)
