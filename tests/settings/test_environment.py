"""The environment is read whole: files count, every fault is named at once, no secret is shown."""

import secrets
from pathlib import Path

import pytest
from django.utils.crypto import get_random_string

from shop.settings.env import ConfigurationError, read_environment
from shop.settings.storage import origins

STRONG_KEY = "vT3xQ9_mLr7Zp-Ks2bHfW8uYdN4aJg6cEo1XiR5wVtB0nMqCzSyU"
PRODUCTION = {
    "SHOP_MODE": "production",
    "SECRET_KEY": STRONG_KEY,
    "DATABASE_URL": "postgresql://shop_app:apppass@db/shop?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://shop_owner:ownerpass@db/shop?sslmode=verify-full",
    "ALLOWED_HOSTS": "store.example",
    "BASE_URL": "https://store.example",
    "STRIPE_SECRET_KEY": "sk_live_hidden",
    "STRIPE_PUBLISHABLE_KEY": "pk_live_shown",
    "STRIPE_WEBHOOK_SECRET": "whsec_5hXq81LmZpT2vR",
    "TRUSTED_PROXIES": "172.30.10.0/24",
    "EMAIL_URL": "smtp+tls://user:mailpass@mail.example",
}
REQUIRED = {
    "SECRET_KEY",
    "DATABASE_URL",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "STRIPE_SECRET_KEY",
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "EMAIL_URL",
    "TRUSTED_PROXIES",
}


def faults(environ: dict[str, str]) -> list[str]:
    """Return the lines of the message, without the heading."""
    with pytest.raises(ConfigurationError) as refusal:
        read_environment(environ)
    heading, *lines = str(refusal.value).splitlines()
    assert heading == "the environment is not complete:"
    assert all(line.startswith("  - ") for line in lines)
    return [line.removeprefix("  - ") for line in lines]


def names(lines: list[str]) -> list[str]:
    return sorted(line.split(" ")[0].rstrip(":") for line in lines)


def test_a_whole_production_environment_is_taken() -> None:
    environment = read_environment(PRODUCTION)
    assert environment.production
    assert not environment.stripe_is_sandbox
    assert environment.LOG_FORMAT == "json"


@pytest.mark.parametrize("private", [None, "pictures"])
def test_pictures_in_s3_need_a_second_bucket_that_is_closed(private: str | None) -> None:
    bucket = {"S3_BUCKET": "pictures", "S3_PRIVATE_BUCKET": private}
    broken = PRODUCTION | {name: value for name, value in bucket.items() if value}
    assert names(faults(broken)) == ["S3_PRIVATE_BUCKET"]
    closed = read_environment(broken | {"S3_PRIVATE_BUCKET": "uploads"})
    assert closed.S3_PRIVATE_BUCKET == "uploads"


def test_an_empty_environment_is_a_development_shop_with_a_sandbox() -> None:
    environment = read_environment({})
    assert not environment.production
    assert environment.stripe_is_sandbox
    assert environment.LOG_FORMAT == "console"


def test_everything_that_production_misses_is_named_once_in_one_message() -> None:
    assert names(faults({"SHOP_MODE": "production"})) == sorted(REQUIRED)


def test_an_empty_value_is_a_missing_one() -> None:
    empty = dict.fromkeys(REQUIRED, "")
    assert names(faults({"SHOP_MODE": "production", **empty})) == sorted(REQUIRED)


