"""Records to import, and the import of a file into services that run elsewhere.

`python -m tests.support.records FILE COUNCILS_URL ACTIVITIES_URL SIGNING_KEY` imports a file in a process of its own,
which a test may kill.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2

from services.console.importing import WAS_DONE, Answer, run_import
from shared.platform.access import Signer
from tests.support.house import AUDIENCE, ISSUER
from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REAL = ROOT / "deploy" / "local" / "real_records.json"
"""The twenty-seven public records of the Paris councils."""
PATIENCE_SECONDS = 30


def record(rank: int, **other: Any) -> dict[str, Any]:
    """A record of the form of the real ones: a board meeting of the 18th, unless told otherwise."""
    return {
        "id": f"T-{rank:03d}",
        "date": "2018-03-13",
        "date_precision": "day",
        "time": None,
        "council": "CC18",
        "type": "board_meeting",
        "event_hint": "MeetingHeld",
        "subject": "Board meeting",
        "counts": {"present": 10},
        "location": None,
        "outcome": None,
        "confidence": "high",
        "note": None,
        "source": {"title": "Minutes", "url": "https://example.org/minutes"},
    } | other


def write(directory: Path, records: Sequence[Any], name: str = "records.json") -> Path:
    """A file of these records."""
    file = directory / name
    file.write_text(json.dumps(records), encoding="utf-8")
    return file


class Nobody:
    """Nobody may be spoken to: a file that is refused whole reaches no service."""

    def look(self, service: str, path: str) -> Answer:
        raise AssertionError(f"asked {service} for {path}")

    def attempt(self, service: str, path: str, body: object, **how: Any) -> Answer:
        raise AssertionError(f"told {service} {path}: {body} ({how})")


class Importer:
    """Somebody who imports, patiently: a service that is away comes back, and the same command is sent again."""

    def __init__(self, urls: Mapping[str, str], signer: Signer, subject: str = "importer") -> None:
        self._urls = urls
        self._signer = signer
        self._subject = subject
        self._client = httpx2.Client(timeout=20)

    def look(self, service: str, path: str) -> Answer:
        return self._send("GET", self._urls[service] + path, {})

    def attempt(
        self,
        service: str,
        path: str,
        body: object,
        *,
        key: str,
        cause: str,
        version: int | None = None,
        rehearsal: bool = False,
    ) -> Answer:
        headers = {"Idempotency-Key": key, "X-Cause": cause}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        if rehearsal:
            headers["Fil-Rehearsal"] = "1"
        return self._send("POST", self._urls[service] + path, headers, json=body)

    def _send(self, method: str, url: str, headers: Mapping[str, str], **content: Any) -> Answer:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            signed = {**headers, **self._signer.headers(self._subject, ("coordinator",))}
            try:
                response = self._client.request(method, url, headers=signed, **content)
            except httpx2.TransportError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                if response.status_code != httpx2.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    return Answer(response.status_code, response.json(), WAS_DONE in response.headers)

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()


def main(file: str, councils_url: str, activities_url: str, signing_key: str) -> None:
    """Import, and say what became of the file in JSON."""
    importer = Importer(
        {"councils": councils_url, "activities": activities_url}, Signer.load(signing_key, ISSUER, AUDIENCE)
    )
    sys.stdout.write(json.dumps(run_import(Path(file), importer, dry_run=False).to_json()))


if __name__ == "__main__":
    main(*sys.argv[1:])
