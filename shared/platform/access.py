"""Who may do what: tokens signed by the configured issuer, and one pure policy that denies by default."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from joserfc.jwt import JWTClaimsRegistry

from shared.kernel import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

ALGORITHMS = ["ES256", "RS256"]
"""Never the caller's choice (RFC 8725). RS256 is what most identity providers sign with."""
TOKEN_SECONDS = 300
KEYS_SECONDS = 300
TOKENS_REMEMBERED = 2048


class NotSignedIn(Refusal):
    """Say who you are: a valid access token is needed."""

    status = 401


class NotAllowed(Refusal):
    """Your role does not allow this ({permission})."""

    status = 403


class Permission(StrEnum):
    """What a route lets people do. Every route declares exactly one."""

    PUBLIC = "public"
    """Nothing of anybody's: health, metrics, documentation of the API."""
    READ = "read"
    RECORD = "record"
    READ_PEOPLE = "read-people"
    """Who somebody is: names, contacts, notes. Each reading is recorded."""
    RECORD_PEOPLE = "record-people"
    AUDIT_PEOPLE = "audit-people"
    """Who read whom."""
    READ_FIGURES = "read-figures"
    ANSWER_FOR = "answer-for"
    """What is agreed with those who pay, and what is answered to them."""
    READ_LOG = "read-log"
    """Every fact of a source, as services and auditors read it."""
    OPERATE = "operate"


GRANTS: Mapping[str, frozenset[Permission]] = {
    "facilitator": frozenset(
        {
            Permission.READ,
            Permission.RECORD,
            Permission.READ_PEOPLE,
            Permission.RECORD_PEOPLE,
            Permission.READ_FIGURES,
        }
    ),
    "coordinator": frozenset(
        {
            Permission.READ,
            Permission.RECORD,
            Permission.READ_PEOPLE,
            Permission.RECORD_PEOPLE,
            Permission.AUDIT_PEOPLE,
            Permission.READ_FIGURES,
            Permission.ANSWER_FOR,
            Permission.READ_LOG,
        }
    ),
    "operator": frozenset({Permission.READ_FIGURES, Permission.READ_LOG, Permission.OPERATE}),
    "service": frozenset({Permission.READ, Permission.READ_FIGURES, Permission.READ_LOG}),
}
"""What each role may do; a role that is not here may do nothing."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is calling, as the issuer says."""

    subject: str
    """A pseudonymous account id."""
    roles: frozenset[str]


def may(principal: Principal, permission: Permission) -> bool:
    """The policy: whether one of the caller's roles grants it."""
    return any(permission in GRANTS.get(role, frozenset()) for role in principal.roles)


class Verifier:
    """Checks access tokens against the public keys of the configured issuer."""

    def __init__(self, issuer: str, audience: str, jwks: str) -> None:
        self._jwks = jwks
        self._keys: KeySet | None = None
        self._keys_read_at = 0.0
        self._remembered: dict[str, tuple[float, Principal]] = {}
        self._claims = JWTClaimsRegistry(
            leeway=5,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )

    async def principal(self, authorization: str | None) -> Principal:
        """Who an `Authorization` header says. Raises NotSignedIn, never saying why: that would help only forgers."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn
        now = time.time()
        remembered = self._remembered.get(token)
        if remembered is not None and now < remembered[0]:
            return remembered[1]
        try:
            principal, expires_at = await asyncio.to_thread(self._check, token)
        except (JoseError, ValueError, KeyError, TypeError, OSError, httpx2.HTTPError) as error:
            raise NotSignedIn from error
        if len(self._remembered) >= TOKENS_REMEMBERED:
            self._remembered.clear()
        self._remembered[token] = (min(expires_at, now + KEYS_SECONDS), principal)
        return principal

    def _check(self, token: str) -> tuple[Principal, float]:
        try:
            decoded = jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            # The issuer may have turned its keys: look once more, but not at every forged token.
            if time.monotonic() - self._keys_read_at < 5:  # noqa: PLR2004
                raise
            decoded = jwt.decode(token, self._key_set(fresh=True), algorithms=ALGORITHMS)
        if decoded.header.get("typ", "").lower() not in ("at+jwt", "jwt"):
            raise ValueError("not an access token")
        self._claims.validate(decoded.claims)
        roles = decoded.claims.get("roles", [])
        if not isinstance(roles, list):
            raise TypeError("roles must be a list")
        return Principal(str(decoded.claims["sub"]), frozenset(map(str, roles))), float(decoded.claims["exp"])

    def _key_set(self, *, fresh: bool = False) -> KeySet:
        if fresh or self._keys is None or time.monotonic() - self._keys_read_at > KEYS_SECONDS:
            self._keys = KeySet.import_key_set(self._read_jwks())
            self._keys_read_at = time.monotonic()
        return self._keys

    def _read_jwks(self) -> Any:
        if self._jwks.startswith(("https://", "http://")):
            return httpx2.get(self._jwks, timeout=5, follow_redirects=False).raise_for_status().json()
        return json.loads(Path(self._jwks).read_text(encoding="utf-8"))


class Signer:
    """Signs short-lived tokens for a process of ours: the command line, the console, a service that calls another."""

    def __init__(self, key: ECKey, issuer: str, audience: str) -> None:
        self._key = key
        self._issuer = issuer
        self._audience = audience

    @classmethod
    def load(cls, path: Path | str, issuer: str, audience: str) -> Signer:
        """Read the private key. Raises OSError."""
        return cls(ECKey.import_key(json.loads(Path(path).read_text(encoding="utf-8"))), issuer, audience)

    def token(self, subject: str, roles: tuple[str, ...]) -> str:
        """A token that lives five minutes."""
        now = int(time.time())
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "sub": subject,
            "iat": now,
            "nbf": now,
            "exp": now + TOKEN_SECONDS,
            "roles": list(roles),
        }
        return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": self._key.kid}, claims, self._key)

    def headers(self, subject: str, roles: tuple[str, ...]) -> dict[str, str]:
        """What a request carries."""
        return {"Authorization": f"Bearer {self.token(subject, roles)}"}


def make_keys(private_path: Path, jwks_path: Path) -> None:
    """Make the issuer's key of an embedded installation: private for its owner only, public beside it."""
    key = ECKey.generate_key("P-256", parameters={"use": "sig", "alg": "ES256"}, auto_kid=True)
    descriptor = os.open(private_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(key.as_dict(private=True), file)
    jwks_path.write_text(json.dumps({"keys": [key.as_dict(private=False)]}), encoding="utf-8")
