"""The environment as one typed object: the only place that reads environment variables.

Every variable may also be given as NAME_FILE, the path of a file holding the value.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from shop.platform.core.addresses import parse_networks
from shop.platform.core.app_ids import parse_android_apps, parse_apple_ids
from shop.settings.processes import stand_ins
from shop.settings.production import STRIPE_API, find_unsafe_values, split_address
from shop.settings.typed_values import above, at_least, between, convert, matching

# The image sets it: no process of the image takes the published secrets of a development shop.
MODE_REQUIRED = "SHOP_MODE_REQUIRED"
DEVELOPMENT_ONLY = {
    "SECRET_KEY": "development-only-not-a-secret-development-only-not-a-secret",
    "STRIPE_SECRET_KEY": "sk_test_sandbox",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox",
    "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
    "STRIPE_API_BASE": "http://127.0.0.1:8400",
    "BASE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "DATABASE_URL": "postgresql://shop_app@/shop",
    "DATABASE_OWNER_URL": "postgresql://shop_owner@/shop",
}
VIES = "https://ec.europa.eu/taxation_customs/vies/rest-api"


class ConfigurationError(Exception):
    """The environment is invalid for this mode; the message lists all problems at once."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Environment:
    """Typed configuration. In production no default is unsafe. Its text shows no secret."""

    SHOP_MODE: Literal["development", "production"] = "development"
    # Kind of this process: other kinds get fewer secrets (`shop.settings.processes`).
    SHOP_PROCESS: Literal["web", "worker", "migrate"] = "web"
    SECRET_KEY: Annotated[str, at_least(50)]
    # Accepted after a change of the secret: gift cards issued under it stay valid.
    SECRET_KEY_PREVIOUS: Annotated[str, at_least(50)] | None = None
    DATABASE_URL: str
    DATABASE_OWNER_URL: str | None = None
    DATABASE_ROLE: Literal["app", "owner"] = "app"
    DATABASE_POOL_MAX: Annotated[int, between(1, 200)] = 10
    # A worker without a heartbeat for this time counts as dead: its jobs are requeued.
    WORKER_STALLED_AFTER_S: Annotated[float, between(1, 3600)] = 8
    REDIS_URL: str | None = None
    # Answer public pages from stored bytes while none of their dependencies has changed.
    PAGE_STORE: Literal["on", "off"] = "on"
    # Address at which a content delivery network is told which pages to drop, and its token.
    CDN_PURGE_URL: str | None = None
    CDN_PURGE_TOKEN: str | None = None
    # Address of the exchange rates that are imported daily, in the European Central Bank's format;
    # empty if staff enter or upload them.
    FX_RATES_URL: str | None = None
    # Service that checks VAT numbers of business buyers; empty: the EU's VIES, or the sandbox's.
    VIES_URL: str | None = None
    # Tracking service that reports the events of parcels: the secret of its notifications, and the
    # address and token for fetching events. Without them staff enter deliveries.
    TRACKING_WEBHOOK_SECRET: Annotated[str, at_least(32)] | None = None
    TRACKING_API_URL: str | None = None
    TRACKING_API_TOKEN: str | None = None
    # Address of the carrier's service that issues prepaid return labels, and its bearer token;
    # empty if the number of a return is its drop-off code.
    RETURN_LABELS_URL: str | None = None
    RETURN_LABELS_TOKEN: str | None = None
    # Address and bearer token of a carrier's service that makes labels of parcels to buyers;
    # without it packers type carrier and number.
    SHIPPING_LABELS_URL: str | None = None
    SHIPPING_LABELS_TOKEN: str | None = None
    # Address and bearer token of a service that answers with the tax rates of a postcode, and the
    # countries about which it decides (comma separated). Empty: the rates of the table.
    TAX_SERVICE_URL: str | None = None
    TAX_SERVICE_TOKEN: str | None = None
    TAX_SERVICE_TIMEOUT_S: Annotated[float, above(0, 10)] = 2
    TAX_SERVICE_COUNTRIES: Annotated[str, matching(r"^[A-Z]{2}(,[A-Z]{2})*\Z")] = "US"
    # Seconds for which notices about approvals are collected for one mail to a person.
    NOTICE_DIGEST_S: Annotated[int, between(0, 86_400)] = 600
    # Time for which units stay reserved for an unpaid order; shorter for limited products.
    ORDER_HOLD_S: Annotated[int, between(1, 86_400)] = 600
    LIMITED_ORDER_HOLD_S: Annotated[int, between(1, 86_400)] = 300
    # Networks of the proxies whose X-Forwarded-For and -Proto count (CIDR, comma separated), or
    # "none" when clients connect to the shop itself.
    TRUSTED_PROXIES: str | None = None
    # Multiplies every rate limit and cap of `shop.platform.limits`; 0 lifts them, for tools that
    # make load.
    LIMITS_FACTOR: Annotated[int, between(0, 1000)] = 1
    # A person without a second factor needs a code by email on a new device: always in production;
    # without a value, not in development.
    SIGN_IN_CODES: bool | None = None
    # Idle and absolute lifetime of staff sessions, in seconds.
    STAFF_SESSION_IDLE_S: Annotated[int, between(60, 28_800)] = 1800
    STAFF_SESSION_MAX_S: Annotated[int, between(300, 86_400)] = 43_200
    # Idle and absolute lifetime of shoppers' sessions, on the website and in apps, in seconds.
    SHOPPER_SESSION_IDLE_S: Annotated[int, between(300, 2_592_000)] = 1_209_600
    SHOPPER_SESSION_MAX_S: Annotated[int, between(3_600, 31_536_000)] = 7_776_000
    # The time in which the owner can cancel a reset of the second factor, in seconds.
    FACTOR_RESET_WAIT_S: Annotated[int, between(3600, 1_209_600)] = 86_400
    # Hours after the last change of a basket until its owner is reminded, if the owner agreed.
    BASKET_REMINDER_HOURS: Annotated[int, between(1, 168)] = 24
    # An order is held for review if its buyer has more paid orders than this within 24 hours; 0 for
    # no such review.
    FRAUD_ORDERS_PER_DAY: Annotated[int, between(0, 1000)] = 5
    # Retention of personal data, in days or years (docs/privacy.md).
    ORDER_LINK_DAYS: Annotated[int, between(1, 3650)] = 90
    UNPAID_ORDER_DAYS: Annotated[int, between(1, 3650)] = 90
    ORDER_DATA_YEARS: Annotated[int, between(1, 30)] = 10
    SECURITY_LOG_DAYS: Annotated[int, between(90, 3650)] = 730
    ALLOWED_HOSTS: str
    BASE_URL: str
    STRIPE_SECRET_KEY: Annotated[str, matching(r"^(sk|rk)_")]
    STRIPE_PUBLISHABLE_KEY: Annotated[str, matching(r"^pk_")]
    STRIPE_WEBHOOK_SECRET: Annotated[str, matching(r"^whsec_")]
    # Accepted while the endpoint's secret is rotated.
    STRIPE_WEBHOOK_SECRET_PREVIOUS: Annotated[str, matching(r"^whsec_")] | None = None
    STRIPE_API_BASE: str = STRIPE_API
    S3_BUCKET: str | None = None
    # Uploads of licensees before their release: only readable through signed addresses.
    S3_PRIVATE_BUCKET: str | None = None
    S3_ENDPOINT_URL: str | None = None
    # Pixels of the long side below which a licensee's picture is taken with a warning.
    PICTURE_EXPECTED_PX: Annotated[int, between(256, 10_000)] = 2000
    EMAIL_URL: str = "file:var/mail"
    DEFAULT_FROM_EMAIL: str = "Stadium Store <orders@store.example>"
    STOCK_ALERTS_TO: str = ""  # recipients of low-stock mails; nobody if empty
    # Contact for security reports, shown in /.well-known/security.txt.
    SECURITY_CONTACT: str = ""
    # Apps that open the shop's addresses: TEAMID.bundle ids, and package=SHA-256 of a certificate.
    APPLE_APP_IDS: str = ""
    ANDROID_APPS: str = ""
    SENTRY_DSN: str | None = None
    # The OpenTelemetry collector that gets traces; without it there are none.
    OTEL_EXPORTER_OTLP_ENDPOINT: Annotated[str, matching(r"^https?://")] | None = None
    TRACES_RATIO: Annotated[float, between(0, 1)] = 0.05  # the share of requests
    # The token with which Prometheus reads /metrics; without it the page does not exist.
    METRICS_TOKEN: Annotated[str, at_least(32)] | None = None
    # A folder of `shop.platform.core.failpoints`, set by drills only.
    FAILPOINTS: str | None = None
    LOG_FORMAT: Literal["console", "json"] = "json"

    @property
    def production(self) -> bool:
        """Return whether this process serves real customers."""
        return self.SHOP_MODE == "production"

    @property
    def sends_sign_in_codes(self) -> bool:
        """Return whether a sign-in on a new device needs a code by email."""
        return self.production if self.SIGN_IN_CODES is None else self.SIGN_IN_CODES

    @property
    def vies_url(self) -> str:
        """Return the address of the service that checks VAT numbers."""
        sandbox = f"{self.STRIPE_API_BASE}/vies" if self.stripe_is_sandbox else VIES
        return self.VIES_URL or sandbox

    @property
    def stripe_is_sandbox(self) -> bool:
        """Return whether payments go to the stand-in instead of Stripe."""
        return self.STRIPE_API_BASE != STRIPE_API

    def with_values(self, values: Mapping[str, Any]) -> "Environment":
        """Return a copy with other values, which are not checked."""
        return replace(self, **values)


