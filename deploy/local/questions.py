"""What people ask of the running services: import these records, show the figures, explain one, prove them all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from deploy.local.speech import Outcome, table
from services.console.importing import load_districts, run_import
from services.console.labels import PARTS, mixed_in_words, moment_in_words, weeks_in_words
from shared.numbers import LEGEND, NOT_MEASURABLE, figure_in_words, number_in_words
from shared.platform.exchange import LARGEST_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from uuid import UUID

    from deploy.local.client import Client

Json = dict[str, Any]

WHOLE = "Ensemble"
DOUBTS = {"MEDIUM": "  (confiance moyenne)", "LOW": "  (confiance faible)"}
FILE_FORMATS = ("pdf", "xlsx", "ods", "csv", "json")
REPORTS = {"ISSUED": "remis", "WITHDRAWN": "retiré"}
NO_FACTS = "Aucun fait pour cette demande."
MORE_FACTS = "Il y en a d'autres : --limit (ici {limit}), ou --csv pour tous."
WHO_READ = (
    "Qui a consulté cette personne n'est pas un fait ; le service councils le dit : GET /v1/reads?person={person}"
)
NOTHING = "rien"
PERIODS = {"CLOSED": "close", "APPROVED": "validée", "REOPENED": "rouverte"}
KEEPERS = ("councils", "activities", "reporting", "notifications")
"""The services that keep tables of what can be seen."""


class CannotWrite(Exception):  # noqa: N818 - named by what happened
    """Ce fichier ne peut pas être écrit."""

    code = 2


def import_file(client: Client, file: Path, *, dry_run: bool) -> Outcome:
    report = run_import(file, client, dry_run)
    return Outcome(report.to_json(), report.lines())


def load_list(client: Client, file: Path, *, dry_run: bool, remove_missing: bool) -> Outcome:
    report = load_districts(file, client, dry_run=dry_run, remove_missing=remove_missing)
    answer = report.to_json()
    return Outcome(answer, list(report.lines()), code=0 if answer["ok"] else 1)


def figures(client: Client, query: Mapping[str, str | None]) -> Outcome:
    answer = client.get("reporting", "/v1/figures", {**query, "after": client.after})
    return Outcome(answer, [*figures_in_words(answer), *mixed(client, query)])


def mixed(client: Client, query: Mapping[str, str | None]) -> list[str]:
    """That figures of several councils together mix real and invented ones, when they do."""
    if query.get("council") or "council" in (query.get("by") or ""):
        return []
    asked = {**query, "by": "council", "indicator": "VIE-01", "after": client.after}
    codes = {figure["scope"]["council"] for figure in client.get("reporting", "/v1/figures", asked)["figures"]}
    said = mixed_in_words(codes)
    return [said] if said else []


def trace(client: Client, code: str, query: Mapping[str, str | None]) -> Outcome:
    answer = client.get("reporting", f"/v1/figures/{code}/trace", {**query, "after": client.after})
    return Outcome(answer, [*trace_in_words(answer), *mixed(client, query)])


def changes(client: Client, code: str, query: Mapping[str, str | None]) -> Outcome:
    answer = client.get("reporting", f"/v1/figures/{code}/differences", {**query, "after": client.after})
    return Outcome(answer, [*changes_in_words(answer), *mixed(client, query)])


def series(client: Client, code: str, query: Mapping[str, str | None]) -> Outcome:
    answer = client.get("reporting", f"/v1/figures/{code}/series", {**query, "after": client.after})
    return Outcome(answer, [*series_in_words(answer), *mixed(client, query)])


def facts(client: Client, query: Mapping[str, str | None], limit: int) -> Outcome:
    """The facts that were recorded last, of those that are asked for, page by page until there are so many."""
    found: list[Json] = []
    cursor: str | None = None
    while True:
        page = {"limit": str(min(limit - len(found), LARGEST_PAGE)), "cursor": cursor, "after": client.after}
        answer = client.get("reporting", "/v1/facts", {**query, **page})
        found, cursor = [*found, *answer["facts"]], answer["next"]
        if cursor is None or len(found) >= limit:
            break
    lines = [line for one in found for line in told_in_words(one)] or [NO_FACTS]
    more = [MORE_FACTS.format(limit=limit)] if cursor else []
    readings = [WHO_READ.format(person=query["person"])] if query["person"] else []
    return Outcome({"facts": found, "next": cursor}, [*lines, *more, *readings])


def facts_file(client: Client, query: Mapping[str, str | None]) -> Outcome:
    """All of them, as a file for spreadsheets."""
    given = {name: value for name, value in query.items() if value is not None}
    text = client.read("reporting", "/v1/facts", {**given, "format": "csv"}).decode().replace("\r\n", "\n")
    return Outcome({"csv": text}, [text.rstrip("\n")])


def targets(client: Client, year: int, as_of: str | None) -> Outcome:
    """How far the targets of a year are reached, for each agreement that holds in it."""
    found = []
    for agreement in client.get("reporting", "/v1/agreements", {"after": client.after})["agreements"]:
        if int(agreement["from_on"][:4]) <= year <= int(agreement["until_on"][:4]):
            where = f"/v1/agreements/{agreement['entry_id']}/progress"
            found.append(client.get("reporting", where, {"year": str(year), "as_of": as_of, "after": client.after}))
    lines = [line for progress in found for line in progress_in_words(progress)]
    return Outcome({"progress": found}, lines or [f"Aucune convention n'est enregistrée pour {year}."])


def missing(client: Client, query: Mapping[str, str | None]) -> Outcome:
    answer = client.get("reporting", "/v1/periods/missing", {**query, "after": client.after})
    return Outcome(answer, [*missing_in_words(answer), f"État des faits : {answer['as_of']}"])


def close(client: Client, first: str, last: str) -> Outcome:
    """Close a period, and say what it lacks."""
    done = client.post("reporting", "/v1/periods", {"from": first, "to": last, "after": client.after}).body
    period = client.get("reporting", f"/v1/periods/{done['id']}", {"after": done["after"]})
    said = f"Période close, telle qu'elle est connue : {period['as_of']}."
    return Outcome(period, [said, *missing_in_words(period)])


def periods(client: Client) -> Outcome:
    answer = client.get("reporting", "/v1/periods", {"after": client.after})
    rows = [["Du", "Au", "État", "Telle qu'elle était connue", "Manquait"]]
    for one in answer["periods"]:
        lacking = sum(gap["times"] for gap in one["missing"])
        rows.append([one["from"], one["to"], PERIODS[one["status"]], one["as_of"], number_in_words(lacking)])
    return Outcome(answer, table(rows) if answer["periods"] else ["Aucune période n'a été close."])


def report(client: Client, asked: Mapping[str, str | None], file: Path, *, is_issued: bool) -> Outcome:
    """Write a report into a file: a draft, or one that is handed out. Raises CannotWrite."""
    form = form_of(file)
    given = {name: value for name, value in asked.items() if value is not None}
    if not is_issued:
        after = {"after": client.after} if client.after else {}
        content = client.read("reporting", "/v1/reports/draft", {**given, **after, "format": form})
        keep(file, content)
        return Outcome({"file": str(file), "report_id": None}, [f"Brouillon écrit : {file}"])
    done = client.post("reporting", "/v1/reports", {**given, "after": client.after}).body
    shown = client.get("reporting", f"/v1/reports/{done['id']}", {"after": done["after"]})
    keep(file, client.read("reporting", f"/v1/reports/{done['id']}/file", {"format": form}))
    lines = [f"Rapport remis : {done['id']}, écrit dans {file}", f"État des faits : {shown['as_of']}"]
    return Outcome({"file": str(file), **shown}, [*lines, f"Empreinte (SHA-256 du fichier JSON) : {shown['digest']}"])


def bundle(client: Client, report_id: UUID, file: Path) -> Outcome:
    """Write the bundle of a report that was handed out. Raises CannotWrite."""
    keep(file, client.read("reporting", f"/v1/reports/{report_id}/bundle"))
    lines = [
        f"Lot écrit : {file}",
        f"Le vérifier, sans nous : unzip {file} fil_verify.py && python fil_verify.py {file}",
    ]
    return Outcome({"file": str(file), "report_id": str(report_id)}, lines)


def as_file(client: Client, path: str, query: Mapping[str, str | None], file: Path) -> Outcome:
    """Write what reporting answers into a file, whose ending says how. Raises CannotWrite."""
    asked = {**query, "format": form_of(file), "after": client.after}
    keep(file, client.read("reporting", path, {name: value for name, value in asked.items() if value is not None}))
    return Outcome({"file": str(file)}, [f"Écrit : {file}"])


def form_of(file: Path) -> str:
    """In which form a file is written, as its name ends. Raises CannotWrite."""
    form = file.suffix.removeprefix(".").lower()
    if form not in FILE_FORMATS:
        raise CannotWrite(f"{file.name} : le fichier finit par .{', .'.join(FILE_FORMATS)}")
    return form


def keep(file: Path, content: bytes) -> None:
    """Write a file. Raises CannotWrite."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CannotWrite(f"{file} ne peut pas être écrit : {error.strerror}") from error


