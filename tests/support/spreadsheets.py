"""Spreadsheets to import, somebody who has them, and imports that are killed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.console.importing.sheets import LAYOUTS, Choices, import_sheet
from shared.contracts.activities.imports import ImportMode

if TYPE_CHECKING:
    from pathlib import Path

    from services.console.importing.sheets.report import SheetReport
    from tests.support.records import Importer

ROW_BY_ROW, ALL_OR_NOTHING = ImportMode.ROW_BY_ROW, ImportMode.ALL_OR_NOTHING
MEETINGS = "Date;Nature;Présents;Habitants"
MEMBERS = "Nom;Prénom;Adresse électronique;Collège;Qualité;Membre depuis le"
LOG = "Date;Activité;Durée;Précision"


class Office:
    """Somebody with spreadsheets about one council."""

    def __init__(self, directory: Path, importer: Importer, council: str) -> None:
        self.directory = directory
        self.api = importer
        self.council = council

    def write(self, header: str, *rows: str, name: str = "tableau.csv") -> Path:
        file = self.directory / name
        file.write_text("\n".join([header, *rows]), encoding="utf-8")
        return file

    def run(self, file: Path, kind: str, mode: ImportMode = ROW_BY_ROW, **choices: Any) -> SheetReport:
        return import_sheet(file, self.api, LAYOUTS[kind], Choices(mode, council=self.council, **choices))

    def shown(self, path: str, name: str) -> list[dict[str, Any]]:
        head = self.api.look("activities", "/v1/log/head").body["position"]
        rows: list[dict[str, Any]] = self.api.look(
            "activities", f"{path}?council={self.council}&limit=200&after=activities@{head}"
        ).body[name]
        return rows

    def meetings(self) -> list[tuple[str, str, int | None]]:
        return [(one["held_on"], one["kind"], one["present"]) for one in self.shown("/v1/meetings", "meetings")]

    def members(self) -> list[dict[str, Any]]:
        head = self.api.look("councils", "/v1/log/head").body["position"]
        path = f"/v1/councils/{self.council}/members?on=2026-11-01&after=councils@{head}"
        rows: list[dict[str, Any]] = self.api.look("councils", path).body["members"]
        return rows

    def shown_imports(self) -> list[dict[str, Any]]:
        """Imports of which all rows are of this council."""
        head = self.api.look("activities", "/v1/log/head").body["position"]
        rows: list[dict[str, Any]] = self.api.look("activities", f"/v1/imports?limit=200&after=activities@{head}").body[
            "imports"
        ]
        return [one for one in rows if one["council_id"] == self.council]

    def batch(self, batch_id: object) -> dict[str, Any]:
        """One import as it stands."""
        head = self.api.look("activities", "/v1/log/head").body["position"]
        found: dict[str, Any] = self.api.look("activities", f"/v1/imports/{batch_id}?after=activities@{head}").body
        return found

    def seen(self) -> list[list[Any]]:
        """What can be seen of the council: its meetings and time spent that stand, and its members."""
        meetings = [one for one in self.shown("/v1/meetings", "meetings") if one["status"] != "WITHDRAWN"]
        return [meetings, self.shown("/v1/activities", "activities"), self.members()]

    def positions(self) -> list[int]:
        return [self.api.look(name, "/v1/log/head").body["position"] for name in ("councils", "activities")]


def verdicts(report: SheetReport) -> list[tuple[int, str, list[str]]]:
    return [(one.row.number, one.verdict.value, [each.code for each in one.problems]) for one in report.outcomes]


class Killed(BaseException):
    """The import is killed."""


class Mortal:
    """An importer that is killed just after its nth command has gone through (rehearsals not counted)."""

    def __init__(self, api: Importer, commands: int) -> None:
        self._api = api
        self._left = commands

    def look(self, service: str, path: str) -> Any:
        return self._api.look(service, path)

    def attempt(self, service: str, path: str, body: Any, *, rehearsal: bool = False, **how: Any) -> Any:
        answer = self._api.attempt(service, path, body, rehearsal=rehearsal, **how)
        if not rehearsal:
            self._left -= 1
            if not self._left:
                raise Killed
        return answer
