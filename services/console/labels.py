"""French of the console: what a file's words are called, why a record is not imported, and the words of the page."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from shared.contracts.vocabulary import INVENTED
from shared.numbers import FIRM, amount_in_words, duration_in_words, number_in_words
from shared.platform.clock import PARIS
from shared.sentences import RoughDay, day_fr, in_french

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

REFUSALS = {
    "not-importable": "Cet enregistrement ne peut pas être importé.",
    "not-supported-yet": "pas encore pris en charge par cette version ({kind})",
    "not-a-council": "« {council} » n'est pas le code d'un conseil (CC1 à CC20)",
    "wrong-date": "« {given} » n'est pas une date : AAAA, AAAA-MM ou AAAA-MM-JJ est attendu",
    "date-too-early": "la date ({given}) est antérieure à l'an 2000",
    "date-in-the-future": "la date ({given}) n'est pas encore arrivée",
    "unknown-precision": "la précision de la date (« {given} ») n'est pas connue : day, month ou year est attendu, "
    "éventuellement avec approx, inferred ou estimated",
    "precision-finer-than-date": "la précision de la date (« {precision} ») est plus fine que la date elle-même ({given})",
    "unknown-confidence": "la confiance (« {given} ») n'est pas connue : high, medium ou low est attendu",
    "wrong-source": "la source doit avoir un titre (300 caractères au plus) et une adresse qui commence par http:// ou https://",
    "wrong-subject": "le sujet manque ou n'est pas un texte lisible",
    "wrong-count": "le compte « {name} » n'est pas un nombre entier de personnes",
    "counts-contradict": "les comptes se contredisent : {parts} dans les parties, {whole} en tout",
    "members-not-counted": "l'enregistrement ne dit pas combien de membres sont entrés",
    "too-many-members": "{heads:membre|membres} d'un coup, c'est trop pour être vraisemblable (au plus {most})",
    "college-not-stated": "le collège de {heads:membre n'est pas dit : il ne peut pas être enregistré|"
    "membres n'est pas dit : ils ne peuvent pas être enregistrés}",
    "id-repeated": "l'identifiant {record} figure déjà plus haut dans le fichier",
    "same-id-other-content": "même identifiant, autre contenu : {record} a déjà été importé avec d'autres informations",
    "council-known-otherwise": "le conseil {council} existe déjà, avec d'autres informations",
    "cell-missing": "cette cellule doit être remplie",
    "not-a-day": "« {given} » n'est pas une date : JJ/MM/AAAA est attendu",
    "not-exactly-known": "« {given} » n'est pas un jour : JJ/MM/AAAA est attendu ici",
    "not-a-whole-number": "« {given} » n'est pas un nombre entier",
    "not-a-duration": "« {given} » n'est pas une durée en minutes entières : 90, 1 h 30 ou 1,5 h est attendu",
    "not-a-word": "« {given} » n'est pas un de ces mots : {words}",
    "not-yes-or-no": "« {given} » n'est ni oui ni non",
    "no-such-council": "aucun conseil n'a le code « {council} »",
    "nobody-named": "il faut un nom, une adresse électronique ou un téléphone",
    "not-same-person": "« {given} » n'est ni « nouvelle » ni l'identifiant d'une personne",
    "no-such-person": "aucune personne n'est connue sous {person}",
    "said-twice": "la durée est dite deux fois : en minutes ou en heures, pas les deux",
    "counts-nobody-in-all": "« Au moins » ne dit rien sans un compte des présents",
    "repeats-a-row": "répète la ligne {row} : si c'est autre chose, importez-la à part avec --known new",
    "known-already": "semble déjà enregistré ({known}) : --known reuse le reprend tel quel, --known new l'enregistre quand même",
    "only-planned": "cette réunion est prévue ({known}), et personne n'a dit qu'elle s'est tenue : dites-le d'abord, "
    "ou --known new l'enregistre à part",
    "person-known": "c'est peut-être une personne déjà connue ({known}) : dites laquelle dans la colonne « Même personne », "
    "ou « nouvelle »",
}
"""Why a record is not imported, by the code of the refusal."""

# A file that is refused whole

_NOTHING = "Rien n'a été importé."
FILE_UNREADABLE = "Le fichier {file} ne peut pas être lu ({why}). " + _NOTHING
FILE_TOO_LARGE = "Le fichier {file} dépasse {megabytes} Mo : ce n'est sans doute pas le bon. " + _NOTHING
FILE_NOT_UTF8 = "Le fichier n'est pas en UTF-8 (ligne {line}) : enregistrez-le dans cet encodage. " + _NOTHING
FILE_NOT_JSON = "Le fichier n'est pas du JSON (ligne {line}, colonne {column}). " + _NOTHING
FILE_NOT_A_LIST = (
    "Le fichier n'est pas une liste d'enregistrements : il doit commencer par [ et finir par ]. " + _NOTHING
)
RECORD_NOT_AN_OBJECT = (
    "L'élément n° {rank} de la liste n'est pas un enregistrement (un objet entre accolades). " + _NOTHING
)
RECORD_WITHOUT_KEYS = "Il manque à l'enregistrement n° {rank} : {keys}. " + _NOTHING
RECORD_WITHOUT_NAME = (
    "L'identifiant (id) de l'enregistrement n° {rank} doit être un texte d'une ligne, de 1 à {longest} caractères. "
    + _NOTHING
)
IMPORT_STOPPED = "L'import s'est arrêté : {why} Relancez la même commande : elle reprendra là où elle en était."

# A spreadsheet that is refused whole

SHEET_UNKNOWN = "{file} n'est pas un tableau lisible ici ({suffixes}). " + _NOTHING
SHEET_NOT_TEXT = (
    "Le fichier CSV n'est ni en UTF-8 ni en Windows-1252 : enregistrez-le dans un de ces encodages. " + _NOTHING
)
SHEET_UNREADABLE = "Le fichier CSV n'est pas bien formé (ligne {line}). " + _NOTHING
SHEET_EMPTY = "Le tableau est vide : il faut une ligne d'en-têtes. " + _NOTHING
SHEET_TOO_LONG = "Le tableau a {rows} lignes, {most} au plus sont lues : coupez-le en plusieurs fichiers. " + _NOTHING
SHEET_TOO_WIDE = "Le tableau a {columns} colonnes, {most} au plus sont lues. " + _NOTHING
CELL_TOO_LONG = "Une cellule de la ligne {line} dépasse {most} caractères. " + _NOTHING
WORKBOOK_UNREADABLE = "Ce classeur ne peut pas être lu : abîmé, protégé par un mot de passe, ou démesuré. " + _NOTHING
WORKBOOK_WITH_MACROS = "Ce classeur contient des macros : enregistrez-le sans elles. " + _NOTHING
WORKBOOK_TOO_LARGE = "Ce classeur est démesuré une fois décompressé. " + _NOTHING
COLUMNS_NOT_UNDERSTOOD = "--columns : « {said} » n'est pas de la forme En-tête=champ,En-tête=champ ; champs : {fields}."
HEADING_NOT_THERE = "--columns : aucun en-tête du fichier ne s'appelle ainsi : {headings}."
FIELD_SAID_TWICE = "Plusieurs colonnes disent « {field} » : {headings}. Dites laquelle avec --columns. " + _NOTHING
COLUMNS_MISSING = (
    "Colonnes nécessaires introuvables : {missing}. Autres en-têtes du fichier : {unmatched}. "
    'Dites lesquelles avec --columns "En-tête=champ", ou partez du modèle (./fil template {name} FICHIER). ' + _NOTHING
)
NONE = "aucun"
COLUMN_WITHOUT_HEADING = "(colonne {rank}, sans en-tête)"
MODE_NOT_SAID = (
    "Dites d'abord ce que deviennent les bonnes lignes d'un fichier qui en a de mauvaises : --all-or-nothing ou --row-by-row "
    "(ou --dry-run pour voir)."
)
KIND_NOT_SAID = "Dites ce que sont les lignes de ce tableau : --as {kinds}."
SHEETS_ONLY = "Ces options sont celles des tableaux (.csv, .xlsx, .ods), pas d'un fichier .json."
ERRORS_OVER_FILE = "--errors désigne le fichier importé lui-même : choisissez un autre nom. " + _NOTHING
FILE_NOT_WRITTEN = "Le fichier {file} ne peut pas être écrit ({why})."
IMPORT_BEGUN_OTHERWISE = "Cet import a été interrompu et doit reprendre tel qu'il a commencé : {mode}, --known {known}."
TEMPLATE_UNKNOWN = "Un modèle s'écrit en .xlsx ou en .csv."
NO_SUCH_BATCH = "Aucun import n'a l'identifiant {batch} : voir ./fil imports."
BATCH_NOT_ENDED = (
    "Cet import n'est pas terminé : relancez-le d'abord, il reprendra où il en était ; il pourra ensuite être annulé."
)
UNDO_STOPPED = "L'annulation s'est arrêtée : {why} Relancez la même commande : elle reprendra là où elle en était."

# Templates of spreadsheets

EXAMPLE, GUIDE = "exemple", "Mode d'emploi"
NEEDED, OPTIONAL = "nécessaire", "facultatif"
GUIDE_HEADINGS = ("Colonne", "À remplir", "Ce qu'on y met", "Exemple", "Mots admis")

# What became of a spreadsheet

SHEET_HEAD = "{file} : {what}, {rows:ligne|lignes}, {mode}."
COLUMNS_REMEMBERED = "Colonnes reconnues comme la dernière fois : {told}"
COLUMNS_NOT_TAKEN = "Colonnes non reprises : {told}"
SHEETS_NOT_READ = "Feuilles non lues : {told}"
COMMENTS_PASSED_OVER = "Lignes commençant par #, non lues : {told}"
VERDICTS = {
    "recorded": "Enregistrées",
    "known": "Déjà connues",
    "held": "Bonnes, mais non enregistrées (tout ou rien)",
    "rejected": "Rejetées",
}
VERDICTS_TRIAL = VERDICTS | {
    "recorded": "Seraient enregistrées",
    "held": "Bonnes, mais ne seraient pas enregistrées (tout ou rien)",
}
ROW_LINE = "  ligne {row:<5} {told}"
PERSON_REUSED = "personne déjà connue ({person}) : ses coordonnées ne sont pas changées"
TAKEN_FOR = "déjà enregistré ({known})"
RECORDED_BY_BATCH = "enregistrée par le lot {batch}"
UNDONE_AT_ONCE = (
    "Une ligne a été refusée à l'enregistrement, contre toute attente : tout ce qui était enregistré est retiré."
)
BATCH_END = "Lot {batch} (pour revenir en arrière : ./fil undo-import {batch})"
NOTHING_RECORDED = "Rien n'a été enregistré."
ERRORS_WRITTEN = "Lignes rejetées écrites dans {file} : corrigez-les, puis importez ce fichier."
ERRORS_NOT_WRITTEN = "Pour avoir les lignes rejetées dans un fichier à corriger : --errors FICHIER.csv"
UNDO_HEAD = {
    (False, False): "Import {batch} annulé.",
    (False, True): "Import {batch} : essai d'annulation, rien n'est retiré.",
    (True, False): "Import {batch} déjà annulé : rien de plus n'est fait.",
    (True, True): "Import {batch} déjà annulé : rien de plus ne serait fait.",
}
UNDO_LINE = "  ligne {row:<5} {what} {id}{why}"
FATES = {
    "withdrawn": "Retirés",
    "kept": "Conservés, car changés depuis ou repris ailleurs",
    "refused": "Non retirés",
}
CHANGED_SINCE = "{what}, par {by}, {when}"
OTHERS_STAND = "d'autres saisies s'appuient dessus"
PERSON_STAYS = "le nom et les contacts restent dans le coffre : cette version ne sait pas encore les effacer"
TEMPLATE_WRITTEN = "Modèle écrit dans {file}. Les lignes qui commencent par # ne sont pas lues."
BATCH_STATUSES = {"BEGUN": "commencé", "ENDED": "terminé", "UNDONE": "annulé"}
IMPORT_COLUMNS = ("Lot", "Commencé", "Tableau", "État", "Lignes", "Enregistrés", "Rejetées", "Retirés")
IMPORTS_NONE = "Aucun import de tableau."

# What the words of a file are called

TYPES = {
    "annual_report": "rapport d'activité",
    "contract_publication": "publication d'un contrat",
    "document_sent": "document transmis",
    "fph_committee": "comité du fonds de participation des habitants",
    "funding_vote": "vote de subvention",
    "initiative_adopted": "initiative adoptée",
    "initiative_carried_out": "initiative réalisée",
    "initiative_funded": "initiative financée",
    "institutional_meeting": "rencontre avec les institutions",
    "inter_council_created": "création d'un inter-conseils",
    "national_meeting": "rencontre nationale",
    "outreach_campaign": "campagne d'aller-vers",
    "pilotage_attended": "présence en instance de pilotage",
    "posts": "postes",
    "public_statement": "prise de position publique",
    "steering_session": "séance d'une instance de pilotage",
}
HINTS = {
    "CouncilEstablished": "création du conseil",
    "DecisionRecorded": "décision",
    "FacilitatorAssigned": "affectation d'un facilitateur",
    "MemberJoined": "entrée de membres",
    "MinutesPublished": "publication du compte rendu",
    "OfficeHolderChanged": "changement de présidence",
    "SupportingStructureAppointed": "choix de la structure porteuse",
}
OTHERS = {"time": "heure", "location": "lieu", "outcome": "issue", "note": "note"}
COUNTS = {
    "absent": "absents",
    "association_members": "adhérents de l'association",
    "board_members": "membres du conseil d'administration",
    "by_district": "répartition par quartier",
    "excused": "excusés",
    "excused_college_associations": "excusés du collège des associations",
    "gender_not_stated": "genre non dit",
    "men_by_function_title": "hommes selon l'intitulé de fonction",
    "posts_paris": "postes pour tout Paris",
    "president_changed": "présidence changée",
    "proxies": "pouvoirs",
    "women_by_function_title": "femmes selon l'intitulé de fonction",
}
NOT_TAKEN = "non repris : {parts}"
ONE_FACILITATOR = "un seul facilitateur est affecté à ce conseil"
TITLE_CUT = "sujet abrégé à 240 caractères"

# What became of them

FACTS = {
    "councils.council-established.v1": "conseil créé",
    "councils.member-joined.v1": "membre entré",
    "councils.facilitator-assigned.v1": "facilitateur affecté",
    "activities.meeting-held.v1": "réunion tenue",
    "activities.initiative-proposed.v1": "initiative proposée",
}
TIMES = " \N{MULTIPLICATION SIGN}{times}"
IMPORT_MODE = "un par un : un enregistrement refusé n'empêche pas les autres"
IMPORT_TRIAL = "essai : rien n'est enregistré"
IMPORT_HEAD = "{file} : {records:enregistrement|enregistrements}, {mode}."
COUNCIL_OPENED = "Conseil {council} ouvert d'après {record} : attesté {day}, date de création non connue"
COUNCIL_OPENED_TRIAL = COUNCIL_OPENED.replace(" ouvert ", " serait ouvert ")
STATUSES = {
    "recorded": "Enregistrés",
    "partly": "Enregistrés en partie",
    "known": "Déjà connus",
    "not_importable": "Non importables",
}
STATUSES_TRIAL = STATUSES | {"recorded": "Seraient enregistrés", "partly": "Seraient enregistrés en partie"}
IMPORT_END = "Faits nouveaux : {facts} (lot {cause})"
IMPORT_END_TRIAL = "Faits qui seraient nouveaux : {facts} (lot {cause})"

CERTAINTIES = {"STATED": "", "APPROXIMATE": " (environ)", "INFERRED": " (date déduite)"}


def days_in_words(first: date, last: date, certainty: str = "STATED") -> str:
    """`le 11 avril 2016`, `en juin 2015`, `en 2015 (date déduite)`, `entre le … et le … (environ)`: never finer than known."""
    year, month = first.year, first.month
    if first == last:
        words = f"le {day_fr(first)}"
    elif (first, last) == (date(year, month, 1), date(year, month, monthrange(year, month)[1])):
        words = f"en {day_fr(RoughDay(first, has_month=True))}"
    elif (first, last) == (date(year, 1, 1), date(year, 12, 31)):
        words = f"en {year}"
    else:
        words = f"entre le {day_fr(first)} et le {day_fr(last)}"
    return words + CERTAINTIES[certainty]


# The page

CONFIDENCES = {"HIGH": "", "MEDIUM": "confiance moyenne", "LOW": "confiance faible"}
PARTS = {"value": "", "numerator": "numérateur", "denominator": "dénominateur"}
NO_FIGURE = "Aucun chiffre n'est enregistré pour le conseil {council}."
MIXED = "L'ensemble compte aussi {many:conseil inventé|conseils inventés} (codes {mark}…) : ne lisez les conseils réels que par conseil."
WEEKS = "Semaines closes : {closed} sur {weeks} ; des autres, personne ne sait s'il manque quelque chose."
AWAY = "Le service des chiffres ne répond pas pour le moment. Rien n'est perdu : réessayez dans un instant."
NO_SUCH_PAGE_HOST = "Cette page n'est servie que sur cette machine, sous les noms localhost et 127.0.0.1."
LOOPBACK_ONLY = (
    "FIL_HOST={host}: the console listens on loopback only (127.0.0.1, ::1 or localhost), as nobody signs in yet"
)


def weeks_in_words(completeness: Mapping[str, int] | None) -> str:
    """How many weeks of councils are closed; nothing where nobody is in charge of one, or where it is not told."""
    if not completeness or not completeness["weeks"]:
        return ""
    return in_french(WEEKS, **completeness)


def unit_in_words(figure: Mapping[str, Any]) -> str:
    """Sums are kept in cents and read in euros; time is kept in minutes and read in hours."""
    return {"cents": "euros", "minutes": "heures"}.get(figure["form"], str(figure["unit"]))


def weight_in_words(weight: int, form: str) -> str:
    """What a fact adds: heads and acts as they are, cents as euros, minutes as hours."""
    in_words = {"cents": amount_in_words, "minutes": duration_in_words}.get(form, number_in_words)
    words = in_words(weight)
    return f"+{words}" if weight > 0 else words


def moment_in_words(recorded_at: str) -> str:
    """`le 23 novembre 2026 à 12 h 00`, in Paris."""
    moment = datetime.fromisoformat(recorded_at).astimezone(PARIS)
    return f"le {day_fr(moment.date())} à {moment.hour}{FIRM}h{FIRM}{moment:%M}"


def mixed_in_words(codes: Collection[str]) -> str:
    """That a figure of these councils together mixes real and invented ones; nothing when it does not."""
    invented = [code for code in codes if code.startswith(INVENTED)]
    return in_french(MIXED, many=len(invented), mark=INVENTED) if 0 < len(invented) < len(codes) else ""
