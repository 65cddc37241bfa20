"""From what is asked to a document: figures by parts, what is missing, targets, comments, definitions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from services.reporting import labels
from services.reporting.exports.document import MASKED, Chart, Column, Document, Quantity, Section, Table, Text
from services.reporting.figures.api.wording import bare, quantity
from services.reporting.figures.application import breaks_down
from services.reporting.indicators.catalogue import BY_CODE, in_version
from services.reporting.reports.application.hiding import hidden
from services.reporting.reports.domain.kinds import KINDS, Layout
from shared.contracts.french import in_french
from shared.contracts.reporting.reports import Printed, ReportKind
from shared.numbers import LEGEND, amount_in_words, number_in_words
from shared.platform.readmodel import write_vector
from shared.sentences import day_fr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from services.reporting.agreements.application import Agreements, Progress
    from services.reporting.exports.document import Cell, Masked
    from services.reporting.figures.application import Figures
    from services.reporting.figures.application.answers import Figure, Question
    from services.reporting.indicators.measures import Indicator
    from services.reporting.reports.domain.kinds import Form, Part
    from shared.contracts.reporting.agreements import CommentWritten

WHOLE = "Ensemble"
NOBODY_KNOWS = (
    "Des semaines que personne n'a closes, personne ne sait s'il manque quelque chose : inconnu n'est pas zéro."
)
TO_FILL_IN = "à compléter"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is asked of."""

    kind: ReportKind
    first: date
    last: date
    as_of: str
    """A place in each log."""
    by: str
    """The account that asks."""
    made_at: datetime
    council_id: str | None = None
    agreement_id: UUID | None = None
    is_draft: bool = True
    versions: Mapping[str, int] = field(default_factory=dict)
    """By code, the versions of indicators to print; the current one of those that are not here."""

    def indicator(self, code: str) -> Indicator:
        """An indicator in the version that is to be printed."""
        return in_version(code, self.versions[code]) if code in self.versions else BY_CODE[code]


