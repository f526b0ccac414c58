"""A licensee signs in with a second factor and opens every part of the portal, on a phone and a
desktop.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import run_axe
from tests.journeys.test_back_office import GRAVE, sign_in
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_every_part_of_the_portal_opens_from_its_menu(page: Page, live: LiveShop) -> None:
    page.goto(f"{live.url}/licensee/")
    sign_in(page, live, "licensee@demo.example")
    page.wait_for_url(f"{live.url}/licensee/")
    expect(page.locator("h1")).to_have_text("Northlight Textiles Lda")
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Portal").get_by_role("link")
    paths = [str(menu.nth(index).get_attribute("href")) for index in range(menu.count())]
    assert len(paths) >= 8
    for path in paths:
        page.goto(f"{live.url}{path}")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if width == 390:
                page.get_by_role("button", name="Menu").press("Enter")
            expect(page.locator("[aria-current=page]")).to_be_visible()
            found = run_axe(page)
            grave = [fault for fault in found.response["violations"] if fault["impact"] in GRAVE]
            assert grave == [], f"{path} at {width}: {found.generate_report()}"
            assert not page.evaluate(WIDE), f"{path} scrolls sideways at {width}"
        page.keyboard.press("Escape")
        expect(page.locator("[aria-current=page]")).to_be_hidden()
        expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_a_packer_sees_no_money_and_no_keys(page: Page, live: LiveShop) -> None:
    page.goto(f"{live.url}/licensee/orders/")
    sign_in(page, live, "logistics@demo.example")
    page.wait_for_url(re.compile("/licensee/orders/"))
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Portal")
    expect(menu).to_contain_text("Stock")
    expect(menu).not_to_contain_text("Sales")
    expect(menu).not_to_contain_text("API keys")
    assert page.goto(f"{live.url}/licensee/sales/").status == 403
