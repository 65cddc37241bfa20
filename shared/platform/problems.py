"""Refusals as people read them: RFC 9457 problems, in French first and in English, naming the field.

A problem never carries the text of an exception, and never gives a rejected value back: either may hold personal data.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.responses import JSONResponse

from shared.contracts.vocabulary import ARRONDISSEMENT, COUNCIL_ID, DISTRICT_CODE, ONE_LINE
from shared.kernel import Refusal
from shared.platform import telemetry
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.types import Scope

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 100
LONGEST_NAME = 64

TITLES: Mapping[int, tuple[str, str]] = {
    400: ("Demande illisible", "Unreadable request"),
    401: ("Identification nécessaire", "Sign-in needed"),
    403: ("Action non permise", "Not allowed"),
    404: ("Introuvable", "Not found"),
    410: ("Effacé", "Gone"),
    405: ("Méthode non admise", "Method not allowed"),
    409: ("Règle non respectée", "Rule broken"),
    412: ("Version dépassée", "Version out of date"),
    413: ("Demande trop volumineuse", "Request too large"),
    415: ("Type de contenu non admis", "Content type not accepted"),
    422: ("Demande mal formée", "Malformed request"),
    428: ("Version nécessaire", "Version needed"),
    429: ("Trop de demandes", "Too many requests"),
    500: ("Erreur interne", "Internal error"),
    503: ("Momentanément indisponible", "Unavailable for the moment"),
    504: ("Délai dépassé", "Took too long"),
}

PLATFORM_FR: Mapping[str, str] = {
    "not-found": "Rien ici ne porte ce nom ou cet identifiant.",
    "nothing-kept": "Rien de ce qui identifie cette personne n'est plus conservé.",
    "rule-broken": "Une règle l'interdit.",
    "repeated-parameter": "Ce paramètre est donné plusieurs fois : une fois suffit, et une seule valeur serait prise.",
    "unknown-parameter": "Ce paramètre n'existe pas. Existent ici : {known}.",
    "incoherent": "La demande se contredit.",
    # What councils, days and entries refuse, in every service.
    "unknown-council": "Aucun conseil n'a ce code.",
    "council-was-withdrawn": "Ce conseil a été saisi par erreur et retiré : rien ne peut en être dit.",
    "in-the-future": "Cette date ({day}) n'est pas encore arrivée.",
    "ends-before-it-starts": "Cette date ({end}) précède celle du début ({start}).",
    "entry-already-exists": "Cet identifiant est déjà pris, avec d'autres informations : corrigez plutôt la saisie.",
    "entry-was-withdrawn": "Cette saisie a été retirée : plus rien ne peut en être dit.",
    "entry-of-another-kind": "Cet identifiant est celui d'une saisie d'une autre sorte.",
    "entry-of-another-council": "Une saisie reste à son conseil, ou à aucun : pour un autre conseil, retirez-la et saisissez-la là-bas.",
    "unknown-subject": "Cet identifiant doit être celui de : {french}.",
    "subject-of-another-council": "Ce que désigne cet identifiant ({french}) est d'un autre conseil.",
    "council-has-no-seat": "Ce conseil ne siège pas là : {french}.",
    "before-its-subject": "Cela ne peut pas précéder ce dont il s'agit ({french}), {day:du}.",
    "subject-was-withdrawn": "Ce que désigne cet identifiant ({french}) a été retiré : plus rien ne peut en être dit.",
    "others-stand-on-it": "{others:autre saisie porte sur celle-ci : retirez-la ou corrigez-la|"
    "autres saisies portent sur celle-ci : retirez-les ou corrigez-les} d'abord.",
    "concurrent-change": "Quelqu'un d'autre modifie la même chose en ce moment ; relisez-la, puis décidez.",
    "version-mismatch": "Modifiée depuis que vous l'avez lue, cette fiche en est à la version {version}. Relisez-la, puis recommencez.",
    "version-needed": "Cette correction doit dire quelle version elle corrige (en-tête If-Match).",
    "key-reused": "Cette clé (Idempotency-Key) a déjà servi pour une autre demande.",
    "key-needed": "Il manque l'en-tête Idempotency-Key (8 à 200 caractères simples) : il permet de renvoyer la demande sans la répéter.",
    "store-unavailable": "Rien ne peut être enregistré pour le moment. Renvoyez la même demande, même clé : elle comptera une fois.",
    "not-signed-in": "Dites qui vous êtes : un jeton d'accès valide est nécessaire.",
    "not-allowed": "Votre rôle ne le permet pas ({permission}).",
    "nothing-signed-yet": "Rien de ce journal n'est encore signé : il ne contient aucun fait, ou le premier vient d'être enregistré.",
    "not-yet-visible": "Ce que vous venez d'enregistrer l'est bien, mais ne peut pas encore être lu ; réessayez dans un instant.",
    "source-away": "Le journal d'un autre service ne peut être lu pour le moment : rien ne peut lui être comparé ; réessayez plus tard.",
    "rebuilding": "Cette vue est en cours de reconstruction à partir des faits ; réessayez dans un instant.",
    "malformed-cursor": "Ce curseur de page n'est pas de nous.",
    "not-json": "Le corps doit être du JSON, et le dire (Content-Type: application/json).",
    "malformed-version": "Une version s'écrit comme dans l'en-tête ETag, entre guillemets : \"7\".",
    "malformed-body": "Le corps de la demande n'est pas du JSON en UTF-8.",
    "malformed-request": "Certains champs ne conviennent pas.",
    "too-large": "La demande dépasse {largest:octet|octets}.",
    "too-many-requests": "Trop de demandes en peu de temps ; réessayez dans {seconds:seconde|secondes}.",
    "took-too-long": "La réponse a pris trop de temps. Renvoyez la même demande, avec la même clé.",
    "not-ready": "Le service n'est pas prêt : {reasons}.",
    "unexpected": "Une erreur inattendue s'est produite ; l'identifiant de la demande (instance) permet de la retrouver.",
    "http-error": "La demande n'a pas pu être traitée.",
}
"""French of the platform's own refusals; each service adds its own."""