@dataclass(slots=True)
class Line:
    """One figure of the report, and where it stands in it."""

    part: str
    figure: Figure
    question: Question
    is_masked: bool = False

    @property
    def council(self) -> str | None:
        """Of which council; none of all."""
        return self.figure.scope.get("council") or self.question.council

    def printed(self) -> Printed:
        """The figure, as the report prints it."""
        value = self.figure.value
        return Printed(
            indicator=self.figure.indicator.code,
            version=self.figure.indicator.version,
            council_id=self.council,
            value=None if self.is_masked or value is None else Decimal(value),
            is_masked=self.is_masked,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """A document, and what each figure that it prints was asked with."""

    document: Document
    lines: list[Line]

    @property
    def printed(self) -> tuple[Printed, ...]:
        """The figures that it prints, in their order."""
        return tuple(line.printed() for line in self.lines)


class Building:
    """One report, while it is put together."""

    def __init__(self, figures: Figures, agreements: Agreements, wanted: Wanted) -> None:
        self._figures = figures
        self._agreements = agreements
        self._wanted = wanted
        self._form: Form = KINDS[wanted.kind]
        self._lines: list[Line] = []

    async def build(self) -> Built:
        """Put it together. Raises what figures and agreements refuse."""
        wanted = self._wanted
        question = await self._figures.question(wanted.first, wanted.last, wanted.as_of, council=wanted.council_id)
        progress = await self._progress()
        comments = await self._agreements.comments(question.as_of, wanted.first.year)
        sections = [Section("Pour quoi", (Text(self._form.purpose), *self._warnings()))]
        if progress is not None:
            sections += self._of_agreement(progress)
        sections += [await self._figures_of(rank, part, question) for rank, part in enumerate(self._form.parts)]
        sections += [await self._chart(code, question) for code in self._form.charted]
        sections += self._told(comments)
        sections += [await self._completeness(question), self._definitions(), self._verifying(question)]
        document = Document(
            title=in_french(wanted.kind),
            subtitle=f"du {day_fr(wanted.first)} au {day_fr(wanted.last)}",
            about=self._about(question),
            sections=tuple(sections),
            data=self._data(),
            made_at=wanted.made_at,
        )
        return Built(document, self._lines)

    async def _progress(self) -> Progress | None:
        wanted = self._wanted
        if wanted.agreement_id is None:
            return None
        return await self._agreements.progress(wanted.agreement_id, wanted.first.year, wanted.as_of, wanted.indicator)

    def _warnings(self) -> list[Text]:
        return [Text("Brouillon : ce document n'a pas été remis.")] if self._wanted.is_draft else []

    def _about(self, question: Question) -> tuple[tuple[str, str], ...]:
        wanted = self._wanted
        about = [
            ("Demandé par", wanted.by),
            ("Période", f"du {day_fr(wanted.first)} au {day_fr(wanted.last)}, compris"),
            ("État des faits", write_vector(question.as_of)),
        ]
        if wanted.council_id is not None:
            about.append(("Conseil", wanted.council_id))
        return (*about, ("Vérifier", f"GET /v1/figures?from={wanted.first}&to={wanted.last}&as_of={wanted.as_of}"))

    # Figures

    async def _figures_of(self, rank: int, part: Part, question: Question) -> Section:
        indicators = [self._wanted.indicator(code) for code in part.indicators]
        if self._form.layout is Layout.BY_COUNCIL:
            return Section(part.title, (await self._by_council(f"partie_{rank}", part, indicators, question),))
        return Section(part.title, (await self._beside_former(f"partie_{rank}", part, indicators, question),))

    async def _beside_former(self, key: str, part: Part, indicators: Sequence[Indicator], question: Question) -> Table:
        _, pairs = await self._figures.beside(indicators, question, "previous")
        rows: list[tuple[Cell, ...]] = []
        for now, before in pairs:
            self._lines.append(Line(part.title, now, question))
            change = None if now.value is None or before.value is None else now.value - before.value
            named = (now.indicator.code, now.indicator.name, now.indicator.unit)
            rows.append((*named, quantity(now), quantity(before), bare(now, change)))
        columns = (*_NAMED, Column("valeur", "Valeur"), Column("avant", "Période d'avant"), Column("ecart", "Écart"))
        return Table(key, part.title, columns, tuple(rows))

    async def _by_council(self, key: str, part: Part, indicators: Sequence[Indicator], question: Question) -> Table:
        wholes = await self._figures.figures(indicators, question)
        broken = [one for one in indicators if breaks_down(one, ("council",))]
        parts: dict[str, dict[str, Figure]] = defaultdict(dict)
        for figure in await self._figures.figures(broken, replace(question, by=("council",))):
            if figure.scope["council"] is not None:
                parts[figure.indicator.code][figure.scope["council"]] = figure
        councils = sorted({council for found in parts.values() for council in found})
        rows: list[tuple[Cell, ...]] = []
        for whole in wholes:
            code, found = whole.indicator.code, parts[whole.indicator.code]
            unseen = hidden(whole, found) if self._form.is_masked else set[str | None]()
            self._lines.append(Line(part.title, whole, question, None in unseen))
            self._lines += [
                Line(part.title, found[council], question, council in unseen)
                for council in councils
                if council in found
            ]
            cells = [_shown(found.get(council), is_masked=council in unseen) for council in councils]
            rows.append(
                (code, whole.indicator.name, whole.indicator.unit, *cells, _shown(whole, is_masked=None in unseen))
            )
        each = (Column(f"conseil_{number}", council) for number, council in enumerate(councils))
        return Table(key, part.title, (*_NAMED, *each, Column("ensemble", WHOLE)), tuple(rows))

    async def _chart(self, code: str, question: Question) -> Section:
        indicator = self._wanted.indicator(code)
        series = await self._figures.series(indicator, question, "month")
        months = [(f"{step.first:%m/%Y}", figure) for step, figure in series]
        table = Table(
            f"mois_{code.lower().replace('-', '_').replace('.', '_')}",
            f"{indicator.name}, mois par mois",
            (Column("mois", "Mois"), Column("valeur", "Valeur")),
            tuple((month, quantity(figure)) for month, figure in months),
        )
        points = tuple((month, figure.value) for month, figure in months)
        return Section(table.title, (Chart(table.title, indicator.unit, points, table),))

    # Beside the figures

    def _of_agreement(self, progress: Progress) -> list[Section]:
        wanted = self._wanted
        sections = [self._identification(progress)] if wanted.kind is not ReportKind.AGREEMENT_ANNEX else []
        sections.append(Section("Objectifs et cibles de l'année", (self._targets(progress),)))
        if wanted.kind is ReportKind.CERFA_15059:
            sections += [_summary(progress), _appendix(progress)]
        return sections

    def _identification(self, progress: Progress) -> Section:
        agreement = progress.agreement
        rows: tuple[tuple[Cell, ...], ...] = (
            ("Nom de l'association, SIRET, RNA", TO_FILL_IN),
            ("Intitulé du projet", agreement.title),
            ("Numéro de la convention", agreement.reference or TO_FILL_IN),
            ("Année", str(self._wanted.first.year)),
        )
        columns = (Column("rubrique", "Rubrique"), Column("a_recopier", "À recopier"))
        return Section("Identification", (Table("identification", "Identification", columns, rows),))

    def _targets(self, progress: Progress) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for line in progress.lines:
            target, figure = line.target, line.figure
            objective = progress.objectives.get(target.objective_id) if target.objective_id else None
            self._lines.append(Line("Objectifs et cibles", figure, progress.question))
            comment = "\n".join(_said(one) for one in line.comments)
            rows.append(
                (
                    *(objective.title if objective else None, figure.indicator.code, figure.indicator.name),
                    figure.indicator.unit,
                    *(
                        bare(figure, target.baseline),
                        bare(figure, target.goal),
                        quantity(figure),
                        bare(figure, line.gap),
                    ),
                    *(comment or None, line.counted),
                )
            )
        return Table("cibles", "Cibles", _TARGETS, tuple(rows))

    def _told(self, comments: list[CommentWritten]) -> list[Section]:
        """What people wrote of the figures that are printed; the annex has them beside its targets."""
        printed = {line.figure.indicator.code for line in self._lines}
        council = self._wanted.council_id
        theirs = [
            one for one in comments if one.indicator in printed and one.council_id in {None, council or one.council_id}
        ]
        if not theirs or self._wanted.kind in {ReportKind.AGREEMENT_ANNEX, ReportKind.OPEN_DATA}:
            return []
        texts = (Text(f"{one.indicator} {self._wanted.indicator(one.indicator).name} — {_said(one)}") for one in theirs)
        return [Section("Commentaires", tuple(texts))]

    async def _completeness(self, question: Question) -> Section:
        weeks, gaps = await self._figures.weeks(question), await self._figures.gaps(question)
        closed = Table(
            "semaines",
            "Semaines closes",
            (Column("conseil", "Conseil"), Column("attendues", "Semaines"), Column("closes", "Closes")),
            tuple((council, one.expected, one.closed) for council, one in weeks.items()),
        )
        missing = Table(
            "manques",
            "Ce que personne n'a noté",
            (Column("conseil", "Conseil"), Column("quoi", "Quoi"), Column("fois", "Fois")),
            tuple((gap.council_id or WHOLE, labels.MISSING[gap.what][0], gap.times) for gap in gaps),
        )
        return Section("Ce qui manque peut-être", (Text(NOBODY_KNOWS), closed, missing))

    def _definitions(self) -> Section:
        indicators = {line.figure.indicator.code: line.figure.indicator for line in self._lines}
        legend = " ; ".join(f"{word} : {meaning}" for word, meaning in LEGEND)
        table = Table(
            "definitions",
            "Définitions",
            (
                *_NAMED[:2],
                Column("definition", "Définition"),
                Column("reference", "Référence"),
                Column("version", "Version"),
            ),
            tuple((one.code, one.name, one.definition, one.reference, one.version) for one in indicators.values()),
        )
        return Section("Ce que chaque chiffre veut dire", (Text(f"{legend}."), table))

    def _verifying(self, question: Question) -> Section:
        wanted, as_of = self._wanted, write_vector(question.as_of)
        command = f"./fil figures --from {wanted.first} --to {wanted.last} --as-of {as_of}"
        return Section(
            "Comment vérifier",
            (
                Text(f"Les mêmes chiffres, tels qu'ils étaient connus : {command}"),
                Text(
                    f"Les faits derrière l'un d'eux : ./fil trace CODE --from {wanted.first} --to {wanted.last} --as-of {as_of}"
                ),
                Text("Qu'aucun fait noté n'a été modifié, retiré ou ajouté : ./fil verify"),
            ),
        )

    # What is printed, a line each

    def _data(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for line in self._lines:
            figure, question = line.figure, line.question
            one = figure.indicator
            beside: tuple[Cell, ...] = (
                (None,) * 5
                if line.is_masked
                else (figure.numerator, figure.denominator, figure.unknown, figure.at_least, figure.imprecise)
            )
            rows.append(
                (
                    *(line.part, one.code, one.name, line.council, _shown(figure, is_masked=line.is_masked)),
                    *beside,
                    *(one.unit, question.first, question.last, write_vector(question.as_of), one.version),
                )
            )
        return Table("donnees", "Données", _DATA, tuple(rows))


_NAMED = (Column("code", "Code"), Column("indicateur", "Indicateur"), Column("unite", "Unité"))
_TARGETS = (
    *(Column("objectif", "Objectif"), *_NAMED, Column("depart", "Départ"), Column("cible", "Cible")),
    *(Column("realise", "Réalisé"), Column("ecart", "Écart"), Column("commentaire", "Commentaire")),
    Column("faits", "Faits comptés"),
)
_DATA = (
    *(Column("partie", "Partie"), Column("code", "Indicateur"), Column("nom", "Nom"), Column("conseil", "Conseil")),
    *(Column("valeur", "Valeur"), Column("numerateur", "Numérateur"), Column("denominateur", "Dénominateur")),
    *(Column("inconnus", "Inconnus"), Column("minima", "Minima"), Column("imprecis", "Dates imprécises")),
    *(Column("unite", "Unité"), Column("du", "Du"), Column("au", "Au"), Column("etat", "État des faits")),
    Column("version", "Version"),
)
_CHARGES = (
    *(("60", "Achats"), ("61", "Services extérieurs"), ("62", "Autres services extérieurs"), ("63", "Impôts et taxes")),
    *(
        ("64", "Charges de personnel"),
        ("65", "Autres charges de gestion courante"),
        ("86", "Emplois des contributions volontaires"),
    ),
)
"""Accounts of the form that reporting knows nothing of: they are copied from the association's own accounts."""


def _shown(figure: Figure | None, *, is_masked: bool = False) -> Quantity | Masked | None:
    """A cell: empty where there is no such figure."""
    if figure is None:
        return None
    return MASKED if is_masked else quantity(figure)


def _said(comment: CommentWritten) -> str:
    return f"{comment.council_id} : {comment.text}" if comment.council_id else comment.text


def _summary(progress: Progress) -> Section:
    """The table of charges and products: what was agreed is known here, what was spent is not."""
    agreed = [
        ("74", f"Subventions : {one.title}", Quantity(one.amount_cents, amount_in_words(one.amount_cents)), TO_FILL_IN)
        for one in progress.fundings
    ]
    charges = [(account, label, TO_FILL_IN, TO_FILL_IN) for account, label in _CHARGES]
    columns = (
        *(Column("compte", "Compte"), Column("libelle", "Libellé")),
        *(Column("prevu", "Prévu (centimes)"), Column("realise", "Réalisé")),
    )
    table = Table("synthese", "Charges et produits", columns, (*charges, *agreed))
    return Section("Tableau de synthèse", (Text("Le réalisé vient de la comptabilité de l'association."), table))


def _appendix(progress: Progress) -> Section:
    if progress.key is None:
        said = "Aucune clé de répartition entre financeurs n'est enregistrée."
    else:
        parts = (
            f"{in_french(who)} {number_in_words(share / 100)} %" for who, share in progress.key.shares.of().items()
        )
        said = f"Clé de répartition depuis le {day_fr(progress.key.from_on)} : {', '.join(parts)}."
    return Section("Annexe : règles de répartition", (Text(said),))
