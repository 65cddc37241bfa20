"""The command line's way to the services: their public APIs, with a fresh token, patiently."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import httpx2

from deploy.local.house import AUDIENCE, ISSUER
from deploy.local.presence import read_note
from services.console.importing import WAS_DONE, Answer
from shared.platform.access import Signer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deploy.local.paths import Place

SUBJECT = "cli"
ROLES = ("coordinator", "operator")
TRIES = 6
LONG_WORK_SECONDS = 3600.0
LONGEST_WAIT = 30.0
"""Seconds: what a service may ask us to wait; more is a refusal."""
REDIRECTED = 300
"""From this status on, it was not done."""
BUSY = frozenset({429, 503, 504})
"""Not now: the same request is sent again, and a command with the same key."""


class NotRunning(Exception):  # noqa: N818 - errors name the rule that was broken
    """Les services ne tournent pas : ./fil up."""


class Refused(Exception):  # noqa: N818 - errors name the rule that was broken
    """A service said no; its problem says why."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(tell(status, problem))
        self.status = status
        self.problem = problem


class Client:
    """Speaks to the services of one running place."""

    def __init__(self, place: Place) -> None:
        """Raises NotRunning."""
        note = read_note(place)
        if note is None:
            raise NotRunning(f"Les services ne tournent pas : ./fil up (dossier {place.home})")
        self._place = type(place)(place.home, note["port_base"])
        self._signer = Signer.load(place.signing_key, ISSUER, AUDIENCE)
        self._recorded: dict[str, int] = {}
        self._recording = threading.Lock()
        self._http = httpx2.Client(trust_env=False, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def token(self, role: str) -> str:
        """Lets its bearer call every service in that role for five minutes."""
        return self._signer.token(SUBJECT, (role,))

    def get(self, service: str, path: str, query: Mapping[str, str | None] | None = None) -> Any:
        """Raises Refused, NotRunning. Parameters without value are left out."""
        return accepted(self.look(service, path, query)).body

    def look(self, service: str, path: str, query: Mapping[str, str | None] | None = None) -> Answer:
        """The same, where a refusal is an answer too. Raises NotRunning."""
        given = {name: value for name, value in (query or {}).items() if value is not None}
        # None, where there are none: an empty set of parameters would take away those that are in the path.
        return self._send("GET", self._place.url(service) + path, params=given or None)

    def read(self, service: str, path: str, query: Mapping[str, str] | None = None) -> bytes:
        """The bytes of an answer, as they came. Raises Refused, NotRunning."""
        response = self._ask("GET", self._place.url(service) + path, params=query)
        if not response.is_success:
            raise Refused(response.status_code, problem_of(response))
        return response.content

    def post(
        self, service: str, path: str, body: object, *, key: str | None = None, version: int | None = None
    ) -> Answer:
        """Send one command; however often it has to be sent, it is done once. Raises Refused, NotRunning."""
        return accepted(self._command(service, path, body, {"Idempotency-Key": key or str(uuid4())}, version))

    def wait_for(self, service: str, path: str) -> Any:
        """Ask for work that takes as long as it takes. Raises Refused, NotRunning."""
        return accepted(self._send("POST", self._place.url(service) + path, json={}, timeout=LONG_WORK_SECONDS)).body

    def attempt(
        self,
        service: str,
        path: str,
        body: object,
        *,
        key: str,
        cause: str,
        version: int | None = None,
        rehearsal: bool = False,
    ) -> Answer:
        """The same for one command of a batch, where a refusal is an answer too. Raises NotRunning."""
        rehearsed = {"Fil-Rehearsal": "1"} if rehearsal else {}
        return self._command(service, path, body, {"Idempotency-Key": key, "X-Cause": cause, **rehearsed}, version)

    def _command(
        self, service: str, path: str, body: object, headers: Mapping[str, str], version: int | None
    ) -> Answer:
        seen = {} if version is None else {"If-Match": f'"{version}"'}
        answer = self._send("POST", self._place.url(service) + path, json=body, headers={**headers, **seen})
        if position := answer.body.get("position"):
            with self._recording:  # several threads may speak at once
                self._recorded[service] = max(position, self._recorded.get(service, 0))
        return answer

    @property
    def after(self) -> str | None:
        """Where this client has written so far: a read that is given it shows all of that."""
        return ",".join(f"{service}@{position}" for service, position in sorted(self._recorded.items())) or None

    def _send(self, method: str, url: str, **content: Any) -> Answer:
        response = self._ask(method, url, **content)
        if response.is_success:
            return Answer(response.status_code, response.json(), WAS_DONE in response.headers)
        return Answer(response.status_code, problem_of(response))

    def _ask(self, method: str, url: str, headers: Mapping[str, str] | None = None, **content: Any) -> httpx2.Response:
        for attempt in range(1, TRIES + 1):
            pause = 0.1 * 2**attempt
            try:
                response = self._http.request(
                    method, url, headers={**(headers or {}), **self._signer.headers(SUBJECT, ROLES)}, **content
                )
            except httpx2.TransportError as problem:
                if attempt == TRIES:
                    raise NotRunning(f"{url} ne répond pas ({problem}) : ./fil status, ./fil doctor") from problem
            else:
                if response.status_code not in BUSY or attempt == TRIES:
                    return response
                pause = asked_pause(response, pause)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def accepted(answer: Answer) -> Answer:
    """Raises Refused."""
    if answer.status >= REDIRECTED:
        raise Refused(answer.status, answer.body)
    return answer


def asked_pause(response: httpx2.Response, otherwise: float) -> float:
    asked = response.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdecimal() else otherwise


def problem_of(response: httpx2.Response) -> Mapping[str, Any]:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    return problem if isinstance(problem, dict) else {"title": "Réponse inattendue", "detail": response.text[:200]}


def tell(status: int, problem: Mapping[str, Any]) -> str:
    """A problem in a few lines of French: what, then field by field."""
    said = problem.get("detail") or problem.get("title") or "sans explication"
    fields = [error for error in problem.get("errors", ()) if error.get("message") != said]
    return "\n".join(
        [f"Refusé ({status}) : {said}", *(f"  {field['pointer']} : {field['message']}" for field in fields)]
    )
