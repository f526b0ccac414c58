"""From the front page to a paid order, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_guest_finds_a_product_by_search_and_pays(page: Page, live: LiveShop) -> None:
    live.restock("TSHIRT-FRA-1", 10)
    page.goto(f"{live.url}/en-fr/")
    page.locator("#search-text").fill("France T-shirt")
    page.locator(".search button").click()
    page.get_by_role("link", name="France T-shirt", exact=True).click()
    expect(page.locator(".price-large")).to_contain_text("€")
    expect(page.locator(".price-note").first).to_have_text("Tax included")
    page.locator("input[name=sku]:not([disabled])").nth(1).check(force=True)
    page.locator("form.buy-form button").click()
    page.get_by_role("link", name="Go to checkout").click()
    steps.fill_address(page, steps.PARIS)
    steps.order(page)
    steps.pay(page, steps.GOOD)
    number = steps.order_number(page)
    assert re.fullmatch(r"MS-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}", number)
    live.wait_until("select status = 'PAID' from order_order where number = %s", number)
    live.wait_until(
        "select sent_at is not null from ordering_outgoingmessage c "
        "join order_order o on o.id = c.order_id where c.kind = 'CONFIRMATION' and o.number = %s",
        number,
    )
    mails = [mail for mail in live.sent_mails() if number in mail]
    assert len(mails) == 1
    assert "To: ada@example.org" in mails[0]
    assert "text/html" in mails[0]


def test_a_guest_finds_a_product_by_filters(page: Page, live: LiveShop) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live.url}/en-fr/products/?games=PARIS2024&kind=mug")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("link", name="Paris 2024 mug").click()
    expect(page.locator("h1")).to_have_text("Paris 2024 mug")


def test_a_guest_buys_in_arabic_from_right_to_left(page: Page, live: LiveShop) -> None:
    page.goto(f"{live.url}/ar-ae/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    steps.add_to_basket(page, live, "PIN-UAE-1", prefix="ar-ae")
    page.goto(f"{live.url}/ar-ae/checkout/")
    page.locator("#state").select_option(index=1)
    steps.fill_address(page, steps.DUBAI)
    steps.order(page)
    steps.pay(page, steps.GOOD)
    number = steps.order_number(page)
    rows = live.query(
        "select currency, language, ship_to_id from order_order where number = %s", number
    )
    assert rows == [("AED", "ar", "AE")]


def test_a_declined_card_says_why_and_another_one_pays(page: Page, live: LiveShop) -> None:
    steps.add_to_basket(page, live, "MUG-FRA-1")
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS)
    steps.order(page)
    steps.pay(page, steps.DECLINED)
    expect(page.locator("#payment-problem")).to_be_visible()
    held = "select sum(num_held) from partner_stockrecord where partner_sku = 'MUG-FRA-1'"
    assert live.query(held) == [(1,)]
    steps.pay(page, steps.GOOD)
    steps.order_number(page)
    assert live.query(held) == [(0,)]


def test_three_d_secure_is_asked_and_answered(page: Page, live: LiveShop) -> None:
    steps.add_to_basket(page, live, "SCARF-FRA-1")
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS)
    steps.order(page)
    steps.pay(page, steps.CHALLENGED)
    page.locator("#fail").click()
    expect(page.locator(".notice-error").first).to_be_visible()
    steps.pay(page, steps.CHALLENGED)
    page.locator("#complete").click()
    steps.order_number(page)


def test_what_is_granted_for_europe_only_is_refused_by_name_for_japan(
    page: Page, live: LiveShop
) -> None:
    assert page.goto(f"{live.url}/en-jp/p/-/TOTE-FRA-1/").status == 404
    page.goto(f"{live.url}/en-jp/products/?noc=FRA")
    expect(page.locator(".list-total")).to_have_text("0 products")
    steps.add_to_basket(page, live, "TOTE-FRA-1")
    steps.add_to_basket(page, live, "TOTE-JPN-1")
    page.locator("#ship_to").select_option("JP")
    page.get_by_role("button", name="Change country").click()
    page.get_by_role("button", name="Move my basket to Japan").click()
    page.wait_for_url(re.compile("/en-jp/basket/"))
    parked = page.locator(".parked")
    expect(parked).to_contain_text("France tote bag")
    expect(parked).to_contain_text("Not sold in Japan")
    expect(page.locator(".totals .total")).to_contain_text("¥")
    page.goto(f"{live.url}/en-jp/checkout/")
    expect(page.locator(".notice-error")).to_contain_text("France tote bag: Not sold in Japan")
    page.locator("#state").select_option("東京都")
    steps.fill_address(page, {"name": "Ada", "line1": "1-1 Chiyoda", "postcode": "100-0001"})
    page.locator("#place-order > button.btn-primary").click()
    expect(page.locator("[role=alert]")).to_contain_text("France tote bag: Not sold in Japan")
    expect(page.locator("#name")).to_have_value("Ada")


def test_a_mistyped_address_is_named_field_by_field_and_kept(page: Page, live: LiveShop) -> None:
    steps.add_to_basket(page, live, "MUG-GER-1")
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS | {"postcode": "ABC"}, email="nobody")
    page.locator("#place-order > button.btn-primary").click()
    expect(page.locator("#postcode-error")).to_be_visible()
    expect(page.locator("#email-error")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Ada Example")
    expect(page.locator("#postcode")).to_have_value("ABC")
    assert page.title().startswith("Error:")
