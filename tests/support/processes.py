"""Child processes of a test run: none outlives it, even when the run itself is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# A program of its own, as what runs between fork and exec must not meet the threads of a test.
TIE = """
import ctypes, os, sys
parent, death_signal, uid, gid = map(int, sys.argv[1:5])
if uid >= 0:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
if sys.platform == "linux":
    PR_SET_PDEATHSIG = 1  # forgotten at a change of account, so set after it
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        sys.exit("the test run is over")
os.execv(sys.argv[5], sys.argv[5:])
"""


def spawn(
    argv: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals = signal.SIGKILL,
    account: tuple[int, int] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that gets `death_signal` when the thread that calls this ends.

    `account` is the uid and gid of somebody else to run it as.
    """
    uid, gid = account or (-1, -1)
    tie = [sys.executable, "-I", "-S", "-c", TIE, str(os.getpid()), str(int(death_signal)), str(uid), str(gid)]
    with log.open("ab") as output:
        return subprocess.Popen(
            [*tie, *map(str, argv)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=log.parent,
            process_group=0,  # Ctrl-C is for the test run, which stops its children itself
        )


def end(process: subprocess.Popen[bytes], how: signal.Signals, patience: float = 10) -> None:
    """Ask with a signal, wait, then insist."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
