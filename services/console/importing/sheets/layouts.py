"""What each kind of spreadsheet holds, column by column: its heading, who must fill it, and how a cell is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.console.importing.sheets import cells
from shared.contracts.activities.fieldwork import ActivityKind
from shared.contracts.activities.imports import SheetKind
from shared.contracts.activities.words import MediationRegister
from shared.contracts.councils.composition import Recruitment
from shared.contracts.french import FRENCH
from shared.contracts.vocabulary import AgeBand, College, Doer, Gender, MeetingKind, MemberRole, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

COUNCIL, SAME_PERSON = "council_id", "same_person"
NEW_PERSON = "nouvelle"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of spreadsheet."""

    field: str
    heading: str
    explained: str
    example: str
    read: Callable[[str], Any] = cells.text
    needed: bool = False
    """Whether a row without it cannot be recorded."""
    also: tuple[str, ...] = ()
    """Other headings that say exactly the same."""
    words: type[StrEnum] | None = None
    """The words that it may hold."""

    def admitted(self) -> Sequence[str]:
        """The words that it may hold, as people read them; none when it is free."""
        return () if self.words is None else tuple(FRENCH[self.words].values())


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of spreadsheet."""

    kind: SheetKind
    name: str
    """As the command line says it."""
    french: str
    columns: tuple[Column, ...]
    by_field: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        """Columns are looked up by their fields."""
        object.__setattr__(self, "by_field", {column.field: column for column in self.columns})


def _listed(
    field: str,
    heading: str,
    words: type[StrEnum],
    example: StrEnum,
    *,
    needed: bool = False,
    also: tuple[str, ...] = (),
) -> Column:
    explained = "un mot de la liste"
    return Column(
        field, heading, explained, FRENCH[words][example], cells.word_of(words), needed=needed, also=also, words=words
    )


def _heads(field: str, heading: str, example: str, *also: str) -> Column:
    return Column(
        field, heading, "un nombre de personnes ; vide : personne n'a compté", example, cells.whole, also=also
    )


def _when(field: str, heading: str, example: str, *also: str) -> Column:
    explained = "JJ/MM/AAAA ; MM/AAAA ou AAAA quand le jour n'est pas connu"
    return Column(field, heading, explained, example, cells.when, needed=True, also=also)


_COUNCIL = Column(
    COUNCIL,
    "Conseil",
    "code du conseil ; inutile avec --council",
    "CC18",
    cells.code,
    needed=True,
    also=("Code du conseil",),
)
_THEME = _listed("theme", "Thématique", Theme, Theme.SOCIAL_TIES, also=("Thème",))

MEMBERS = Layout(
    SheetKind.MEMBERS,
    "members",
    "membres",
    (
        _COUNCIL,
        Column("family_name", "Nom", "nom de famille", "Exemple", also=("Nom de famille",)),
        Column("given_name", "Prénom", "prénom usuel", "Camille"),
        Column(
            "email", "Adresse électronique", "une seule", "camille@example.org", also=("Courriel", "E-mail", "Mail")
        ),
        Column("phone", "Téléphone", "un seul", "06 12 34 56 78", also=("Tél.", "Portable")),
        Column("postal_address", "Adresse postale", "sur une ligne", "1 rue d'Exemple, 75018 Paris", also=("Adresse",)),
        _listed("college", "Collège", College, College.RESIDENT, needed=True),
        _listed(
            "role", "Qualité", MemberRole, MemberRole.TITULAR, needed=True, also=("Rôle", "Titulaire ou suppléant")
        ),
        _listed("recruitment", "Recrutement", Recruitment, Recruitment.LOT, also=("Mode de recrutement",)),
        _listed("gender", "Genre", Gender, Gender.F, also=("Sexe",)),
        _listed("age_band", "Tranche d'âge", AgeBand, AgeBand.FROM_40_TO_59),
        Column(
            "district_code", "Quartier prioritaire", "code officiel du quartier de résidence", "QN07511M", cells.code
        ),
        _when("joined_on", "Membre depuis le", "15/01/2026", "Date d'entrée", "Membre depuis"),
        Column("term_until_on", "Fin de mandat", "JJ/MM/AAAA, dernier jour compris", "14/01/2029", cells.day),
        Column(
            SAME_PERSON,
            "Même personne",
            f"vide, « {NEW_PERSON} », ou l'identifiant d'une personne déjà connue",
            "",
        ),
    ),
)

MEETINGS = Layout(
    SheetKind.MEETINGS,
    "meetings",
    "réunions",
    (
        _COUNCIL,
        _when("held_on", "Date", "03/02/2026", "Tenue le", "Date de la réunion"),
        _listed("kind", "Nature", MeetingKind, MeetingKind.PLENARY, needed=True, also=("Type de réunion",)),
        Column(
            "title", "Objet", "titre public sur une ligne, sans nom de personne", "Plénière de février", also=("Titre",)
        ),
        _heads("present", "Présents", "24", "Nombre de présents", "Total des présents"),
        _heads("residents", "Habitants", "14", "Collège habitants"),
        _heads("local_actors", "Associations et acteurs locaux", "4", "Collège associations et acteurs locaux"),
        _heads("guests", "Invités", "2", "Nombre d'invités"),
        _heads("unnamed", "Public compté sans nom", "4", "Public"),
        Column("is_lower_bound", "Au moins", "oui si les présents sont un minimum", "non", cells.yes),
        _listed("called_by", "Convoquée par", Doer, Doer.MEMBER),
        _listed("chaired_by", "Présidée par", Doer, Doer.MEMBER, also=("Animée par",)),
    ),
)

ACTIVITY_LOG = Layout(
    SheetKind.ACTIVITY_LOG,
    "activity-log",
    "journal d'activité",
    (
        _COUNCIL,
        _when("done_on", "Date", "03/02/2026", "Jour"),
        _listed("kind", "Activité", ActivityKind, ActivityKind.PRESENCE, needed=True, also=("Type d'activité",)),
        Column("minutes", "Durée (minutes)", "90, 1 h 30 ou 1,5 h", "90", cells.minutes, also=("Durée", "Minutes")),
        Column("hours", "Durée (heures)", "1,5 : à la place des minutes", "", cells.hours, also=("Heures",)),
        Column("title", "Précision", "une ligne publique, sans nom de personne", "Marché Barbès", also=("Objet",)),
        _heads("reached", "Personnes touchées", "12", "Nombre de personnes"),
        _THEME,
        _listed("mediation", "Registre de médiation", MediationRegister, MediationRegister.ACTIVE_PRESENCE),
    ),
)

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (MEMBERS, MEETINGS, ACTIVITY_LOG)}
LAYOUT_OF: Mapping[SheetKind, Layout] = {layout.kind: layout for layout in LAYOUTS.values()}
