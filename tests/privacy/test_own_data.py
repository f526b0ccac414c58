"""A fan downloads their data and has the account erased; accounting records remain."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings as django_settings
from django.test import Client
from django.utils import translation

from shop.identity.accounts.account_mails import build_account_mail
from shop.identity.accounts.models import User
from shop.orders.checkout.placement import place_order
from shop.oscar.order.models import Order, OrderState
from shop.privacy.erasure import check_erasable, erase_account
from shop.privacy.errors import AccountNotErasable
from shop.privacy.mails import ERASED
from tests.privacy.broken import names_of_broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import basket_with, request_for

PAGE = "/en-fr/account/data/"
PASSWORD = "a-long-password"
CONFIRMED = {"confirmed": "1"}


@pytest.fixture
def fan(world: RightsWorld) -> User:
    """Return a fan with an order, an address in the address book and a verified email address."""
    user = UserFactory(email="ada@example.org", first_name="Ada", last_name="Lovelace")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    request = request_for(basket_with(world.product()), user_id=user.pk)
    order = place_order(request).order
    Order.objects.filter(pk=order.pk).update(user=user)
    address = {"first_name": "Ada", "line1": "12 Analytical Row", "postcode": "75002"}
    apps.get_model("address", "UserAddress").objects.create(user=user, country_id="FR", **address)
    return user


def signed_in(user: User, *, typed_password: bool = True) -> Client:
    client = Client()
    if typed_password:
        client.post("/en-fr/accounts/login/", {"login": user.email, "password": PASSWORD})
        client.post("/en-fr/accounts/reauthenticate/", {"password": PASSWORD})
    else:
        client.force_login(user)
    return client


def test_the_download_has_every_kind_of_data_and_nobody_elses(
    fan: User, world: RightsWorld
) -> None:
    UserFactory(email="other@example.org")
    answer = signed_in(fan).post(f"{PAGE}download/")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    data = answer.json()
    assert data["accounts.user"][0]["email"] == "ada@example.org"
    assert data["address.useraddress"][0]["line1"] == "12 Analytical Row"
    assert data["order.order"][0]["guest_email"] == "ada@example.org"
    assert data["order.line"][0]["title"] == "Enamel pin"
    assert data["order.shippingaddress"][0]["line4"] == "Paris"
    assert len(data["usersessions.usersession"]) == 1
    assert "other@example.org" not in answer.text
    assert "password" not in answer.text


@pytest.mark.parametrize("path", ["download/", "erase/"])
def test_the_password_is_asked_first(fan: User, path: str) -> None:
    answer = signed_in(fan, typed_password=False).post(PAGE + path)
    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    assert signed_in(fan).get(PAGE + path)["Location"].endswith(PAGE)
    assert Client().post(PAGE + path)["Location"].startswith("/en-fr/accounts/login/")


def test_downloads_are_counted(fan: User, limits: None) -> None:
    client = signed_in(fan)
    codes = [client.post(f"{PAGE}download/").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


@pytest.mark.parametrize(
    ("status", "erasable"),
    [("PENDING", False), ("PAID", False), ("REFUND_DUE", False), ("FULFILLED", True),
     ("REFUNDED", True), ("EXPIRED", True)],
)  # fmt: skip
def test_an_unfinished_order_is_in_the_way(fan: User, status: str, erasable: Any) -> None:
    Order.objects.update(status=status)
    page = signed_in(fan).get(PAGE).text
    assert (Order.objects.get().number in page) is (not erasable)
    if erasable:
        check_erasable(fan)
    else:
        signed_in(fan).post(f"{PAGE}erase/", CONFIRMED)
        fan.refresh_from_db()
        assert fan.is_active


def test_one_press_of_the_button_does_not_delete_an_account(fan: User) -> None:
    Order.objects.update(status=OrderState.FULFILLED)
    answer = signed_in(fan).post(f"{PAGE}erase/", follow=True)
    assert "Check the box to delete your account." in answer.text
    fan.refresh_from_db()
    assert fan.is_active


@pytest.mark.parametrize("fields", [{"role": "staff", "is_staff": True}, {"role": "rights"}])
def test_accounts_for_work_are_not_erased_by_their_owner(db: None, fields: dict[str, Any]) -> None:
    with pytest.raises(AccountNotErasable):
        erase_account(user=UserFactory(**fields))


def test_an_erased_account_leaves_no_trace_but_the_books(
    fan: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    Order.objects.update(status=OrderState.FULFILLED)
    before = names_of_broken_rules()  # the state was set by hand
    other, client = signed_in(fan), signed_in(fan)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{PAGE}erase/", CONFIRMED, follow=True)
    assert "Your account was deleted" in answer.text
    assert other.get("/en-fr/account/").status_code == 302
    fan.refresh_from_db()
    assert (fan.email, fan.first_name, fan.is_active) == (f"erased-{fan.pk}@erased.invalid", "", 0)
    assert not fan.has_usable_password()
    for label in ("address.useraddress", "account.emailaddress"):
        assert not apps.get_model(label).objects.exists()
    assert not UserSession.objects.exists()
    assert [message.to for message in mailoutbox] == [["ada@example.org"]]
    order = Order.objects.get()
    assert order.guest_email == "ada@example.org"  # the books keep it for their period
    assert order.lines.count() == 1
    assert names_of_broken_rules() == before
    UserFactory(email="ada@example.org")  # the address is free for a new account


@pytest.mark.parametrize("language", [code for code, _name in django_settings.LANGUAGES])
def test_the_mail_is_written_in_every_language(language: str) -> None:
    with translation.override(language):
        message = build_account_mail(ERASED, "ada@example.org", {"home_url": "/"})
    assert f'lang="{language}"' in str(message.alternatives[0][0])


def test_a_download_follows_the_password(fan: User) -> None:
    client = signed_in(fan, typed_password=False)
    address = client.post(f"{PAGE}download/")["Location"]
    client.post(address, {"password": PASSWORD}, follow=True)
    answer = client.post(f"{PAGE}download/")
    assert answer.json()["accounts.user"][0]["email"] == "ada@example.org"
