"""The catalogue says what every figure means, in the official words; whatever people read of it is there in French."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.reporting import labels
from services.reporting.figures.api import DIMENSIONS
from services.reporting.figures.domain.contribution import Contribution
from services.reporting.figures.domain.framework import Requirement
from services.reporting.figures.domain.measured import Group, Measured, Reason, Work
from services.reporting.indicators.__main__ import indicators_in_markdown
from services.reporting.indicators.catalogue import BY_CODE, INDICATORS
from services.reporting.indicators.measures import (
    Days,
    Delay,
    Distinct,
    Form,
    Free,
    Indicator,
    Median,
    Ratio,
    Standing,
    Stock,
    Stocks,
    Sum,
    parts_of,
    selections_of,
)
from shared.contracts.activities.fieldwork import ActivityKind, CommunicationMeans, OutreachMethod
from shared.contracts.activities.initiatives import DropReason
from shared.contracts.activities.plans import SocialUsefulness
from shared.contracts.activities.words import MediationRegister, OrganisationKind
from shared.contracts.councils.dossier import Assessor
from shared.contracts.french import FRENCH
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

if TYPE_CHECKING:
    from enum import StrEnum

ROOT = Path(__file__).parents[2]
KINDS: tuple[type[StrEnum], ...] = (
    *(MeetingKind, SteeringBodyKind, ActivityKind, OutreachMethod, CommunicationMeans, DropReason, SocialUsefulness),
    *(Assessor, OrganisationKind, Work, Requirement),
)
"""Whatever an indicator may be broken down by as its kind."""

OFFICIAL_NAMES = {
    "CMP-01": ("Nombre de membres", "Active members"),
    "CMP-02": ("Part du collège habitants", "Residents' share"),
    "CMP-03": ("Parité du collège habitants", "Parity index"),
    "CMP-04": ("Part des moins de 26 ans", "Youth share"),
    "CMP-05": ("Membres tirés au sort en activité", "Drawn-by-lot members still active"),
    "CMP-06": ("Taux de renouvellement", "Turnover"),
    "CMP-07": ("Sièges vacants", "Vacancies"),
    "CMP-08": ("Conformité à l'arrêté", "Match with the recognised list"),
    "CMP-09": ("Cercle élargi", "Wider circle"),
    "CMP-10": ("QPV couverts", "Districts covered"),
    "VIE-01": ("Réunions tenues", "Meetings held"),
    "VIE-02": ("Taux de réunions tenues", "Held / planned"),
    "VIE-03": ("Présences", "Attendances"),
    "VIE-04": ("Participation moyenne", "Mean attendance"),
    "VIE-05": ("Assiduité des membres", "Member attendance rate"),
    "VIE-06": ("Part des femmes présentes", "Women's share of attendances"),
    "VIE-07": ("Part des jeunes présents", "Youth share of attendances"),
    "VIE-08": ("Comptes rendus dans les délais", "Minutes on time"),
    "VIE-09": ("Documents transmis avant séance", "Papers sent in time"),
    "VIE-10": ("Nouveaux participants", "First-time participants"),
    "VIE-11": ("Groupes de travail actifs", "Active working groups"),
    "MOB-01": ("Actions d'aller vers", "Outreach actions"),
    "MOB-02": ("Habitants rencontrés", "Residents met"),
    "MOB-03": ("Habitants mobilisés", "Residents mobilised"),
    "MOB-04": ("Taux de conversion", "Conversion rate"),
    "MOB-05": ("Heures de permanence", "Drop-in hours"),
    "MOB-06": ("Supports et communication", "Communication actions"),
    "MOB-07": ("Nouveaux membres issus de la mobilisation", "Members joined after outreach"),
    "PIL-01": ("Séances d'instances tenues", "Steering sessions held"),
    "PIL-02": ("Taux de présence en instance", "Presence rate"),
    "PIL-03": ("Taux d'invitation", "Invitation rate"),
    "PIL-04": ("Représentants distincts", "Distinct representatives"),
    "PIL-05": ("Part des sièges", "Seat share"),
    "PIL-06": ("Contributions portées", "Points raised"),
    "PIL-07": ("Contributions suivies d'effet", "Points taken up"),
    "PIL-08": ("Restitution au conseil", "Report back"),
    "INI-01": ("Initiatives proposées", "Initiatives proposed"),
    "INI-02": ("Initiatives adoptées", "Initiatives adopted"),
    "INI-03": ("Initiatives financées", "Initiatives funded"),
    "INI-04": ("Initiatives réalisées", "Initiatives completed"),
    "INI-05": ("Délai proposition - réalisation", "Lead time"),
    "INI-06": ("Participants aux initiatives", "Participants"),
    "INI-07": ("Initiatives abandonnées et motif", "Dropped, reason"),
    "INI-08": ("Initiatives portées par des habitants", "Resident-led share"),
    "INT-01": ("Engagements et questions ouverts", "Open commitments and questions"),
    "INT-02": ("Taux de réponse", "Answer rate"),
    "INT-03": ("Délai de réponse", "Days to answer"),
    "INT-04": ("Interpellations du préfet", "Referrals to the prefect"),
    "INT-05": ("Partenaires mobilisés", "Partners involved"),
    "FOR-01": ("Actions de formation", "Training sessions"),
    "FOR-02": ("Part des membres formés", "Trained members"),
    "AUT-01": ("Niveau d'autonomie", "Autonomy level"),
    "AUT-02": ("Réunions animées par un membre", "Meetings chaired by a member"),
    "MOY-01": ("Budget du conseil", "Council budget"),
    "MOY-02": ("Local dédié", "Dedicated place"),
    "MOY-03": ("Postes pourvus", "Posts filled"),
    "ACT-01": ("Temps d'animation", "Facilitator time"),
    "ACT-02": ("Saisie à jour", "Logging timeliness"),
    "FDR-01": ("Avancement de la feuille de route", "Roadmap progress"),
    "DIA-01": ("Diagnostic à jour", "Diagnosis up to date"),
    "QUA-01": ("Conformité au cadre", "Framework compliance"),
    "UTI-01": ("Utilité sociale", "Social usefulness"),
}
"""As the catalogue of the programme writes them; what it names two of (held / cancelled, count / amount) has two codes here."""
SECOND_MEASURES = {
    *("PIL-01.cancelled", "PIL-01.not-convened", "INI-02.rate", "INI-03.amount", "INI-04.rate", "MOB-05.visits"),
    *("INT-04.acknowledged", "INT-04.answered", "INT-04.examined", "FOR-01.hours", "MOY-01.spent", "MOY-01.remaining"),
    *("FDR-01.late", "CMP-07.days"),
}


def test_there_are_the_sixty_two_indicators_of_the_programme_and_fourteen_second_measures() -> None:
    assert len(BY_CODE) == len(INDICATORS) == 76
    assert (len(OFFICIAL_NAMES), len(SECOND_MEASURES)) == (62, 14)
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
        case Median() | Delay():
            assert indicator.form == Form.DAYS
        case Sum() | Stock() | Distinct() | Standing() | Stocks() | Free():
            assert indicator.form in {Form.NUMBER, Form.CENTS, Form.MINUTES}
    assert (indicator.form == Form.MINUTES) == (indicator.unit == "minutes")
    assert (indicator.form == Form.CENTS) == (indicator.unit == "centimes d'euro")
    assert (indicator.form == Form.SHARE) == indicator.unit.startswith("part des ")


def test_everything_that_is_measured_is_used_by_an_indicator_or_says_how_complete_weeks_are() -> None:
    used = {Measured.ASSIGNMENTS, Measured.WEEKS_CLOSED}
    for indicator in INDICATORS:
        for one in parts_of(indicator.measure):
            used |= {selection.measured for selection in selections_of(one)}
            used |= {selection.also for selection in selections_of(one) if selection.also is not None}
            if isinstance(one, Stocks) and not isinstance(one.on, Days):
                used.add(one.on.measured)
            if isinstance(one, Standing) and one.along is not None:
                used.add(one.along.measured)
            if isinstance(one, (Sum, Distinct)) and one.unknown is not None:
                used |= {each for each in (one.unknown.known, one.unknown.at_least) if each is not None}
    assert used == set(Measured)


def test_every_dimension_is_one_that_contributions_have_and_has_its_column() -> None:
    assert set(DIMENSIONS) == set(labels.DIMENSIONS)
    assert set(DIMENSIONS) - {"council", "arrondissement"} <= set(Contribution.__dataclass_fields__)


def test_every_reason_has_its_words_and_no_word_is_left_over() -> None:
    assert set(labels.REASONS) == {str(reason) for reason in Reason}
    assert set(labels.CONFIDENCES) == {str(one) for one in Confidence}


def test_a_code_that_several_kinds_share_has_one_meaning_in_french() -> None:
    for kinds in set(KINDS) - {Work, Requirement}:
        assert {str(code): labels.KINDS[code] for code in kinds} == FRENCH[kinds]


def test_every_part_of_a_breakdown_has_its_words_and_no_word_is_left_over() -> None:
    words: dict[str, set[Any]] = {
        "kind": {word for kinds in KINDS for word in kinds},
        "group": set(Group),
        "college": set(College),
        "gender": set(Gender),
        "age_band": set(AgeBand),
        "theme": set(Theme),
        "funder": set(FunderKind),
        "register": set(MediationRegister),
    }
    assert {name: set(values) for name, values in labels.VALUES.items()} == {
        name: {str(value) for value in values} for name, values in words.items()
    }
    assert labels.VALUES["kind"] is labels.KINDS


def test_the_document_of_indicators_is_the_one_that_the_catalogue_gives() -> None:
    assert (ROOT / "docs/indicators.md").read_text(encoding="utf-8") == indicators_in_markdown()