class VersionNeeded(Refusal):
    """This correction must say which version it corrects (If-Match header)."""

    status = 428
    pointer = "/header/If-Match"


class KeyNeeded(Refusal):
    """The Idempotency-Key header is missing (8 to 200 plain characters): it lets a request be sent again without being repeated."""

    status = 400
    pointer = "/header/Idempotency-Key"


class MalformedBody(Refusal):
    """The body of the request is not JSON in UTF-8."""

    status = 400


class MalformedRequest(Refusal):
    """Some fields do not fit."""

    status = 422


class UnknownParameter(Refusal):
    """There is no such parameter. Known here: {known}."""

    status = 422

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(known=", ".join(sorted(known)) or "/")
        self.pointer = f"/query/{_token(name)}"


class RepeatedParameter(Refusal):
    """This parameter is given several times: once is enough, and only one value would be taken."""

    status = 422

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pointer = f"/query/{_token(name)}"


class TooLarge(Refusal):
    """The request is larger than {largest:byte|bytes}."""

    status = 413


class TooManyRequests(Refusal):
    """Too many requests in a short time; try again in {seconds:second|seconds}."""

    status = 429


class TookTooLong(Refusal):
    """It took too long to answer. Send the same request again, with the same key."""

    status = 504


class NotReady(Refusal):
    """The service is not ready: {reasons}."""

    status = 503


class Unexpected(Refusal):
    """Something unexpected happened; the request id (instance) lets it be found."""

    status = 500


class HttpError(Refusal):
    """The request could not be served."""

    status = 400


