"""Steps of a fan on the pages, named by their purpose."""

import re

from playwright.sync_api import Page, expect

from tools.testing.live_shop import LiveShop

GOOD, DECLINED, CHALLENGED = "4242424242424242", "4000000000000002", "4000002500003155"
CARD_FRAME = "iframe[name^='__privateStripeFrame']"
PARIS = {
    "name": "Ada Example",
    "line1": "1 rue de l'Exemple",
    "postcode": "75001",
    "city": "Paris",
}
DUBAI = {"name": "أمينة مثال", "line1": "1 شارع المثال"}


def add_to_basket(page: Page, live: LiveShop, sku: str, *, prefix: str = "en-fr") -> None:
    """Open a product, of which there is plenty, and put its first variant into the basket."""
    live.restock(sku, 10)
    page.goto(f"{live.url}/{prefix}/p/-/{sku}/")
    choice = page.locator("input[type=radio][name=sku]:not([disabled])")
    if choice.count():
        choice.first.check(force=True)
    page.locator("form.buy-form button").click()
    page.wait_for_url(re.compile("/basket/"))


def fill_address(page: Page, address: dict[str, str], email: str = "ada@example.org") -> None:
    """Type an address and an email address into the checkout."""
    for name, value in address.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#email").fill(email)


def order(page: Page) -> None:
    """Press the button that places the order, and wait for the payment page."""
    page.locator("#place-order > button.btn-primary").click()
    page.wait_for_url(re.compile("/pay/"))


def pay(page: Page, card: str) -> None:
    """Type a card into Stripe's frame and press pay."""
    type_card(page, card)
    page.locator("#payment-form button").click()


def type_card(page: Page, card: str) -> None:
    """Type a card into Stripe's frame and wait until it can be paid with."""
    frame = page.frame_locator(CARD_FRAME)
    frame.locator("#number").fill(card)
    frame.locator("#expiry").fill("12/34")
    frame.locator("#cvc").fill("123")
    expect(page.locator("#payment-form button")).to_be_enabled()


def order_number(page: Page) -> str:
    """Return the number on the thank-you page."""
    page.wait_for_url(re.compile("/order/"))
    expect(page.locator(".notice-ok")).to_be_visible()
    return page.locator(".order-number").inner_text()
