"""The house examined by its tests and its checks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from deploy.local.launcher import dying_with
from deploy.local.paths import ROOT
from deploy.local.speech import Outcome, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

PYTEST_DEFAULT = ("-n", "2", "--dist", "loadgroup", "tests")

CHECKS = {
    "ruff check": (sys.executable, "-m", "ruff", "check", "."),
    "ruff format": (sys.executable, "-m", "ruff", "format", "--check", "."),
    "mypy": (sys.executable, "-m", "mypy"),
    "lint-imports": (sys.executable, f"{sysconfig.get_path('scripts')}/lint-imports"),
}


def run_tests(arguments: Sequence[str]) -> Outcome:
    """Run pytest; its report goes where it always goes, its counts are the outcome."""
    with tempfile.TemporaryDirectory(prefix="fil-test-") as folder:
        report = Path(folder, "report.xml")
        code = attend((sys.executable, "-m", "pytest", f"--junitxml={report}", *(arguments or PYTEST_DEFAULT)))
        suites = ET.parse(report).getroot().iter("testsuite") if report.exists() else ()  # noqa: S314 - our own file
        counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        for suite in suites:
            for name in counts:
                counts[name] += int(suite.get(name, "0"))
    return Outcome({"ok": code == 0, **counts}, [], code=code)


def run_checks() -> Outcome:
    """Run every check, even after one has failed."""
    progress, verdicts = Progress(), {}
    for name, argv in CHECKS.items():
        progress(name)
        begun = time.monotonic()
        verdicts[name] = {"ok": attend(argv) == 0, "seconds": round(time.monotonic() - begun, 1)}
    ok = all(verdict["ok"] for verdict in verdicts.values())
    lines = [f"{'✓' if verdict['ok'] else '✗'} {name}" for name, verdict in verdicts.items()]
    return Outcome({"ok": ok, "checks": verdicts}, lines, code=0 if ok else 1)


def attend(argv: Sequence[str]) -> int:
    """Run a program in the repository, its words on the error stream; it does not outlive us."""
    finished = subprocess.run(
        argv,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=sys.stderr,
        check=False,
        preexec_fn=dying_with(os.getpid(), signal.SIGTERM),
    )
    return finished.returncode
