"""Saved cards: owners, visibility, and the form that offers to save and use them."""

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import stripe
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.stripe_sandbox.shop_page import serving_shop
from tests.stripe_sandbox.test_sandbox_card_form import DECLINED, FRAME, GOOD, fill, returned
from tools.stripe_sandbox.render import CLIENT_FIELDS
from tools.testing.stripe_harness import PUBLISHABLE_KEY, Sandbox

RETURN_URL = "http://127.0.0.1:9/done"
ALLOWED: Any = {
    "payment_method_redisplay": "enabled",
    "payment_method_save": "enabled",
    "payment_method_save_usage": "on_session",
    "payment_method_allow_redisplay_filters": ["always", "limited", "unspecified"],
}


@pytest.fixture
def fan(api: stripe.StripeClient) -> str:
    return api.v1.customers.create().id


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


def payment(api: stripe.StripeClient, fan: str | None, **changes: Any) -> stripe.PaymentIntent:
    params: Any = {"amount": 4990, "currency": "eur", **changes}
    return api.v1.payment_intents.create(params | ({"customer": fan} if fan else {}))


def pay(api: stripe.StripeClient, intent: str, card: str, **said: Any) -> stripe.PaymentIntent:
    params: Any = {"payment_method": card, "return_url": RETURN_URL, **said}
    return api.v1.payment_intents.confirm(intent, params)


def session(api: stripe.StripeClient, fan: str, features: Any = ALLOWED) -> str:
    component: Any = {"enabled": True, "features": features}
    params: Any = {"customer": fan, "components": {"payment_element": component}}
    return api.v1.customer_sessions.create(params).client_secret


def cards(api: stripe.StripeClient, fan: str) -> list[str]:
    found = api.v1.customers.payment_methods.list(fan).data
    return [card.card.last4 or "" for card in found if card.card]


def page_address(shop: str, intent: stripe.PaymentIntent, secret: str) -> str:
    return f"{shop}/?secret={intent.client_secret}&session={secret}"


@pytest.fixture
def shop(sandbox: Sandbox) -> Iterator[str]:
    with serving_shop(sandbox.url) as address:
        yield address


def test_a_card_is_kept_only_where_later_use_was_asked_for(
    api: stripe.StripeClient, fan: str
) -> None:
    pay(api, payment(api, fan).id, "pm_card_visa")
    assert cards(api, fan) == []
    pay(api, payment(api, fan).id, "pm_card_mastercard", setup_future_usage="on_session")
    assert cards(api, fan) == ["4444"]


def test_a_declined_card_is_not_kept(api: stripe.StripeClient, fan: str) -> None:
    with pytest.raises(stripe.CardError):
        pay(api, payment(api, fan).id, "pm_card_chargeDeclined", setup_future_usage="on_session")
    assert cards(api, fan) == []


def test_a_kept_card_pays_its_own_customers_payments_alone(
    api: stripe.StripeClient, fan: str
) -> None:
    card = api.v1.payment_methods.attach("pm_card_visa", {"customer": fan}).id
    assert pay(api, payment(api, fan).id, card).status == "succeeded"
    assert pay(api, payment(api, fan).id, card).status == "succeeded"
    for other in (None, api.v1.customers.create().id):
        with pytest.raises(stripe.InvalidRequestError, match="belongs to the Customer"):
            pay(api, payment(api, other).id, card)


def test_a_detached_card_and_one_that_paid_for_a_guest_are_of_no_further_use(
    api: stripe.StripeClient, fan: str
) -> None:
    card = api.v1.payment_methods.attach("pm_card_visa", {"customer": fan}).id
    api.v1.payment_methods.detach(card)
    used = str(pay(api, payment(api, None).id, "pm_card_visa").payment_method)
    for spent in (card, used):
        with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
            pay(api, payment(api, fan).id, spent)
        with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
            api.v1.payment_methods.attach(spent, {"customer": fan})


def test_an_ephemeral_key_acts_for_its_customer_and_no_other(
    sandbox: Sandbox, api: stripe.StripeClient, fan: str
) -> None:
    other = api.v1.customers.create().id
    mine = api.v1.payment_methods.attach("pm_card_visa", {"customer": fan}).id
    theirs = api.v1.payment_methods.attach("pm_card_visa", {"customer": other}).id
    app = sandbox.client(api.v1.ephemeral_keys.create({"customer": fan}).secret or "").v1
    assert [card.id for card in app.payment_methods.list({"customer": fan}).data] == [mine]
    assert app.payment_methods.detach(mine).customer is None
    for refused in (
        lambda: app.payment_methods.list({"customer": other}),
        lambda: app.customers.payment_methods.list(other),
        lambda: app.customers.retrieve(other),
        lambda: app.payment_methods.detach(theirs),
        app.payment_intents.list,
    ):
        with pytest.raises(stripe.AuthenticationError):
            refused()


def test_an_ephemeral_key_needs_the_version_of_the_app(sandbox: Sandbox, fan: str) -> None:
    request = urllib.request.Request(
        f"{sandbox.url}/v1/ephemeral_keys",
        data=urllib.parse.urlencode({"customer": fan}).encode(),
        headers={"Authorization": "Bearer sk_test_harness"},
    )
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(request)
    assert refusal.value.code == 400
    assert b"Stripe-Version" in refusal.value.read()


