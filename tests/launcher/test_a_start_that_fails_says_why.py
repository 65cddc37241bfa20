"""What prevents the start is said in words that help, and nothing is left running."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from deploy.local import house, launcher
from deploy.local.cli import main
from deploy.local.launcher import CannotStart, Child, Launcher, is_free
from deploy.local.paths import Place, WrongPlace
from tests.launcher.standins import standin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SILENT = "import time; print('still looking for my socks', flush=True); time.sleep(60)"
FALLEN = "print('no socks at all', flush=True); raise SystemExit(7)"


def start(place: Place, stages: Sequence[Sequence[Child]]) -> str:
    place.home.mkdir(exist_ok=True)
    with pytest.raises(CannotStart) as refusal:
        asyncio.run(Launcher(place, stages, lambda _: None).run(lambda: None))
    return str(refusal.value)


def test_a_taken_port_is_named_with_the_way_round_it(place: Place) -> None:
    with socket.create_server(("127.0.0.1", place.port("councils"))):
        said = start(place, [[standin(place, "nats")], [standin(place, "councils")]])

    assert said == (
        f"Port déjà pris : {place.port_base + 1} (councils). "
        "Libérez-le, ou déplacez toute la maison : FIL_PORT_BASE=9000 ./fil …"
    )
    assert not place.run_file.exists()


def test_a_process_that_falls_at_start_shows_the_end_of_its_log_and_stops_the_others(place: Place) -> None:
    said = start(place, [[standin(place, "nats")], [standin(place, "councils", FALLEN)]])

    assert said.startswith("councils : s'est arrêté au démarrage (code 7). Dernières lignes de ")
    assert said.endswith("  | no socks at all")
    assert is_free(place.port("nats"))


def test_a_process_that_never_gets_ready_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "START_LIMIT", 0.5)

    said = start(place, [[standin(place, "councils", SILENT)]])

    assert said.startswith("councils : n'est pas prêt après 0 s.")
    assert said.endswith("  | still looking for my socks")


def test_a_broker_that_cannot_sync_each_message_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "nats-server"
    old.write_text("#!/bin/sh\necho nats-server: v2.9.10\n")
    old.chmod(0o700)

    with pytest.raises(CannotStart, match=r"NATS v2\.9\.10 est trop ancien .* il en faut un d'au moins 2\.12"):
        house.nats_version(old)


def test_a_sqlite_that_may_corrupt_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "OLDEST_SQLITE", (99, 0, 0))

    with pytest.raises(CannotStart, match="est trop ancien"):
        house.sqlite_version()


def test_a_broker_that_is_named_but_absent_is_not_replaced_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIL_NATS_BIN", "/nowhere/nats-server")

    with pytest.raises(CannotStart, match=r"nats-server est introuvable \(/nowhere/nats-server\)"):
        house.find_nats()


@pytest.mark.parametrize("base", ["abc", "80", "65530", "-8000", ""])
def test_a_port_base_that_is_no_port_is_refused(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIL_PORT_BASE", base)

    with pytest.raises(WrongPlace, match="il faut un nombre entre 1024 et 65000"):
        Place.from_environment()


@pytest.mark.parametrize("command", [["up"], ["up", "--detach"], ["demo", "--once"]])
def test_a_folder_that_cannot_be_written_is_refused_with_advice(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("FIL_HOME", str(tmp_path / "file" / "home"))

    assert main(command) == 1

    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith("fil : Le dossier de données n'est pas utilisable")
    assert said[-1].endswith("Choisissez-en un autre : FIL_HOME=… ./fil …")
