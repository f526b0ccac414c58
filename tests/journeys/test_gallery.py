"""A thumbnail of the gallery shows its picture; the page and the history stay where they are."""

import pytest
from playwright.sync_api import Page, expect

from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("live")]
PICTURED = """
    select coalesce(parent.upc, product.upc) from catalogue_productimage image
    join catalogue_product product on product.id = image.product_id
    left join catalogue_product parent on parent.id = product.parent_id
    group by 1 having count(*) > 1 order by 1 limit 1
"""


def test_a_thumbnail_neither_scrolls_the_page_nor_adds_history(page: Page, live: LiveShop) -> None:
    ((sku,),) = live.query(PICTURED)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live.url}/en-us/products/")
    page.goto(f"{live.url}/en-us/p/-/{sku}/")
    thumbs = page.locator(".gallery-thumbs a")
    thumbs.nth(1).scroll_into_view_if_needed()
    address = page.url
    before = page.evaluate("[scrollY, history.length]")
    thumbs.nth(1).click()
    expect(thumbs.nth(1)).to_have_attribute("aria-current", "true")
    expect(page.locator("#picture-2")).to_be_in_viewport()
    assert page.evaluate("[scrollY, history.length]") == before
    assert page.url == address
    page.go_back()
    assert page.url == f"{live.url}/en-us/products/"
