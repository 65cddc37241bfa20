from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry

from shared.platform.access import make_keys
from tests.platform.doorway import open_door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.platform.doorway import Doorway


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doorway]:
    with open_door(tmp_path_factory.mktemp("door")) as opened:
        yield opened


def b64(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def claims(**other: Any) -> dict[str, Any]:
    """Those of a good token; None leaves one out."""
    now = int(time.time())
    good: dict[str, Any] = {
        "iss": "fil-tests",
        "aud": "fil",
        "sub": "tester",
        "iat": now,
        "nbf": now,
        "exp": now + 300,
        "roles": ["coordinator"],
    }
    return {name: value for name, value in (good | other).items() if value is not None}


def key_of(door: Doorway) -> ECKey:
    return ECKey.import_key(json.loads((door.directory / "issuer.json").read_text()))


def signed(door: Doorway, content: Any = None, *, key: Any = None, **header: Any) -> str:
    """A token as the issuer would sign it, but for what is given."""
    mine = key_of(door)
    heading = {"alg": "ES256", "typ": "at+jwt", "kid": mine.kid} | header
    heading = {name: value for name, value in heading.items() if value is not None}
    payload = content if isinstance(content, bytes) else json.dumps(claims() if content is None else content).encode()
    signing = f"{b64(heading)}.{b64(payload)}"
    if heading["alg"] != "ES256":
        return f"{signing}.{b64(b'x' * 64)}"
    return f"{signing}.{b64(JWSRegistry.algorithms['ES256'].sign(signing.encode(), key or mine))}"


def hs256_with_the_public_key(door: Doorway) -> str:
    public = (door.directory / "jwks.json").read_bytes()
    signing = f"{b64({'alg': 'HS256', 'typ': 'at+jwt', 'kid': key_of(door).kid})}.{b64(claims())}"
    return f"{signing}.{b64(hmac.new(public, signing.encode(), hashlib.sha256).digest())}"


def nested(door: Doorway) -> str:
    return signed(door, signed(door).encode(), cty="JWT")


def tampered(door: Doorway) -> str:
    head, _, signature = signed(door).split(".")
    return f"{head}.{b64(claims(roles=['operator']))}.{signature}"


STRANGER = ECKey.generate_key("P-256")

BAD_TOKENS: dict[str, Callable[[Doorway], str]] = {
    "no algorithm": lambda _: f"{b64({'alg': 'none', 'typ': 'at+jwt'})}.{b64(claims())}.",
    "no algorithm, in capitals": lambda _: f"{b64({'alg': 'None', 'typ': 'at+jwt'})}.{b64(claims())}.",
    "no algorithm, with the key's id": lambda d: (
        f"{b64({'alg': 'none', 'typ': 'at+jwt', 'kid': key_of(d).kid})}.{b64(claims())}."
    ),
    "the public key as a secret": hs256_with_the_public_key,
    "another algorithm of the family": lambda d: signed(d, alg="ES384"),
    "RS256 announced over an ES256 key": lambda d: signed(d, alg="RS256"),
    "an algorithm that does not exist": lambda d: signed(d, alg="ES257"),
    "a stranger's key": lambda d: signed(d, key=STRANGER),
    "a stranger's key under his own id": lambda d: signed(d, key=STRANGER, kid="stranger"),
    "a stranger's key inside the token": lambda d: signed(
        d, key=STRANGER, kid=None, jwk=STRANGER.as_dict(private=False)
    ),
    "the address of a stranger's keys": lambda d: signed(d, key=STRANGER, kid=None, jku="http://127.0.0.1:9/jwks.json"),
    "a path as the key's id": lambda d: signed(d, key=STRANGER, kid="../../../../dev/null"),
    "a certificate's address": lambda d: signed(d, key=STRANGER, kid=None, x5u="http://127.0.0.1:9/x.pem"),
    "a critical extension": lambda d: signed(d, crit=["urn:fil"], **{"urn:fil": True}),
    "another issuer": lambda d: signed(d, claims(iss="somebody")),
    "no issuer": lambda d: signed(d, claims(iss=None)),
    "another audience": lambda d: signed(d, claims(aud="other")),
    "no audience": lambda d: signed(d, claims(aud=None)),
    "expired": lambda d: signed(d, claims(exp=int(time.time()) - 60)),
    "never expiring": lambda d: signed(d, claims(exp=None)),
    "expiring one day in words": lambda d: signed(d, claims(exp="tomorrow")),
    "expiring at infinity": lambda d: signed(d, json.dumps(claims(exp=float("inf"))).encode()),
    "not valid yet": lambda d: signed(d, claims(nbf=int(time.time()) + 600)),
    "issued in the future": lambda d: signed(d, claims(iat=int(time.time()) + 600)),
    "nobody": lambda d: signed(d, claims(sub=None)),
    "nobody, emptily": lambda d: signed(d, claims(sub="")),
    "a list of subjects": lambda d: signed(d, claims(sub=["tester"])),
    "roles that are a word": lambda d: signed(d, claims(roles="coordinator")),
    "roles that are an object": lambda d: signed(d, claims(roles={"coordinator": True})),
    "an identity token": lambda d: signed(d, typ="id+jwt"),
    "no type": lambda d: signed(d, typ=None),
    "a type that is a number": lambda d: signed(d, typ=5),
    "claims that are a list": lambda d: signed(d, ["tester"]),
    "claims that are not JSON": lambda d: signed(d, b"\xff\xfe"),
    "a token in a token": nested,
    "another's claims": tampered,
    "without its signature": lambda d: signed(d).rpartition(".")[0],
    "with an empty signature": lambda d: signed(d).rpartition(".")[0] + ".",
    "cut short": lambda d: signed(d)[:-10],
    "with something after it": lambda d: signed(d) + ".e30",
    "not a token": lambda _: "coordinator",
    "accented": lambda _: "é.é.é",
    "very long": lambda _: "a" * 30_000,
}


@pytest.mark.parametrize("made", BAD_TOKENS.values(), ids=BAD_TOKENS.keys())
def test_a_bad_token_is_refused_without_a_hint(door: Doorway, made: Callable[[Doorway], str]) -> None:
    refused = door.ask_with(f"Bearer {made(door)}")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert refused.json()["type"] == "/problems/not-signed-in"
    assert refused.json()["detail"] == "Dites qui vous êtes : un jeton d'accès valide est nécessaire."


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic dGVzdGVyOnRlc3Rlcg=="])
def test_no_token_is_refused_in_the_same_way(door: Doorway, header: str | None) -> None:
    assert door.ask_with(header).json()["type"] == "/problems/not-signed-in"


def test_a_good_token_under_another_scheme_is_refused(door: Doorway) -> None:
    assert door.ask_with(f"Token {signed(door)}").status_code == 401
    assert door.ask_with(f"Bearer {signed(door)}").status_code == 200
    assert door.ask_with(f"bearer {signed(door)}").status_code == 200


def test_the_corpus_differs_from_a_good_token_by_its_fault_alone(door: Doorway) -> None:
    assert door.ask_with(f"Bearer {signed(door)}").status_code == 200
    assert door.ask_with(f"Bearer {signed(door, claims(aud=['other', 'fil']))}").status_code == 200
    assert len(BAD_TOKENS) >= 25


@pytest.mark.parametrize(
    "name", ["X-User", "X-Forwarded-User", "X-Roles", "Remote-User", "X-Auth-Request-User", "Cookie"]
)
def test_no_other_header_says_who_somebody_is(door: Doorway, name: str) -> None:
    assert door.ask_with(None, **{name: "coordinator"}).status_code == 401


def test_a_token_in_the_address_is_not_looked_at(door: Doorway) -> None:
    assert door.client.get("/v1/slow/0", params={"access_token": signed(door)}).status_code == 401


def test_new_keys_of_the_issuer_are_found_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_door(tmp_path) as door:
        assert door.ask_with(f"Bearer {signed(door)}").status_code == 200
        for name in ("issuer.json", "jwks.json"):
            (tmp_path / name).unlink()
        make_keys(tmp_path / "issuer.json", tmp_path / "jwks.json")
        turned = signed(door)
        assert door.ask_with(f"Bearer {turned}").status_code == 401, "keys were read less than five seconds ago"
        monkeypatch.setattr(door.app.state.verifier, "_keys_read_at", time.monotonic() - 6)
        assert door.ask_with(f"Bearer {turned}").status_code == 200


def test_the_former_key_is_no_longer_believed_once_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_door(tmp_path) as door:
        former = key_of(door)
        for name in ("issuer.json", "jwks.json"):
            (tmp_path / name).unlink()
        make_keys(tmp_path / "issuer.json", tmp_path / "jwks.json")
        monkeypatch.setattr(door.app.state.verifier, "_keys_read_at", time.monotonic() - 301)
        assert door.ask_with(f"Bearer {signed(door, key=former, kid=former.kid)}").status_code == 401


def test_a_token_is_forgotten_when_it_expires(door: Doorway) -> None:
    """It is checked once, and remembered; the leeway of the clocks is five seconds."""
    token = signed(door, claims(exp=int(time.time()) - 3))
    assert door.ask_with(f"Bearer {token}").status_code == 200
    time.sleep(3)
    assert door.ask_with(f"Bearer {token}").status_code == 401
