"""A guest gets the link to an order by mail alone; orders join a verified account."""

from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from shop.identity.accounts.models import User
from shop.orders.aftersales.guest_orders import ask_for_link, join_guest_orders, mail_link
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.person_limits import mailbox_hash
from shop.orders.models import DomainEvent, OutgoingMessage
from shop.oscar.order.models import Order
from shop.platform.limits.errors import TooManyTries
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import queued_jobs, run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

PAGE = "/en-fr/find-order/"


@pytest.fixture
def order(world: RightsWorld, stripe: Sandbox) -> Order:
    made = waiting_order(world.product())
    run_queued_jobs()
    mail.outbox.clear()
    return made


def ask(number: str, email: str) -> Any:
    return Client().post(PAGE, {"number": number, "email": email}, follow=True)


def account(email: str, *, verified: bool = True, **fields: Any) -> User:
    user = UserFactory(email=email, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=verified, primary=True)
    return user


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.org"])
def test_the_link_is_mailed_and_never_shown(order: Order, email: str) -> None:
    page = ask(order.number.lower().replace("-", "‑"), email)
    assert order_token(order) not in page.text
    assert "we have sent you the link" in page.text
    for _ in range(2):  # the comparison, then the mail
        run_queued_jobs()
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert f"/order/{order_token(order)}/" in sent.body


def test_the_answer_is_the_same_without_an_order(order: Order) -> None:
    right, answers = (order.number, "ada@example.org"), []
    for number, email in (right, (order.number, "eve@example.org"), ("MS-NONE", right[1])):
        before = len(queued_jobs())
        page = ask(number, email)
        assert len(queued_jobs()) == before + 1  # as much work for each
        answers.append((page.status_code, page.text.count("we have sent you the link")))
        for _ in range(2):
            run_queued_jobs()
    assert set(answers) == {(200, 1)}
    assert len(mail.outbox) == 1


def test_wrong_input_is_named_at_its_field(order: Order) -> None:
    for number, email in (("", "ada@example.org"), ("9" * 41, "ada@example.org"), ("MS-1", "x")):
        page = Client().post(PAGE, {"number": number, "email": email})
        assert page.status_code == 422
        assert "field-error" in page.text
    assert Client().get(PAGE).status_code == 200


def test_a_mailbox_and_an_order_are_asked_for_a_few_times_an_hour(
    order: Order, limits: None
) -> None:
    for _ in range(5):
        ask_for_link(number=order.number, email="ada@example.org")
    with pytest.raises(TooManyTries):
        ask_for_link(number=order.number, email="ada@example.org")
    with pytest.raises(TooManyTries):
        ask_for_link(number=order.number, email="eve@example.org")
    page = Client().post(PAGE, {"number": order.number, "email": "ada@example.org"})
    assert "Too many attempts" in page.text


def test_an_erased_order_has_no_link(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(guest_email="")
    assert not mail_link(number=order.number, mailbox=mailbox_hash(""), request=uuid4())
    assert not OutgoingMessage.objects.filter(kind="ORDER_LINK").exists()


def test_orders_join_the_account_of_a_verified_address_only(order: Order) -> None:
    unverified = account("ada@example.org", verified=False)
    assert join_guest_orders(unverified) == 0
    assert join_guest_orders(account("ada@example.com")) == 0
    clerk = account("clerk@example.org", role=User.Role.STAFF)
    EmailAddress.objects.create(user=clerk, email="ADA@example.org", verified=True)
    assert join_guest_orders(clerk) == 0
    EmailAddress.objects.filter(user=clerk).delete()
    EmailAddress.objects.filter(user=unverified).update(verified=True)
    assert join_guest_orders(unverified) == 1
    order.refresh_from_db()
    assert order.user == unverified
    assert join_guest_orders(unverified) == 0
    assert DomainEvent.objects.filter(name="order.joined_account").count() == 1


def test_an_order_of_another_account_stays_there(order: Order) -> None:
    owner = UserFactory()
    Order.objects.filter(pk=order.pk).update(user=owner)
    assert join_guest_orders(account("ada@example.org")) == 0


def test_signing_in_adds_the_orders_and_tells_it(order: Order) -> None:
    user = account("ada@example.org")
    user.set_password("correct horse battery 7")
    user.save()
    client = Client()
    page = client.post(
        "/en-fr/accounts/login/",
        {"login": "ada@example.org", "password": "correct horse battery 7"},
        follow=True,
    )
    order.refresh_from_db()
    assert order.user == user
    assert (
        "1 earlier order was added to your account."
        in page.text + client.get("/en-fr/account/").text
    )
    assert order.number in client.get("/en-fr/account/").text
