"""The database refuses a line that no license covers, whatever the gate said."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import catalog.services
from catalog.models import Approval, Product, ProductRights, ProductVersion
from licensing.models import Licensee, StoreMandate, Territory
from licensing.services import place_hold, revoke_agreement, suspend_agreement
from licensing.territories import NOWHERE
from shop.database.clock import database_now
from shop.forks.order.models import Line, Order
from shop.ordering.errors import NotSellable
from shop.ordering.placement import place_order
from tests.factories.catalog import SINCE, Shop
from tests.factories.orders import basket_with, empty_order, request_for


def write_line(order: Order, product: Product) -> Line:
    """Insert an order line past every rule of the application."""
    record = product.stockrecords.get()
    zero = dict.fromkeys(
        (
            "line_price_incl_tax",
            "line_price_excl_tax",
            "line_price_before_discounts_incl_tax",
            "line_price_before_discounts_excl_tax",
        ),
        0,
    ) | {"num_allocated": 0}
    return Line.objects.create(
        order=order, product=product, stockrecord=record, partner=record.partner, title="x", **zero
    )


def stop(how: Callable[..., None]) -> Callable[[Shop, Product], None]:
    """Return a change that ends the agreement of a product."""

    def change(_: Shop, product: Product) -> None:
        agreement = ProductRights.objects.filter(version__product=product)[0].agreement
        now = database_now()
        how(agreement=agreement, by_id=None, reason="r", at=now, effective_at=now)

    return change


def held(**scope: Any) -> Callable[[Shop, Product], None]:
    """Return a hold on the product's own scope."""

    def change(shop: Shop, product: Product) -> None:
        named = {
            "product": {"product_id": product.pk},
            "mark": {"mark": shop.mark},
            "licensee": {"licensee": shop.licensee},
            "all": {},
        }[scope["on"]]
        place_hold(kind="LEGAL", reason="r", at=SINCE, **named)

    return change


REFUSED: dict[str, Callable[[Shop, Product], Any]] = {
    "revoked": stop(revoke_agreement),
    "suspended": stop(suspend_agreement),
    "product held": held(on="product"),
    "mark held": held(on="mark"),
    "licensee held": held(on="licensee"),
    "all held": held(on="all"),
    "licensee suspended": lambda *_: Licensee.objects.update(status="suspended"),
    "unpublished": lambda *_: Product.objects.update(is_public=False),
    "no version": lambda *_: ProductVersion.objects.update(status="SUPERSEDED"),
    "withdrawn": lambda *_: Approval.objects.update(withdrawn_at=SINCE),
    "rejected": lambda *_: Approval.objects.update(verdict="REJECTED"),
    "no mark": lambda *_: ProductRights.objects.all().delete(),
    "no mandate": lambda *_: StoreMandate.objects.update(territories=NOWHERE),
    "not served": lambda *_: Territory.objects.filter(pk="FR").update(served=False),
}


def test_a_licensed_line_is_written(shop: Shop) -> None:
    assert write_line(empty_order(), shop.product()).pk


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_an_unlicensed_line_is_refused(
    shop: Shop, change: Callable[[Shop, Product], object]
) -> None:
    product, order = shop.product(), empty_order()
    change(shop, product)
    with pytest.raises(IntegrityError, match="an order line is not licensed"), transaction.atomic():
        write_line(order, product)


def test_a_country_that_is_not_granted_is_refused(shop: Shop) -> None:
    product = shop.product(agreement=shop.agreement(include=["US"]))
    with pytest.raises(IntegrityError, match="NO_GRANT"), transaction.atomic():
        write_line(empty_order(), product)


def test_a_gate_that_lets_everything_through_is_stopped(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate is broken on purpose: what it allowed a moment ago it goes on allowing."""
    product = shop.product()
    basket = basket_with(product)
    request = request_for(basket)
    now = database_now()
    remembered = catalog.services.decide_products([product], "FR", "WEB", now)
    REFUSED["revoked"](shop, product)
    monkeypatch.setattr("shop.ordering.quote.decide_products", lambda *_, **__: remembered)
    with pytest.raises(NotSellable):
        place_order(request)
    assert not Order.objects.exists()