def reports(client: Client) -> Outcome:
    answer = client.get("reporting", "/v1/reports", {"after": client.after})
    rows = [["Rapport", "Du", "Au", "Conseil", "État", "Identifiant"]]
    for one in answer["reports"]:
        told = [one["title"], one["from"], one["to"], one["council_id"] or WHOLE, REPORTS[one["status"]]]
        rows.append([*told, one["report_id"]])
    return Outcome(answer, table(rows) if answer["reports"] else ["Aucun rapport n'a été remis."])


def missing_in_words(answer: Json) -> list[str]:
    """What nobody noted, one row a council and a thing."""
    rows = [["Conseil", "Ce que personne n'a noté", "Fois"]]
    rows += [[one["council_id"] or WHOLE, one["what_fr"], number_in_words(one["times"])] for one in answer["missing"]]
    return table(rows) if answer["missing"] else ["Rien ne manque."]


def replay(client: Client) -> Outcome:
    """Every service that keeps tables rebuilds them from the facts and compares."""
    proofs = {service: client.wait_for(service, "/v1/replays") for service in KEEPERS}
    answer = {
        "equal": all(proof["equal"] for proof in proofs.values()),
        "as_of": proofs["reporting"]["as_of"],
        "tables": [{"service": service, **one} for service, proof in proofs.items() for one in proof["tables"]],
        "first_difference": next((proof["first_difference"] for proof in proofs.values() if not proof["equal"]), None),
    }
    return Outcome(answer, replay_in_words(answer), code=0 if answer["equal"] else 1)


