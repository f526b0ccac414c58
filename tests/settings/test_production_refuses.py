"""A production process refuses demo data, a half-made environment and too strong a login."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from shop.platform.database.roles import refuse_superuser
from shop.settings.env import ConfigurationError
from tests.settings.production import run_in_production
from tools.testing import databases
from tools.testing.live_shop import free_port

NOWHERE = "postgresql://shop_app:app-password@127.0.0.1:{port}/shop"
DEMO_COMMANDS = ("load_demo", "show_demo_logins")
GUNICORN = ("-m", "gunicorn", "-c", "shop/gunicorn.py")


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


@pytest.fixture
def own_database(django_db_setup: None) -> str:
    return str(connection.settings_dict["NAME"])


@pytest.mark.parametrize("command", DEMO_COMMANDS)
def test_demo_data_and_demo_logins_are_refused_in_production(command: str, settings) -> None:
    settings.ENV = settings.ENV.with_values({"SHOP_MODE": "production"})
    with pytest.raises(CommandError, match="refused in production"):
        call_command(command)


@pytest.mark.slow
def test_production_does_not_install_the_demo() -> None:
    done = run_in_production(
        "manage.py",
        "help",
        "--commands",
        changes={"DATABASE_URL": NOWHERE.format(port=free_port())},
    )
    assert done.returncode == 0, done.stderr
    commands = set(done.stdout.split())
    assert "migrate" in commands
    assert not commands & set(DEMO_COMMANDS)


def test_the_login_of_a_superuser_is_refused_by_name(own_database: str) -> None:
    with pytest.raises(ConfigurationError, match="logs in as postgres, a superuser"):
        refuse_superuser(databases.address(own_database, "postgres"))


def test_the_login_of_the_running_shop_is_accepted(own_database: str) -> None:
    refuse_superuser(databases.address(own_database, "shop_app"))


def test_a_database_that_does_not_answer_is_said_in_one_line_without_the_password() -> None:
    with pytest.raises(ConfigurationError, match="cannot be reached") as refusal:
        refuse_superuser(NOWHERE.format(port=free_port()))
    assert "app-password" not in only_line(str(refusal.value))


def test_a_malformed_address_is_not_repeated() -> None:
    with pytest.raises(ConfigurationError, match="cannot be reached") as refusal:
        refuse_superuser("postgresql://shop_app:app-password@[broken/shop")
    assert "app-password" not in only_line(str(refusal.value))


def test_a_database_that_does_not_exist_is_said_in_one_line(own_database: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be reached") as refusal:
        refuse_superuser(databases.address("no_such_database", "shop_app"))
    assert "no_such_database" in only_line(str(refusal.value))


@pytest.mark.slow
def test_the_web_server_does_not_start_as_a_superuser(own_database: str) -> None:
    done = run_in_production(
        *GUNICORN,
        changes={
            "DATABASE_URL": databases.address(own_database, "postgres"),
            "PORT": str(free_port()),
        },
    )
    assert done.returncode != 0
    assert "configuration: DATABASE_URL logs in as postgres, a superuser" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_web_server_does_not_start_without_its_database() -> None:
    done = run_in_production(
        *GUNICORN,
        changes={"DATABASE_URL": NOWHERE.format(port=free_port()), "PORT": str(free_port())},
    )
    assert done.returncode != 0
    assert "configuration: the database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", [GUNICORN, ("manage.py", "check")], ids=["web", "manage"])
def test_nothing_starts_in_a_half_made_environment(command: tuple[str, ...]) -> None:
    unset = {"SECRET_KEY": "", "STRIPE_WEBHOOK_SECRET": "", "BASE_URL": "http://store.example"}
    done = run_in_production(*command, changes=unset)
    assert done.returncode != 0
    assert "configuration: the environment is not complete:" in done.stderr
    for name in unset:
        assert f"  - {name}" in done.stderr
    assert "Traceback" not in done.stderr
