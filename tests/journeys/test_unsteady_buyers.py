"""Double clicks, two tabs, the back button, a hold that ends, a price and a right that change."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys import steps
from tools.drills.revocation import hold_product
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PLACE = "#place-order > button.btn-primary"


@pytest.fixture
def fan() -> str:
    """Return an address of which no other test has orders."""
    return f"unsteady-{uuid4().hex[:8]}@example.org"


def at_checkout(page: Page, live: LiveShop, sku: str, email: str) -> None:
    """Open the checkout with one article in the basket and everything typed."""
    steps.add_to_basket(page, live, sku)
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS, email)


def orders(live: LiveShop, email: str) -> list[tuple[str, str]]:
    """Return numbers and states of a person's orders."""
    return live.query("select number, status from order_order where guest_email = %s", email)


def charges(live: LiveShop, email: str) -> int:
    """Return how often Stripe has charged a person's orders."""
    numbers = {number for number, _ in orders(live, email)}
    return sum(
        charge["status"] == "succeeded" and charge["metadata"]["order"] in numbers
        for charge in live.sandbox.control("GET", "ledger")["charges"]
    )


def test_a_double_click_places_one_order_and_pays_it_once(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "TOTE-ITA-1", fan)
    page.locator(PLACE).dblclick()
    expect(page).to_have_url(re.compile("/pay/"))  # the first of two navigations is aborted
    steps.type_card(page, steps.GOOD)
    page.locator("#payment-form button").dblclick()
    expect(page).to_have_url(re.compile("/order/"))
    number = steps.order_number(page)
    assert [found for found, _ in orders(live, fan)] == [number]
    assert charges(live, fan) == 1


def test_the_second_of_two_tabs_is_led_to_the_order_of_the_first(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "MUG-ITA-1", fan)
    other = page.context.new_page()
    other.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(other, steps.PARIS, fan)
    steps.order(page)
    other.locator(PLACE).click()
    other.wait_for_url(page.url)
    steps.pay(other, steps.GOOD)
    number = steps.order_number(other)
    page.reload()  # the first tab still shows the payment form
    assert steps.order_number(page) == number
    assert len(orders(live, fan)) == charges(live, fan) == 1


def test_a_press_of_the_button_counts_while_the_total_is_updated(
    page: Page, live: LiveShop, fan: str
) -> None:
    updates: list[Route] = []
    page.route(
        "**/checkout/",
        lambda route: (
            updates.append(route) if route.request.resource_type == "fetch" else route.fallback()
        ),
    )
    at_checkout(page, live, "SCARF-ITA-1", fan)
    page.locator("#place-order > button.btn-primary").hover()
    page.mouse.down()
    assert updates
    for update in updates:
        with page.expect_event("requestfinished"):
            update.continue_()
    page.wait_for_timeout(200)  # the page would have been changed by now
    page.mouse.up()
    page.wait_for_url(re.compile("/pay/"))


def test_going_back_finds_the_order_that_waits_and_after_paying_the_thanks(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "SCARF-ITA-1", fan)
    steps.order(page)
    page.go_back()
    page.wait_for_url(re.compile("/(basket|checkout)/"))
    page.goto(f"{live.url}/en-fr/checkout/")
    expect(page.locator(".notice").first).to_contain_text("Your order is waiting for payment")
    page.get_by_role("link", name="Continue payment").click()
    steps.pay(page, steps.GOOD)
    number = steps.order_number(page)
    page.go_back()
    assert steps.order_number(page) == number
    page.goto(f"{live.url}/en-fr/basket/")
    expect(page.get_by_text("Your basket is empty.")).to_be_visible()
    expect(page.get_by_role("link", name="Continue payment")).to_have_count(0)
    assert [found for found, _ in orders(live, fan)] == [number]
    assert charges(live, fan) == 1


