"""What a service is told by its environment (`FIL_…`), by files of secrets (`fil_…`), and by nothing else."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS = Path("/run/secrets")
"""Where containers find their secrets: the file `fil_store_url` there says what `FIL_STORE_URL` would."""


class Settings(BaseSettings):
    """Settings of one service. A service refuses to start without those that it needs."""

    model_config = SettingsConfigDict(
        env_prefix="FIL_", extra="ignore", frozen=True, secrets_dir=SECRETS if SECRETS.is_dir() else None
    )

    host: str = "127.0.0.1"
    port: int = Field(default=0, ge=0, le=65535)
    log_level: str = "INFO"

    store_url: str | None = None
    """Own facts: `sqlite:///path` or `postgresql://…?schema=name`."""
    views_url: str | None = None
    """Own read models, same forms."""
    vault_url: str | None = None
    """What identifies persons, sealed; same forms."""
    vault_keys_url: str | None = None
    """The keys of the vault, one a person; same forms, and another database, backed up apart."""
    vault_secret: Path | None = None
    """File of the secret from which the keys that wrap those keys are derived."""
    nats_url: str | None = None

    issuer: str
    """Who signs the tokens that are accepted."""
    audience: str = "fil"
    jwks: str
    """Where the issuer's public keys are: an absolute path, or an address."""
    signing_key: Path | None = None
    """Private key with which this process signs its own calls to other services."""
    log_key: Path | None = None
    """Private key with which a service that records signs its log: Ed25519, PEM."""
    checkpoints: Path | None = None
    """Folder of what was signed of the log: to be kept elsewhere as well."""

    councils_url: str = "http://127.0.0.1:8001"
    activities_url: str = "http://127.0.0.1:8002"
    reporting_url: str = "http://127.0.0.1:8003"
    notifications_url: str = "http://127.0.0.1:8004"

    largest_body_bytes: int = 1_048_576
    longest_request_seconds: float = 15.0
    longest_replay_seconds: float = 3600.0
    requests_per_minute: int = 6000
    """For one caller."""

    def needed(self, name: str) -> str:
        """The value of a setting without which this service cannot run. Raises SystemExit, naming it."""
        value = getattr(self, name)
        if not value:
            raise SystemExit(f"FIL_{name.upper()} is not set: this service cannot run without it")
        return str(value)
