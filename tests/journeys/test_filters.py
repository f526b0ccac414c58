"""A filter is applied in place: the pressed checkbox does not move."""

import re

import pytest
from playwright.sync_api import Page, expect

from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_pressed_box_stays_where_it_is_and_back_unchecks_it(page: Page, live: LiveShop) -> None:
    page.goto(f"{live.url}/en-us/products/")
    page.locator(".filters summary").click()
    box = page.locator("input[name=color]").first
    box.scroll_into_view_if_needed()
    before = _place(page)
    box.click()
    page.wait_for_url(re.compile("color="))
    expect(page.locator(".chip")).to_have_count(1)
    assert abs(_place(page) - before) < 2
    expect(box).to_be_focused()
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(box).not_to_be_checked()


def _place(page: Page) -> float:
    place: float = page.evaluate(
        "document.querySelector('input[name=color]').getBoundingClientRect().top"
    )
    return place
