"""Real servers for a measurement: services as processes, NATS, databases; all of them end with it."""

from __future__ import annotations

import http.client
import signal
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import uuid4

import orjson

from shared.platform.access import Signer, make_keys
from shared.platform.checkpoints import make_log_key
from tests.support.nats import NatsServer
from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import end, spawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parent.parent
ISSUER, AUDIENCE = "fil-benchmarks", "fil"
START_SECONDS = 20
IDLE_SECONDS = 2


class Ground:
    """A temporary folder with the keys of an issuer, in which servers are started."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        make_keys(directory / "issuer.json", directory / "jwks.json")
        make_log_key(directory / "log.key")
        self.signer = Signer.load(directory / "issuer.json", ISSUER, AUDIENCE)
        self.environment = {
            "PYTHONPATH": str(ROOT),
            "FIL_ISSUER": ISSUER,
            "FIL_AUDIENCE": AUDIENCE,
            "FIL_JWKS": str(directory / "jwks.json"),
            "FIL_SIGNING_KEY": str(directory / "issuer.json"),
            "FIL_REQUESTS_PER_MINUTE": "100000000",
            "FIL_LOG_KEY": str(directory / "log.key"),
            "FIL_CHECKPOINTS": str(directory / "checkpoints"),
        }

    def new_folder(self) -> Path:
        """An empty folder of its own."""
        return Path(tempfile.mkdtemp(dir=self.directory))

    @contextmanager
    def nats(self, sync_interval: str = "always") -> Iterator[str]:
        """An empty NATS server; gives its address. As installed, it syncs every message."""
        folder = self.new_folder() / "nats"
        server = NatsServer(folder)
        settings = folder / "nats.conf"
        settings.write_text(settings.read_text().replace("sync_interval: always", f"sync_interval: {sync_interval}"))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()

    @contextmanager
    def service(self, name: str, settings: Mapping[str, str], port: int | None = None) -> Iterator[Caller]:
        """One of our services, as it is run: the migration step, then the service, until it is ready."""
        port = port or free_port()
        module = f"services.{name}"
        environment = {**(self._vault() if name == "councils" else {}), **settings, "FIL_PORT": str(port)}
        with self.process(f"{name}-migrate", ["-m", module, "migrate"], environment) as migration:
            if migration.wait(START_SECONDS) != 0:
                raise RuntimeError(f"the migration of {name} failed")
        with self.process(name, ["-m", module], environment):
            caller = Caller(port, self.signer)
            caller.wait_until_ready()
            yield caller

    def _vault(self) -> dict[str, str]:
        """An empty vault: no benchmark knows a person."""
        folder = self.new_folder()
        (folder / "vault.secret").write_text("a secret of benchmarks, as long as it must be")
        return {
            "FIL_VAULT_URL": f"sqlite:///{folder}/vault.db",
            "FIL_VAULT_KEYS_URL": f"sqlite:///{folder}/keys.db",
            "FIL_VAULT_SECRET": str(folder / "vault.secret"),
        }

    @contextmanager
    def process(self, name: str, argv: list[str], environment: Mapping[str, str]) -> Iterator[Any]:
        """A Python program of ours, with these variables."""
        variables = [f"{key}={value}" for key, value in {**self.environment, **environment}.items()]
        process = spawn(["/usr/bin/env", *variables, sys.executable, *argv], log=self.new_folder() / f"{name}.log")
        try:
            yield process
        finally:
            end(process, signal.SIGTERM)


@contextmanager
def ground() -> Iterator[Ground]:
    """A place for one benchmark."""
    with tempfile.TemporaryDirectory(prefix="fil-bench-") as directory:
        yield Ground(Path(directory))


class Caller:
    """Somebody who calls one server on one connection that stays open."""

    def __init__(self, port: int, signer: Signer) -> None:
        self.port = port
        self.authorization = signer.headers("benchmark", ("coordinator", "operator"))
        """Holds for five minutes."""
        self._asked_at = 0.0
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        """Ask something that must be answered."""
        return orjson.loads(self._ask("GET", f"{path}?{urlencode(query or {})}", None, {}))

    def get_text(self, path: str) -> str:
        """Ask something that is not JSON."""
        return self._ask("GET", path, None, {}).decode()

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Command something that must succeed."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
        return orjson.loads(self._ask("POST", path, orjson.dumps(body), headers))

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        if time.monotonic() - self._asked_at > IDLE_SECONDS:
            # The server lets go of a connection that is idle for five; a closed one is opened again.
            self._connection.close()
        self._asked_at = time.monotonic()
        self._connection.request(method, path, body, {**self.authorization, **headers})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {said.decode(errors='replace')}")
        return said

    def wait_until_ready(self) -> None:
        """Return when it answers that it is ready. Raises RuntimeError when it never does."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.get("/readyz")
            except (OSError, RuntimeError, http.client.HTTPException):
                self._connection.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
