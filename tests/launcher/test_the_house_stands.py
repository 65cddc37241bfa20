"""The real house, as people run it: it starts, says so, stands up again after each fall, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from deploy.local.house import RECORDING
from deploy.local.launcher import is_free
from deploy.local.paths import PORTS, ROOT, Place
from deploy.local.presence import read_note
from tests.launcher.standins import eventually, is_alive
from tests.support.ports import free_base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def run(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deploy.local.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"FIL_HOME": str(place.home), "FIL_PORT_BASE": str(place.port_base)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def fil(place: Place, *arguments: str) -> tuple[int, Any, str]:
    """What the command line ends with, answers in JSON, and says meanwhile."""
    done = run(place, *arguments, "--json")
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("house") / "données de fil", free_base(23))
    code, answer, said = fil(place, "up", "--detach")
    assert code == 0, said
    assert answer["addresses"]["console"] == f"http://127.0.0.1:{place.port_base}"
    yield place
    assert fil(place, "down")[:2] == (0, {"stopped": True})
    assert all(is_free(place.port(name)) for name in PORTS)


def pids(place: Place) -> dict[str, int]:
    note = read_note(place)
    assert note is not None
    return {name: process["pid"] for name, process in note["processes"].items()}


def test_everything_is_ready_when_it_says_so(standing: Place) -> None:
    code, status, _ = fil(standing, "status")

    assert code == 0
    assert {name: service["ready"] for name, service in status["services"].items()} == dict.fromkeys(PORTS, True)


def test_the_doctor_finds_each_service_well(standing: Place) -> None:
    _, answer, _ = fil(standing, "doctor")

    assert {check["name"]: check["ok"] for check in answer["checks"] if check["name"] in PORTS} == dict.fromkeys(
        PORTS, True
    )


def test_a_token_lets_its_bearer_call_in_that_role_and_no_other(standing: Place) -> None:
    _, answer, _ = fil(standing, "token", "--role", "operator")
    said = {"Authorization": f"Bearer {answer['token']}"}

    assert httpx2.get(f"{standing.url('councils')}/v1/log/head", headers=said).status_code == 200
    assert httpx2.get(f"{standing.url('councils')}/v1/councils", headers=said).status_code == 403


def test_facts_are_asked_for_on_the_command_line(standing: Place) -> None:
    assert fil(standing, "facts", "--from", "2026-01-01", "--limit", "5")[:2] == (0, {"facts": [], "next": None})
    assert run(standing, "facts").stdout == "Aucun fait pour cette demande.\n"
    assert run(standing, "facts", "--csv").stdout.startswith("\ufeffFait;Enregistré le;Par;Nature;")
    code, answer, _ = fil(standing, "facts", "--type", "activities.party")
    assert (code, answer["problem"]["type"]) == (1, "/problems/no-such-kind-of-fact")


def test_its_secrets_are_for_its_owner_only(standing: Place) -> None:
    secrets = [standing.signing_key, standing.nats_password, standing.nats_config, standing.vault_secret]
    secrets += [standing.log_key(name) for name in RECORDING]

    assert {oct(secret.stat().st_mode & 0o777) for secret in secrets} == {"0o600"}
    assert {oct(folder.stat().st_mode & 0o777) for folder in (standing.keys, standing.checkpoints)} == {"0o700"}


@pytest.mark.parametrize("name", PORTS)
def test_each_process_that_is_killed_is_ready_again_by_itself(standing: Place, name: str) -> None:
    killed = pids(standing)[name]

    os.kill(killed, signal.SIGKILL)

    eventually(lambda: pids(standing)[name] != killed)
    eventually(lambda: fil(standing, "status")[0] == 0, seconds=60)


def test_the_visit_of_real_records_shows_explains_and_proves_and_leaves_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path / "visited", free_base(23))

    code, story, said = fil(place, "demo", "--once", "--real-only")

    assert code == 0, said
    assert set(story) == {"import", "figures", "trace", "replay"}, "and no address of what is gone"
    assert story["trace"]["figure"]["indicator"] == "VIE-03"
    assert all(line["origin"]["url"].startswith("http") for line in story["trace"]["counted"])
    assert story["replay"]["equal"] is True
    assert list(place.home.iterdir()) == []
    assert all(is_free(place.port(name)) for name in PORTS)


def test_the_visit_tells_invented_lives_apart_and_says_every_line_that_the_readme_shows(tmp_path: Path) -> None:
    place = Place(tmp_path / "visited", free_base(23))
    [excerpt] = re.findall(
        r"^```\n(Enregistrés .*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )

    done = run(place, "demo", "--once")

    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    # But for the address: nothing stays that could be opened.
    assert [line for line in excerpt.splitlines() if line not in said] == [
        "Ouvrez http://127.0.0.1:8000 (la page des chiffres)."
    ]
    assert said[-1] == "Tout est arrêté et effacé. Pour ouvrir les pages : ./fil demo (sans --once), ou ./fil up."
    tables = [line.split()[1:] for line in said if line.startswith("Indicateur")]
    assert tables == [
        ["CC11", "CC14", "CC18"],
        ["INV-10E", "INV-11E", "INV-13E", "INV-14E"],
        ["INV-17E", "INV-18E", "INV-19E", "INV-20E"],
    ]
    assert list(place.home.iterdir()) == []


def test_a_visit_that_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    place = Place(tmp_path / "visited", free_base(23))
    visit = subprocess.Popen(
        [sys.executable, "-m", "deploy.local.cli", "demo"],
        cwd=ROOT,
        env=os.environ | {"FIL_HOME": str(place.home), "FIL_PORT_BASE": str(place.port_base)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        eventually(lambda: any(read_note(Place(home)) for home in place.home.glob("demo-*")), seconds=60)
        [note] = [note for home in place.home.glob("demo-*") if (note := read_note(Place(home)))]
    finally:
        visit.kill()
        visit.wait()

    eventually(lambda: not is_alive(note["launcher"]), seconds=60)
    assert not any(is_alive(process["pid"]) for process in note["processes"].values())
