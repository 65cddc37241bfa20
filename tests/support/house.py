"""Services served for real: HTTP over loopback, each in a thread of the test's own process, on a real broker and database.

Killing a process is for the tests of durability, which start processes; here a test can also look inside a service.
"""

from __future__ import annotations

import faulthandler
import importlib
import threading
import time
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import eventsourcing.utils
import httpx2
import nats.aio.client
import psycopg_pool.base
import uvicorn

from shared.platform.access import Signer, make_keys
from shared.platform.checkpoints import make_log_key
from shared.platform.clock import PARIS, Clock
from shared.platform.settings import Settings
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from fastapi import FastAPI

SERVICES = ("councils", "activities", "reporting", "notifications", "console")
ISSUER, AUDIENCE = "fil-tests", "fil"
START_SECONDS = 15
_CHANCE = Random()
"""What services in threads of a test draw by: with the common one, Hypothesis would find that its draws are disturbed."""
setattr(nats.aio.client, "shuffle", _CHANCE.shuffle)  # noqa: B010 - where it tries several brokers
setattr(eventsourcing.utils, "random", _CHANCE.random)  # noqa: B010 - where it waits to try again
setattr(psycopg_pool.base, "random", _CHANCE.random)  # noqa: B010 - how long a connection lives


def vault_settings(directory: Path, new_database: Callable[[], str]) -> dict[str, Any]:
    """What the councils service is told of its vault: two databases, and the file of a secret."""
    secret = directory / "vault.secret"
    secret.write_text("a secret of tests, as long as it must be")
    return {"vault_url": new_database(), "vault_keys_url": new_database(), "vault_secret": secret}


def log_settings(directory: Path) -> dict[str, Any]:
    """What a service that records is told of its proof: the file of a key, and the folder of what is signed."""
    key = directory / "log.key"
    if not key.exists():
        make_log_key(key)
    return {"log_key": key, "checkpoints": directory / "checkpoints"}


LONGEST_PATIENCE = 10
"""How many times a caller asks again."""


class SetClock(Clock):
    """A clock that stands at noon in Paris on the day it is given, and can be moved. Moments still pass, by microseconds."""

    def __init__(self, today: date) -> None:
        self.set(today)

    def set(self, today: date) -> None:
        """Stand on that day."""
        self._now = datetime(today.year, today.month, today.day, 12, tzinfo=PARIS).astimezone(UTC)

    def now(self) -> datetime:
        """A little later than the last time it was asked."""
        self._now += timedelta(microseconds=1)
        return self._now


