from __future__ import annotations

import asyncio
import json
import stat
from typing import TYPE_CHECKING

import pytest

from deploy.make_secrets import STORES, make_secrets
from shared.platform.access import Signer, Verifier
from shared.platform.checkpoints import NoteSigner, read_log_key
from shared.platform.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


ALL = [
    f"{name}{step}" for name in ("councils", "activities", "reporting", "notifications") for step in ("", "-migrate")
]
VAULTED = {"councils", "councils-migrate"}


def test_secrets_that_are_there_are_never_replaced(secrets: Path) -> None:
    before = (secrets / "postgres" / "password").read_text()
    with pytest.raises(FileExistsError):
        make_secrets(secrets)
    assert (secrets / "postgres" / "password").read_text() == before


def test_only_their_owner_gets_in(secrets: Path) -> None:
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700


def test_a_service_finds_its_settings_in_its_folder(secrets: Path) -> None:
    settings = Settings(_secrets_dir=secrets / "councils", issuer="i", jwks="/jwks.json")
    store, views = settings.needed("store_url"), settings.needed("views_url")
    assert store.startswith("postgresql://councils:")
    assert store.endswith("@postgres:5432/fil?schema=councils")
    assert views.endswith("@postgres:5432/fil?schema=councils_views")
    assert settings.needed("nats_url").startswith("nats://councils:")


def test_a_migration_comes_as_the_owner(secrets: Path) -> None:
    settings = Settings(_secrets_dir=secrets / "councils-migrate", issuer="i", jwks="/jwks.json")
    assert settings.needed("store_url").startswith("postgresql://councils_owner:")
    assert settings.needed("views_url").startswith("postgresql://councils_owner:")


def test_only_the_councils_and_their_migration_have_a_vault_and_one_secret_for_it(secrets: Path) -> None:
    told = {container: Settings(_secrets_dir=secrets / container, issuer="i", jwks="/jwks.json") for container in ALL}
    assert {container for container, settings in told.items() if settings.vault_url} == VAULTED
    assert {path.parent.name for path in secrets.glob("*/vault.secret")} == VAULTED
    assert len({path.read_text() for path in secrets.glob("*/vault.secret")}) == 1
    assert told["councils"].needed("vault_url").endswith("@postgres:5432/fil?schema=councils_vault")
    assert told["councils"].needed("vault_keys_url").endswith("@postgres:5432/fil?schema=councils_keys")
    assert told["councils-migrate"].needed("vault_keys_url").startswith("postgresql://councils_owner:")


def test_a_service_without_facts_of_its_own_has_no_store(secrets: Path) -> None:
    assert Settings(_secrets_dir=secrets / "notifications", issuer="i", jwks="/jwks.json").store_url is None


@pytest.mark.parametrize("caller", ["councils", "activities", "reporting", "notifications", "console", "operator"])
def test_every_service_knows_the_key_of_every_caller(secrets: Path, caller: str) -> None:
    token = Signer.load(secrets / caller / "signing_key.json", "i", "fil").token(caller, ("service",))
    for service in ("councils", "activities", "reporting", "notifications", "console"):
        verifier = Verifier("i", "fil", str(secrets / service / "jwks.json"))
        assert asyncio.run(verifier.principal(f"Bearer {token}")).subject == caller


def test_each_service_that_records_has_a_key_of_its_own_for_its_log_and_its_migration_none(secrets: Path) -> None:
    keys = {path.parent.name: NoteSigner("o", read_log_key(path)).verifier.line for path in secrets.glob("*/log.key")}
    assert set(keys) == set(STORES)
    assert len(set(keys.values())) == len(STORES)


def test_what_is_published_of_the_keys_is_public(secrets: Path) -> None:
    keys = json.loads((secrets / "reporting" / "jwks.json").read_text())["keys"]
    assert len(keys) == 6
    assert not any("d" in key for key in keys)