def test_missing_malformed_unsafe_and_unreadable_values_are_named_in_one_message(
    tmp_path: Path,
) -> None:
    broken = PRODUCTION | {
        "SECRET_KEY": "short",
        "DATABASE_URL": "mysql://shop_app@db/shop?sslmode=verify-full",
        "DATABASE_POOL_MAX": "many",
        "WORKER_STALLED_AFTER_S": "0",
        "ALLOWED_HOSTS": "*",
        "BASE_URL": "http://store.example",
        "STRIPE_SECRET_KEY": "",
        "STRIPE_SECRET_KEY_FILE": str(tmp_path / "nowhere"),
        "STRIPE_PUBLISHABLE_KEY": "sk_live_wrong",
        "STRIPE_WEBHOOK_SECRET": "",
        "STRIPE_API_BASE": "http://127.0.0.1:8400",
        "S3_ENDPOINT_URL": "bucket",
        "EMAIL_URL": "file:var/mail",
        "LOG_FORMAT": "xml",
    }
    assert set(names(faults(broken))) == {
        "SECRET_KEY",
        "DATABASE_URL",
        "DATABASE_POOL_MAX",
        "WORKER_STALLED_AFTER_S",
        "ALLOWED_HOSTS",
        "BASE_URL",
        "STRIPE_SECRET_KEY",
        "STRIPE_SECRET_KEY_FILE",
        "STRIPE_PUBLISHABLE_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "STRIPE_API_BASE",
        "S3_ENDPOINT_URL",
        "EMAIL_URL",
        "LOG_FORMAT",
    }


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"STRIPE_API_BASE": "http://127.0.0.1:8400"}, "STRIPE_API_BASE"),
        ({"STRIPE_API_BASE": "https://api.stripe.com.evil.example"}, "STRIPE_API_BASE"),
        ({"STRIPE_SECRET_KEY": "sk_test_sandbox"}, "STRIPE_SECRET_KEY"),
        ({"BASE_URL": "http://store.example"}, "BASE_URL"),
        ({"BASE_URL": "store.example"}, "BASE_URL"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"FAILPOINTS": "points"}, "FAILPOINTS"),
        ({"LIMITS_FACTOR": "0"}, "LIMITS_FACTOR"),
        ({"ALLOWED_HOSTS": "store.example, *"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS"),
        ({"EMAIL_URL": "file:var/mail"}, "EMAIL_URL"),
        ({"EMAIL_URL": "ftp://mail.example"}, "EMAIL_URL"),
        ({"DATABASE_OWNER_URL": PRODUCTION["DATABASE_URL"]}, "DATABASE_URL"),
        (
            {"DATABASE_OWNER_URL": "postgresql://shop_app:other@db:5432/shop?sslmode=verify-full"},
            "DATABASE_URL",
        ),
        ({"DATABASE_URL": "postgresql://shop_app:pw@db/shop?sslmode=require"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://shop_app:pw@db/shop?sslmode=verify-ca"}, "DATABASE_URL"),
        ({"TRUSTED_PROXIES": ""}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "proxy.example"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "172.30.10.1/24"}, "TRUSTED_PROXIES"),
        ({"EMAIL_URL": "smtp://user:pass@mail.example"}, "EMAIL_URL"),
        ({"DATABASE_URL": "postgresql://shop_app:pw@db/shop"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://shop_app:pw@db/shop?sslmode=prefer"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://shop_app:pw@/shop?host=db"}, "DATABASE_URL"),
        ({"DATABASE_OWNER_URL": "postgresql://shop_owner:pw@10.0.0.5/shop"}, "DATABASE_OWNER_URL"),
        (
            {"DATABASE_OWNER_URL": "postgresql://shop_owner:pw@db/shop?sslmode=allow"},
            "DATABASE_OWNER_URL",
        ),
        ({"REDIS_URL": "rediss://redis:6379/0"}, "REDIS_URL"),
        ({"S3_ENDPOINT_URL": "http://bucket.example"}, "S3_ENDPOINT_URL"),
        ({"SENTRY_DSN": "http://key@sentry.example/1"}, "SENTRY_DSN"),
        ({"STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox"}, "STRIPE_PUBLISHABLE_KEY"),
        ({"STRIPE_WEBHOOK_SECRET": "whsec_sandbox"}, "STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_WEBHOOK_SECRET": "whsec_short"}, "STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_WEBHOOK_SECRET_PREVIOUS": "whsec_sandbox"}, "STRIPE_WEBHOOK_SECRET_PREVIOUS"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "abc" * 20}, "SECRET_KEY"),
        ({"SECRET_KEY": "Xk2-9fQw7LmZ" * 5}, "SECRET_KEY"),
        ({"SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP"}, "SECRET_KEY"),
        ({"SECRET_KEY": f"django-insecure-{STRONG_KEY}"}, "SECRET_KEY"),
        ({"SECRET_KEY_PREVIOUS": "b" * 60}, "SECRET_KEY_PREVIOUS"),
        (
            {"SECRET_KEY": "development-only-not-a-secret-development-only-not-a-secret"},
            "SECRET_KEY",
        ),
    ],
)
def test_what_is_only_fit_for_a_demo_is_refused_in_production(
    change: dict[str, str], name: str
) -> None:
    assert set(names(faults(PRODUCTION | change))) == {name}


@pytest.mark.parametrize("name", ["production ", "PRODUCTION", "prod", "live"])
def test_a_mistyped_mode_is_no_development_shop(name: str) -> None:
    assert "SHOP_MODE" in names(faults({"SHOP_MODE": name}))


def test_the_owners_processes_may_have_the_owners_address_twice() -> None:
    same = {"DATABASE_URL": PRODUCTION["DATABASE_OWNER_URL"], "DATABASE_ROLE": "owner"}
    assert read_environment(PRODUCTION | same).DATABASE_ROLE == "owner"


def test_every_variable_may_come_from_a_file(tmp_path: Path) -> None:
    environ = {}
    for name, value in PRODUCTION.items():
        (tmp_path / name).write_text(f"{value}\n")
        environ[f"{name}_FILE"] = str(tmp_path / name)
    assert read_environment(environ) == read_environment(PRODUCTION)


def test_a_value_goes_before_its_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("f" * 50)
    files = {"SECRET_KEY_FILE": str(tmp_path / "key")}
    assert read_environment(PRODUCTION | files).SECRET_KEY == STRONG_KEY


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"], ids=["absent", "empty", "no text"])
def test_a_file_that_holds_no_value_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    environ = {k: v for k, v in PRODUCTION.items() if k != "SECRET_KEY"}
    lines = faults(environ | {"SECRET_KEY_FILE": str(path)})
    assert "SECRET_KEY" in names(lines)
    assert all(name.startswith("SECRET_KEY") for name in names(lines))


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    environ = {k: v for k, v in PRODUCTION.items() if k != "SECRET_KEY"}
    assert "SECRET_KEY_FILE" in names(faults(environ | {"SECRET_KEY_FILE": str(tmp_path)}))


