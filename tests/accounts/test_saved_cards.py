"""A fan lists and removes their own saved cards; the shop stores no card."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from shop.finance.payments.customers import customer_of
from shop.identity.accounts.models import User
from shop.orders.aftersales.order_links import order_token
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.orders.sandbox import attempt_of
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory
from tools.testing.factories.orders import waiting_order
from tools.testing.stripe_harness import Sandbox

PAGE = "/en-fr/account/cards/"


@pytest.fixture
def fan(world: RightsWorld) -> User:
    return UserFactory()


def browser_of(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def save_card(sandbox: Sandbox, user: User, card: str = "pm_card_visa") -> str:
    methods = sandbox.client().v1.payment_methods
    return methods.attach(card, {"customer": customer_of(user.pk)}).id


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def session_in(answer: Any) -> str:
    return re.search(r'data-session="([^"]*)"', answer.content.decode())[1]


def pay_page(order: Order, client: Client) -> Any:
    answer = client.get(f"/en-fr/pay/{order_token(order)}/")
    assert answer.status_code == 200
    return answer


def test_saved_cards_are_listed_and_removed_without_a_script(stripe: Sandbox, fan: User) -> None:
    client = browser_of(fan)
    assert "No saved cards yet." in text_of(client.get(PAGE))
    kept = save_card(stripe, fan, "pm_card_mastercard")
    removed = save_card(stripe, fan)
    shown = text_of(client.get(PAGE))
    assert "Visa •••• 4242 Valid until 12/20" in shown
    assert "Mastercard •••• 4444" in shown
    answer = client.post(PAGE, {"card": removed}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Card removed." in text_of(answer)
    assert "4242" not in text_of(answer)
    left = stripe.client().v1.customers.payment_methods.list(customer_of(fan.pk)).data
    assert [card.id for card in left] == [kept]


def test_the_card_of_another_is_neither_shown_nor_removed(stripe: Sandbox, fan: User) -> None:
    other = UserFactory()
    theirs = save_card(stripe, other)
    client = browser_of(fan)
    assert "4242" not in text_of(client.get(PAGE))
    for said in ({"card": theirs}, {"card": "pm_unknown"}, {"card": "\x00"}, {}):
        answer = client.post(PAGE, said, follow=True)
        assert "This card is no longer saved." in text_of(answer)
    assert "4242" in text_of(browser_of(other).get(PAGE))


def test_a_stranger_is_led_to_sign_in(world: RightsWorld, client: Client) -> None:
    for answer in (client.get(PAGE), client.post(PAGE, {"card": "pm_1"})):
        assert answer.status_code == 302
        assert "/accounts/login/" in answer.headers["Location"]


def test_removing_needs_the_token_of_the_form(stripe: Sandbox, fan: User) -> None:
    card = save_card(stripe, fan)
    assert browser_of(fan, enforce_csrf_checks=True).post(PAGE, {"card": card}).status_code == 403
    assert "4242" in text_of(browser_of(fan).get(PAGE))


def test_while_stripe_is_away_the_page_says_so(stripe: Sandbox, fan: User) -> None:
    card = save_card(stripe, fan)
    client = browser_of(fan)
    fault = {"action": "status_500_before", "match": {"path": "payment_methods"}, "times": 3}
    stripe.control("POST", "faults", fault)
    answer = client.get(PAGE)
    assert answer.status_code == 503
    assert "We cannot show your saved cards right now" in text_of(answer)
    answer = client.post(PAGE, {"card": card}, follow=True)
    assert "could not remove the card" in text_of(answer)


def test_the_account_leads_to_the_cards_in_every_language(world: RightsWorld, fan: User) -> None:
    client = browser_of(fan)
    assert f'href="{PAGE}"' in client.get("/en-fr/account/").content.decode()
    assert "Gespeicherte Karten" in text_of(client.get("/de-de/account/"))


def test_the_form_of_the_owner_alone_opens_their_cards(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    product = world.product()
    order = waiting_order(product, user_id=fan.pk)
    assert session_in(pay_page(order, browser_of(fan))).startswith("cuss_")
    assert session_in(pay_page(order, Client())) == ""
    assert session_in(pay_page(order, browser_of(UserFactory()))) == ""
    guests = waiting_order(product, key="guest")
    assert session_in(pay_page(guests, browser_of(fan))) == ""


def test_saving_is_a_choice_and_never_made_for_the_fan(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    order = waiting_order(world.product(), user_id=fan.pk)
    pay_page(order, browser_of(fan))
    intent = stripe.client().v1.payment_intents.retrieve(str(attempt_of(order).intent_id))
    assert intent.setup_future_usage is None


def test_without_their_cards_the_fan_can_still_pay(
    world: RightsWorld, stripe: Sandbox, fan: User
) -> None:
    order = waiting_order(world.product(), user_id=fan.pk)
    stripe.control("POST", "faults", {"action": "429", "match": {"path": "customer_sessions"}})
    page = pay_page(order, browser_of(fan))
    assert session_in(page) == ""
    assert 'data-secret="pi_' in page.content.decode()


def test_no_card_is_stored_by_the_shop(world: RightsWorld, stripe: Sandbox, fan: User) -> None:
    order = waiting_order(world.product(), user_id=fan.pk)
    intent = str(attempt_of(order).intent_id)
    paying: Any = {"payment_method": "pm_card_visa", "return_url": "https://store.example/",
                   "setup_future_usage": "on_session"}  # fmt: skip
    card = stripe.client().v1.payment_intents.confirm(intent, paying).payment_method
    settle_payment(attempt_of(order).pk)
    browser_of(fan).get(PAGE)
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for row in model._default_manager.all().values():
                texts = [str(value) for value in row.values()]
                assert "4242" not in texts
                assert not [text for text in texts if str(card) in text or "last4" in text]