class Caller:
    """Somebody who calls one service, with the role of a coordinator and an operator unless told otherwise."""

    def __init__(self, base_url: str, signer: Signer) -> None:
        self.base_url = base_url
        self._signer = signer
        self._client = httpx2.Client(base_url=base_url, timeout=20)

    def get(
        self, path: str, *, roles: tuple[str, ...] = ("coordinator", "operator"), is_patient: bool = True, **query: Any
    ) -> httpx2.Response:
        """Ask. Keyword arguments are the query; `from_` is `from`."""
        params = {name.rstrip("_"): value for name, value in query.items() if value is not None}
        return self._answered(
            lambda: self._client.get(path, params=params, headers=self._signer.headers("tester", roles)),
            LONGEST_PATIENCE if is_patient else 0,
        )

    def post(
        self,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        if_match: int | None = None,
        roles: tuple[str, ...] = ("coordinator", "operator"),
        raw: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        """Command, with a new key unless one is given. `raw` is sent as it is."""
        sent = {"Idempotency-Key": key or str(uuid4()), "Content-Type": "application/json"}
        sent |= self._signer.headers("tester", roles)
        if if_match is not None:
            sent["If-Match"] = f'"{if_match}"'
        sent |= headers or {}
        said: dict[str, Any] = {"json": body} if raw is None else {"content": raw}
        return self._answered(lambda: self._client.post(path, headers=sent, **said), LONGEST_PATIENCE)

    @staticmethod
    def _answered(ask: Callable[[], httpx2.Response], times: int) -> httpx2.Response:
        """Ask again, with the same key, as who is told that it cannot be read yet: a busy machine is no failure."""
        answer = ask()
        while times and answer.status_code == 503 and "/problems/not-yet-visible" in answer.text:
            time.sleep(float(answer.headers["Retry-After"]))
            answer, times = ask(), times - 1
        return answer

    @property
    def all_said(self) -> str:
        """What to read after to know all that the service recorded, as a file that names things does."""
        return f"{self.get('/readyz').json()['service']}@{self.get('/v1/log/head').json()['position']}"

    def record(self, path: str, body: Any, **how: Any) -> dict[str, Any]:
        """Command something that must succeed; returns the answer's body."""
        answer = self.post(path, body, **how)
        assert answer.is_success, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()


class House:
    """The services of one test. `start("councils", "activities")`, then `house.councils.post(...)`."""

    councils: Caller
    activities: Caller
    reporting: Caller
    notifications: Caller
    console: Caller

    def __init__(
        self, directory: Path, nats_url: str, new_database: Callable[[], str], clock: Clock | None = None
    ) -> None:
        self.clock = clock or Clock()
        self._directory = directory
        self.apps: dict[str, FastAPI] = {}
        self.ports = {name: free_port() for name in SERVICES}
        make_keys(directory / "issuer.json", directory / "jwks.json")
        self.signer = Signer.load(directory / "issuer.json", ISSUER, AUDIENCE)
        self._common: dict[str, Any] = {
            "issuer": ISSUER,
            "audience": AUDIENCE,
            "jwks": str(directory / "jwks.json"),
            "signing_key": directory / "issuer.json",
            "nats_url": nats_url,
            "requests_per_minute": 1_000_000,
            **log_settings(directory),
            **{f"{name}_url": f"http://127.0.0.1:{port}" for name, port in self.ports.items() if name != "console"},
        }
        self._new_database = new_database
        self._databases: dict[str, dict[str, Any]] = {}
        self._servers: dict[str, tuple[uvicorn.Server, threading.Thread]] = {}

    def settings(self, name: str, **other: Any) -> Settings:
        """The settings of one service of this house: the same databases each time."""
        if name not in self._databases:
            self._databases[name] = {"store_url": self._new_database(), "views_url": self._new_database()}
            if name == "councils":
                self._databases[name] |= vault_settings(self._directory, self._new_database)
        return Settings(port=self.ports[name], **self._common, **self._databases[name], **other)

    def start(self, *names: str, **other: Any) -> House:
        """Serve these services, and wait until they are ready."""
        # All are built before any is served: FastAPI hides a warning while it builds, which is not safe beside threads.
        for name in names:
            self.apps[name] = importlib.import_module(f"services.{name}.main").build(
                self.settings(name, **other), self.clock
            )
        for name in names:
            self._serve(name)
        for name in names:
            _wait_until_ready(getattr(self, name), self._servers[name][1])
        return self

    def establish(self, code: str) -> str:
        """Let a council of the 18th arrondissement exist since 1 November 2016, and both services know of it; gives its code back."""
        said = {"council_id": code, "name": "Conseil citoyen", "arrondissement": "18", "established_on": "2016-11-01"}
        done = self.councils.record("/v1/councils", said)
        self.councils.get(f"/v1/councils/{code}", after=done["after"])
        self.hear_of_councils(done["position"])
        return code

    def hear_of_councils(self, position: int) -> None:
        """Wait until the activities service has heard what was said of councils up to there."""
        deadline = time.monotonic() + 20
        while self._heard_of_councils() < position:
            assert time.monotonic() < deadline, "the activities service does not hear of councils"
            time.sleep(0.02)

    def _heard_of_councils(self) -> int:
        """How far the activities service has read the log of the councils."""
        projections = self.activities.get("/v1/projections").json()["projections"]
        return min(int(one["positions"]["councils"]) for one in projections if "councils" in one["positions"])

    def _serve(self, name: str) -> None:
        app = self.apps[name]
        if hasattr(app.state, "platform"):
            app.state.platform.migrate()
        server = uvicorn.Server(uvicorn.Config(app, port=self.ports[name], log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        self._servers[name] = (server, thread)
        setattr(self, name, Caller(f"http://127.0.0.1:{self.ports[name]}", self.signer))

    def forget_views(self, name: str) -> None:
        """The next start of this service, which is stopped, makes all its views again from the facts, in an empty database."""
        self._databases[name]["views_url"] = self._new_database()

    def stop(self, *names: str) -> None:
        """Stop these services, or all of them, gracefully."""
        stopping = {name: self._servers.pop(name) for name in names or tuple(self._servers)}
        for server, _ in stopping.values():
            server.should_exit = True
        for name, (_, thread) in stopping.items():
            thread.join(timeout=60)
            getattr(self, name).close()
            if thread.is_alive():
                faulthandler.dump_traceback()
                raise AssertionError(f"{name} did not stop")


def _wait_until_ready(caller: Caller, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    last = ""
    while time.monotonic() < deadline and thread.is_alive():
        try:
            answer = caller.get("/readyz")
            if answer.is_success:
                return
            last = answer.text
        except httpx2.HTTPError as error:
            last = repr(error)
        time.sleep(0.02)
    raise AssertionError(f"{caller.base_url} is not ready: {last}")