def test_a_refusal_shows_a_browser_no_more_of_a_payment_than_an_answer(
    sandbox: Sandbox, api: stripe.StripeClient, fan: str
) -> None:
    intent = payment(api, fan, metadata={"order": "A1"})
    browser = sandbox.client(PUBLISHABLE_KEY).v1.payment_intents
    said: Any = {"client_secret": intent.client_secret, "return_url": RETURN_URL}
    with pytest.raises(stripe.CardError) as declined:
        browser.confirm(intent.id, said | {"payment_method": "pm_card_chargeDeclined"})
    pay(api, intent.id, "pm_card_visa")
    with pytest.raises(stripe.InvalidRequestError) as ended:
        browser.confirm(intent.id, said | {"payment_method": "pm_card_visa"})
    for refusal in (declined, ended):
        shown = refusal.value.json_body["error"]["payment_intent"]
        assert set(shown) <= CLIENT_FIELDS
        assert not {"customer", "metadata", "latest_charge"} & set(shown)
    with pytest.raises(stripe.InvalidRequestError) as own:
        pay(api, intent.id, "pm_card_visa")
    assert own.value.json_body["error"]["payment_intent"]["customer"] == fan


@pytest.mark.parametrize("card", ["pm_card_sandboxProcessing", "pm_card_sandboxLateFailure"])
def test_what_pays_with_delay_cannot_be_authorized_first(
    api: stripe.StripeClient, card: str
) -> None:
    intent = payment(api, None, capture_method="manual", payment_method_types=["card"])
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        pay(api, intent.id, card)
    assert refusal.value.code == "payment_intent_incompatible_payment_method"


@pytest.mark.parametrize(
    ("components", "param"),
    [
        ({}, "components"),
        ({"payment_element": {}}, "components"),
        ({"pricing_table": {"enabled": True}}, "components[pricing_table]"),
        (
            {"payment_element": {"enabled": True, "features": {"payment_method_save": "enabled"}}},
            "components[payment_element][features][payment_method_save_usage]",
        ),
    ],
)
def test_a_session_without_sense_is_refused(
    api: stripe.StripeClient, fan: str, components: Any, param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        api.v1.customer_sessions.create({"customer": fan, "components": components})
    assert refusal.value.param == param


def test_a_new_card_is_kept_when_the_box_is_ticked(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    intent = payment(api, fan)
    page.goto(page_address(shop, intent, session(api, fan)))
    form = fill(page, GOOD)
    expect(form.get_by_label("Save this card")).not_to_be_checked()
    form.get_by_label("Save this card").check()
    page.get_by_role("button", name="Pay now").click()
    assert returned(page)["redirect_status"] == ["succeeded"]
    assert cards(api, fan) == ["4242"]
    assert api.v1.payment_intents.retrieve(intent.id).setup_future_usage == "on_session"
    (kept,) = api.v1.customers.payment_methods.list(fan).data
    assert kept.allow_redisplay == "always"


def test_a_card_typed_after_a_declined_one_is_kept_only_if_that_is_still_wished(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    page.goto(page_address(shop, payment(api, fan), session(api, fan)))
    form = fill(page, DECLINED)
    form.get_by_label("Save this card").check()
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("#outcome")).to_have_text("Your card was declined.")
    form.get_by_label("Card number").fill(GOOD)
    form.get_by_label("Save this card").uncheck()
    page.get_by_role("button", name="Pay now").click()
    assert returned(page)["redirect_status"] == ["succeeded"]
    assert cards(api, fan) == []


def test_a_kept_card_pays_with_one_click(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    card = api.v1.payment_methods.attach("pm_card_mastercard", {"customer": fan}).id
    intent = payment(api, fan)
    page.goto(page_address(shop, intent, session(api, fan)))
    form = page.frame_locator(FRAME)
    expect(form.get_by_label("Mastercard •••• 4444")).to_be_checked()
    expect(form.get_by_label("Card number")).to_be_hidden()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Pay now").click()
    assert returned(page)["redirect_status"] == ["succeeded"]
    assert api.v1.payment_intents.retrieve(intent.id).payment_method == card


def test_beside_kept_cards_a_new_one_may_be_typed(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    api.v1.payment_methods.attach("pm_card_mastercard", {"customer": fan})
    page.goto(page_address(shop, payment(api, fan), session(api, fan)))
    page.frame_locator(FRAME).get_by_label("A new card").check()
    fill(page, GOOD)
    page.get_by_role("button", name="Pay now").click()
    assert returned(page)["redirect_status"] == ["succeeded"]
    assert cards(api, fan) == ["4444"]


def test_a_guest_is_offered_nothing_and_a_foreign_session_opens_nothing(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    api.v1.payment_methods.attach("pm_card_mastercard", {"customer": fan})
    guest = payment(api, None)
    for secret in ("", session(api, fan), "cuss_secret_forged"):
        page.goto(page_address(shop, guest, secret))
        form = page.frame_locator(FRAME)
        expect(form.get_by_label("Card number")).to_be_visible()
        expect(form.get_by_label("Save this card")).to_be_hidden()
        expect(form.get_by_text(re.compile("4444"))).to_have_count(0)


def test_only_cards_that_the_session_lets_through_are_shown(
    page: Page, shop: str, api: stripe.StripeClient, fan: str
) -> None:
    api.v1.payment_methods.attach("pm_card_mastercard", {"customer": fan})  # unspecified
    page.goto(
        page_address(
            shop,
            payment(api, fan),
            session(api, fan, {**ALLOWED, "payment_method_allow_redisplay_filters": ["always"]}),
        )
    )
    form = page.frame_locator(FRAME)
    expect(form.get_by_label("Save this card")).to_be_visible()
    expect(form.get_by_text(re.compile("4444"))).to_have_count(0)