FIELD_MESSAGES: Mapping[str, tuple[str, str]] = {
    "missing": ("ce champ est nécessaire", "this field is needed"),
    "extra_forbidden": ("ce champ n'existe pas", "there is no such field"),
    "json_invalid": ("le corps n'est pas du JSON", "the body is not JSON"),
    "date_only": ("une date s'écrit AAAA-MM-JJ", "a date is written YYYY-MM-DD"),
    "date_parsing": ("une date s'écrit AAAA-MM-JJ, et doit exister", "a date is written YYYY-MM-DD, and must exist"),
    "date_from_datetime_parsing": (
        "une date s'écrit AAAA-MM-JJ, et doit exister",
        "a date is written YYYY-MM-DD, and must exist",
    ),
    "date_too_early": ("cette date est antérieure à l'an 2000", "this date is before the year 2000"),
    "date_too_late": ("cette date est postérieure à l'an 2100", "this date is after the year 2100"),
    "datetime_parsing": (
        "un moment s'écrit AAAA-MM-JJTHH:MM:SS+00:00",
        "a moment is written YYYY-MM-DDTHH:MM:SS+00:00",
    ),
    "time_parsing": ("une heure s'écrit HH:MM", "a time is written HH:MM"),
    "not_a_monday": ("une semaine se nomme par son lundi", "a week is named by its Monday"),
    "int_type": ("un nombre entier est attendu", "a whole number is expected"),
    "int_from_float": ("un nombre entier est attendu, sans virgule", "a whole number is expected, without a fraction"),
    "int_parsing": ("un nombre entier est attendu", "a whole number is expected"),
    "string_type": ("un texte est attendu", "a text is expected"),
    "string_too_short": ("ce texte est vide ou trop court", "this text is empty or too short"),
    "string_blank": ("ce texte n'est fait que d'espaces", "this text is made of spaces only"),
    "string_too_long": ("ce texte est trop long", "this text is too long"),
    "string_pattern_mismatch": ("ce texte n'a pas la forme attendue", "this text does not have the expected form"),
    "string_unicode": ("ce texte n'est pas de l'Unicode valide", "this text is not valid Unicode"),
    "name_not_understood": ("un nom compte au moins une lettre", "a name has one letter at least"),
    "email_not_understood": (
        "cette adresse électronique n'est pas comprise (nom@domaine.fr)",
        "this e-mail address is not understood (name@domain.fr)",
    ),
    "phone_not_understood": (
        "ce numéro n'est pas compris : dix chiffres, ou + et l'indicatif du pays",
        "this number is not understood: ten digits, or + and the code of the country",
    ),
    "nothing_said": ("une information au moins est nécessaire", "at least one detail is needed"),
    "words_in_origin": (
        "l'origine d'une personne se dit par un numéro d'enregistrement, sans texte ni source",
        "the origin of a person is told by a numbered record, without words or source",
    ),
    "no_proxy": (
        "seule une personne représentée a quelqu'un qui porte son pouvoir",
        "only who is represented has somebody who holds the proxy",
    ),
    "left_before_arrival": ("le départ précède l'arrivée", "nobody leaves before having arrived"),
    "bool_type": ("oui ou non est attendu (true, false)", "true or false is expected"),
    "uuid_parsing": ("un identifiant UUID est attendu", "a UUID is expected"),
    "uuid_type": ("un identifiant UUID est attendu", "a UUID is expected"),
    "list_type": ("une liste est attendue", "a list is expected"),
    "tuple_type": ("une liste est attendue", "a list is expected"),
    "too_short": ("cette liste est trop courte", "this list is too short"),
    "too_long": ("cette liste est trop longue", "this list is too long"),
    "model_type": ("un objet est attendu", "an object is expected"),
    "model_attributes_type": ("un objet est attendu", "an object is expected"),
    "dict_type": ("un objet est attendu", "an object is expected"),
}
"""What is said of a field, by pydantic's error type."""

