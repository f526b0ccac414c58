"""The environment as one typed object: the only place that reads environment variables.

Every variable may also be given as NAME_FILE, the path of a file holding the value.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

STRIPE_API = "https://api.stripe.com"
DEVELOPMENT_ONLY = {
    "SECRET_KEY": "development-only-not-a-secret-development-only-not-a-secret",
    "STRIPE_SECRET_KEY": "sk_test_sandbox",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox",
    "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
    "STRIPE_API_BASE": "http://127.0.0.1:8400",
    "BASE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "DATABASE_URL": "postgresql://shop_app@/shop",
    "DATABASE_OWNER_URL": "postgresql://shop_owner@/shop",
}


class ConfigurationError(Exception):
    """The environment is not fit for this mode; the message lists every fault at once."""


class Environment(BaseModel):
    """Typed configuration. In production nothing has a default that could be unsafe."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    SHOP_MODE: Literal["development", "production"] = "development"
    SECRET_KEY: Annotated[str, Field(min_length=50)]
    # Still accepted when the secret was changed: gift cards that were issued under it hold on.
    SECRET_KEY_PREVIOUS: Annotated[str, Field(min_length=50)] | None = None
    DATABASE_URL: str
    DATABASE_OWNER_URL: str | None = None
    DATABASE_REPLICA_URL: str | None = None
    DATABASE_ROLE: Literal["app", "owner"] = "app"
    DATABASE_POOL_MAX: Annotated[int, Field(ge=1, le=200)] = 10
    # A worker that is silent for so long counts as dead: its jobs are handed to another one.
    WORKER_STALLED_AFTER_S: Annotated[float, Field(ge=1, le=3600)] = 8
    REDIS_URL: str | None = None
    # How long units are kept for an order that waits for payment; shorter for limited articles.
    ORDER_HOLD_S: Annotated[int, Field(ge=1, le=86_400)] = 600
    LIMITED_ORDER_HOLD_S: Annotated[int, Field(ge=1, le=86_400)] = 300
    ALLOWED_HOSTS: str
    BASE_URL: str
    STRIPE_SECRET_KEY: Annotated[str, Field(pattern=r"^(sk|rk)_")]
    STRIPE_PUBLISHABLE_KEY: Annotated[str, Field(pattern=r"^pk_")]
    STRIPE_WEBHOOK_SECRET: Annotated[str, Field(pattern=r"^whsec_")]
    # Still accepted while the endpoint's secret is rolled.
    STRIPE_WEBHOOK_SECRET_PREVIOUS: Annotated[str, Field(pattern=r"^whsec_")] | None = None
    STRIPE_API_BASE: str = STRIPE_API
    S3_BUCKET: str | None = None
    # What licensees upload, until it is released: nobody may read it without a signed address.
    S3_PRIVATE_BUCKET: Annotated[str | None, Field(validate_default=True)] = None
    S3_ENDPOINT_URL: str | None = None
    # Pixels of the long side below which a licensee's picture is taken with a warning.
    PICTURE_EXPECTED_PX: Annotated[int, Field(ge=256, le=10_000)] = 2000
    EMAIL_URL: str = "file:var/mail"
    DEFAULT_FROM_EMAIL: str = "Stadium Store <orders@store.example>"
    STOCK_ALERTS_TO: str = ""  # who is told that stock is low; nobody when empty
    SENTRY_DSN: str | None = None
    # A folder of `shop.core.failpoints`: drills alone set it.
    FAILPOINTS: str | None = None
    LOG_FORMAT: Literal["console", "json"] = "json"

    @field_validator("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_REPLICA_URL")
    @classmethod
    def _is_postgresql(cls, value: str | None) -> str | None:
        if value is not None and _parts(value).scheme not in {"postgres", "postgresql"}:
            message = "must start with postgresql://; no other database is supported"
            raise ValueError(message)
        return value

    @field_validator("S3_PRIVATE_BUCKET")
    @classmethod
    def _is_another_bucket(cls, value: str | None, info: ValidationInfo) -> str | None:
        public = info.data.get("S3_BUCKET")
        if public and value in {None, public}:
            message = "must name a bucket of its own, closed to the public, beside S3_BUCKET"
            raise ValueError(message)
        return value

    @field_validator("BASE_URL", "STRIPE_API_BASE", "S3_ENDPOINT_URL")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = _parts(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            message = "must be a full http(s) address"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("EMAIL_URL")
    @classmethod
    def _is_mail_address(cls, value: str) -> str:
        if _parts(value).scheme not in {"smtp", "smtps", "smtp+tls", "file"}:
            message = "must start with smtp://, smtp+tls://, smtps:// or file:"
            raise ValueError(message)
        return value

    @field_validator("ALLOWED_HOSTS")
    @classmethod
    def _names_a_host(cls, value: str) -> str:
        if not value.replace(",", " ").split():
            message = "must name at least one host"
            raise ValueError(message)
        return value

    @property
    def production(self) -> bool:
        """Whether this process serves real customers."""
        return self.SHOP_MODE == "production"

    @property
    def stripe_is_sandbox(self) -> bool:
        """Whether payments go to the stand-in instead of Stripe."""
        return self.STRIPE_API_BASE != STRIPE_API


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Return the typed environment or raise `ConfigurationError` naming every fault."""
    environ = os.environ if environ is None else environ
    values, faults = _with_files(environ)
    if values.get("SHOP_MODE", "development") != "production":
        values = {**DEVELOPMENT_ONLY, "LOG_FORMAT": "console", **values}
    try:
        environment = Environment.model_validate(values)
    except ValidationError as error:
        faults += [_sentence(fault["loc"], fault["msg"]) for fault in error.errors()]
    if values.get("SHOP_MODE") == "production":
        faults += _unsafe_in_production(values)
    if faults:
        raise ConfigurationError(
            "the environment is not complete:\n" + "\n".join(f"  - {fault}" for fault in faults)
        )
    return environment


def _unsafe_in_production(values: Mapping[str, str]) -> list[str]:
    """Name what exists only to make a demo run; missing values are named elsewhere."""
    address = values.get("STRIPE_API_BASE", STRIPE_API).rstrip("/")
    checks = (
        (address == STRIPE_API, f"STRIPE_API_BASE must be {STRIPE_API} in production"),
        (
            not values.get("EMAIL_URL", "file:").startswith("file:"),
            "EMAIL_URL must name an SMTP server in production",
        ),
        (
            values.get("BASE_URL", "https://").startswith("https://"),
            "BASE_URL must use https in production",
        ),
        (
            "*" not in values.get("ALLOWED_HOSTS", ""),
            "ALLOWED_HOSTS must name hosts, not *, in production",
        ),
        (
            values.get("DATABASE_ROLE") == "owner"
            or not _same_login(values.get("DATABASE_URL"), values.get("DATABASE_OWNER_URL")),
            "DATABASE_URL must log in as another role than DATABASE_OWNER_URL",
        ),
        (not values.get("FAILPOINTS"), "FAILPOINTS kills processes: it is for drills alone"),
        (
            not values.get("STRIPE_SECRET_KEY", "").startswith("sk_test_sandbox"),
            "STRIPE_SECRET_KEY must be a key of your Stripe account in production",
        ),
        (
            values.get("SECRET_KEY") != DEVELOPMENT_ONLY["SECRET_KEY"],
            "SECRET_KEY must be a secret of your own in production",
        ),
    )
    return [fault for safe, fault in checks if not safe]


def _parts(address: str) -> SplitResult:
    """Split an address; what Python says of a malformed one could repeat a password."""
    try:
        return urlsplit(address)
    except ValueError:
        raise ValueError("is not an address") from None


def _same_login(first: str | None, second: str | None) -> bool:
    """Whether two database addresses name one role; faults of an address are named elsewhere."""
    if first is None or second is None:
        return False
    try:
        return _parts(first).username == _parts(second).username
    except ValueError:
        return False


def _with_files(environ: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Resolve NAME and NAME_FILE for every known variable; an empty value counts as missing."""
    values, faults = {}, []
    for name in Environment.model_fields:
        if environ.get(name):
            values[name] = environ[name]
        elif path := environ.get(f"{name}_FILE"):
            try:
                values[name] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                faults.append(f"{name}_FILE: {error.strerror}: {path}")
            except UnicodeDecodeError:
                faults.append(f"{name}_FILE: not UTF-8 text: {path}")
    return values, faults


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in location)
    text = message.removeprefix("Value error, ")
    return f"{name}: {text}" if name else text
