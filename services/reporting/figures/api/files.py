"""Files of figures and of their facts, for French spreadsheets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.figures.api.telling import told_change, told_fact
from services.reporting.figures.domain.contribution import SEVERAL
from shared.platform.readmodel import write_vector
from shared.platform.spreadsheets import write_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.reporting.figures.application.answers import Difference, Figure, Question, Trace


def _in_words(dimension: str, value: str | None) -> str | None:
    """A part of a breakdown; councils and arrondissements are known by their codes."""
    if value == SEVERAL:
        return labels.SEVERAL_COUNCILS
    return labels.VALUES.get(dimension, {}).get(value, value) if value else None


def figures_csv(answers: Sequence[tuple[Question, Figure]]) -> bytes:
    """One line a figure, each with the question that it answers."""
    scopes = list(dict.fromkeys(name for _, figure in answers for name in figure.scope))
    header = [
        "Indicateur",
        "Nom",
        *(labels.DIMENSIONS[name] for name in scopes),
        "Valeur",
        "Numérateur",
        "Dénominateur",
    ]
    header += [
        "Inconnus",
        "Minima",
        "Dates imprécises",
        "Unité",
        "Non mesurable",
        "Du",
        "Au",
        "État des faits",
        "Version",
    ]
    return write_csv(
        header,
        [
            [
                figure.indicator.code,
                figure.indicator.name,
                *(_in_words(name, figure.scope.get(name)) for name in scopes),
                figure.value,
                figure.numerator,
                figure.denominator,
                figure.unknown,
                figure.at_least,
                figure.imprecise,
                figure.indicator.unit,
                figure.indicator.not_measurable if figure.value is None else None,
                question.first,
                question.last,
                write_vector(question.as_of),
                figure.indicator.version,
            ]
            for question, figure in answers
        ],
    )


def trace_csv(trace: Trace, question: Question) -> bytes:
    """One line a fact: those that are counted, then those that are not, with the reason."""
    header = ["Indicateur", "Part", "Poids", "Motif si non compté", "Date", "Date au plus tard", "Conseil", "Fait"]
    header += ["Confiance", "Source", "Adresse", "Enregistré le", "Par", "Position", "État des faits"]
    as_of = write_vector(question.as_of)
    rows = []
    for one in (*trace.counted, *trace.not_counted):
        told = told_fact(one)
        origin, fact = told["origin"] or {}, told["fact"]
        rows.append(
            [
                trace.figure.indicator.code,
                labels.PARTS[one.part],
                one.weight,
                told["reason_fr"],
                one.first_on,
                one.last_on,
                told["council_id"],
                told["label"],
                labels.CONFIDENCES[told["confidence"]],
                origin.get("title"),
                origin.get("url"),
                datetime.fromisoformat(fact["recorded_at"]),
                fact["by"],
                f"{fact['source']}@{fact['position']}",
                as_of,
            ]
        )
    return write_csv(header, rows)


def differences_csv(difference: Difference, question: Question) -> bytes:
    """One line a fact that made the figure change; the changes of a part add up to that of the figure."""
    header = [
        "Indicateur",
        "Part",
        "Écart",
        "Avant",
        "Maintenant",
        "Cause",
        "Depuis le fait",
        "Date",
        "Conseil",
        "Fait",
    ]
    header += ["Enregistré le", "Par", "Position", "Comparé à", "État des faits"]
    rows = []
    for change in difference.changes:
        told = told_change(change)
        fact, since = told["fact"], told["since"]
        rows.append(
            [
                difference.now.indicator.code,
                labels.PARTS[change.fact.part],
                told["change"],
                change.before,
                change.now,
                told["cause_fr"],
                f"{since['label']} ({since['source']}@{since['position']})" if since else None,
                change.fact.first_on,
                told["council_id"],
                told["label"],
                datetime.fromisoformat(fact["recorded_at"]),
                fact["by"],
                f"{fact['source']}@{fact['position']}",
                write_vector(difference.since),
                write_vector(question.as_of),
            ]
        )
    return write_csv(header, rows)
