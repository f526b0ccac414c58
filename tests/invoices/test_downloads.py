"""Documents are downloaded by the buyer's link, the account, the API and staff, and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from shop.finance.invoices.models import TaxDocument
from shop.orders.aftersales.order_links import order_token
from shop.oscar.order.models import Order
from tests.dashboard.conftest import staff_with
from tests.invoices.making import invoice_of, paid_order
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import UserFactory


@pytest.fixture
def order(world: RightsWorld) -> Order:
    return paid_order(world.product())


def test_the_order_page_links_to_the_invoice(order: Order) -> None:
    page, token = Client(), order_token(order)
    assert "Your invoice will be here in a minute." in page.get(f"/en-fr/order/{token}/").text
    invoice = invoice_of(order)
    assert invoice.number in page.get(f"/en-fr/order/{token}/").text
    answer = page.get(f"/en-fr/order/{token}/documents/{invoice.public_id}/")
    assert answer["Content-Type"] == "application/pdf"
    assert invoice.number in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_an_old_link_shows_no_invoice_and_another_orders_token_none_of_this(
    order: Order, world: RightsWorld
) -> None:
    invoice, page = invoice_of(order), Client()
    other = paid_order(world.product(sku="B"), key="other")
    for wrong in (order_token(other), "forged"):
        url = f"/en-fr/order/{wrong}/documents/{invoice.public_id}/"
        assert page.get(url).status_code == 404
    Order.objects.filter(pk=order.pk).update(date_placed=order.date_placed - timedelta(days=91))
    url = f"/en-fr/order/{order_token(order)}/documents/{invoice.public_id}/"
    answer = page.get(url, follow=True)
    assert "Sign in to see it." in answer.text
    api = page.get(f"/api/v1/orders/{order_token(order)}/documents/{invoice.public_id}")
    assert api.status_code == 404


def test_the_account_shows_own_documents_only(order: Order) -> None:
    invoice, (owner, other) = invoice_of(order), UserFactory.create_batch(2)
    Order.objects.filter(pk=order.pk).update(user=owner)
    url = f"/en-fr/account/orders/{order.number}/documents/{invoice.public_id}/"
    for user, status in ((owner, 200), (other, 404)):
        client = Client()
        client.force_login(user)
        assert client.get(url).status_code == status
    assert Client().get(url).status_code == 302


def test_the_api_lists_and_serves_documents(order: Order) -> None:
    invoice, client = invoice_of(order), Client()
    address = f"/api/v1/orders/{order_token(order)}"
    (document,) = client.get(address).json()["documents"]
    assert (document["number"], document["total"]) == (invoice.number, "25.00")
    pdf = client.get(f"{address}/documents/{document['id']}")
    assert pdf.content.startswith(b"%PDF")


def test_staff_need_the_permission(order: Order) -> None:
    invoice = invoice_of(order)
    clerk = staff_with("order.view_order")
    page = clerk.get("/dashboard/finance/invoices/", {"q": order.number[:7]})
    assert invoice.number in page.text
    assert invoice.number in clerk.get(f"/dashboard/orders/{order.number}/").text
    table = clerk.get("/dashboard/finance/invoices/", {"format": "csv"})
    assert invoice.number in b"".join(table.streaming_content).decode()
    pdf = f"/dashboard/finance/invoices/{invoice.public_id}/"
    assert clerk.get(pdf).content.startswith(b"%PDF")
    assert staff_with("catalogue.view_product").get(pdf).status_code == 403
    assert TaxDocument.objects.count() == 1
