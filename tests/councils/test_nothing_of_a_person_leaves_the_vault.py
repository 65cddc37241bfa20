"""Every byte that a running service leaves behind is searched for what was said of a person, plainly or in a digest without a key."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
import pytest

from services.councils.people.domain import criteria_of
from shared.contracts.councils.people import Detail
from tests.support.process_house import ProcessHouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.house import Caller

WITNESS = "Conseil témoin"
"""A public name, which must be found where facts go: else nothing would be found because nothing is searched."""
SAID = {
    "family_name": "Lefèvrissime-Quassi",
    "given_name": "Zébulonette",
    "email": "zebu.quassi@boitezebu.example.org",
    "phone": "06 98 76 54 32",
    "postal_address": "33 impasse Tournesolaire, 75018 Paris",
    "note": "Disponible samedigne.\nPréfère le téléphonique.",
}
SAID_LATER = {"family_name": "Dumontissime", "note": "Déménagera bientôtesque."}
PARTS = [
    *("Lefèvrissime", "Quassi", "Zébulonette", "zebu.quassi", "boitezebu", "98765432", "98 76 54 32", "Tournesolaire"),
    *("samedigne", "téléphonique", "Dumontissime", "bientôtesque"),
]


def forms(word: str) -> set[bytes]:
    """A word as it may be written: with and without accents, in several encodings and escapes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    escaped = word.encode("ascii", "backslashreplace").replace(b"\\xe", b"\\u00e")
    plain = {word, word.lower(), word.upper(), bare, bare.lower(), bare.upper()}
    return {one.encode(code) for one in plain for code in ("utf-8", "utf-16-le", "latin-1")} | {escaped}


def values() -> set[str]:
    """Whole values, and the forms in which they are looked for: what a digest without a key would be made of."""
    marks = criteria_of({Detail(name.upper()): value for name, value in SAID.items()})
    return {*SAID.values(), *SAID_LATER.values(), "+33698765432", *(value for made in marks.values() for value in made)}


def digests(value: str) -> set[bytes]:
    made = [hashlib.new(name, value.encode()) for name in ("md5", "sha1", "sha256")]
    return {form for one in made for form in (one.digest(), one.hexdigest().encode())}


def needles() -> set[bytes]:
    plain = set[bytes]().union(*map(forms, PARTS))
    sounds = {value.encode() for value in values() if len(value) >= 8}
    return plain | sounds | set[bytes]().union(*map(digests, values()))


def of_postgres(url: str) -> bytes:
    """Every row of every table, as bytes are stored."""
    found = b""
    with psycopg.connect(url.partition("?")[0]) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname !~ '^pg_|information_schema'"
        ).fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copied:
                found += b"".join(bytes(part) for part in copied)
    return found


def of_files(*paths: Path) -> bytes:
    return b"".join(
        path.read_bytes() for one in paths for path in ([one] if one.is_file() else one.rglob("*")) if path.is_file()
    )


def of_database(url: str) -> bytes:
    """A database as it lies there, with what SQLite has not yet written back."""
    if urlsplit(url).scheme != "sqlite":
        return of_postgres(url)
    from pathlib import Path  # noqa: PLC0415

    file = Path(url.removeprefix("sqlite:///"))
    return of_files(*file.parent.glob(f"{file.name}*"))


@pytest.fixture
def urls() -> list[str]:
    """The databases that were made, in order."""
    return []


@pytest.fixture
def processes(
    tmp_path: Path, nats_url: str, new_database: Callable[[], str], urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[ProcessHouse]:
    """Services that write into their logs all that they ever would."""
    monkeypatch.setenv("FIL_LOG_LEVEL", "DEBUG")

    def noted() -> str:
        urls.append(new_database())
        return urls[-1]

    house = ProcessHouse(tmp_path, nats_url, noted)
    yield house
    house.end()


def test_no_byte_of_a_person_is_anywhere_but_sealed(processes: ProcessHouse, urls: list[str], tmp_path: Path) -> None:
    service = processes.start("councils")
    councils = processes.caller(service)
    said = live(councils)
    metrics = councils.get("/metrics").content
    councils.close()
    names = ("store_url", "views_url", "vault_url", "vault_keys_url")
    left = {name: of_database(url) for name, url in zip(names, urls, strict=True)}
    service.stop()
    left |= {
        "metrics": metrics,
        "log": service.log.read_bytes(),
        "streams": of_files(*(path for path in tmp_path.iterdir() if path.name.startswith("nats-"))),
        "answers without a name": b"".join(said),
    }
    for name in ("store_url", "views_url", "streams"):
        assert WITNESS.encode() in left[name], f"{name} is not searched as it should be"
    assert b"/v1/people/search" in left["log"]
    assert b"fil_" in left["metrics"]
    for name in ("vault_url", "vault_keys_url"):
        assert b"tester:" in left[name], f"{name} is not searched as it should be"
    found = {name: [needle for needle in needles() if needle in content] for name, content in left.items()}
    assert found == {name: [] for name in left}


def live(councils: Caller) -> list[bytes]:
    """A person is registered, changed, looked for, refused, misunderstood; returns the answers that must hold no name."""
    councils.record(
        "/v1/councils", {"council_id": "CC18", "name": WITNESS, "arrondissement": "18", "established_on": "2016-11-01"}
    )
    known: dict[str, Any] = {"legal_basis": "MEMBERSHIP", "registered_on": "2026-03-02"}
    answers = [councils.post("/v1/people", {**known, "details": SAID}) for _ in range(2)]
    anne = f"/v1/people/{answers[0].json()['id']}"
    answers += [
        councils.post(f"{anne}/details", {"details": SAID_LATER}, if_match=1),
        councils.post(f"{anne}/details", {"details": SAID}, if_match=1),
        councils.post(f"{anne}/consents", {"purpose": "PHOTO", "given_on": "2026-03-02"}),
        councils.post("/v1/people", {**known, "details": SAID, "registered_on": "2099-01-01"}),
        councils.post("/v1/people", {**known, "details": SAID, "surname": SAID["family_name"]}),
        councils.post("/v1/people", {**known, "details": {"phone": SAID["note"], "email": SAID["family_name"]}}),
        councils.post("/v1/people", {**known, "legal_basis": SAID["family_name"], "details": SAID}),
        councils.post("/v1/people", raw=f'{{"details": "{SAID["family_name"]}'.encode()),
        councils.post("/v1/people/search", {"given_name": SAID["given_name"]}),
        councils.post("/v1/people/search", {"family_name": SAID["family_name"], "email": SAID["note"]}),
        councils.get("/v1/people/duplicates"),
        councils.get(f"{anne}/history"),
        councils.get(f"{anne}/reads"),
    ]
    assert [answer.status_code for answer in answers] == [
        201,
        201,
        200,
        412,
        200,
        409,
        *[422] * 3,
        400,
        422,
        422,
        *[200] * 3,
    ]
    searched = councils.post(
        "/v1/people/search", {"family_name": SAID["family_name"], "given_name": SAID["given_name"]}
    )
    assert len(searched.json()["people"]) == 1
    assert councils.get(anne).json()["details"]["family_name"] == SAID_LATER["family_name"]
    listed = councils.get("/v1/people", after=answers[4].json()["after"])
    answers += [listed, councils.get("/v1/people", format="csv"), councils.get("/v1/log")]
    deadline = time.monotonic() + 20
    while b'fil_published_position{service="councils"} 5.0' not in councils.get("/metrics").content:
        assert time.monotonic() < deadline, "the facts were never published"
        time.sleep(0.05)
    return [answer.content for answer in answers]
