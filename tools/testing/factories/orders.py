"""Baskets and orders of a buyer, by the services that the pages use."""

from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from catalog.models import Product
from shop.commerce.markets.models import Market
from shop.orders.checkout.basket_quote import quote_basket
from shop.orders.checkout.baskets import add_to_basket
from shop.orders.checkout.order_request import PlaceOrder
from shop.orders.checkout.placement import begin_payment, new_order_number
from shop.orders.checkout.quote import Destination
from shop.oscar.basket.models import Basket
from shop.oscar.order.models import Order, OrderState
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tools.testing.factories.catalog import EUROPE, RightsWorld
from tools.testing.factories.models import PropertyFactory

ADDRESS = {
    "first_name": "Ada",
    "line1": "1 rue de l'Exemple",
    "line4": "Paris",
    "postcode": "75001",
}


def european_product(world: RightsWorld, *, sku: str = "PIN-EU", **fields: Any) -> Product:
    """Create a product whose own mark is granted for Europe only."""
    mark = PropertyFactory(holder=world.holder)
    agreement = world.agreement(marks=[mark], include=EUROPE)
    return world.product(sku=sku, marks=[mark], agreement=agreement, **fields)


def destination(market: str = "fr", territory: str = "FR", **changes: Any) -> Destination:
    """Return a destination as of now."""
    market_row = Market.objects.for_request().get(code=market)
    return Destination(market_row, territory, changes.pop("at", database_now()), **changes)


def basket_with(
    *products: Product, market: str = "fr", territory: str = "FR", quantity: int = 1
) -> Basket:
    """Return a guest's basket with some units of each product."""
    there = destination(market, territory)
    basket = Basket(market=there.market, ship_to_id=territory)
    for product in products:
        add_to_basket(basket=basket, product=product, quantity=quantity, destination=there)
    return basket


def request_for(
    basket: Basket, *, key: str = "key-1", market: str = "fr", territory: str = "FR", **changes: Any
) -> PlaceOrder:
    """Return the request that the checkout page would send now for a basket."""
    fields: dict[str, Any] = {
        "channel": "WEB",
        "language": "en",
        "email": "ada@example.org",
        "delivery_code": "standard",
        "address": ADDRESS,
        "region": "MT" if territory == "US" else "",  # Montana has no sales tax
    } | changes
    if "expected_minor" not in fields:
        there = destination(market, territory, channel=fields["channel"], region=fields["region"])
        quote = quote_basket(basket, there)
        fields["expected_minor"] = quote.total_minor
        fields.setdefault("expected_to_pay", quote.to_pay_minor)
    return PlaceOrder(
        idempotency_key=key,
        basket_id=basket.pk,
        market_code=market,
        territory=territory,
        **fields,
    )


def waiting_order(
    product: Product, *, key: str = "key-1", quantity: int = 1, **changes: Any
) -> Order:
    """Place an order up to the payment form: its intent exists at the sandbox."""
    place = {name: changes[name] for name in ("market", "territory") if name in changes}
    basket = basket_with(product, quantity=quantity, **place)
    return begin_payment(request_for(basket, key=key, **changes)).order


def empty_order() -> Order:
    """Return an unpaid order without lines; for tests of stock alone."""
    market, now = Market.objects.get(code="fr"), database_now()
    return Order.objects.create(
        number=new_order_number(),
        market=market,
        channel="WEB",
        ship_to_id="FR",
        language="en",
        currency="EUR",
        total_incl_tax=0,
        total_excl_tax=0,
        status=OrderState.PENDING,
        date_placed=now,
        hold_expires_at=now,
    )


def units(product: Product) -> tuple[int, int, int]:
    """Return the units in stock, reserved and sold."""
    record = StockRecord.objects.get(product=product)
    return record.num_in_stock, record.num_held, record.num_allocated


def queued_jobs() -> list[str]:
    """Return the names of waiting jobs."""
    waiting = ProcrastinateJob.objects.filter(status="todo").order_by("id")
    return list(waiting.values_list("task_name", flat=True))


def run_queued_jobs() -> None:
    """Run the waiting jobs as a worker would."""
    app.perform_import_paths()
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        app.tasks[job.task_name](**job.args)
        with connection.cursor() as cursor:
            cursor.execute(
                "update procrastinate_jobs set status = 'succeeded' where id = %s", [job.pk]
            )
