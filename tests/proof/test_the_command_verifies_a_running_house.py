"""`./fil verify`, on the real house of one machine."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from deploy.local.client import Client
from deploy.local.paths import ROOT, Place
from deploy.local.verify import CannotLook, verify
from shared.platform.checkpoints import NoteSigner, make_log_key, read_log_key
from tests.launcher.standins import eventually
from tests.support.intruder import Intruder
from tests.support.ports import free_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNCIL = {"name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deploy.local.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"FIL_HOME": str(place.home), "FIL_PORT_BASE": str(place.port_base)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def record(place: Place, *codes: str) -> None:
    """Councils, a fact each; returns once the ledger has read them."""
    with Client(place) as client:
        for code in codes:
            client.post("councils", "/v1/councils", {"council_id": code, **COUNCIL})
        client.get("reporting", "/v1/figures", {"from": "2016-01-01", "to": "2016-12-31", "after": client.after})


def wait_until_signed(place: Place, size: int) -> None:
    with Client(place) as client:
        eventually(lambda: client.read("councils", "/v1/log/checkpoint").splitlines()[1] == b"%d" % size)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A house in which a fact was signed, then four more: a service that stops signs what is recorded."""
    place = Place(tmp_path_factory.mktemp("house") / "home", free_base(23))
    try:
        assert run(place, "up", "--detach").returncode == 0
        record(place, "CC18")
        wait_until_signed(place, 1)
        record(place, "CC19", "CC20", "CC11", "CC10")
        assert run(place, "down").returncode == 0
        assert run(place, "up", "--detach").returncode == 0
        wait_until_signed(place, 5)
        yield place
    finally:
        run(place, "down")


@pytest.fixture
def log(place: Place) -> Iterator[Intruder]:
    """Somebody in the log of the councils, who leaves it as it was."""
    intruder = Intruder.in_log(f"sqlite:///{place.data}/councils.facts.db")
    yield intruder
    intruder.put_back()
    intruder.leave()


@pytest.fixture
def ledger(place: Place) -> Iterator[Intruder]:
    """Somebody in what the ledger keeps of that log, who leaves it as it was."""
    file = place.data / "reporting.views.db"
    with closing(sqlite3.connect(file)) as connection:
        [(table,)] = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ledger_g%'")
    intruder = Intruder.in_ledger(f"sqlite:///{file}", table, "councils")
    yield intruder
    intruder.put_back()
    intruder.leave()


@pytest.fixture
def checkpoints(place: Place, tmp_path: Path) -> Iterator[Path]:
    """The file of what was signed of the councils; put back afterwards with all that stands beside it."""
    shutil.copytree(place.checkpoints, tmp_path / "before")
    [file] = place.checkpoints.glob("councils-*.checkpoints")
    yield file
    shutil.rmtree(place.checkpoints)
    shutil.copytree(tmp_path / "before", place.checkpoints)


def found(place: Place, copy: Path | None = None) -> list[str]:
    """What is found of the councils; nothing is found of the others."""
    outcome = verify(place, copy)
    councils, *others = outcome.data["sources"]
    assert councils["source"] == "councils"
    assert all(one["intact"] for one in others)
    assert outcome.code == (1 if councils["findings"] else 0)
    findings: list[str] = councils["findings"]
    return findings


def test_a_true_house_is_said_to_be_and_what_that_does_not_prove(place: Place) -> None:
    done = run(place, "verify")

    assert (done.returncode, done.stderr) == (0, "")
    head, _, councils, *rest = done.stdout.splitlines()
    assert head == "Journal     Faits  Points de contrôle  Verdict"
    assert councils == "councils        5                   2   intact"
    assert rest[0] == "activities      0                   0   intact"
    assert "Ce que cela ne prouve pas :" in rest


def test_a_program_reads_the_same(place: Place) -> None:
    answer: dict[str, Any] = json.loads(run(place, "verify", "--json").stdout)

    assert answer["intact"] is True
    assert answer["sources"][0] == {
        "source": "councils",
        "facts": 5,
        "checkpoints": 2,
        "intact": True,
        "difference": None,
        "findings": [],
        "remarks": [],
    }


def test_a_fact_that_was_altered_is_named_and_the_command_fails(place: Place, log: Intruder) -> None:
    log.alter(3, b'{"id": "nothing of what was noted"}')

    done = run(place, "verify")

    assert done.returncode == 1
    assert "  councils@3 : modifié dans le journal" in done.stdout.splitlines()
    assert "DIFFÉRENT" in done.stdout
    answer = json.loads(run(place, "verify", "--json").stdout)
    assert answer["sources"][0]["difference"] == {"position": 3, "what": "altered", "differs": "log"}


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda log: log.remove(4), "councils@4 : retiré du journal"),
        (lambda log: log.remove(5), "councils@5 : retiré du journal"),
        (lambda log: log.swap(1, 5), "councils@1 : modifié dans le journal"),
        (lambda log: log.alter(2, "un texte"), "councils@2 : modifié dans le journal"),
    ],
)
def test_whatever_is_done_to_the_log_is_named(
    place: Place, log: Intruder, tamper: Callable[[Intruder], None], named: str
) -> None:
    tamper(log)
    assert found(place) == [named]
    log.put_back()
    assert found(place) == []


