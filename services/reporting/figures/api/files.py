"""Figures and their facts as documents: one table with all there is to say, of which paper shows what it has room for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.exports.document import Chart, Column, Document, Section, Table, Text
from services.reporting.figures.api.telling import change_of, told_change, told_fact
from services.reporting.figures.api.wording import bare, quantity
from services.reporting.figures.domain.contribution import SEVERAL
from shared.numbers import LEGEND, number_in_words
from shared.platform.readmodel import write_vector
from shared.sentences import day_fr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.reporting.exports.document import Cell
    from services.reporting.figures.application.answers import (
        Change,
        Difference,
        Figure,
        Question,
        Trace,
        TracedFact,
    )
    from services.reporting.indicators.measures import Indicator


@dataclass(frozen=True, slots=True)
class Demand:
    """Who asked, when (UTC), and the address at which the same question is always answered the same."""

    by: str
    at: datetime
    address: str


# Figures


def figures_document(demand: Demand, question: Question, figures: Sequence[Figure]) -> Document:
    """The figures of a period, whole or broken down: a line each."""
    scopes = _scopes(figures)
    rows = tuple((*_named(figure, scopes), *_cells(figure, question)) for figure in figures)
    data = Table("donnees", labels.FIGURES, (*_NAMES, *_of_scopes(scopes), *_FIGURE), rows)
    printed = ("indicateur", "nom", *scopes, "valeur", "unite")
    return _document(labels.FIGURES, demand, question, [one.indicator for one in figures], data, printed)


def pairs_document(
    demand: Demand, question: Question, earlier: Question, pairs: Sequence[tuple[Figure, Figure]]
) -> Document:
    """The same, each with that of a former period and what lies between."""
    scopes = _scopes([figure for figure, _ in pairs])
    former = (Column(f"{column.key}_avant", f"{column.title} (avant)") for column in _FIGURE)
    columns = (*_NAMES, *_of_scopes(scopes), *_FIGURE, Column("ecart", "Écart"), *former)
    rows = tuple(
        (*_named(now, scopes), *_cells(now, question), bare(now, change_of(now, before)), *_cells(before, earlier))
        for now, before in pairs
    )
    data = Table("donnees", labels.FIGURES, columns, rows)
    printed = ("indicateur", "nom", *scopes, "valeur", "valeur_avant", "ecart", "unite")
    former_period = ("Comparés à", _period(earlier))
    indicators = [now.indicator for now, _ in pairs]
    return _document(labels.FIGURES, demand, question, indicators, data, printed, beside=(former_period,))


def series_document(demand: Demand, question: Question, series: Sequence[tuple[Question, Figure]]) -> Document:
    """One figure, step by step, with its chart."""
    indicator = series[0][1].indicator
    rows = tuple((*_named(figure, ()), *_cells(figure, step)) for step, figure in series)
    data = Table("donnees", labels.SERIES, (*_NAMES, *_FIGURE), rows)
    steps = _printed(data, ("du", "au", "valeur", "unite"))
    points = tuple((f"{step.first:%d/%m/%y}", figure.value) for step, figure in series)
    chart = Chart(indicator.name, indicator.unit, points, steps)
    sections = (Section(labels.SERIES, (Text(indicator.definition), chart)),)
    return replace(_document(_title(indicator), demand, question, [indicator], data), sections=sections)


def _scopes(figures: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(name for figure in figures for name in figure.scope))


def _of_scopes(scopes: Sequence[str]) -> list[Column]:
    return [Column(name, labels.DIMENSIONS[name]) for name in scopes]


def _named(figure: Figure, scopes: Sequence[str]) -> list[Cell]:
    parts = (_in_words(name, figure.scope.get(name)) for name in scopes)
    return [figure.indicator.code, figure.indicator.name, *parts]


def _in_words(dimension: str, value: str | None) -> str | None:
    """A part of a breakdown; councils and arrondissements are known by their codes."""
    if value == SEVERAL:
        return labels.SEVERAL_COUNCILS
    return labels.VALUES.get(dimension, {}).get(value, value) if value else None


_NAMES = (Column("indicateur", "Indicateur"), Column("nom", "Nom"))
_FIGURE = (
    *(Column("valeur", "Valeur"), Column("numerateur", "Numérateur"), Column("denominateur", "Dénominateur")),
    *(Column("inconnus", "Inconnus"), Column("minima", "Minima"), Column("imprecises", "Dates imprécises")),
    *(Column("unite", "Unité"), Column("non_mesurable", "Non mesurable"), Column("du", "Du"), Column("au", "Au")),
    *(Column("etat", "État des faits"), Column("version", "Version")),
)


def _cells(figure: Figure, question: Question) -> list[Cell]:
    indicator = figure.indicator
    return [
        quantity(figure),
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


# Facts


_TRACE = (
    *(Column("indicateur", "Indicateur"), Column("part", "Part"), Column("poids", "Poids")),
    *(Column("motif", "Motif si non compté"), Column("date", "Date"), Column("au_plus_tard", "Date au plus tard")),
    *(Column("conseil", "Conseil"), Column("fait", "Fait"), Column("confiance", "Confiance")),
    *(Column("source", "Source"), Column("adresse", "Adresse"), Column("enregistre", "Enregistré le")),
    *(Column("par", "Par"), Column("position", "Position"), Column("etat", "État des faits")),
)
_CHANGES = (
    *(Column("indicateur", "Indicateur"), Column("part", "Part"), Column("ecart", "Écart"), Column("avant", "Avant")),
    *(Column("maintenant", "Maintenant"), Column("cause", "Cause"), Column("depuis", "Depuis le fait")),
    *(Column("date", "Date"), Column("conseil", "Conseil"), Column("fait", "Fait")),
    *(Column("enregistre", "Enregistré le"), Column("par", "Par"), Column("position", "Position")),
    *(Column("compare", "Comparé à"), Column("etat", "État des faits")),
)


def trace_document(demand: Demand, question: Question, trace: Trace) -> Document:
    """One figure, and a line for each fact: those that are counted, then those that are not, with the reason."""
    indicator = trace.figure.indicator
    rows = tuple(_traced(fact, indicator, question) for fact in (*trace.counted, *trace.not_counted))
    data = Table("donnees", labels.FACTS, _TRACE, rows)
    printed = ("date", "poids", "fait", "conseil", "motif", "source", "position")
    said = (f"Valeur : {quantity(trace.figure).words} ({indicator.unit})", indicator.definition)
    return _document(_title(indicator), demand, question, [indicator], data, printed, said=said)


def differences_document(demand: Demand, question: Question, difference: Difference) -> Document:
    """One figure at two points in the logs, and a line for each fact that makes the difference."""
    indicator = difference.now.indicator
    rows = tuple(_changed(change, difference, question) for change in difference.changes)
    data = Table("donnees", labels.CHANGES, _CHANGES, rows)
    printed = ("date", "ecart", "fait", "conseil", "cause", "depuis", "position")
    before, now = (quantity(figure).words for figure in (difference.before, difference.now))
    said = (f"Avant : {before} ; maintenant : {now} ({indicator.unit})", indicator.definition)
    since = ("Comparé à l'état des faits", write_vector(difference.since))
    return _document(_title(indicator), demand, question, [indicator], data, printed, said=said, beside=(since,))


def _traced(one: TracedFact, indicator: Indicator, question: Question) -> tuple[Cell, ...]:
    told = told_fact(one)
    origin, fact = told["origin"] or {}, told["fact"]
    return (
        indicator.code,
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
        write_vector(question.as_of),
    )


def _changed(change: Change, difference: Difference, question: Question) -> tuple[Cell, ...]:
    told = told_change(change)
    fact, since = told["fact"], told["since"]
    return (
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
    )


# Around the table


def _document(
    title: str,
    demand: Demand,
    question: Question,
    indicators: Iterable[Indicator],
    data: Table,
    printed: Sequence[str] = (),
    *,
    said: Sequence[str] = (),
    beside: Sequence[tuple[str, str]] = (),
) -> Document:
    """A document whose only table is its data; paper shows the columns that are `printed`."""
    legend = " ; ".join(f"{word} : {meaning}" for word, meaning in LEGEND)
    blocks: tuple[Text | Table, ...] = (*map(Text, said), _printed(data, printed), Text(f"{legend}."))
    about = (*_about(demand, question, indicators), *beside)
    return Document(title, _period(question), about, (Section(data.title, blocks),), data, demand.at)


def _printed(data: Table, keys: Sequence[str]) -> Table:
    """Some columns of a table, in their own order."""
    at = [[column.key for column in data.columns].index(key) for key in keys]
    rows = tuple(tuple(row[place] for place in at) for row in data.rows)
    return Table("lignes", data.title, tuple(data.columns[place] for place in at), rows)


def _title(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name}"


def _period(question: Question) -> str:
    return f"du {day_fr(question.first)} au {day_fr(question.last)}"


def _about(demand: Demand, question: Question, indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    filters = [
        f"{labels.DIMENSIONS[name].lower()} {value}"
        for name, value in (("council", question.council), ("arrondissement", question.arrondissement))
        if value
    ]
    versions = sorted({one.version for one in indicators})
    return [
        ("Demandé par", demand.by),
        ("Période", f"{_period(question)}, compris"),
        ("Filtres", ", ".join(filters) or "aucun"),
        ("Détail", ", ".join(labels.DIMENSIONS[name].lower() for name in question.by) or "aucun"),
        ("État des faits", write_vector(question.as_of)),
        ("Versions des indicateurs", ", ".join(map(number_in_words, versions))),
        ("Vérifier", f"GET {demand.address}"),
    ]
