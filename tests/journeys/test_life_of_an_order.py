"""Life of an order in the browser, as the buyer and the staff see it, compared to the cent.

Two delivery groups, one of them a pre-order; a line is cancelled, the address changed, a parcel
tracked, a line withdrawn by the guest, a size exchanged, an amount refunded as goodwill. In the end
the invoice and the credit notes are read back and compared with the money at the provider.
"""

import io
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import steps
from tests.journeys.test_back_office import sign_in
from tools.testing.live_shop import LiveShop

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SHIRT, LARGER, CAP = "TSHIRT-FRA-1-NAVY-M", "TSHIRT-FRA-1-NAVY-L", "CAP-FRA-1-NAVY"
SCARF, HOODIE = "SCARF-FRA-1", "HOODIE-FRA-1-XL"
ARTICLES = (SHIRT, CAP, SCARF, HOODIE)
EMAIL = "vera@example.org"
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
GOODWILL = Decimal("3.00")
GROSS = """
    select d.public_id::text, d.kind, d.gross from invoices_taxdocument d
    join order_order o on o.id = d.order_id where o.number = %s order by d.id
"""


class Life:
    """The order, its buyer on a phone, and the staff on another."""

    def __init__(self, live: LiveShop, visitors: Callable[[], Page]) -> None:
        self.live, self.buyer, self.staff = live, visitors(), visitors()
        self.number, self.address = "", ""

    def look(self, page: Page, name: str) -> None:
        """Save a picture in the folder of `JOURNEY_SHOTS`; no page scrolls sideways."""
        page.wait_for_load_state()
        if "JOURNEY_SHOTS" in os.environ:
            folder = Path(os.environ["JOURNEY_SHOTS"])
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"life-{name}.png", full_page=True)
        assert not page.evaluate(WIDE), f"{name} scrolls sideways"

    def buy(self) -> None:
        for sku in ARTICLES:
            add(self.buyer, self.live, sku)
        self.buyer.goto(f"{self.live.url}/en-fr/checkout/")
        steps.fill_address(self.buyer, steps.PARIS, EMAIL)
        expect(self.buyer.locator("main")).to_contain_text("Pre-order")
        self.look(self.buyer, "01-checkout")
        steps.order(self.buyer)
        steps.pay(self.buyer, steps.GOOD)
        self.number = steps.order_number(self.buyer)
        self.address = self.buyer.url.partition("?")[0]
        self.live.wait_until(
            "select status = 'PAID' from order_order where number = %s", self.number
        )

    def open_order(self) -> None:
        self.buyer.goto(self.address)

    def cancel_the_cap(self) -> None:
        self.open_order()
        self.buyer.get_by_role("link", name="Cancel items").click()
        row = self.buyer.locator("li").filter(has_text="France cap")
        row.locator("select").select_option("1")
        self.buyer.get_by_role("button", name="Continue").click()
        self.look(self.buyer, "02-cancel")
        self.buyer.get_by_role("button", name="Cancel these items").click()
        expect(self.buyer.locator("main")).to_contain_text("Part of this order has been refunded")

    def change_the_address(self) -> None:
        self.buyer.get_by_role("link", name="Change the delivery").click()
        self.buyer.locator("#line1").fill("2 rue Neuve")
        self.look(self.buyer, "03-delivery")
        self.buyer.get_by_role("button", name="Save").click()
        expect(self.buyer.locator("address").first).to_contain_text("2 rue Neuve")

    def ship(self, packer: Page) -> None:
        packer.goto(f"{self.live.url}/licensee/orders/{self.number}/")
        sign_in(packer, self.live, "licensee@demo.example")
        expect(packer.locator("address")).to_contain_text("2 rue Neuve")
        expect(packer.locator("main")).to_contain_text("not arrived yet")
        packer.locator("select[name=carrier]").select_option("dhl")
        packer.locator("input[name=tracking_number]").fill("JD014600009")
        self.look(packer, "04-parcel")
        packer.get_by_role("button", name="Mark as shipped").click()
        self.open_order()
        expect(self.buyer.locator("h1")).to_have_text("Part of your order is on its way")

    def deliver(self) -> None:
        self.staff.goto(f"{self.live.url}/dashboard/orders/{self.number}/")
        sign_in(self.staff, self.live, "staff@demo.example")
        expect(self.staff.locator("h1")).to_contain_text(self.number)
        self.look(self.staff, "05-staff")
        self.staff.get_by_role("link", name="Mark as delivered").click()
        now = datetime.now(UTC)
        self.staff.get_by_label(re.compile("Delivered at")).fill(f"{now:%Y-%m-%dT%H:%M}")
        self.staff.get_by_role("button", name="Mark as delivered").click()
        expect(self.staff.locator("main")).to_contain_text("Delivered")
        self.open_order()
        expect(self.buyer.locator("h1")).to_have_text("Part of your order has been delivered")
        expect(self.buyer.locator(".delivery").first).not_to_contain_text("cap")
        expect(self.buyer.locator("ol.steps")).to_contain_text("Partly sent")
        self.look(self.buyer, "06-delivered")

    def withdraw_from_the_scarf(self) -> None:
        main = self.buyer.locator("#main")
        main.get_by_role("link", name="Withdraw from contract here").click()
        self.buyer.locator("#name").fill("Vera Example")
        self.buyer.locator("#email").fill(EMAIL)
        self.buyer.get_by_role("button", name="Continue").click()
        choose_only(self.buyer, "scarf")
        self.look(self.buyer, "07-withdraw")
        self.buyer.get_by_role("button", name="Confirm withdrawal").click()
        expect(self.buyer.locator("main")).to_contain_text(re.compile(r"R-\w{4}-\w{4}"))
        self.look(self.buyer, "08-receipt")

    def exchange_the_shirt(self) -> None:
        self.live.restock(LARGER, 5)
        self.open_order()
        self.buyer.get_by_role("link", name="Return items or report a problem").click()
        choose_only(self.buyer, "T-shirt")
        shirt = self.buyer.locator("select[name^=exchange_]").first
        shirt.select_option(LARGER)
        self.buyer.locator("#reason").select_option("TOO_SMALL")
        self.look(self.buyer, "09-exchange")
        self.buyer.get_by_role("button", name="Send request").click()
        expect(self.buyer.locator("main")).to_contain_text("The other size is reserved for you")

    def handle_returns(self) -> None:
        """Receive and inspect both parcels on a phone; refund one and replace the other."""
        cases = self.live.query(
            "select r.public_id::text, r.kind from returns_returncase r"
            " join order_order o on o.id = r.order_id where o.number = %s order by r.id",
            self.number,
        )
        assert [kind for _, kind in cases] == ["WITHDRAWAL", "EXCHANGE"]
        for case, kind in cases:
            self.staff.goto(f"{self.live.url}/dashboard/returns/{case}/")
            main = self.staff.get_by_role("main")
            for link in ("Parcel has arrived", "Inspect"):
                main.get_by_role("link", name=link).click()
                self.look(self.staff, f"10-{kind.lower()}-{link[:7].strip().lower()}")
                if link == "Inspect":
                    main.get_by_label(re.compile("condition")).select_option(label="As new")
                main.locator("form button.btn-primary").click()
            if kind == "WITHDRAWAL":
                main.get_by_role("link", name="Refund", exact=True).click()
                main.get_by_role("button", name="Preview refund").click()
                self.look(self.staff, "11-refund")
                main.get_by_role("button", name=re.compile("^Refund .")).click()
            else:
                main.get_by_role("link", name="Send a replacement").click()
                main.locator("form button.btn-primary").click()
            state = "Refunded" if kind == "WITHDRAWAL" else "Replaced"
            expect(self.staff.locator("h1")).to_contain_text(state)

    def refund_goodwill(self) -> None:
        self.staff.goto(f"{self.live.url}/dashboard/orders/{self.number}/")
        self.staff.get_by_role("link", name="Refund an amount").click()
        self.staff.locator("input[name=amount]").fill(str(GOODWILL))
        self.staff.locator("[name=reason]").fill("The parcel was late.")
        self.staff.get_by_role("button", name="Preview refund").click()
        self.look(self.staff, "12-goodwill")
        self.staff.get_by_role("button", name=re.compile("^Refund .*3.00")).click()
        expect(self.staff.locator("#refunds ~ .table-responsive").first).to_contain_text("late")
        self.look(self.staff, "13-staff-end")

    def compare_documents(self) -> None:
        """Read the documents as the buyer gets them; their sum is what the provider kept."""
        self.live.wait_until(
            "select count(*) = 4 from invoices_taxdocument d join order_order o"
            " on o.id = d.order_id where o.number = %s",
            self.number,
        )
        self.open_order()
        self.look(self.buyer, "14-order-end")
        links = self.buyer.locator("#documents + ul a")
        expect(links).to_have_count(4)
        addresses = [str(link.get_attribute("href")) for link in links.all()]
        kept = Decimal(0)
        for public_id, kind, gross in self.live.query(GROSS, self.number):
            (address,) = [each for each in addresses if public_id in each]
            answer = self.buyer.request.get(f"{self.live.url}{address}")
            text = "\n".join(
                page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages
            )
            assert f"{gross:.2f}" in text.replace(",", ""), (kind, gross, text)
            assert self.number in text
            kept += gross if kind == "INVOICE" else -gross
        (row,) = self.live.query(
            "select total_incl_tax - refunded_incl_tax from order_order where number = %s",
            self.number,
        )
        assert kept == row[0]
        charges = self.live.sandbox.control("GET", "ledger")["charges"]
        (charge,) = [each for each in charges if each["metadata"].get("order") == self.number]
        assert kept == Decimal(charge["amount_captured"] - charge["amount_given_back"]) / 100


