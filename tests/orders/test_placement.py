"""Transaction 1: one order for one key, licensed, priced and reserved, or nothing at all."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from licensing.models import Grant, Holdback, RightsDecisionLog
from licensing.services import place_hold
from shop.commerce.inventory.errors import OutOfStock
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.commerce.inventory.services import receive_stock
from shop.commerce.markets.models import Market
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.placement import place_order
from shop.orders.errors import (
    BasketEmpty,
    BasketNotOpen,
    DeliveryRefused,
    IdempotencyClash,
    NotSellable,
    QuoteChanged,
)
from shop.orders.invariants.registry import check_invariants
from shop.orders.models import DomainEvent
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.oscar.partner.models import StockRecord
from shop.platform.core.errors import DomainError
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import basket_with, european_product, request_for, units
from tools.testing.factories.prices import set_price


def refused(request: PlaceOrder, error: type[DomainError]) -> dict[str, Any]:
    """Place an order that must be refused, check that nothing is stored, return the facts."""
    orders, movements = Order.objects.count(), StockMovement.objects.count()
    with pytest.raises(error) as refusal:
        place_order(request)
    assert Order.objects.count() == orders
    assert StockMovement.objects.count() == movements
    assert not PaymentAttempt.objects.filter(order=None).exists()
    assert not Reservation.objects.filter(state="HELD", order__status="EXPIRED").exists()
    return refusal.value.data


def test_an_order_is_placed_with_its_stock_its_price_and_its_evidence(world: RightsWorld) -> None:
    product = world.product(stock=10)
    placed = place_order(request_for(basket_with(product, quantity=3)))
    order = Order.objects.get()
    assert order.status == OrderState.PENDING
    assert (order.total_incl_tax, order.currency) == (Decimal(65), "EUR")
    assert (order.market.code, order.ship_to_id, order.channel) == ("fr", "FR", "WEB")
    assert units(product) == (10, 3, 0)
    assert (placed.attempt.state, placed.attempt.amount) == ("NEW", Decimal(65))
    assert placed.attempt.currency == "EUR"
    assert Basket.objects.get().status == Basket.SUBMITTED
    event = DomainEvent.objects.get()
    assert (event.name, event.subject) == ("order.placed", order.number)
    assert all(finding.holds for finding in check_invariants())


def test_the_hold_lasts_ten_minutes(world: RightsWorld) -> None:
    order = place_order(request_for(basket_with(world.product()))).order
    assert (order.hold_expires_at - order.date_placed).total_seconds() == 600
    assert Reservation.objects.get().expires_at == order.hold_expires_at


def test_the_grants_used_are_written_down_beside_the_line(world: RightsWorld) -> None:
    order = place_order(request_for(basket_with(world.product()))).order
    evidence = RightsDecisionLog.objects.get(order_line_id=order.lines.get().pk)
    assert f"grant:{Grant.objects.get().pk}" in evidence.basis
    assert f"mandate:{world.mandate.pk}" in evidence.basis
    assert (evidence.territory, evidence.channel) == ("FR", "WEB")
    assert evidence.at == order.date_placed


def test_the_snapshot_tells_what_the_buyer_agreed_to(world: RightsWorld) -> None:
    product = world.product()
    order = place_order(request_for(basket_with(product, quantity=2))).order
    fr = Market.objects.get(code="fr")
    set_price(product=product, market=fr, amount=Decimal(99), start=database_now())
    order.refresh_from_db()
    assert order.snapshot["total"] == "45.00"
    assert order.snapshot["lines"] == [
        {
            "sku": "PIN-1",
            "unit": "20.00",
            "quantity": 2,
            "rate": "0.20000",
            "incl": "40.00",
            "excl": "33.33",
            "before_discount": "40.00",
        }
    ]
    line = order.lines.get()
    assert (line.line_price_incl_tax, line.line_price_excl_tax) == (Decimal(40), Decimal("33.33"))


def test_yen_are_placed_in_whole_yen(world: RightsWorld) -> None:
    basket = basket_with(world.product(), market="jp", territory="JP")
    order = place_order(request_for(basket, market="jp", territory="JP")).order
    assert (order.total_incl_tax, order.currency) == (Decimal(3005), "JPY")
    event = DomainEvent.objects.get(subject=order.number)
    assert (event.data["total"], event.data["currency"]) == (3005, "JPY")


def test_the_same_key_twice_is_one_order(world: RightsWorld) -> None:
    product = world.product()
    request = request_for(basket_with(product))
    first, second = place_order(request), place_order(request)
    assert first.order == second.order
    assert first.attempt == second.attempt
    assert units(product) == (10, 1, 0)


def test_the_same_key_for_another_request_is_refused(world: RightsWorld) -> None:
    request = request_for(basket_with(world.product()))
    place_order(request)
    refused(replace(request, email="eve@example.org"), IdempotencyClash)


def test_a_basket_becomes_an_order_once(world: RightsWorld) -> None:
    request = request_for(basket_with(world.product()))
    order = place_order(request).order
    facts = refused(replace(request, idempotency_key="key-2"), BasketNotOpen)
    assert facts["order"] == order.number


def test_a_denied_line_is_named_and_nothing_is_ordered(world: RightsWorld) -> None:
    allowed, denied = world.product(), european_product(world, title="European pin")
    basket = basket_with(allowed, denied)
    place_hold(
        kind=Holdback.Kind.RECALL,
        reason="sharp edge",
        at=database_now(),
        product_id=denied.pk,
    )
    facts = refused(request_for(basket, expected_minor=4500), NotSellable)
    assert (facts["sku"], facts["reason"]) == ("PIN-EU", "RECALLED")
    assert facts["titles"] == ["European pin"]
    assert units(allowed) == (10, 0, 0)


def test_the_ship_to_of_the_order_is_decided_not_that_of_the_basket(world: RightsWorld) -> None:
    basket = basket_with(european_product(world))
    request = request_for(basket, market="us", territory="US", expected_minor=2700)
    assert refused(request, NotSellable)["reason"] == "TERRITORY_NOT_GRANTED"


def test_a_channel_that_was_not_granted_is_refused_at_the_last_moment(world: RightsWorld) -> None:
    request = request_for(basket_with(world.product()), channel="VENUE", expected_minor=2500)
    assert refused(request, NotSellable)["reason"] == "CHANNEL_NOT_GRANTED"


def test_a_price_that_changed_meanwhile_is_told_not_charged(world: RightsWorld) -> None:
    product = world.product()
    request = request_for(basket_with(product))
    fr = Market.objects.get(code="fr")
    set_price(product=product, market=fr, amount=Decimal(21), start=database_now())
    facts = refused(request, QuoteChanged)
    assert (facts["expected"], facts["actual"]) == (2500, 2600)


def test_stock_that_is_gone_is_told_with_what_is_left(world: RightsWorld) -> None:
    product = world.product(stock=3)
    late = request_for(basket_with(product, quantity=2), key="late")
    place_order(request_for(basket_with(product, quantity=2), key="early"))
    facts = refused(late, OutOfStock)
    assert (facts["sku"], facts["asked"], facts["left"]) == ("PIN-1", 2, 1)
    assert units(product) == (3, 2, 0)


def test_one_line_out_of_stock_leaves_the_other_untouched(world: RightsWorld) -> None:
    plenty, scarce = world.product(sku="A"), world.product(sku="B", stock=1)
    both = request_for(basket_with(plenty, scarce), key="both")
    place_order(request_for(basket_with(scarce), key="last"))
    refused(both, OutOfStock)
    assert units(plenty) == (10, 0, 0)


def test_a_delivery_that_is_not_offered_is_refused(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    refused(request_for(basket, delivery_code="drone"), DeliveryRefused)


def test_a_country_the_market_does_not_serve_is_refused(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    refused(request_for(basket, territory="US", expected_minor=2500), DeliveryRefused)


def test_an_empty_basket_is_refused(world: RightsWorld) -> None:
    basket = basket_with(world.product())
    basket.lines.all().delete()
    refused(request_for(basket, expected_minor=0), BasketEmpty)


def test_a_basket_that_does_not_exist_is_refused(world: RightsWorld) -> None:
    request = request_for(basket_with(world.product()))
    refused(replace(request, basket_id=request.basket_id + 1), BasketNotOpen)


def test_a_refused_key_may_be_used_again_when_the_fault_is_mended(world: RightsWorld) -> None:
    product = world.product(stock=1)
    request = request_for(basket_with(product))
    place_order(request_for(basket_with(product), key="other"))
    refused(request, OutOfStock)
    record = StockRecord.objects.get(product=product)
    receive_stock(stock_record=record, quantity=1, reason="test")
    assert place_order(request).order.status == OrderState.PENDING


def test_order_numbers_are_random(world: RightsWorld) -> None:
    product = world.product()
    numbers = {
        place_order(request_for(basket_with(product), key=f"key-{n}")).order.number
        for n in range(5)
    }
    assert len(numbers) == 5
    assert all(number.startswith("MS-") and len(number) == 15 for number in numbers)