def progress_in_words(answer: Json) -> Iterator[str]:
    """An agreement, one row a target, what is said of them, and the reports that are due."""
    agreement, year = answer["agreement"], answer["year"]
    yield f"{agreement['title']}, du {agreement['from_on']} au {agreement['until_on']}"
    rows = [["Indicateur", "Départ", f"Cible {year}", "Réalisé", "Écart"]]
    for one in answer["targets"]:
        figure = one["figure"]
        numbers = (bare(figure, one[name]) for name in ("baseline", "goal"))
        name = f"{figure['indicator']} {figure['name']}"
        rows.append([name, *numbers, figure_in_words(figure), bare(figure, one["gap"])])
    yield from table(rows) if answer["targets"] else [f"Aucune cible n'est fixée pour {year}."]
    for one in answer["targets"]:
        for comment in one["comments"]:
            about = f" ({comment['council_id']})" if comment["council_id"] else ""
            yield f"{one['figure']['indicator']}{about} : {comment['text']}"
    yield from legend(rows)
    for due in answer["reports_due"]:
        yield f"À rendre le {due['due_on']} au plus tard : {due['report_fr']}, du {due['from']} au {due['to']}."
    yield f"État des faits : {answer['as_of']}"


def bare(figure: Json, value: float | None) -> str:
    """A number in the unit of a figure, without what the figure is made of."""
    alone = {"numerator": None, "denominator": None, "unknown": 0, "at_least": 0, "imprecise": 0}
    return figure_in_words({**figure, **alone, "value": value}).removesuffix(" (None/None)")


