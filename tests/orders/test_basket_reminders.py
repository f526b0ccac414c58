"""Basket reminders: only after an agreement, once, of items that sell, ended by one click."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client

from catalog.models import Product
from licensing.services import place_hold
from shop.identity.accounts.models import User
from shop.identity.mail_choices.models import MailChoice, OptionalMail
from shop.identity.mail_choices.services import Place, accounts_wanting, change_choices, wants_mail
from shop.orders.aftersales.mail_previews import preview_mail
from shop.orders.checkout.basket_reminders import queue_basket_reminders
from shop.orders.checkout.guest_reminders import delete_old_agreements
from shop.orders.models import BasketReminder, GuestReminder
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now, database_now
from shop.privacy.erasure import erase_account
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import (
    basket_with,
    empty_order,
    european_product,
    run_queued_jobs,
)

KIND = OptionalMail.BASKET_REMINDER
PAGE = "/fr-fr/account/mails/"


@pytest.fixture
def fan(world: RightsWorld) -> User:
    """Return a fan with a confirmed address, whose basket has a pin and a European pin."""
    user = UserFactory(email="fan@example.org", language="fr")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    basket = basket_with(world.product(), european_product(world))
    basket.owner = user
    basket.save()
    leave(basket, hours=25)
    return user


def leave(basket: Basket, *, hours: int) -> None:
    """Set the time of the last change of a basket."""
    basket.lines.update(date_updated=database_now() - timedelta(hours=hours))


def agree(fan: User) -> None:
    change_choices(user=fan, wanted={KIND: True}, place=Place.ACCOUNT)


def run() -> list[Any]:
    """Run the scheduled job and its mails; return the mails."""
    mail.outbox.clear()
    queue_basket_reminders()
    run_queued_jobs()
    return mail.outbox


def test_a_fan_agrees_is_reminded_once_and_stops_with_one_click(fan: User) -> None:
    assert run() == []
    client = Client()
    client.force_login(fan)
    User.objects.update(language="fr")  # signing in has noted the language of its request
    assert "Rappels de panier" in client.get(PAGE).text
    client.post(PAGE, {"kind": KIND.value})
    agreed = MailChoice.objects.get()
    assert (agreed.wanted, agreed.place, agreed.language) == (True, "account", "fr")
    leave(Basket.objects.get(owner=fan), hours=23)
    assert run() == []
    leave(Basket.objects.get(owner=fan), hours=25)
    (reminder,) = run()
    assert reminder.subject == "Des articles sont restés dans votre panier"
    assert reminder.body.count("1 x ") == 2
    assert run() == []
    link = reminder.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in reminder.body
    assert link in str(reminder.alternatives[0].content)
    assert reminder.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = link.removeprefix(settings.BASE_URL)
    program = Client(enforce_csrf_checks=True)
    assert "Ne plus recevoir ces e-mails" in program.get(path).text
    assert wants_mail(fan.pk, KIND)
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    assert MailChoice.objects.latest("pk").place == Place.ONE_CLICK
    assert not wants_mail(fan.pk, KIND)
    assert list(accounts_wanting(KIND)) == []
    program.post(path)  # a second click changes nothing
    assert MailChoice.objects.count() == 2
    assert "Vous ne recevez pas ces e-mails." in program.get(path).text
    assert program.get(re.sub(r":[^/]+/$", ":forged/", path)).status_code == 404


def test_items_that_do_not_sell_there_now_are_not_named(fan: User, world: RightsWorld) -> None:
    agree(fan)
    queue_basket_reminders()
    held = Product.objects.get(upc="PIN-EU")
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=held.pk)
    run_queued_jobs()
    (reminder,) = mail.outbox
    assert reminder.body.count("1 x ") == 1
    preview = preview_mail("BASKET_REMINDER", "de")
    assert preview is not None
    assert preview.subject == "In Ihrem Warenkorb liegen noch Artikel"
    assert preview.body.count("1 x ") == 1


@pytest.mark.parametrize(
    "obstacle", ["stopped", "ordered", "changed", "unconfirmed", "sold out", "too old", "inactive"]
)
def test_nobody_is_reminded_who(obstacle: str, fan: User) -> None:
    agree(fan)
    basket = Basket.objects.get(owner=fan)
    if obstacle == "too old":
        leave(basket, hours=24 * 9)
    queue_basket_reminders()
    if obstacle == "stopped":
        change_choices(user=fan, wanted={KIND: False}, place=Place.ACCOUNT)
    elif obstacle == "ordered":
        order = empty_order()
        order.user = fan
        order.save()
    elif obstacle == "changed":
        leave(basket, hours=1)
    elif obstacle == "unconfirmed":
        EmailAddress.objects.update(verified=False)
    elif obstacle == "sold out":
        for line in basket.lines.all():
            line.product.stockrecords.update(num_in_stock=0)
    elif obstacle == "inactive":
        User.objects.filter(pk=fan.pk).update(is_active=False)
    run_queued_jobs()
    assert mail.outbox == []
    assert BasketReminder.objects.exclude(mailed_at=None).count() == 0


def test_an_erased_account_has_no_choices_and_its_links_do_nothing(fan: User) -> None:
    agree(fan)
    (reminder,) = run()
    path = reminder.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)
    erase_account(user=fan)
    assert not MailChoice.objects.exists()
    assert not BasketReminder.objects.exists()
    assert Client().post(path).status_code == 404


def test_a_guest_agrees_at_the_checkout_is_reminded_once_and_stops(world: RightsWorld) -> None:
    basket, client = basket_with(world.product()), Client()
    client.cookies[basket_cookie(basket)[0]] = basket_cookie(basket)[1]
    page = "/fr-fr/checkout/"
    form = {"email": "Guest@Example.org", "country": "FR", "update_total": "1"}
    client.post(page, form)
    leave(basket, hours=25)
    assert not GuestReminder.objects.exists()
    client.post(page, form | {"remind": "1", "email": "no address"})
    assert not GuestReminder.objects.exists()
    assert run() == []
    client.post(page, form | {"remind": "1"})
    agreed = GuestReminder.objects.get()
    assert (agreed.language, agreed.ended_at) == ("fr", None)
    assert 'name="remind" value="1" checked' in client.get(page).text
    queue_basket_reminders()
    order = empty_order()  # the guest has ordered meanwhile
    Order.objects.filter(pk=order.pk).update(guest_email="guest@example.org")
    run_queued_jobs()
    assert mail.outbox == []
    BasketReminder.objects.all().delete()
    Order.objects.filter(pk=order.pk).update(guest_email="")
    (reminder,) = run()
    assert reminder.to == ["guest@example.org"]
    assert reminder.subject == "Des articles sont restés dans votre panier"
    assert run() == []
    path = reminder.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)
    assert "Ne plus recevoir ces e-mails" in client.get(path).text
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 302
    assert "Vous ne recevez pas ces e-mails." in client.get(path).text
    BasketReminder.objects.all().delete()
    assert run() == []
    client.post(page, form | {"remind": "1"})  # a new agreement
    assert len(run()) == 1
    client.post(page, form | {"reminded": "1"})  # the box is no longer ticked
    assert not GuestReminder.objects.exists()
    client.post(page, form | {"remind": "1"})
    GuestReminder.objects.update(agreed_at=database_now() - timedelta(days=31))
    assert delete_old_agreements() == 1
    assert client.get(path).status_code == 404


def test_an_app_reads_and_changes_the_choices(fan: User) -> None:
    client = Client()
    url = "/api/v1/account/mail-choices"
    assert client.get(url).status_code == 401
    login = {"email": fan.email, "password": "secret-of-a-test"}
    fan.set_password(login["password"])
    fan.save()
    signed_in = client.post("/_allauth/app/v1/auth/login", login, content_type="application/json")
    token = {"X-Session-Token": signed_in.json()["meta"]["session_token"]}
    assert client.get(url, headers=token).json() == {"basket_reminder": False}
    answer = client.put(
        url, {"basket_reminder": True}, content_type="application/json", headers=token
    )
    assert answer.json() == {"basket_reminder": True}
    assert MailChoice.objects.get().place == Place.API
    wrong = client.put(url, {}, content_type="application/json", headers=token)
    assert wrong.status_code == 400


def test_an_app_stores_and_deletes_the_agreement_of_a_guest(world: RightsWorld) -> None:
    app = Client()
    basket = app.post("/api/v1/baskets", {"market": "fr"}, content_type="application/json").json()
    address = f"/api/v1/baskets/{basket['token']}/reminder"
    assert app.get(address).json() == {"agreed": False}

    def agree_to(email: str) -> Any:
        return app.put(f"{address}?language=fr", {"email": email}, content_type="application/json")

    wrong = agree_to("nobody")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "#/email")
    assert agree_to("Guest@Example.ORG").json() == {"agreed": True}
    agreement = GuestReminder.objects.get()
    assert (agreement.email, agreement.language) == ("guest@example.org", "fr")
    line = {"sku": world.product().sku, "quantity": 1}
    added = app.post(f"{address[:-9]}/lines", line, content_type="application/json")
    assert added.status_code == 201
    leave(agreement.basket, hours=25)
    assert [reminder.to for reminder in run()] == [["guest@example.org"]]
    for _ in range(2):
        assert app.delete(address).status_code == 204
    assert app.get(address).json() == {"agreed": False}
    assert app.get("/api/v1/baskets/forged/reminder").status_code == 404
