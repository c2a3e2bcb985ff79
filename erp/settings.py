"""Every setting of the system: its name, its default, and what it means to whoever runs the place.

A setting is an environment variable `ERP_…`, or a line in the file that `ERP_ENV_FILE` names (or `.env`).
A wrong one is told in one sentence at the start. `python -m erp doctor` prints them all.
"""

import functools
import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "ERP_"
ENV_FILE = f"{PREFIX}ENV_FILE"
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class SettingsError(Exception):
    """A setting that cannot be used; the text is the one sentence to show."""


class Settings(BaseSettings):
    """What can be set, in the order in which people look for it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    host: str = Field("127.0.0.1", description="Address the web server listens on; 0.0.0.0 for all.")
    port: int = Field(8000, ge=1, le=65535, description="Port the web server listens on.")
    base_url: str | None = Field(
        None,
        description="Address under which people reach the system; with https, cookies are secure.",
    )
    data_dir: Path = Field(Path(".erp"), description="Folder of the embedded servers' data and of the key.")
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL (18 or newer) as the schema's owner; not set: an embedded server starts.",
    )
    app_database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL as the application; not set: the owner acts in the role erp_app.",
    )
    redis_url: SecretStr | None = Field(
        None,
        description="Valkey or Redis (keeps nothing that matters); not set: an embedded server starts.",
    )
    secret_key: SecretStr | None = Field(
        None,
        min_length=32,
        description="Key of what is signed or sealed; not set: drawn once, kept in the data folder.",
    )
    secret_keys: SecretStr | None = Field(
        None,
        description="Keys of encrypted secrets: id:base64,id:base64, the first writes; not set: data folder.",
    )
    files_url: str | None = Field(
        None,
        description="Where files are kept: a folder, or s3://bucket/prefix (AWS_…); not set: data folder.",
    )
    upload_limit_mb: int = Field(100, ge=1, le=2_000, description="Largest file that may be uploaded.")
    outside_allow: str = Field(
        "",
        description="Inner addresses or ranges any connection may call, as 127.0.0.1 10.0.0.0/8; else none.",
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="Mail server: smtp://user:password@host:587 or smtps://…; not set: files in data folder.",
    )
    mail_from: str = Field("erp@localhost.example", description="The address mails are sent from.")
    demo: bool = Field(
        True, description="Fill an empty database with a small trading company to try things on."
    )
    log_level: LogLevel = Field("INFO", description="The least urgent kind of message that is written.")
    pool_max: int = Field(10, ge=1, le=500, description="Most database connections per process.")
    pool_wait_seconds: float = Field(5, gt=0, le=60, description="How long a request waits for a connection.")
    web_processes: int = Field(1, ge=1, le=64, description="Processes that answer requests.")
    session_idle_minutes: int = Field(
        30, ge=1, le=1440, description="A session ends when nothing comes so long."
    )
    session_hours: int = Field(12, ge=1, le=168, description="A session ends after this time in any case.")
    max_body_bytes: int = Field(1_000_000, ge=10_000, description="Largest request that is read.")
    max_variables_bytes: int = Field(
        256_000, ge=1_000, description="Largest GraphQL variables that are read."
    )
    cost_per_minute: int = Field(
        6000,
        ge=100,
        description="Cost points of GraphQL work that one user or token may ask for in a minute.",
    )
    worker_poll_seconds: float = Field(
        0.05, ge=0.01, le=10, description="How often the worker looks for what it was woken for."
    )
    sweep_seconds: float = Field(
        5, ge=0.5, le=10, description="How often the worker looks by itself for what no wake-up told it."
    )

    @field_validator("database_url", "app_database_url")
    @classmethod
    def _is_postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            raise ValueError("must be an address that starts with postgresql://")
        return value

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: SecretStr | None) -> SecretStr | None:
        schemes = ("redis://", "rediss://", "unix://")
        if value is not None and not value.get_secret_value().startswith(schemes):
            raise ValueError("must be an address that starts with redis://, rediss:// or unix://")
        return value

    @field_validator("outside_allow")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        try:
            for each in value.replace(",", " ").split():
                ip_network(each)
        except ValueError:
            raise ValueError("must be addresses or ranges such as 10.0.0.0/8") from None
        return value

    @field_validator("smtp_url")
    @classmethod
    def _is_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("smtp://", "smtps://")):
            raise ValueError("must be an address that starts with smtp:// or smtps://")
        return value

    @field_validator("files_url")
    @classmethod
    def _is_place(cls, value: str | None) -> str | None:
        scheme, sign, rest = (value or "").partition("://")
        if sign and (scheme not in ("s3", "file") or not rest):
            raise ValueError("must be a folder or an address that starts with s3://")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must be an address that starts with http:// or https://")
        return value.rstrip("/") if value else value

    @property
    def address(self) -> str:
        """Where people find the system."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return self.base_url or f"http://{host}:{self.port}"


def env_file() -> Path:
    """The file of settings: the one that is named, or `.env` in the current folder."""
    return Path(os.environ.get(ENV_FILE) or ".env")


@functools.cache
def load() -> Settings:
    """Read the settings once; raises SettingsError with the sentence to show."""
    path = env_file()
    if ENV_FILE in os.environ and not path.is_file():
        raise SettingsError(f"{ENV_FILE} names a file that does not exist: '{path}'.")
    try:
        return Settings(_env_file=path, _env_file_encoding="utf-8")
    except ValidationError as error:
        raise SettingsError(_sentence(error.errors()[0])) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{ENV_FILE} names a file that cannot be read: '{path}' ({error}).") from None


def secret_key(settings: Settings) -> bytes:
    """The key of this installation; drawn at the first start into a file that only its owner reads."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    path = settings.data_dir / "secret.key"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"secret.{os.getpid()}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # A link is made only where nothing is yet, so that two first starts agree on one key.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"{PREFIX}DATA_DIR cannot keep the key: {error.strerror} ('{path}').") from None


def unknown() -> list[str]:
    """Names that look like settings and are none: nearly always a slip of the pen."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {ENV_FILE}
    path = env_file()
    given = set(os.environ) | (set(dotenv_values(path)) if path.is_file() else set())
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)


def _sentence(error: ErrorDetails) -> str:
    """One sentence about one wrong setting; a secret is never repeated in it."""
    field = str(error["loc"][0])
    name = f"{PREFIX}{field.upper()}"
    info = Settings.model_fields[field]
    secret = "SecretStr" in str(info.annotation)
    given = "" if secret else f", not '{error['input']}'"
    return f"{name} {_wish(field, error)}{given}."


def _wish(field: str, error: ErrorDetails) -> str:
    """What the value should have been, in words."""
    kind = error["type"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind == "literal_error":
        return f"must be {error['ctx']['expected']}"
    if kind.startswith("bool"):
        return "must be true or false"
    if kind in ("string_too_short", "too_short"):
        return f"must have at least {error['ctx']['min_length']} characters"
    if kind.startswith(("int", "float", "greater", "less")):
        bounds = Settings.model_json_schema()["properties"][field]
        lowest = bounds.get("minimum", bounds.get("exclusiveMinimum"))
        highest = bounds.get("maximum", bounds.get("exclusiveMaximum"))
        number = "a whole number" if bounds["type"] == "integer" else "a number"
        return f"must be {number} " + (
            f"between {lowest} and {highest}" if highest is not None else f"of at least {lowest}"
        )
    return f"cannot be used: {error['msg']}"
