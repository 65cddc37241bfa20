"""Child processes of a test run: none outlives it, even when the run itself is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PR_SET_PDEATHSIG = 1


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
    uid, gid = account or (None, None)
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie_to_parent() -> None:
        # Python calls this after changing the account, which would have cleared the setting.
        if sys.platform == "linux":
            libc.prctl(PR_SET_PDEATHSIG, death_signal)
            if os.getppid() != parent:
                os._exit(1)

    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in argv],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            user=uid,
            group=gid,
            extra_groups=None if account is None else [],
            process_group=0,  # Ctrl-C is for the test run, which stops its children itself
            preexec_fn=tie_to_parent,  # noqa: PLW1509 - two system calls, no lock is taken
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
