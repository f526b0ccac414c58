"""Shop staff sign in with their second factor, find an order and see all of it, in a browser."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.accessibility import run_axe
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PASSWORD = "demo-only-2026"
GRAVE = {"serious", "critical"}


PERIOD_S = 30  # of a code
USED: dict[str, str] = {}


def code_of(live: LiveShop, email: str) -> str:
    """Return the code that an authenticator app would show now, as the demo prints it.

    A code is taken once. Who signed in less than half a minute ago waits for the next.
    """
    for _ in range(3):
        printed = live.manage("show_demo_logins").stdout
        (row,) = [line for line in printed.splitlines() if email in line]
        code = str(re.findall(r"\b\d{6}\b", row)[-1])
        if code != USED.get(email):
            USED[email] = code
            return code
        time.sleep(PERIOD_S - time.time() % PERIOD_S)
    raise AssertionError(f"The code of {email} never changed.")


def sign_in(page: Page, live: LiveShop, email: str) -> None:
    """Fill in the sign-in page, and the second factor where it is asked for."""
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(re.compile("/2fa/authenticate/"))
    page.locator("input[name=code]").fill(code_of(live, email))
    page.locator("input[name=code]").press("Enter")


def test_staff_find_an_order_and_its_payment(page: Page, live: LiveShop) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    steps.add_to_basket(page, live, "BOTTLE-FRA-1")
    page.goto(f"{live.url}/en-fr/checkout/")
    steps.fill_address(page, steps.PARIS, "grace@example.org")
    steps.order(page)
    steps.pay(page, steps.GOOD)
    number = steps.order_number(page)
    live.wait_until("select status = 'PAID' from order_order where number = %s", number)

    page.goto(f"{live.url}/dashboard/orders/")
    sign_in(page, live, "staff@demo.example")
    page.wait_for_url(f"{live.url}/dashboard/orders/")
    search = page.get_by_role("main")
    search.get_by_role("textbox", name="Search").fill("grace@example.org")
    search.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=number).click()
    expect(page.locator("h1")).to_contain_text("Paid")
    expect(page.get_by_role("region", name="Lines")).to_contain_text("France steel bottle")
    payments = page.get_by_role("region", name="Payment attempts")
    expect(payments).to_contain_text("Succeeded")
    expect(payments).to_contain_text("pi_")
    expect(page.get_by_role("region", name="Stock")).to_contain_text("Sold")
    expect(page.locator("ol.timeline")).to_contain_text("Order paid")
    for path in ("", "orders/", f"orders/{number}/", "catalogue/", "users/"):
        page.goto(f"{live.url}/dashboard/{path}")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = run_axe(page)
            grave = [fault for fault in found.response["violations"] if fault["impact"] in GRAVE]
            assert grave == [], f"{path} at {width}: {found.generate_report()}"
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not page.evaluate(wide), f"{path} scrolls sideways at {width}"
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Reference data and records").click()
    page.wait_for_url(f"{live.url}/admin/")
    for path in (
        *("markets/market/", "markets/market/add/", "licensing/agreement/", "order/order/"),
        *("sourcing/catalogimport/", "sourcing/catalogimport/add/"),
    ):
        page.goto(f"{live.url}/admin/{path}")
        expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("email", ["licensee@demo.example", "rights@demo.example"])
def test_other_roles_are_refused_after_their_second_factor(
    page: Page, live: LiveShop, email: str
) -> None:
    page.goto(f"{live.url}/dashboard/")
    sign_in(page, live, email)
    page.wait_for_url(f"{live.url}/dashboard/")
    expect(page.locator("h1")).to_have_text("You do not have access to this page")
