"""Nothing is priced, held, ordered or charged without a right; a sale keeps its evidence."""

from decimal import Decimal

import pytest
from django.test import Client
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer, Range

from licensing.models import RightsDecisionLog
from licensing.services import current_revision, place_hold
from shop.commerce.inventory.models import Reservation, StockMovement
from shop.finance.payments.models import PaymentAttempt
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.placement import begin_payment, place_order
from shop.orders.errors import NotSellable
from shop.oscar.basket.middleware import basket_cookie
from shop.oscar.basket.models import Basket, Line
from shop.oscar.order.models import Order
from shop.platform.database.clock import clock_now, database_now
from tests.edge_cases.everywhere import Asked
from tests.invariants.denials import DENIALS, Denial, assert_sold_nowhere, basket_holding
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import PropertyFactory, UserFactory
from tools.testing.factories.orders import basket_with, destination, request_for, units
from tools.testing.stripe_harness import Sandbox


@pytest.mark.parametrize("deny", DENIALS, ids=lambda deny: deny.__name__)
def test_i3_nothing_is_made_or_charged_for_what_is_denied(
    world: RightsWorld, stripe: Sandbox, deny: Denial
) -> None:
    """A denied product has no price, line, total, delivery, intent, order or held stock."""
    product = world.product()
    basket = basket_with(product)
    deny(world, product)
    movements = StockMovement.objects.count()
    quote = quote_basket(basket, destination())
    assert [line.product for line in quote.parked] == [product]
    assert (quote.lines, quote.delivery, quote.total_incl) == ((), (), Decimal(0))
    with pytest.raises(NotSellable):
        add_to_basket(basket=Basket(), product=product, quantity=1, destination=destination())
    with pytest.raises(NotSellable):
        begin_payment(request_for(basket, expected_minor=2500))
    assert Asked(product).in_api().get("price") is None
    assert Line.objects.count() == 1
    assert not Order.objects.exists()
    assert not Reservation.objects.exists()
    assert not PaymentAttempt.objects.exclude(order=None).exists()
    assert stripe.control("GET", "ledger")["intents"] == []
    assert (units(product), StockMovement.objects.count()) == ((10, 0, 0), movements)


def test_i11_every_line_has_a_decision_as_new_as_its_payment(
    world: RightsWorld, stripe: Sandbox
) -> None:
    """Each line keeps the decision that was taken when its payment began."""
    products = [world.product(), world.product(sku="PIN-2")]
    request = request_for(basket_with(*products))
    before = current_revision() or 0
    place_hold(
        kind="LEGAL", reason="r", at=database_now(), mark=PropertyFactory(holder=world.holder)
    )
    order = begin_payment(request).order
    logs = RightsDecisionLog.objects.filter(
        order_line_id__in=order.lines.values_list("pk", flat=True)
    )
    assert len(logs) == order.lines.count() == 2
    for log in logs:
        assert log.allowed
        assert log.revision > before
        assert log.revision >= (current_revision() or 0)


def test_i11_a_payment_after_rights_changed_is_decided_anew(
    world: RightsWorld, stripe: Sandbox
) -> None:
    """Between placement and intent the decision is taken again."""
    product = world.product()
    request = request_for(basket_with(product))
    order = place_order(request).order
    place_hold(kind="RECALL", reason="r", at=clock_now(), product_id=product.pk)
    kept = RightsDecisionLog.objects.get(order_line_id=order.lines.get().pk)
    assert kept.revision < (current_revision() or 0)
    with pytest.raises(NotSellable):
        begin_payment(request)
    assert stripe.control("GET", "ledger")["intents"] == []


@pytest.mark.parametrize("deny", DENIALS, ids=lambda deny: deny.__name__)
def test_i13_no_offer_makes_a_denied_article_sellable(world: RightsWorld, deny: Denial) -> None:
    """A discount for everything leaves denied what is denied."""
    product = world.product()
    everything = Range.objects.create(name="All", includes_all_products=True)
    ConditionalOffer.objects.create(
        name="All free",
        condition=Condition.objects.create(range=everything, type="Count", value=1),
        benefit=Benefit.objects.create(range=everything, type="Percentage", value=100),
    )
    deny(world, product)
    assert_sold_nowhere(Asked(product))


def test_i13_no_member_of_staff_orders_what_is_denied(world: RightsWorld) -> None:
    """Staff buy as everybody does; there is no order that overrides the gate."""
    product = world.product()
    basket = basket_holding(product)
    place_hold(kind="RECALL", reason="r", at=database_now(), product_id=product.pk)
    officer = UserFactory(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(officer)
    client.cookies.load(dict([basket_cookie(basket)]))
    added = client.post("/en-fr/basket/add/", {"sku": "PIN-1"}, follow=True)
    assert "is in your basket" not in added.text
    with pytest.raises(NotSellable):
        begin_payment(request_for(basket, user_id=officer.pk, expected_minor=2500))
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("market", "territory", "rate", "currency"),
    [
        ("fr", "FR", "0.20", "EUR"),
        ("fr", "DE", "0.19", "EUR"),
        ("jp", "JP", "0.10", "JPY"),
        ("gb", "GB", "0.20", "GBP"),
    ],
)
def test_i15_one_ship_to_decides_the_right_the_price_and_the_tax(
    world: RightsWorld, stripe: Sandbox, market: str, territory: str, rate: str, currency: str
) -> None:
    """Price, tax and currency are those of the place that was decided."""
    basket = basket_with(world.product(), market=market, territory=territory)
    address = {"first_name": "Ada", "line1": "1 Road", "line4": "Town", "postcode": ""}
    placed = begin_payment(request_for(basket, market=market, territory=territory, address=address))
    log = RightsDecisionLog.objects.get(order_line_id=placed.order.lines.get().pk)
    assert log.territory == placed.order.ship_to_id == territory
    assert placed.order.currency == placed.attempt.currency == currency
    assert Decimal(placed.order.snapshot["lines"][0]["rate"]) == Decimal(rate)
