"""Rules over HTTP: the catalogue of a day, and the verdicts with the facts behind them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from services.councils.rules.domain.catalogue import BY_ID, RULES
from services.councils.rules.domain.rule import Rule
from services.councils.rules.domain.story import Statement, window_of
from services.councils.rules.domain.verdicts import Status, Verdict, compliance
from services.councils.rules.readmodel import RuleViews
from shared.days import months_later, refuse_backwards
from shared.kernel import Incoherent, NotFound
from shared.platform.access import Permission
from shared.platform.clock import Clock
from shared.platform.exchange import After, CivilDate, CouncilCode
from shared.platform.spreadsheets import AS_A_FILE_TOO, FileFormat, list_file
from shared.platform.web import allow, router

RuleId = Annotated[str, Path(max_length=8, description="As `R02`.")]
On = Annotated[CivilDate | None, Query(description="The day that is judged; today when none is said.")]

LONGEST_MONTHS = 36
"""A history is asked for over the length of an agreement."""

STATUSES = {
    Status.GREEN: "tenue",
    Status.WARNING: "avertissement",
    Status.ALERT: "alerte",
    Status.NOT_APPLICABLE: "sans objet",
    Status.NOT_ENOUGH_INFORMATION: "informations insuffisantes",
}
_COLUMNS = {
    "council_id": "Conseil",
    "on": "Au",
    "rule": "Règle",
    "name": "Intitulé",
    "status_fr": "Réponse",
    "message": "Constat",
    "numerator": "Numérateur",
    "denominator": "Dénominateur",
    "parameter": "Seuil",
    "source": "Source",
}
_IDS = (
    *("person_id", "entry_id", "meeting_id", "session_id", "body_id", "draw_id", "file_id", "referral_id", "about_id"),
    *("district_code", "ticket", "order_number", "authority", "stage"),
)
"""What says which thing a fact is about."""


class NoSuchRule(NotFound):
    """No rule has the id {rule}."""

    pointer = "/path/rule"


class PeriodTooLong(Incoherent):
    """The period is too long: three years at most."""

    pointer = "/query/to"


def routes(rules: RuleViews, clock: Clock) -> APIRouter:
    """What can be asked of rules."""
    routes = router()
    read = allow(Permission.READ)

    @routes.get("/v1/rules", operation_id="list_rules", **read)
    async def list_rules(on: On = None) -> dict[str, Any]:
        """The rules in force on a day."""
        day = on or clock.today()
        return {"on": day, "rules": [_described(rule, day) for rule in RULES if rule.is_in_force(day)]}

    @routes.get("/v1/rules/{rule}", operation_id="show_rule", **read)
    async def show_rule(rule: RuleId, on: On = None) -> dict[str, Any]:
        """One rule, in force or not."""
        return _described(_rule(rule), on or clock.today())

    @routes.get(
        "/v1/rules/{rule}/councils", operation_id="judge_councils", response_model=None, responses=AS_A_FILE_TOO, **read
    )
    async def judge_councils(
        rule: RuleId,
        on: On = None,
        status: Status | None = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """One rule, for every council, on a day."""
        await rules.model.wait_for(after)
        day = on or clock.today()
        found = await rules.verdict_of_each_council(_rule(rule), day)
        shown = [_told(one) for one in found if status in (None, one.status)]
        if file_format == "csv":
            return list_file(f"{rule}-{day}.csv", _COLUMNS, shown)
        return {"rule": _described(_rule(rule), day), "on": day, "verdicts": shown}

    @routes.get(
        "/v1/councils/{council_id}/rules",
        operation_id="judge_council",
        response_model=None,
        responses=AS_A_FILE_TOO,
        **read,
    )
    async def judge_council(
        council_id: CouncilCode,
        on: On = None,
        status: Status | None = None,
        file_format: FileFormat = "json",
        after: After = None,
    ) -> dict[str, Any] | Response:
        """Every rule, for one council, on a day; and how many of those that apply are kept (QUA-01)."""
        await rules.model.wait_for(after)
        day = on or clock.today()
        found = await rules.verdicts(council_id, RULES, day)
        shown = [_told(one) for one in found if status in (None, one.status)]
        if file_format == "csv":
            return list_file(f"regles-{council_id}-{day}.csv", _COLUMNS, shown)
        return {"council_id": council_id, "on": day, "compliance": _compliance(found), "verdicts": shown}

    @routes.get("/v1/councils/{council_id}/rules/{rule}", operation_id="judge_council_by_rule", **read)
    async def judge_by_rule(
        council_id: CouncilCode, rule: RuleId, on: On = None, after: After = None
    ) -> dict[str, Any]:
        """One rule, for one council, on a day, with all the facts behind the verdict."""
        await rules.model.wait_for(after)
        day = on or clock.today()
        (verdict,) = await rules.verdicts(council_id, [_rule(rule)], day)
        return {
            **_told(verdict),
            "definition": _described(verdict.rule, day),
            "facts": _facts(verdict.finding.because),
            "imprecise": _facts(verdict.imprecise),
        }

    @routes.get("/v1/councils/{council_id}/rules/{rule}/history", operation_id="show_rule_history", **read)
    async def history(
        council_id: CouncilCode,
        rule: RuleId,
        first: Annotated[
            CivilDate | None, Query(alias="from", description="A year before the end, if none is said.")
        ] = None,
        last: Annotated[CivilDate | None, Query(alias="to", description="Today, if none is said.")] = None,
        after: After = None,
    ) -> dict[str, Any]:
        """The days on which the verdict changed, over three years at most."""
        await rules.model.wait_for(after)
        until = last or clock.today()
        since = first or months_later(until, -12)
        refuse_backwards("query/to", since, until)
        if months_later(since, LONGEST_MONTHS) < until:
            raise PeriodTooLong
        found = await rules.changes(council_id, _rule(rule), since, until)
        return {
            "council_id": council_id,
            "rule": rule,
            "from": since,
            "to": until,
            "changes": [{"from_on": one.from_on, "former_status": one.former, **_told(one.verdict)} for one in found],
        }

    return routes


def _rule(rule: str) -> Rule:
    if rule not in BY_ID:
        raise NoSuchRule(rule=rule)
    return BY_ID[rule]


def _described(rule: Rule, on: date) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "name_en": rule.name_en,
        "severity": rule.severity,
        "valid_from": rule.source.valid_from,
        "valid_to": rule.source.valid_to,
        "is_in_force": rule.is_in_force(on),
        "source": rule.source.text,
        "source_en": rule.source.text_en,
        "explanation": rule.explanation,
        "explanation_en": rule.explanation_en,
        "parameters": [
            {
                "code": one.code,
                "value": one.value,
                "name": one.name,
                "name_en": one.name_en,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
            }
            for one in rule.parameters
        ],
        "rests_on": [fact.type for fact in rule.rests_on],
    }


def _told(verdict: Verdict) -> dict[str, Any]:
    finding = verdict.finding
    return {
        "council_id": verdict.council_id,
        "on": verdict.on,
        "rule": verdict.rule.id,
        "name": verdict.rule.name,
        "name_en": verdict.rule.name_en,
        "severity": finding.severity or verdict.rule.severity,
        "status": verdict.status,
        "status_fr": STATUSES[verdict.status],
        "message": finding.french,
        "message_en": finding.english,
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "parameter": finding.parameter,
        "numbers": dict(finding.numbers),
        "margin": [{"group": one.group, "departures": one.departures} for one in finding.margin],
        "about": {name: list(ids) for name, ids in finding.about.items()},
        "imprecise_dates": len(verdict.imprecise),
        "source": verdict.rule.source.text,
    }


def _compliance(verdicts: list[Verdict]) -> dict[str, Any]:
    found = compliance(verdicts)
    return {
        "indicator": "QUA-01",
        "numerator": found.green,
        "denominator": found.applicable,
        "not_enough_information": found.not_enough_information,
        "not_applicable": found.not_applicable,
    }


def _facts(statements: tuple[Statement, ...]) -> list[dict[str, Any]]:
    """Facts in the order of the logs, each once."""
    places = {(one.source, one.position): one for one in statements}
    return [_fact(places[place]) for place in sorted(places)]


def _fact(said: Statement) -> dict[str, Any]:
    window = window_of(said.fact)
    whats = (said.fact, getattr(said.fact, "after", None), getattr(said.fact, "said", None))
    what = {name: str(getattr(one, name)) for one in whats for name in _IDS if getattr(one, name, None) is not None}
    return {
        "source": said.source,
        "position": said.position,
        "type": said.fact.type,
        "first_on": window[0] if window else None,
        "last_on": window[1] if window else None,
        "what": what,
    }
