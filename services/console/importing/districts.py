"""Loading an official list of priority districts: a CSV file as data.gouv.fr gives it, said to the councils service.

Its form is judged whole before anything is said: lines that are not understood refuse the file, and are all told. Then districts are said
one by one, each once, whatever interrupts it. The form is told in `docs/import.md`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from services.console.importing.records import CannotImport
from shared.contracts.councils.territories import DistrictGeneration, PerimeterChange
from shared.sentences import in_french

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from services.console.importing.sending import Api

LARGEST_MEGABYTES = 5
MOST_LINES_TOLD = 50
REDIRECTED = 300
PARIS = "75"

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("code_qp", "code_quartier", "code"),
    "name": ("lib_qp", "nom_qp", "nom", "name"),
    "department": ("insee_dep",),
    "municipality": ("insee_com",),
    "arrondissements": ("arrondissements",),
    "valid_from": ("valid_from", "debut"),
    "valid_until": ("valid_until", "fin"),
    "perimeter": ("perimetre", "perimeter"),
    "predecessors": ("predecesseurs", "predecessors"),
}
"""What a column may be headed by. Only the first two are needed."""
NEEDED = ("code", "name")
PERIMETERS = {
    "inchangé": PerimeterChange.UNCHANGED,
    "modifié": PerimeterChange.MODIFIED,
    "nouveau": PerimeterChange.NEW,
    "": PerimeterChange.NOT_STATED,
}
CODE = re.compile(r"(QP|QN)(\d{3})(\d{3}|\d{2}[A-Z])")
APPLIES: Mapping[DistrictGeneration, tuple[date, date | None]] = {
    DistrictGeneration.LIST_2015: (date(2015, 1, 1), date(2023, 12, 31)),
    DistrictGeneration.LIST_2024: (date(2024, 1, 1), None),
}
"""When each list applies, where the file does not say (decrees 2014-1750 of 30 December 2014 and 2023-1314 of 28 December 2023)."""


class _NotUnderstood(Exception):  # noqa: N818 - says what a line is
    """Why one line is not understood; the others are read all the same."""


class Verdict(StrEnum):
    """What became of a district."""

    RECORDED = "recorded"
    KNOWN = "known"
    REFUSED = "refused"
    MISSING = "missing"
    """Listed before, and no longer in the file of the same list."""
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class OfficialList:
    """The districts of Paris in a file, as they will be said."""

    digest: str
    districts: tuple[dict[str, Any], ...]
    elsewhere: int
    """Lines about other departments, passed over."""


@dataclass(frozen=True, slots=True)
class DistrictsReport:
    """What became of each district of a list."""

    digest: str
    is_trial: bool
    elsewhere: int
    verdicts: tuple[tuple[str, str, Verdict, str], ...]
    """Code, name, what became of it, and why it was refused."""

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        keys = ("district_code", "name", "verdict", "problem")
        found = [dict(zip(keys, one, strict=True)) for one in self.verdicts]
        return {
            "list_digest": self.digest,
            "dry_run": self.is_trial,
            "elsewhere": self.elsewhere,
            "ok": not any(one[2] is Verdict.REFUSED for one in self.verdicts),
            "districts": found,
        }

    def lines(self) -> Iterator[str]:
        """For people."""
        words = {
            Verdict.RECORDED: "à enregistrer" if self.is_trial else "enregistré",
            Verdict.KNOWN: "déjà connu",
            Verdict.REFUSED: "refusé",
            Verdict.MISSING: "absent de cette liste (--remove-missing pour le retirer)",
            Verdict.STRUCK: "à retirer" if self.is_trial else "retiré",
        }
        for code, name, verdict, problem in self.verdicts:
            yield f"{code}  {words[verdict]:<14}  {name}{f' : {problem}' if problem else ''}"
        if self.elsewhere:
            yield in_french(
                "{elsewhere:ligne d'un autre département laissée|lignes d'autres départements laissées} de côté.",
                elsewhere=self.elsewhere,
            )
        if self.is_trial:
            yield "Essai : rien n'a été enregistré."


def read_list(file: Path) -> OfficialList:
    """Read a file whole. Raises CannotImport, naming every line that is not understood."""
    if file.is_dir() or not file.exists():
        raise CannotImport(f"{file} n'est pas un fichier.")
    content = file.read_bytes()
    if len(content) > LARGEST_MEGABYTES * 1_000_000:
        raise CannotImport(f"{file.name} dépasse {LARGEST_MEGABYTES} Mo.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotImport(f"{file.name} n'est pas écrit en UTF-8.") from None
    lines = _lines(file, text)
    ours = [(number, line) for number, line in lines if line.get("department", PARIS) == PARIS]
    digest = hashlib.sha256(content).hexdigest()
    return OfficialList(digest, _districts(file, ours, digest), len(lines) - len(ours))


def _lines(file: Path, text: str) -> list[tuple[int, dict[str, str]]]:
    """The lines that say something, with their numbers. Raises CannotImport."""
    first_line = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first_line else ",")
    try:
        columns = _columns(file, next(rows, []))
        return [
            (rows.line_num, {name: cells[rank].strip() if rank < len(cells) else "" for name, rank in columns.items()})
            for cells in rows
            if any(cells)
        ]
    except csv.Error:
        raise CannotImport(
            f"{file.name} n'est pas un CSV lisible vers la ligne {rows.line_num} (guillemet non fermé ?)."
        ) from None


def _districts(file: Path, lines: list[tuple[int, dict[str, str]]], digest: str) -> tuple[dict[str, Any], ...]:
    """What the lines say, all of them or none. Raises CannotImport."""
    districts: dict[str, dict[str, Any]] = {}
    wrong: list[str] = []
    for number, line in lines:
        try:
            district = _district(line, digest)
            if district["district_code"] in districts:
                raise _NotUnderstood(f"{district['district_code']} figure deux fois")
        except _NotUnderstood as why:
            wrong.append(f"  Ligne {number} : {why}.")
        else:
            districts[district["district_code"]] = district
    if wrong:
        raise CannotImport(_told(file, wrong))
    if not districts:
        raise CannotImport(f"{file.name} ne contient aucun quartier de Paris.")
    return tuple(districts.values())


def _told(file: Path, wrong: list[str]) -> str:
    """The lines that are not understood, as many as people read."""
    head = "{many:ligne n'est pas comprise|lignes ne sont pas comprises} ; rien n'a été enregistré."
    beyond = len(wrong) - MOST_LINES_TOLD
    more = [in_french("  … et {beyond:autre|autres}.", beyond=beyond)] if beyond > 0 else []
    return "\n".join([f"{file.name} : {in_french(head, many=len(wrong))}", *wrong[:MOST_LINES_TOLD], *more])


def _columns(file: Path, header: list[str]) -> dict[str, int]:
    headed = [cell.strip().lower() for cell in header]
    columns = {
        name: headed.index(heading)
        for name, headings in HEADINGS.items()
        if (heading := next((one for one in headings if one in headed), None)) is not None
    }
    for name in NEEDED:
        if name not in columns:
            wanted = " ou ".join(HEADINGS[name])
            raise CannotImport(f"{file.name} n'a pas de colonne {wanted} : ce n'est pas une liste de quartiers.")
    return columns


def _district(line: Mapping[str, str], digest: str) -> dict[str, Any]:
    """What a line says. Raises _NotUnderstood."""
    code = line["code"].upper()
    found = CODE.fullmatch(code)
    if found is None or not line["name"]:
        raise _NotUnderstood("il faut un code de quartier (QP075019, QN07511M) et un nom")
    generation = DistrictGeneration.LIST_2015 if found[1] == "QP" else DistrictGeneration.LIST_2024
    first, last = APPLIES[generation]
    perimeter = PERIMETERS.get(line.get("perimeter", "").lower())
    if perimeter is None:
        raise _NotUnderstood("le périmètre est inchangé, modifié, nouveau, ou n'est pas dit")
    return {
        "district_code": code,
        "generation": generation.value,
        "name": line["name"],
        "arrondissements": _arrondissements(line),
        "valid_from_on": (_day(line.get("valid_from", "")) or first).isoformat(),
        "valid_until_on": _iso(_day(line.get("valid_until", "")) or last),
        "perimeter": perimeter.value,
        "predecessors": _codes(line.get("predecessors", "")),
        "list_digest": digest,
        "origin": {"channel": "IMPORT"},
    }


def _arrondissements(line: Mapping[str, str]) -> list[str]:
    """Those that are told; else the one of the municipality code `75118`; else none, which is unknown."""
    told = re.findall(r"[^\s,/|]+", line.get("arrondissements", ""))
    municipality = re.fullmatch(r"751(\d\d)", line.get("municipality", ""))
    found = [one.removeprefix("0") for one in told] or ([str(int(municipality[1]))] if municipality else [])
    if any(not re.fullmatch(r"[1-9]|1\d|20", one) for one in found):
        raise _NotUnderstood("un arrondissement de Paris va de 1 à 20")
    return found


def _codes(told: str) -> list[str]:
    codes = re.findall(r"[^\s,/|]+", told.upper())
    if any(not CODE.fullmatch(code) for code in codes):
        raise _NotUnderstood("un quartier précédent n'a pas la forme d'un code (QP075019)")
    return codes


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise _NotUnderstood("une date s'écrit AAAA-MM-JJ, et doit exister") from None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def load_districts(file: Path, api: Api, *, dry_run: bool, remove_missing: bool) -> DistrictsReport:
    """Say every district of a list, once. Raises CannotImport, and whatever the client raises when nobody answers."""
    official = read_list(file)
    known = {one["district_code"]: one for one in _listed(api)}
    verdicts = [_say(api, one, known.get(one["district_code"]), dry_run=dry_run) for one in official.districts]
    named = {one["district_code"] for one in official.districts}
    generations = {one["generation"] for one in official.districts}
    for code, one in known.items():
        if one["generation"] in generations and code not in named:
            verdicts.append(_strike(api, one, official.digest, dry_run=dry_run, remove_missing=remove_missing))
    return DistrictsReport(official.digest, dry_run, official.elsewhere, tuple(verdicts))


def _listed(api: Api) -> list[dict[str, Any]]:
    head = api.look("councils", "/v1/log/head")
    answer = api.look("councils", f"/v1/districts?after=councils@{head.body['position']}")
    if answer.status >= REDIRECTED:
        raise CannotImport(f"Le service des conseils ne répond pas ({answer.status}).")
    districts: list[dict[str, Any]] = answer.body["districts"]
    return districts


def _say(
    api: Api, district: dict[str, Any], known: dict[str, Any] | None, *, dry_run: bool
) -> tuple[str, str, Verdict, str]:
    code, name = district["district_code"], district["name"]
    told = {field: value for field, value in district.items() if field not in ("list_digest", "origin")}
    if known is not None and all(known[field] == value for field, value in told.items()):
        return code, name, Verdict.KNOWN, ""
    if not dry_run:
        # A list that says again what an earlier one said is another intention: the version that was seen is in the key.
        version = known["version"] if known else 0
        key = f"district-{district['list_digest'][:24]}-{code}-{version}"
        answer = api.attempt(
            "councils", "/v1/districts", district, key=key, cause=f"list:{district['list_digest'][:12]}"
        )
        if answer.status >= REDIRECTED:
            return code, name, Verdict.REFUSED, str(answer.body.get("detail", ""))
    return code, name, Verdict.RECORDED, ""


def _strike(
    api: Api, known: dict[str, Any], digest: str, *, dry_run: bool, remove_missing: bool
) -> tuple[str, str, Verdict, str]:
    code, name = known["district_code"], known["name"]
    if not remove_missing:
        return code, name, Verdict.MISSING, ""
    if not dry_run:
        answer = api.attempt(
            "councils",
            f"/v1/districts/{code}/removal",
            {"list_digest": digest, "origin": {"channel": "IMPORT"}},
            key=f"district-{digest[:24]}-{code}-removed",
            cause=f"list:{digest[:12]}",
            version=known["version"],
        )
        if answer.status >= REDIRECTED:
            return code, name, Verdict.REFUSED, str(answer.body.get("detail", ""))
    return code, name, Verdict.STRUCK, ""
