"""`python -m services.activities.cases.domain`: the types of cases, as Markdown, for `docs/case-types.md`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from services.activities.cases.domain.case_types import CASE_TYPES, TOLD_IN_FRENCH, CaseType, Delay
from shared.contracts.french import in_french

if TYPE_CHECKING:
    from collections.abc import Iterator

INTRODUCTION = """# Types de dossiers de suivi

Ce que l'équipe suit pour les conseils, avec les étapes habituelles et leurs délais, comptés depuis l'ouverture du dossier.
Engendré : `python -m services.activities.cases.domain > docs/case-types.md`. Étapes et délais sont des propositions : qui ouvre
un dossier peut en dire d'autres.

*What the team follows for the councils, with the usual steps and their delays, counted from the opening of the case. Steps and
delays are proposals: whoever opens a case may say others.*
"""


def case_types_in_markdown() -> str:
    """Every type with its steps, its delay and its source, in French first, from the catalogue itself."""
    return INTRODUCTION + "".join(f"\n{line}" if line else "\n" for one in CASE_TYPES for line in _told(one)) + "\n"


def _told(one: CaseType) -> Iterator[str]:
    yield f"## `{one.code}` · {one.french}"
    yield ""
    yield f"*{one.english}.*"
    yield ""
    yield f"- Au sujet de : {in_french(one.subject)} (`{one.subject}`)"
    yield f"- Délai : {_in_words(one.due) if one.due else 'aucun'}"
    yield f"- Source : {one.source.french}. *{one.source.english}.*"
    yield f"- Qui prévenir : {', '.join(TOLD_IN_FRENCH[told] for told in one.told)}"
    yield ""
    yield "| Étape | Dans les | Step | Code |"
    yield "|---|---|---|---|"
    yield from (f"| {step.french} | {_in_words(step.due)} | {step.english} | `{step.code}` |" for step in one.steps)
    yield ""


def _in_words(delay: Delay) -> str:
    return f"{delay.months} mois" if delay.months else f"{delay.days} jours"


if __name__ == "__main__":
    sys.stdout.write(case_types_in_markdown())