def figures_in_words(answer: Json) -> list[str]:
    """One row an indicator, one column a scope."""
    found: list[Json] = answer["figures"]
    if not found:
        return ["Aucun chiffre pour cette demande."]
    scopes = list(dict.fromkeys(scope_in_words(figure["scope"]) for figure in found))
    names = {figure["indicator"]: figure["name"] for figure in found}
    values = {(figure["indicator"], scope_in_words(figure["scope"])): cell_in_words(figure) for figure in found}
    told = {code: [values.get((code, scope), "") for scope in scopes] for code in names}
    unknown = [code for code, cells in told.items() if set(cells) == {NOT_MEASURABLE}]
    rows = [["Indicateur", *scopes]]
    rows += [[f"{code} {names[code]}", *cells] for code, cells in told.items() if code not in unknown]
    nowhere = [f"{NOT_MEASURABLE} partout : {', '.join(unknown)}."] if unknown else []
    before = found[0].get("before")
    former = [f"Avant : du {before['from']} au {before['to']}."] if before else []
    legends = legend([*rows, ["", *nowhere]])
    weeks = weeks_in_words(answer.get("completeness"))
    closed = [weeks] if weeks else []
    return [*table(rows), *nowhere, *former, *legends, *closed, f"État des faits : {answer['as_of']}"]


def legend(rows: list[list[str]]) -> list[str]:
    """What the short words mean, where they were used."""
    said = " ".join(cell for row in rows for cell in row[1:])
    return [f"{word} : {meaning}." for word, meaning in LEGEND if word in said]


def cell_in_words(figure: Json) -> str:
    """A figure, and after it that of a former period where it was asked for."""
    now = figure_in_words(figure)
    if "before" not in figure:
        return now
    before = figure_in_words(figure["before"])
    return now if now == before == NOT_MEASURABLE else f"{now} (avant : {before})"


def series_in_words(answer: Json) -> Iterator[str]:
    """A figure, one row a step."""
    first: Json = answer["figures"][0]
    yield f"{first['indicator']} {first['name']}, {scope_in_words(first['scope'])}"
    rows = [["Période", "Valeur"]]
    rows += [[f"du {one['from']} au {one['to']}", figure_in_words(one)] for one in answer["figures"]]
    yield from (*table(rows), *legend(rows), f"État des faits : {answer['as_of']}")


def scope_in_words(scope: Mapping[str, Any]) -> str:
    return " · ".join(str(value) for value in scope.values() if value is not None) or WHOLE


def trace_in_words(answer: Json) -> Iterator[str]:
    """A figure, what it means, and its facts, part by part."""
    figure, definition = answer["figure"], answer["definition"]
    yield f"{figure['indicator']} {figure['name']}, {scope_in_words(figure['scope'])} : {figure_in_words(figure)}"
    if figure["not_measurable"]:
        yield f"Non disponible : {figure['not_measurable']}."
    yield f"Définition : {definition['definition']}"
    for part, of in parts_in_words(figure):
        counted = [one for one in answer["counted"] if one["part"] == part]
        left_out = [one for one in answer["not_counted"] if one["part"] == part]
        yield f"Faits comptés{of} : {len(counted)}"
        for one in counted:
            yield from fact_in_words(one, number_in_words(one["weight"]))
        yield f"Faits non comptés{of} : {len(left_out)}"
        for one in left_out:
            yield from fact_in_words(one, number_in_words(0))
            yield f"      non compté : {one['reason_fr']}"


