"""Brazil is opened with screens alone: seller, market, taxes, delivery, prices; and sold in."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.markets.models import Market, SellingEntity, TaxRate
from shop.commerce.pricing.tax import TaxStatus, taxation_at
from shop.oscar.order.models import Order
from shop.platform.database.clock import database_now
from tests.dashboard.conftest import signed_in
from tests.orders.buying_steps import HIDDEN
from tests.orders.sandbox import pay
from tests.orders.stripe_events import deliver_events
from tools.testing.factories.catalog import RightsWorld
from tools.testing.stripe_harness import Sandbox

MARKET = {
    "code": "br",
    "name": "Brazil",
    "home": "BR",
    "ship_to": "br",
    "currency": "brl",
    "languages": "pt en",
    "prices_include_tax": "on",
    "selling_entity": "operator-br",
    "time_zone": "America/Sao_Paulo",
    "sends_from": "BR",
    "closed_days": "2026-12-24 2026-12-31",
    "position": "40",
}
SELLER = {
    "code": "operator-br",
    "legal_name": "Loja Exemplo Ltda.",
    "address": "Rua Exemplo 1, São Paulo",
    "vat_number": "00.000.000/0001-91",
    "email": "loja@example.org",
}
ADDRESS = {
    "country": "BR",
    "name": "Ana Exemplo",
    "line1": "Avenida Paulista 1",
    "postcode": "01310-100",
    "city": "São Paulo",
    "state": "SP",
    "email": "ana@example.org",
    "delivery": "standard",
}
CLASSES = ("standard", "book", "children", "shipping")


@pytest.fixture
def clerk(world: RightsWorld) -> Client:
    return signed_in(role="staff", is_staff=True, groups=("Markets and delivery",))


def upload(client: Client, path: str, text: str) -> Any:
    return client.post(f"{path}import/", {"file": SimpleUploadedFile("c.csv", text.encode())})


def tax_table() -> str:
    """Return the table that ends the rates of export and begins those of two states."""
    lines = ["territory,region,tax_class,valid_from,valid_until,rate,treatment,source"]
    lines += [f"BR,,{name},2026-01-01,2026-11-27,0,export,Export" for name in CLASSES]
    for state, percent in (("SP", 18), ("RJ", 20)):
        lines += [f"BR,{state},{name},2026-11-28,,{percent},taxed,ICMS" for name in CLASSES]
    return "\n".join(lines)


def test_a_table_of_taxes_replaces_those_before_by_its_dates(clerk: Client) -> None:
    answer = upload(clerk, "/dashboard/tax/rates/", tax_table())
    assert answer.status_code == 302, answer.context["problems"]
    now = database_now()
    assert taxation_at("BR", now).status == TaxStatus.REGION_REQUIRED
    assert str(taxation_at("BR", now, "SP").rates["standard"]) == "0.18000"
    assert taxation_at("BR", now, "MG").status == TaxStatus.REGION_REQUIRED
    again = upload(clerk, "/dashboard/tax/rates/", tax_table())
    assert again.status_code == 302
    assert TaxRate.objects.filter(territory="BR").count() == 12


def test_overlapping_dates_are_refused_with_the_row(clerk: Client) -> None:
    table = (
        "territory,region,tax_class,valid_from,valid_until,rate,treatment,source\n"
        "BR,,standard,2027-01-01,,17,taxed,A\n"
        "BR,SP,standard,2027-01-01,2027-12-31,18,taxed,A\n"
        "BR,SP,standard,2027-06-01,,19,taxed,B\n"
        "BR,XX,standard,2027-06-01,,190,taxed,B\n"
        "QQ,,standard,2027-06-01,,x,taxed,B\n"
        "BR,SP,standard,2029-06-01,2029-05-01,19,taxed,B\n"
    )
    before = TaxRate.objects.count()
    answer = upload(clerk, "/dashboard/tax/rates/", table)
    named = {(problem.row, problem.column) for problem in answer.context["problems"]}
    assert named == {
        (2, "valid_from"),
        (4, "valid_from"),
        (5, "rate"),
        (6, "territory"),
        (6, "rate"),
        (7, "valid_until"),
    }
    assert "There is already a rate of 18.00% from 2027-01-01" in answer.text
    assert TaxRate.objects.count() == before


def test_rates_are_downloaded_and_imported_without_a_change(clerk: Client) -> None:
    answer = clerk.get("/dashboard/tax/rates/", {"format": "csv", "q": "Austria"})
    text = b"".join(answer.streaming_content).decode()
    before = list(TaxRate.objects.order_by("pk").values())
    assert upload(clerk, "/dashboard/tax/rates/", text).status_code == 302
    assert list(TaxRate.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"currency": "XXQ"}, "currency"),
        ({"currency": "KWD"}, "currency"),
        ({"currency": "ISK"}, "currency"),
        ({"languages": "pt xx"}, "languages"),
        ({"languages": "pt pt"}, "languages"),
        ({"home": "PT"}, "home"),
        ({"ship_to": "BR QQ"}, "ship_to"),
        ({"ship_to": ""}, "ship_to"),
        ({"closed_days": "Christmas"}, "closed_days"),
        ({"tax_rounding": "UNIT"}, "tax_rounding"),
        ({"time_zone": "Brazil/Nowhere"}, "time_zone"),
        ({"selling_entity": "nobody"}, "selling_entity"),
        ({"code": "fr"}, "code"),
        ({"code": "b1"}, "code"),
    ],
)
def test_a_wrong_market_names_the_field(clerk: Client, change: dict[str, str], field: str) -> None:
    clerk.post("/dashboard/sellers/new/", SELLER)
    answer = clerk.post("/dashboard/markets/new/", MARKET | change)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Market.objects.filter(code="br").exists()


def test_code_currency_and_tax_display_of_a_market_stay(clerk: Client) -> None:
    clerk.post("/dashboard/sellers/new/", SELLER)
    assert clerk.post("/dashboard/markets/new/", MARKET).status_code == 302
    changed = MARKET | {"currency": "USD", "name": "Brasil", "prices_include_tax": ""}
    answer = clerk.post("/dashboard/markets/br/edit/", changed)
    assert answer.status_code == 302
    market = Market.objects.get(code="br")
    assert (market.currency, market.name, market.is_open) == ("BRL", "Brasil", False)
    assert market.prices_include_tax
    assert market.tax_rounding == "LINE"
    clerk.post("/dashboard/markets/br/edit/", MARKET | {"tax_rounding": "ORDER"})
    clerk.post("/dashboard/markets/br/edit/", MARKET)  # as a file without the column
    market.refresh_from_db()
    assert market.tax_rounding == "ORDER"
    page = clerk.get("/dashboard/markets/br/edit/").text
    assert '<option value="ORDER" selected>On the order, once for each tax rate</option>' in page
    assert (
        "tax_rounding" in LogEntry.objects.filter(object_repr="Brazil").latest("pk").change_message
    )
    text = b"".join(clerk.get("/dashboard/markets/", {"format": "csv"}).streaming_content).decode()
    before = list(Market.objects.order_by("pk").values())
    assert upload(clerk, "/dashboard/markets/", text).status_code == 302
    assert list(Market.objects.order_by("pk").values()) == before


def test_a_seller_is_added_and_changed(clerk: Client) -> None:
    assert clerk.post("/dashboard/sellers/new/", SELLER).status_code == 302
    clerk.post("/dashboard/sellers/operator-br/", SELLER | {"legal_name": "Loja S.A."})
    assert SellingEntity.objects.get(code="operator-br").legal_name == "Loja S.A."
    assert "Changed: legal_name" in clerk.get("/dashboard/sellers/operator-br/").text
    wrong = clerk.post("/dashboard/sellers/new/", SELLER | {"code": "x", "email": "no"})
    assert wrong.status_code == 422


def test_brazil_is_opened_by_screens_and_sold_in(
    world: RightsWorld, clerk: Client, stripe: Sandbox
) -> None:
    world.product(sku="PIN-1")
    clerk.post("/dashboard/sellers/new/", SELLER)
    added = clerk.post("/dashboard/markets/new/", MARKET, follow=True)
    assert [line.code for line, _ in added.context["lines"] if not line.is_met] == [
        "delivery",
        "legal",
        "prices",
    ]
    refused = clerk.post("/dashboard/markets/br/", {"do": "open"}, follow=True)
    assert "cannot be opened yet" in refused.text
    upload(clerk, "/dashboard/tax/rates/", tax_table())
    for terms in ({"amount": "20"}, {"amount": "35", "territories": "BR-RJ"}):
        method = {"code": "standard", "days_min": "3", "days_max": "6", "is_offered": "on"}
        answer = clerk.post("/dashboard/markets/br/delivery/new/", method | terms)
        assert answer.status_code == 302
    clerk.post("/dashboard/legal/br/", {"do": "add"})
    upload(clerk, "/dashboard/prices/", "market,sku,amount\nbr,PIN-1,118.00\n")
    assert "Open this market" in clerk.get("/dashboard/markets/br/").text
    clerk.post("/dashboard/markets/br/", {"do": "open"})
    assert Market.objects.get(code="br").is_open
    order = buy_in_brazil(stripe)
    assert (order.currency, order.total_incl_tax) == ("BRL", Decimal("138.00"))
    assert order.lines.get().tax_rate == Decimal("0.18")
    assert order.snapshot["seller"] == "Loja Exemplo Ltda."
    assert order.language == "pt"


def buy_in_brazil(stripe: Sandbox) -> Order:
    """Buy the pin as a guest in São Paulo; return the paid order."""
    fan = Client(headers={"accept": "text/html"})
    assert "R$" in fan.get("/pt-br/").text
    fan.post("/pt-br/basket/add/", {"sku": "PIN-1"})
    page = fan.get("/pt-br/checkout/").text
    for kind in ("terms", "withdrawal", "privacy"):
        assert f'<a href="/pt-br/legal/{kind}/">' in page
    form = page.split('class="checkout-form', 1)[1].split("</form>", 1)[0]
    typed = dict(HIDDEN.findall(form)) | ADDRESS
    review = fan.post("/pt-br/checkout/", typed, follow=True)  # the tax depends on the state
    form = review.text.split('class="checkout-form', 1)[1].split("</form>", 1)[0]
    review = fan.post("/pt-br/checkout/", dict(HIDDEN.findall(form)) | ADDRESS)
    assert "/pay/" in review["Location"], review
    order = Order.objects.latest("pk")
    pay(stripe, order)
    deliver_events(stripe, "payment_intent.")
    order.refresh_from_db()
    assert order.status == "PAID"
    return order