def test_going_back_after_an_error_and_from_the_payment_page_never_sends_a_form_again(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "MUG-ITA-1", fan)
    page.locator("#postcode").fill("nonsense")
    page.locator(PLACE).click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert "answer=" in page.url
    expect(page.locator("#city")).to_have_value("Paris")
    summary.get_by_role("link").click()
    expect(page.locator("#postcode")).to_be_focused()
    page.go_back()  # to the summary, whose link moved the page
    page.locator("#postcode").fill("75001")
    steps.order(page)
    page.go_back()
    expect(page.get_by_text("Your order is waiting for payment").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Continue payment").first).to_be_visible()
    page.get_by_role("link", name="Continue payment").first.click()
    page.wait_for_url(re.compile("/pay/"))
    assert [status for _, status in orders(live, fan)] == ["PENDING"]


def test_when_the_hold_ends_nothing_is_charged_and_the_articles_can_be_had_again(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "KEYRING-ITA-1", fan)
    steps.order(page)
    live.execute(
        "update order_order set hold_expires_at = now() + interval '4 seconds'"
        " where guest_email = %s",
        fan,
    )
    page.reload()
    expect(page.locator("#hold")).to_contain_text("Your items are reserved for: 0:0")
    expect(page.locator("#hold")).to_have_text("The time is up. Nothing was charged.")
    expect(page.locator("#payment-form button")).to_be_disabled()
    # The page counts whole seconds, so that it ends up to a second before the reservation.
    live.execute(
        "update order_order set hold_expires_at = now() - interval '1 minute'"
        " where guest_email = %s",
        fan,
    )
    assert live.manage("reconcile_payments").returncode == 0
    page.reload()
    expect(page.locator("h1")).to_have_text("This order is closed")
    page.get_by_role("button", name="Reorder").click()
    page.wait_for_url(re.compile("/basket/"))
    expect(page.locator(".line-title")).to_have_text("Italy keyring")
    assert [status for _, status in orders(live, fan)] == ["EXPIRED"]
    assert charges(live, fan) == 0


def test_who_pays_a_moment_after_the_hold_was_ended_is_told_and_not_charged(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "KEYRING-GER-1", fan)
    steps.order(page)
    steps.type_card(page, steps.GOOD)
    live.execute("update order_order set hold_expires_at = now() where guest_email = %s", fan)
    assert live.manage("reconcile_payments").returncode == 0
    page.locator("#payment-form button").click()  # this page still counts down
    expect(page.locator("h1")).to_have_text("This order is closed")
    assert charges(live, fan) == 0


def test_a_price_that_changed_is_shown_and_must_be_agreed_to(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "BOTTLE-ITA-1", fan)
    page.wait_for_load_state("networkidle")  # the total for the typed postcode has come
    before = page.locator(".choice-price").first.inner_text()
    live.execute(
        "update pricing_marketprice set amount = amount + 1 where product_id in"
        " (select id from catalogue_product where upc = 'BOTTLE-ITA-1')"
    )
    page.locator(PLACE).click()
    expect(page.locator("[role=alert]")).to_contain_text("The total has changed")
    expect(page.locator(".choice-price").first).not_to_have_text(before)
    expect(page.locator("#name")).to_have_value("Ada Example")
    assert orders(live, fan) == []
    steps.order(page)
    assert len(orders(live, fan)) == 1


def test_a_right_that_ended_before_the_order_is_named_and_nothing_is_ordered(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "MUG-ESP-1", fan)
    hold_product(live, "MUG-ESP-1")
    page.locator(PLACE).click()
    expect(page.locator("[role=alert]")).to_contain_text("Spain mug")
    assert orders(live, fan) == []


def test_a_right_that_ended_before_the_payment_ends_the_order_and_charges_nothing(
    page: Page, live: LiveShop, fan: str
) -> None:
    at_checkout(page, live, "TOTE-ESP-1", fan)
    steps.order(page)
    steps.type_card(page, steps.GOOD)
    hold_product(live, "TOTE-ESP-1")
    live.wait_until("select status = 'CANCELLED' from order_order where guest_email = %s", fan)
    page.locator("#payment-form button").click()
    expect(page.locator("h1")).to_contain_text("has been cancelled")
    expect(page.locator(".notice-error")).to_contain_text("Spain tote bag")
    expect(page.locator(".notice-error")).to_contain_text("Nothing was charged.")
    assert charges(live, fan) == 0
