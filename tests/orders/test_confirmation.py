"""One mail for a paid order, in the order's language, as text and as HTML."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext

from shop.orders.aftersales.order_links import order_for_token, order_token, order_url
from shop.orders.models import OutgoingMessage
from shop.orders.payment.settlement import settle_payment
from shop.orders.tasks import send_message
from shop.oscar.order.models import Order
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import run_queued_jobs, waiting_order
from tools.testing.stripe_harness import Sandbox

Mails = list[EmailMultiAlternatives]


def paid_order(world: RightsWorld, stripe: Sandbox, **changes: str) -> Order:
    """Return an order that has just been paid; its mail waits."""
    order = waiting_order(world.product(title="Enamel pin"), **changes)
    pay(stripe, order)
    return settle_payment(attempt_of(order).pk)


def html_of(mail: EmailMultiAlternatives) -> str:
    """Return the HTML part."""
    ((content, kind),) = mail.alternatives
    assert kind == "text/html"
    return str(content)


def test_the_mail_tells_what_was_bought_where_it_goes_and_where_to_look(
    world: RightsWorld, stripe: Sandbox, mailoutbox: Mails
) -> None:
    order = paid_order(world, stripe)
    assert mailoutbox == []
    run_queued_jobs()
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.subject == f"Your order {order.number}"
    for text in (mail.body, html_of(mail)):
        for fact in (order.number, "Enamel pin", "25.00", "75001 PARIS", order_url(order)):
            assert fact in text
    assert OutgoingMessage.objects.get(order=order).sent_at is not None


def test_the_job_run_twice_sends_one_mail(
    world: RightsWorld, stripe: Sandbox, mailoutbox: Mails
) -> None:
    order = paid_order(world, stripe)
    run_queued_jobs()
    send_message(OutgoingMessage.objects.get(order=order).pk)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("place", "direction", "total"),
    [
        ("fr-fr-FR", "ltr", "25,00"),
        ("de-de-DE", "ltr", "25,00"),
        ("it-it-IT", "ltr", "25,00"),
        ("en-gb-GB", "ltr", "23.00"),
        ("ja-jp-JP", "ltr", "3,005"),
        ("ar-ae-AE", "rtl", "85"),
        ("pt-int-BR", "ltr", "30,00"),
    ],
)
def test_the_mail_is_in_the_orders_language(
    world: RightsWorld, stripe: Sandbox, mailoutbox: Mails, place: str, direction: str, total: str
) -> None:
    language, market, territory = place.split("-")
    order = paid_order(world, stripe, language=language, market=market, territory=territory)
    run_queued_jobs()
    (mail,) = mailoutbox
    with translation.override(language):
        assert mail.subject == gettext("Your order %(number)s") % {"number": order.number}
        assert gettext("View your order:") in mail.body
    assert f'<html lang="{language}" dir="{direction}">' in html_of(mail)
    assert f"/{language}-{market}/order/" in mail.body
    assert total in mail.body
    assert total in html_of(mail)


def test_the_mail_writes_what_buyers_wrote_as_text(
    world: RightsWorld, stripe: Sandbox, mailoutbox: Mails
) -> None:
    address = {"first_name": "<b>Ada</b>", "line1": "1 & 2", "line4": "Paris", "postcode": "75001"}
    paid_order(world, stripe, address=address)
    run_queued_jobs()
    assert "&lt;b&gt;Ada&lt;/b&gt;" in html_of(mailoutbox[0])
    assert "<b>Ada</b>" in mailoutbox[0].body


def test_the_link_of_an_order_opens_that_order_alone(world: RightsWorld, stripe: Sandbox) -> None:
    order = waiting_order(world.product())
    assert order_for_token(order_token(order)) == order
    assert str(order.pk) not in re.split(r"\W", order_token(order))


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:0],
        lambda token: token[:-1],
        lambda token: token.split(":")[0],
        lambda token: "f" + token[1:],
        lambda token: f"{token}x",
        lambda token: token.upper(),
    ],
)
def test_a_forged_link_opens_nothing(world: RightsWorld, stripe: Sandbox, forge: object) -> None:
    order = waiting_order(world.product())
    token = forge(order_token(order))
    assert order_for_token(token) is None
