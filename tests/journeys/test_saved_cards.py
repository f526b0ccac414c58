"""A fan saves a card at one order, pays the next with it and removes it, in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.accessibility import run_axe
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def go_to_payment(page: Page, live: LiveShop, sku: str) -> None:
    """Order an article, up to the form for the card."""
    steps.add_to_basket(page, live, sku)
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS, "saver@example.org")
    steps.order(page)


def test_a_card_is_saved_used_again_and_removed(page: Page, live: LiveShop) -> None:
    page.goto(f"{live.url}/en-fr/accounts/signup/")
    page.locator("input[name=email]").fill("saver@example.org")
    page.locator("input[name=password1]").fill("a-long-password-2026")
    page.locator("input[name=password1]").press("Enter")
    page.wait_for_url(lambda url: "signup" not in url)

    go_to_payment(page, live, "BOTTLE-FRA-1")
    frame = page.frame_locator(steps.CARD_FRAME)
    expect(frame.get_by_label("Save this card")).not_to_be_checked()
    frame.get_by_label("Save this card").check()
    steps.pay(page, steps.GOOD)
    first = steps.order_number(page)

    go_to_payment(page, live, "MUG-FRA-1")
    expect(frame.get_by_label("Visa •••• 4242")).to_be_checked()
    page.locator("#payment-form button").click()
    second = steps.order_number(page)
    for number in (first, second):
        live.wait_until("select status = 'PAID' from order_order where number = %s", number)

    page.goto(f"{live.url}/en-fr/account/")
    page.get_by_role("link", name="Saved cards").click()
    expect(page.get_by_text(re.compile("Valid until"))).to_contain_text("12/2034")
    found = run_axe(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Remove Visa •••• 4242").click()
    expect(page.get_by_text("No saved cards yet.")).to_be_visible()