@pytest.mark.parametrize(
    ("tamper", "named", "unbound"),
    [
        (lambda ledger: ledger.alter(2, b"{}"), "councils@2 : modifié dans le grand livre", 2),
        (lambda ledger: ledger.remove(2), "councils@2 : retiré du grand livre", 3),
        (
            lambda ledger: ledger.insert(6, b"{}", like=5),
            "councils@6 est dans le grand livre, et pas dans le journal : rien n'a été signé qui dise lequel des deux est vrai",
            6,
        ),
    ],
)
def test_whatever_is_done_to_the_ledger_is_named_and_its_chain_is_broken(
    place: Place, ledger: Intruder, tamper: Callable[[Intruder], None], named: str, unbound: int
) -> None:
    tamper(ledger)
    assert found(place) == [
        named,
        f"councils@{unbound} n'est pas lié à ce qui le précède dans le grand livre : sa chaîne est rompue",
    ]


def test_a_last_checkpoint_that_is_taken_away_is_missed(place: Place, checkpoints: Path) -> None:
    first, _, _ = checkpoints.read_text().partition("\n\nfil-citoyen/")
    checkpoints.write_text(f"{first}\n\n")
    assert found(place) == ["councils : le point de contrôle de 5 faits manque au fichier"]


def test_a_file_of_checkpoints_that_is_taken_away_is_missed(place: Place, checkpoints: Path) -> None:
    checkpoints.unlink()
    assert found(place) == ["councils : le point de contrôle de 5 faits manque au fichier"]


def test_a_checkpoint_that_was_altered_is_told(place: Place, checkpoints: Path) -> None:
    checkpoints.write_text(checkpoints.read_text().replace("position 1", "position 2"))
    assert found(place) == [f"{checkpoints.name}, ligne 1 : ce n'est pas ce qui a été signé"]


def test_a_checkpoint_that_a_crash_has_cut_is_told_and_is_no_fault(place: Place, checkpoints: Path) -> None:
    content = checkpoints.read_bytes()
    checkpoints.write_bytes(content + content[:40])
    outcome = verify(place, None)
    assert outcome.code == 0
    assert outcome.data["sources"][0]["remarks"] == [
        f"{checkpoints.name}, ligne 17 : un point de contrôle coupé en cours d'écriture"
    ]


def test_another_key_beside_the_checkpoints_is_told(place: Place, checkpoints: Path) -> None:
    kept = checkpoints.with_suffix(".key")
    origin, *_ = kept.read_text().split("+")
    kept.write_text("not a key\n")
    assert found(place) == [f"{kept.name} : la clé qui était là ne peut plus être lue"]
    kept.write_text(f"{other_key(origin, checkpoints.parent / 'other')}\n")
    assert f"{kept.name} : le service signe avec une autre clé" in found(place)


def other_key(origin: str, path: Path) -> str:
    """The line of another key under the same name."""
    make_log_key(path)
    return NoteSigner(origin, read_log_key(path)).verifier.line


def test_another_log_that_was_signed_before_is_told(place: Place, checkpoints: Path) -> None:
    other = checkpoints.with_name("councils-11111111-1111-4111-8111-111111111111.checkpoints")
    shutil.copy(checkpoints, other)
    assert found(place) == [f"{other.name} : un autre journal de councils a été signé avant celui-ci"]


def test_a_copy_kept_elsewhere_finds_what_the_house_could_hide(
    place: Place, checkpoints: Path, log: Intruder, ledger: Intruder, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(place.checkpoints, copy)
    for both in (log, ledger):
        both.alter(3, b"{}")
    checkpoints.unlink()
    assert any(one.startswith("entre councils@2 et councils@5, le journal") for one in found(place, copy))


def test_a_copy_that_is_older_than_the_last_checkpoint_is_no_fault(
    place: Place, checkpoints: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(place.checkpoints, copy)
    [older] = copy.glob("councils-*.checkpoints")
    older.write_text(checkpoints.read_text().partition("\n\nfil-citoyen/")[0] + "\n\n")
    assert found(place, copy) == []


def test_without_a_copy_where_it_is_said_to_be_nothing_is_looked_at(place: Place, tmp_path: Path) -> None:
    done = run(place, "verify", "--checkpoints", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "n'est pas un dossier" in done.stderr


def test_a_service_that_was_given_another_key_signs_nothing_and_its_facts_are_verified_all_the_same(
    place: Place, checkpoints: Path
) -> None:
    key, away = place.log_key("councils"), place.log_key("councils").with_suffix(".away")
    run(place, "down")
    key.rename(away)
    run(place, "up", "--detach")
    assert found(place) == [
        "councils : le service ne montre rien de signé",
        f"{checkpoints.with_suffix('.key').name} : le service signe avec une autre clé",
    ]
    run(place, "down")
    away.replace(key)
    run(place, "up", "--detach")
    assert found(place) == []


def test_of_a_house_that_is_not_running_nothing_can_be_said(tmp_path: Path) -> None:
    nowhere = Place(tmp_path / "nowhere", free_base(23))
    with pytest.raises(CannotLook, match=r"Rien n'a pu être vérifié\. Les services ne tournent pas"):
        verify(nowhere, None)
    assert run(nowhere, "verify").returncode == 2
