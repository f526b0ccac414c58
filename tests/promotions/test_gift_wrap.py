"""Gift wrap: a price of the market, a line before payment and on documents, a task of packers."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from shop.commerce.markets.models import Market
from shop.commerce.promotions.gift_wrap import save_wrap_offer
from shop.commerce.promotions.models import GiftWrapOffer
from shop.finance.invoices.issuing import issue_due_documents
from shop.finance.invoices.models import TaxDocument
from shop.orders.aftersales.line_cancellation import CancelRequest, cancel_items
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.placement import begin_payment
from shop.orders.errors import GiftWrapRefused, QuoteChanged
from shop.orders.invariants.registry import check_invariants
from shop.orders.payment.settlement import settle_payment
from shop.oscar.order.models import OrderState
from tests.dashboard.conftest import signed_in
from tests.licensee_portal.conftest import member
from tests.orders.sandbox import attempt_of, pay
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import (
    basket_with,
    destination,
    request_for,
    run_queued_jobs,
)
from tools.testing.stripe_harness import Sandbox


def test_gift_wrap_is_charged_taxed_invoiced_packed_and_refunded(
    world: RightsWorld, stripe: Sandbox, client: Client
) -> None:
    offer = GiftWrapOffer(market=Market.objects.get(code="fr"), price=Decimal("6.00"))
    save_wrap_offer(offer=offer, by_id=None)
    product = world.product()
    client.post("/en-fr/basket/add/", {"sku": product.sku, "quantity": 1})
    page = client.post("/en-fr/checkout/", {"country": "FR", "update_total": "1", "gift_wrap": "1"})
    assert 'name="gift_wrap" value="1" checked' in page.text
    assert "€31.00" in page.text  # 20 EUR, 5 EUR delivery and 6 EUR gift wrap
    basket = basket_with(product)
    plain = quote_basket(basket, destination())
    changes = {"gift_wrap": True, "hides_prices": True, "gift_message": "For Léa"}
    with pytest.raises(QuoteChanged):
        begin_payment(request_for(basket, expected_minor=plain.total_minor, **changes))
    order = begin_payment(request_for(basket, expected_minor=3100, **changes)).order
    pay(stripe, order)
    settle_payment(attempt_of(order).pk)
    run_queued_jobs()
    issue_due_documents()
    lines = TaxDocument.objects.get(order=order).lines.all()
    assert [(line.kind, line.gross, line.tax) for line in lines] == [
        ("GOODS", Decimal("20.00"), Decimal("3.33")),
        ("DELIVERY", Decimal("5.00"), Decimal("0.83")),
        ("GIFTWRAP", Decimal("6.00"), Decimal("1.00")),
    ]
    staff = signed_in(role="staff", is_staff=True, is_superuser=True)
    slip = staff.get(f"/dashboard/orders/{order.number}/slip/").text
    assert "Wrap as a gift" in slip
    assert "For Léa" in slip
    assert "€" not in slip
    portal = member(world.licensee, "logistics").get(f"/licensee/orders/{order.number}/").text
    assert "Wrap as a gift" in portal
    cancel_items(CancelRequest(key="cancel-1", order_number=order.number))
    run_queued_jobs()
    issue_due_documents()
    order.refresh_from_db()
    assert (order.status, order.refunded_incl_tax) == (OrderState.REFUNDED, Decimal("31.00"))
    assert [each.detail for each in check_invariants() if not each.holds] == []


def test_a_market_without_gift_wrap_refuses_it(world: RightsWorld) -> None:
    market = Market.objects.get(code="jp")
    with pytest.raises(ValidationError, match="0 decimal places"):
        save_wrap_offer(offer=GiftWrapOffer(market=market, price=Decimal("0.50")), by_id=None)
    basket = basket_with(world.product())
    with pytest.raises(GiftWrapRefused):
        begin_payment(request_for(basket, gift_wrap=True))