def test_no_value_is_ever_repeated_in_the_message(tmp_path: Path) -> None:
    (tmp_path / "webhook").write_text("from-a-file")
    secrets = {
        "SECRET_KEY": "too-short-a-key",
        "DATABASE_URL": "mysql://shop_app:app-password@db/shop?sslmode=verify-full",
        "DATABASE_OWNER_URL": "postgresql://owner:a[owner-password]b@db/shop?sslmode=verify-full",
        "REDIS_URL": "redis://:redis-password@cache/0",
        "STRIPE_SECRET_KEY": "live-key",
        "STRIPE_PUBLISHABLE_KEY": "public-key",
        "STRIPE_API_BASE": "http://user:api-password@127.0.0.1:8400",
        "EMAIL_URL": "imap://user:mail-password@mail.example",
        "S3_ENDPOINT_URL": "s3://access:s3-password@bucket",
        "SENTRY_DSN": "https://sentry-key@sentry.example/1",
        "DATABASE_POOL_MAX": "pool-size",
    }
    message = "\n".join(
        faults(
            {
                "SHOP_MODE": "production",
                "STRIPE_WEBHOOK_SECRET_FILE": str(tmp_path / "webhook"),
                **secrets,
            }
        )
    )
    for value in (*secrets.values(), "from-a-file"):
        assert value not in message
    assert "password" not in message


def test_browsers_are_let_to_the_shops_own_buckets_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert origins(read_environment({}), None) == []
    amazon = read_environment({"S3_BUCKET": "seen", "S3_PRIVATE_BUCKET": "closed"})
    assert origins(amazon, amazon.S3_PRIVATE_BUCKET) == [
        "https://closed.s3.amazonaws.com",
        "https://closed.s3.eu-west-1.amazonaws.com",
    ]
    own = read_environment(
        {
            "S3_BUCKET": "seen",
            "S3_PRIVATE_BUCKET": "closed",
            "S3_ENDPOINT_URL": "https://files.example",
        }
    )
    assert origins(own, own.S3_BUCKET, own.S3_PRIVATE_BUCKET) == ["https://files.example"]


def test_random_keys_of_every_usual_form_are_taken() -> None:
    for number in range(200):
        make = (secrets.token_urlsafe, secrets.token_hex, get_random_string)[number % 3]
        read_environment(PRODUCTION | {"SECRET_KEY": make(50)})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://shop_app@/shop",
        "postgresql://shop_app@%2Fvar%2Frun/shop",
        "postgresql://shop_app@/shop?host=/var/run/postgresql",
        "postgresql://shop_app:pw@127.0.0.1:5432/shop",
        "postgresql://shop_app:pw@db/shop?sslmode=verify-full",
    ],
)
def test_a_database_on_this_machine_or_with_tls_is_taken(address: str) -> None:
    assert read_environment(PRODUCTION | {"DATABASE_URL": address}).production


@pytest.mark.parametrize("command", [{}, {"DATABASE_ROLE": "owner"}])
def test_the_image_starts_with_an_explicit_mode_only(command: dict[str, str]) -> None:
    image = {"SHOP_MODE_REQUIRED": "1", **command}
    assert names(faults(image)) == ["SHOP_MODE"]
    assert not read_environment(image | {"SHOP_MODE": "development"}).production


@pytest.mark.parametrize("value", ["0", "off", "false", "no"])
def test_production_does_not_drop_the_second_step_of_sign_in(value: str) -> None:
    assert names(faults(PRODUCTION | {"SIGN_IN_CODES": value})) == ["SIGN_IN_CODES"]
    assert read_environment(PRODUCTION).sends_sign_in_codes
    assert read_environment(PRODUCTION | {"SIGN_IN_CODES": "1"}).sends_sign_in_codes
    assert not read_environment({}).sends_sign_in_codes
    assert read_environment({"SIGN_IN_CODES": "1"}).sends_sign_in_codes


def test_values_have_the_types_and_limits_of_their_variables() -> None:
    given = {"SIGN_IN_CODES": "Yes", "TRACES_RATIO": "0.5", "DATABASE_POOL_MAX": "200"}
    environment = read_environment(PRODUCTION | given)
    assert environment.SIGN_IN_CODES is True
    assert (environment.TRACES_RATIO, environment.DATABASE_POOL_MAX) == (0.5, 200)
    assert STRONG_KEY not in repr(environment)
    wrong = {
        "SIGN_IN_CODES": "perhaps",
        "TRACES_RATIO": "nan",
        "TAX_SERVICE_TIMEOUT_S": "0",
        "DATABASE_POOL_MAX": "201",
        "ORDER_HOLD_S": "1.5",
        "TAX_SERVICE_COUNTRIES": "US\n",
    }
    assert set(names(faults(PRODUCTION | wrong))) == set(wrong)
