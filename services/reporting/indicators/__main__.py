"""`python -m services.reporting.indicators`: the indicators, as Markdown, for `docs/indicators.md`."""

from __future__ import annotations

import sys

from services.reporting import labels
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.measures import Distinct, Form, Measure, Sum
from shared.sentences import day_fr

FORMS = {
    Form.NUMBER: "nombre",
    Form.CENTS: "montant",
    Form.SHARE: "pourcentage",
    Form.MEAN: "moyenne",
    Form.MINUTES: "durée",
    Form.DAYS: "jours",
}


def indicators_in_markdown() -> str:
    """Every indicator with its definition, in French first, from the catalogue itself."""
    lines = [
        "# Indicateurs",
        "",
        "Ce que chaque chiffre veut dire. Engendré : `python -m services.reporting.indicators > docs/indicators.md`.",
        "Les choix que les définitions laissaient ouverts : `docs/decisions/0007-unknown-is-not-zero.md`.",
        "Tous se ventilent par conseil et par arrondissement ; ce qui n'est pas mesurable est « n.d. », jamais zéro.",
    ]
    for one in INDICATORS:
        dimensions = ", ".join(labels.DIMENSIONS[name].lower() for name in one.dimensions)
        lines += [
            "",
            f"## {one.code} · {one.name}",
            "",
            one.definition,
            "",
            f"*{one.name_en}. {one.definition_en}*",
            "",
        ]
        lines += [
            f"- Unité : {one.unit} ({FORMS[one.form]}) ; version {one.version}, depuis le {day_fr(one.valid_from)}"
        ]
        lines += [f"- Référence : {one.reference}"]
        lines += [f"- Autres ventilations : {dimensions}"] if dimensions else []
        lines += ["- Compte des personnes : moins de cinq, masqué pour le public"] if one.is_of_persons else []
        lines += [f"- « n.d. » quand {one.not_measurable}"] if _may_be_unknown(one.measure) else []
    return "\n".join(lines) + "\n"


def _may_be_unknown(measure: Measure) -> bool:
    return not (isinstance(measure, (Sum, Distinct)) and measure.unknown is None)


if __name__ == "__main__":
    sys.stdout.write(indicators_in_markdown())
