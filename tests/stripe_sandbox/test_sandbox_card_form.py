"""The stand-in for Stripe.js in a real browser, on a page with a strict security policy."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import stripe
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.stripe_sandbox.shop_page import serving_shop
from tools.testing.stripe_harness import Sandbox

FRAME = "iframe[name^='__privateStripeFrame']"
GOOD, DECLINED = "4242424242424242", "4000000000000002"
CHALLENGED = ("4000002500003155", "4000002760003184")


@pytest.fixture
def shop(sandbox: Sandbox) -> Iterator[str]:
    """Serve the shop's page."""
    with serving_shop(sandbox.url) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page; nothing on it may break the policy or raise."""
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(error.message))
    opened.on(
        "console",
        lambda message: faults.append(message.text) if "Security" in message.text else None,
    )
    yield opened
    opened.close()
    assert faults == []


@pytest.fixture
def secret(api: stripe.StripeClient) -> str:
    """Create a payment over 49.90 EUR and return its client secret."""
    intent = api.v1.payment_intents.create(
        {"amount": 4990, "currency": "eur", "automatic_payment_methods": {"enabled": True}}
    )
    return intent.client_secret or ""


def status_of(api: stripe.StripeClient, secret: str) -> str:
    """Return the status of the payment of a client secret."""
    return api.v1.payment_intents.retrieve(secret.partition("_secret_")[0]).status


def fill(page: Page, number: str, expiry: str = "1234", cvc: str = "123") -> FrameLocator:
    """Type a card into the form as a buyer does."""
    form = page.frame_locator(FRAME)
    form.get_by_label("Card number").press_sequentially(number)
    form.get_by_label("Expiry date").press_sequentially(expiry)
    form.get_by_label("Security code").press_sequentially(cvc)
    return form


def returned(page: Page) -> dict[str, list[str]]:
    """Wait until the buyer is back at the shop; return the query."""
    page.wait_for_url("**/done?**")
    return parse_qs(urlsplit(page.url).query)


def test_a_good_card_pays_and_leads_to_the_return_url(
    page: Page, shop: str, secret: str, api: stripe.StripeClient
) -> None:
    page.goto(f"{shop}/?secret={secret}")
    form = fill(page, GOOD)
    expect(form.get_by_label("Card number")).to_have_value("4242 4242 4242 4242")
    expect(form.get_by_label("Expiry date")).to_have_value("12 / 34")
    expect(page.locator(FRAME)).to_have_attribute("title", "Card details")
    page.wait_for_function("events.some((event) => event.name === 'change' && event.complete)")
    page.get_by_role("button", name="Pay now").click()
    assert returned(page) == {
        "order": ["A1"],
        "payment_intent": [secret.partition("_secret_")[0]],
        "payment_intent_client_secret": [secret],
        "redirect_status": ["succeeded"],
    }
    assert status_of(api, secret) == "succeeded"


def test_if_required_stays_on_the_page_with_the_intent(page: Page, shop: str, secret: str) -> None:
    page.goto(f"{shop}/?secret={secret}&redirect=if_required")
    form = fill(page, GOOD)
    form.get_by_label("Security code").press("Enter")
    expect(page.locator("#outcome")).to_have_text("succeeded")
    assert page.evaluate("window.answer.paymentIntent.client_secret") == secret


def test_a_declined_card_resolves_with_the_error_and_another_card_pays(
    page: Page, shop: str, secret: str, api: stripe.StripeClient
) -> None:
    page.goto(f"{shop}/?secret={secret}")
    form = fill(page, DECLINED)
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("#outcome")).to_have_text("Your card was declined.")
    error = page.evaluate("window.answer.error")
    assert (error["type"], error["code"]) == ("card_error", "card_declined")
    assert error["decline_code"] == "generic_decline"
    form.get_by_label("Card number").fill(GOOD)
    page.get_by_role("button", name="Pay now").click()
    assert returned(page)["redirect_status"] == ["succeeded"]
    assert status_of(api, secret) == "succeeded"


@pytest.mark.parametrize("number", CHALLENGED)
@pytest.mark.parametrize(("button", "outcome"), [("Complete", "succeeded"), ("Fail", "failed")])
def test_3d_secure_is_decided_on_a_page_of_its_own(
    page: Page, shop: str, secret: str, number: str, button: str, outcome: str
) -> None:
    page.goto(f"{shop}/?secret={secret}")
    fill(page, number)
    page.get_by_role("button", name="Pay now").click()
    expect(page.get_by_role("heading")).to_have_text("Approve this payment?")
    page.get_by_role("button", name=button).click()
    assert returned(page)["redirect_status"] == [outcome]


def test_mistakes_are_told_beside_their_field_before_anything_is_sent(
    page: Page, shop: str, secret: str, sandbox: Sandbox
) -> None:
    page.goto(f"{shop}/?secret={secret}")
    form = fill(page, "4242424242424241", expiry="1220", cvc="12")
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("#outcome")).to_have_text("Your card number is invalid.")
    assert page.evaluate("window.answer.error.type") == "validation_error"
    expect(form.get_by_label("Card number")).to_have_accessible_description(
        "Your card number is invalid."
    )
    expect(form.locator("#expiry-error")).to_have_text("Your card's expiry date is in the past.")
    expect(form.locator("#cvc-error")).to_have_text("Your card's security code is incomplete.")
    assert not [call for call in sandbox.control("GET", "calls") if "confirm" in call["path"]]


def test_the_form_speaks_arabic_from_right_to_left(page: Page, shop: str, secret: str) -> None:
    page.goto(f"{shop}/?secret={secret}&locale=ar")
    form = page.frame_locator(FRAME)
    expect(form.locator("html")).to_have_attribute("dir", "rtl")
    form.get_by_label("رقم البطاقة").press_sequentially(DECLINED)
    form.get_by_label("تاريخ الانتهاء").press_sequentially("1234")
    form.get_by_label("رمز الأمان").press_sequentially("123")
    page.get_by_role("button", name="Pay now").click()
    expect(page.locator("#outcome")).to_have_text("تم رفض بطاقتك.")


def test_the_page_can_ask_for_the_intent_again(page: Page, shop: str, secret: str) -> None:
    page.goto(f"{shop}/?secret={secret}")
    answer = page.evaluate("secret => stripe.retrievePaymentIntent(secret)", secret)
    assert answer["paymentIntent"]["status"] == "requires_payment_method"


def test_frame_and_challenge_are_accessible(
    page: Page, secret: str, sandbox: Sandbox, api: stripe.StripeClient
) -> None:
    intent = api.v1.payment_intents.confirm(
        secret.partition("_secret_")[0],
        {"payment_method": "pm_card_authenticationRequired", "return_url": "http://127.0.0.1:9/"},
    )
    assert intent.next_action is not None
    assert intent.next_action.redirect_to_url is not None
    challenge = intent.next_action.redirect_to_url.url or ""
    forms = [f"{sandbox.url}/v3/frame?locale={code}" for code in ("en", "ja", "ar")]
    for address in [*forms, challenge, f"{sandbox.url}/_sandbox/"]:
        page.goto(address)
        expect(page.get_by_text(re.compile("TEST MODE|テストモード|وضع الاختبار"))).to_be_visible()
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
