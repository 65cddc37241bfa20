from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.support import postgres
from tests.support.ports import is_free

ROOT = Path(__file__).parents[2]
RUN = """
import sys, time
from pathlib import Path
import psycopg
from tests.support import nats, postgres

broker = nats.NatsServer(Path(sys.argv[1]))
broker.start()
with postgres._own_server(Path(sys.argv[2])) as url:
    with psycopg.connect(url) as connection:
        print(broker.url, url, connection.execute("SHOW data_directory").fetchone()[0], flush=True)
    time.sleep(100)
"""


def test_servers_die_with_a_killed_run(tmp_path: Path) -> None:
    programs = next(found for found in postgres._directories() if postgres._version(found))
    command = [sys.executable, "-c", RUN, str(tmp_path / "nats"), str(programs)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        broker, database, folder = run.stdout.readline().split()
        ports = [urlsplit(url).port or 0 for url in (broker, database)]
        assert not any(map(is_free, ports))
        run.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not all(map(is_free, ports)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert all(map(is_free, ports))
    with postgres._own_server(programs):
        assert not Path(folder).exists(), "the next run sweeps what a killed one left"
