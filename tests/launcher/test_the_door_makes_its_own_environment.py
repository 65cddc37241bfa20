"""`fil`, the script that people type: it finds a Python, makes `.venv` from the lock, heals it, and hands over.

The locks here are empty, so that nothing is fetched; the command line is a stand-in that says how it was called.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from deploy.local.paths import ROOT
from tests.launcher.standins import eventually

if TYPE_CHECKING:
    from pathlib import Path

COMMAND_LINE = """
import json, os, sys
print(json.dumps({"prefix": sys.prefix, "arguments": sys.argv[1:], "folder": os.getcwd()}))
"""


@dataclass(frozen=True)
class Door:
    """A clone reduced to its door, in a folder with spaces in its name."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def start(self, *arguments: str, folder: Path | None = None, **environ: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.root / "fil", *arguments],
            cwd=folder or self.root,
            env=os.environ | {"FIL_PYTHON": sys.executable} | environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, folder: Path | None = None, **environ: str) -> Any:
        """What the command line says of the way it was called, with what was said meanwhile."""
        out, err = (process := self.start(*arguments, folder=folder, **environ)).communicate(timeout=100)
        assert process.returncode == 0, err
        return json.loads(out) | {"said": err}


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return clone(tmp_path)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Door:
    """A door that was opened once; making an environment takes seconds, so each test leaves it whole to the next."""
    door = clone(tmp_path_factory.mktemp("opened"))
    door.run("check")
    return door


def clone(folder: Path) -> Door:
    root = folder / "a clone with spaces"
    (root / "deploy" / "local").mkdir(parents=True)
    shutil.copy(ROOT / "fil", root)
    (root / "deploy" / "__init__.py").touch()
    (root / "deploy" / "local" / "__init__.py").touch()
    (root / "deploy" / "local" / "cli.py").write_text(COMMAND_LINE)
    (root / "requirements.lock").write_text("# nothing\n")
    (root / "requirements-dev.lock").write_text("# nothing more\n")
    return Door(root)


def test_the_first_call_makes_the_environment_and_the_next_ones_find_it(door: Door, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    first = door.run("import", "my file.json", "--json", folder=elsewhere)
    second = door.run("status")

    assert first["prefix"] == str(door.venv)
    assert first["arguments"] == ["import", "my file.json", "--json"]
    assert first["folder"] == str(elsewhere)
    assert "installation de requirements.lock" in first["said"]
    assert second["said"] == ""


def test_a_folder_named_like_ours_where_the_command_is_typed_changes_nothing(opened: Door, tmp_path: Path) -> None:
    (tmp_path / "deploy" / "local").mkdir(parents=True)
    (tmp_path / "deploy" / "__init__.py").write_text("raise SystemExit('the wrong house')")

    assert opened.run("help", folder=tmp_path)["prefix"] == str(opened.venv)


def test_an_interrupted_first_call_heals(door: Door) -> None:
    interrupted = door.start("help")
    eventually((door.venv / "bin").exists)
    os.killpg(interrupted.pid, signal.SIGKILL)
    interrupted.communicate(timeout=20)
    assert not (door.venv / "requirements.lock").exists()

    assert door.run("help")["prefix"] == str(door.venv)
    assert (door.venv / "requirements.lock").read_text() == "# nothing\n"


def test_an_environment_whose_python_is_gone_is_made_anew(opened: Door) -> None:
    (opened.venv / "bin" / "python").unlink()

    assert "création de .venv" in opened.run("help")["said"]


def test_a_changed_lock_is_installed_and_only_once(opened: Door) -> None:
    with (opened.root / "requirements.lock").open("a") as lock:
        lock.write("# still nothing\n")

    changed, again = opened.run("help"), opened.run("help")

    assert "installation de requirements.lock" in changed["said"]
    assert "création de .venv" not in changed["said"]
    assert again["said"] == ""


def test_tests_and_checks_bring_their_own_lock_which_holds_the_other(opened: Door) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (opened.root / lock).write_text("# nothing new\n")

    assert "installation de requirements-dev.lock" in opened.run("check")["said"]
    assert opened.run("test", "-k", "x")["said"] == ""
    assert opened.run("help")["said"] == ""


def test_two_first_calls_at_once_make_one_environment(door: Door) -> None:
    both = [door.start("help"), door.start("help")]

    said = [process.communicate(timeout=100) for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert sorted("création de .venv" in err for _, err in said) == [False, True]


def test_a_home_that_cannot_be_written_does_not_matter(door: Door) -> None:
    assert door.run("help", HOME="/proc/no/home")["prefix"] == str(door.venv)


@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/sh"])
def test_a_named_python_that_is_none_is_refused_in_french_then_in_english(door: Door, python: str) -> None:
    process = door.start("help", FIL_PYTHON=python)
    _, err = process.communicate(timeout=20)

    assert process.returncode == 1
    assert err.splitlines() == [
        f"fil : FIL_PYTHON ({python}) n'est pas un Python 3.11 ou plus récent.",
        "      (FIL_PYTHON is not Python 3.11 or newer)",
    ]


def test_without_any_python_it_says_what_to_install(door: Door, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("dirname", "cmp"):
        (tools / tool).symlink_to(str(shutil.which(tool)))

    process = door.start("help", FIL_PYTHON="", PATH=str(tools))
    _, err = process.communicate(timeout=20)

    assert process.returncode == 1
    assert "Python 3.11 ou plus récent est introuvable. Installez-le" in err
    assert "(no Python 3.11 or newer; install one, or name it with FIL_PYTHON)" in err


def test_a_python_without_venv_is_named_with_the_package_to_install(door: Door, tmp_path: Path) -> None:
    without = tmp_path / "python"
    without.write_text(f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n')
    without.chmod(0o700)

    process = door.start("help", FIL_PYTHON=str(without))
    _, err = process.communicate(timeout=20)

    assert process.returncode == 1
    assert "apt install python3-venv" in err


def test_a_failed_installation_is_not_taken_for_a_good_one(opened: Door) -> None:
    (opened.root / "requirements.lock").write_text("a-package-without-hash==1.0\n")

    failed = opened.start("help")
    _, err = failed.communicate(timeout=100)

    assert failed.returncode == 1
    assert "l'installation a échoué" in err
    (opened.root / "requirements.lock").write_text("# nothing\n")
    assert opened.run("help")["prefix"] == str(opened.venv)
