"""`python -m services.councils.rules.domain`: the rules, as Markdown, for `docs/rules.md`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from services.councils.rules.domain.catalogue import RULES
from services.councils.rules.domain.rule import Rule, Severity
from services.councils.rules.domain.verdicts import MOST_CHOICES
from shared.sentences import day_fr

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITIES = {
    Severity.HARD: "alerte si elle n'est pas tenue",
    Severity.WARNING: "avertissement si elle n'est pas tenue",
    Severity.INFORMATION: "information : avertissement au plus, jamais une alerte",
}

INTRODUCTION = f"""# Règles

Ce que la loi et les usages demandent à un conseil citoyen, et ce qu'il faut faire.
Engendré : `python -m services.councils.rules.domain > docs/rules.md`. Les règles expliquent, et ne bloquent jamais.

Une règle se juge pour un jour, avec la composition, les quartiers et le droit de ce jour-là, selon ce que l'on sait maintenant :
corrections et retraits compris. Cinq réponses : tenue (`GREEN`), avertissement (`WARNING`), alerte (`ALERT`), sans objet ou hors de
son régime (`NOT_APPLICABLE`), informations insuffisantes (`NOT_ENOUGH_INFORMATION`). Ce que personne n'a enregistré n'est pas
connu : ni tenu, ni manqué. Un manquement connu l'emporte sur ce qui n'est pas connu.

Quand le jour tombe dans la fenêtre d'une date imprécise (un mois, une année, « vers »), toutes les possibilités sont essayées,
jusqu'à {MOST_CHOICES} : si toutes donnent la même réponse, elle vaut, et les faits imprécis sont nommés ; sinon les informations sont
insuffisantes.

QUA-01 : règles tenues, rapportées à celles qui s'appliquent et peuvent être jugées ; les autres sont comptées à part.

*What the law and practice ask of a citizens' council, and what to do. Rules explain, and never block. A rule is judged for a
day, against the roster, the districts and the law of that day, as far as is known now. What nobody recorded is not known:
neither kept nor broken. Imprecise dates: every possibility is tried; if they disagree there is not enough information.*
"""


def rules_in_markdown() -> str:
    """Every rule with its regime, its source and its explanation, in French first, from the catalogue itself."""
    return INTRODUCTION + "".join(f"\n{line}" if line else "\n" for rule in RULES for line in _told(rule)) + "\n"


def _told(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id} · {rule.name}"
    yield ""
    yield rule.explanation
    yield ""
    yield f"*{rule.name_en}. {rule.explanation_en}*"
    yield ""
    yield f"- Régime : {_period(rule)} ; {SEVERITIES[rule.severity]}"
    yield f"- Source : {rule.source.text}"
    yield from (f"- Paramètre `{one.code}` : {one.value} ({one.name})" for one in rule.parameters)
    yield f"- Repose sur : {', '.join(f'`{fact.type}`' for fact in rule.rests_on)}"
    yield ""


def _period(rule: Rule) -> str:
    first, last = rule.source.valid_from, rule.source.valid_to
    if first is None:
        return "sans date"
    return f"depuis le {day_fr(first)}" + (f", jusqu'au {day_fr(last)} inclus" if last else "")


if __name__ == "__main__":
    sys.stdout.write(rules_in_markdown())
