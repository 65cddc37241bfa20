"""Services as processes of their own, which can be killed: `python -m services.<name>`, on a real broker and database."""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import httpx2

from shared.platform.access import Signer, make_keys
from tests.support.house import AUDIENCE, ISSUER, SERVICES, Caller, log_settings, vault_settings
from tests.support.ports import free_port
from tests.support.processes import end, spawn
from tests.support.sources import ROOT

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping
    from pathlib import Path

START_SECONDS = 30


class ServiceProcess:
    """One service that keeps its address and its databases from one start to the next."""

    def __init__(self, name: str, port: int, directory: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self.port = port
        self.log = directory / f"{name}.log"
        # It starts in the folder of its log, so it is told where its package is.
        told = {**environment, "FIL_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        self._told = [f"{name}={value}" for name, value in told.items()]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *steps: str) -> None:
        """Start, or start again, and return when it is ready; the first time after the steps `migrate serve`."""
        argv = ["/usr/bin/env", *self._told, sys.executable, "-m", f"services.{self.name}", *steps]
        self._process = spawn(argv, log=self.log)
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            said = self.log.read_text(errors="replace")[-2000:]
            assert self._process.poll() is None, f"{self.name} ended: {said}"
            assert time.monotonic() < deadline, f"{self.name} is not ready: {said}"
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing flushed."""
        if self._process is not None:
            end(self._process, signal.SIGKILL)
            self._process = None

    def stop(self) -> None:
        """SIGTERM: what is under way is finished."""
        assert self._process is not None
        process, self._process = self._process, None
        end(process, signal.SIGTERM)

    def _is_ready(self) -> bool:
        try:
            return httpx2.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2, verify=False).is_success
        except httpx2.HTTPError:
            return False


class ProcessHouse:
    """Services that can be killed, and somebody who calls them."""

    def __init__(self, directory: Path, nats_url: str, new_database: Callable[[], str]) -> None:
        self.directory = directory
        make_keys(directory / "issuer.json", directory / "jwks.json")
        self.signer = Signer.load(directory / "issuer.json", ISSUER, AUDIENCE)
        self._new_database = new_database
        self._services: list[ServiceProcess] = []
        self._ports = {name: free_port() for name in SERVICES}
        self._common = {
            "FIL_ISSUER": ISSUER,
            "FIL_AUDIENCE": AUDIENCE,
            "FIL_JWKS": str(directory / "jwks.json"),
            "FIL_SIGNING_KEY": str(directory / "issuer.json"),
            "FIL_NATS_URL": nats_url,
            "FIL_REQUESTS_PER_MINUTE": "1000000",
            **{
                f"FIL_{name.upper()}_URL": f"http://127.0.0.1:{port}"
                for name, port in self._ports.items()
                if name != "console"
            },
        }

    def start(self, name: str, **other: str) -> ServiceProcess:
        """Migrate and start a service, on empty databases; `store_url=…` or `log_level=…` is told as it is."""
        own = {"store_url": self._new_database(), "views_url": self._new_database()}
        if name == "councils":
            own |= vault_settings(self.directory, self._new_database)
        own |= log_settings(self.directory)
        told = {f"FIL_{key.upper()}": str(value) for key, value in {**own, **other}.items()}
        service = ServiceProcess(name, self._ports[name], self.directory, {**self._common, **told})
        self._services.append(service)
        service.start("migrate", "serve")
        return service

    def caller(self, service: ServiceProcess) -> Caller:
        """Somebody who calls it; close it afterwards."""
        return Caller(f"http://127.0.0.1:{service.port}", self.signer)

    def end(self) -> None:
        """Leave nothing running."""
        for service in self._services:
            service.kill()
