from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deploy.make_secrets import STORES
from shared.platform.settings import Settings
from tests.deploy.conftest import compose

STORED = ("councils", "activities", "reporting", "notifications")
ALL = {
    *("postgres", "nats", "console", "console-door", "prometheus", "grafana"),
    *STORED,
    *(f"{name}-migrate" for name in STORED),
}


def test_every_part_of_the_house_is_there(composition: dict[str, Any]) -> None:
    assert set(composition) == ALL


@pytest.mark.parametrize("missing", ["FIL_ISSUER", "FIL_SECRETS"])
def test_what_must_be_set_is_asked_for(missing: str) -> None:
    given = {"FIL_ISSUER": "https://issuer.example", "FIL_SECRETS": "/secrets"}
    del given[missing]
    said = compose("config", "--quiet", **given)
    assert said.returncode != 0
    assert f"required variable {missing} is missing" in said.stderr


@pytest.mark.parametrize("name", sorted(ALL))
def test_each_container_is_contained(composition: dict[str, Any], name: str) -> None:
    container = composition[name]
    assert container["read_only"] is True
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert int(container["user"].partition(":")[0]) > 0
    assert {"cpus", "memory", "pids"} <= set(container["deploy"]["resources"]["limits"])


def test_only_the_console_and_grafana_are_published_and_only_on_this_machine(composition: dict[str, Any]) -> None:
    published = {
        name: [(port["host_ip"], port["published"]) for port in container["ports"]]
        for name, container in composition.items()
        if "ports" in container
    }
    assert published == {"console": [("127.0.0.1", "8000")], "grafana": [("127.0.0.1", "3000")]}


@pytest.mark.parametrize("name", sorted(name for name in ALL if name.removesuffix("-migrate") in (*STORED, "console")))
def test_a_service_is_told_only_what_is_a_setting(composition: dict[str, Any], name: str) -> None:
    said = {variable.removeprefix("FIL_").lower() for variable in composition[name]["environment"]}
    assert said <= set(Settings.model_fields)


@pytest.mark.parametrize("name", STORED)
def test_a_service_starts_after_its_migration_which_starts_after_the_database(
    composition: dict[str, Any], name: str
) -> None:
    before, migration = composition[name]["depends_on"], composition[f"{name}-migrate"]
    assert before[f"{name}-migrate"]["condition"] == "service_completed_successfully"
    assert migration["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert migration["command"] == ["python", "-m", f"services.{name}", "migrate"]
    assert migration["restart"] == "no"


@pytest.mark.parametrize("name", ["councils", "councils-migrate"])
def test_the_councils_are_told_where_the_secret_of_their_vault_is(composition: dict[str, Any], name: str) -> None:
    told = {
        one: settings["environment"].get("FIL_VAULT_SECRET")
        for one, settings in composition.items()
        if one in ALL and settings.get("environment")
    }
    assert told[name] == "/run/secrets/vault.secret"
    assert {one for one, where in told.items() if where} == {"councils", "councils-migrate"}


def test_each_service_that_records_keeps_what_it_signs_in_a_volume_of_its_own(
    composition: dict[str, Any], secrets: Path
) -> None:
    kept = {
        name: volume["source"]
        for name, one in composition.items()
        for volume in one.get("volumes", ())
        if volume["target"] == "/checkpoints"
    }
    assert kept == {name: f"{name}-checkpoints" for name in STORES}
    for name in STORES:
        assert composition[name]["environment"]["FIL_CHECKPOINTS"] == "/checkpoints"
        key = Path(composition[name]["environment"]["FIL_LOG_KEY"])
        assert (key.parent, (secrets / name / key.name).exists()) == (Path("/run/secrets"), True)


def test_every_file_that_a_container_is_given_exists(composition: dict[str, Any]) -> None:
    bound = [v["source"] for one in composition.values() for v in one.get("volumes", ()) if v["type"] == "bind"]
    assert len(bound) == 19
    assert [source for source in bound if not Path(source).exists()] == []


def test_no_secret_is_in_the_environment(composition: dict[str, Any], secrets: Path) -> None:
    hidden = {(secrets / "postgres" / "password").read_text(), (secrets / "councils" / "fil_store_url").read_text()}
    words = {
        word
        for one in composition.values()
        for word in (*(one.get("environment") or {}).values(), *(one.get("command") or ()))
    }
    assert not hidden & words
    assert not any("://" in word and "@" in word for word in words)
