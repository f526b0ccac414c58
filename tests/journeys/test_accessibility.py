"""axe finds nothing on the pages from the front page to the order, in English and Arabic."""

import pytest
from playwright.sync_api import Page

from tests.journeys import steps
from tests.journeys.accessibility import run_axe
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

WIDTHS = (390, 1280)

PALE = """
<!doctype html><html lang="en"><title>Pale</title><style>
.pale { color: #ccc }
@media (min-width: 1000px) {
  .narrow { display: none } .recolored { color: #ccc } .dark { background: #222 }
}
@media (max-width: 999px) { .wide { display: none } }
</style><main><h1>Pale text</h1>
<p class="pale">Pale at both widths.</p> <p class="pale narrow">Pale on a phone.</p>
<p class="pale wide">Pale on a desk.</p> <p class="recolored">Paler on a desk.</p>
<div class="dark"><p>Dark on a desk.</p></div></main></html>
"""


def check(page: Page, name: str) -> None:
    """Fail with axe's own report of the present page, narrow and wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = run_axe(page)
        assert found.violations_count == 0, f"{name} at {width}: {found.generate_report()}"
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} at {width} scrolls sideways by {overflow} px"


@pytest.mark.parametrize(("prefix", "sku"), [("en-fr", "BOTTLE-FRA-1"), ("ar-ae", "TOTE-UAE-1")])
def test_no_page_on_the_way_to_an_order_has_a_violation(
    page: Page, live: LiveShop, prefix: str, sku: str
) -> None:
    shop = f"{live.url}/{prefix}"
    for name in ("", "products/", "search/?q=zzzz", "choose/", "accounts/login/"):
        page.goto(f"{shop}/{name}")
        check(page, name or "home")
    steps.add_to_basket(page, live, sku, prefix=prefix)
    check(page, "basket")
    page.goto(f"{shop}/p/-/{sku}/")
    check(page, "product")
    page.goto(f"{shop}/checkout/")
    check(page, "checkout")
    page.locator("#place-order > button.btn-primary").click()
    page.locator("[role=alert]").wait_for()
    check(page, "checkout with errors")


def test_contrast_is_checked_at_both_widths_where_it_may_differ(page: Page) -> None:
    page.set_content(PALE)
    pale = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violations = run_axe(page).response["violations"]
        pale.append({node["html"] for violation in violations for node in violation["nodes"]})
    on_a_phone, on_a_desk = ({text.split(">")[1].split("<")[0] for text in rows} for rows in pale)
    assert on_a_phone == {"Pale at both widths.", "Pale on a phone."}
    assert on_a_desk == {"Pale on a desk.", "Paler on a desk.", "Dark on a desk."}
