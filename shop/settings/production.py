"""Checks of production settings: weak secrets and connections without TLS are refused."""

from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import SplitResult, parse_qs, urlsplit

STRIPE_API = "https://api.stripe.com"
LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")
TLS_MODES = ("verify-full",)  # other modes do not prove which server answers
YES = ("1", "true", "t", "yes", "y", "on")
# A random key of 50 characters has over 20 different ones; hexadecimal digits are 16.
LEAST_DIFFERENT = 10
# Eight random characters never repeat within a key.
REPEATED_LENGTH = 8
LEAST_WEBHOOK_SECRET = 20
KNOWN_WORDS = (
    "django-insecure",
    "development",
    "not-a-secret",
    "changeme",
    "change-me",
    "password",
)
DATABASES = ("DATABASE_URL", "DATABASE_OWNER_URL")


def find_unsafe_values(values: Mapping[str, str], published: Mapping[str, str]) -> list[str]:
    """Return one sentence for each unsafe value; missing values are named elsewhere.

    `published` are the values of a development shop, which everybody can read.
    """
    checks = [*_addresses(values), *_secrets(values, published), *_logins(values)]
    return [fault for safe, fault in checks if not safe]


def split_address(address: str) -> SplitResult:
    """Split an address; Python's own error message could contain a password."""
    try:
        return urlsplit(address)
    except ValueError:
        raise ValueError("is not an address") from None


def is_weak(secret: str) -> bool:
    """Return whether a secret is known, repetitive, a sequence or has few distinct characters."""
    pieces = [
        secret[start : start + REPEATED_LENGTH]
        for start in range(len(secret) - REPEATED_LENGTH + 1)
    ]
    pairs = pairwise(secret)
    steps = sum(abs(ord(first) - ord(second)) <= 1 for first, second in pairs)
    return (
        len(set(secret)) < LEAST_DIFFERENT
        or len(set(pieces)) < len(pieces)
        or steps > len(secret) / 2
        or any(word in secret.lower() for word in KNOWN_WORDS)
    )


def _addresses(values: Mapping[str, str]) -> list[tuple[bool, str]]:
    stripe = values.get("STRIPE_API_BASE", STRIPE_API).rstrip("/")
    mail = values.get("EMAIL_URL", "file:")
    return [
        (stripe == STRIPE_API, f"STRIPE_API_BASE must be {STRIPE_API} in production"),
        (not mail.startswith("file:"), "EMAIL_URL must name an SMTP server in production"),
        (
            not mail.startswith("smtp://"),
            "EMAIL_URL must use TLS in production: smtp+tls:// or smtps://",
        ),
        *(
            (
                values.get(name, "https://").startswith("https://"),
                f"{name} must use https in production",
            )
            for name in ("BASE_URL", "S3_ENDPOINT_URL", "SENTRY_DSN", "CDN_PURGE_URL")
        ),
        (
            "*" not in values.get("ALLOWED_HOSTS", ""),
            "ALLOWED_HOSTS must name hosts, not *, in production",
        ),
        *(
            (
                _is_encrypted(values.get(name, "")),
                f"{name} must use TLS: add ?sslmode=verify-full&sslrootcert=… to the address",
            )
            for name in DATABASES
        ),
    ]


def _secrets(values: Mapping[str, str], published: Mapping[str, str]) -> list[tuple[bool, str]]:
    webhook_names = ("STRIPE_WEBHOOK_SECRET", "STRIPE_WEBHOOK_SECRET_PREVIOUS")
    return [
        (
            values.get("LIMITS_FACTOR", "1").strip() != "0",
            "LIMITS_FACTOR must be at least 1 in production: 0 lifts every limit",
        ),
        (
            values.get("SIGN_IN_CODES", "1").strip().lower() in YES,
            "SIGN_IN_CODES must be on in production: a password alone opens no account",
        ),
        (not values.get("FAILPOINTS"), "FAILPOINTS kills processes and is only for drills"),
        (
            not values.get("STRIPE_SECRET_KEY", "").startswith("sk_test_sandbox"),
            "STRIPE_SECRET_KEY must be a key of your Stripe account in production",
        ),
        (
            values.get("STRIPE_PUBLISHABLE_KEY") != published["STRIPE_PUBLISHABLE_KEY"],
            "STRIPE_PUBLISHABLE_KEY must be a key of your Stripe account in production",
        ),
        *(
            (
                name not in values
                or (
                    len(values[name]) >= LEAST_WEBHOOK_SECRET
                    and not values[name].startswith(published["STRIPE_WEBHOOK_SECRET"])
                ),
                f"{name} must be the secret that Stripe shows for the endpoint",
            )
            for name in webhook_names
        ),
        *(
            (
                name not in values or not is_weak(values[name]),
                f"{name} must be random, for example of secrets.token_urlsafe(50)",
            )
            for name in ("SECRET_KEY", "SECRET_KEY_PREVIOUS")
        ),
    ]


def _logins(values: Mapping[str, str]) -> list[tuple[bool, str]]:
    redis = values.get("REDIS_URL")
    return [
        (
            values.get("DATABASE_ROLE") == "owner"
            or not _same_login(values.get("DATABASE_URL"), values.get("DATABASE_OWNER_URL")),
            "DATABASE_URL must log in as another role than DATABASE_OWNER_URL",
        ),
        (
            redis is None or _proves_client(redis),
            "REDIS_URL must have a client certificate (ssl_certfile) or a password in production",
        ),
        (
            redis is None or _is_encrypted_redis(redis),
            "REDIS_URL must use TLS: rediss://host:6379/0?ssl_ca_certs=…",
        ),
    ]


def _is_encrypted(address: str) -> bool:
    """Return whether a database is reached by TLS or on this machine; invalid addresses count as
    encrypted.
    """
    try:
        parts = split_address(address)
        options = parse_qs(parts.query)
        hosts = [parts.hostname or "", *options.get("host", [])]
    except ValueError:
        return True
    local = all(host in LOCAL_HOSTS or host.lower().startswith(("/", "%2f")) for host in hosts)
    return local or options.get("sslmode", [""])[-1] in TLS_MODES


def _proves_client(address: str) -> bool:
    """Return whether the client proves itself to Redis by a certificate or a password."""
    try:
        parts = split_address(address)
    except ValueError:
        return False
    return bool(parts.password or parse_qs(parts.query).get("ssl_certfile"))


def _is_encrypted_redis(address: str) -> bool:
    """Return whether Redis is reached by TLS that checks the server, or on this machine."""
    try:
        parts = split_address(address)
    except ValueError:
        return False
    unchecked = parse_qs(parts.query).get("ssl_cert_reqs", ["required"])[-1] != "required"
    local = parts.hostname in LOCAL_HOSTS or parts.scheme == "unix"
    return local or (parts.scheme == "rediss" and not unchecked)


def _same_login(first: str | None, second: str | None) -> bool:
    """Return whether two database URLs name one role; bad URLs are reported elsewhere."""
    if first is None or second is None:
        return False
    try:
        return split_address(first).username == split_address(second).username
    except ValueError:
        return False