def _check_postgresql(value: str, _others: Mapping[str, Any]) -> str:
    if split_address(value).scheme not in {"postgres", "postgresql"}:
        raise ValueError("must start with postgresql://; no other database is supported")
    return value


def _check_private_bucket(value: str | None, others: Mapping[str, Any]) -> str | None:
    public = others.get("S3_BUCKET")
    if public and value in {None, public}:
        raise ValueError("must name a bucket of its own, closed to the public, beside S3_BUCKET")
    return value


def _check_web_address(value: str, _others: Mapping[str, Any]) -> str:
    parts = split_address(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be a full http(s) address")
    return value.rstrip("/")


def _check_mail_address(value: str, _others: Mapping[str, Any]) -> str:
    if split_address(value).scheme not in {"smtp", "smtps", "smtp+tls", "file"}:
        raise ValueError("must start with smtp://, smtp+tls://, smtps:// or file:")
    return value


def _check_proxies(value: str | None, others: Mapping[str, Any]) -> str | None:
    if value is None and others.get("SHOP_MODE") == "production":
        message = 'must list the proxies\' networks, for example 172.30.10.0/24, or be "none"'
        raise ValueError(message)
    try:
        parse_networks(value or "none")
    except ValueError as error:
        message = f"must be CIDR networks, for example 172.30.10.0/24, or none: {error}"
        raise ValueError(message) from None
    return value


def _check_hosts(value: str, _others: Mapping[str, Any]) -> str:
    if not value.replace(",", " ").split():
        raise ValueError("must name at least one host")
    return value


def _check_apple_ids(value: str, _others: Mapping[str, Any]) -> str:
    parse_apple_ids(value)
    return value


def _check_android_apps(value: str, _others: Mapping[str, Any]) -> str:
    parse_android_apps(value)
    return value


# Checks of values that were given, with the values of variables above them in the class.
CHECKS: Mapping[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    **dict.fromkeys(("DATABASE_URL", "DATABASE_OWNER_URL"), _check_postgresql),
    **dict.fromkeys(
        (
            "BASE_URL",
            "STRIPE_API_BASE",
            "S3_ENDPOINT_URL",
            "CDN_PURGE_URL",
            "FX_RATES_URL",
            "VIES_URL",
            "TRACKING_API_URL",
            "RETURN_LABELS_URL",
            "TAX_SERVICE_URL",
            "SHIPPING_LABELS_URL",
        ),
        _check_web_address,
    ),
    "S3_PRIVATE_BUCKET": _check_private_bucket,
    "EMAIL_URL": _check_mail_address,
    "TRUSTED_PROXIES": _check_proxies,
    "APPLE_APP_IDS": _check_apple_ids,
    "ANDROID_APPS": _check_android_apps,
    "ALLOWED_HOSTS": _check_hosts,
}
CHECKED_WHEN_MISSING = frozenset({"S3_PRIVATE_BUCKET", "TRUSTED_PROXIES"})


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Return the typed environment or raise `ConfigurationError` naming every fault."""
    environ = os.environ if environ is None else environ
    values, faults = _with_files(environ)
    if environ.get(MODE_REQUIRED) and "SHOP_MODE" not in values:
        raise ConfigurationError(
            "the environment is not complete:\n  - SHOP_MODE must be production or development"
        )
    if values.get("SHOP_MODE", "development") != "production":
        values = {**DEVELOPMENT_ONLY, "LOG_FORMAT": "console", **values}
    values = {**stand_ins(values.get("SHOP_PROCESS", "web")), **values}
    typed, wrong = _typed(values)
    faults += wrong
    if values.get("SHOP_MODE") == "production":
        faults += find_unsafe_values(values, DEVELOPMENT_ONLY)
    if faults:
        raise ConfigurationError(
            "the environment is not complete:\n" + "\n".join(f"  - {fault}" for fault in faults)
        )
    return Environment(**typed)


def _typed(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of texts, and a sentence for each that is missing or wrong."""
    typed: dict[str, Any] = {}
    faults = []
    for field in fields(Environment):
        name = field.name
        if name not in texts and field.default is MISSING:
            faults.append(f"{name}: is missing")
            continue
        try:
            value = convert(texts[name], field.type) if name in texts else field.default
            if name in CHECKS and (name in texts or name in CHECKED_WHEN_MISSING):
                value = CHECKS[name](value, typed)
        except ValueError as error:
            faults.append(f"{name}: {error}")
        else:
            typed[name] = value
    return typed, faults


def _with_files(environ: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Resolve NAME and NAME_FILE for every known variable; an empty value counts as missing."""
    values, faults = {}, []
    for name in (field.name for field in fields(Environment)):
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
