"""The first administrator joins by a printed link, once, and only in a shop that has none."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in

JOINING = {"first_name": "Ada", "last_name": "Berg", "password": "a-quiet-harbor-42"}
BOSS = {"role": "staff", "is_staff": True, "is_superuser": True}


def printed_path(*arguments: str) -> str:
    output = StringIO()
    call_command("create_operator", *arguments, stdout=output)
    match = re.search(r"/staff/join/[^/\s]+/", output.getvalue())
    assert match
    return match[0]


def test_the_link_makes_an_administrator_who_needs_a_second_factor(db: None) -> None:
    path, client = printed_path("ada@example.org"), Client()
    assert "Administrator" in client.get(path).text
    assert client.post(path, JOINING)["Location"] == "/dashboard/"
    user = User.objects.get(email="ada@example.org")
    assert (user.is_superuser, user.role, user.is_active) == (True, "staff", True)
    assert client.get("/dashboard/")["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/en-fr/accounts/2fa/totp/activate/").status_code == 200
    assert mail.outbox == []
    again = Client().post(path, JOINING)
    assert (again.status_code, User.objects.count()) == (410, 1)


def test_a_newer_link_ends_the_older_one(db: None) -> None:
    older, newer = printed_path("ada@example.org"), printed_path("eve@example.org")
    assert Client().get(older).status_code == 410
    assert Client().get(newer).status_code == 200


def test_a_shop_with_an_administrator_gets_no_other_one(db: None) -> None:
    signed_in(email="boss@example.org", **BOSS)
    with pytest.raises(CommandError, match="has an administrator"):
        call_command("create_operator", "ada@example.org")
    assert printed_path("ada@example.org", "--replace")
    signed_in(email="second@example.org", **BOSS)
    with pytest.raises(CommandError, match="has an administrator"):
        call_command("create_operator", "ada@example.org", "--replace")


@pytest.mark.parametrize("address", ["ada", "", "fan@example.org"])
def test_an_address_that_cannot_join_is_refused(db: None, address: str) -> None:
    User.objects.create_user("fan@example.org")
    with pytest.raises(CommandError, match=r"email address|has an account"):
        call_command("create_operator", address)
