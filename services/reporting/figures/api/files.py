"""Files of figures and of their facts, for French spreadsheets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.figures.api.telling import change_of, told_change, told_fact
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


_NAMES = ["Indicateur", "Nom"]
_FIGURE = ["Valeur", "Numérateur", "Dénominateur", "Inconnus", "Minima", "Dates imprécises", "Unité", "Non mesurable"]
_FIGURE += ["Du", "Au", "État des faits", "Version"]


def figures_csv(answers: Sequence[tuple[Question, Figure]]) -> bytes:
    """One line a figure, each with the question that it answers."""
    scopes = _scopes([figure for _, figure in answers])
    rows = [[*_named(figure, scopes), *_cells(figure, question)] for question, figure in answers]
    return write_csv([*_NAMES, *(labels.DIMENSIONS[name] for name in scopes), *_FIGURE], rows)


def pairs_csv(question: Question, earlier: Question, pairs: Sequence[tuple[Figure, Figure]]) -> bytes:
    """One line a figure, with that of a former period and what lies between."""
    scopes = _scopes([figure for figure, _ in pairs])
    header = [*_NAMES, *(labels.DIMENSIONS[name] for name in scopes), *_FIGURE, "Écart"]
    rows = [
        [*_named(now, scopes), *_cells(now, question), change_of(now, before), *_cells(before, earlier)]
        for now, before in pairs
    ]
    return write_csv([*header, *(f"{name} (avant)" for name in _FIGURE)], rows)


def _scopes(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(name for figure in figures for name in figure.scope))


def _named(figure: Figure, scopes: Sequence[str]) -> list[object]:
    parts = (_in_words(name, figure.scope.get(name)) for name in scopes)
    return [figure.indicator.code, figure.indicator.name, *parts]


def _cells(figure: Figure, question: Question) -> list[object]:
    indicator = figure.indicator
    return [
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.unknown,
        figure.at_least,
        figure.imprecise,
        indicator.unit,
        indicator.not_measurable if figure.value is None else None,
        question.first,
        question.last,
        write_vector(question.as_of),
        indicator.version,
    ]


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