PATTERN_MESSAGES: Mapping[str, tuple[str, str]] = {
    COUNCIL_ID: (
        "un code de conseil s'écrit en capitales, chiffres et tirets, comme CC18",
        "the code of a council is written in capitals, figures and hyphens, as CC18",
    ),
    ONE_LINE: ("ce texte doit tenir sur une ligne", "this text must be on one line"),
    ARRONDISSEMENT: ("un arrondissement de Paris va de 1 à 20", "an arrondissement of Paris goes from 1 to 20"),
    DISTRICT_CODE: (
        "un code de quartier s'écrit comme QP075019 (liste de 2015) ou QN07511M (liste de 2024)",
        "the code of a district is written as QP075019 (list of 2015) or QN07511M (list of 2024)",
    ),
}
"""What is said of a text by the form that it should have."""

WHOLE_CENTS = (
    "un nombre entier de centimes est attendu : 150050 pour 1500,50 €",
    "a whole number of cents is expected: 150050 for €1500.50",
)

BOUNDED_MESSAGES: Mapping[str, tuple[str, str, str]] = {
    "enum": ("expected", "une de ces valeurs est attendue : {}", "one of these is expected: {}"),
    "literal_error": ("expected", "une de ces valeurs est attendue : {}", "one of these is expected: {}"),
    "greater_than": ("gt", "ce nombre doit être supérieur à {}", "this number must be more than {}"),
    "greater_than_equal": ("ge", "ce nombre doit être au moins {}", "this number must be at least {}"),
    "less_than": ("lt", "ce nombre doit être inférieur à {}", "this number must be less than {}"),
    "less_than_equal": ("le", "ce nombre doit être au plus {}", "this number must be at most {}"),
}
"""The same, where the message names a bound of the contract (never the value that was sent)."""


def refusal_response(
    scope: Scope,
    refusal: Refusal,
    french: Mapping[str, str],
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The problem that tells a refusal. `french` has one template per code, with the facts of the case."""
    code = refusal.code()
    detail_fr = in_french(french[code], **refusal.facts)
    if not errors and refusal.pointer:
        errors = [{"pointer": refusal.pointer, "code": code, "message": detail_fr, "message_en": refusal.sentence()}]
    title_fr, title_en = TITLES.get(refusal.status, (HTTPStatus(refusal.status).phrase,) * 2)
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title_fr,
        "status": refusal.status,
        "detail": detail_fr,
        "instance": scope.get("state", {}).get("request_id", ""),
        "en": {"title": title_en, "detail": refusal.sentence()},
    }
    if errors:
        body["errors"] = list(errors)
    telemetry.PROBLEMS.labels(scope.get("state", {}).get("service", ""), code).inc()
    return JSONResponse(body, refusal.status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def field_errors(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What pydantic says of the fields, in our words: pointer, code, French, English; never the value. The first hundred."""
    return [_field_error(error) for error in errors[:MOST_ERRORS]]


def _field_error(error: Mapping[str, Any]) -> dict[str, str]:
    kind = str(error["type"])
    where, *path = [str(part) for part in error["loc"]]
    if kind == "json_invalid":
        path = []
    pointer = ("" if where == "body" else f"/{where}") + "".join(f"/{_token(part)}" for part in path)
    if kind in BOUNDED_MESSAGES:
        bound, french, english = BOUNDED_MESSAGES[kind]
        value = str(error.get("ctx", {}).get(bound, "")).replace(" or ", ", ")
        message, message_en = french.format(value), english.format(value)
    elif kind.startswith("int_") and pointer.endswith("_cents"):
        message, message_en = WHOLE_CENTS
    else:
        usual = FIELD_MESSAGES.get(kind, ("cette valeur ne convient pas", "this value does not fit"))
        message, message_en = PATTERN_MESSAGES.get(error.get("ctx", {}).get("pattern"), usual)
    return {"pointer": pointer or "/", "code": kind, "message": message, "message_en": message_en}


def _token(name: str) -> str:
    """A step of a JSON pointer (RFC 6901). Names that nobody would give a field are cut."""
    return name[:LONGEST_NAME].replace("~", "~0").replace("/", "~1")
