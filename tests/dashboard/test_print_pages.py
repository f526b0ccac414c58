"""Packing slip, pick list and customs form have what a packer and customs need, and no more."""

from decimal import Decimal

import pytest
from django.test import Client

from catalog.models import Product
from shop.orders.aftersales.packing_documents import CustomsForm, CustomsLine, pick_list
from shop.orders.models import HeldOrder
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.orders import run_queued_jobs
from tools.testing.stripe_harness import Sandbox


@pytest.fixture
def paid(order: Order, stripe: Sandbox) -> Order:
    """Return a paid order of two units of PIN-1-M."""
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    order.refresh_from_db()
    return order


def test_the_slip_has_address_and_units_and_no_price(staff: Client, paid: Order) -> None:
    page = staff.get(f"/dashboard/orders/{paid.number}/slip/").text
    for fact in ("1 rue de l&#x27;Exemple", "75001", "PIN-1-M", "<td>2</td>", paid.number):
        assert fact in page, fact
    assert "€" not in page
    HeldOrder.objects.create(order=paid, denied=[])
    assert "Do not send" in staff.get(f"/dashboard/orders/{paid.number}/slip/").text


def test_the_pick_list_names_no_buyer_and_leaves_out_held_orders(paid: Order) -> None:
    (article,) = pick_list()
    assert (article.sku, article.units, article.orders) == ("PIN-1-M", 2, (paid.number,))
    packer = staff_with("partner.view_stockrecord", email="packer@example.org")
    page = packer.get("/dashboard/stock/pick-list/").text
    assert "PIN-1-M" in page
    assert "Exemple" not in page
    HeldOrder.objects.create(order=paid, denied=[])
    assert pick_list() == []


def test_the_customs_form_has_weight_value_code_and_origin(staff: Client, paid: Order) -> None:
    path = f"/dashboard/orders/{paid.number}/customs/"
    Product.objects.update(hs_code="", origin="", weight_g=0)
    assert "weight, HS code, origin" in staff.get(path).text
    Product.objects.update(hs_code="711719", origin="PT", weight_g=40)
    page = staff.get(path).text
    for fact in ("CN22", "711719", "PT", "sale of goods"):
        assert fact in page, fact
    assert "Complete these products" not in page


@pytest.mark.parametrize(
    ("value", "currency", "form"),
    [("300.00", "EUR", "CN22"), ("300.01", "EUR", "CN23"), ("10.00", "JPY", "CN23")],
)
def test_the_long_form_is_for_values_above_the_threshold(
    value: str, currency: str, form: str
) -> None:
    line = CustomsLine("Pin", 1, 40, Decimal(value), "711719", "PT")
    assert CustomsForm([line], currency).is_short is (form == "CN22")
