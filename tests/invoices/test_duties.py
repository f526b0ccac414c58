"""Duties are a line of their own before payment, on the invoice and in the credit notes."""

from decimal import Decimal

import pytest
from django.db.models import Sum
from django.test import Client

from shop.commerce.duties.models import DutyRate, DutyTerms
from shop.commerce.markets.models import Market, SellingEntity
from shop.finance.ledger.models import Entry
from shop.finance.ledger.services import post_refund_agreed
from shop.finance.payments.models import PaymentAttempt
from shop.orders.aftersales.delivery_changes import ChangeRequest, quote_change
from shop.orders.aftersales.order_links import order_token
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import place_order
from shop.orders.errors import TaxUnknown
from tests.dashboard.conftest import staff_with
from tests.invoices.making import credit_notes_of, invoice_of, paid_order, refund
from tests.races.together import broken_rules
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import ADDRESS, basket_with, destination, request_for

TERMS = {
    "area": "us",
    "payer": "seller",
    "free_up_to": "0",
    "currency": "USD",
    "source": "Checked on 2026-11-30",
    "valid_from": "2026-01-01",
}
RATE = {"area": "US", "hs_prefix": "", "origin": "", "rate": "10", "source": "HTS 2026",
        "valid_from": "2026-01-01"}  # fmt: skip
CUSTOMS = ("dutyterms", "dutyrate")


@pytest.fixture
def from_switzerland(db: None) -> None:
    """Let the French and the American shop send from Switzerland."""
    SellingEntity.objects.update(country_id="FR")
    Market.objects.filter(code__in=("fr", "us")).update(sends_from_id="CH")


@pytest.mark.usefixtures("from_switzerland")
def test_low_value_duty_is_quoted_invoiced_and_credited(world: RightsWorld) -> None:
    mug = world.product(sku="MUG", hs_code="691110")
    pin = world.product(sku="PIN", hs_code="711719")
    order = paid_order(pin, mug)
    # Two customs codes: 6 EUR and 20 % VAT beside 40 EUR of goods and 5 EUR of delivery.
    assert order.total_incl_tax == Decimal("52.20")
    assert order.snapshot["duty"]["amount"] == "6.00"
    link = f"/en-fr/order/{order_token(order)}/"
    assert "Delivery includes customs duty" in Client().get(link).text
    change = ChangeRequest(order.number, ADDRESS, "standard")
    assert quote_change(order, change, order.date_placed).refund == 0
    invoice = invoice_of(order)
    assert [(line.kind, line.net, line.tax) for line in invoice.lines.all()][2:] == [
        ("DELIVERY", Decimal("4.17"), Decimal("0.83")),
        ("DUTY", Decimal("6.00"), Decimal("1.20")),
    ]
    assert (invoice.scheme, invoice.gross) == ("ioss", Decimal("52.20"))
    booked = Entry.objects.filter(journal__order=order, account__in=("SHIPPING", "DUTY"))
    assert dict(booked.values_list("account", "amount")) == {"SHIPPING": -417, "DUTY": -600}
    line = order.lines.order_by("pk")[0]
    refund(order, {line.pk: 1}, world.officer_id, delivery=True)
    (note,) = credit_notes_of(order)
    assert [each.kind for each in note.lines.all()] == ["GOODS", "DELIVERY", "DUTY"]
    assert note.gross == Decimal("32.20")
    sums = booked.values_list("account").annotate(Sum("amount"))
    assert dict(sums) == {"SHIPPING": 0, "DUTY": 0}
    post_refund_agreed(order=order, attempt=PaymentAttempt.objects.get(order=order))
    assert sum(each.gross for each in credit_notes_of(order)) == invoice.gross
    assert not [rule for rule in broken_rules() if "document" in rule or "credit" in rule]


@pytest.mark.usefixtures("from_switzerland")
def test_staff_enter_terms_and_rates_and_a_missing_rate_stops_the_sale(
    world: RightsWorld,
) -> None:
    basket = basket_with(world.product(hs_code="711719"), market="us", territory="US")
    there = destination("us", "US", region="MT")
    assert quote_basket(basket, there).duty.status == "buyer_pays"
    desk = staff_with(
        *(f"duties.{act}_{name}" for act in ("view", "add", "change") for name in CUSTOMS)
    )
    assert desk.post("/dashboard/finance/duty-terms/new/", TERMS).status_code == 302
    assert DutyTerms.objects.get().area == "US"
    quote = quote_basket(basket, there)
    assert (quote.duty.status, quote.tax_known) == ("unknown", False)
    with pytest.raises(TaxUnknown) as refused:
        place_order(request_for(basket, market="us", territory="US", expected_minor=2700))
    assert refused.value.data["reason"] == "duty_unknown"
    assert desk.post("/dashboard/finance/duty-rates/new/", RATE).status_code == 302
    assert DutyRate.objects.get().rate == Decimal("0.1")
    quote = quote_basket(basket, there)
    # 10 % of 22 USD beside 22 USD of goods and 5 USD of delivery; Montana has no sales tax.
    assert (quote.duty_charge.incl, quote.total_incl) == (Decimal("2.20"), Decimal("29.20"))
    wrong = desk.post("/dashboard/finance/duty-rates/new/", RATE | {"hs_prefix": "12345"})
    assert wrong.status_code == 422
    for name in ("duty-terms", "duty-rates"):
        page = desk.get(f"/dashboard/finance/{name}/")
        assert "US" in page.text
        pk = (DutyTerms if name == "duty-terms" else DutyRate).objects.get().pk
        assert desk.get(f"/dashboard/finance/{name}/{pk}/").status_code == 200


@pytest.mark.usefixtures("from_switzerland")
def test_the_basket_says_before_payment_who_pays_the_duty(world: RightsWorld) -> None:
    product = world.product(hs_code="711719")
    for url, words in (
        ("/en-fr", "Customs duty"),
        ("/en-us", "Customs duty and import tax are not included."),
    ):
        page = Client()
        page.post(f"{url}/basket/add/", {"sku": product.sku, "quantity": "1"})
        assert words in page.get(f"{url}/basket/").text