def parts_in_words(figure: Json) -> list[tuple[str, str]]:
    """The parts that the facts of a figure belong to, and how they are named after them."""
    parts = ("value",) if figure["denominator"] is None else ("numerator", "denominator")
    return [(part, f" au {PARTS[part]}" if PARTS[part] else "") for part in parts]


def changes_in_words(answer: Json) -> Iterator[str]:
    """A figure then and now, and the facts that make the difference, part by part."""
    before, now = answer["before"], answer["now"]
    name = f"{now['indicator']} {now['name']}, {scope_in_words(now['scope'])}"
    yield f"{name} : {figure_in_words(before)}, puis {figure_in_words(now)}"
    for part, of in parts_in_words(now):
        changed = [one for one in answer["changes"] if one["part"] == part]
        yield f"Faits qui changent quelque chose{of} : {len(changed)}"
        for one in changed:
            sign = "+" if one["change"] > 0 else ""
            yield from fact_in_words(one, f"{sign}{number_in_words(one['change'])}")
            later = one["since"]
            which = f" : {later['label']}, {later['source']}@{later['position']}" if later else ""
            yield f"      {one['cause_fr']}{which}"
    yield f"État des faits : {answer['since']}, puis {answer['as_of']}"


def fact_in_words(line: Json, number: str) -> Iterator[str]:
    """When it happened, what it adds, what it is and where that is known from."""
    fact, origin = line["fact"], line.get("origin") or {}
    doubt = DOUBTS.get(line["confidence"], "")
    bound = "  (au moins)" if line["at_least"] and line["part"] != "denominator" else ""
    yield f"  {day_in_words(line):<10}  {number:>7}  {line['label']}{bound}{doubt}"
    if line["detail"] and number != "0":
        yield f"      soit {line['detail']}"
    yield f"      fait {fact['source']}@{fact['position']} {fact['type']}"
    if origin:
        record = f" {origin['record']}" if origin["record"] else ""
        yield f"      source{record} : {origin['title']}"
        yield f"      {origin['url']}"


def day_in_words(line: Json) -> str:
    """A day, a month or a year, as finely as it is known; `~` when the source gives it roughly, `?` when it was deduced."""
    known = {"DAY": 10, "MONTH": 7, "YEAR": 4}[line["date_precision"]]
    certainty = {"STATED": "", "APPROXIMATE": "~", "INFERRED": "?"}[line["date_certainty"]]
    first, last = (date.fromisoformat(line[end]) for end in ("occurred_on", "occurred_until"))
    # What is given roughly may lie a little before or after: in the middle is what was said.
    middle = first + (last - first) // 2
    return f"{middle.isoformat()[:known]}{certainty}"


def told_in_words(one: Json) -> Iterator[str]:
    """One fact: which, when, by whom; what changed, or what was said."""
    councils = f"  {', '.join(one['councils'])}" if one["councils"] else ""
    yield f"{moment_in_words(one['recorded_at'])}  {one['fact']}  {one['name']}{councils}  par {one['by']}"
    for change in one["changes"]:
        yield f"      {change['name']} : {change['before'] or NOTHING} → {change['now'] or NOTHING}"
    said = [f"{said['name']} : {said['said']}" for said in one["said"]]
    yield f"      {' ; '.join(said) or one['words']}"
    if one["cause"]:
        yield f"      cause : {one['cause']}"


def replay_in_words(answer: Json) -> list[str]:
    rows = [["Table", "Lignes", "Verdict"]]
    rows += [
        [
            f"{one['service']} / {one['table']}",
            number_in_words(one["rows"]),
            "identique" if one["equal"] else "DIFFÉRENTE",
        ]
        for one in answer["tables"]
    ]
    verdict = "Rejeu identique" if answer["equal"] else f"Rejeu DIFFÉRENT, d'abord ici : {answer['first_difference']}"
    return [*table(rows), f"{verdict} (état des faits : {answer['as_of']})"]
