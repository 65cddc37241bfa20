"""The script of `docs/draw.py`, run as anybody would run it, on a draw that was really held."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.house import House

GENDERS = ("F", "M", "M", "F", "NOT_DECLARED", "M", "OTHER", "M")
TENANTS = "".join(f"TEN{number:03};{GENDERS[number % 8]}\n" for number in range(200))
VOLUNTEERS = "".join(f"VOL{number:03};{GENDERS[number % 5]}\n" for number in range(40)) + "TEN007;M\n"
SEED = "Dés : 4 2 6 1 3 5, le 7 mars 2018, salle Saint-Bruno"


def described(kind: str, title: str, content: str) -> dict[str, Any]:
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {"kind": kind, "title": title, "tickets": content.count("\n"), "digest": digest}


@pytest.fixture
def published(town: House, council: str) -> dict[str, Any]:
    """A draw of 12 seats and 12 places of reserve, as `GET /v1/draws/{id}` gives it."""
    councils = town.councils
    lists = [described("LANDLORD", "Locataires", TENANTS), described("VOLUNTEERS", "Volontaires", VOLUNTEERS)]
    places = {"seats": 12, "reserve": 12, "prepared_on": "2018-03-01"}
    draw = councils.record("/v1/draws", {"council_id": council, "lists": lists, **places})
    contents = [TENANTS, VOLUNTEERS]
    last = councils.record(
        f"/v1/draws/{draw['id']}/held", {"seed": SEED, "contents": contents, "held_on": "2018-03-07"}
    )
    shown: dict[str, Any] = councils.get(f"/v1/draws/{draw['id']}", after=last["after"]).json()
    assert [one["rank"] for one in shown["drawn"]] == list(range(1, 25))
    return shown


@pytest.fixture
def repeat(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the script, alone, on files."""

    def run(published: dict[str, Any], *contents: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "tirage.json").write_text(json.dumps(published), encoding="utf-8")
        names = []
        for number, content in enumerate(contents, start=1):
            names.append(f"liste{number}.txt")
            (tmp_path / names[-1]).write_bytes(content.encode())
        command = [sys.executable, "-I", "-X", "utf8", str(ROOT / "docs/draw.py"), "tirage.json", *names]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    return run


def test_the_script_says_how_it_is_used(tmp_path: Path) -> None:
    """In French first, whatever is missing; never by a traceback."""

    def told(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-I", "-X", "utf8", str(ROOT / "docs/draw.py"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout, done.stderr

    code, usage, _ = told("--help")
    assert code == 0
    assert usage.startswith("Refaire un tirage au sort publié")
    assert "python3 draw.py tirage.json liste1.txt" in usage
    assert told() == (1, "", usage)
    assert told("tirage.json") == (1, "", usage)
    (tmp_path / "tirage.json").write_text("{", encoding="utf-8")
    for arguments in (("absent.json", "liste.txt"), ("tirage.json", "liste.txt")):
        code, _, said = told(*arguments)
        assert (code, said.startswith("Fichier illisible : "), said.endswith(usage)) == (1, True, True)


def test_a_published_draw_is_reproduced_and_what_was_altered_is_found(
    published: dict[str, Any], repeat: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = repeat(published, TENANTS, VOLUNTEERS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Tirage reproduit, rangs : 24\n", "")

    def refused(published: dict[str, Any], *contents: str) -> str:
        done = repeat(published, *contents)
        assert (done.returncode, done.stdout) == (1, "")
        return done.stderr

    # An altered list: one gender, the end of a line, the order of the files.
    not_the_file = "Liste 2 : ce n'est pas le fichier publié\n"
    assert refused(published, TENANTS, VOLUNTEERS.replace("VOL003;F", "VOL003;M")) == not_the_file
    assert refused(published, TENANTS, VOLUNTEERS.replace("\n", "\r\n")) == not_the_file
    assert refused(published, VOLUNTEERS, TENANTS).startswith("Liste 1 : ")
    assert refused(published, TENANTS) == "Listes publiées : 2 ; données : 1\n"

    # An altered result: two ranks exchanged, one left out, another person, another kind of list, another seed.
    drawn = published["drawn"]
    fourth = [one | {"ticket": "VOL001"} if one["rank"] == 4 else one for one in drawn]
    otherwise = [one | {"kind": "TAX"} if one["rank"] == 9 else one for one in drawn]
    swapped = [
        *drawn[:16],
        drawn[17] | {"rank": 17},
        drawn[16] | {"rank": 18},
        *drawn[18:],
    ]
    for altered, rank in ((fourth, 4), (otherwise, 9), (swapped, 17), (drawn[:-1], 24), ([*drawn, drawn[0]], 25)):
        assert refused(published | {"drawn": altered}, TENANTS, VOLUNTEERS).startswith(f"Le rang {rank} diffère : ")
    assert refused(published | {"seed": "Dés : 4 2 6 1 3 6"}, TENANTS, VOLUNTEERS).startswith("Le rang ")