def add(page: Page, live: LiveShop, sku: str) -> None:
    """Put one article into the basket."""
    if sku != HOODIE:
        live.restock(sku, 5)
    parent = sku.rpartition("-NAVY")[0] or sku.removesuffix("-XL")
    page.goto(f"{live.url}/en-fr/p/-/{parent}/")
    choice = page.locator(f"input[type=radio][name=sku][value='{sku}']")
    if choice.count():
        choice.check(force=True)
    page.locator("form.buy-form button").click()
    page.wait_for_url(re.compile("/basket/"))


def choose_only(page: Page, title: str) -> None:
    """Choose one unit of an article, and none of the others."""
    fields = page.locator("input[name^=units_]")
    fields.first.wait_for()  # `all` does not wait for the page that a click opens
    for field in fields.all():
        label = page.locator(f"label[for={field.get_attribute('id')}]").inner_text()
        field.fill("1" if title.lower() in label.lower() else "0")


def test_the_life_of_an_order_ends_to_the_cent(
    visitors: Callable[[], Page], live: LiveShop
) -> None:
    life = Life(live, visitors)
    life.buy()
    life.cancel_the_cap()
    life.change_the_address()
    life.ship(visitors())
    life.deliver()
    life.withdraw_from_the_scarf()
    life.exchange_the_shirt()
    life.handle_returns()
    life.refund_goodwill()
    life.compare_documents()
